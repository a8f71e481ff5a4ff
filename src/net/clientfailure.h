#pragma once

#include "requesthead.h"

#include <QAbstractSocket>
#include <QCoreApplication>

/// Why a client could not connect, as one sentence for a person: what happened, to what, what to do.
class ClientFailure
{
    Q_DECLARE_TR_FUNCTIONS(ClientFailure)
public:
    /// The TCP or TLS connection to \a url failed with \a error; \a detail is the socket's own text.
    static QString socketFailed(const QUrl &url, QAbstractSocket::SocketError error, const QString &detail);
    /// The server's certificate was not trusted for the reasons \a why; \a code is its short code.
    static QString notTrusted(const QUrl &url, const QString &why, const QString &code);
    /// The server showed another certificate than the pinned one.
    static QString notPinned(const QUrl &url, const QString &code);
    /// The server's \a head is an HTTP response, but no 101.
    static QString refusedWith(const QUrl &url, const ResponseHead &head);
    /// What listens there speaks TLS, and \a url does not.
    static QString speaksTls(const QUrl &url);
    /// What came is no HTTP response.
    static QString notHttp(const QUrl &url);
    /// Nothing came within \a deadline; \a connected tells whether TCP was there by then.
    static QString timedOut(const QUrl &url, std::chrono::milliseconds deadline, bool connected);
};
