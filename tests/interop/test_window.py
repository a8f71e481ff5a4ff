"""The desktop program on a real X server, used from outside: started, typed into, closed.

The path of websocket-lab comes from the environment variable WEBSOCKET_LAB.
"""

import asyncio
import os
import tempfile
import unittest

import lab

WEBSOCKET_LAB = os.environ.get("WEBSOCKET_LAB", "websocket-lab")


class Screen:
    """An X server of our own, and what a person's hands do there."""

    async def __aenter__(self):
        reading, writing = os.pipe()
        self._process = await asyncio.create_subprocess_exec(
            "Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp",
            pass_fds=[writing], stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL)
        os.close(writing)
        with open(reading, "rb") as number:
            self.display = ":" + (await lab.within(asyncio.to_thread(number.readline))).decode().strip()
        return self

    async def __aexit__(self, *_):
        self._process.terminate()
        await lab.within(self._process.wait())

    async def do(self, *words):
        """Runs xdotool; what it prints."""
        process = await asyncio.create_subprocess_exec(
            "xdotool", *map(str, words), env=os.environ | {"DISPLAY": self.display},
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE)
        said, _ = await lab.within(process.communicate())
        return said.decode().strip()

    async def window(self, name):
        """Waits for a visible window of this name; focuses it."""
        found = await self.do("search", "--sync", "--onlyvisible", "--name", name)
        window = found.split()[0]
        await self.do("windowfocus", "--sync", window)
        return window


class Window(lab.TestCase):
    async def asyncSetUp(self):
        self.screen = await self.enter(Screen())

    async def start(self, *arguments, language="C.UTF-8"):
        home = self.enterContext(tempfile.TemporaryDirectory())
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("XDG_", "WAYLAND_", "QT_"))}
        process = await asyncio.create_subprocess_exec(
            WEBSOCKET_LAB, *arguments, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env=environment | {"HOME": home, "DISPLAY": self.screen.display, "LC_ALL": language})

        async def end():
            if process.returncode is None:
                process.kill()
            await lab.within(process.wait())

        self.addAsyncCleanup(end)
        return process

    async def test_it_starts_connects_and_quits(self):
        server = await self.enter(lab.Server())
        program = await self.start(server.url("echo"))
        await self.screen.window("WebSocket Lab")
        await server.logged("joined echo")
        await self.screen.do("key", "ctrl+q")
        _, said = await lab.within(program.communicate())
        self.assertEqual((program.returncode, said.decode()), (0, ""))
        await server.logged("left echo: 100")

    async def test_help_in_chinese(self):
        program = await self.start("--help", language="zh_CN.UTF-8")
        said, _ = await lab.within(program.communicate())
        self.assertEqual(program.returncode, 0)
        self.assertIn("观察、试用和讲授 WebSocket", said.decode())

    async def test_without_a_display(self):
        self.screen.display = ""
        program = await self.start()
        _, said = await lab.within(program.communicate())
        self.assertEqual(program.returncode, 1)
        self.assertIn("wslab serve", said.decode())


if __name__ == "__main__":
    unittest.main()
