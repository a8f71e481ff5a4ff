#pragma once

#include "inlinebar.h"

#include <QUrl>

#include <optional>

/// Tells that a server is open to the network, and the address to write on the board.
class ReachBar : public InlineBar
{
    Q_OBJECT
public:
    using InlineBar::InlineBar;

    /// How a server is reached from the network.
    struct Reach
    {
        QStringList addresses; ///< this computer's, the best first
        QUrl page; ///< of a service, for browsers, at one of them; empty: not known yet
        bool isRunning = false;
    };
    /// Tells of \a reach; nothing: only this computer reaches the server, and there is nothing to tell. What
    /// the person has hidden stays hidden until the server is closed to the network and opened again.
    void setReach(const std::optional<Reach> &reach);

signals:
    /// The person wants to change who may connect.
    void settingsRequested();

private:
    static QString describe(const Reach &reach);

    bool m_isOpen = false; ///< to the network
};
