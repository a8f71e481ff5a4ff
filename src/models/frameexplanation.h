#pragma once

#include "messagelog.h"

#include <QCoreApplication>
#include <QStringList>

/// One frame of a logged message, field by field (RFC 6455 section 5.2), for people who learn how it works.
class FrameExplanation
{
    Q_DECLARE_TR_FUNCTIONS(FrameExplanation)
public:
    static constexpr qsizetype mostPayload = 8; ///< bytes of the payload that are shown

    enum class Part { Flags, Length, Key, Payload };

    /// A field, or a part of the payload.
    struct Field
    {
        Part part = Part::Flags;
        QString name; ///< as in the RFC
        QString wire; ///< as on the wire: bits, or bytes in hexadecimal
        QString value;
        QString meaning; ///< a sentence; empty: the value says all
        int firstBit = 0; ///< counted from the frame's first one
        int bits = 0; ///< of those that are shown
        bool isDerived = false; ///< made of others: its bits are theirs
    };

    FrameExplanation() = default;
    /// Of the frame number \a index, from 0, of \a entry, which must be one of entry.frames.decoded().
    FrameExplanation(const LogEntry &entry, qsizetype index);

    /// One line that names each frame of \a entry that is kept: `1: text, 5 B`.
    static QStringList names(const LogEntry &entry);

    const QList<Field> &fields() const { return m_fields; }
    /// The frame's first bytes as on the wire: the header, and of the payload at most `mostPayload`.
    const QByteArray &bytes() const { return m_bytes; }
    /// Bytes of the payload that are not in bytes().
    quint64 left() const { return m_left; }

private:
    void addHeader(const FrameHeader &header);
    void addPayload(const FrameHeader &header, const QByteArray &shown, const QString &content);
    void addClosePayload(const QByteArray &shown);
    void add(Part part, const QString &name, int bits, const QString &value, const QString &meaning);
    QString wire(int firstBit, int bits) const;

    QList<Field> m_fields;
    QByteArray m_bytes;
    quint64 m_left = 0;
    int m_bit = 0; ///< where the next field begins
};
