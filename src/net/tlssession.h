#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

class TlsContext;
class Transport;
struct ssl_st;

/// The server's side of TLS over one transport: deciphers what came, enciphers what is to be sent.
///
/// Lives in the thread of its transport. One at a time in a thread is reading.
class TlsSession
{
public:
    enum class State {
        Waiting, ///< for more bytes
        Ready, ///< the handshake is complete
        Ended, ///< the peer said that it will say no more
        Failed, ///< nothing more can be read or written
    };
    struct Failure
    {
        std::optional<int> alert; ///< what the peer said (RFC 8446 section 6)
        QString reason; ///< OpenSSL's words
    };

    /// Writes to \a transport, which outlives this.
    TlsSession(const TlsContext &context, Transport *transport);
    ~TlsSession();

    /// What came next. To be followed by shakeHands() or read(), while \a bytes are valid.
    void take(QByteArrayView bytes) { m_wire.arrived = bytes; }
    /// Carries the handshake on.
    State shakeHands();
    /// Why shakeHands() failed; once.
    Failure takeFailure();
    /// All that was said in what came, valid until the next read() in this thread.
    QByteArrayView read(State *state);

    /// These may be called at any time after the handshake.
    void write(QByteArrayView bytes);
    /// Says that no more will be said.
    void end();

    struct Wire
    {
        Transport *transport = nullptr;
        QByteArrayView arrived;
    };

private:
    Wire m_wire;
    const std::unique_ptr<ssl_st, void (*)(ssl_st *)> m_ssl;
};
