#include "batch.h"

#include "frame.h"

void Batch::add(const QByteArray &utf8)
{
    m_newest = frames.size();
    m_newestBytes = quint64(utf8.size());
    frames += encodeFrame(Opcode::Text, utf8);
    payloadBytes += m_newestBytes;
    ++messages;
}

Batch Batch::newest() const
{
    Batch batch;
    batch.frames = frames.sliced(m_newest);
    batch.messages = qMin<quint64>(messages, 1);
    batch.payloadBytes = batch.m_newestBytes = m_newestBytes;
    return batch;
}
