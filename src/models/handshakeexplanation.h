#pragma once

#include "messagelog.h"

#include <QCoreApplication>

/// A logged request or response of an opening handshake, line by line (RFC 6455 sections 1.3 and 4), for
/// people who learn how it works.
namespace HandshakeExplanation {

struct Line
{
    QString text; ///< of the head, or of the calculation; safe to be shown
    QString meaning; ///< may be empty
};

/// The lines of \a head, which is a Request or a Response.
QList<Line> lines(const LogEntry &head);

/// How `Sec-WebSocket-Accept` follows from the key of \a request, step by step, and whether \a response says
/// the same; either may be of another kind, and is not known then. Empty when there is nothing to calculate
/// from.
QList<Line> acceptSteps(const LogEntry &request, const LogEntry &response);

}
