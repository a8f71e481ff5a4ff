#pragma once

/// What a connection goes through, in this order.
enum class ConnectionStep {
    Name, ///< the host's addresses are known
    Tcp,
    Tls, ///< wss only
    Upgrade, ///< the server has answered 101
    FirstFrame, ///< and speaks WebSocket
};
constexpr int connectionStepCount = 5;
