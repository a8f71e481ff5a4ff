#include "displaytext.h"

#include "entrynames.h"
#include "frame.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace DisplayText {

namespace {

/// What this file says in the user's language.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(DisplayText)
};

constexpr QChar ellipsis = u'…';
constexpr QChar lineEnd = u'⏎';

// Characters that change or hide what stands beside them.
QLatin1StringView nameOfHidden(char32_t c)
{
    switch (c) {
    case 0x00AD:
        return "SHY"_L1;
    case 0x061C:
        return "ALM"_L1;
    case 0x180E:
        return "MVS"_L1;
    case 0x200B:
        return "ZWSP"_L1;
    case 0x200E:
        return "LRM"_L1;
    case 0x200F:
        return "RLM"_L1;
    case 0x202A:
        return "LRE"_L1;
    case 0x202B:
        return "RLE"_L1;
    case 0x202C:
        return "PDF"_L1;
    case 0x202D:
        return "LRO"_L1;
    case 0x202E:
        return "RLO"_L1;
    case 0x2060:
        return "WJ"_L1;
    case 0x2066:
        return "LRI"_L1;
    case 0x2067:
        return "RLI"_L1;
    case 0x2068:
        return "FSI"_L1;
    case 0x2069:
        return "PDI"_L1;
    case 0xFEFF:
        return "BOM"_L1;
    default:
        return {};
    }
}

// The rest of them, shown by their number: C1 controls, invisible operators and old format
// characters, interlinear annotation, tags, noncharacters.
bool isHidden(char32_t c)
{
    return (c >= 0x80 && c <= 0x9F) || (c >= 0x2061 && c <= 0x206F) || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE007F) || QChar::isNonCharacter(c);
}

QString shown(char32_t c)
{
    if (c < 0x20)
        return QString(QChar(char16_t(0x2400 + c)));
    if (c == 0x7F)
        return u"␡"_s;
    if (c == 0x85 || c == 0x2028 || c == 0x2029)
        return QString(lineEnd);
    if (QChar::isSurrogate(c))
        return QString(QChar(QChar::ReplacementCharacter));
    if (const auto name = nameOfHidden(c); !name.isEmpty())
        return u"⟦"_s + name + u'⟧';
    if (isHidden(c))
        return u"⟦U+%1⟧"_s.arg(uint(c), 4, 16, QChar(u'0')).toUpper();
    return QStringView(QChar::fromUcs4(c)).toString();
}

enum class Lines { One, Many };

// Never longer than most, a cut's "…" included; `more` says that text is already missing from its end.
QString cleaned(QStringView text, qsizetype most, Lines lines, bool more = false)
{
    QString result;
    qsizetype cut = 0; // the longest whole part that leaves room for "…"
    for (qsizetype i = 0; i < text.size() && result.size() <= most; ++i) {
        if (result.size() < most)
            cut = result.size();
        const QChar c = text[i];
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair) {
            result += shown(QChar::surrogateToUcs4(c, text[i + 1]));
            ++i;
        } else if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n') {
            continue; // the line feed speaks for both
        } else if (lines == Lines::Many && (c == u'\n' || c == u'\t')) {
            result += c;
        } else if (c == u'\n' || (lines == Lines::One && c == u'\r')) {
            result += lineEnd;
        } else if (c.unicode() >= 0x20 && c.unicode() < 0x7F) {
            result += c;
        } else {
            result += shown(c.unicode());
        }
    }
    if (result.size() < most)
        cut = result.size();
    if (result.size() > most || more) {
        result.truncate(cut);
        if (most > 0)
            result += ellipsis;
    }
    return result;
}

QString cleaned(QByteArrayView bytes, qsizetype most, Lines lines, bool more = false)
{
    // Most of what there is to show is short and plain.
    if (!more && bytes.size() <= most
        && std::ranges::all_of(bytes, [](char c) { return c >= 0x20 && c < 0x7F; }))
        return QString::fromLatin1(bytes);
    // A UTF-16 unit comes from at most three bytes; a little more tells whether text goes on.
    const qsizetype enough = std::min(bytes.size(), 3 * (std::max<qsizetype>(0, most) + 2));
    const bool whole = enough == bytes.size();
    QStringDecoder decoder(QStringDecoder::Utf8,
                           whole ? QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom
                                 : QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(bytes.first(enough));
    return cleaned(QStringView(text), most, lines, more || !whole);
}

QString closePreview(QByteArrayView payload, qsizetype most)
{
    const ClosePayload close = decodeClosePayload(payload);
    const QString name = payload.size() < 2 ? CloseCode::name(close.code) : CloseCode::nameOnWire(close.code);
    const QString status = u"%1 (%2)"_s.arg(close.code).arg(name);
    return cleaned(close.reason.isEmpty() ? status : status + u' ' + close.reason, most, Lines::One);
}

QByteArrayView firstLine(QByteArrayView head)
{
    const qsizetype end = head.indexOf('\r');
    return end < 0 ? head : head.first(end);
}

bool isPrintableText(QByteArrayView bytes)
{
    return bytes.isValidUtf8()
        && std::ranges::none_of(bytes, [](char c) { return quint8(c) < 0x20 || c == 0x7F; });
}

}

