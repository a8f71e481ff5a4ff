"""What the programs in this folder share: cases that must end as they say, and the table of how they did."""

import asyncio
import dataclasses
import os
import pathlib
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "interop"))
if "WSLAB" not in os.environ:
    os.environ |= {"WSLAB": str(ROOT / "build/dev/bin/wslab"),
                   "WEBSOCKET_LAB": str(ROOT / "build/dev/bin/websocket-lab")}
os.environ["LC_ALL"] = "C.UTF-8"

SOON = 2  # seconds; within them a broken connection is known to be broken


class Fault(AssertionError):
    """A case did not end as it must."""


def must(true, what):
    if not true:
        raise Fault(what)


async def within(awaitable, seconds, what):
    """The awaitable's result; a fault when it takes longer."""
    try:
        async with asyncio.timeout(seconds):
            return await awaitable
    except TimeoutError:
        raise Fault(f"{what}: not within {seconds} s") from None


async def until(true, what, seconds=SOON):
    """Waits until true() is; for what tells nobody when it changes, such as another process."""
    end = time.monotonic() + seconds
    while not true():
        must(time.monotonic() < end, f"{what}: not within {seconds} s")
        await asyncio.sleep(0.01)


@dataclasses.dataclass
class Case:
    """Something that is done to the programs, and how that must end, both in words."""

    done: str  # to what and what; the same words share a row of the table
    end: str
    run: object  # a coroutine function; what it raises is how it ended instead
    among: str = ""  # whom, where there are several
    deadline: float = 20  # seconds; nothing hangs longer
    quick: bool = True
    alone: bool = False  # needs the whole machine
    window: bool = False  # needs websocket-lab


@dataclasses.dataclass
class Row:
    times: int = 0
    faults: list = dataclasses.field(default_factory=list)


def where(coroutine):
    """What a coroutine waits for, from the outside in."""
    lines = []
    while frame := getattr(coroutine, "cr_frame", None):
        lines.append(f"  {pathlib.Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}")
        coroutine = coroutine.cr_await
    return "\n".join(lines)


async def judge(case):
    """None, or how it ended instead."""
    task = asyncio.create_task(case.run())
    await asyncio.wait({task}, timeout=case.deadline)
    if not task.done():
        hung = f"It hung for {case.deadline} s at\n{where(task.get_coro())}"
        task.cancel()
        await asyncio.wait({task}, timeout=case.deadline)
        return hung
    try:
        task.result()
    except Fault as fault:
        return str(fault)
    except Exception:
        return traceback.format_exc()
    return None


async def run_all(cases, together=8):
    """Runs the cases, so many at a time; the table's rows by their words."""
    rows = {}
    turn = asyncio.Semaphore(together)

    async def run(case):
        async with turn:
            fault = await judge(case)
        row = rows[case.done, case.end]
        row.times += 1
        if fault:
            row.faults.append(fault)
            print(f"NOT SO: {case.done}: {case.end} ({case.among})\n{fault}\n", flush=True)

    for case in cases:
        rows.setdefault((case.done, case.end), Row())
    await asyncio.gather(*(run(case) for case in cases if not case.alone))
    for case in cases:
        if case.alone:
            await run(case)
    return rows


def report(rows, seconds):
    """Prints the table; whether all ended as they must."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    for (done, end), row in rows.items():
        good = row.times - len(row.faults)
        print(f"{done:<{widths[0]}}  {end:<{widths[1]}}  {good:>4} of {row.times}")
    times = sum(row.times for row in rows.values())
    good = times - sum(len(row.faults) for row in rows.values())
    print(f"\n{good} of {times} ended as they must, in {seconds:.0f} s.")
    return good == times > 0
