#include "recording.h"

#include "displaytext.h"
#include "entrynames.h"
#include "jsonstring.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace Recording {

namespace {

constexpr auto formatName = "websocket-lab-recording"_L1;
constexpr int formatVersion = 1;

struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
};

QByteArray bytesOf(QLatin1StringView name)
{
    return QByteArray(name.data(), name.size());
}

bool isText(EntryKind kind)
{
    return kind == EntryKind::Text || isHead(kind) || kind == EntryKind::Info || kind == EntryKind::Error;
}

/// Takes the fields of one line's object, each once, and remembers the first that is wrong.
class Fields
{
public:
    explicit Fields(const QJsonObject &object)
        : m_object(object)
    {
    }

    bool has(QLatin1StringView name) const { return m_object.contains(name); }

    qint64 takeNumber(QLatin1StringView name, qint64 least, qint64 most)
    {
        const QJsonValue value = m_object.take(name);
        const qint64 number = value.toInteger(std::numeric_limits<qint64>::min());
        // Outside of what is allowed stands for "no whole number", too.
        if (!value.isDouble() || number < least || number > most)
            complain(Sentence::tr("its \"%1\" is no whole number from %2 to %3")
                         .arg(name, QString::number(least), QString::number(most)));
        return number;
    }

    QString takeString(QLatin1StringView name)
    {
        const QJsonValue value = m_object.take(name);
        if (!value.isString() || !value.toString().isValidUtf16())
            complain(Sentence::tr("its \"%1\" is no text").arg(name));
        return value.toString();
    }

    bool takeMark(QLatin1StringView name)
    {
        if (!has(name))
            return false;
        if (m_object.take(name) != QJsonValue(true))
            complain(Sentence::tr("its \"%1\" is something else than true").arg(name));
        return true;
    }

    template <typename Value>
    Value takeName(QLatin1StringView name, std::optional<Value> (*byName)(QStringView))
    {
        const std::optional<Value> value = byName(takeString(name));
        if (!value)
            complain(Sentence::tr("its \"%1\" is none that is known").arg(name));
        return value.value_or(Value());
    }

    void complain(const QString &error)
    {
        if (m_error.isEmpty())
            m_error = error;
    }

    /// Empty when all was well and nothing is left.
    QString error() const
    {
        if (!m_error.isEmpty() || m_object.isEmpty())
            return m_error;
        return Sentence::tr("it has a field that is not known, \"%1\"")
            .arg(DisplayText::oneLine(m_object.begin().key(), 40));
    }

private:
    QJsonObject m_object;
    QString m_error;
};

/// `frames` and, where there were more than were kept, `frameCount`.
FrameHeaders takeFrames(Fields *fields, EntryKind kind)
{
    if (!fields->has("frames"_L1))
        return {};
    const QByteArray hex = fields->takeString("frames"_L1).toLatin1();
    const QByteArray bytes = QByteArray::fromHex(hex);
    std::optional<FrameHeaders> frames;
    if (!bytes.isEmpty() && bytes.toHex() == hex && bytes.size() <= FrameHeaders::mostBytes) {
        quint32 count = 0;
        if (fields->has("frameCount"_L1))
            count = quint32(fields->takeNumber("frameCount"_L1, FrameHeaders::mostKept + 1,
                                               std::numeric_limits<quint32>::max()));
        frames = FrameHeaders::fromBytes(bytes, count,
                                         kind == EntryKind::Error ? FrameHeaders::Rules::LastMayBreakThem
                                                                  : FrameHeaders::Rules::Kept);
    }
    if (!frames)
        fields->complain(Sentence::tr("its \"frames\" are no frame headers"));
    return frames.value_or(FrameHeaders());
}

QByteArray takePayload(Fields *fields, EntryKind kind)
{
    const bool asText = fields->has("text"_L1);
    if (asText == fields->has("base64"_L1)) {
        fields->complain(Sentence::tr("it has not exactly one of \"text\" and \"base64\""));
        return {};
    }
    if (asText) {
        if (!isText(kind))
            fields->complain(Sentence::tr("it has a \"text\", but is of a kind that is bytes"));
        return fields->takeString("text"_L1).toUtf8();
    }
    const auto decoded = QByteArray::fromBase64Encoding(fields->takeString("base64"_L1).toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        fields->complain(Sentence::tr("its \"base64\" is none"));
    return decoded.decoded;
}

}

namespace {

constexpr qsizetype maximumText = maximumLine - 64 * 1024; // with room for the other members

}

QByteArray header()
{
    return "{\"format\":\"" + bytesOf(formatName) + "\",\"version\":" + QByteArray::number(formatVersion)
        + "}\n";
}

QByteArray line(const LogEntry &entry, qsizetype most)
{
    const QByteArray payload =
        entry.payload.size() > most ? firstBytes(entry.payload, entry.kind, most) : entry.payload;
    QByteArray line =
        "{\"sequence\":" + QByteArray::number(entry.sequence) + ",\"time\":" + QByteArray::number(entry.time);
    if (entry.connection != 0)
        line += ",\"connection\":" + QByteArray::number(entry.connection);
    if (entry.recipients != 0)
        line += ",\"recipients\":" + QByteArray::number(entry.recipients);
    line += ",\"kind\":\"" + bytesOf(kindName(entry.kind)) + '"';
    if (entry.direction != Direction::None)
        line += ",\"direction\":\"" + bytesOf(directionName(entry.direction)) + '"';
    if (entry.encrypted)
        line += ",\"encrypted\":true";
    line += ",\"size\":" + QByteArray::number(entry.size);
    const bool valid = !isText(entry.kind) || payload.isValidUtf8();
    if (!entry.frames.isEmpty()) {
        line += ",\"frames\":\"" + entry.frames.bytes().toByteArray().toHex() + '"';
        if (entry.frames.count() > FrameHeaders::mostKept)
            line += ",\"frameCount\":" + QByteArray::number(entry.frames.count());
    }
    if (entry.size > quint64(payload.size()))
        line += ",\"cut\":true";
    if (!valid)
        line += ",\"invalid\":true";
    // With many characters to be escaped, text may take six times its length.
    const QByteArray text = isText(entry.kind) && valid ? jsonString(payload) : QByteArray();
    if (!text.isNull() && text.size() <= maximumText)
        line += ",\"text\":" + text;
    else
        line += ",\"base64\":\"" + payload.toBase64() + '"';
    line += "}\n";
    return line;
}

