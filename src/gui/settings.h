#pragma once

#include "options.h"

#include <QMetaEnum>
#include <QSettings>
#include <QTimer>

#include <array>
#include <memory>

/// One row of the settings table: a key in the file, its default and, for numbers, what is sensible.
/// A value outside least..most, or of another type, counts as the default: the file is anybody's.
template <typename T>
struct Setting
{
    const char *key;
    T fallback;
    T least{};
    T most{};
};
template <>
struct Setting<bool>
{
    const char *key;
    bool fallback;
};
template <>
struct Setting<QString>
{
    const char *key;
};
template <>
struct Setting<QStringList>
{
    const char *key;
};
template <>
struct Setting<QByteArray>
{
    const char *key;
};

/// What is remembered from one start to the next: one INI file, read once, written soon after each
/// change (atomically). Lives in the GUI thread.
///
/// A file that cannot be read is put aside as FILE.broken, never overwritten; trouble() tells of it.
class Settings : public QObject
{
    Q_OBJECT
public:
    enum class Theme { System, Light, Dark };
    Q_ENUM(Theme)
    /// The interface's language; System: the one of the desktop.
    enum class Language { System, English, Chinese };
    Q_ENUM(Language)
    /// From where the server can be reached.
    enum class Reach { ThisComputer, Network };
    Q_ENUM(Reach)

    // Keep sorted by section. What is not in this table is not in the file, except clients() and
    // savedMessages().
    static constexpr Setting<QByteArray> geometry{"window/geometry"};
    static constexpr Setting<Theme> theme{"window/theme", Theme::System};
    static constexpr Setting<Language> language{"window/language", Language::System};
    static constexpr Setting<int> textSize{"window/text-size-percent", 100, 70, 250};
    static constexpr Setting<bool> sideBySide{"window/side-by-side", false};
    /// Where the server's tab is, by its side and its place among the tabs there, and what a person named it.
    static constexpr Setting<bool> serverOnRight{"window/server-on-right", false};
    static constexpr Setting<int> serverTab{"window/server-tab", 0, 0, 999};
    static constexpr Setting<QString> serverName{"window/server-name"};
    /// The tab in front, by side.
    static constexpr std::array<Setting<int>, 2> currentTab{{
        {"window/current-tab", 0, 0, 999},
        {"window/current-right-tab", 0, 0, 999},
    }};
    static constexpr Setting<QByteArray> windowSplitter{"window/splitter"};
    static constexpr Setting<QByteArray> serverSplitter{"window/server-splitter"};
    static constexpr Setting<QByteArray> connectionColumns{"window/connection-columns"};
    static constexpr Setting<QByteArray> serverLog{"window/server-log"};
    static constexpr Setting<QStringList> history{"client/history"}; ///< addresses, newest first

