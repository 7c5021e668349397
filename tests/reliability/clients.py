"""Clients that see everything that goes wrong, and the processes that they talk to. Standard library only."""
import dataclasses
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time


HANDSHAKE = (
    b"GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


def read_answer(connection, received=b""):
    """(status, head, content, what came behind); None when the connection ends before."""
    try:
        while b"\r\n\r\n" not in received:
            piece = connection.recv(65536)
            if not piece:
                return None
            received += piece
        head, _, rest = received.partition(b"\r\n\r\n")
        length = re.search(rb"\ncontent-length: (\d+)", head)
        length = int(length.group(1)) if length else 0
        while len(rest) < length:
            piece = connection.recv(65536)
            if not piece:
                return None
            rest += piece
    except ConnectionError:
        return None
    return int(head[9:12]), head, rest[:length], rest[length:]


def allow_descriptors():
    """As many as this process may have."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@dataclasses.dataclass
class Tally:
    """What a number of clients have seen."""

    answered: int = 0
    connections: int = 0
    refused: int = 0  # no connection
    broken: int = 0  # a connection that ended before the answer to a request that was sent
    wrong: int = 0  # another answer than that
    notes: list = dataclasses.field(default_factory=list)

    def failures(self):
        return self.refused + self.broken + self.wrong

    def __str__(self):
        return (
            f"{self.answered} answered on {self.connections} connections, "
            f"{self.refused} refused, {self.broken} broken, {self.wrong} wrong"
        )


class Connection:
    """HTTP/1.1, one request at a time."""

    def __init__(self, port, timeout=30):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.process = None  # who answered last

    def close(self):
        self.socket.close()

    def send(self, target):
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())

    def answer(self):
        """(status, keeps open, content); raises ConnectionError when the connection ends before it is there."""
        while b"\r\n\r\n" not in self.received:
            self._receive()
        head, _, rest = self.received.partition(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head).group(1))
        while len(rest) < length:
            self._receive()
            rest = self.received.partition(b"\r\n\r\n")[2]
        self.received = rest[length:]
        return int(head[9:12]), b"connection: close" not in head, rest[:length]

    def ends(self):
        """Whether the other side closes without a word."""
        try:
            return self.socket.recv(1) == b""
        except ConnectionError:
            return False

    def _receive(self):
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("the connection ended")
        self.received += piece


class Load:
    """Clients in threads: some use a connection once, some for many requests, some ask for what takes its time."""

    def __init__(self, port, clients=12, seed=1):
        self.port = port
        self.tally = Tally()
        self.lock = threading.Lock()
        self.ending = threading.Event()
        self.threads = [threading.Thread(target=self._run, args=(random.Random(seed + n), n)) for n in range(clients)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join()

    def _run(self, random_, client):
        number = client * 1_000_000
        while not self.ending.is_set():
            try:
                connection = Connection(self.port)
            except OSError as error:
                self._note("refused", error, None)
                time.sleep(0.01)
                continue
            with self.lock:
                self.tally.connections += 1
            for _ in range(random_.choice((1, 1, 3, 50))):
                number += 1
                if not self._request(connection, number, random_) or self.ending.is_set():
                    break
            connection.close()

    def _request(self, connection, number, random_):
        kind = random_.random()
        if kind < 0.8:
            target = f"/count/{number}"
        else:
            target = f"/{'wait' if kind < 0.95 else 'block'}/{number}?ms={random_.randrange(1, 60)}"
        try:
            connection.send(target)
            status, keeps_open, content = connection.answer()
        except OSError as error:
            self._note("broken", error, connection.process)
            return False
        answer = json.loads(content) if status == 200 else {}
        connection.process = answer.get("process")
        if answer.get("number") != number:
            self._note("wrong", f"{status} {content[:80]!r}", connection.process)
            return False
        with self.lock:
            self.tally.answered += 1
        return keeps_open

    def _note(self, kind, what, process):
        with self.lock:
            setattr(self.tally, kind, getattr(self.tally, kind) + 1)
            self.tally.notes.append((time.monotonic(), kind, str(what), process))


class Service:
    """The program, started with a port of its own; what it writes is kept."""

    def __init__(self, program, *arguments, environment=None, descriptors=None):
        self.folder = None

        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        self.process = subprocess.Popen(
            [*([program] if isinstance(program, str) else program), "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
            preexec_fn=limit if descriptors else None,
        )
        self.output = ""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.port = int(self.wait_for(r"http://127\.0\.0\.1:(\d+)").group(1))

    @classmethod
    def with_files(cls, program, files, *arguments):
        """One loop, and `/files` with these. Beside their folder is room for others."""
        base = tempfile.mkdtemp()
        folder = os.path.join(base, "files")
        for name, octets in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(octets)
        service = cls(program, "--threads", "1", *arguments, environment=dict(os.environ, TALARIA_TEST_FILES=folder))
        service.folder = folder
        return service

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.folder:
            shutil.rmtree(os.path.dirname(self.folder))
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        # A process that has taken its place may still have the other end of the pipe.
        self.reader.join(timeout=1)
        if not self.reader.is_alive():
            self.process.stdout.close()

    def _read(self):
        for line in self.process.stdout:
            self.output += line

    def wait_for(self, pattern, seconds=30, behind=0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := re.compile(pattern).search(self.output, behind):
                return found
            time.sleep(0.005)
        raise AssertionError(f"no {pattern!r} in {self.output[behind:]!r}")

    def send_signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def cpu_seconds(self):
        total = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{task}/schedstat") as file:
                total += int(file.read().split()[0])
        return total / 1e9

    def memory(self, field="VmRSS"):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(rf"{field}:\s+(\d+) kB", file.read()).group(1)) * 1024

    def highest_memory(self):
        return self.memory("VmHWM")

    def children(self):
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as file:
            return [int(pid) for pid in file.read().split()]

    def stop(self, number=signal.SIGTERM, seconds=40):
        self.send_signal(number)
        return self.process.wait(timeout=seconds)
