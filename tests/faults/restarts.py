"""Programs that are killed, stopped, started again or told another time, with clients on them."""

import asyncio
import contextlib
import os
import pathlib
import signal
import tempfile
import time

import lab
from cases import SOON, Case, must, until, within
from talks import SCHEMES, OurClient, OurServer, PythonClient, Talk, counted

CROWD = 20
WALL_CLOCK = pathlib.Path(lab.WSLAB).with_name("wallclock.so")


async def crowd(stack, scheme, port):
    """Clients of both kinds, all open."""
    kinds = [OurClient, PythonClient] * (CROWD // 2)
    return await asyncio.gather(*(stack.enter_async_context(kind(scheme, port)) for kind in kinds))


async def seen_by(clients, seconds):
    return await asyncio.gather(*(client.ended(seconds) for client in clients))


def server_killed(scheme):
    """Three times over: the port is to be had again at once, and nobody is confused."""
    async def run():
        port = 0
        for _ in range(3):
            async with contextlib.AsyncExitStack() as stack:
                server = await within(stack.enter_async_context(OurServer("counter", scheme, port)), 10, "Starting")
                port = server.port
                must(await counted(scheme, port) == 0, "A new server does not begin at 0")
                clients = await crowd(stack, scheme, port)
                talk = Talk("counter", clients[0])
                await talk.begin()
                server.program.process.kill()
                codes = set(await seen_by(clients, SOON))
                must(codes == {1006}, f"The clients told {codes}")
    return run


def clients_killed(scheme):
    async def run():
        async with OurServer("counter", scheme) as server, PythonClient(scheme, server.port) as watcher:
            async with contextlib.AsyncExitStack() as stack:
                clients = [await stack.enter_async_context(OurClient(scheme, server.port)) for _ in range(10)]
                talk = Talk("counter", clients[-1])
                await talk.begin()
                for client in clients:
                    client.signal(signal.SIGKILL)
                while '"count": 1}' not in await within(watcher.receive(), SOON, "The count of users going down"):
                    pass
                await until(lambda: server.codes() == [1006] * len(clients), "1006 in the log")
            must(await counted(scheme, server.port) == talk.said, "A step was lost")
    return run


async def server_stopped():
    """Between a ping of its own and reading the answer, for longer than it waits for that."""
    async with OurServer("hello", "ws") as server, lab.Raw(server.port) as client:
        await client.upgrade("/echo")
        ping = await within(client.reader.readexactly(2), 30, "A ping")
        payload = await client.reader.readexactly(ping[1])
        server.program.process.send_signal(signal.SIGSTOP)
        await client.send(lab.masked(0x8A, payload))
        await asyncio.sleep(25)  # its patience is 20 s
        server.program.process.send_signal(signal.SIGCONT)
        await client.send(lab.masked(0x81, b"awake?"))
        while (answer := await client.frame()) != (0x81, b"awake?"):
            must(answer[0] == 0x89, f"The server sent {answer}")  # another ping
        must(not server.codes(), f"{server.codes()}")


async def client_stopped():
    async with OurServer("counter", "ws") as server, OurClient("ws", server.port, "--ping-interval", 1) as client:
        talk = Talk("counter", client)
        await talk.begin()
        client.signal(signal.SIGSTOP)
        await asyncio.sleep(25)  # the client's own patience is 20 s
        client.signal(signal.SIGCONT)
        await talk.finish()
        must(await client.ended(5) == 1000, "The client did not see 1000")


def clock_jumps(seconds):
    """The wall clock jumps under a server with clients; the clock that goes on steadily does not."""
    async def run():
        with movable_clock() as (clock, environment):
            async with OurServer("time", "ws", environment=environment) as server, \
                    OurClient("ws", server.port) as ours, PythonClient("ws", server.port) as pythons:
                for client in ours, pythons:
                    must(abs(told(await client.receive()) - time.time()) < 60, "The time is wrong from the start")
                clock(seconds)
                for client in ours, pythons:
                    async def hear(client=client):
                        while abs(told(await client.receive()) - time.time() - seconds) > 60:
                            pass
                    await within(hear(), 10, "Hearing the new time")
                await ours.close()
                await pythons.close()
                must({await ours.ended(5), await pythons.ended(5)} == {1000}, "The connections broke")
    return run


def told(line):
    return time.mktime(time.strptime(line[:24], "%a %b %d %H:%M:%S %Y"))


@contextlib.contextmanager
def movable_clock():
    """A function that moves a program's wall clock by seconds, and the environment that the program needs."""
    with tempfile.TemporaryDirectory() as place:
        file = pathlib.Path(place) / "seconds"

        def clock(seconds):
            fresh = file.with_suffix(".new")
            fresh.write_text(str(seconds))
            fresh.rename(file)

        clock(0)
        yield clock, {"LD_PRELOAD": str(WALL_CLOCK), "WALL_CLOCK_MOVED": str(file),
                      "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}


def cases():
    for scheme in SCHEMES:
        yield Case(f"wslab serve killed under {CROWD} clients, and started again on its port",
                   f"all see 1006 within {SOON} s; the port is free at once, the counter begins anew",
                   server_killed(scheme), deadline=60, among=scheme)
        yield Case("ten clients killed", f"the others hear of it within {SOON} s; 1006; no step is lost",
                   clients_killed(scheme), deadline=60, among=scheme)
    for seconds in 3600, -86400:
        yield Case(f"the wall clock jumps by {seconds:+,} s", "nobody is let go; time tells the new time",
                   clock_jumps(seconds), deadline=30)
    yield Case("wslab serve stopped for 25 s after a ping, and continued", "the answer counts; nobody is let go", server_stopped,
               deadline=70, quick=False)
    yield Case("wslab connect stopped for 25 s and continued", "all answers, in order; 1000", client_stopped,
               deadline=50, quick=False)
