"""The servers that are compared: how each is found, started, named and stopped."""

import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Optional

from . import workloads

SOURCE = Path(__file__).resolve().parent.parent
EVERY = tuple(w.name for w in workloads.ALL)


@dataclass
class Server:
    name: str
    title: str
    command: Callable[[int], list]  # port -> argv
    version: str = ""
    missing: Optional[str] = None  # why it cannot run here
    does: tuple = EVERY
    validates: bool = True
    counted_requests: int = 4000  # how many to count under valgrind; 0 for what valgrind cannot run sensibly
    environment: dict = field(default_factory=dict)
    prepare: Callable[[int], None] = lambda port: None


class Running:
    """A started server, pinned to `core` when there is one to pin to."""

    def __init__(self, server: Server, port: int, core: Optional[int], prefix=(), log=subprocess.DEVNULL):
        self.server, self.port = server, port
        server.prepare(port)
        pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
        self.process = subprocess.Popen(
            [*prefix, *server.command(port)],
            stdout=log,
            stderr=log,
            env={**os.environ, **server.environment},
            preexec_fn=pin,
        )
        self._wait_until_open()

    @property
    def pid(self) -> int:
        return self.process.pid

    def _wait_until_open(self, seconds=30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise workloads.WrongAnswer(f"{self.server.name} ended at once with status {self.process.returncode}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        self.stop()
        raise workloads.WrongAnswer(f"{self.server.name} did not open its port within {seconds} s")

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def output_of(*command) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).strip() if done.returncode == 0 else ""


def built(directory: Path, name: str) -> dict:
    program = directory / name
    return {"missing": None if program.exists() else f"{name} is not built"}


def talaria(binaries: Path) -> Server:
    program = binaries / "bench_talaria"
    return Server(
        "talaria",
        "Talaria",
        lambda port: [program, "run", "--host", "127.0.0.1", "--port", str(port), "--threads", "1"],
        **built(binaries, "bench_talaria"),
    )


def floor(binaries: Path, mode: str, title: str, **more) -> Server:
    program = binaries / "bench_floor"
    name = "floor" if mode == "fixed" else mode
    command = lambda port: [program, "--port", str(port), "--mode", mode]
    return Server(name, title, command, **built(binaries, "bench_floor"), **more)


def beast(binaries: Path) -> Server:
    text = Path("/usr/include/boost/version.hpp")
    version = ""
    if text.exists():
        line = next(l for l in text.read_text().splitlines() if l.startswith("#define BOOST_LIB_VERSION"))
        version = "Boost " + line.split('"')[1].replace("_", ".")
    program = binaries / "bench_beast"
    return Server(
        "beast", "Boost.Beast", lambda port: [program, "--port", str(port)], version, **built(binaries, "bench_beast")
    )


def nginx(work: Path) -> Server:
    program = shutil.which("nginx", path="/usr/sbin:" + os.environ.get("PATH", ""))
    config = work / "nginx" / "nginx.conf"

    def prepare(port: int):
        config.parent.mkdir(parents=True, exist_ok=True)
        text = (SOURCE / "peers/nginx/nginx.conf").read_text()
        config.write_text(text.replace("@PORT@", str(port)).replace("@DIRECTORY@", str(config.parent)))

    return Server(
        "nginx",
        "nginx",
        lambda port: [program, "-p", config.parent, "-c", config],
        output_of(program, "-v").rpartition("/")[2] if program else "",
        missing=None if program else "nginx is not installed",
        does=(workloads.PLAIN.name, workloads.PIPELINED.name),
        prepare=prepare,
    )


def fastify(work: Path) -> Server:
    root = work / "node"
    package = root / "node_modules/fastify/package.json"
    node = shutil.which("node")
    version = ""
    if package.exists():
        version = workloads.json.loads(package.read_text())["version"] + ", node " + output_of("node", "--version")
    return Server(
        "fastify",
        "fastify",
        lambda port: [node, SOURCE / "peers/fastify/server.js", str(port)],
        version,
        missing=None if node and version else "fastify is not installed (npm)",
        counted_requests=0,
        environment={"BENCH_NODE_ROOT": str(root), "NODE_ENV": "production"},
    )


def fastapi() -> Server:
    # Debian's packages by default; TALARIA_BENCH_PYTHON may name the python of an environment with newer ones.
    python = os.environ.get("TALARIA_BENCH_PYTHON", "/usr/bin/python3")
    show = (
        "import fastapi, uvicorn, uvloop, httptools, pydantic, platform; "
        "print(fastapi.__version__, 'uvicorn', uvicorn.__version__, 'pydantic', pydantic.VERSION, "
        "'uvloop', uvloop.__version__, 'Python', platform.python_version())"
    )
    version = output_of(python, "-c", show)
    return Server(
        "fastapi",
        "FastAPI on uvicorn",
        lambda port: [python, "-m", "uvicorn", "server:app", "--app-dir", SOURCE / "peers/fastapi", "--port", str(port),
                      "--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"],
        version,
        missing=None if version else "fastapi, uvicorn, uvloop or httptools is not installed",
        counted_requests=400,
        environment={"PYTHONDONTWRITEBYTECODE": "1"},
    )


def every(binaries: Path, work: Path) -> list:
    """All servers, in the order in which the tables show them."""
    hand = (workloads.TYPED_JSON.name, workloads.VALIDATED_BODY.name)
    return [
        floor(binaries, "fixed", "floor: epoll, fixed answers", validates=False),
        floor(binaries, "hand", "epoll, work done by hand", does=hand),
        talaria(binaries),
        nginx(work),
        beast(binaries),
        fastify(work),
        fastapi(),
    ]
