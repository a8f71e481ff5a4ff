"""The tutorial's server on Python's websockets: the services hello, counter and echo. For comparison.

Usage: peer_python.py [--tls PEM] [--no-users] [--broadcast]

Prints where each service listens. Each event goes to each client in a task of its own, as the tutorial
has it; with --broadcast by the library's fast way. --no-users: the counter's clients do not hear how
many they are.
"""

import argparse
import asyncio
import json
import ssl

import websockets

parser = argparse.ArgumentParser()
parser.add_argument("--tls")
parser.add_argument("--no-users", action="store_true")
parser.add_argument("--broadcast", action="store_true")
options = parser.parse_args()

USERS = set()
STATE = {"value": 0}


async def tell_all(message):
    if options.broadcast:
        websockets.broadcast(USERS, message)
    elif USERS:
        await asyncio.wait([asyncio.create_task(user.send(message)) for user in USERS])


async def tell_users():
    if not options.no_users:
        await tell_all(json.dumps({"type": "users", "count": len(USERS)}))


def state_event():
    return json.dumps({"type": "state", **STATE})


async def hello(websocket):
    name = await websocket.recv()
    await websocket.send(f"Hello {name}!")


async def counter(websocket):
    USERS.add(websocket)
    try:
        await tell_users()
        await websocket.send(state_event())
        async for message in websocket:
            STATE["value"] += 1 if json.loads(message)["action"] == "plus" else -1
            await tell_all(state_event())
    finally:
        USERS.remove(websocket)
        await tell_users()


async def echo(websocket):
    async for message in websocket:
        await websocket.send(message)


async def main():
    context = None
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.tls)
    for service in hello, counter, echo:
        server = await websockets.serve(service, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        print(service.__name__, f"{'wss' if context else 'ws'}://127.0.0.1:{port}/", flush=True)
    await asyncio.Future()


asyncio.run(main())
