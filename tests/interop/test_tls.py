"""Secure connections, with a certificate made as the tutorial's: one file with key and certificate."""

import asyncio
import base64
import hashlib
import logging
import pathlib
import socket
import ssl
import struct
import subprocess
import tempfile
import time
import unittest

import lab
import websockets

logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # handshakes that fail are what we want


class Certificate:
    """A self-signed certificate for localhost and its key, in one file that is gone with the object."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self._folder.name)
        key, certificate = folder / "key.pem", folder / "certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "7", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
             "-keyout", key, "-out", certificate], check=True, capture_output=True)
        self.both = folder / "localhost.pem"
        self.both.write_bytes(key.read_bytes() + certificate.read_bytes())
        self.alone = certificate
        der = ssl.PEM_cert_to_DER_cert(certificate.read_text())
        self.sha256 = hashlib.sha256(der).hexdigest()
        public_key = subprocess.run(["openssl", "ec", "-in", key, "-pubout", "-outform", "DER"], check=True,
                                    capture_output=True).stdout
        self.key_sha256 = hashlib.sha256(public_key)
        self.key_sha256_in_base64 = base64.b64encode(self.key_sha256.digest()).decode()

    def for_client(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(self.alone)
        return context

    def for_server(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.both)
        return context


class TlsTest(lab.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.certificate = Certificate()
        cls.other = Certificate()


class OurServer(TlsTest):
    async def asyncSetUp(self):
        self.server = await self.enter(lab.Server("--tls", self.certificate.both))

    def connect(self, service="hello", certificate=None, **options):
        context = (certificate or self.certificate).for_client()
        return websockets.connect(self.server.url(service), ssl=context, **options)

    async def asyncTearDown(self):
        """Whatever happened, the server still serves."""
        async with self.connect() as websocket:
            await websocket.send("World")
            self.assertEqual(await lab.within(websocket.recv(), 2), "Hello World!")

    async def test_hello(self):
        self.assertTrue(self.server.url("hello").startswith("wss://"))
        async with websockets.connect(f"wss://localhost:{self.server.port('hello')}",
                                      ssl=self.certificate.for_client()) as websocket:
            await websocket.send("World")
            self.assertEqual([message async for message in websocket], ["Hello World!"])
            self.assertEqual(websocket.close_code, 1000)

    async def test_long_messages(self):
        async with websockets.connect(self.server.url("hello") + "echo", ssl=self.certificate.for_client(),
                                      max_size=None) as websocket:
            for message in ("汉" * 300_000, b"\x00" * 1024 * 1024):
                await websocket.send(message)
                self.assertTrue(await lab.within(websocket.recv()) == message)

    async def test_a_client_that_does_not_trust_us(self):
        with self.assertRaises(ssl.SSLError):
            await lab.within(self.connect(certificate=self.other))

    async def test_goodbye_over_tls(self):
        server = await self.enter(lab.Server("--tls", self.certificate.both))
        clients = [await self.enter(websockets.connect(server.url("counter"), ssl=self.certificate.for_client()))
                   for _ in range(10)]
        self.assertEqual(await server.terminate(), 0)
        for client in clients:
            await lab.within(client.wait_closed())
            self.assertEqual(client.close_code, 1001)

    async def test_the_page(self):
        reader, writer = await lab.within(asyncio.open_connection(
            "localhost", self.server.port("counter"), ssl=self.certificate.for_client()))
        writer.write(f"GET / HTTP/1.1\r\nHost: localhost:{self.server.port('counter')}\r\n"
                     "Connection: close\r\n\r\n".encode())
        self.assertTrue((await lab.within(reader.readline())).startswith(b"HTTP/1.1 200 "))
        self.assertIn(b"<html", await lab.within(reader.read()))
        writer.close()

    async def test_plain_http_is_sent_to_https(self):
        raw = await self.enter(lab.Raw(self.server.port("counter")))
        await raw.send(f"GET /a/b?c=d HTTP/1.1\r\nHost: localhost:{raw.port}\r\n\r\n".encode())
        status, fields = await raw.response()
        self.assertIn(status, (301, 302, 307, 308))
        self.assertEqual(fields["location"], f"https://localhost:{raw.port}/a/b?c=d")

    async def test_plain_websockets_are_told(self):
        raw = await self.enter(lab.Raw(self.server.port("counter")))
        await raw.send(lab.handshake(port=raw.port))
        self.assertIn((await raw.response())[0], (301, 302, 307, 308, 400, 403, 426))

    async def test_garbage(self):
        for garbage in (b"\x16\x03\x01\xff\xff" + b"\x00" * 70_000, b"\x16", b"\x15\x03\x01\x00\x02\x02\x28",
                        b"\x80\x2e\x01\x00\x02" + b"\x00" * 60):
            raw = await self.enter(lab.Raw(self.server.port("hello")))
            await raw.send(garbage)

    async def test_who_never_begins_delays_nobody(self):
        for _ in range(100):
            await self.enter(lab.Raw(self.server.port("hello")))
        for _ in range(100):
            async with lab.Raw(self.server.port("hello")) as raw:
                # Closing with this option sends a reset.
                raw.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                                               struct.pack("ii", 1, 0))
        begun = time.monotonic()
        async with self.connect() as websocket:
            await websocket.send("World")
            await lab.within(websocket.recv())
        self.assertLess(time.monotonic() - begun, 2)


class OurClient(TlsTest):
    async def asyncSetUp(self):
        async def hello(websocket):
            name = await websocket.recv()
            await websocket.send(f"Hello {name}!")

        server = await self.enter(websockets.serve(hello, "127.0.0.1", 0, ssl=self.certificate.for_server()))
        self.uri = f"wss://localhost:{server.sockets[0].getsockname()[1]}/"

    async def greeted(self, *arguments):
        """Connects, says a name; the exit status and whether there was an answer."""
        client = await self.enter(lab.Client(self.uri, *arguments))
        try:
            await client.type("World")
        except ConnectionError:
            pass  # it has ended already
        status = await client.end()
        return status, client

    async def test_trusted(self):
        for arguments in (["--ca", self.certificate.alone], ["--pin", self.certificate.sha256],
                          ["--pin", self.other.sha256, "--pin", self.certificate.key_sha256.hexdigest()],
                          ["--insecure"]):
            with self.subTest(arguments=arguments):
                status, client = await self.greeted(*arguments)
                self.assertEqual(status, 0, client.described())
                self.assertEqual(client.received(), ["Hello World!"])
                self.assertEqual(client.output[-1], "Connection closed: 1000 (OK).")

    async def test_not_trusted(self):
        for arguments in ([], ["--ca", self.other.alone], ["--pin", self.other.sha256]):
            with self.subTest(arguments=arguments):
                status, client = await self.greeted(*arguments)
                self.assertEqual(status, 1, client.described())
                self.assertEqual(client.output, [])
                self.assertTrue(client.log)

    async def test_another_name(self):
        self.uri = self.uri.replace("localhost", "127.0.0.2")
        status, client = await self.greeted("--ca", self.certificate.alone)
        self.assertEqual(status, 1, client.described())

    async def test_a_server_without_tls(self):
        async def silent(reader, writer):
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            await reader.read()
            writer.close()

        server = await self.enter(await asyncio.start_server(silent, "127.0.0.1", 0))
        self.uri = f"wss://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        status, client = await self.greeted("--insecure")
        self.assertEqual(status, 1, client.described())
        self.assertTrue(client.log)


if __name__ == "__main__":
    unittest.main()
