#include "logfilter.h"

#include "displaytext.h"

#include <algorithm>

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// True when \a bytes contain \a needle, which is in lower case; ASCII letters match in any case.
bool containsAscii(QByteArrayView bytes, QByteArrayView needle)
{
    return std::search(bytes.begin(), bytes.end(), needle.begin(), needle.end(),
                       [](char a, char b) { return lower(a) == b; })
        != bytes.end();
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

}

LogFilter::LogFilter(const QString &text, Group group)
    : m_text(text)
    , m_group(group)
{
    if (text.startsWith(u'#')) {
        bool isNumber = false;
        const uint number = QStringView(text).mid(1).toUInt(&isNumber);
        if (isNumber)
            m_connection = number;
    }
    if (isAscii(text))
        m_ascii = text.toLower().toLatin1();
}

bool LogFilter::matches(const LogEntry &entry) const
{
    if (!inGroup(entry))
        return false;
    if (m_text.isEmpty())
        return true;
    if (m_connection)
        return entry.connection == *m_connection;
    if (entry.kind == EntryKind::Close) // the code is two bytes on the wire and a number on the screen
        return DisplayText::preview(entry).contains(m_text, Qt::CaseInsensitive);
    if (!m_ascii.isEmpty())
        return containsAscii(entry.payload, m_ascii);
    return QString::fromUtf8(entry.payload).contains(m_text, Qt::CaseInsensitive);
}

bool LogFilter::inGroup(const LogEntry &entry) const
{
    switch (m_group) {
    case Group::All:
        return true;
    case Group::Sent:
        return entry.direction == Direction::Sent;
    case Group::Received:
        return entry.direction == Direction::Received;
    case Group::Control:
        return entry.kind == EntryKind::Ping || entry.kind == EntryKind::Pong
            || entry.kind == EntryKind::Close;
    case Group::Errors:
        return entry.kind == EntryKind::Error;
    }
    return true;
}
