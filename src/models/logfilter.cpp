#include "logfilter.h"

#include "displaytext.h"
#include "pattern.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Property
{
    QLatin1StringView name;
    bool (*holds)(const LogEntry &);
};

template <EntryKind kind>
constexpr bool isKind(const LogEntry &entry)
{
    return entry.kind == kind;
}

template <Direction direction>
constexpr bool isDirection(const LogEntry &entry)
{
    return entry.direction == direction;
}

constexpr std::array properties{
    Property{"sent"_L1, isDirection<Direction::Sent>},
    Property{"received"_L1, isDirection<Direction::Received>},
    Property{"text"_L1, isKind<EntryKind::Text>},
    Property{"binary"_L1, isKind<EntryKind::Binary>},
    Property{"ping"_L1, isKind<EntryKind::Ping>},
    Property{"pong"_L1, isKind<EntryKind::Pong>},
    Property{"close"_L1, isKind<EntryKind::Close>},
    Property{"request"_L1, isKind<EntryKind::Request>},
    Property{"response"_L1, isKind<EntryKind::Response>},
    Property{"info"_L1, isKind<EntryKind::Info>},
    Property{"error"_L1, isKind<EntryKind::Error>},
};

constexpr std::array<char, 256> makeLowerCase()
{
    std::array<char, 256> lower{};
    for (std::size_t i = 0; i < lower.size(); ++i)
        lower[i] = char(i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    return lower;
}

constexpr std::array<char, 256> lowerCase = makeLowerCase();

char lower(char c)
{
    return lowerCase[uchar(c)];
}

/// True when \a bytes contain \a needle, which is in lower case; ASCII letters match in any case.
bool containsAscii(QByteArrayView bytes, QByteArrayView needle)
{
    const char first = needle.front();
    const char *const end = bytes.end() - needle.size() + 1;
    for (const char *at = bytes.begin(); at < end; ++at) {
        if (lower(*at) == first
            && std::equal(needle.begin() + 1, needle.end(), at + 1,
                          [](char wanted, char c) { return wanted == lower(c); }))
            return true;
    }
    return false;
}

/// True when the payload of such an entry is the text that a person sees of it.
bool isShownAsItIs(EntryKind kind)
{
    return kind != EntryKind::Close && kind != EntryKind::Binary;
}

/// The text that a person sees of \a entry, whole. A binary message is a character for each byte.
QString textOf(const LogEntry &entry)
{
    if (entry.kind == EntryKind::Close) // the code is two bytes on the wire and a number on the screen
        return DisplayText::preview(entry);
    return entry.kind == EntryKind::Binary ? QString::fromLatin1(entry.payload)
                                           : QString::fromUtf8(entry.payload);
}

std::function<bool(const LogEntry &)> containing(const QString &text)
{
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    const QByteArray ascii = isAscii ? text.toLower().toLatin1() : QByteArray();
    return [text, ascii](const LogEntry &entry) {
        if (entry.kind == EntryKind::Close || ascii.isEmpty())
            return textOf(entry).contains(text, Qt::CaseInsensitive);
        return containsAscii(entry.payload, ascii);
    };
}

/// Bytes in \a text: 100, 2k, 1.5M; nothing when it is no such number.
std::optional<double> bytesIn(QStringView text)
{
    double factor = 1;
    if (text.endsWith(u'k', Qt::CaseInsensitive))
        factor = 1024;
    else if (text.endsWith(u'm', Qt::CaseInsensitive))
        factor = 1024 * 1024;
    bool isNumber = false;
    const double number = (factor > 1 ? text.chopped(1) : text).toDouble(&isNumber);
    if (!isNumber || number < 0)
        return {};
    return number * factor;
}

}

/// A term as it was written, without the signs around it.
struct LogFilter::Word
{
    enum class Kind { Plain, Quoted, Pattern };

    QString text;
    Kind kind = Kind::Plain;
    bool excludes = false;
};

LogFilter::LogFilter(Group group)
    : m_group(group)
{
}

/// Takes the first word from \a text, which does not begin with a space.
LogFilter::Word LogFilter::takeWord(QStringView *text)
{
    Word word;
    if (text->size() > 1 && text->front() == u'-' && !text->at(1).isSpace()) {
        word.excludes = true;
        *text = text->sliced(1);
    }
    const QChar sign = text->front();
    if (sign == u'/' || sign == u'"') {
        // A sign ends what it began only before a space or at the end: "/echo" and "key": stay plain.
        for (qsizetype i = 2; i < text->size(); ++i) {
            const bool last = i + 1 == text->size() || text->at(i + 1).isSpace();
            if (text->at(i) != sign || !last || text->at(i - 1) == u'\\')
                continue;
            word.kind = sign == u'/' ? Word::Kind::Pattern : Word::Kind::Quoted;
            word.text = text->sliced(1, i - 1).toString();
            *text = text->sliced(i + 1);
            return word;
        }
    }
    const auto end = std::find_if(text->begin(), text->end(), [](QChar c) { return c.isSpace(); });
    word.text = text->first(end - text->begin()).toString();
    *text = text->sliced(word.text.size());
    return word;
}

