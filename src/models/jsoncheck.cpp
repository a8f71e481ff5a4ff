#include "jsoncheck.h"

#include "displaytext.h"

#include <algorithm>

namespace {

constexpr qsizetype longestQuoted = 20; ///< characters of a wrong word that are repeated to the reader

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// What stands between brackets, commas and blanks.
bool isWordEnd(char c)
{
    return isBlank(c) || QByteArrayView(",:[]{}\"").contains(c);
}

}

JsonCheck::JsonCheck(QByteArrayView json)
    : m_json(json)
{
}

JsonCheck::Verdict JsonCheck::read(qsizetype most)
{
    const qsizetype end = m_offset + std::min(most, m_json.size() - m_offset);
    while (m_verdict == Verdict::Unfinished) {
        while (m_offset < m_json.size() && isBlank(m_json[m_offset]))
            ++m_offset;
        if (m_offset == m_json.size())
            finish();
        else if (m_offset >= end)
            break;
        else
            readToken();
    }
    return m_verdict;
}

void JsonCheck::readToken()
{
    const char c = m_json[m_offset];
    switch (m_expected) {
    case Expected::ValueOrEnd:
    case Expected::Value:
        if (c == ']' && m_expected == Expected::ValueOrEnd)
            close();
        else
            readValue();
        break;
    case Expected::NameOrEnd:
    case Expected::Name:
        if (c == '}' && m_expected == Expected::NameOrEnd)
            close();
        else
            readName();
        break;
    case Expected::Colon:
        if (c != ':')
            return fail(m_offset, tr("A colon must stand between a name and its value."));
        ++m_offset;
        m_expected = Expected::Value;
        m_afterComma = false;
        break;
    case Expected::CommaOrEnd:
        if (c == ',') {
            ++m_offset;
            m_expected = m_open.back() ? Expected::Name : Expected::Value;
            m_afterComma = true;
        } else if (c == (m_open.back() ? '}' : ']')) {
            close();
        } else {
            fail(m_offset,
                 m_open.back() ? tr("A comma or } must stand here.") : tr("A comma or ] must stand here."));
        }
        break;
    case Expected::Nothing:
        fail(m_offset, tr("The JSON has ended already; nothing may follow."));
        break;
    }
}

void JsonCheck::readValue()
{
    const char c = m_json[m_offset];
    if (c == '{' || c == '[') {
        ++m_offset;
        m_open.push_back(c == '{');
        m_expected = c == '{' ? Expected::NameOrEnd : Expected::ValueOrEnd;
        m_afterComma = false;
    } else if (c == '"') {
        if (readString())
            finishValue();
    } else if (c == '-' || isDigit(c)) {
        readNumber();
    } else if (c == '\'') {
        fail(m_offset, tr("Text stands in double quotes, not in single ones."));
    } else if (isWordEnd(c)) {
        fail(m_offset, m_afterComma ? tr("A value must follow the comma.") : tr("A value must stand here."));
    } else {
        readWord();
    }
}

void JsonCheck::readName()
{
    if (m_json[m_offset] != '"') {
        fail(m_offset,
             m_afterComma && m_json[m_offset] == '}' ? tr("A name must follow the comma.")
                                                     : tr("A name in double quotes must stand here."));
    } else if (readString()) {
        m_expected = Expected::Colon;
    }
}

bool JsonCheck::readString()
{
    qsizetype i = m_offset + 1;
    while (i < m_json.size()) {
        const char c = m_json[i];
        if (c == '"') {
            m_offset = i + 1;
            return true;
        }
        if (uchar(c) < 0x20) {
            fail(
                i,
                tr("A line break or another control character in a text is written as an escape, like \\n."));
            return false;
        }
        if (c != '\\')
            ++i;
        else if (!readEscape(&i))
            return false;
    }
    m_verdict = Verdict::CutOff;
    m_offset = m_json.size();
    m_sentence = tr("A double quote is missing that ends the text.");
    return false;
}

