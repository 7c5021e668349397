#!/usr/bin/env python3
"""Whether memory grows with the number of requests.

usage: memory.py --server PROGRAM [--requests N]

Requests of all kinds, pipelined, on connections that come and go: a tenth of N first, then the rest. The resident memory of
the process may be 2 MiB more at the end than it was behind the first tenth, and no more than 2 %.
"""
import argparse
import socket
import sys
import time
import zlib

from clients import Service, read_answer

MIB = 1 << 20


def post(target, content, kind, fields=b""):
    head = b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
    return head % (target, kind, len(content), fields) + content


FORM = (
    b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\ntext\r\n'
    b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\n' + b"x" * 5000 + b"\r\n--b--\r\n"
)
KINDS = [
    (b"GET /count/1234 HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    (b"GET /count/x HTTP/1.1\r\nHost: a\r\n\r\n", 422),
    (b"GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", 404),
    (b"HEAD /files/page.html HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    (b"GET /wait/1?ms=0 HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    (b"GET /block/1?ms=0 HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    (b"GET /query?a=1&b=%20&c HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=d\r\nAccept: */*\r\n\r\n", 200),
    (b"GET /inject/cookie-value?octet=65&position=1 HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    (b"GET /inject/header-value?octet=10&position=1 HTTP/1.1\r\nHost: a\r\n\r\n", 500),
    (b"GET /inject/header-exception?octet=65&position=1 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    (b"GET /files/page.html HTTP/1.1\r\nHost: a\r\nRange: bytes=10-20\r\n\r\n", 206),
    (post(b"/measure", b'{"text":"' + b"x" * 300 + b'"}', b"application/json"), 200),
    (post(b"/measure", b'{"text":7}', b"application/json"), 422),
    (post(b"/json", b'{"a":[1,2,{"b":null}],"c":"d"}', b"application/json"), 200),
    (post(b"/tree", b'{"children":[{"children":[]}]}', b"application/json"), 200),
    (post(b"/form", FORM, b"multipart/form-data; boundary=b"), 200),
    (post(b"/form", b"a=1&b=2", b"application/x-www-form-urlencoded"), 200),
    (post(b"/unpack", zlib.compress(b"x" * 5000), b"text/plain", b"Content-Encoding: deflate\r\n"), 200),
    (b"POST /octets HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 200),
]


def sizes(port):
    """How long the answer to each kind is. The date is always of the same length."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        out = []
        for request, wanted in KINDS:
            connection.sendall(request)
            if request.startswith(b"HEAD"):
                received = b""
                while b"\r\n\r\n" not in received:
                    received += connection.recv(65536)
                status, length = int(received[9:12]), len(received)
            else:
                status, head, content, _ = read_answer(connection)
                length = len(head) + 4 + len(content)
            assert status == wanted, (request, status)
            out.append(length)
        return out


def ask(port, batches, batch, length):
    """Sends `batch` so often on a connection of its own and takes what must come."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        for _ in range(batches):
            connection.sendall(batch)
            missing = length
            while missing:
                piece = connection.recv(min(missing, 1 << 20))
                if not piece:
                    raise ConnectionError(f"{missing} octets are missing")
                missing -= len(piece)


def load(port, count, batch, length):
    rounds = 4  # each batch has every kind so often
    batches = 20  # of a connection
    each = rounds * len(KINDS)
    done = 0
    while done < count:
        ask(port, batches, batch * rounds, length * rounds)
        done += batches * each
    return done


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--requests", type=int, default=10_000_000)
    arguments = parser.parse_args()
    with Service.with_files(arguments.server, {"page.html": b"<p>page</p>" * 50}) as service:
        length = sum(sizes(service.port))
        batch = b"".join(request for request, _ in KINDS)
        began = time.monotonic()
        done = load(service.port, arguments.requests // 10, batch, length)
        first = service.memory()
        done += load(service.port, arguments.requests - done, batch, length)
        last = service.memory()
        seconds = time.monotonic() - began
        good = last - first <= 2 * MIB and last <= 1.02 * first
        print(
            f"{done} requests of {len(KINDS)} kinds in {seconds:.0f} s: {first / MIB:.2f} MiB behind the first tenth, "
            f"{last / MIB:.2f} MiB at the end ({100 * (last - first) / first:+.2f} %){'' if good else '  FAILED'}"
        )
        return 0 if service.stop() == 0 and good else 1


if __name__ == "__main__":
    sys.exit(main())
