#include "sendcommand.h"

#include "displaytext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestMessage = 64 * 1024; ///< bytes; shells and terminals do not like longer lines

struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(SendCommand)
};

/// For printf's %b: what cannot be seen, and the backslash, as octal bytes. Sets \a any when there is some.
QString escaped(const QString &text, bool *any)
{
    QString out;
    for (const char32_t c : text.toUcs4()) {
        const QString character = QStringView(QChar::fromUcs4(c)).toString();
        if (c == U'\\') {
            out += "\\\\"_L1;
        } else if (DisplayText::oneLine(character) == character) {
            out += character;
        } else {
            *any = true;
            for (const char byte : character.toUtf8())
                out += u"\\0%1"_s.arg(uint(uchar(byte)), 3, 8, QChar(u'0'));
        }
    }
    return out;
}

}

QString SendCommand::quoted(const QString &text)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./-]+\\z"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

std::optional<QString> SendCommand::forMessage(const LogEntry &entry, const QString &address, QString *error)
{
    if (isCut(entry)) {
        *error = Sentence::tr("The log kept only a part of this message.");
        return {};
    }
    if (entry.payload.size() > longestMessage) {
        *error = Sentence::tr("This message is too long for a command; the limit is %1.")
                     .arg(DisplayText::byteCount(longestMessage));
        return {};
    }
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decode(entry.payload);
    if (entry.kind != EntryKind::Text || decode.hasError()) {
        *error = Sentence::tr("wslab connect sends lines of text; this is something else.");
        return {};
    }
    if (text.contains(u'\n') || text.endsWith(u'\r')) {
        *error =
            Sentence::tr("wslab connect sends each line as a message of its own; this one has line ends.");
        return {};
    }
    bool any = false;
    const QString hidden = escaped(text, &any);
    const QString print = any ? "printf '%b\\n' "_L1 + quoted(hidden) : "printf '%s\\n' "_L1 + quoted(text);
    return print + " | wslab connect "_L1 + quoted(address);
}
