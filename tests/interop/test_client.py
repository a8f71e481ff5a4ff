"""wslab connect, met by servers written as the tutorial of Python's websockets writes them."""

import asyncio
import contextlib
import http
import json
import random
import signal
import time
import unittest

import lab
import websockets
from websockets.frames import Close
from websockets.legacy.auth import basic_auth_protocol_factory


async def hello(websocket):
    name = await websocket.recv()
    await websocket.send(f"Hello {name}!")


async def show_time(websocket):
    while websocket.open:
        await websocket.send(time.ctime() + ",本消息通过服务器websocket传输。")
        await asyncio.sleep(random.random() * 0.1)


class CounterState:
    def __init__(self):
        self.users = set()
        self.value = 0

    def users_event(self):
        return json.dumps({"type": "users", "count": len(self.users)})

    def value_event(self):
        return json.dumps({"type": "state", "value": self.value})

    async def counter(self, websocket):
        try:
            self.users.add(websocket)
            websockets.broadcast(self.users, self.users_event())
            await websocket.send(self.value_event())
            async for message in websocket:
                event = json.loads(message)
                self.value += {"minus": -1, "plus": 1}[event["action"]]
                websockets.broadcast(self.users, self.value_event())
        finally:
            self.users.remove(websocket)
            websockets.broadcast(self.users, self.users_event())


class ClientTest(lab.TestCase):
    async def serve(self, handler, **options):
        """Starts a server; returns its URI. What the handler raised fails the test."""
        self.ends = asyncio.Queue()  # how each handler's connection ended

        async def watched(websocket):
            try:
                await handler(websocket)
            except websockets.ConnectionClosed as closed:
                await self.ends.put(closed)

        server = await self.enter(websockets.serve(watched, "127.0.0.1", 0, **options))
        return f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"

    async def serve_raw(self, handler):
        """Starts a TCP server for what no library would do; returns its URI."""
        async def handle(reader, writer):
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                await handler(reader, writer)
            writer.close()

        server = await self.enter(await asyncio.start_server(handle, "127.0.0.1", 0))
        return f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"

    async def connect(self, uri, *arguments):
        return await self.enter(lab.Client(uri, *arguments))


class Tutorial(ClientTest):
    async def test_hello(self):
        uri = await self.serve(hello)
        client = await self.connect(uri)
        await client.type("世界")
        self.assertEqual(await client.end(), 0, client.described())
        self.assertEqual(client.output, [f"Connected to {uri}.", "> 世界", "< Hello 世界!",
                                         "Connection closed: 1000 (OK)."])
        self.assertNotIn("\x1b", "".join(client.output))

    async def test_hello_in_a_pipe(self):
        # The input has ended before the answer is there.
        client = await self.connect(await self.serve(hello))
        await client.type("World")
        client.end_of_input()
        self.assertEqual(await client.end(), 0, client.described())
        self.assertEqual(client.received(), ["Hello World!"])

    async def test_time(self):
        uri = await self.serve(show_time)
        client = await self.connect(uri)
        await client.printed("< ", count=3)
        client.end_of_input()
        self.assertEqual(await client.end(), 0, client.described())
        for line in client.received():
            self.assertTrue(line.endswith(",本消息通过服务器websocket传输。"), line)
        self.assertEqual(client.output[-1], "Connection closed: 1000 (OK).")

    async def test_counter(self):
        state = CounterState()
        uri = await self.serve(state.counter)
        one = await self.connect(uri)
        await one.printed('< {"type": "state", "value": 0}')
        two = await self.connect(uri)
        await two.printed('< {"type": "users", "count": 2}')
        await one.printed('< {"type": "users", "count": 2}')
        await two.type('{"action": "plus"}', '{"action": "plus"}', '{"action": "minus"}')
        for client in (one, two):
            await client.printed('< {"type": "state", "value": 1}', count=2)
            await client.printed('< {"type": "state", "value": 2}')
        two.end_of_input()
        self.assertEqual(await two.end(), 0)
        await one.printed('< {"type": "users", "count": 1}', count=2)
        self.assertEqual((await lab.within(self.ends.get())) if self.ends.qsize() else None, None)


