"""The desktop program on a screen of its own."""

import asyncio
import contextlib
import os
import pathlib
import re
import tempfile

import lab
from cases import must, until, within
from test_window import WEBSOCKET_LAB, Screen


class Desktop:
    """websocket-lab with its settings in a folder."""

    def __init__(self, folder, *arguments, before=None):
        self._folder, self._arguments, self._before = folder, arguments, before

    async def __aenter__(self):
        self._stack = contextlib.AsyncExitStack()
        async with contextlib.AsyncExitStack() as stack:
            self._screen = await stack.enter_async_context(Screen())
            home = stack.enter_context(tempfile.TemporaryDirectory())
            environment = {name: value for name, value in os.environ.items()
                           if not name.startswith(("XDG_", "WAYLAND_", "QT_"))}
            self.process = await asyncio.create_subprocess_exec(
                WEBSOCKET_LAB, *self._arguments, stdin=asyncio.subprocess.DEVNULL, preexec_fn=self._before,
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
                env=environment | {"HOME": home, "XDG_CONFIG_HOME": str(self._folder),
                                   "DISPLAY": self._screen.display})
            stack.push_async_callback(self._end)
            await self._screen.window("WebSocket Lab")
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_):
        await self._stack.aclose()

    async def _end(self):
        self.kill()
        await lab.within(self.process.wait())

    def kill(self):
        if self.process.returncode is None:
            self.process.kill()

    async def keys(self, *keys):
        for key in keys:
            await self._screen.do("key", key)

    async def ended(self, seconds):
        return await within(self.process.wait(), seconds, "The window's end")

    async def ports(self, count):
        """Waits until it listens on so many ports of 127.0.0.1; the ports."""
        await until(lambda: len(listening(self.process.pid)) == count, "Listening", 10)
        return listening(self.process.pid)


def listening(pid):
    """The ports of 127.0.0.1 where a process listens."""
    files = set()
    for file in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            files.add(os.readlink(file))
    lines = [line.split() for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return [int(line[1].split(":")[1], 16) for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in files]
