"""Who does not answer pings is gone after a while. It takes 40 seconds; all waits run side by side."""

import asyncio
import time
import unittest

import lab
import websockets


class KeepAlive(lab.TestCase):
    async def test_who_does_not_answer_pings_is_gone(self):
        await asyncio.gather(self.a_client_of_ours(), self.a_server_of_ours())

    async def a_server_of_ours(self):
        server = await self.enter(lab.Server())
        deaf = await self.enter(lab.Raw(server.port("hello")))
        await deaf.upgrade("/echo")
        begun = time.monotonic()
        alive = await self.enter(websockets.connect(server.url("echo"), ping_interval=None))
        self.assertEqual((await lab.within(deaf.reader.readexactly(2), 30))[0], 0x89, "a ping")
        self.assertTrue(15 < time.monotonic() - begun < 25, time.monotonic() - begun)
        rest = await lab.within(deaf.reader.read(), 30)
        self.assertTrue(30 < time.monotonic() - begun < 50, time.monotonic() - begun)
        self.assertIn(b"\x03\xf3", rest, "1011")
        await alive.send("still here")
        self.assertEqual(await lab.within(alive.recv()), "still here")

    async def a_client_of_ours(self):
        async def deaf(reader, writer):
            await lab.answer_handshake(reader, writer)
            await reader.read()
            writer.close()

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
