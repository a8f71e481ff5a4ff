"""Our server, met by clients written as the tutorial of Python's websockets writes them."""

import asyncio
import contextlib
import json
import socket
import time
import unittest

import lab
import websockets

TIME_TEXT = ",本消息通过服务器websocket传输。"
MAXIMUM = 9007199254740991


async def receive(websocket):
    return await lab.within(websocket.recv())


async def receive_event(websocket):
    return json.loads(await receive(websocket))


async def receive_state(websocket):
    """The next state's value, past any number of users events."""
    while (event := await receive_event(websocket))["type"] != "state":
        pass
    return event["value"]


async def close_of(websocket):
    """The code with which the server closed, past any messages."""
    try:
        while True:
            await receive(websocket)
    except websockets.ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006


class ServerTest(lab.TestCase):
    async def asyncSetUp(self):
        self.server = await self.enter(lab.Server())

    async def connect(self, service, **options):
        return await self.enter(websockets.connect(self.server.url(service), **options))


class Hello(ServerTest):
    async def test_greets_and_closes(self):
        for name in ("World", "世界", "<b>&amp;</b>", "%1 %2", "a" * 4000):
            with self.subTest(name=name[:20]):
                async with websockets.connect(self.server.url("hello")) as websocket:
                    await websocket.send(name)
                    self.assertEqual(await receive(websocket), f"Hello {name}!")
                    with self.assertRaises(websockets.ConnectionClosedOK) as caught:
                        await receive(websocket)
                    self.assertEqual(caught.exception.rcvd.code, 1000)

    async def test_reading_all_messages_ends_by_itself(self):
        async with websockets.connect(self.server.url("hello")) as websocket:
            await websocket.send("World")
            self.assertEqual([message async for message in websocket], ["Hello World!"])

    async def test_answers_the_first_message_only(self):
        websocket = await self.connect("hello")
        await websocket.send("one")
        with contextlib.suppress(websockets.ConnectionClosed):
            await websocket.send("two")
        self.assertEqual(await receive(websocket), "Hello one!")
        self.assertEqual(await close_of(websocket), 1000)

    async def test_binary_is_not_a_name(self):
        websocket = await self.connect("hello")
        await websocket.send(b"World")
        self.assertEqual(await close_of(websocket), 1003)

    async def test_a_name_is_at_most_4_kib(self):
        websocket = await self.connect("hello")
        await websocket.send("a" * 4097)
        self.assertEqual(await close_of(websocket), 1009)

    async def test_many_at_once(self):
        async def visit(number):
            async with websockets.connect(self.server.url("hello")) as websocket:
                await websocket.send(f"visitor {number}")
                return await receive(websocket)

        greetings = await asyncio.gather(*(visit(number) for number in range(100)))
        self.assertEqual(greetings, [f"Hello visitor {number}!" for number in range(100)])


class Time(ServerTest):
    async def test_lines(self):
        websocket = await self.connect("time")
        await websocket.send("ignored")
        await websocket.send(b"ignored")
        begun = time.monotonic()
        first = await receive(websocket)
        self.assertLess(time.monotonic() - begun, 0.5, "the first line comes at once")
        for line in (first, await receive(websocket)):
            self.assertTrue(line.endswith(TIME_TEXT), line)
            date = line.removesuffix(TIME_TEXT)
            self.assertRegex(date, r"^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$")
            told = time.mktime(time.strptime(date))
            self.assertLess(abs(told - time.time()), 5)
            self.assertEqual(date, time.ctime(told))

    async def test_pauses_are_random_for_each(self):
        async def pauses():
            websocket = await self.connect("time")
            moments = []
            for _ in range(4):
                await receive(websocket)
                moments.append(time.monotonic())
            return [round(after - before, 2) for before, after in zip(moments, moments[1:])]

        together = await asyncio.gather(*(pauses() for _ in range(5)))
        self.assertGreater(len({tuple(one) for one in together}), 1, "each has its own pauses")
        self.assertLess(max(map(max, together)), 3.5)
        self.assertGreater(len({pause for one in together for pause in one}), 5)


