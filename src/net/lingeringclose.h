#pragma once

#include <chrono>

class QTcpSocket;

/// Ends \a socket so that what was written to it still arrives: waits until all is sent, then says
/// that nothing more will come, and throws away what the peer still sends until it hangs up too or
/// \a deadline has passed. (Closing at once while the peer is sending makes the kernel answer with a
/// reset, and a reset destroys what the peer has not read yet.)
///
/// Takes over the reading side: the caller's own connections to readyRead must be gone. The socket
/// emits disconnected() at the end; nothing is deleted here.
void closeLingering(QTcpSocket *socket, std::chrono::milliseconds deadline);
