"""Who does not answer pings is gone after 40 seconds. All waits run side by side."""

import asyncio
import time
import unittest

import lab
import websockets


class KeepAlive(lab.TestCase):
    async def test_server(self):
        server = await self.enter(lab.Server())
        deaf = await self.enter(lab.Raw(server.port("hello")))
        await deaf.upgrade("/echo")
        begun = time.monotonic()
        alive = await self.enter(websockets.connect(server.url("echo"), ping_interval=None))
        async with asyncio.timeout(60):
            first, _ = await asyncio.wait_for(deaf.reader.readexactly(2), 30)
            self.assertEqual(first, 0x89, "a ping")
            self.assertTrue(15 < time.monotonic() - begun < 25, time.monotonic() - begun)
            rest = await deaf.reader.read()
        self.assertTrue(30 < time.monotonic() - begun < 50, time.monotonic() - begun)
        self.assertIn(b"\x03\xf3", rest, "1011")
        await alive.send("still here")
        self.assertEqual(await lab.within(alive.recv()), "still here")

    async def test_client(self):
        async def deaf(reader, writer):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            key = next(line.split(": ")[1] for line in head.split("\r\n")
                       if line.lower().startswith("sec-websocket-key"))
            writer.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          f"Sec-WebSocket-Accept: {websockets.utils.accept_key(key)}\r\n\r\n").encode())
            await reader.read()

        server = await self.enter(await asyncio.start_server(deaf, "127.0.0.1", 0))
        client = await self.enter(lab.Client(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/",
                                             "--ping-interval", 1))
        await client.printed("Connected to")
        begun = time.monotonic()
        await lab.within(client.process.wait(), 60)
        self.assertTrue(15 < time.monotonic() - begun < 30, time.monotonic() - begun)
        self.assertEqual(await client.end(), 1, client.described())
        self.assertTrue(any(line.startswith("Connection closed: 10") for line in client.output), client.output)


if __name__ == "__main__":
    unittest.main()