class Counter(ServerTest):
    async def test_first_the_users_then_the_state(self):
        websocket = await self.connect("counter")
        self.assertEqual(await receive_event(websocket), {"type": "users", "count": 1})
        self.assertEqual(await receive_event(websocket), {"type": "state", "value": 0})

    async def test_two_clients_show_the_same(self):
        one, two = await self.connect("counter"), await self.connect("counter")
        self.assertEqual((await receive_state(one), await receive_state(two)), (0, 0))
        for sender, action, value in ((one, "plus", 1), (two, "plus", 2), (two, "minus", 1), (one, "minus", 0),
                                      (one, "minus", -1)):
            await sender.send(json.dumps({"action": action}))
            self.assertEqual((await receive_state(one), await receive_state(two)), (value, value))

    async def test_any_spacing(self):
        websocket = await self.connect("counter")
        await receive_state(websocket)
        for value, message in enumerate(
                ('{"action":"plus"}', ' {\n "action" :\t"plus" } ', '{"action": "pl\\u0075s"}',
                 '{"other": [1, {"action": "minus"}], "action": "plus"}'), 1):
            await websocket.send(message)
            self.assertEqual(await receive_state(websocket), value, message)

    async def test_no_update_is_lost(self):
        clients, steps = 20, 50

        async def press(websocket):
            for _ in range(steps):
                await websocket.send('{"action": "plus"}')

        async def watch(websocket):
            values = [await receive_state(websocket)]
            while values[-1] != clients * steps:
                values.append(await receive_state(websocket))
            return values

        websockets_ = [await self.connect("counter") for _ in range(clients)]
        results = await asyncio.gather(*map(watch, websockets_), *map(press, websockets_))
        for values in results[:clients]:
            self.assertEqual(values, list(range(clients * steps + 1)))

    async def test_everybody_learns_how_many_there_are(self):
        async def count_is(websocket, number):
            while (event := await receive_event(websocket)) != {"type": "users", "count": number}:
                self.assertIn(event["type"], ("users", "state"))

        first = await self.connect("counter")
        await count_is(first, 1)
        others = await asyncio.gather(*(self.connect("counter") for _ in range(30)))
        await count_is(first, 31)
        await others[0].close()
        await count_is(first, 30)
        others[1].transport.abort()
        await count_is(first, 29)
        await asyncio.gather(*(other.close() for other in others[2:]))
        await count_is(first, 1)

    async def test_what_is_no_action_concerns_its_sender_only(self):
        sender, other = await self.connect("counter"), await self.connect("counter")
        await receive_state(sender)
        await receive_state(other)
        for message in ('{"action": "times"}', "{}", "[]", '"plus"', "plus", "", '{"action": 1}', '{"action": null}',
                        '{"action": ["plus"]}', '{"action": "plus"', '{"action": "plus"} x', "\x00", "[" * 4000):
            with self.subTest(message=message[:30]):
                await sender.send(message)
                while (event := await receive_event(sender))["type"] == "users":
                    pass
                self.assertEqual(event["type"], "error")
                self.assertEqual(set(event), {"type", "message"})
                self.assertTrue(event["message"])
        await sender.send('{"action": "plus"}')
        self.assertEqual(await receive_state(sender), 1)
        while (event := await receive_event(other))["type"] == "users":
            pass
        self.assertEqual(event, {"type": "state", "value": 1}, "the others saw no errors")
        await self.server.logged("times")

    async def test_binary_and_long_messages_close(self):
        other = await self.connect("counter")
        await receive_state(other)
        for message, code in ((b'{"action": "plus"}', 1003), (" " * 4097, 1009)):
            websocket = await self.connect("counter")
            await websocket.send(message)
            self.assertEqual(await close_of(websocket), code)
        await other.send('{"action": "plus"}')
        self.assertEqual(await receive_state(other), 1)

    async def test_each_port_and_path_is_the_same_counter(self):
        one = await self.connect("counter")
        two = await self.enter(websockets.connect(self.server.url("hello") + "counter"))
        await receive_state(one)
        await receive_state(two)
        await two.send('{"action": "plus"}')
        self.assertEqual((await receive_state(one), await receive_state(two)), (1, 1))


class Echo(ServerTest):
    async def test_messages_come_back_as_they_are(self):
        websocket = await self.connect("echo", max_size=None)
        for message in ("", "text", "中文 🎉", "\u0000\ufeff\u2028", b"", b"\x00\xff", bytes(range(256)) * 100,
                        "汉" * 300_000, b"\x80" * 1024 * 1024):
            await websocket.send(message)
            answer = await receive(websocket)
            self.assertEqual(type(answer), type(message))
            self.assertTrue(answer == message, f"{message[:20]!r}, {len(message)}")

    async def test_order_is_kept(self):
        websocket = await self.connect("echo")
        messages = [f"message {number}" for number in range(2000)]

        async def send():
            for message in messages:
                await websocket.send(message)

        sending = asyncio.create_task(send())
        self.assertEqual([await receive(websocket) for _ in messages], messages)
        await sending

    async def test_fragments_are_one_message(self):
        websocket = await self.connect("echo")
        await websocket.send(["一", "二", "", "三" * 50_000])
        self.assertEqual(await receive(websocket), "一二" + "三" * 50_000)
        await websocket.send([b"\x00", b"\xff"])
        self.assertEqual(await receive(websocket), b"\x00\xff")

    async def test_more_than_1_mib_is_too_big(self):
        for message in (b"\x00" * (1024 * 1024 + 1), "a" * (1024 * 1024 + 1)):
            websocket = await self.connect("echo")
            with contextlib.suppress(websockets.ConnectionClosed):
                await websocket.send(message)
            self.assertEqual(await close_of(websocket), 1009)

    async def test_no_extension_is_agreed_upon(self):
        websocket = await self.connect("echo", compression="deflate")
        self.assertEqual(websocket.extensions, [])
        await websocket.send("uncompressed " * 100)
        self.assertEqual(await receive(websocket), "uncompressed " * 100)

    async def test_the_last_segment_of_the_path_names_the_service(self):
        for path in ("echo", "demo/echo", "echo?name=value", "a/b/c/echo?x=/time"):
            async with websockets.connect(self.server.url("time") + path) as websocket:
                await websocket.send(path)
                self.assertEqual(await receive(websocket), path)
        for path in ("", "websocket/", "echo/more", "Echo", "echoes", "?/echo"):
            async with websockets.connect(self.server.url("time") + path) as websocket:
                self.assertTrue((await receive(websocket)).endswith(TIME_TEXT), path)


