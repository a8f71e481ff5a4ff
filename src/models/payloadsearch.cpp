#include "payloadsearch.h"

#include "hextext.h"

#include <algorithm>

namespace {

constexpr qsizetype portion = 32 * 1024; ///< characters
constexpr qsizetype portionOfBytes = 1024 * 1024;

QByteArray bytesOf(const QString &wanted)
{
    QString error;
    const auto bytes = HexText::bytes(wanted, &error);
    return bytes.value_or(wanted.toUtf8());
}

}

PayloadSearch::PayloadSearch(const QByteArray &payload, PayloadReader::Form form, const QString &wanted)
    : m_payload(payload)
    , m_reader(payload, form)
    , m_wanted(wanted)
{
    if (form == PayloadReader::Form::Hex)
        m_wantedBytes = bytesOf(wanted);
}

bool PayloadSearch::advance()
{
    if (m_wanted.isEmpty() || m_hits.size() >= mostHits)
        return false;
    return m_wantedBytes.isEmpty() ? advanceInText() : advanceInBytes();
}

bool PayloadSearch::advanceInText()
{
    if (m_reader.atEnd())
        return false;
    const PayloadReader::Place place = m_reader.place();
    const QString text = m_tail + m_reader.read(portion).text;
    const qsizetype start = place.character - m_tail.size();
    qsizetype searched = 0;
    for (qsizetype i = text.indexOf(m_wanted, 0, Qt::CaseInsensitive); i >= 0 && m_hits.size() < mostHits;
         i = text.indexOf(m_wanted, searched, Qt::CaseInsensitive)) {
        m_hits.append({i < m_tail.size() ? m_tailPlace : place, start + i, m_wanted.size()});
        searched = i + m_wanted.size();
    }
    m_tail = text.sliced(std::max(searched, text.size() - std::min(text.size(), m_wanted.size() - 1)));
    m_tailPlace = place;
    return !m_reader.atEnd() && m_hits.size() < mostHits;
}

bool PayloadSearch::advanceInBytes()
{
    const QByteArrayView payload(m_payload);
    const qsizetype size = m_wantedBytes.size();
    const qsizetype end = std::min(payload.size(), m_byte + portionOfBytes);
    const QByteArrayView searched = payload.first(std::min(payload.size(), end + size - 1));
    const auto characterOf = [](qsizetype byte) {
        return byte / PayloadReader::bytesPerLine * PayloadReader::hexLineLength
            + PayloadReader::hexColumn(byte % PayloadReader::bytesPerLine);
    };
    qsizetype i = searched.indexOf(m_wantedBytes, m_byte);
    while (i >= 0 && m_hits.size() < mostHits) {
        PayloadReader::Place place;
        place.bytes.byte = i - i % PayloadReader::bytesPerLine;
        place.character = place.bytes.byte / PayloadReader::bytesPerLine * PayloadReader::hexLineLength;
        const qsizetype first = characterOf(i);
        m_hits.append({place, first, characterOf(i + size - 1) + 2 - first});
        m_byte = i + size;
        i = searched.indexOf(m_wantedBytes, m_byte);
    }
    m_byte = std::max(m_byte, end);
    return m_byte < payload.size() && m_hits.size() < mostHits;
}