    static constexpr Setting<Reach> reach{"server/reach", Reach::ThisComputer};
    /// Ports by service (0: a free one), and which services have a port of their own.
    static constexpr std::array<Setting<int>, serviceKindCount> port{{
        {"server/hello-port", 8765, 0, 65'535},
        {"server/time-port", 5678, 0, 65'535},
        {"server/counter-port", 6789, 0, 65'535},
        {"server/echo-port", 7890, 0, 65'535},
        {"server/broadcast-port", 4567, 0, 65'535},
    }};
    static constexpr std::array<Setting<bool>, serviceKindCount> hasPort{{
        {"server/hello", true},
        {"server/time", true},
        {"server/counter", true},
        {"server/echo", false},
        {"server/broadcast", false},
    }};
    static constexpr Setting<QStringList> allowedOrigins{"server/allowed-origins"};
    static constexpr Setting<QStringList> allowedHosts{"server/allowed-hosts"};
    static constexpr Setting<QStringList> trustedProxies{"server/trusted-proxies"};
    static constexpr Setting<bool> secure{"server/secure", false};
    /// Only clients with a certificate of this machine's authority are let in, where wss is spoken.
    static constexpr Setting<bool> clientCertificates{"server/client-certificates", false};
    static constexpr Setting<QString> certificateFile{"server/certificate"}; ///< unset: this machine's own
    static constexpr Setting<QString> certificateKeyFile{
        "server/certificate-key"}; ///< unset: the key is in certificateFile
    static constexpr Setting<QString> certificateFolder{
        "server/certificate-folder"}; ///< of this machine's authority; unset: LocalAuthority's

    static constexpr Setting<QString> greeting{"services/greeting"}; ///< unset: ServiceOptions'
    static constexpr Setting<QString> timeText{"services/time-text"}; ///< unset: ServiceOptions'
    static constexpr Setting<int> timePause{"services/time-longest-pause-ms", 3'000, 0, 3'600'000};
    static constexpr Setting<qint64> counterFirstValue{"services/counter-first-value", 0,
                                                       -9'007'199'254'740'991, 9'007'199'254'740'991};

    static constexpr Setting<int> connections{"limits/connections", Limits{}.connections, 1, 1'000'000};
    static constexpr Setting<qint64> messageBytes{"limits/message-bytes", qint64(Limits{}.messageBytes), 125,
                                                  256 * 1024 * 1024};
    static constexpr Setting<int> pingInterval{"limits/ping-interval-ms", int(Limits{}.pingInterval.count()),
                                               0, 3'600'000};
    static constexpr Setting<int> pongDeadline{"limits/pong-deadline-ms", int(Limits{}.pongDeadline.count()),
                                               100, 3'600'000};
    static constexpr Setting<int> headDeadline{"limits/head-deadline-ms", int(Limits{}.headDeadline.count()),
                                               100, 600'000};
    static constexpr Setting<int> closeDeadline{"limits/close-deadline-ms",
                                                int(Limits{}.closeDeadline.count()), 100, 600'000};
    static constexpr Setting<int> pingsPerSecond{"limits/pings-per-second", Limits{}.pingsPerSecond, 1,
                                                 1'000'000};

    /// Opens \a path, or the user's own file when it is empty.
    explicit Settings(const QString &path = {}, QObject *parent = nullptr);
    ~Settings() override;

    /// Where the settings are written.
    QString path() const;
    /// When the file could not be read at the start: one sentence on what was done. Else empty.
    QString trouble() const { return m_trouble; }

    template <typename T>
    T value(const Setting<T> &setting) const;
    bool value(const Setting<bool> &setting) const;
    QString value(const Setting<QString> &setting, const QString &fallback = {}) const;
    QStringList value(const Setting<QStringList> &setting) const;
    QByteArray value(const Setting<QByteArray> &setting) const;

    template <typename T>
    void setValue(const Setting<T> &setting, const std::type_identity_t<T> &value);
    /// Back to the default.
    template <typename T>
    void remove(const Setting<T> &setting)
    {
        write(setting.key, {});
    }

    /// What the server is started with: listeners of the ticked services, reach, rules and limits.
    ServerOptions serverOptions() const;
    /// The addresses to listen on for \a reach.
    static QStringList addresses(Reach reach);

    /// The client tabs, in order; each as the tab itself describes it.
    QList<QVariantMap> clients() const;
    void setClients(const QList<QVariantMap> &clients);
    /// The messages that a person has saved, in order; each as SavedMessages describes it.
    QList<QVariantMap> savedMessages() const;
    void setSavedMessages(const QList<QVariantMap> &messages);

signals:
    /// The file cannot be written: one sentence, told once.
    void failed(const QString &sentence);

private:
    QVariant read(const char *key) const;
    void write(const char *key, const QVariant &value);
    QList<QVariantMap> readArray(const QString &name, qsizetype most) const;
    void writeArray(const QString &name, const QList<QVariantMap> &maps);
    void save();
    void open(const QString &path);

    std::unique_ptr<QSettings> m_file;
    QTimer m_saveTimer;
    QString m_trouble;
    bool m_toldOfFailure = false;
};

template <typename T>
T Settings::value(const Setting<T> &setting) const
{
    const QVariant stored = read(setting.key);
    bool ok = false;
    if constexpr (std::is_enum_v<T>) {
        const int number = QMetaEnum::fromType<T>().keyToValue(stored.toByteArray().constData(), &ok);
        return ok ? T(number) : setting.fallback;
    } else {
        const qlonglong number = stored.toLongLong(&ok);
        return ok && number >= setting.least && number <= setting.most ? T(number) : setting.fallback;
    }
}

template <typename T>
void Settings::setValue(const Setting<T> &setting, const std::type_identity_t<T> &value)
{
    if constexpr (std::is_enum_v<T>)
        write(setting.key, QString::fromLatin1(QMetaEnum::fromType<T>().valueToKey(int(value))));
    else
        write(setting.key, value);
}
