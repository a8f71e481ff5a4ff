"""Disks that are full, cannot be written or are gone, under what the programs keep."""

import asyncio
import contextlib
import ctypes
import functools
import os
import pathlib
import resource
import signal
import subprocess
import tempfile

import lab
from cases import Case, must, within
from desktop import Desktop

EMPTY = "talk.jsonl"  # may be left: a recording without a line is whole
KEPT = "[services]\ngreeting=Hello %1, said before.\n"  # settings that must survive


def own_mounts():
    """Lets this process mount what nobody else sees and what is gone with it; whether it may."""
    clone_newns = 0x20000
    return (os.geteuid() == 0 and ctypes.CDLL(None).unshare(clone_newns) == 0
            and subprocess.run(["mount", "--make-rprivate", "/"], stderr=subprocess.DEVNULL).returncode == 0)


@functools.cache
def may_mount():
    return own_mounts()


def no_bytes():
    """In a program that is to be: writing to a file fails from its first byte on, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@contextlib.contextmanager
def disk(kind, files):
    """A folder with these files on a disk that is "full", "nearly full", "read-only" or "gone", and what to call in
    programs before they start."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "disk"
        folder.mkdir()
        before = None
        mounted = may_mount() and kind != "gone"
        if mounted:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "lab", folder], check=True)
        try:
            for name, text in files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            if kind.endswith("full") and mounted:
                with open(folder / "ballast", "wb", buffering=0) as ballast:
                    with contextlib.suppress(OSError):
                        while ballast.write(bytes(4096)):
                            pass
                    if kind == "nearly full":
                        ballast.truncate(ballast.tell() - 4096)
            elif kind.endswith("full"):
                before = no_bytes
            elif kind == "read-only" and mounted:
                subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
            elif kind == "read-only":
                for path in (folder, *folder.rglob("*")):
                    path.chmod(0o500 if path.is_dir() else 0o400)
            else:
                folder = folder / "gone"
                folder.write_text("a file where a folder should be")
                folder = folder / "below"
            yield folder, before
        finally:
            if mounted:
                subprocess.run(["umount", "-l", folder], check=True)
            elif kind == "read-only":
                for path in (folder, *folder.rglob("*")):
                    path.chmod(0o700)


def found(folder):
    """All files there and what is in them."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else {}


def refused(kind, *arguments):
    """wslab cannot write: one sentence that names the file or folder, exit 1, nothing half-written."""
    async def run():
        with disk(kind, {}) as (folder, before):
            there = found(folder)
            process = await asyncio.create_subprocess_exec(
                lab.WSLAB, *(str(word).replace("FOLDER", str(folder)) for word in arguments), preexec_fn=before,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
            try:
                _, said = await within(process.communicate(b"Bob\n"), 10, "Ending")
            finally:
                if process.returncode is None:
                    process.kill()
            said = said.decode()
            must(process.returncode == 1, f"Exit {process.returncode}: {said}")
            must(str(folder) in said and said.rstrip().endswith("."), f"No sentence that names it: {said}")
            left = found(folder).items() - there.items()
            must(all(text == b"" and name == EMPTY for name, text in left), f"Left behind: {left}")
    return run


def no_recording(kind):
    async def run():
        async with lab.Server() as server:
            await refused(kind, "connect", server.url("echo"), "--wait", "0.1", "--record", "FOLDER/talk.jsonl")()
    return run


def settings_kept(kind):
    """The window opens, works and closes; the settings are as they were."""
    async def run():
        files = {"websocket-lab/websocket-lab.ini": KEPT}
        with disk(kind, files) as (folder, before):
            there = found(folder)
            async with lab.Server() as server, Desktop(folder, server.url("echo"), before=before) as desktop:
                await server.logged("joined echo")
                await desktop.keys("ctrl+t", "ctrl+q")
                must(await desktop.ended(10) == 0, f"Exit {desktop.process.returncode}")
            must(found(folder) == there, f"Other files than before: {found(folder).keys()}")
    return run


async def standard_output():
    """Standard output on a full disk."""
    async with lab.Server() as server:
        with open("/dev/full", "wb") as full:
            process = await asyncio.create_subprocess_exec(
                lab.WSLAB, "connect", server.url("hello"), stdin=asyncio.subprocess.PIPE, stdout=full,
                stderr=asyncio.subprocess.PIPE)
        _, said = await within(process.communicate(b"Bob\n"), 10, "Ending")
        must(process.returncode == 1 and b"Standard output cannot be written" in said, f"{said}")
        await server.logged("left hello: 1000")


def cases():
    sentence = "one sentence that names the file, exit 1, nothing half-written"
    for kind in "full", "read-only", "gone":
        where = {"full": "on a full disk", "read-only": "on a read-only disk", "gone": "where no folder can be"}[kind]
        yield Case(f"certificates written {where}", sentence, refused(kind, "certificate", "create", "--folder", "FOLDER"))
        yield Case(f"the lab's authority saved {where}", sentence, refused(kind, "lab", "--save-ca", "FOLDER/lab.pem"))
        yield Case(f"a recording {where}", sentence, no_recording(kind))
        yield Case(f"settings {where}", "the window works and ends with 0; older settings stay whole",
                   settings_kept(kind), deadline=40, window=True)
    yield Case("settings on a disk with 4 KiB left", "the window works and ends with 0; older settings stay whole",
               settings_kept("nearly full"), deadline=40, window=True)
    yield Case("standard output on a full disk", "one sentence, exit 1; the server hears 1000", standard_output)