/// What \a word asks for: without a test when it says nothing yet or something wrong; then \a error is set.
LogFilter::Term LogFilter::term(const Word &word, QString *error)
{
    const QString &text = word.text;
    if (word.kind == Word::Kind::Pattern) {
        const Pattern pattern(text);
        if (!pattern.isValid()) {
            *error = tr("/%1/ is no regular expression: at character %2, %3.")
                         .arg(DisplayText::oneLine(text, 100))
                         .arg(pattern.mistake().offset + 1)
                         .arg(pattern.mistake().text);
            return {};
        }
        return {[pattern](const LogEntry &entry) {
                    return isShownAsItIs(entry.kind) ? pattern.fits(entry.payload)
                                                     : pattern.fits(textOf(entry).toUtf8());
                },
                true};
    }
    if (word.kind == Word::Kind::Quoted)
        return {containing(text), true};
    if (text == u'-')
        return {};
    if (text.startsWith(u'#')) {
        bool isNumber = false;
        const uint number = QStringView(text).sliced(1).toUInt(&isNumber);
        if (isNumber)
            return {[number](const LogEntry &entry) { return entry.connection == number; }};
    }
    if (text.startsWith("is:"_L1))
        return {property(QStringView(text).sliced(3), error)};
    static const QRegularExpression sizeTerm(u"^size(<=|>=|<|>|=)(.*)$"_s);
    if (const auto match = sizeTerm.match(text); match.hasMatch())
        return {size(match.capturedView(1), match.capturedView(2), error)};
    return {containing(text), true};
}

/// The test for is:\a name; none when that is not known, or not yet.
LogFilter::Test LogFilter::property(QStringView name, QString *error)
{
    const auto property = std::find_if(properties.begin(), properties.end(),
                                       [name](const Property &p) { return p.name == name; });
    if (property != properties.end())
        return property->holds;
    QStringList names;
    for (const Property &known : properties)
        names.append(QString(known.name));
    if (!name.isEmpty()) {
        *error = tr("is:%1 is not known; there are %2.")
                     .arg(DisplayText::oneLine(name.toString(), 50), names.join(u", "_s));
    }
    return {};
}

/// The test for size and what follows it; none when that is no number of bytes, or not yet.
LogFilter::Test LogFilter::size(QStringView comparison, QStringView number, QString *error)
{
    const std::optional<double> bytes = bytesIn(number);
    if (!bytes) {
        if (!number.isEmpty())
            *error = tr("After size%1 comes a number of bytes, as in %2 or %3.")
                         .arg(comparison.toString(), u"size>100"_s, u"size<2k"_s);
        return {};
    }
    const bool less = comparison.startsWith(u'<');
    const bool more = comparison.startsWith(u'>');
    const bool equal = comparison.endsWith(u'=');
    return [bytes = *bytes, less, more, equal](const LogEntry &entry) {
        const double size = double(entry.size);
        return (less && size < bytes) || (more && size > bytes) || (equal && size == bytes);
    };
}

std::optional<LogFilter> LogFilter::parse(const QString &text, Group group, QString *error)
{
    LogFilter filter(group);
    error->clear();
    for (QStringView rest = QStringView(text).trimmed(); !rest.isEmpty(); rest = rest.trimmed()) {
        const Word word = takeWord(&rest);
        Term found = term(word, error);
        found.excludes = word.excludes;
        if (found.test)
            filter.m_terms.push_back(std::move(found));
        else if (!error->isEmpty())
            return {};
    }
    return filter;
}

QStringList LogFilter::suggestions()
{
    QStringList list{u"size>"_s, u"size<"_s};
    for (const Property &property : properties)
        list.append(u"is:"_s + property.name);
    for (qsizetype i = 0, count = list.size(); i < count; ++i)
        list.append(u'-' + list.at(i));
    return list;
}

LogFilter LogFilter::with(const LogFilter &other) const
{
    LogFilter both = *this;
    both.m_terms.insert(both.m_terms.end(), other.m_terms.begin(), other.m_terms.end());
    return both;
}

bool LogFilter::matches(const LogEntry &entry) const
{
    return isInGroup(entry) && std::all_of(m_terms.begin(), m_terms.end(), [&entry](const Term &term) {
               return term.holds(entry);
           });
}

bool LogFilter::mayMatch(const LogEntry &entry) const
{
    return isInGroup(entry) && std::all_of(m_terms.begin(), m_terms.end(), [&entry](const Term &term) {
               return term.readsPayload || term.holds(entry);
           });
}

bool LogFilter::isInGroup(const LogEntry &entry) const
{
    switch (m_group) {
    case Group::All:
        break;
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
