"""What can happen between two programs on a wire, for each service, ws and wss, and pair of programs."""

import contextlib
import itertools

import lab
from cases import SOON, Case, Fault, must
from proxy import FaultProxy
from talks import PAIRS, SCHEMES, SERVICES, Ended, OurServer, Talk, counted

RESERVED_BIT = 0, 0x40  # of a frame's first byte
NO_UTF8 = -1, 0x80  # of a text's last byte


class Scene:
    """A server, and a client that reaches it through a proxy."""

    def __init__(self, scheme, service, pair):
        self.scheme, self.service = scheme, service
        self.make_server, self.make_client = PAIRS[pair]

    @contextlib.asynccontextmanager
    async def server(self):
        async with self.make_server(self.service, self.scheme) as server, FaultProxy(server.port) as proxy:
            yield server, proxy

    def client(self, proxy):
        return self.make_client(self.scheme, proxy.port)


def slow(harm):
    """Whatever is slow is slow, and nothing else."""
    async def run(scene):
        async with scene.server() as (server, proxy):
            for way in proxy.up, proxy.down:
                harm(way)
            async with scene.client(proxy) as client:
                talk = Talk(scene.service, client)
                await talk.begin()
                await talk.finish()
                must(await client.ended(5) == 1000, "The client did not see 1000")
            must(await server.ended(5) == 1000, "The server did not see 1000")
    return run


def delayed(way):
    way.delay = 0.03


def sliced(way):
    way.sliced = True


def narrow(way):
    way.bandwidth = 8000


def broken(harm, seen, seconds=SOON):
    """Harms the proxy in the middle of the talk; seen: the codes that client and server must tell.

    Within more than SOON nobody says anything: the ends have to find out by themselves.
    """
    async def run(scene):
        wanted = seen(scene) if callable(seen) else seen
        async with scene.server() as (server, proxy):
            async with scene.client(proxy) as client:
                talk = Talk(scene.service, client)
                await talk.begin()
                harm(proxy)
                with contextlib.suppress(Ended):
                    if seconds == SOON:
                        await talk.go_on()
                        raise Fault("The talk went on")
                codes = await client.ended(seconds), await server.ended(seconds)
            must(codes == wanted, f"client and server told {codes}, not {wanted}")
            if scene.service == "counter":
                value = await counted(scene.scheme, server.port)
                must((talk.heard or 0) <= value <= talk.said,
                     f"{talk.said} steps, {talk.heard} acknowledged, and the value is {value}")
    return run


def never_open(harm):
    async def run(scene):
        async with scene.server() as (server, proxy):
            harm(proxy)
            try:
                async with scene.client(proxy):
                    raise Fault("It opened")
            except Ended as ended:
                must(ended.args[0] is None, f"It opened and ended with {ended}")
            if isinstance(server, OurServer):  # it forgets who did not come in
                await server.program.until(
                    lambda: not any("joined" in line for line in server.program.log) or server.codes(), "Leaving")
            if scene.service == "counter":
                must(await counted(scene.scheme, server.port) == 0, "Another value")
    return run


def after(way_name, count, what):
    def harm(proxy):
        getattr(proxy, way_name).most = count
        proxy.when_most = getattr(proxy, what)
    return harm


def flipped(way_name, place):
    return lambda proxy: getattr(proxy, way_name).flip(*place)


def judged(code):
    """ws: the receiver judges the frame and says so. wss: TLS notices first, and nobody can say anything."""
    return lambda scene: (code, code) if scene.scheme == "ws" else (1006, 1006)


SLOW = "all answers, each once and in order; 1000 at both ends"
BROKEN = f"1006 at both ends within {SOON} s; what was acknowledged is kept"
SHUT = f"the client says so within {SOON} s; the server serves on"

UNANSWERED = "the client says so after its 10 s; the server serves on"
STALLED = "1011 at both ends within 50 s, found out by pings"

EVERY = [  # done, end, how, services
    ("delayed by 30 ms", SLOW, slow(delayed), SERVICES),
    ("one byte at a time", SLOW, slow(sliced), SERVICES),
    ("8,000 bytes a second", SLOW, slow(narrow), SERVICES),
    ("reset in the middle", BROKEN, broken(lambda proxy: proxy.reset(), (1006, 1006)), SERVICES),
    ("ended without a Close", BROKEN, broken(lambda proxy: proxy.cut(), (1006, 1006)), SERVICES),
    ("reset 40 bytes into the opening handshake", SHUT, never_open(after("up", 40, "reset")), SERVICES),
    ("reset 40 bytes into its answer", SHUT, never_open(after("down", 40, "reset")), SERVICES),
    ("ended 40 bytes into its answer", SHUT, never_open(after("down", 40, "cut")), SERVICES),
    ("no answer to the opening handshake", UNANSWERED, never_open(lambda proxy: proxy.down.stall()), SERVICES),
    ("a frame's reserved bit turned over, down", "1002 at both ends; over wss 1006",
     broken(flipped("down", RESERVED_BIT), judged(1002)), ("time",)),
    ("a frame's reserved bit turned over, up", "1002 at both ends; over wss 1006",
     broken(flipped("up", RESERVED_BIT), judged(1002)), ("hello", "counter")),
    ("a text's last bit turned over, down", "1007 at both ends; over wss 1006",
     broken(flipped("down", NO_UTF8), judged(1007)), ("time",)),
    ("a text's last bit turned over, up", "1007 at both ends; over wss 1006",
     broken(flipped("up", NO_UTF8), judged(1007)), ("hello", "counter")),
    ("nothing goes up any more", STALLED, broken(lambda proxy: proxy.up.stall(), (1011, 1011), 50), SERVICES),
    ("nothing comes down any more", STALLED, broken(lambda proxy: proxy.down.stall(), (1011, 1011), 50), SERVICES),
]


def cases():
    for (done, end, how, services), pair, scheme in itertools.product(EVERY, PAIRS, SCHEMES):
        for service in services:
            yield Case(done, end, lambda how=how, scene=Scene(scheme, service, pair): how(scene),
                       among=f"{scheme}, {service}, {pair}",
                       quick=end != STALLED and (end != UNANSWERED or service == "hello"),
                       deadline=90 if end == STALLED else 45)
