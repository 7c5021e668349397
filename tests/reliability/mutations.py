#!/usr/bin/env python3
"""Sends requests that are a little wrong, and looks whether the server keeps its head.

usage: mutations.py --server 'PROGRAM --port 0' [--count N] [--seed N]

Each is sent on a connection of its own, whose sending side is closed then. What comes back must be a row of well-formed
answers and the end of the connection, within 5 s, and the program must go on and end well.
"""
import argparse
import re
import shlex
import socket
import sys
import time

from clients import Service, read_answer
from mutants import mutants

STATUS = re.compile(rb"HTTP/1\.1 [1-5][0-9][0-9] [ -~]*\Z")
FIELD = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+: ?[\t\x20-\x7e\x80-\xff]*\Z")
LENGTH = re.compile(rb"content-length: ([0-9]{1,18})\Z")


def answers(octets, asked_head):
    """The statuses in what came; raises ValueError for what is not well formed."""
    statuses = []
    while octets:
        head, separator, rest = octets.partition(b"\r\n\r\n")
        first, *fields = head.split(b"\r\n")
        if not separator or not STATUS.match(first) or not all(FIELD.match(field) for field in fields):
            raise ValueError(f"a malformed head: {head[:100]!r}")
        status = int(first[9:12])
        lengths = [int(found.group(1)) for field in fields if (found := LENGTH.match(field))]
        if len(lengths) > 1 or any(field.startswith(b"transfer-encoding") for field in fields):
            raise ValueError(f"more than a length: {head[:100]!r}")
        statuses.append(status)
        length = 0 if status < 200 or status in (204, 304) or asked_head else sum(lengths)
        if len(rest) < length:
            raise ValueError(f"the content ends early: {octets[:100]!r}")
        octets = rest[length:]
    return statuses


def exchange(port, stream):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        received = b""
        try:
            connection.sendall(stream)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass
        return received


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tally, faults = {}, []
    began = time.monotonic()
    with Service(*shlex.split(arguments.server)) as service:
        for stream in mutants(arguments.count, arguments.seed):
            try:
                received = exchange(service.port, stream)
                statuses = answers(received, b"HEAD" in stream)
            except (TimeoutError, ValueError) as error:
                faults.append(f"{error}: {stream!r}")
                statuses = []
            for status in statuses or [0]:
                tally[status] = tally.get(status, 0) + 1
            if service.process.poll() is not None:
                faults.append(f"it ended with status {service.process.returncode}: {stream!r}: {service.output[-3000:]}")
                break
        else:
            with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
                connection.sendall(b"GET /count/1 HTTP/1.1\r\nHost: a\r\n\r\n")
                if read_answer(connection)[0] != 200:
                    faults.append("it does not answer any more")
            if service.stop() != 0:
                faults.append(f"it does not end well: {service.output[-3000:]}")
    shown = ", ".join(f"{count} × {status or 'nothing'}" for status, count in sorted(tally.items()))
    print(f"{arguments.count} mutated streams in {time.monotonic() - began:.0f} s: {shown}; {len(faults)} faults")
    for fault in faults[:20]:
        print("  " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
