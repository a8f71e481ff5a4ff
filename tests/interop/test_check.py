"""`wslab check` against other people's servers: it finds where a connection stops, and why."""

import contextlib
import http.server
import pathlib
import re
import socket
import tempfile
import threading
import unittest

import lab
import websockets
from test_lab import Lab
from test_proxy import Nginx

MARK = re.compile(r"^([✓✗·–]) +(?:[\d.,]+ ms)? +(\w[\w ]*)", re.M)


class QuietPages(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


async def check(*arguments):
    """The exit status, {step: mark} and all that was printed."""
    async with lab.Program("check", *arguments) as program:
        status = await program.end()
    text = "\n".join(program.output)
    return status, {step.strip(): mark for mark, step in MARK.findall(text)}, text


async def greedy(websocket, path=None):
    """Answers each message; at /private it lets everybody in, and then sends them away."""
    if websocket.path == "/private":
        await websocket.close(1008, "token missing")
    async for message in websocket:
        await websocket.send(message)


class CheckTest(lab.TestCase):
    async def serve(self, **options):
        """The port of a server made with Python's websockets."""
        server = await self.enter(websockets.serve(greedy, "127.0.0.1", 0, **options))
        return server.sockets[0].getsockname()[1]

    async def stops(self, step, words, *arguments):
        """It stops at the step and says the words; returns what was printed."""
        status, marks, text = await check(*arguments)
        self.assertEqual(status, 1, text)
        self.assertEqual([name for name, mark in marks.items() if mark == "✗"], [step], text)
        self.assertIn(f"It stops at the step “{step}”.", text)
        self.assertIn(words, text)
        return text

    async def is_well(self, *arguments):
        status, marks, text = await check(*arguments)
        self.assertEqual(status, 0, text)
        self.assertNotIn("✗", marks.values(), text)
        self.assertEqual((marks["TCP"], marks["Upgrade"], marks["First frame"]), ("✓", "✓", "✓"), text)
        return text

    async def test_own_server(self):
        server = await self.enter(lab.Server())
        await self.is_well(server.url("hello"))
        await self.is_well(f"localhost:{server.port('counter')}")
        await server.logged(": 1000")

    async def test_pythons_websockets(self):
        port = await self.serve(subprotocols=["chat"])
        text = await self.is_well(f"ws://127.0.0.1:{port}/", "--subprotocol", "chat")
        self.assertIn("subprotocol chat", text)
        await self.stops("First frame", "1008 (policy violation): token missing",
                         f"ws://127.0.0.1:{port}/private")

    async def test_pythons_websockets_with_origins(self):
        port = await self.serve(origins=["http://good.example"])
        address = f"ws://127.0.0.1:{port}/"
        await self.is_well(address, "--origin", "http://good.example")
        await self.stops("Upgrade", "No Origin was sent", address)
        text = await self.stops("Upgrade", 'The Origin "http://bad.example" was sent', address,
                                "--origin", "http://bad.example")
        self.assertIn("HTTP/1.1 403 Forbidden", text)
        self.assertIn("invalid Origin header: http://bad.example", text)

    async def test_nginx(self):
        port = await self.serve()
        nginx = await self.enter(Nginx(port))
        address = f"ws://127.0.0.1:{nginx.port}"
        await self.is_well(f"{address}/websocket/")
        for path in "plain", "old":
            text = await self.stops("Upgrade", "(nginx) does not pass on the headers Upgrade and Connection",
                                    f"{address}/{path}/")
            self.assertIn("Server: nginx", text)
        await self.stops("Upgrade", "404", f"{address}/nothing")

    async def test_nginx_before_our_server(self):
        server = await self.enter(lab.Server())
        nginx = await self.enter(Nginx(server.port("counter")))
        await self.is_well(f"ws://127.0.0.1:{nginx.port}/websocket/")
        await self.stops("Upgrade", "(nginx) does not pass on", f"ws://127.0.0.1:{nginx.port}/plain/")
        await self.stops("Upgrade", "(nginx) does not pass on", f"ws://127.0.0.1:{nginx.port}/old/")

    async def test_web_server(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        (pathlib.Path(folder) / "index.html").write_text("<h1>Hello</h1>")
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), lambda *arguments: QuietPages(*arguments, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        address = f"ws://127.0.0.1:{server.server_port}"
        text = await self.stops("Upgrade", "it is a web server", f"{address}/")
        self.assertIn("<h1>Hello</h1>", text)
        await self.stops("Upgrade", 'no WebSocket at the path "/chat"', f"{address}/chat")
        await self.stops("TLS", "connect with ws instead of wss", f"wss://127.0.0.1:{server.server_port}/")

    async def test_closed_port(self):
        with contextlib.closing(socket.socket()) as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
            await self.stops("TCP", f"Nothing listens on 127.0.0.1:{port}", f"ws://127.0.0.1:{port}/")

    async def test_address_that_leads_nowhere(self):
        # RFC 5737: no machine has it. What the network says to that differs; that it ends does not.
        await self.stops("TCP", "192.0.2.1:9", "ws://192.0.2.1:9/", "--open-timeout", "1")

    async def test_unknown_name(self):
        text = await self.stops("Name", 'no host named "nowhere.invalid"', "ws://nowhere.invalid/")
        self.assertIn("·             TCP", text)

    async def test_certificates(self):
        authority = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "lab.pem"
        certificates = await self.enter(Lab(authority))
        url = {row.name: row.url for row in certificates.rows}
        trusted = "--ca", authority
        self.assertIn("TLSv1.3, certificate of", await self.is_well(url["good"], *trusted))
        await self.stops("TLS", "signed by an authority that is not known here", url["good"])
        for name, words in (("expired", "It ended on"), ("not-yet-valid", "has not begun"),
                            ("wrong-host", "It was issued for"), ("self-signed", "vouches for itself"),
                            ("tls-v1-1", "old TLS")):
            await self.stops("TLS", words, url[name], *trusted)
        await self.is_well(url["expired"], "--insecure")
        await self.stops("Upgrade", "speaks TLS: connect with wss instead of ws",
                         url["good"].replace("wss:", "ws:"))

    async def test_wrong_command_line(self):
        for arguments in (), ("ftp://localhost/",), ("localhost", "two"), ("localhost", "--echo"):
            async with lab.Program("check", *arguments) as program:
                self.assertEqual(await program.end(), 2, arguments)
                self.assertEqual(len(program.log), 1, program.log)

    async def test_missing_file(self):
        async with lab.Program("check", "wss://localhost/", "--ca", "/no/such/file") as program:
            self.assertEqual(await program.end(), 1)
            self.assertIn("/no/such/file", program.log[0])

    async def test_help(self):
        async with lab.Program("check", "--help") as program:
            self.assertEqual(await program.end(), 0)
            self.assertTrue(any("--origin" in line for line in program.output))
            self.assertFalse(any("--echo" in line for line in program.output))


if __name__ == "__main__":
    unittest.main()
