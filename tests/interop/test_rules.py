"""Who is let in, by Host, Origin, path and proxy: a table for a server of this computer and one open to the network.

Each refusal must be in the log, with its status and what was wrong.
"""

import unittest

import lab
from lab import handshake

MACHINE = "127.0.0.1"  # where both are reached; the one open to the network listens on every address

# Row: its name, the fields of the handshake that differ, the status, what the log must name when it is refused.
# HOST stands for address and port.
EVERYWHERE = [
    ("as it should be", {}, 101, ""),
    ("localhost", {"host": "localhost"}, 101, ""),
    ("localhost with a port that is not ours", {"host": "localhost:1"}, 101, ""),
    ("a name below localhost", {"host": "app.localhost"}, 101, ""),
    ("localhost with a dot at its end", {"host": "localhost."}, 101, ""),
    ("IPv6's loopback address", {"host": "[::1]:1"}, 101, ""),
    ("somebody's address", {"host": "203.0.113.9"}, 101, ""),
    ("a name that was allowed", {"host": "lab.example"}, 101, ""),
    ("a name that was allowed, in capitals and with a port", {"host": "LAB.example:8443"}, 101, ""),
    ("a foreign name", {"host": "evil.example"}, 421, "evil.example"),
    ("a foreign name with a port", {"host": "evil.example:80"}, 421, "evil.example"),
    ("a foreign name that begins like localhost", {"host": "localhost.evil.example"}, 421, "localhost.evil.example"),
    ("a foreign name that begins like an address", {"host": "127.0.0.1.evil.example"}, 421, "127.0.0.1.evil.example"),
    ("a foreign name that ends like one allowed", {"host": "evillab.example"}, 421, "evillab.example"),
    ("a name below one allowed", {"host": "x.lab.example"}, 421, "x.lab.example"),
    ("a foreign name whose own page asks", {"host": "evil.example", "origin": "http://evil.example"}, 421,
     "evil.example"),
    ("no Host", {"host": None}, 400, "Host"),
    ("an empty Host", {"host": ""}, 400, "Host"),
    ("a Host with a user", {"host": "evil@localhost"}, 400, "Host"),
    ("a Host with a path", {"host": "localhost/x"}, 400, "Host"),
    ("a Host with a space", {"host": "local host"}, 400, "Host"),
    ("two names in one Host", {"host": "localhost, evil.example"}, 400, "Host"),
    ("a port out of range", {"host": "localhost:65536"}, 400, "Host"),
    ("half a bracket", {"host": "[::1"}, 400, "Host"),
    ("a forwarded address of a proxy that is not trusted", {"x_forwarded_for": "203.0.113.7"}, 101, ""),
    ("the page of the same host", {"origin": "http://HOST"}, 101, ""),
    ("the page of the same host at another port", {"origin": f"http://{MACHINE}:1"}, 101, ""),
    ("the same host's page by https", {"origin": f"https://{MACHINE}"}, 101, ""),
    ("a page whose site was allowed", {"origin": "https://school.example"}, 101, ""),
    ("a page whose site was allowed, its port written out", {"origin": "https://school.example:443"}, 101, ""),
    ("a page below a name that was allowed as Host", {"host": "lab.example", "origin": "http://lab.example"}, 101, ""),
]
# What a server of this computer lets in and one open to the network does not.
ORIGINS = [
    ("a page from a file", "null"),
    ("a foreign site", "https://evil.example"),
    ("an allowed site by http", "http://school.example"),
    ("an allowed site at another port", "https://school.example:8443"),
    ("a site below an allowed one", "https://x.school.example"),
    ("a site that begins like an allowed one", "https://school.example.evil.example"),
    ("a site that begins like this machine", f"http://{MACHINE}.evil.example"),
    ("this machine as a site's user", f"http://{MACHINE}@evil.example"),
    ("another name of this machine", "http://localhost"),
    ("a browser's extension", "chrome-extension://abcdef"),
    ("no scheme", MACHINE),
    ("no host", "http://"),
    ("a port alone", "http://:80"),
    ("two in one", f"http://{MACHINE} https://evil.example"),
    ("markup", "<b>evil.example</b>"),
]


class Rules(lab.TestCase):
    async def check(self, server, rows):
        for name, fields, wanted, named in rows:
            with self.subTest(name):
                logged = len(server.log)
                async with lab.Raw(server.port("hello")) as raw:
                    here = f"{MACHINE}:{raw.port}"
                    fields = {field: value and value.replace("HOST", here) for field, value in fields.items()}
                    await raw.send(handshake(port=raw.port, **fields))
                    self.assertEqual((await raw.response())[0], wanted)
                if wanted != 101:
                    line = lambda: [line for line in server.log[logged:] if f" with {wanted}: " in line and named in line]
                    await server.until(line, f"{wanted} and “{named}” in the log")

    async def serve(self, address, *arguments):
        return await self.enter(lab.Server("--allow-origin", "https://school.example", "--allow-host", "lab.example",
                                           *arguments, addresses=[address]))

    async def test_a_server_of_this_computer(self):
        server = await self.serve(MACHINE)
        await self.check(server, EVERYWHERE + [(name, {"origin": origin}, 101, "") for name, origin in ORIGINS])

    async def test_a_server_open_to_the_network(self):
        server = await self.serve("0.0.0.0")
        await self.check(server, EVERYWHERE + [(name, {"origin": origin}, 403, origin) for name, origin in ORIGINS])

    async def test_files_are_let_in_where_they_are_allowed(self):
        server = await self.serve("0.0.0.0", "--allow-origin", "null")
        await self.check(server, [("a page from a file", {"origin": "null"}, 101, ""),
                                  ("a foreign site", {"origin": "https://evil.example"}, 403, "https://evil.example")])

    async def test_the_peer_behind_a_proxy(self):
        """Read from the right, over all lines; who is not trusted is the peer."""
        for name, trusted, lines, peer in (
                ("no proxy is trusted", (), ["203.0.113.7"], MACHINE),
                ("one line", (MACHINE,), ["203.0.113.7"], "203.0.113.7"),
                ("forged on the left", (MACHINE,), ["1.2.3.4, 203.0.113.7"], "203.0.113.7"),
                ("forged in a line before", (MACHINE,), ["1.2.3.4", "203.0.113.7"], "203.0.113.7"),
                ("two proxies", (MACHINE, "10.0.0.1"), ["1.2.3.4, 203.0.113.7, 10.0.0.1"], "203.0.113.7"),
                ("two proxies in two lines", (MACHINE, "10.0.0.1"), ["203.0.113.7", "10.0.0.1"], "203.0.113.7"),
                ("a second proxy that is not trusted", (MACHINE,), ["203.0.113.7, 10.0.0.1"], "10.0.0.1"),
                ("no address", (MACHINE,), ["unknown"], MACHINE),
                ("markup", (MACHINE,), ["<b>203.0.113.7</b>"], MACHINE),
                ("IPv6", (MACHINE,), ["2001:DB8:0::7"], "2001:db8::7")):
            with self.subTest(name):
                server = await self.serve(MACHINE,
                                          *(word for proxy in trusted for word in ("--trust-proxy", proxy)))
                async with lab.Raw(server.port("hello")) as raw:
                    head = handshake(port=raw.port)[:-2]
                    await raw.send(head + "".join(f"X-Forwarded-For: {line}\r\n" for line in lines).encode() + b"\r\n")
                    self.assertEqual((await raw.response())[0], 101)
                    self.assertRegex(await server.logged("joined hello"), rf" {peer}(:\d+)? joined hello")


if __name__ == "__main__":
    unittest.main()
