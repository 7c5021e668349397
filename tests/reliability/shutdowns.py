#!/usr/bin/env python3
"""Stops a program that is answering many requests, and looks whether one of them is not answered.

usage: shutdowns.py --server PROGRAM [--rounds N] [--connections N]

Each round: so many connections wait for answers that take up to a second, some pipeline two requests, some are
WebSockets; then SIGTERM. Every answer must come, every WebSocket must be closed with 1001, and the program must end with
status 0. Prints the figures; exit status 1 if something failed.
"""
import argparse
import random
import signal
import socket
import sys
import time

from clients import HANDSHAKE, Connection, Service, allow_descriptors

def open_websocket(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall(HANDSHAKE)
    head = b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(4096)
    assert head.startswith(b"HTTP/1.1 101 "), head
    return connection


def close_code(connection):
    """The code of the close frame that comes next, 0 for something else. Answers it, as a client must."""
    frame = b""
    while len(frame) < 4 and (piece := connection.recv(4096)):
        frame += piece
    if len(frame) < 4 or frame[0] != 0x88:
        return 0
    code = int.from_bytes(frame[2:4], "big")
    connection.sendall(b"\x88\x82\0\0\0\0" + frame[2:4])
    connection.close()
    return code


def one_round(program, count, random_):
    with Service(program, "--threads", "2") as service:
        websockets = [open_websocket(service.port) for _ in range(count // 20)]
        asked = []
        for number in range(count):
            connection = Connection(service.port)
            connection.send(f"/wait/{number}?ms={random_.randrange(200, 1000)}")
            asked.append((connection, number))
            if random_.random() < 0.1:
                connection.send(f"/count/{number}")
        time.sleep(random_.uniform(0.1, 0.3))
        began = time.monotonic()
        service.send_signal(signal.SIGTERM)
        broken = 0
        for connection, number in asked:
            try:
                status, _, content = connection.answer()
                broken += status != 200 or f'"number":{number},' not in content.decode()
            except (OSError, ValueError):
                broken += 1
            connection.close()
        unclosed = sum(close_code(one) != 1001 for one in websockets)
        status = service.process.wait(timeout=35)
        return broken, unclosed, status, time.monotonic() - began


def second_signal(program):
    """Seconds until a program that still has an hour of work ends at the second signal, and its status."""
    with Service(program, "--threads", "1") as service:
        connection = Connection(service.port)
        connection.send("/count/1")
        connection.answer()
        connection.send("/wait/1?ms=3600000")
        service.send_signal()
        time.sleep(0.2)
        began = time.monotonic()
        status = service.stop()
        return time.monotonic() - began, status


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--connections", type=int, default=1000)
    arguments = parser.parse_args()
    allow_descriptors()
    random_ = random.Random(15)
    broken = unclosed = bad_ends = 0
    longest = 0.0
    for _ in range(arguments.rounds):
        round_broken, round_unclosed, status, seconds = one_round(arguments.server, arguments.connections, random_)
        broken += round_broken
        unclosed += round_unclosed
        bad_ends += status != 0
        longest = max(longest, seconds)
    print(
        f"{arguments.rounds} stops with {arguments.connections} requests in flight: {broken} broken, "
        f"{unclosed} WebSockets not closed with 1001, {bad_ends} bad exit statuses, at most {longest:.1f} s"
    )
    seconds, status = second_signal(arguments.server)
    print(f"at the second SIGTERM it ended after {seconds:.2f} s with status {status}")
    return 0 if broken + unclosed + bad_ends == 0 and seconds < 2 and status == 128 + signal.SIGTERM else 1


if __name__ == "__main__":
    sys.exit(main())
