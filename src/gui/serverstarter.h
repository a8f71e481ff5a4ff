#pragma once

#include "status.h"

#include <QObject>

class CertificateButton;
class InlineBar;
class Server;
struct ServerOptions;
class ServicesTable;
class Settings;

/// Starts and stops the server as the fields of its tab say, and tells in a bar what stands in the way, with
/// what mends it.
///
/// Lives in the GUI thread. Its Server lives in a network thread and is only called queued.
class ServerStarter : public QObject
{
    Q_OBJECT
public:
    /// What a person chooses, and where they are told.
    struct Fields
    {
        ServicesTable *services;
        CertificateButton *certificate;
        InlineBar *bar;
    };

    /// \a server, \a settings and \a fields must outlive it.
    ServerStarter(Server *server, Settings *settings, const Fields &fields, QObject *parent = nullptr);

    ServerStatus::State state() const { return m_state; }
    /// The open ports; empty unless running.
    QList<ListenerInfo> listeners() const { return m_listeners; }
    /// The certificate (PEM) of this machine's authority, where it vouches for the running server; else
    /// empty.
    QByteArray authority() const { return m_authority; }
    /// True when it is stopped because the last start failed.
    bool hasFailed() const { return m_failed; }
    /// True when the fields are such that it could be started, were it stopped.
    bool canStart() const;

public slots:
    void start();
    void stop();
    void startOrStop();
    /// Offers to start a running server again, so that it takes new settings.
    void offerRestart();

signals:
    /// Also told again when a start was refused: who waits for it waits no longer.
    void stateChanged(ServerStatus::State state);

private:
    void setState(ServerStatus::State state);
    void onStarted(const QList<ListenerInfo> &listeners);
    void onFailed(const QString &sentence);
    void onStopped();
    bool prepareTls(ServerOptions *options);
    bool useFreePorts(const QString &sentence);
    void keepFoundPorts();
    void refuse(const QString &sentence);

    Server *m_server;
    Settings *m_settings;
    const Fields m_fields;
    ServerStatus::State m_state = ServerStatus::State::Stopped;
    QList<ListenerInfo> m_listeners;
    QByteArray m_authority; ///< see authority()
    QList<ServiceKind> m_moved; ///< away from a taken port to a free one that is not known yet
    QString m_warning; ///< about the certificate, to be told once the server runs
    bool m_failed = false;
    bool m_mending = false; ///< starting with free ports in the place of taken ones
    bool m_startAgain = false; ///< once stopped
};
