"""A proxy that harms the connections through it: FaultProxy."""

import asyncio
import contextlib
import socket
import struct


class Way:
    """One direction through the proxy, and what is done to the bytes there."""

    def __init__(self):
        self.delay = 0  # seconds, before each piece
        self.sliced = False  # one byte at a time
        self.bandwidth = None  # bytes a second
        self.most = None  # bytes that are let through before the proxy's own fault happens
        self._flip = None
        self._open = asyncio.Event()
        self._open.set()

    def stall(self):
        """From now on nothing is read here any more."""
        self._open.clear()

    def flip(self, place, bit):
        """Turns a bit of the next piece over; place counts its bytes, from its end when negative."""
        self._flip = (place, bit)

    async def pump(self, reader, writer, broken):
        """Carries bytes until their end; calls broken() after the most that are let through."""
        done = 0
        while True:
            await self._open.wait()
            data = await reader.read(65536)
            await self._open.wait()
            if not data:
                break
            if self._flip:
                place, bit = self._flip
                data = bytearray(data)
                data[place] ^= bit
                self._flip = None
            if self.most is not None and done + len(data) >= self.most:
                writer.write(data[:self.most - done])
                await writer.drain()
                broken()
                return
            done += len(data)
            await self._carry(data, writer)
        with contextlib.suppress(OSError):
            writer.write_eof()

    async def _carry(self, data, writer):
        if self.delay:
            await asyncio.sleep(self.delay)
        step = 1 if self.sliced else max(self.bandwidth // 20, 1) if self.bandwidth else len(data)
        for begin in range(0, len(data), step):
            piece = data[begin:begin + step]
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(len(piece) / self.bandwidth if self.bandwidth else 0)


class FaultProxy:
    """Listens on a port of its own and connects each client to the port given."""

    def __init__(self, port):
        self._target = port
        self.up = Way()  # from the client to the server
        self.down = Way()
        self.when_most = self.reset  # what happens after Way.most
        self._writers = set()
        self._tasks = set()

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.cut()

    async def _accept(self, reader, writer):
        self._tasks.add(asyncio.current_task())
        with contextlib.suppress(asyncio.CancelledError, OSError):
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target)
            for one in writer, there_writer:
                one.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._writers.add(one)
            ways = [asyncio.create_task(self.up.pump(reader, there_writer, self._broken)),
                    asyncio.create_task(self.down.pump(there_reader, writer, self._broken))]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_EXCEPTION)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
                for one in writer, there_writer:
                    one.transport.abort()
        self._tasks.discard(asyncio.current_task())

    def _broken(self):
        self.when_most()

    def reset(self):
        """Ends all connections with a TCP reset, to both sides."""
        for writer in self._writers:
            with contextlib.suppress(OSError):
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        self._writers.clear()

    def cut(self):
        """Ends all connections as if both sides had, but without a Close frame."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()
