#include "jsonlayout.h"

#include <algorithm>

namespace {
constexpr qsizetype deepestIndent = 32; ///< levels; deeper ones would be mostly blanks
}

bool JsonLayout::atEnd() const
{
    return skipBlanks(m_place.byte) == m_json.size();
}

QByteArray JsonLayout::indented(QByteArrayView json)
{
    QByteArray out;
    JsonLayout layout(json);
    while (!layout.atEnd())
        layout.read(&out, json.size() * 2 + 1, {}, nullptr);
    return out;
}

void JsonLayout::read(QByteArray *out, qsizetype most, const JsonFolds &folds, QList<Fold> *found)
{
    const qsizetype end = out->size() + most;
    while (out->size() < end) {
        if (m_place.byte < m_place.tokenEnd) {
            readString(out, end - out->size());
            continue;
        }
        m_place.byte = skipBlanks(m_place.byte);
        if (m_place.byte == m_json.size())
            return;
        const char c = m_json[m_place.byte];
        switch (c) {
        case '"':
            m_place.tokenEnd = endOfString(m_place.byte);
            continue;
        case '{':
        case '[':
            open(out, folds, found);
            continue;
        case '}':
        case ']':
            --m_place.depth;
            newLine(out);
            out->append(c);
            break;
        case ',':
            out->append(c);
            newLine(out);
            break;
        case ':':
            out->append(": ");
            break;
        default:
            out->append(c);
            break;
        }
        ++m_place.byte;
    }
}

void JsonLayout::readString(QByteArray *out, qsizetype most)
{
    qsizetype end = std::min(m_place.tokenEnd, m_place.byte + most);
    while (end < m_place.tokenEnd && (uchar(m_json[end]) & 0xC0) == 0x80)
        ++end; // a whole character
    out->append(m_json.sliced(m_place.byte, end - m_place.byte));
    m_place.byte = end;
}

void JsonLayout::open(QByteArray *out, const JsonFolds &folds, QList<Fold> *found)
{
    const Fold fold{out->size(), m_place, folds.isFolded(m_place.byte, m_place.depth)};
    const qsizetype inside = skipBlanks(m_place.byte + 1);
    out->append(m_json[m_place.byte]);
    m_place.byte = inside;
    if (inside < m_json.size() && (m_json[inside] == '}' || m_json[inside] == ']')) {
        out->append(m_json[inside]);
        ++m_place.byte;
        return;
    }
    if (found)
        found->append(fold);
    if (fold.folded) {
        out->append("… ").append(QByteArray::number(skipToClose())).append(" …");
        if (m_place.byte < m_json.size())
            out->append(m_json[m_place.byte++]);
        return;
    }
    ++m_place.depth;
    newLine(out);
}

/// Goes to the bracket that closes what is open, and counts the values on the way.
qsizetype JsonLayout::skipToClose()
{
    qsizetype values = 1;
    qsizetype depth = 0;
    qsizetype i = m_place.byte;
    for (; i < m_json.size(); ++i) {
        const char c = m_json[i];
        if (c == '"') {
            i = endOfString(i) - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                break;
            --depth;
        } else if (c == ',' && depth == 0) {
            ++values;
        }
    }
    m_place.byte = i;
    return values;
}

void JsonLayout::newLine(QByteArray *out) const
{
    out->append('\n').append(2 * std::clamp<qsizetype>(m_place.depth, 0, deepestIndent), ' ');
}

qsizetype JsonLayout::skipBlanks(qsizetype i) const
{
    while (i < m_json.size()
           && (m_json[i] == ' ' || m_json[i] == '\t' || m_json[i] == '\n' || m_json[i] == '\r'))
        ++i;
    return i;
}

/// Behind the closing quote of the string that starts at \a start.
qsizetype JsonLayout::endOfString(qsizetype start) const
{
    for (qsizetype i = start + 1; i < m_json.size(); ++i) {
        if (m_json[i] == '\\')
            ++i;
        else if (m_json[i] == '"')
            return i + 1;
    }
    return m_json.size();
}
