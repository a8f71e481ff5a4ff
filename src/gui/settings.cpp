#include "settings.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStorageInfo>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::chrono::milliseconds savePause{200}; // a dragged splitter is one change
constexpr qsizetype mostClients = 50;
constexpr qint64 spareBytes = 64 * 1024; // what settings may grow by, and the lock beside them
constexpr qsizetype mostSavedMessages = 100;

QString ownPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/websocket-lab.ini"_s;
}

/// A name beside \a path that nothing has yet.
QString brokenName(const QString &path)
{
    QString name = path + u".broken"_s;
    for (int n = 2; QFileInfo::exists(name) || QFileInfo(name).isSymLink(); ++n)
        name = path + u".broken-%1"_s.arg(n);
    return name;
}

/// Is written when it is told to, and not a moment later by itself: Settings looks for room before.
class IniFile : public QSettings
{
public:
    explicit IniFile(const QString &path)
        : QSettings(path, QSettings::IniFormat)
    {
    }

protected:
    bool event(QEvent *event) override
    {
        return event->type() == QEvent::UpdateRequest || QSettings::event(event);
    }
};

/// Whether a new \a path fits beside the old one. QSettings does not notice when the disk is full: it puts
/// the part that was written over the old file.
bool hasRoom(const QString &path)
{
    const qint64 available = QStorageInfo(QFileInfo(path).path()).bytesAvailable();
    return available < 0 || available > QFileInfo(path).size() + spareBytes;
}
}

Settings::Settings(const QString &path, QObject *parent)
    : QObject(parent)
{
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(savePause);
    connect(&m_saveTimer, &QTimer::timeout, this, &Settings::save);
    open(path.isEmpty() ? ownPath() : path);
}

Settings::~Settings()
{
    if (!hasRoom(path()))
        static_cast<void>(m_file.release()); // its end would write what is still unwritten
}

void Settings::open(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    m_file = std::make_unique<IniFile>(path);
    m_file->allKeys(); // QSettings looks at a section when it is first asked for
    if (!QFileInfo::exists(path) || m_file->status() == QSettings::NoError)
        return;
    const QString aside = brokenName(path);
    m_file.reset();
    if (QFile::rename(path, aside)) {
        m_trouble = tr("The settings in %1 could not be read. They were kept as %2, and the program started "
                       "with its defaults.")
                        .arg(shown, QFileInfo(aside).fileName());
    } else {
        m_trouble =
            tr("The settings in %1 could not be read. The program started with its defaults; what you "
               "change is not saved until the file is mended or moved away.")
                .arg(shown);
        m_toldOfFailure = true;
    }
    m_file = std::make_unique<IniFile>(path);
}

QString Settings::path() const
{
    return m_file->fileName();
}

QVariant Settings::read(const char *key) const
{
    return m_file->value(QLatin1StringView(key));
}

void Settings::write(const char *key, const QVariant &value)
{
    if (read(key) == value)
        return;
    if (value.isValid())
        m_file->setValue(QLatin1StringView(key), value);
    else
        m_file->remove(QLatin1StringView(key));
    m_saveTimer.start();
}

void Settings::save()
{
    const bool room = hasRoom(path());
    if (room)
        m_file->sync();
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner); // there may be passwords in it
    if (m_toldOfFailure || (room && m_file->status() == QSettings::NoError))
        return;
    m_toldOfFailure = true;
    emit failed(
        tr("The settings cannot be written to %1. What you change is forgotten when the program ends; "
           "check the folder's permissions and the disk's free space.")
            .arg(QDir::toNativeSeparators(path())));
}

bool Settings::value(const Setting<bool> &setting) const
{
    const QString stored = read(setting.key).toString();
    if (stored == "true"_L1)
        return true;
    return stored == "false"_L1 ? false : setting.fallback;
}

QString Settings::value(const Setting<QString> &setting, const QString &fallback) const
{
    const QVariant stored = read(setting.key);
    return stored.canConvert<QString>() ? stored.toString() : fallback;
}

QStringList Settings::value(const Setting<QStringList> &setting) const
{
    return read(setting.key).toStringList();
}

QByteArray Settings::value(const Setting<QByteArray> &setting) const
{
    return read(setting.key).toByteArray();
}

QStringList Settings::addresses(Reach reach)
{
    return reach == Reach::Network ? QStringList{u"0.0.0.0"_s, u"::"_s} : ServerOptions().addresses;
}

ServerOptions Settings::serverOptions() const
{
    using std::chrono::milliseconds;
    ServerOptions options;
    options.addresses = addresses(value(reach));
    options.listeners.clear();
    for (int i = 0; i < serviceKindCount; ++i) {
        const auto index = std::size_t(i);
        if (value(hasPort[index]))
            options.listeners.append({ServiceKind(i), quint16(value(port[index]))});
    }
    options.allowedOrigins = value(allowedOrigins);
    options.allowedHosts = value(allowedHosts);
    options.trustedProxies = value(trustedProxies);

    ServiceOptions &services = options.services;
    services.greeting = value(greeting, services.greeting);
    services.timeText = value(timeText, services.timeText);
    services.timeLongestPause = milliseconds(value(timePause));
    services.counterFirstValue = value(counterFirstValue);

    Limits &limits = options.limits;
    limits.connections = value(connections);
    limits.messageBytes = quint64(value(messageBytes));
    limits.smallMessageBytes = qMin(limits.smallMessageBytes, limits.messageBytes);
    limits.pingInterval = milliseconds(value(pingInterval));
    limits.pongDeadline = milliseconds(value(pongDeadline));
    limits.headDeadline = milliseconds(value(headDeadline));
    limits.closeDeadline = milliseconds(value(closeDeadline));
    limits.pingsPerSecond = value(pingsPerSecond);
    return options;
}

QList<QVariantMap> Settings::readArray(const QString &name, qsizetype most) const
{
    QList<QVariantMap> maps;
    const qsizetype count = qMin<qsizetype>(m_file->beginReadArray(name), most);
    for (int i = 0; i < count; ++i) {
        m_file->setArrayIndex(i);
        QVariantMap map;
        for (const QString &key : m_file->childKeys())
            map.insert(key, m_file->value(key));
        maps.append(map);
    }
    m_file->endArray();
    return maps;
}

void Settings::writeArray(const QString &name, const QList<QVariantMap> &maps)
{
    m_file->remove(name);
    m_file->beginWriteArray(name, int(maps.size()));
    for (int i = 0; i < maps.size(); ++i) {
        m_file->setArrayIndex(i);
        for (const auto &[key, value] : maps.at(i).asKeyValueRange())
            m_file->setValue(key, value);
    }
    m_file->endArray();
    m_saveTimer.start();
}

QList<QVariantMap> Settings::clients() const
{
    return readArray(u"clients"_s, mostClients);
}

void Settings::setClients(const QList<QVariantMap> &clients)
{
    if (clients != this->clients())
        writeArray(u"clients"_s, clients);
}

QList<QVariantMap> Settings::savedMessages() const
{
    return readArray(u"messages"_s, mostSavedMessages);
}

void Settings::setSavedMessages(const QList<QVariantMap> &messages)
{
    if (messages != savedMessages())
        writeArray(u"messages"_s, messages);
}
