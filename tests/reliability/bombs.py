#!/usr/bin/env python3
"""Sends what is small for its sender and meant to be large for its receiver. Prints status, processor time and memory.

usage: bombs.py --server PROGRAM [--no-bounds]

Each one must be answered with one of its statuses, cost no more processor time than its bound, and leave the highest
memory of the process no more than its bound above what it was. (--no-bounds: under a sanitizer neither means anything.)
"""
import argparse
import json
import socket
import struct
import sys
import zlib

from clients import HANDSHAKE, Service, read_answer

MIB = 1 << 20
JSON = b"application/json"
MULTIPART = b"multipart/form-data; boundary=b"


def post(target, content, kind=JSON, fields=b"", announce=None):
    length = len(content) if announce is None else announce
    head = b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n" % (target, kind, length, fields)
    return head + content


def chunked(target, content, piece):
    out = [b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n" % target]
    for at in range(0, len(content), piece):
        out.append(b"%x\r\n%s\r\n" % (len(content[at : at + piece]), content[at : at + piece]))
    return b"".join(out) + b"0\r\n\r\n"


def packed(coding, size):
    zeros = b"\0" * size
    if coding == b"deflate":
        return zlib.compress(zeros, 9)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(zeros) + packer.flush()


def parts(count, fields=b"", content=b"x"):
    one = b'--b\r\nContent-Disposition: form-data; name="a"\r\n%s\r\n%s\r\n' % (fields, content)
    return one * count + b"--b--\r\n"


def unpack(coding, size, fields=b""):
    return post(b"/unpack", packed(coding, size), b"text/plain", b"Content-Encoding: %s\r\n%s" % (coding, fields))


def keys(name, count):
    return json.dumps({name % number: 0 for number in range(count)}).encode()


BOMBS = {
    # name: (request, statuses, most milliseconds of processor time, most MiB)
    "content announced as 1 TiB": (post(b"/octets", b"x", b"text/plain", announce=1 << 40), [413], 5, 1),
    "content of 8 MiB in chunks": (chunked(b"/octets", b"x" * (8 * MIB), 65536), [413], 40, 3),
    "content of 1 MiB in chunks of an octet": (chunked(b"/octets", b"x" * MIB, 1), [200], 400, 4),
    "JSON of depth 100,000": (post(b"/json", b"[" * 100_000 + b"]" * 100_000), [400], 20, 1),
    "JSON of depth 1,000,000": (post(b"/json", b"[" * 1_000_000), [400], 40, 4),
    "JSON of depth 100,000 for a tree": (post(b"/tree", b'{"children":[' * 70_000), [400], 40, 4),
    "JSON of 100,000 names": (post(b"/json", keys("%06d", 100_000)[:MIB]), [200, 422], 400, 40),
    "JSON of 75,000 names": (post(b"/json", keys("%06d", 75_000)), [200], 800, 40),
    "a number of 1,000,000 digits": (post(b"/json", b"1" * 1_000_000), [400], 100, 8),
    "multipart of 100,000 parts, 5 MB": (post(b"/form", parts(100_000), MULTIPART), [413], 40, 4),
    "multipart of 100,000 parts, 1 MiB": (post(b"/form", b"--b\r\n\r\n\r\n" * 100_000 + b"--b--", MULTIPART), [400], 40, 4),
    "multipart of 20,000 parts with names": (post(b"/form", parts(20_000), MULTIPART), [400], 40, 4),
    "a part with 1,000 header fields": (post(b"/form", parts(1, b"A: b\r\n" * 1000), MULTIPART), [400], 20, 1),
    "a header field of a part without end": (post(b"/form", b"--b\r\nA: " + b"x" * 900_000, MULTIPART), [400], 20, 2),
    "900 kB before the first part": (post(b"/form", b"x" * 900_000 + b"\r\n" + parts(1), MULTIPART), [200, 400], 40, 2),
    "900 kB of dashes": (post(b"/form", b"--b\r\n" + b"\r\n-" * 300_000, MULTIPART), [400], 40, 2),
    "a boundary of dashes in dashes": (
        post(b"/form", b"-" * 900_000, b"multipart/form-data; boundary=" + b"-" * 70), [200, 400], 40, 2),
    "a form of 300,000 pairs": (post(b"/form", b"a=&" * 300_000, b"application/x-www-form-urlencoded"), [400], 40, 4),
    "a query of 8,000 pairs": (b"GET /query?%s HTTP/1.1\r\nHost: a\r\n\r\n" % (b"a&" * 8000), [400], 20, 1),
    "gzip of 1:1000, 20 MiB": (unpack(b"gzip", 20 * MIB), [413], 30, 3),
    "deflate of 1:1000, 10 MiB": (unpack(b"deflate", 10 * MIB), [413], 30, 3),
    "(a+)+$ on 100 kB": (post(b"/pattern", b'{"text":"%sb"}' % (b"a" * 100_000)), [422], 50, 4),
    "1,000 ranges": (b"GET /files/1m HTTP/1.1\r\nHost: a\r\nRange: bytes=%s\r\n\r\n" % b",".join(
        b"%d-" % n for n in range(1000)), [200, 400, 416], 20, 2),
}


def run(service, requests):
    """The statuses, and what was spent."""
    before, highest = service.cpu_seconds(), service.highest_memory()
    statuses = []
    for request in requests:
        with socket.create_connection(("127.0.0.1", service.port), timeout=60) as connection:
            try:
                connection.sendall(request)
            except OSError:
                pass  # it was refused before its end
            answer = read_answer(connection)
            statuses.append(answer[0] if answer else 0)
    return statuses, 1000 * (service.cpu_seconds() - before), (service.highest_memory() - highest) / MIB


def websocket_bomb(port):
    """The close code for a message of 70 MiB that is 70 KiB of compressed octets."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(HANDSHAKE[:-2] + b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(4096)
        assert b"permessage-deflate" in received
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        octets = packer.compress(b"\0" * (70 * MIB)) + packer.flush(zlib.Z_SYNC_FLUSH)
        connection.sendall(b"\xc2\xff" + struct.pack(">Q", len(octets) - 4) + b"\0\0\0\0" + octets[:-4])
        frame = b""
        while len(frame) < 4 and (piece := connection.recv(4096)):
            frame += piece
        return int.from_bytes(frame[2:4], "big") if frame[:1] == b"\x88" else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--no-bounds", action="store_true")
    arguments = parser.parse_args()
    good = True
    with Service.with_files(arguments.server, {"1m": b"x" * MIB}) as service:
        run(service, [post(b"/json", b"{}"), unpack(b"gzip", 60_000), post(b"/form", parts(3), MULTIPART)])
        for name, (request, wanted, most_ms, most_mib) in BOMBS.items():
            # The least of three: the others on the machine count, too, with ticks of 10 ms.
            times = []
            grown = 0
            for _ in range(3):
                statuses, milliseconds, more = run(service, [request])
                times.append(milliseconds)
                grown += more
            fits = statuses[0] in wanted and (arguments.no_bounds or (min(times) <= most_ms and grown <= most_mib))
            good = good and fits
            print(f"{name:42} {len(request):9} octets: {statuses[0]}, {min(times):4.0f} ms, {grown:+6.2f} MiB"
                  f"{'' if fits else f'  FAILED, wanted {wanted} within {most_ms} ms and {most_mib} MiB'}")
        before = service.highest_memory()
        code = websocket_bomb(service.port)
        grown = (service.highest_memory() - before) / MIB
        fits = code == 1009 and (arguments.no_bounds or grown <= 3)
        good = good and fits
        print(f"{'a WebSocket message of 1:1000, 70 MiB':42} closed with {code}, {grown:+.2f} MiB{'' if fits else '  FAILED'}")
        good = service.stop() == 0 and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
