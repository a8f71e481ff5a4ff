"""Our server and our client against the table of conformance.py, over ws and wss."""

import base64
import concurrent.futures
import contextlib
import hashlib
import os
import re
import socket
import ssl
import subprocess
import tempfile
import time
import unittest

import conformance
from conformance import CLOSE, FIN, Frame
from lab import WSLAB, handshake
from test_tls import Certificate

PATH = "/echo"
CONTROL = 0x8


class Broken(Exception):
    """What the other side did against the rules."""


class Tester:
    """One end of a connection that sends what a case tells it to and judges what comes back."""

    def __init__(self, connection, is_client):
        self.connection, self.is_client = connection, is_client
        self.received = bytearray()
        self.ended = False

    def set_deadline(self, seconds):
        self.deadline = time.monotonic() + seconds

    def more(self):
        self.connection.settimeout(max(0.001, self.deadline - time.monotonic()))
        try:
            data = self.connection.recv(1 << 20)
        except TimeoutError:
            raise Broken(f"nothing more came in time after {bytes(self.received[:40])!r}") from None
        except (ConnectionError, ssl.SSLError):
            data = b""
        self.received += data
        self.ended = not data

    def take(self, size):
        while len(self.received) < size:
            if self.ended:
                raise Broken(f"TCP ended after {bytes(self.received[:40])!r}")
            self.more()
        taken = bytes(self.received[:size])
        del self.received[:size]
        return taken

    def head(self):
        while b"\r\n\r\n" not in self.received:
            if self.ended:
                raise Broken(f"TCP ended within a head: {bytes(self.received)!r}")
            self.more()
        return self.take(self.received.index(b"\r\n\r\n") + 4).decode()

    def frame(self):
        """The opcode and payload of the next frame, which must be whole, minimal and masked as its role asks."""
        first, second = self.take(2)
        if not first & FIN or first & 0x70:
            raise Broken(f"a frame begins with {first:#x}")
        if bool(second & 0x80) == self.is_client:
            raise Broken("a mask is there or missing against the role")
        length = second & 0x7F
        if length >= 126:
            short = length == 126
            length = int.from_bytes(self.take(2 if short else 8))
            if length < (126 if short else 65536):
                raise Broken(f"a length of {length} that could be shorter")
        if self.is_client:
            return first & 0xF, self.take(length)
        frame = Frame(first & 0xF, self.take(4 + length))
        mask, payload = frame.payload[:4], frame.payload[4:]
        pattern = (mask * (length // 4 + 1))[:length]
        return frame.opcode, (int.from_bytes(payload) ^ int.from_bytes(pattern)).to_bytes(length)

    def send(self, *frames, piece=None):
        data = b"".join(frame.encoded(self.is_client) for frame in frames)
        with contextlib.suppress(ConnectionError, ssl.SSLError):  # what it thinks of it is judged by what it says
            for at in range(0, len(data), piece or len(data)):
                self.connection.sendall(data[at:at + (piece or len(data))])

    def run(self, case):
        """Runs all of a case after its frames were sent; raises Broken."""
        for number, (opcode, payload) in enumerate(case.answers):
            answer = self.frame()
            if answer != (opcode, payload):
                raise Broken(f"answer {number + 1} is {answer[0], answer[1][:40]!r} instead of {opcode, payload[:40]!r}")
        if not case.close:
            self.send(conformance.close(1000))
        opcode, payload = self.frame()
        code = int.from_bytes(payload[:2]) if payload else 1005
        if opcode != CLOSE or code not in (case.close or (1000,)):
            raise Broken(f"opcode {opcode} with {payload[:40]!r} instead of Close {case.close or (1000,)}")
        if not self.is_client:
            self.connection.shutdown(socket.SHUT_WR)  # a server ends TCP first
        elif case.fails:
            self.send(conformance.close(code))
        while not self.ended:
            self.more()
        # Over TLS what comes after our end is not looked at: it is not decrypted any more.
        if self.received and (self.is_client or not isinstance(self.connection, ssl.SSLSocket)):
            raise Broken(f"{bytes(self.received[:40])!r} after Close")


def early(case, is_client):
    return b"".join(frame.encoded(is_client) for frame in case.sent) if case.early else b""


class Conformance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.certificate = Certificate()
        cls.cases = list(conformance.cases())

    def check(self, run, workers, cases=None):
        """Runs run(case) for the cases, all unless told otherwise, and tells of each that fails."""
        def verdict(case):
            begun = time.monotonic()
            try:
                run(case)
            except Broken as broken:
                return str(broken)
            took = time.monotonic() - begun
            return f"it took {took:.1f} s" if took > case.seconds else None

        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for case, failure in zip(cases or self.cases, pool.map(verdict, cases or self.cases)):
                with self.subTest(case.name):
                    self.assertIsNone(failure)

    def server(self, *options):
        """Starts wslab serve; its port."""
        program = subprocess.Popen([WSLAB, "serve", "--address", "127.0.0.1", "--hello", "0", "--time", "off",
                                    "--counter", "off", "--max-size", str(16 * conformance.MIB), *options],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(program.wait)
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.terminate)
        return int(re.search(r":(\d+)/", program.stdout.readline()).group(1))

    def ask_server(self, port, context, case):
        connection = socket.create_connection(("127.0.0.1", port), 10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context:
            connection = context.wrap_socket(connection, server_hostname="localhost")
        with connection:
            tester = Tester(connection, is_client=True)
            tester.set_deadline(case.seconds)
            offer = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
            connection.sendall(handshake(PATH, port, **offer) + early(case, True))
            head = tester.head()
            if not head.startswith("HTTP/1.1 101 ") or "sec-websocket-extensions" in head.lower():
                raise Broken(f"an answer like {head!r}")
            if not case.early:
                tester.send(*case.sent, piece=case.pieces)
            tester.run(case)

    def test_our_server_over_ws(self):
        port = self.server()
        self.check(lambda case: self.ask_server(port, None, case), 1)

    def test_our_server_over_wss(self):
        port = self.server("--tls", self.certificate.both)
        context = self.certificate.for_client()
        self.check(lambda case: self.ask_server(port, context, case), 16)  # it waits more than it works

    def ask_client(self, context, case):
        self.run_client(context, case, lambda tester: tester.run(case), "--echo")

    def run_client(self, context, case, judge, *options):
        """Runs wslab connect against a server that sends the case's frames and then judges; what it prints."""
        scheme = "wss" if context else "ws"
        with socket.create_server(("127.0.0.1", 0)) as listener, tempfile.TemporaryFile() as output:
            listener.settimeout(10)
            port = listener.getsockname()[1]
            with subprocess.Popen([WSLAB, "connect", "--ca", self.certificate.alone,
                                   "--subprotocol", "echo", "--header", "X-Case: 1", *options,
                                   f"{scheme}://127.0.0.1:{port}/runCase?case=1&agent=wslab"],
                                  stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE) as program:
                try:
                    self.serve(listener, context, case, judge)
                    status, wanted = program.wait(case.seconds), 1 if case.fails else 0
                    if status != wanted:
                        raise Broken(f"exit status {status} instead of {wanted}: {program.stderr.read().decode()}")
                except subprocess.TimeoutExpired:
                    raise Broken("the program does not end") from None
                finally:
                    program.kill()
            output.seek(0)
            return output.read()

    def serve(self, listener, context, case, judge):
        connection, _ = listener.accept()
        connection.settimeout(10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        with connection:
            tester = Tester(connection, is_client=False)
            tester.set_deadline(case.seconds)
            head = tester.head()
            for wanted in ("GET /runCase?case=1&agent=wslab HTTP/1.1\r\n", "\r\nSec-WebSocket-Protocol: echo\r\n",
                           "\r\nX-Case: 1\r\n"):
                if wanted not in head:
                    raise Broken(f"{wanted!r} is not in {head!r}")
            if "sec-websocket-extensions" in head.lower():
                raise Broken(f"extensions are asked for: {head!r}")
            key = re.search(r"(?mi)^sec-websocket-key: *(\S+)", head).group(1)
            digest = hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()
            connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               b"Sec-WebSocket-Protocol: echo\r\nSec-WebSocket-Accept: " + base64.b64encode(digest)
                               + b"\r\n\r\n" + early(case, False))
            if not case.early:
                tester.send(*case.sent, piece=case.pieces)
            judge(tester)

    def test_our_client_over_ws(self):
        # A program is started for each: of the bad texts two ways are enough, for the server had all.
        chosen = [case for case in self.cases
                  if not re.search("^6 bad text.*(a fragment for each byte|seen at byte)", case.name)]
        self.check(lambda case: self.ask_client(None, case), os.cpu_count(), chosen)

    def test_our_client_over_wss(self):
        context = self.certificate.for_server()
        chosen = [case for case in self.cases if not re.search("^6 bad text|16 MiB in fragments|byte by byte", case.name)]
        self.check(lambda case: self.ask_client(context, case), os.cpu_count(), chosen)

    def test_bursts_at_our_client(self):
        """3,000 TLS records, a frame in each, overflow the stack of a plain QWebSocket."""
        good, bye = conformance.text("x"), conformance.close(1000)
        bursts = (conformance.failure("bad frames", *[Frame(15)] * 3000, pieces=2),
                  conformance.Case("Closes", [bye] * 3000, pieces=4),
                  conformance.Case("good texts", [good] * 3000 + [bye], pieces=3))

        def hear(tester):
            with contextlib.suppress(Broken):
                while tester.frame()[0] != CLOSE:
                    pass
            tester.connection.close()

        for case in bursts:
            for context in (None, self.certificate.for_server()):
                for options in ((), ("--echo",)):
                    with self.subTest(case.name, tls=bool(context), options=options):
                        printed = self.run_client(context, case, hear, *options)
                        self.assertEqual(printed.count(b"< x\n"), 3000 if good in case.sent else 0)
                        self.assertEqual(printed.count(b"< x\n> x\n"), 3000 if good in case.sent and options else 0)


if __name__ == "__main__":
    unittest.main()
