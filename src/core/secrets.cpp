#include "secrets.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Secrets {

namespace {

// The longer ones first: one ends like another.
constexpr std::array<QByteArrayView, 4> names{"proxy-authorization", "authorization", "set-cookie", "cookie"};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

// Where the value begins when a secret header starts at \a at, else -1.
qsizetype valueAt(const QByteArray &text, qsizetype at)
{
    const QByteArrayView rest = QByteArrayView(text).sliced(at);
    for (const QByteArrayView name : names) {
        if (rest.size() <= name.size() || rest.first(name.size()).compare(name, Qt::CaseInsensitive) != 0)
            continue;
        qsizetype end = at + name.size();
        while (end < text.size() && isBlank(text[end]))
            ++end;
        if (end == text.size() || text[end] != ':')
            continue;
        ++end;
        while (end < text.size() && isBlank(text[end]))
            ++end;
        return end;
    }
    return -1;
}

}

QByteArray masked(QByteArrayView name, const QByteArray &value)
{
    const bool secret = std::ranges::any_of(
        names, [name](QByteArrayView each) { return name.compare(each, Qt::CaseInsensitive) == 0; });
    return secret ? QByteArray(mask) : value;
}

QByteArray masked(const QByteArray &text)
{
    if (!text.contains(':'))
        return text;
    QByteArray result;
    qsizetype kept = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype value = valueAt(text, i);
        if (value < 0)
            continue;
        const auto end =
            std::find_if(text.begin() + value, text.end(), [](char c) { return c == '\r' || c == '\n'; });
        result += QByteArrayView(text).sliced(kept, value - kept);
        if (end != text.begin() + value)
            result += mask;
        kept = end - text.begin();
        i = kept;
    }
    return kept == 0 ? text : result + text.sliced(kept);
}

LogEntry masked(LogEntry entry)
{
    if (entry.kind != EntryKind::Info && entry.kind != EntryKind::Error && !isHead(entry.kind))
        return entry;
    const bool cut = isCut(entry);
    entry.payload = masked(entry.payload);
    if (!cut)
        entry.size = quint64(entry.payload.size());
    else
        entry.size = std::max(entry.size, quint64(entry.payload.size()) + 1);
    return entry;
}

}
