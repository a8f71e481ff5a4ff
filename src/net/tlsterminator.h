#pragma once

#include "options.h"

#include <QObject>

#include <memory>

struct ssl_ctx_st;

/// TLS before a plain server, where QSslSocket cannot serve it: short keys, SHA-1 and TLS 1.1 as they were
/// long ago; and where it does not tell clients why it refuses them. For the certificate lab only:
/// loopback, a bounded number of connections, deadlines.
///
/// Decrypts what comes, hands it to the plain server's port, and encrypts the answers. Lives in a
/// network thread.
class TlsTerminator : public QObject
{
    Q_OBJECT
public:
    enum class Version { Tls11, Tls12OrLater };

    explicit TlsTerminator(QObject *parent = nullptr);
    ~TlsTerminator() override;

    /// Opens \a port of 127.0.0.1 (0: a free one) before the one that listens on \a backend there. False
    /// and one sentence in \a error when key or certificate cannot be used or the port is not to be had.
    bool open(quint16 port, const ServerTls &identity, Version version, quint16 backend, QString *error);
    /// The real one.
    quint16 port() const { return m_port; }

signals:
    /// A handshake has failed: one sentence.
    void failed(const QString &sentence);

private:
    void admit(qintptr descriptor);

    std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st *)> m_context;
    quint16 m_port = 0;
    quint16 m_backend = 0;
    int m_sessions = 0;
};
