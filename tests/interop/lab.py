"""What the programs in this folder share: starting wslab and waiting, always with a deadline.

The path of wslab comes from the environment variable WSLAB.
"""

import asyncio
import functools
import inspect
import os
import re
import signal
import socket
import unittest

from websockets.utils import accept_key

WSLAB = os.environ.get("WSLAB", "wslab")
DEADLINE = 20  # seconds; for anything that should happen at once


async def within(awaitable, seconds=DEADLINE):
    """The awaitable's result, or TimeoutError."""
    async with asyncio.timeout(seconds):
        return await awaitable


class TestCase(unittest.IsolatedAsyncioTestCase):
    """A test whose methods have 90 seconds each at most."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name, method in list(vars(cls).items()):
            if name.startswith("test_") and inspect.iscoroutinefunction(method):
                setattr(cls, name, cls.bounded(method))

    @staticmethod
    def bounded(method):
        @functools.wraps(method)
        async def run(self):
            await within(method(self), 90)

        return run

    async def enter(self, manager):
        """Enters an asynchronous context manager until the test's end."""
        return await self.enterAsyncContext(manager)


class Program:
    """A running wslab: its output in lines, and what can be waited for."""

    def __init__(self, *arguments):
        self.arguments = [str(argument) for argument in arguments]
        self.environment = {}  # beyond this process's own
        self.before = None  # called in the new process before it becomes wslab
        self.output = []  # lines of standard output
        self.log = []  # lines of standard error
        self.process = None
        self._news = asyncio.Condition()

    async def __aenter__(self):
        self.process = await asyncio.create_subprocess_exec(
            WSLAB, *self.arguments, limit=16 * 1024 * 1024, env=os.environ | self.environment,
            preexec_fn=self.before,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
        self._readers = [asyncio.create_task(self._read(self.process.stdout, self.output)),
                         asyncio.create_task(self._read(self.process.stderr, self.log))]
        return self

    async def __aexit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
        await self.end()

    async def _read(self, stream, lines):
        async for line in stream:
            async with self._news:
                lines.append(line.decode().rstrip("\r\n"))
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()

    async def until(self, true, what, seconds=DEADLINE):
        """Waits until true() after something was printed."""
        try:
            async with self._news:
                await within(self._news.wait_for(true), seconds)
        except TimeoutError:
            raise AssertionError(f"{what} did not happen.\n{self.described()}") from None

    async def printed(self, text, count=1):
        """Waits until a line of standard output contains the text."""
        await self.until(lambda: sum(text in line for line in self.output) >= count, f"output “{text}”")

    async def logged(self, text):
        """Waits until a line of the log contains the text; returns the line."""
        await self.until(lambda: any(text in line for line in self.log), f"log “{text}”")
        return next(line for line in self.log if text in line)

    async def end(self):
        """Waits for the program's end; its exit status."""
        status = await within(self.process.wait())
        await within(asyncio.gather(*self._readers))
        return status

    async def terminate(self):
        self.process.send_signal(signal.SIGTERM)
        return await self.end()

    async def type(self, *lines):
        self.process.stdin.write("".join(line + "\n" for line in lines).encode())
        await within(self.process.stdin.drain())

    def end_of_input(self):
        self.process.stdin.close()

    def described(self):
        return "\n".join([f"wslab {' '.join(self.arguments)}", "output:", *self.output, "log:", *self.log])


class Server(Program):
    """wslab serve, with a free port for each of its three services unless told otherwise."""

    def __init__(self, *arguments, addresses=("127.0.0.1",), ports=None):
        ports = {"hello": 0, "time": 0, "counter": 0} | (ports or {})
        self._listeners = len(addresses) * sum(port != "off" for port in ports.values())
        super().__init__("serve", *(word for address in addresses for word in ("--address", address)),
                         *(word for name, port in ports.items() for word in (f"--{name}", port)), *arguments)
        self.urls = []  # (service, url) as printed

    async def __aenter__(self):
        await super().__aenter__()
        try:
            await self.until(lambda: len(self.output) >= self._listeners or self.process.stdout.at_eof(),
                             "starting")
            for line in self.output:
                name, url = re.fullmatch(r"(\w+) +(wss?://\S+:\d+/)", line).groups()
                self.urls.append((name, url))
            if len(self.urls) < self._listeners:
                raise AssertionError(f"It ended.\n{self.described()}")
        except BaseException:
            await self.__aexit__()
            raise
        return self

    def url(self, service):
        """Where a service is: its own port, or for echo and broadcast a path of hello's."""
        known = dict(self.urls)
        return known.get(service) or known["hello"] + service

    def port(self, service):
        return int(re.search(r":(\d+)/", self.url(service)).group(1))


class Client(Program):
    """wslab connect."""

    def __init__(self, uri, *arguments):
        super().__init__("connect", uri, *arguments)

    def received(self):
        """The texts that it printed as received."""
        return [line[2:] for line in self.output if line.startswith("< ")]


class Raw:
    """A TCP connection on which anything can be written."""

    def __init__(self, port, host="127.0.0.1"):
        self.host, self.port = host, port

    async def __aenter__(self):
        self.reader, self.writer = await within(asyncio.open_connection(self.host, self.port))
        self.writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self

    async def __aexit__(self, *_):
        self.writer.transport.abort()

    async def send(self, data):
        self.writer.write(data)
        await within(self.writer.drain())

    async def response(self):
        """The status and the header fields of an HTTP response, or (0, {}) when there is none."""
        try:
            head = await within(self.reader.readuntil(b"\r\n\r\n"))
        except (asyncio.IncompleteReadError, ConnectionError):
            return 0, {}
        first, *lines = head.decode("latin-1").rstrip().split("\r\n")
        fields = dict(re.fullmatch(r"([^:]+): *(.*)", line).groups() for line in lines)
        return int(first.split()[1]), {name.lower(): value for name, value in fields.items()}

    async def rest(self):
        """All that comes until the other side ends the connection."""
        try:
            return await within(self.reader.read())
        except ConnectionError:
            return b""

    async def upgrade(self, path="/"):
        await self.send(handshake(path, self.port))
        status, _ = await self.response()
        assert status == 101, status
        return self

    async def frame(self):
        """The next frame from a server: first byte and payload; (None, b"") at the end."""
        try:
            first, length = await within(self.reader.readexactly(2))
            if length == 126:
                length = int.from_bytes(await within(self.reader.readexactly(2)))
            elif length == 127:
                length = int.from_bytes(await within(self.reader.readexactly(8)))
            return first, await within(self.reader.readexactly(length))
        except (asyncio.IncompleteReadError, ConnectionError):
            return None, b""

    async def close_code(self):
        """The code of the Close frame that comes next, after whatever else; None when there is none."""
        while True:
            first, payload = await self.frame()
            if first is None:
                return None
            if first == 0x88:
                return int.from_bytes(payload[:2]) if payload else 1005


def handshake(path="/", port=80, **changes):
    """A good handshake's head; changes replace fields by name (host="x"), None leaves one out."""
    fields = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    }
    for name, value in changes.items():
        name = next((known for known in fields if known.lower() == name.replace("_", "-")), name.replace("_", "-"))
        fields[name] = value
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode()


async def answer_handshake(reader, writer):
    """Answers a client's handshake by hand, with nothing sent yet."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    key = re.search(r"(?mi)^sec-websocket-key: *(\S+)", head).group(1)
    writer.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  f"Sec-WebSocket-Accept: {accept_key(key)}\r\n\r\n").encode())


def masked(first, payload=b"", *, length=None):
    """A frame as a client sends it; length lies about the payload's."""
    length = len(payload) if length is None else length
    if length < 126:
        head = bytes([first, 0x80 | length])
    elif length < 65536:
        head = bytes([first, 0x80 | 126]) + length.to_bytes(2)
    else:
        head = bytes([first, 0x80 | 127]) + length.to_bytes(8)
    mask = b"\x37\xfa\x21\x3d"
    return head + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