class Broadcast(ServerTest):
    async def test_a_text_goes_to_everybody(self):
        clients = [await self.connect("broadcast") for _ in range(10)]
        for sender, message in ((clients[0], "first"), (clients[9], "中文"), (clients[5], "")):
            await sender.send(message)
            for client in clients:
                self.assertEqual(await receive(client), message)

    async def test_other_services_hear_nothing(self):
        echo, broadcast = await self.connect("echo"), await self.connect("broadcast")
        await broadcast.send("to all")
        self.assertEqual(await receive(broadcast), "to all")
        await echo.send("mine")
        self.assertEqual(await receive(echo), "mine")

    async def test_who_does_not_read_does_not_hold_up_the_others(self):
        stuck = await self.enter(lab.Raw(self.server.port("hello")))
        await stuck.upgrade("/broadcast")
        # Without a reader the stream's buffer fills, then the kernel's, then the server's.
        stuck.reader._transport.pause_reading()
        websocket = await self.connect("broadcast", max_size=None, max_queue=None)
        message = "x" * 500_000
        for _ in range(60):
            await websocket.send(message)
            self.assertTrue(await lab.within(websocket.recv(), 5) == message)
        await self.server.logged("too slowly")


class Closing(ServerTest):
    async def test_the_code_comes_back(self):
        for service in ("time", "counter", "echo", "broadcast", "hello"):
            for code, reason in ((1000, ""), (1001, "going"), (1011, "error"), (3000, "中文"), (4999, "x" * 123)):
                with self.subTest(service=service, code=code):
                    websocket = await lab.within(websockets.connect(self.server.url(service)))
                    await lab.within(websocket.close(code, reason))
                    self.assertEqual(websocket.close_code, code)

    async def test_a_client_that_vanishes_is_let_go(self):
        websocket = await self.connect("echo")
        websocket.transport.abort()
        other = await self.connect("echo")
        await other.send("still here")
        self.assertEqual(await receive(other), "still here")

    async def test_pings_are_answered(self):
        for service in ("hello", "time", "counter", "echo", "broadcast"):
            websocket = await self.connect(service)
            for payload in (b"", b"payload", b"x" * 125):
                await lab.within(await websocket.ping(payload))

    async def test_a_client_with_its_own_keep_alive_stays(self):
        websocket = await self.connect("echo", ping_interval=0.05, ping_timeout=5)
        for _ in range(20):
            await lab.within(await websocket.ping())
        self.assertTrue(websocket.open)


class Stopping(ServerTest):
    async def test_everybody_hears_that_the_server_goes(self):
        idle = [await self.connect(service) for service in ("hello", "time", "counter", "echo", "broadcast") * 4]
        busy = [await self.connect("time") for _ in range(4)]

        async def chatter(websocket):
            with contextlib.suppress(websockets.ConnectionClosed):
                while True:
                    await websocket.send("x" * 1000)
                    await asyncio.sleep(0)  # sending into an empty buffer lets nobody else run

        sending = [asyncio.create_task(chatter(websocket)) for websocket in busy]
        for websocket in busy:
            await receive(websocket)
        closes = asyncio.gather(*(close_of(websocket) for websocket in idle + busy))
        begun = time.monotonic()
        status = await self.server.terminate()
        self.assertLess(time.monotonic() - begun, 4, "everybody answered, so there was nothing to wait for")
        self.assertEqual(status, 0)
        self.assertEqual(await lab.within(closes), [1001] * len(idle + busy))
        await lab.within(asyncio.gather(*sending))

    async def test_who_does_not_answer_is_cut_off(self):
        raw = await self.enter(lab.Raw(self.server.port("hello")))
        await raw.upgrade("/echo")
        begun = time.monotonic()
        self.assertEqual(await self.server.terminate(), 0)
        self.assertLess(time.monotonic() - begun, 10)
        self.assertEqual(await raw.close_code(), 1001)


