#!/usr/bin/env python3
"""What a quick client notices of slow ones, and when those are cut. Prints the figures; exit status 1 for a bar missed.

usage: slow_clients.py --server PROGRAM [--connections N] [--seconds S] [--only KIND ...]

  headers   N connections send their heads an octet every 5 s: each gets 408 when its 10 s are over
  contents  N/2 connections send their content an octet every 5 s: each gets 408 when the lowest rate was missed
  readers   N/10 connections ask for an answer of a megabyte and take 1 KiB a second of it
  sleeping  N connections wait for a handler that sleeps 10 s
  blocking  64 connections wait for a plain function that blocks a thread
  storm     2,000 connections come to a process that may have 256 descriptors

A quick client asks one question after the other meanwhile. Its 99th percentile may be three times what it is without the
others, or 50 ms.
"""
import argparse
import selectors
import socket
import sys
import threading
import time

from clients import Service, allow_descriptors, read_answer

GRACE = 1.5  # seconds behind a limit; the machine has other things to do
BAR = 0.050
QUESTION = b"GET /count/1 HTTP/1.1\r\nHost: a\r\n\r\n"


def percentile(port, seconds):
    """The 99th percentile of the quick client, in seconds."""
    times = []
    end = time.monotonic() + seconds
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.monotonic() < end:
            began = time.perf_counter()
            connection.sendall(QUESTION)
            answer = read_answer(connection)
            assert answer and answer[0] == 200, answer
            times.append(time.perf_counter() - began)
            time.sleep(0.001)
    return sorted(times)[len(times) * 99 // 100]


def percentile_within(port, seconds, bar):
    """The same; the least of three where it is over the bar, because other programs stop this one, too."""
    times = []
    while len(times) < 3 and (not times or min(times) > bar):
        times.append(percentile(port, seconds))
    return min(times)


class Crowd:
    """Connections that send an octet from time to time, in a thread of their own, and what becomes of them."""

    def __init__(self, port, count, begin, dribble=b"a", every=5.0, reads=0):
        self.every, self.dribble, self.reads = every, dribble, reads
        self.port, self.count, self.begin = port, count, begin
        self.sockets = {}  # socket → when it was opened
        self.answers = {}  # status → [seconds until it came]
        self.selector = selectors.DefaultSelector()
        self.all_are_there = threading.Event()
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self):
        self.thread.start()
        self.all_are_there.wait(120)
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.thread.join()
        for one in self.sockets:
            one.close()
        self.selector.close()

    def wait(self, seconds):
        """Until all are gone."""
        end = time.monotonic() + seconds
        while self.sockets and time.monotonic() < end:
            time.sleep(0.05)

    def _open(self):
        one = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        if self.reads:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.sendall(self.begin)
        one.setblocking(False)
        self.sockets[one] = time.monotonic()
        if not self.reads:
            self.selector.register(one, selectors.EVENT_READ)

    def _run(self):
        opened = 0
        due = time.monotonic() + self.every
        while not self.ending.is_set() and (opened < self.count or self.sockets):
            for _ in range(min(100, self.count - opened)):
                self._open()
                opened += 1
            if opened == self.count:
                self.all_are_there.set()
            for key, _ in self.selector.select(0.1 if opened == self.count else 0):
                self._on_answer(key.fileobj)
            if time.monotonic() > due:
                due += self.every
                self._dribble()

    def _dribble(self):
        for one in list(self.sockets):
            try:
                if self.reads:
                    one.recv(self.reads)
                else:
                    one.send(self.dribble)
            except OSError:
                pass

    def _on_answer(self, one):
        try:
            received = one.recv(4096)
        except OSError:
            received = b""
        status = int(received[9:12]) if received.startswith(b"HTTP/1.1 ") else 0
        self.answers.setdefault(status, []).append(time.monotonic() - self.sockets[one])
        self.selector.unregister(one)
        one.close()
        del self.sockets[one]


def wait_until_idle(service):
    """Until the process rests, at most for a while."""
    rested = 0
    for _ in range(100):
        before = service.cpu_seconds()
        time.sleep(0.1)
        rested = rested + 1 if service.cpu_seconds() - before < 0.005 else 0
        if rested == 5:
            return


