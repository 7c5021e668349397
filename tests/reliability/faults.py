#!/usr/bin/env python3
"""Lets the first allocation of a request fail, then the second, and so on until the request succeeds; and fills the disk.

usage: faults.py --server PROGRAM [--only NAME ...]

Whatever fails, the process goes on, the request is answered with 500 or 503, with what it would have got, or not at all, and
the next one is answered.
"""
import argparse
import os
import socket
import subprocess
import sys
import tempfile

from clients import HANDSHAKE, Service, read_answer

MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\ntext\r\n'
    b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nfile\r\n--b--\r\n'
)


def post(target, content, kind=b"application/json"):
    head = b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
    return head % (target, kind, len(content)) + content


REQUESTS = {
    "plain": (b"GET /count/1 HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    "invalid": (b"GET /count/x HTTP/1.1\r\nHost: a\r\n\r\n", 422),
    "not found": (b"GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", 404),
    "malformed": (b"GET /count/1 HTTP/1.1\r\n\r\n", 400),
    "waiting": (b"GET /wait/1?ms=1 HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    "blocking": (b"GET /block/1?ms=1 HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    "model": (post(b"/measure", b'{"text":"some text that needs room of its own"}'), 200),
    "json": (post(b"/json", b'{"a":[1,2,{"b":"c"}]}'), 200),
    "chunked": (b"POST /octets HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 200),
    "form": (post(b"/form", MULTIPART, b"multipart/form-data; boundary=b"), 200),
    "exception": (b"GET /inject/header-exception?octet=65&position=1 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "file": (b"GET /files/page.html HTTP/1.1\r\nHost: a\r\nRange: bytes=1-2\r\n\r\n", 206),
    "pipelined": (b"GET /count/1 HTTP/1.1\r\nHost: a\r\n\r\n" * 3, 200),
    "websocket": (HANDSHAKE + b"\x81\x82\0\0\0\0hi", 101),
}


def ask(port, request):
    """The status, 0 for none, and the content."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        answer = read_answer(connection)
        return (answer[0], answer[2]) if answer else (0, b"")


def get(target):
    return b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % target


def try_all(service, request, wanted):
    """How many allocations have failed, and what went wrong."""
    statuses = {}
    for number in range(100_000):
        ask(service.port, get(b"/faults/after/%d" % number))
        try:
            status, _ = ask(service.port, request)
        except TimeoutError:
            return number, f"no answer when allocation {number} failed"
        if service.process.poll() is not None:
            return number, f"it ended with {service.process.returncode} when allocation {number} failed: {service.output[-500:]}"
        if status not in (0, 500, 503, wanted):
            return number, f"status {status} when allocation {number} failed"
        statuses[status] = statuses.get(status, 0) + 1
        for _ in range(3):  # the fault may still be to come
            status, content = ask(service.port, get(b"/faults/failed"))
            if status == 200:
                break
        else:
            return number, f"it does not recover from the failure of allocation {number}"
        if content == b"false":
            return number, None if ask(service.port, request)[0] == wanted else "it does not recover"
    return number, f"it never succeeds: {statuses}"


SMALL_DISK = 'mount -t tmpfs -o size=2m none "$TMPDIR" && exec "$@"'


def full_disk(program):
    """Uploads that the disk has no room for, and one that it has."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["unshare", "--mount", "sh", "-c", SMALL_DISK, "sh"]
        environment = dict(os.environ, TMPDIR=folder)
        if subprocess.run([*command, "true"], env=environment, capture_output=True).returncode != 0:
            print("disk       skipped: a small disk needs the rights to mount one")
            return True

        def upload(size):
            file = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"x" * size + b"\r\n--b--\r\n"
            return post(b"/upload", file, b"multipart/form-data; boundary=b")

        with Service([*command, program], "--threads", "1", environment=environment) as service:
            sizes = [1_500_000, 2_600_000, 2_600_000, 1_500_000]
            statuses = [ask(service.port, upload(size))[0] for size in sizes]
            good = statuses in ([200, 500, 500, 200], [200, 507, 507, 200]) and service.stop() == 0
            print(f"disk       of 2 MiB, uploads of {sizes}: {statuses}{'' if good else '  FAILED'}")
            return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--only", nargs="*", choices=REQUESTS, default=list(REQUESTS))
    arguments = parser.parse_args()
    good = full_disk(arguments.server) if arguments.only == list(REQUESTS) else True
    for name in arguments.only:
        request, wanted = REQUESTS[name]
        with Service.with_files(arguments.server, {"page.html": b"inside"}) as service:
            for one, _ in REQUESTS.values():
                ask(service.port, one)  # what is made once is not what is looked at
            count, fault = try_all(service, request, wanted)
            if not fault and service.stop() != 0:
                fault = "it does not end well"
            print(f"{name:10} {count:4} allocations failed, one in each attempt{f'  FAILED: {fault}' if fault else ''}", flush=True)
            good = good and not fault
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
