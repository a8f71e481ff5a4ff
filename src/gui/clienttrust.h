#pragma once

#include "client.h"
#include "ownserver.h"
#include "pinstore.h"

class InlineBar;
class TrustPanel;

/// Whom one client tab trusts over wss: authorities, identities that a person chose to trust, and the
/// question that is asked when a server shows something else. GUI thread.
class ClientTrust : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it. \a panel asks, \a bar tells what became of it.
    ClientTrust(const PinStore *pins, TrustPanel *panel, InlineBar *bar, QObject *parent = nullptr);

    /// Authorities (PEM) to be trusted besides those in the options, as long as this lives.
    void setAuthorities(const QByteArray &authorities);
    /// \a server needs nobody else to vouch for it.
    void setOwnServer(const OwnServer &server);

    /// Adds to \a options whom to trust at their url. False, and one sentence in \a error, when that cannot
    /// be read.
    bool apply(ClientOptions *options, QString *error) const;
    /// Begins a new attempt: applies, and takes a question that was asked for answered.
    bool begin(ClientOptions *options, QString *error);
    /// Asks whether to trust the server at \a url all the same; the connection was given up.
    void ask(const QUrl &url, const Client::Distrust &distrust);
    /// The address is \a url now, or none: a question about another one is withdrawn.
    void setAddress(const std::optional<QUrl> &url);
    /// Lists the servers that are trusted by their identity, each to be forgotten.
    void showTrustedServers(QWidget *parent) const;

signals:
    /// The person decided to trust: connect again.
    void connectRequested();
    /// The person decided to do something else.
    void declined();

private:
    std::optional<PinStore::Pin> knownAt(const QString &place, QString *error, bool *readable) const;
    void trust();
    void forget();

    const PinStore *m_pins;
    TrustPanel *m_panel;
    InlineBar *m_bar;
    QByteArray m_authorities;
    OwnServer m_ownServer;
    QString m_place; ///< the question's
    QByteArray m_once; ///< the hash of the public key that is trusted for the next attempt only
};
