"""What the programs in this folder share: building, starting servers, running the load generator."""

import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent.parent
ENVIRONMENT = os.environ | {"NODE_PATH": "/usr/share/nodejs", "LC_ALL": "C.UTF-8"}


def name():
    return pathlib.Path(sys.argv[0]).name


def prepare(build_dir, packages=()):
    """Gets what is missing and builds, unless there is a build already; the folder of the programs."""
    if not {0, 1} <= os.sched_getaffinity(0):
        sys.exit(f"{name()}: this takes two cores, 0 and 1.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing started here stays behind
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if packages:
        subprocess.run(["bash", "-c", 'set -euo pipefail; . .ci/setup.sh; install_packages "$@"', name(),
                        *packages], cwd=ROOT, check=True, stdout=sys.stderr)
    if build_dir:
        return pathlib.Path(build_dir).resolve() / "bin"
    for words in (["--preset", "release"], ["--build", "--preset", "release", "--target", "benchmarks"]):
        subprocess.run(["cmake", *words], cwd=ROOT, check=True, stdout=sys.stderr)
    return ROOT / "build/release/bin"


def go_first():
    """Lets this process have its core whenever it wants it."""
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    sessions = pathlib.Path("/proc/self/autogroup")  # where it is, priorities count within a session only
    if sessions.exists():
        sessions.write_text("-20")


class Bench:
    """Starts servers on core 0 and the load generator on core 1. Use it in a with statement."""

    def __init__(self, folder, first=False):
        self.folder = folder
        self.first = {"start_new_session": True, "preexec_fn": go_first} if first else {}

    def __enter__(self):
        self._certificates = tempfile.TemporaryDirectory()
        subprocess.run([self.folder / "wslab", "certificate", "create", "--folder", self._certificates.name],
                       check=True, stdout=subprocess.DEVNULL)
        self._certificate = pathlib.Path(self._certificates.name) / "localhost.pem"
        return self

    def __exit__(self, *_):
        self._certificates.cleanup()

    def command(self, server, tls=False, users=True):
        python = ["/usr/bin/python3", BENCH / "peers/peer_python.py"]
        options = ["--tls", self._certificate] * tls
        if server == "wslab":
            return [self.folder / "wslab", "serve", "--address", "127.0.0.1", "--hello", "0", "--time", "off",
                    "--counter", "0", "--max-connections", "12000", *options]
        options += ["--no-users"] * (not users)
        return {"python": python, "broadcast": [*python, "--broadcast"],
                "naive": [self.folder / "naiveserver"],
                "node": ["node", BENCH / "peers/peer_node.js"]}[server] + options

    def serve(self, server, tls=False, users=True):
        """Starts a server; manages it in a with statement."""
        return Server(server, ["taskset", "-c", "0", *self.command(server, tls, users)], self.first)

    def startup(self, program):
        """Starts a server, or the window, again and again until it says its first word."""
        command = [self.folder / "window", "-platform", "offscreen"] if program == "window" else self.command(program)
        return subprocess.Popen(["taskset", "-c", "0", self.folder / "load", "startup", "--", *command],
                                stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, **self.first)

    def load(self, server, scenario, *arguments):
        """Starts the load generator on a server."""
        service = {"fanout": "counter", "join": "counter", "hello": "hello", "soak": "hello"}.get(scenario, "echo")
        command = ["taskset", "-c", "1", self.folder / "load", scenario,
                   "--url", server.urls[service], "--pid", str(server.process.pid), *map(str, arguments)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **self.first)


class Server:
    """A running server, and where its services are."""

    def __init__(self, server, command, first):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                        env=ENVIRONMENT, **first)
        self.urls = {}
        services = {"hello", "counter"} if server == "wslab" else {"hello", "counter", "echo"}
        while services - self.urls.keys():
            line = self.process.stdout.readline()
            if not line:
                sys.exit(f"{name()}: {server} ended before it listened.")
            service, url = line.split()
            self.urls[service] = url
        self.urls.setdefault("echo", self.urls["hello"] + "echo")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def figures(load):
    """What the load generator printed, once it is done; None when it failed."""
    try:
        said, _ = load.communicate()
    finally:
        load.kill()
    if load.returncode != 0:
        return None
    return {key: float(value) for key, value in re.findall(r"(\w+)=(-?[\d.]+)", said)}