std::optional<LogEntry> parseLine(const QByteArray &line, QString *error)
{
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(line, &parsing);
    if (!document.isObject()) {
        *error = parsing.error == QJsonParseError::NoError
            ? Sentence::tr("it is no JSON object")
            : Sentence::tr("it is no JSON (%1, at byte %2)")
                  .arg(parsing.errorString(), QString::number(parsing.offset + 1));
        return {};
    }
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    Fields fields(document.object());
    LogEntry entry;
    entry.sequence = fields.takeNumber("sequence"_L1, 1, most);
    entry.time = fields.takeNumber("time"_L1, 0, most);
    if (fields.has("connection"_L1))
        entry.connection =
            quint32(fields.takeNumber("connection"_L1, 1, std::numeric_limits<quint32>::max()));
    if (fields.has("recipients"_L1))
        entry.recipients =
            quint32(fields.takeNumber("recipients"_L1, 0, std::numeric_limits<quint32>::max()));
    entry.kind = fields.takeName("kind"_L1, kindByName);
    if (fields.has("direction"_L1))
        entry.direction = fields.takeName("direction"_L1, directionByName);
    if (entry.kind == EntryKind::Request)
        entry.encrypted = fields.takeMark("encrypted"_L1);
    entry.size = quint64(fields.takeNumber("size"_L1, 0, most));
    entry.frames = takeFrames(&fields, entry.kind);
    const bool cut = fields.takeMark("cut"_L1);
    const bool invalid = fields.takeMark("invalid"_L1);
    entry.payload = takePayload(&fields, entry.kind);
    const auto bytes = quint64(entry.payload.size());
    if (cut ? entry.size <= bytes : entry.size != bytes)
        fields.complain(Sentence::tr("its \"size\" does not fit its payload"));
    if (invalid != (isText(entry.kind) && !entry.payload.isValidUtf8()))
        fields.complain(Sentence::tr("its \"invalid\" does not fit its payload"));
    *error = fields.error();
    if (!error->isEmpty())
        return {};
    return entry;
}

}

namespace {

constexpr qsizetype mostOfHeader = 1024; // bytes; other people's files may be one line of any length

}

RecordingReader::RecordingReader(QIODevice *device)
    : m_device(device)
{
}

std::optional<LogEntry> RecordingReader::next()
{
    if (m_ended || (m_line == 0 && !readHeader()))
        return {};
    const auto line = readLine(Recording::maximumLine);
    if (!line)
        return {};
    QString reason;
    std::optional<LogEntry> entry = Recording::parseLine(*line, &reason);
    if (!entry) {
        fail(reason);
        return {};
    }
    if (entry->sequence <= m_lastSequence) {
        fail(tr("its \"sequence\" does not rise"));
        return {};
    }
    m_lastSequence = entry->sequence;
    return entry;
}

bool RecordingReader::readHeader()
{
    const auto line = readLine(mostOfHeader);
    if (!line && m_line == 0) {
        if (m_error.isEmpty())
            m_error = tr("The file is empty; a recording begins with a line that names its format.");
        return false;
    }
    const QJsonObject object = QJsonDocument::fromJson(line.value_or(QByteArray())).object();
    if (object.value("format"_L1) != QJsonValue(Recording::formatName)) {
        m_ended = true;
        m_error = tr("This is no recording of WebSocket Lab: its first line does not say so. Only exports as "
                     "JSON Lines can be opened again.");
        return false;
    }
    if (object.value("version"_L1) != QJsonValue(Recording::formatVersion)) {
        m_ended = true;
        m_error = tr("The recording is of a newer format than this program knows; open it with a newer "
                     "version of WebSocket Lab.");
        return false;
    }
    return true;
}

std::optional<QByteArray> RecordingReader::readLine(qsizetype most)
{
    // In pieces: asked for a whole line, QIODevice gets as much memory as the longest may take.
    std::array<char, 16 * 1024> piece;
    QByteArray line;
    qint64 read = 0;
    do {
        read = m_device->readLine(piece.data(), piece.size());
        line.append(piece.data(), std::max<qint64>(0, read));
    } while (read > 0 && !line.endsWith('\n') && line.size() <= most);
    if (line.isEmpty()) {
        m_ended = true;
        if (!m_device->atEnd()) {
            ++m_line;
            fail(tr("it could not be read: %1").arg(m_device->errorString()));
        }
        return {};
    }
    ++m_line;
    if (line.size() > most)
        fail(tr("it is longer than %1").arg(DisplayText::byteCount(quint64(most))));
    else if (!line.endsWith('\n'))
        fail(tr("it is cut off"));
    else
        return line;
    return {};
}

void RecordingReader::fail(const QString &reason)
{
    m_ended = true;
    m_error = tr("Line %1 is wrong: %2.").arg(m_line).arg(reason);
}
