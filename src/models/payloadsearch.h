#pragma once

#include "payloadreader.h"

/// Looks for a text in the whole of a payload, as one of its forms shows it (unfolded), in portions. Upper
/// and lower case are the same. In Hex it looks for bytes: those that are written as pairs of digits, else
/// the text's own.
class PayloadSearch
{
public:
    struct Hit
    {
        PayloadReader::Place from; ///< where to begin reading so that it comes soon
        qsizetype character = 0; ///< of the form
        qsizetype length = 0; ///< characters
    };
    static constexpr qsizetype mostHits = 10'000;

    PayloadSearch() = default;
    PayloadSearch(const QByteArray &payload, PayloadReader::Form form, const QString &wanted);

    /// Looks through the next portion, which takes a few milliseconds; false: all is looked through, or
    /// there are mostHits.
    bool advance();
    const QList<Hit> &hits() const { return m_hits; }

private:
    bool advanceInText();
    bool advanceInBytes();

    QByteArray m_payload;
    PayloadReader m_reader;
    QString m_wanted;
    QByteArray m_wantedBytes; ///< in Hex
    qsizetype m_byte = 0; ///< in Hex: looked through so far
    QString m_tail; ///< the end of the portion before, in which a hit may begin
    PayloadReader::Place m_tailPlace; ///< of the portion that it ends
    QList<Hit> m_hits;
};
