"""Ending under load, in good order and in none."""

import asyncio
import configparser
import pathlib
import signal
import tempfile

import websockets
from cases import Case, Fault, must, until, within
from desktop import Desktop
from disks import KEPT
from talks import CERTIFICATE, SCHEMES, OurServer, code_of

FREE_PORTS = "[server]\nhello-port=0\ntime-port=0\ncounter-port=0\n"


class Load:
    """Clients of the echo service who talk without a pause."""

    def __init__(self, scheme, port):
        self._url = f"{scheme}://127.0.0.1:{port}/echo"
        self._tls = CERTIFICATE.for_client() if scheme == "wss" else None
        self.heard = 0

    async def join(self, count):
        turn = asyncio.Semaphore(50)

        async def connect():
            async with turn:
                return await websockets.connect(self._url, ssl=self._tls, open_timeout=30, ping_interval=None)

        self._websockets = await asyncio.gather(*(connect() for _ in range(count)))
        self._talks = [asyncio.create_task(self._talk(websocket)) for websocket in self._websockets]
        await until(lambda: self.heard > count * 2, "Every client talking", 30)

    async def _talk(self, websocket):
        try:
            for number in range(1_000_000):
                await websocket.send(f"{number}")
                must(await websocket.recv() == f"{number}", "Another echo")
                self.heard += 1
        except websockets.ConnectionClosed:
            pass

    async def codes(self, seconds):
        """How all connections ended, each code once."""
        await within(asyncio.gather(*self._talks), seconds, "The end of all connections")
        return {code_of(websocket) for websocket in self._websockets}


def terminal(scheme, count, number):
    async def run():
        async with OurServer("hello", scheme) as server:
            load = Load(scheme, server.port)
            await load.join(count)
            server.program.process.send_signal(number)
            codes = await load.codes(5)
            must(codes == {1001}, f"The clients saw {codes}")
            status = await within(server.program.end(), 5, "The end")
            must(status == 0, f"Exit {status}")
    return run


def window(count):
    async def run():
        with tempfile.TemporaryDirectory() as place:
            settings = pathlib.Path(place) / "websocket-lab/websocket-lab.ini"
            settings.parent.mkdir()
            settings.write_text(FREE_PORTS)
            async with Desktop(place) as desktop:
                await desktop.keys("F5")
                load = Load("ws", (await desktop.ports(3))[0])
                await load.join(count)
                await desktop.keys("ctrl+q")
                codes = await load.codes(5)
                must(codes == {1001}, f"The clients saw {codes}")
                status = await desktop.ended(5)
                must(status == 0, f"Exit {status}")
    return run


def killed_window(pauses):
    """Killed at several moments after a change: the settings are those from before it or from after."""
    async def run():
        with tempfile.TemporaryDirectory() as place:
            settings = pathlib.Path(place) / "websocket-lab/websocket-lab.ini"
            settings.parent.mkdir()
            settings.write_text(KEPT)
            for number, pause in enumerate(pauses):
                async with Desktop(place, f"ws://127.0.0.1:1/{number}") as desktop:
                    await desktop.keys("ctrl+t")
                    await asyncio.sleep(pause)
                    desktop.kill()
                    await desktop.ended(5)
                whole(settings)
            async with Desktop(place, "ws://127.0.0.1:1/last") as desktop:
                await until(lambda: "127.0.0.1:1/last" in settings.read_text(), "Saving after all that", 10)
                desktop.kill()
                await desktop.ended(5)
            whole(settings)
            must("127.0.0.1:1/last" in settings.read_text(), "What was saved is gone")
    return run


def whole(settings):
    text = settings.read_text()
    reader = configparser.ConfigParser(interpolation=None, strict=True)
    reader.optionxform = str
    try:
        reader.read_string(text)
        must(reader["services"]["greeting"] == "Hello %1, said before.", "An older setting is lost")
    except (configparser.Error, KeyError) as error:
        raise Fault(f"The settings are broken: {error}\n{text}") from None


def cases():
    for scheme, count, number in (("ws", 500, signal.SIGTERM), ("ws", 500, signal.SIGINT), ("wss", 200, signal.SIGTERM)):
        yield Case(f"{number.name} to wslab serve under {count} clients who talk, {scheme}",
                   "all see 1001 within 5 s; exit 0", terminal(scheme, count, number), deadline=90,
                   quick=number == signal.SIGTERM and scheme == "ws", alone=True)
    yield Case("the window closed under 500 clients who talk", "all see 1001 within 5 s; exit 0", window(500),
               deadline=90, quick=False, alone=True, window=True)
    yield Case("the window killed while it saves", "its settings are whole, and can be saved again",
               killed_window([pause / 20 for pause in range(10)]), deadline=90, quick=False, window=True)
