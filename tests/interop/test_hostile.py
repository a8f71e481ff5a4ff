"""Our server, met by what is no proper client: raw bytes on its port."""

import asyncio
import time
import unittest

import lab
import websockets
from lab import handshake, masked


class HostileTest(lab.TestCase):
    async def asyncSetUp(self):
        self.server = await self.enter(lab.Server())
        self.port = self.server.port("hello")

    async def raw(self):
        return await self.enter(lab.Raw(self.port))

    async def asyncTearDown(self):
        """Whatever happened, the server still serves."""
        async with websockets.connect(self.server.url("hello")) as websocket:
            await websocket.send("World")
            self.assertEqual(await lab.within(websocket.recv(), 2), "Hello World!")


class Heads(HostileTest):
    async def test_byte_by_byte(self):
        raw = await self.raw()
        for byte in handshake("/echo", self.port) + masked(0x81, "é".encode()):
            await raw.send(bytes([byte]))
            await asyncio.sleep(0)
        self.assertEqual((await raw.response())[0], 101)
        self.assertEqual(await raw.frame(), (0x81, "é".encode()))

    async def test_a_frame_right_behind_the_head(self):
        raw = await self.raw()
        await raw.send(handshake("/echo", self.port) + masked(0x81, b"early") + masked(0x82, b"\x00" * 70_000))
        status, fields = await raw.response()
        self.assertEqual(status, 101)
        self.assertEqual(fields["sec-websocket-accept"], "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        self.assertEqual(await raw.frame(), (0x81, b"early"))
        self.assertEqual(await raw.frame(), (0x82, b"\x00" * 70_000))

    async def test_good_ones(self):
        for name, head in {
            "lower case names": handshake(port=self.port).replace(b"Upgrade:", b"upgrade:").replace(b"Sec-", b"sec-"),
            "a list in Connection": handshake(port=self.port, connection="keep-alive, Upgrade"),
            "Upgrade in capitals": handshake(port=self.port, upgrade="WebSocket"),
            "localhost": handshake(host=f"localhost:{self.port}"),
            "an IPv6 address": handshake(host=f"[::1]:{self.port}"),
            "any origin on loopback": handshake(port=self.port, origin="https://example.com"),
            "a page from a file": handshake(port=self.port, origin="null"),
            "many headers": handshake(port=self.port, **{f"x-{number}": "y" for number in range(50)}),
        }.items():
            with self.subTest(name):
                raw = await self.raw()
                await raw.send(head)
                self.assertEqual((await raw.response())[0], 101)

    async def test_bad_ones(self):
        port = self.port
        for name, (head, wanted) in {
            "wrong version": (handshake(port=port, sec_websocket_version="8"), 426),
            "no version": (handshake(port=port, sec_websocket_version=None), (400, 426)),
            "no key": (handshake(port=port, sec_websocket_key=None), 400),
            "a key of 15 bytes": (handshake(port=port, sec_websocket_key="AAAAAAAAAAAAAAAAAAAA"), 400),
            "a key that is not base64": (handshake(port=port, sec_websocket_key="!!!hIHNhbXBsZSBub25jZQ=="), 400),
            "no Connection": (handshake(port=port, connection=None), 400),
            "a foreign Host": (handshake(host="evil.example"), 421),
            "a foreign Host with our port": (handshake(host=f"evil.example:{port}"), 421),
            "no Host": (handshake(host=None), 400),
            "two Hosts": (handshake(port=port).replace(b"\r\n", b"\r\nHost: localhost\r\n", 1), 400),
            "a Host of garbage": (handshake(host="a b\x01"), 400),
            "POST": (handshake(port=port).replace(b"GET", b"POST", 1), 405),
            "an unknown method": (f"FOO / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode(), 405),
            "HTTP/1.0": (handshake(port=port).replace(b"HTTP/1.1", b"HTTP/1.0", 1), (400, 426, 505)),
            "HTTP/9.9": (handshake(port=port).replace(b"HTTP/1.1", b"HTTP/9.9", 1), (400, 505)),
            "no HTTP at all": (b"\x00\x01\x02\x03\r\n\r\n", 400),
            "a TLS hello": (bytes.fromhex("160301005a0100005603035b") + b"\x00" * 80 + b"\r\n\r\n", (400, 0)),
            "an empty first line, then nothing sensible": (b"\r\n\r\n\r\n\r\n", 400),
            "a folded line": (handshake(port=port)[:-2] + b"X: a\r\n b\r\n\r\n", 400),
            "a space before the colon": (handshake(port=port)[:-2] + b"X : a\r\n\r\n", 400),
            "a field without a name": (handshake(port=port)[:-2] + b": a\r\n\r\n", 400),
            "a zero byte": (handshake(port=port, x="a\x00b"), 400),
            "a head of 20 KB": (handshake(port=port, x="y" * 20_000), 431),
            "a line without an end": (b"GET /" + b"a" * 20_000, (414, 431)),
            "100 headers": (handshake(port=port, **{f"x-{number}": "y" for number in range(100)}), 431),
            "a body": (handshake(port=port, content_length="5") + b"hello", (400, 413)),
        }.items():
            with self.subTest(name):
                raw = await self.raw()
                await raw.send(head)
                status, fields = await raw.response()
                self.assertIn(status, wanted if isinstance(wanted, tuple) else (wanted,))
                if status == 426:
                    self.assertEqual(fields["sec-websocket-version"], "13")
                await raw.rest()

    async def test_garbage(self):
        for seed in range(20):
            raw = await self.raw()
            await raw.send(bytes((seed * 7919 + place * place * 31) % 256 for place in range(40_000)))
            await raw.rest()

    async def test_who_sends_no_head_is_let_go(self):
        silent, slow = await self.raw(), await self.raw()
        begun = time.monotonic()

        async def trickle():
            for byte in handshake(port=self.port, x="y" * 1000):
                slow.writer.write(bytes([byte]))
                await asyncio.sleep(0.02)

        trickling = asyncio.create_task(trickle())
        self.assertIn((await silent.response())[0], (0, 408))
        self.assertIn((await slow.response())[0], (0, 408))
        self.assertTrue(4 < time.monotonic() - begun < 9, "five seconds, whatever trickles in")
        trickling.cancel()

    async def test_idle_connections_delay_nobody(self):
        for _ in range(200):
            await self.raw()
        begun = time.monotonic()
        async with websockets.connect(self.server.url("hello")) as websocket:
            await websocket.send("World")
            await lab.within(websocket.recv())
        self.assertLess(time.monotonic() - begun, 1)

    async def test_pages(self):
        host = f"Host: localhost:{self.port}\r\n"
        for request, wanted, body in (
                ("GET / HTTP/1.1", 200, True), ("GET /counter HTTP/1.1", 200, True), ("GET /a/b/echo?x HTTP/1.1", 200, True),
                ("HEAD / HTTP/1.1", 200, False), ("GET /favicon.ico HTTP/1.1", 404, True), ("GET /nothing.js HTTP/1.1", 404, True),
                ("GET /../../../etc/passwd HTTP/1.1", None, True), ("GET /%2e%2e/etc/passwd.txt HTTP/1.1", 404, True),
                ("POST / HTTP/1.1", 405, True), ("DELETE / HTTP/1.1", 405, True)):
            with self.subTest(request):
                raw = await self.raw()
                await raw.send(f"{request}\r\n{host}Connection: close\r\n\r\n".encode())
                status, fields = await raw.response()
                if wanted:
                    self.assertEqual(status, wanted)
                content = await raw.rest()
                self.assertNotIn(b"root:", content)
                if body:
                    self.assertEqual(len(content), int(fields["content-length"]))
                else:
                    self.assertEqual(content, b"")
                if status == 200:
                    self.assertTrue(fields["content-type"].startswith("text/html"))
                    self.assertIn("content-security-policy", fields)
                    self.assertEqual(fields["x-content-type-options"], "nosniff")

    async def test_a_page_for_a_foreign_host(self):
        raw = await self.raw()
        await raw.send(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        self.assertEqual((await raw.response())[0], 421)


class Frames(HostileTest):
    async def test_what_breaks_the_protocol(self):
        close = lambda payload: masked(0x88, payload)
        for name, (data, code) in {
            "not masked": (b"\x81\x05Hello", 1002),
            "reserved bit 1": (masked(0xC1, b"x"), 1002),
            "reserved bit 3": (masked(0x91, b"x"), 1002),
            "reserved opcode 3": (masked(0x83, b"x"), 1002),
            "reserved opcode 15": (masked(0x8F), 1002),
            "a ping in fragments": (masked(0x09, b"x"), 1002),
            "a ping of 126 bytes": (masked(0x89, b"x" * 126), 1002),
            "a continuation of nothing": (masked(0x80, b"x"), 1002),
            "a text within a text": (masked(0x01, b"a") + masked(0x81, b"b"), 1002),
            "a length of 16 bits for 5 bytes": (b"\x81\xfe\x00\x05" + b"\x00" * 9, 1002),
            "a length with the highest bit": (b"\x82\xff\x80" + b"\x00" * 11, 1002),
            "text that is not UTF-8": (masked(0x81, b"\xc3\x28"), 1007),
            "a surrogate": (masked(0x81, b"\xed\xa0\x80"), 1007),
            "a text that ends within a character": (masked(0x81, b"\xe6\xb1"), 1007),
            "a Close of one byte": (close(b"\x03"), 1002),
            "a Close with 1005": (close(b"\x03\xed"), 1002),
            "a Close with 999": (close(b"\x03\xe7"), 1002),
            "a Close with 2000": (close(b"\x07\xd0"), 1002),
            "a Close whose reason is not UTF-8": (close(b"\x03\xe8\xff"), (1002, 1007)),
            "a message of 2 MiB announced": (masked(0x82, length=2 * 1024 * 1024), 1009),
            "a message of 1 TiB announced": (masked(0x82, length=1024**4), 1009),
        }.items():
            with self.subTest(name):
                raw = await self.raw()
                await raw.upgrade("/echo")
                await raw.send(data)
                self.assertIn(await raw.close_code(), code if isinstance(code, tuple) else (code,))

    async def test_what_does_not(self):
        for name, (data, frames) in {
            "a character in two fragments": (masked(0x01, b"\xe6\xb1") + masked(0x80, b"\x89"), [(0x81, "汉".encode())]),
            "a ping between fragments": (masked(0x01, b"a") + masked(0x89, b"p") + masked(0x80, b"b"),
                                         [(0x8A, b"p"), (0x81, b"ab")]),
            "a pong that nobody asked for": (masked(0x8A, b"x") + masked(0x81, b"a"), [(0x81, b"a")]),
            "a Close with 1012": (masked(0x88, b"\x03\xf4"), [(0x88, b"\x03\xf4")]),
            "a Close without a code": (masked(0x88), [(0x88, b"")]),
            "empty fragments": (masked(0x01) + masked(0x00) * 100 + masked(0x80), [(0x81, b"")]),
        }.items():
            with self.subTest(name):
                raw = await self.raw()
                await raw.upgrade("/echo")
                await raw.send(data)
                for frame in frames:
                    self.assertEqual(await raw.frame(), frame)

    async def test_fragments_without_end(self):
        raw = await self.raw()
        await raw.upgrade("/echo")
        await raw.send(masked(0x02, b"x" * 60_000))
        for _ in range(20):
            await raw.send(masked(0x00, b"x" * 60_000))
        self.assertEqual(await raw.close_code(), 1009)

    async def test_a_flood_of_pings(self):
        raw = await self.raw()
        await raw.upgrade("/echo")
        await raw.send(masked(0x89, b"x") * 1000)
        self.assertEqual(await raw.close_code(), 1008)

    async def test_an_end_in_the_middle(self):
        for part in (b"\x81", masked(0x81, b"Hello")[:4], masked(0x82, b"x" * 1000)[:500], masked(0x01, b"a")):
            async with lab.Raw(self.port) as raw:
                await raw.upgrade("/echo")
                await raw.send(part)


if __name__ == "__main__":
    unittest.main()