class Starting(lab.TestCase):
    async def test_localhost_over_both(self):
        with contextlib.closing(socket.socket(socket.AF_INET6)) as trial:
            try:
                trial.bind(("::1", 0))
            except OSError:
                self.skipTest("this machine has no IPv6")
        server = await self.enter(lab.Server(addresses=("127.0.0.1", "::1")))
        self.assertEqual([name for name, _ in server.urls].count("hello"), 2)
        port = server.port("hello")
        self.assertIn(("hello", f"ws://127.0.0.1:{port}/"), server.urls)
        self.assertIn(("hello", f"ws://[::1]:{port}/"), server.urls)
        for host in ("localhost", "[::1]", "127.0.0.1"):
            async with websockets.connect(f"ws://{host}:{port}") as websocket:
                await websocket.send("World")
                self.assertEqual(await receive(websocket), "Hello World!")

    async def test_a_service_can_be_off(self):
        server = await self.enter(lab.Server(ports={"time": "off", "counter": "off"}))
        self.assertEqual([name for name, _ in server.urls], ["hello"])

    async def test_a_port_that_is_taken(self):
        with contextlib.closing(socket.socket()) as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            program = await self.enter(lab.Program("serve", "--address", "127.0.0.1", "--hello", 0, "--time", 0,
                                                   "--counter", port))
            self.assertEqual(await program.end(), 1)
            self.assertEqual(program.output, [])
            said = "\n".join(program.log)
            self.assertIn("127.0.0.1", said)
            self.assertIn(str(port), said)

    async def test_an_address_that_is_none(self):
        program = await self.enter(lab.Program("serve", "--address", "nonsense"))
        self.assertIn(await program.end(), (1, 2))
        self.assertIn("nonsense", "\n".join(program.log))

    async def test_wrong_command_lines(self):
        for arguments in (["serve", "--hello", "99999"], ["serve", "--hello", "x"], ["serve", "--no-such-option"],
                          ["dance"], []):
            with self.subTest(arguments=arguments):
                program = await self.enter(lab.Program(*arguments))
                self.assertEqual(await program.end(), 2)
                self.assertEqual(program.output, [])
                self.assertTrue(program.log)

    async def test_help_and_version(self):
        for arguments in (["--help"], ["--version"], ["serve", "--help"], ["connect", "--help"]):
            program = await self.enter(lab.Program(*arguments))
            self.assertEqual(await program.end(), 0)
            self.assertTrue(program.output)
            self.assertEqual(program.log, [])

    async def test_log_levels(self):
        for level, shown, hidden in (("error", [], ["World"]), ("debug", ["Hello World!"], [])):
            with self.subTest(level=level):
                server = await self.enter(lab.Server("--log-level", level))
                async with websockets.connect(server.url("hello")) as websocket:
                    await websocket.send("World")
                    await receive(websocket)
                async with websockets.connect(server.url("counter")) as websocket:
                    await websocket.send("nonsense")
                    while (await receive_event(websocket))["type"] != "error":
                        pass
                await server.terminate()
                log = "\n".join(server.log)
                for text in shown:
                    self.assertIn(text, log)
                for text in hidden:
                    self.assertNotIn(text, log)
                self.assertTrue(server.log, "the counter's error")


class OpenToTheNetwork(lab.TestCase):
    async def test_who_may_connect(self):
        server = await self.enter(lab.Server("--allow-origin", "https://example.com", "--allow-origin", "null",
                                             addresses=("0.0.0.0",)))
        port = server.port("hello")
        uri = f"ws://127.0.0.1:{port}/echo"
        for origin in (None, "https://example.com", "null", f"http://127.0.0.1:{port}"):
            with self.subTest(origin=origin):
                async with websockets.connect(uri, origin=origin) as websocket:
                    await websocket.send("in")
                    self.assertEqual(await receive(websocket), "in")
        for origin in ("https://evil.example", "http://example.com", "https://example.com.evil.example",
                       "https://example.com:8443", f"http://127.0.0.1.evil.example:{port}"):
            with self.subTest(origin=origin):
                with self.assertRaises(websockets.InvalidStatusCode) as caught:
                    await lab.within(websockets.connect(uri, origin=origin))
                self.assertEqual(caught.exception.status_code, 403)
                await server.logged(origin)

    async def test_pages_from_files_only_if_allowed(self):
        server = await self.enter(lab.Server(addresses=("0.0.0.0",)))
        with self.assertRaises(websockets.InvalidStatusCode) as caught:
            await lab.within(websockets.connect(f"ws://127.0.0.1:{server.port('time')}/", origin="null"))
        self.assertEqual(caught.exception.status_code, 403)
        await server.logged("null")


if __name__ == "__main__":
    unittest.main()
