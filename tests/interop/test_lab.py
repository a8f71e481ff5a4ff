"""The certificate lab met by others: what its table says of Python, curl and Chromium is what they do."""

import asyncio
import pathlib
import re
import ssl
import subprocess
import tempfile
import warnings

import lab
import websockets
from test_browser import Browser, trusts


class Row:
    """One line of `wslab lab --explain` and the lines below it."""

    def __init__(self, lines):
        self.name, self.url = re.match(r"(\S+) +(wss://\S+/)  \S", lines[0]).groups()
        self.said = {}  # who: what is said, None when they connect
        for line in lines[1:]:
            who, verdict = re.fullmatch(r" +(\w+): +(connects|refuses: .+)", line).groups()
            self.said[who] = None if verdict == "connects" else verdict.removeprefix("refuses: ")


class Lab(lab.Program):
    def __init__(self, authority):
        super().__init__("lab", "--explain", "--save-ca", authority)

    async def __aenter__(self):
        await super().__aenter__()
        await self.until(lambda: len(self.output) == 17 * 5 or self.process.stdout.at_eof(), "starting")
        self.rows = [Row(self.output[first:first + 5]) for first in range(0, len(self.output), 5)]
        return self


class LabTest(lab.TestCase):
    async def asyncSetUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.authority = pathlib.Path(folder.name) / "lab.pem"
        self.lab = await self.enter(Lab(self.authority))

    def agree(self, row, who, said):
        """What was said (None: connected) is what the table says."""
        claimed = row.said[who]
        if claimed is None or said is None:
            self.assertEqual(claimed, said, row.name)
        else:
            self.assertIn(claimed, said, row.name)

    @staticmethod
    async def exchange(url, context):
        """None when a message came back, else what went wrong, with all causes."""
        try:
            async with asyncio.timeout(lab.DEADLINE), websockets.connect(url, ssl=context) as websocket:
                await websocket.send("你好")
                assert await websocket.recv() == "你好"
                return None
        except (OSError, websockets.WebSocketException) as error:
            causes = []
            while error:
                causes.append(str(error))
                error = error.__cause__ or error.__context__
            return "; ".join(causes)

    async def test_python(self):
        context = ssl.create_default_context(cafile=self.authority)
        for row in self.lab.rows:
            with self.subTest(row=row.name):
                self.agree(row, "Python", await self.exchange(row.url, context))

    async def test_curl(self):
        for row in self.lab.rows:
            with self.subTest(row=row.name):
                curl = await asyncio.create_subprocess_exec(
                    "curl", "-sS", "--noproxy", "*", "--max-time", "20", "--cacert", self.authority,
                    row.url.replace("wss:", "https:"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                page, error = await lab.within(curl.communicate())
                if curl.returncode == 0:
                    self.assertIn(b"<html", page)
                self.agree(row, "curl", None if curl.returncode == 0 else error.decode())

    async def test_chromium(self):
        def steps():
            page = Browser(prepare=trusts(self.authority))
            try:
                # From a page of the same computer: others may not connect to it.
                page.open(self.lab.rows[0].url)
                page.is_in_state("connected")
                self.assertIn("Echo", page.driver.title)
                page.complaints()
                for row in self.lab.rows:
                    came = page.driver.execute_async_script("""
                        const [url, done] = arguments;
                        const socket = new WebSocket(url);
                        socket.onopen = () => socket.send("你好");
                        socket.onmessage = event => done(event.data);
                        socket.onerror = () => done(null);
                    """, row.url)
                    said = page.complaints()
                    with self.subTest(row=row.name):
                        self.agree(row, "Chromium", None if came == "你好" else " ".join(said))
            finally:
                page.quit()

        await lab.within(asyncio.to_thread(steps), 80)

    async def test_who_accepts_is_served(self):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that TLS 1.1 is old is the point
            context.minimum_version = ssl.TLSVersion.TLSv1_1
        for row in self.lab.rows[:-1]:  # the last asks for a certificate
            with self.subTest(row=row.name):
                async with asyncio.timeout(lab.DEADLINE), websockets.connect(row.url, ssl=context,
                                                                             max_size=None) as websocket:
                    version = websocket.transport.get_extra_info("ssl_object").version()
                    self.assertEqual(version == "TLSv1.1", row.name == "tls-v1-1")
                    for message in ("你好", "x" * 1_000_000, b"\x00" * 1_000_000):
                        await websocket.send(message)
                        self.assertTrue(await websocket.recv() == message)

    async def test_goodbye(self):
        context = ssl.create_default_context(cafile=self.authority)
        websocket = await self.enter(websockets.connect(self.lab.rows[0].url, ssl=context))
        self.assertEqual(await self.lab.terminate(), 0)
        await lab.within(websocket.wait_closed())
        self.assertEqual(websocket.close_code, 1001)


if __name__ == "__main__":
    import unittest

    unittest.main()
