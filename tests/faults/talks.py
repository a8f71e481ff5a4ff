"""Both ends of a talk: wslab's and Python's servers and clients behind one face, and the services' talks."""

import asyncio
import contextlib
import functools
import json
import re

import lab
import websockets
from cases import SOON, Fault, must, within
from test_client import CounterState, hello, show_time
from test_tls import Certificate

CERTIFICATE = Certificate()
STEPS = 20  # presses of plus in a talk with counter


class Ended(Exception):
    """The connection has ended; args[0] is the code that this end tells, None when it never opened."""


def code_of(websocket):
    """The code with which Python's end of a connection ended."""
    close = websocket.close_rcvd or websocket.close_sent
    return close.code if close else 1006


class OurServer:
    """wslab serve with one service; what it logs tells how connections ended."""

    def __init__(self, service, scheme, port=0, environment=None):
        ports = {name: "off" for name in ("hello", "time", "counter")} | {service: port}
        self.service = service
        self.program = lab.Server(*["--tls", CERTIFICATE.both] * (scheme == "wss"), ports=ports)
        self.program.environment = environment or {}

    async def __aenter__(self):
        await self.program.__aenter__()
        self.port = self.program.port(self.service)
        return self

    async def __aexit__(self, *_):
        await self.program.__aexit__()

    def codes(self):
        """The codes with which its connections ended, so far."""
        left = (re.search(r" left \w+: (\d+)", line) for line in self.program.log)
        return [int(found.group(1)) for found in left if found]

    async def ended(self, seconds):
        """The code of the first connection that ended."""
        await self.program.until(self.codes, "The server's end of the connection", seconds)
        return self.codes()[0]


class PythonServer:
    """The tutorial's server on Python's websockets, with one service."""

    def __init__(self, service, scheme):
        self._scheme = scheme
        self._handler = {"hello": hello, "time": show_time, "counter": CounterState().counter}[service]
        self._codes = asyncio.Queue()

    async def __aenter__(self):
        async def handle(websocket):
            with contextlib.suppress(websockets.ConnectionClosed):
                await self._handler(websocket)
            await websocket.close()
            await self._codes.put(code_of(websocket))

        self._server = await websockets.serve(handle, "127.0.0.1", 0, close_timeout=SOON,
                                              ssl=CERTIFICATE.for_server() if self._scheme == "wss" else None)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()

    async def ended(self, seconds):
        return await within(self._codes.get(), seconds, "The server's end of the connection")


class OurClient:
    """wslab connect."""

    def __init__(self, scheme, port, *options):
        self._program = lab.Client(f"{scheme}://127.0.0.1:{port}/", "--wait", 0,
                                   *["--ca", CERTIFICATE.alone] * (scheme == "wss"), *options)
        self._taken = 0

    async def __aenter__(self):
        await self._program.__aenter__()
        try:
            await self._program.until(lambda: self._program.output or self._program.process.stdout.at_eof(), "Opening")
        except BaseException:
            await self._program.__aexit__()
            raise
        if not self._program.output:
            status = await self._program.end()
            must(status == 1 and self._program.log, f"Exit {status} without a sentence")
            raise Ended(None, *self._program.log)
        return self

    async def __aexit__(self, *_):
        await self._program.__aexit__()

    async def send(self, text):
        with contextlib.suppress(ConnectionError):
            await self._program.type(text)

    async def receive(self):
        await self._program.until(lambda: len(self._program.received()) > self._taken or self._code(), "An answer")
        if len(self._program.received()) <= self._taken:
            raise Ended(self._code())
        self._taken += 1
        return self._program.received()[self._taken - 1]

    def _code(self):
        closed = (re.match(r"Connection closed: (\d+)", line) for line in self._program.output)
        return next((int(found.group(1)) for found in closed if found), None)

    async def close(self):
        self._program.end_of_input()

    def signal(self, number):
        self._program.process.send_signal(number)

    async def ended(self, seconds):
        await self._program.until(self._code, "The client's end of the connection", seconds)
        status = await within(self._program.end(), seconds, "The client's exit")
        code = self._code()
        must(status == 0 if code == 1000 else status == 1 if code == 1006 else status in (0, 1), f"{status} after {code}")
        return code


class PythonClient:
    """A client on Python's websockets."""

    def __init__(self, scheme, port, **options):
        self._connecting = functools.partial(
            websockets.connect, f"{scheme}://127.0.0.1:{port}/", close_timeout=SOON,
            ssl=CERTIFICATE.for_client() if scheme == "wss" else None, **options)

    async def __aenter__(self):
        try:
            self._websocket = await self._connecting()
        except (OSError, TimeoutError, websockets.WebSocketException, asyncio.IncompleteReadError):
            raise Ended(None) from None
        return self

    async def __aexit__(self, *_):
        self._websocket.transport.abort()

    async def send(self, text):
        with contextlib.suppress(websockets.ConnectionClosed):
            await self._websocket.send(text)

    async def receive(self):
        try:
            return await within(self._websocket.recv(), lab.DEADLINE, "An answer")
        except websockets.ConnectionClosed:
            raise Ended(await self.ended(SOON)) from None

    async def close(self):
        await self._websocket.close()

    async def ended(self, seconds):
        await within(self._websocket.wait_closed(), seconds, "The client's end of the connection")
        return code_of(self._websocket)


PAIRS = {  # server, client
    "wslab's server and client": (OurServer, OurClient),
    "wslab's server, Python's client": (OurServer, PythonClient),
    "Python's server, wslab's client": (PythonServer, OurClient),
}
SERVICES = "hello", "time", "counter"
SCHEMES = "ws", "wss"


class Talk:
    """What a client of a service says and hears; begin() is its first half, finish() the rest, and
    go_on() the rest of one that is broken off.

    Each answer must be the one that comes next: none is lost, doubled or out of order.
    """

    def __init__(self, service, client):
        self._client = client
        self.begin, self.finish = {"hello": (self._nothing, self._hello), "time": (self._line, self._time),
                                   "counter": (self._half, self._half)}[service]
        self.go_on = self._lines if service == "time" else self.finish
        self.said = 0  # steps of the counter
        self.heard = None  # its last value

    async def _nothing(self):
        pass

    async def _hello(self):
        await self._client.send("Bob")
        must(await self._client.receive() == "Hello Bob!", "Another greeting")

    async def _line(self):
        line = await self._client.receive()
        must(line.endswith("本消息通过服务器websocket传输。"), f"Another line: {line}")

    async def _lines(self):
        while True:
            await self._line()

    async def _time(self):
        await self._line()
        await self._client.close()

    async def _state(self):
        while True:
            event = json.loads(await self._client.receive())
            if event["type"] == "state":
                must(event["value"] == (0 if self.heard is None else self.heard + 1),
                     f"{event['value']} after {self.heard}")
                self.heard = event["value"]
                return

    async def _half(self):
        if self.heard is None:
            await self._state()
        for _ in range(STEPS // 2):
            self.said += 1
            await self._client.send('{"action": "plus"}')
        while self.heard < self.said:
            await self._state()
        if self.said == STEPS:
            await self._client.close()


async def counted(scheme, port):
    """What a new client is told that the counter's value is."""
    try:
        async with PythonClient(scheme, port) as client:
            while True:
                event = json.loads(await client.receive())
                if event["type"] == "state":
                    return event["value"]
    except Ended as ended:
        raise Fault(f"The server serves no more: {ended}") from None
