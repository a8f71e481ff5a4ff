#pragma once

#include "closestatus.h"

#include <QObject>

class ClientSession;
class InlineBar;
class ReconnectBar;

/// Tells above a client's log how its connection failed or ended, and offers what mends it; counts down to
/// the next attempt, and warns of a connection whose server is not checked. GUI thread.
class ClientNews : public QObject
{
    Q_OBJECT
public:
    /// Where it tells what.
    struct Bars
    {
        InlineBar *message;
        ReconnectBar *reconnect;
        InlineBar *unchecked;
    };

    /// \a session and \a bars must outlive it.
    ClientNews(ClientSession *session, const Bars &bars, QObject *parent = nullptr);

    /// Connecting did not succeed, for the reason in \a sentence; \a ownServerHelps when it would if this
    /// program's own server were started.
    void failed(const QString &sentence, bool ownServerHelps);
    /// An open connection has ended.
    void closed(const CloseStatus &status);

signals:
    void connectRequested();
    void startOwnServerRequested();
    void checkRequested();

private:
    void refresh();

    ClientSession *const m_session;
    const Bars m_bars;
};
