#pragma once

#include "connectionstep.h"
#include "options.h"
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
    /// The server answered what \a options asked for with \a head, which is no 101, and \a body or its
    /// beginning.
    static QString refusedWith(const ClientOptions &options, const ResponseHead &head,
                               const QByteArray &body);
    /// What listens there speaks TLS, and \a url does not.
    static QString speaksTls(const QUrl &url);
    /// What came is no HTTP response.
    static QString notHttp(const QUrl &url);
    /// Nothing came within \a deadline for \a step.
    static QString timedOut(const QUrl &url, std::chrono::milliseconds deadline, ConnectionStep step);

private:
    static QString refusedByStatus(const ClientOptions &options, const ResponseHead &head);
    static QString notLetIn(const ClientOptions &options, const QString &answer);
};