class Input(ClientTest):
    async def test_end_of_input_closes_with_1000(self):
        closed = asyncio.get_running_loop().create_future()

        async def handler(websocket):
            messages = [message async for message in websocket]
            closed.set_result((messages, websocket.close_code))

        client = await self.connect(await self.serve(handler), "--wait", 0)
        await client.type("one", "", "三", "x" * 100_000)
        client.end_of_input()
        self.assertEqual(await client.end(), 0)
        messages, code = await lab.within(closed)
        self.assertEqual([message for message in messages if message], ["one", "三", "x" * 100_000])
        self.assertEqual(code, 1000)
        self.assertEqual(client.output[-1], "Connection closed: 1000 (OK).")

    async def test_it_listens_for_a_while_after_the_end_of_input(self):
        # A second in all, not a second from each message.
        client = await self.connect(await self.serve(show_time))
        await client.printed("< ")
        begun = time.monotonic()
        client.end_of_input()
        self.assertEqual(await client.end(), 0)
        self.assertTrue(0.8 < time.monotonic() - begun < 4, time.monotonic() - begun)

    async def test_wait_can_be_longer(self):
        async def slow(websocket):
            name = await websocket.recv()
            await asyncio.sleep(1.5)
            await websocket.send(f"Hello {name}!")

        client = await self.connect(await self.serve(slow), "--wait", 15)
        await client.type("World")
        client.end_of_input()
        begun = time.monotonic()
        self.assertEqual(await client.end(), 0)
        self.assertEqual(client.received(), ["Hello World!"])
        self.assertLess(time.monotonic() - begun, 10, "the server closed first")

    async def test_a_message_during_the_closing_handshake(self):
        async def late(reader, writer):
            await lab.answer_handshake(reader, writer)
            while (await reader.readexactly(2))[0] != 0x88:
                pass
            writer.write(b"\x81\x04late\x88\x02\x03\xe8")
            await writer.drain()
            await reader.read()

        client = await self.connect(await self.serve_raw(late), "--wait", 0)
        client.end_of_input()
        self.assertEqual(await client.end(), 0, client.described())
        self.assertEqual(client.received(), ["late"])

    async def test_messages_that_came_with_the_handshake(self):
        async def eager(reader, writer):
            await lab.answer_handshake(reader, writer)
            writer.write(b"\x81\x05early\x88\x02\x03\xe8")
            await writer.drain()
            await reader.read()

        client = await self.connect(await self.serve_raw(eager))
        self.assertEqual(await client.end(), 0, client.described())
        self.assertEqual(client.received(), ["early"])

    async def test_an_interrupt_closes_politely(self):
        ended = asyncio.get_running_loop().create_future()

        async def handler(websocket):
            await websocket.wait_closed()
            ended.set_result(websocket.close_code)

        client = await self.connect(await self.serve(handler))
        await client.printed("Connected to")
        client.process.send_signal(signal.SIGINT)
        await client.end()
        self.assertIn(await lab.within(ended), (1000, 1001))