def disturbed(program, name, count, seconds, begin, expected=None, within=None, **options):
    """Runs a crowd beside the quick client. `expected`: the status that each gets, in the time `within` (least, most)."""
    with Service(program, "--threads", "1", "--limit-concurrency", "30000") as service:
        quiet = percentile(service.port, seconds / 2)
        before = service.memory()
        crowd = Crowd(service.port, count, begin, **options)
        with crowd:
            wait_until_idle(service)
            each = (service.memory() - before) / count / 1024
            busy = percentile_within(service.port, seconds, max(3 * quiet, BAR))
            if expected:
                crowd.wait(within[1] + GRACE)
        good = busy <= max(3 * quiet, BAR) and each <= 24
        text = f"{name:9} {count:6}: p99 {1000 * quiet:.2f} ms alone, {1000 * busy:.2f} ms beside them; {each:.2f} KiB each"
        if expected:
            times = crowd.answers.get(expected, [])
            fits = len(times) == count and min(times) >= within[0] and max(times) <= within[1] + GRACE
            good = good and fits
            text += f"; {len(times)} got {expected}" + (f" after {min(times):.1f} to {max(times):.1f} s" if times else "")
            if not fits:
                text += f", others {({status: len(all_) for status, all_ in crowd.answers.items()})}"
        print(text + ("" if good else "  FAILED"), flush=True)
        return service.stop() is not None and good


def headers(program, count, seconds):
    return disturbed(program, "headers", count, seconds, b"GET /count/1 HTTP/1.1\r\nHost: a\r\nX-A: ", 408, (9, 11))


def contents(program, count, seconds):
    head = b"POST /octets HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na"
    return disturbed(program, "contents", count // 2, seconds, head, 408, (4, 7))


def readers(program, count, seconds):
    # Answers that no system keeps for its clients.
    ask = b"GET /files/1m HTTP/1.1\r\nHost: a\r\n\r\n" * 4
    with Service.with_files(program, {"1m": b"x" * (1 << 20)}) as service:
        quiet = percentile(service.port, seconds / 2)
        before = service.memory()
        with Crowd(service.port, count // 10, ask, every=1.0, reads=1024):
            wait_until_idle(service)
            busy = percentile_within(service.port, seconds, max(3 * quiet, BAR))
            each = (service.memory() - before) / (count // 10) / 1024
        # A block of the file, and what of it the system did not take.
        good = busy <= max(3 * quiet, BAR) and each <= 160
        print(f"readers   {count // 10:6}: p99 {1000 * quiet:.2f} ms alone, {1000 * busy:.2f} ms beside them; {each:.2f} KiB each"
              f"{'' if good else '  FAILED'}", flush=True)
        return good


def sleeping(program, count, seconds):
    return disturbed(program, "sleeping", count, seconds, b"GET /wait/1?ms=10000 HTTP/1.1\r\nHost: a\r\n\r\n")


def blocking(program, _, seconds):
    milliseconds = int(1000 * seconds)
    return disturbed(program, "blocking", 64, seconds, b"GET /block/1?ms=%d HTTP/1.1\r\nHost: a\r\n\r\n" % milliseconds)


def storm(program, _, seconds):
    with Service(program, "--threads", "1", descriptors=256) as service:
        before = service.cpu_seconds()
        sockets = []
        for _ in range(2000):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", service.port))
            sockets.append(one)
        time.sleep(0.5)
        coming = service.cpu_seconds() - before
        time.sleep(seconds)
        resting = (service.cpu_seconds() - before - coming) / seconds
        for one in sockets:
            one.close()
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
            connection.sendall(QUESTION)
            answer = read_answer(connection)
        again = time.monotonic() - began
        good = resting < 0.2 and again < 1 and answer is not None and answer[0] == 200
        print(f"storm       2000: {coming:.2f} s of processor time for them, then {100 * resting:.1f} % of a core; serves again after "
              f"{again:.2f} s{'' if good else f'  FAILED {answer}'}", flush=True)
        return service.stop() == 0 and good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=5, help="how long the quick client asks")
    kinds = {one.__name__: one for one in (headers, contents, readers, sleeping, blocking, storm)}
    parser.add_argument("--only", nargs="*", choices=kinds, default=list(kinds))
    arguments = parser.parse_args()
    allow_descriptors()
    results = [kinds[name](arguments.server, arguments.connections, arguments.seconds) for name in arguments.only]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