QString oneLine(QByteArrayView bytes, qsizetype most)
{
    return cleaned(bytes, most, Lines::One);
}

QString oneLine(const QString &text, qsizetype most)
{
    return cleaned(QStringView(text), most, Lines::One);
}

QString manyLines(QByteArrayView bytes, qsizetype most)
{
    return cleaned(bytes, most, Lines::Many);
}

QString hex(QByteArrayView bytes, qsizetype most)
{
    const QByteArrayView kept = bytes.first(std::clamp<qsizetype>(most, 0, bytes.size()));
    QString text = QString::fromLatin1(kept.toByteArray().toHex(' ').toUpper());
    if (kept.size() < bytes.size())
        text += text.isEmpty() ? u"…"_s : u" …"_s;
    return text;
}

QString preview(const LogEntry &entry, qsizetype most)
{
    const bool cut = isCut(entry);
    const auto inHex = [&] {
        // Three characters a byte, and room for the "…" at the end.
        const qsizetype fitting = std::clamp<qsizetype>((most - 1) / 3, 0, 64);
        const QString text = hex(entry.payload, fitting);
        return cut && fitting >= entry.payload.size() ? text + u" …"_s : text;
    };
    switch (entry.kind) {
    case EntryKind::Binary:
        return inHex();
    case EntryKind::Ping:
    case EntryKind::Pong:
        return isPrintableText(entry.payload) ? oneLine(entry.payload, most) : inHex();
    case EntryKind::Close:
        return closePreview(entry.payload, most);
    case EntryKind::Request:
    case EntryKind::Response:
        return oneLine(firstLine(entry.payload), most);
    case EntryKind::Text:
    case EntryKind::Info:
    case EntryKind::Error:
        break;
    }
    return cleaned(QByteArrayView(entry.payload), most, Lines::One, cut);
}

QString unbroken(const QString &text)
{
    QString line = text;
    line.replace("\r\n"_L1, "\n"_L1);
    line.replace(u'\n', u'⏎');
    line.replace(u'\r', u'⏎');
    return line;
}

QString binaryLine(QByteArrayView bytes, qsizetype most)
{
    return Sentence::tr("(binary, %1)").arg(byteCount(quint64(bytes.size()))) + u' ' + hex(bytes, most);
}

QString transcriptLine(const LogEntry &entry)
{
    const QString mark = entry.direction == Direction::Sent ? u"> "_s
        : entry.direction == Direction::Received            ? u"< "_s
                                                            : QString();
    const QString end = isCut(entry) ? u"…"_s : QString();
    switch (entry.kind) {
    case EntryKind::Binary:
        return mark + binaryLine(entry.payload, entry.payload.size()) + end;
    case EntryKind::Ping:
    case EntryKind::Pong:
    case EntryKind::Close:
        return mark + u'(' + kindName(entry.kind) + u") "_s + preview(entry);
    case EntryKind::Request:
    case EntryKind::Response:
        return mark + u'(' + kindName(entry.kind) + u") "_s
            + unbroken(QString::fromUtf8(entry.payload.trimmed())) + end;
    case EntryKind::Text:
    case EntryKind::Info:
    case EntryKind::Error:
        break;
    }
    return mark + unbroken(QString::fromUtf8(entry.payload)) + end;
}

QString frames(const FrameHeaders &frames, int most)
{
    QStringList parts;
    QList<FrameHeader> headers = frames.decoded();
    headers.resize(std::min<qsizetype>(headers.size(), most));
    for (const FrameHeader &header : std::as_const(headers)) {
        QStringList words{opcodeName(header.opcode)};
        if (header.reserved)
            words.prepend(u"RSV"_s);
        if (header.fin)
            words.prepend(u"FIN"_s);
        if (header.masked)
            words.append(u"masked"_s);
        words.append(header.isWhole ? QString::number(header.length) : QString(ellipsis));
        parts.append(u'[' + words.join(u' ') + u']');
    }
    if (frames.count() > quint32(headers.size()))
        parts.append(Sentence::tr("… (%n frame(s))", nullptr, int(frames.count())));
    return parts.join(u' ');
}

QString byteCount(quint64 bytes)
{
    const QLocale locale;
    if (bytes < 1024)
        return Sentence::tr("%1 B").arg(locale.toString(bytes));
    constexpr std::array units{
        QT_TRANSLATE_NOOP("DisplayText", "%1 KiB"), QT_TRANSLATE_NOOP("DisplayText", "%1 MiB"),
        QT_TRANSLATE_NOOP("DisplayText", "%1 GiB"), QT_TRANSLATE_NOOP("DisplayText", "%1 TiB")};
    double amount = double(bytes) / 1024;
    size_t unit = 0;
    while (amount >= 1023.95 && unit + 1 < units.size()) { // else rounded up to "1024.0 KiB"
        amount /= 1024;
        ++unit;
    }
    return Sentence::tr(units[unit]).arg(locale.toString(amount, 'f', 1));
}

}
