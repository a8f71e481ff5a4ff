#!/usr/bin/python3
"""Asks a server for echoes, a hundred a second, until its input ends; prints how many came and the worst round trip.

Usage: bystander.py PORT [wss]      A process of its own, which nothing else delays.
"""

import select
import socket
import ssl
import sys
import time

import cases  # finds lab
from lab import handshake, masked


def frame(stream):
    """The next frame that is no ping; None at the end."""
    head = stream.read(2)
    return head and (head[0], stream.read(head[1]))


def main():
    port = int(sys.argv[1])
    connection = socket.create_connection(("127.0.0.1", port), 30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if "wss" in sys.argv:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
        connection = tls.wrap_socket(connection)
    stream = connection.makefile("rb")
    connection.sendall(handshake("/echo", port))
    while stream.readline() != b"\r\n":
        pass
    print("ready", flush=True)
    trips = worst = 0
    while not select.select([sys.stdin], [], [], 0.01)[0]:
        begun = time.monotonic()
        connection.sendall(masked(0x81, b"bystander"))
        while (answer := frame(stream)) != (0x81, b"bystander"):
            if not answer or answer[0] != 0x89:
                sys.exit(f"The bystander was told {answer}.")
            connection.sendall(masked(0x8A, answer[1]))
        worst = max(worst, time.monotonic() - begun)
        trips += 1
    print(trips, round(worst * 1000, 1))


main()
