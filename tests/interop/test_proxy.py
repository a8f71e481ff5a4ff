"""Our server behind nginx, as the tutorial's deployment puts it."""

import asyncio
import contextlib
import json
import pathlib
import socket
import tempfile
import unittest

import lab
import websockets

NGINX = "/usr/sbin/nginx"
CONFIGURATION = """
worker_processes 1;
error_log {folder}/error.log info;
pid {folder}/nginx.pid;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location /websocket/ {{
            proxy_pass http://127.0.0.1:{backend};
            proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "Upgrade";
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
        location /plain/ {{
            proxy_pass http://127.0.0.1:{backend}/;
            proxy_http_version 1.1;
        }}
        location /old/ {{
            proxy_pass http://127.0.0.1:{backend}/;
        }}
        location /stripped/ {{
            proxy_pass http://127.0.0.1:{backend}/;
            proxy_http_version 1.1;
            proxy_set_header Host $host:$server_port;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $http_connection;
        }}
    }}
}}
"""


class Nginx:
    """An nginx of our own on a free port, in front of another."""

    def __init__(self, backend):
        self.backend = backend

    async def __aenter__(self):
        self._folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self._folder.name)
        folder.chmod(0o755)
        for _ in range(5):  # between finding a free port and taking it somebody else may take it
            with contextlib.closing(socket.socket()) as trial:
                trial.bind(("127.0.0.1", 0))
                self.port = trial.getsockname()[1]
            configuration = folder / "nginx.conf"
            configuration.write_text(CONFIGURATION.format(folder=folder, port=self.port, backend=self.backend))
            self._process = await asyncio.create_subprocess_exec(
                NGINX, "-p", folder, "-e", folder / "error.log", "-c", configuration, "-g", "daemon off;",
                stdin=asyncio.subprocess.DEVNULL)
            if await self._accepts():
                return self
        raise AssertionError((folder / "error.log").read_text())

    async def _accepts(self):
        async with asyncio.timeout(lab.DEADLINE):
            while self._process.returncode is None:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                    writer.close()
                    return True
                except ConnectionError:
                    await asyncio.sleep(0.01)
        return False

    async def __aexit__(self, *_):
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        await lab.within(self._process.wait())
        self._folder.cleanup()

    def url(self, path="/websocket/"):
        return f"ws://127.0.0.1:{self.port}{path}"


class ProxyTest(lab.TestCase):
    async def start(self, *arguments, service="time"):
        self.server = await self.enter(lab.Server(*arguments))
        self.nginx = await self.enter(Nginx(self.server.port(service)))

    async def connect(self, path="/websocket/", **options):
        return await self.enter(websockets.connect(self.nginx.url(path), **options))

    async def test_time(self):
        await self.start()
        for path in ("/websocket/", "/websocket/anything", "/stripped/"):
            websocket = await self.connect(path)
            self.assertTrue((await lab.within(websocket.recv())).endswith("本消息通过服务器websocket传输。"))

    async def test_the_counter_by_its_path(self):
        await self.start()
        direct = await self.enter(websockets.connect(self.server.url("counter")))
        behind = await self.connect("/websocket/counter")
        await behind.send('{"action": "plus"}')
        for websocket in (direct, behind):
            while json.loads(await lab.within(websocket.recv())) != {"type": "state", "value": 1}:
                pass

    async def test_large_messages(self):
        await self.start()
        websocket = await self.connect("/websocket/echo", max_size=None)
        for message in ("汉" * 300_000, b"\x00\xff" * 500_000):
            await websocket.send(message)
            self.assertTrue(await lab.within(websocket.recv()) == message)

    async def test_closes_come_through(self):
        await self.start(service="hello")
        websocket = await self.connect()
        await websocket.send("World")
        self.assertEqual([message async for message in websocket], ["Hello World!"])
        self.assertEqual(websocket.close_code, 1000)
        waiting = await self.connect()
        self.assertEqual(await self.server.terminate(), 0)
        await lab.within(waiting.wait_closed())
        self.assertEqual(waiting.close_code, 1001)

    async def test_the_page(self):
        await self.start()
        for path in ("/websocket/", "/stripped/", "/websocket/counter"):
            raw = await self.enter(lab.Raw(self.nginx.port))
            await raw.send(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.nginx.port}\r\nConnection: close\r\n\r\n".encode())
            status, fields = await raw.response()
            self.assertEqual(status, 200)
            self.assertTrue(fields["content-type"].startswith("text/html"))
            self.assertIn(b"<html", await raw.rest())

    async def test_the_peer_behind_a_trusted_proxy(self):
        await self.start("--trust-proxy", "127.0.0.1", "--log-level", "info")
        await self.connect(extra_headers={"X-Forwarded-For": "198.51.100.9, 203.0.113.7"})
        line = await self.server.logged("203.0.113.7")
        self.assertNotIn("198.51.100.9", line)

    async def test_the_peer_behind_any_other_proxy(self):
        await self.start("--log-level", "info")
        websocket = await self.connect(extra_headers={"X-Forwarded-For": "203.0.113.7"})
        await lab.within(websocket.recv())
        await self.server.terminate()
        self.assertNotIn("203.0.113.7", "\n".join(self.server.log))
        self.assertIn("127.0.0.1", "\n".join(self.server.log))


if __name__ == "__main__":
    unittest.main()
