#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <cstdint>

/// What libFuzzer and replay.cpp call with each input; returns 0. Ends the program when a rule is broken.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// Ends the program, as a found mistake, when \a rule does not hold.
inline void must(bool rule, const char *words)
{
    if (!rule)
        qFatal("broken: %s", words);
}

/// An input's bytes, and choices taken from its start.
class FuzzInput
{
public:
    FuzzInput(const uint8_t *data, size_t size)
        : m_bytes(reinterpret_cast<const char *>(data), qsizetype(size))
    {
    }

    /// The next byte; 0 at the end.
    quint8 choice()
    {
        if (m_bytes.isEmpty())
            return 0;
        const quint8 byte = quint8(m_bytes.front());
        m_bytes.remove(0, 1);
        return byte;
    }
    const QByteArray &rest() const { return m_bytes; }

private:
    QByteArray m_bytes;
};
