#include "jsonjudge.h"

#include <algorithm>

namespace {

constexpr qsizetype readAtOnce = 256 * 1024; ///< bytes that are judged in one go

bool mayBeJson(const LogEntry &entry)
{
    if (entry.kind != EntryKind::Text && entry.kind != EntryKind::Binary)
        return false;
    const QByteArrayView begin =
        QByteArrayView(entry.payload).first(std::min<qsizetype>(1'024, entry.payload.size()));
    const QByteArrayView trimmed = begin.trimmed();
    return !trimmed.isEmpty() && (trimmed.front() == '{' || trimmed.front() == '[')
        && entry.payload.isValidUtf8();
}

}

JsonJudge::JsonJudge(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (readOn())
            emit judged();
    });
}

void JsonJudge::judge(const LogEntry &entry)
{
    m_timer.stop();
    m_check.reset();
    m_isJson = false;
    m_payload = entry.payload;
    m_isCut = isCut(entry);
    if (!mayBeJson(entry))
        return;
    m_check.emplace(m_payload);
    if (!readOn())
        m_timer.start();
}

/// Judges the next portion; true: there is a verdict.
bool JsonJudge::readOn()
{
    using Verdict = JsonCheck::Verdict;
    const Verdict verdict = m_check->read(readAtOnce);
    if (verdict == Verdict::Unfinished)
        return false;
    m_timer.stop();
    m_check.reset();
    m_isJson = verdict == Verdict::Valid || (verdict == Verdict::CutOff && m_isCut);
    return true;
}