class Messages(ClientTest):
    async def test_long_and_fragmented_messages(self):
        texts = ["汉" * 300_000, "二" * 100_000, "three"]

        async def handler(websocket):
            await websocket.send(texts[0])
            await websocket.send([texts[1][:1], texts[1][1:60_000], texts[1][60_000:]])
            await websocket.send(texts[2])

        client = await self.connect(await self.serve(handler))
        self.assertEqual(await client.end(), 0)
        self.assertTrue(client.received() == texts, [len(text) for text in client.received()])

    async def test_control_characters_do_not_reach_the_output(self):
        async def handler(websocket):
            await websocket.send("red \x1b[31m alarm\r\n< forged \u202e")

        client = await self.connect(await self.serve(handler))
        self.assertEqual(await client.end(), 0)
        self.assertEqual(len(client.received()), 1, client.output)

    async def test_echo(self):
        async def handler(websocket):
            for message in ("", "text", "中文", b"", b"\x00\xff" * 1000, "汉" * 300_000):
                await websocket.send(message)
                answer = await lab.within(websocket.recv())
                assert type(answer) is type(message) and answer == message, answer[:100]
            await lab.within(await websocket.ping())
            done.set_result(True)

        done = asyncio.get_running_loop().create_future()
        client = await self.connect(await self.serve(handler), "--echo")
        self.assertEqual(await client.end(), 0, client.described()[:2000])
        self.assertTrue(await lab.within(done))

    async def test_pings_are_answered(self):
        async def handler(websocket):
            for _ in range(10):
                await lab.within(await websocket.ping())
            await websocket.send("done")

        client = await self.connect(await self.serve(handler))
        self.assertEqual(await client.end(), 0)
        self.assertEqual(client.received(), ["done"])


class Handshakes(ClientTest):
    async def test_subprotocol(self):
        async def handler(websocket):
            await websocket.send(str(websocket.subprotocol))

        uri = await self.serve(handler, subprotocols=["other", "chat.v2"])
        for offered, agreed in ((["chat.v1", "chat.v2"], "chat.v2"), (["chat.v2", "other"], "chat.v2"), ([], "None"),
                                (["unknown"], "None")):
            client = await self.connect(uri, *(word for name in offered for word in ("--subprotocol", name)))
            self.assertEqual(await client.end(), 0, client.described())
            self.assertIn(client.received(), ([agreed], ["other"] if len(offered) == 2 else [agreed]))

    async def test_headers_and_origin(self):
        async def handler(websocket):
            await websocket.send(json.dumps({name: websocket.request_headers.get(name)
                                             for name in ("X-One", "X-Two", "Origin", "Host")}))

        uri = await self.serve(handler)
        client = await self.connect(uri, "--header", "X-One: 1", "--header", "X-Two: a: b, c", "--origin",
                                    "http://example.com")
        self.assertEqual(await client.end(), 0, client.described())
        self.assertEqual(json.loads(client.received()[0]),
                         {"X-One": "1", "X-Two": "a: b, c", "Origin": "http://example.com",
                          "Host": uri.removeprefix("ws://").rstrip("/")})

    async def test_no_origin_unless_asked_for(self):
        client = await self.connect(await self.serve(hello, origins=[None]))
        await client.type("World")
        self.assertEqual(await client.end(), 0)

    async def test_user_and_password_of_the_address(self):
        uri = await self.serve(hello, create_protocol=basic_auth_protocol_factory(
            realm="test", credentials=("jane", "pass word")))
        good = await self.connect(uri.replace("ws://", "ws://jane:pass%20word@"))
        await good.type("Jane")
        self.assertEqual(await good.end(), 0, good.described())
        self.assertNotIn("pass", "\n".join(good.output + good.log))
        bad = await self.connect(uri.replace("ws://", "ws://jane:wrong@"))
        self.assertEqual(await bad.end(), 1)
        self.assertIn("401", bad.described())
        self.assertNotIn("wrong@", "\n".join(bad.output + bad.log))

    async def test_the_path_and_query_arrive(self):
        async def handler(websocket):
            await websocket.send(websocket.path)

        client = await self.connect(await self.serve(handler) + "a/b%20c?token=%C3%A9&x=1")
        self.assertEqual(await client.end(), 0)
        self.assertEqual(client.received(), ["/a/b%20c?token=%C3%A9&x=1"])

    async def test_refusals(self):
        for status in (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.FORBIDDEN, http.HTTPStatus.SERVICE_UNAVAILABLE):
            async def refuse(path, headers, status=status):
                return status, [], b"No.\n"

            client = await self.connect(await self.serve(hello, process_request=refuse))
            self.assertEqual(await client.end(), 1)
            self.assertEqual(client.output, [])
            self.assertIn(str(status.value), "\n".join(client.log))

    async def test_nobody_there(self):
        server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        client = await self.connect(f"ws://127.0.0.1:{port}/")
        self.assertEqual(await client.end(), 1)
        self.assertEqual(client.output, [])
        self.assertIn(str(port), "\n".join(client.log))

    async def test_no_websocket_server(self):
        async def other(reader, writer):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()

        for answer in (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"",
                       b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       b"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n",
                       b"\x00" * 100_000):
            with self.subTest(answer=answer[:20]):
                client = await self.connect(await self.serve_raw(other))
                self.assertEqual(await client.end(), 1)
                self.assertEqual(client.output, [])
                self.assertTrue(client.log)

    async def test_wrong_command_lines(self):
        for arguments in ([], ["ws://"], ["ftp://127.0.0.1/"], ["ws://127.0.0.1/", "extra"],
                          ["ws://127.0.0.1/", "--header", "no colon"], ["ws://127.0.0.1/", "--wait", "soon"],
                          ["ws://127.0.0.1/", "--header", "X: a\r\nY: b"]):
            with self.subTest(arguments=arguments):
                program = await self.enter(lab.Program("connect", *arguments))
                self.assertEqual(await program.end(), 2, program.described())