/// \a i is at the backslash, then behind the escape. An escape that the end cuts off is for readString().
bool JsonCheck::readEscape(qsizetype *i)
{
    const qsizetype left = m_json.size() - *i;
    if (left == 1) {
        ++*i;
        return true;
    }
    if (QByteArrayView("\"\\/bfnrt").contains(m_json[*i + 1])) {
        *i += 2;
        return true;
    }
    const QByteArrayView digits = m_json.sliced(*i + 2, std::min<qsizetype>(4, left - 2));
    if (m_json[*i + 1] != 'u' || !std::ranges::all_of(digits, isHexDigit)) {
        fail(*i,
             tr("There is no such escape; there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t, and \\u before four "
                "hexadecimal digits."));
        return false;
    }
    *i += 2 + digits.size();
    return true;
}

bool JsonCheck::readDigits(qsizetype *i)
{
    const qsizetype first = *i;
    while (*i < m_json.size() && isDigit(m_json[*i]))
        ++*i;
    if (*i > first)
        return true;
    if (*i < m_json.size()) {
        fail(*i, tr("A digit must stand here."));
    } else {
        m_verdict = Verdict::CutOff;
        m_offset = *i;
        m_sentence = tr("A digit is missing at the end.");
    }
    return false;
}

void JsonCheck::readNumber()
{
    const auto at = [this](qsizetype i) { return i < m_json.size() ? m_json[i] : '\0'; };
    qsizetype i = m_offset;
    if (at(i) == '-')
        ++i;
    if (at(i) == '0' && isDigit(at(i + 1)))
        return fail(i, tr("A number has no zeros in front."));
    if (!readDigits(&i))
        return;
    if (at(i) == '.' && !readDigits(&++i))
        return;
    if (at(i) == 'e' || at(i) == 'E') {
        ++i;
        if (at(i) == '+' || at(i) == '-')
            ++i;
        if (!readDigits(&i))
            return;
    }
    if (i < m_json.size() && !isWordEnd(m_json[i]))
        return fail(i, tr("This does not belong to a number."));
    m_offset = i;
    finishValue();
}

void JsonCheck::readWord()
{
    qsizetype end = m_offset;
    while (end < m_json.size() && !isWordEnd(m_json[end]))
        ++end;
    const QByteArrayView word = m_json.sliced(m_offset, end - m_offset);
    for (const QByteArrayView known : {"true", "false", "null"}) {
        if (word == known) {
            m_offset = end;
            return finishValue();
        }
        if (end == m_json.size() && known.startsWith(word)) {
            m_verdict = Verdict::CutOff;
            m_offset = end;
            m_sentence = tr("The last word is not whole.");
            return;
        }
    }
    fail(m_offset,
         tr("“%1” is no value: text stands in double quotes, and the only words are true, false and null.")
             .arg(DisplayText::oneLine(word, longestQuoted)));
}

void JsonCheck::close()
{
    ++m_offset;
    m_open.pop_back();
    finishValue();
}

void JsonCheck::finishValue()
{
    m_expected = m_open.empty() ? Expected::Nothing : Expected::CommaOrEnd;
}

void JsonCheck::finish()
{
    if (m_expected == Expected::Nothing) {
        m_verdict = Verdict::Valid;
        return;
    }
    m_verdict = Verdict::CutOff;
    if (m_open.empty())
        m_sentence = tr("There is no JSON yet.");
    else if (m_open.back())
        m_sentence = tr("A } is missing at the end.");
    else
        m_sentence = tr("A ] is missing at the end.");
}

void JsonCheck::fail(qsizetype offset, const QString &sentence)
{
    m_verdict = Verdict::Wrong;
    m_offset = offset;
    m_sentence = sentence;
}

std::pair<qsizetype, qsizetype> JsonCheck::lineAndColumn(QByteArrayView json, qsizetype offset)
{
    const QByteArrayView before = json.first(std::min(offset, json.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const auto isCharacter = [](char c) { return (uchar(c) & 0xC0) != 0x80; };
    return {1 + std::ranges::count(before, '\n'),
            1 + std::ranges::count_if(before.sliced(lineStart), isCharacter)};
}
