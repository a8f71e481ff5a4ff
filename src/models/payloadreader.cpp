#include "payloadreader.h"

#include "displaytext.h"

#include <algorithm>

namespace {

/// \a bytes, cleaned and not cut: no byte becomes more than ten characters.
QString cleaned(QByteArrayView bytes)
{
    return DisplayText::manyLines(bytes, 16 * bytes.size() + 16);
}

QString hexLine(QByteArrayView line, qsizetype offset)
{
    static constexpr char digits[] = "0123456789abcdef";
    QString out(PayloadReader::hexColumn(PayloadReader::bytesPerLine) + 1, u' ');
    for (int i = 0; i < 8; ++i)
        out[i] = QLatin1Char(digits[(offset >> (28 - 4 * i)) & 0xf]);
    for (qsizetype i = 0; i < line.size(); ++i) {
        out[PayloadReader::hexColumn(i)] = QLatin1Char(digits[uchar(line[i]) >> 4]);
        out[PayloadReader::hexColumn(i) + 1] = QLatin1Char(digits[uchar(line[i]) & 0xf]);
    }
    for (const char c : line)
        out.append(c >= 0x20 && c < 0x7f ? QLatin1Char(c) : QLatin1Char('.'));
    return out;
}

}

PayloadReader::PayloadReader(const QByteArray &payload, Form form)
    : PayloadReader(payload, form, {})
{
}

PayloadReader::PayloadReader(const QByteArray &payload, Form form, const Place &place)
    : m_payload(payload)
    , m_form(form)
    , m_place(place)
{
}

bool PayloadReader::atEnd() const
{
    return m_form == Form::Json ? JsonLayout(m_payload, m_place.bytes).atEnd()
                                : m_place.bytes.byte == m_payload.size();
}

PayloadReader::Slice PayloadReader::read(qsizetype most, const JsonFolds &folds)
{
    Slice slice;
    if (m_form == Form::Text) {
        slice.text = readText(most);
    } else if (m_form == Form::Hex) {
        slice.text = readHex(most);
    } else {
        QByteArray out;
        JsonLayout layout(m_payload, m_place.bytes);
        layout.read(&out, most, folds, &slice.folds);
        m_place.bytes = layout.place();
        qsizetype done = 0; // cleaning changes lengths
        for (JsonLayout::Fold &fold : slice.folds) {
            slice.text += cleaned(QByteArrayView(out).sliced(done, fold.at - done));
            done = std::exchange(fold.at, slice.text.size() /* now in characters */);
        }
        slice.text += cleaned(QByteArrayView(out).sliced(done));
    }
    m_place.character += slice.text.size();
    return slice;
}

QString PayloadReader::readText(qsizetype most)
{
    const qsizetype begin = m_place.bytes.byte;
    qsizetype end = begin + std::clamp<qsizetype>(most, 1, m_payload.size() - begin);
    const auto isInside = [this](qsizetype i) {
        const bool continues = (uchar(m_payload[i]) & 0xC0) == 0x80;
        return continues || (m_payload[i] == '\n' && m_payload[i - 1] == '\r'); // a line end is one thing
    };
    while (end < m_payload.size() && isInside(end))
        ++end;
    m_place.bytes.byte = end;
    return cleaned(QByteArrayView(m_payload).sliced(begin, end - begin));
}

QString PayloadReader::readHex(qsizetype most)
{
    QString out;
    out.reserve(most + hexLineLength);
    qsizetype &byte = m_place.bytes.byte;
    while (out.size() < most && byte < m_payload.size()) {
        const auto line =
            QByteArrayView(m_payload).sliced(byte, std::min(bytesPerLine, m_payload.size() - byte));
        out += hexLine(line, byte);
        byte += line.size();
        if (byte < m_payload.size())
            out += u'\n';
    }
    return out;
}