class Ends(ClientTest):
    async def test_codes(self):
        for code, reason, shown, status in (
                (1000, "", "1000 (OK).", 0), (1001, "bye", "1001", 0), (1011, "", "1011", 0), (1012, "restart", "1012", 0),
                (1013, "", "1013", 0), (3000, "", "3000", 0), (4999, "中文", "4999", 0)):
            async def handler(websocket, code=code, reason=reason):
                await websocket.close(code, reason)

            with self.subTest(code=code):
                client = await self.connect(await self.serve(handler))
                self.assertEqual(await client.end(), status, client.described())
                self.assertTrue(client.output[-1].startswith(f"Connection closed: {shown}"), client.output)
                if reason:
                    self.assertIn(reason, client.output[-1])

    async def test_a_close_without_a_code(self):
        async def handler(websocket):
            await websocket.write_close_frame(Close(1005, ""), b"")
            await websocket.wait_closed()

        client = await self.connect(await self.serve(handler))
        self.assertEqual(await client.end(), 0, client.described())
        self.assertTrue(client.output[-1].startswith("Connection closed: 1005"), client.output)

    async def test_an_end_without_a_close(self):
        async def handler(websocket):
            await websocket.send("last words")
            await lab.within(websocket.recv())
            websocket.transport.abort()

        client = await self.connect(await self.serve(handler))
        await client.printed("< last words")
        await client.type("go")
        self.assertEqual(await client.end(), 1, client.described())
        self.assertTrue(any(line.startswith("Connection closed: 1006") for line in client.output), client.described())

    async def test_frames_that_break_the_protocol(self):
        for frame, code in ((b"\x81\x84abcdtext", 1002), (b"\xc1\x04text", 1002), (b"\x83\x00", 1002), (b"\x81\x02\xc3\x28", 1007),
                            (b"\x80\x00", 1002), (b"\x09\x00", 1002), (b"\x88\x01\x03", 1002),
                            (b"\x88\x02\x03\xed", 1002), (b"\x82\x7f\x00\x00\x01\x00\x00\x00\x00\x00", 1009)):
            async def handler(reader, writer, frame=frame):
                await lab.answer_handshake(reader, writer)
                writer.write(frame)
                await writer.drain()
                first, length = await reader.readexactly(2)
                mask, payload = await reader.readexactly(4), await reader.readexactly(length & 0x7F)
                payload = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
                answers.append((first, int.from_bytes(payload[:2])))
                await reader.read()

            with self.subTest(frame=frame):
                answers = []
                client = await self.connect(await self.serve_raw(handler))
                self.assertEqual(await client.end(), 1, client.described())
                self.assertEqual(answers, [(0x88, code)])


if __name__ == "__main__":
    unittest.main()
