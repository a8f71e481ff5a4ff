#pragma once

#include "closestatus.h"

#include <QObject>

class InlineBar;

/// Tells above a client's log how its connection failed or ended, and offers what mends it. GUI thread.
class ClientNews : public QObject
{
    Q_OBJECT
public:
    /// \a bar must outlive it.
    explicit ClientNews(InlineBar *bar, QObject *parent = nullptr);

    /// Connecting to \a url did not succeed, for the reason in \a sentence.
    void failed(const QUrl &url, const QString &sentence, bool isOwnServerRunning);
    /// An open connection has ended.
    void closed(const CloseStatus &status);
    /// True when \a status tells of a connection that was lost.
    static bool isLoss(const CloseStatus &status);
    /// True when \a url leads to this computer.
    static bool isThisComputer(const QUrl &url);

signals:
    void connectRequested();
    void startOwnServerRequested();
    void checkRequested();

private:
    InlineBar *m_bar;
};
