#!/usr/bin/env python3
"""Whether a text can become more than the header field, the event or the file that it is meant to be.

usage: injections.py --server PROGRAM

Every API that writes a header field or an event, with each octet at the beginning, in the middle and at the end: what comes
over the wire must be well formed and have no field that was not asked for, and CR, LF and NUL are an error. Then some
hundred paths that want to leave a folder of static files: not an octet from outside may come.
"""
import argparse
import os
import re
import socket
import sys

from clients import Service, read_answer

WAYS = (
    "cookie-name cookie-value cookie-value_utf8 cookie-path cookie-domain redirect media_type header-name header-value "
    "header-added header-exception file-name file-raw_name file-disposition file-media_type event-event event-id "
    "event-data event-comment"
).split()
FIELD = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+: [\t\x20-\x7e\x80-\xff]*\Z")
KNOWN = {
    b"content-type", b"content-length", b"date", b"set-cookie", b"location", b"x-test", b"content-disposition", b"etag",
    b"last-modified", b"accept-ranges", b"connection", b"content-range",
}  # fmt: skip
SECRET = b"SECRET-OUTSIDE"


class Wire:
    def __init__(self, port):
        self.port = port
        self.socket = None

    def ask(self, request):
        """(status, head, content); a connection that was closed is opened again."""
        for _ in range(2):
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self.socket.sendall(request)
            answer = read_answer(self.socket)
            if answer is None:
                self.socket.close()
                self.socket = None
                continue
            if b"connection: close" in answer[1]:
                self.socket.close()
                self.socket = None
            return answer
        raise ConnectionError("no answer")


def fault_of_head(way, octet, status, head, behind):
    """What is wrong with the answer to an injection, or nothing."""
    if behind:
        return f"octets behind the answer: {behind[:50]!r}"
    for line in head.split(b"\r\n")[1:]:
        if not FIELD.match(line):
            return f"a malformed field: {line!r}"
        name = line.split(b":")[0]
        if name not in KNOWN and way != "header-name":
            return f"a field that nobody asked for: {line!r}"
    if status not in (200, 206, 307, 400, 500):
        return f"status {status}"
    escaped = way in ("redirect", "file-name", "file-raw_name", "cookie-value", "cookie-value_utf8") or way.startswith("event-")
    if octet in (0, 10, 13) and status not in (400, 500) and not escaped:
        return f"no error, but {head!r}"
    if way == "header-exception" and octet in (0, 10, 13) and status != 500:
        return f"no error, but {head!r}"
    return None


def fault_of_event(part, status, content):
    if status != 200:
        return None
    lines = re.split(b"\r\n|\r|\n", content)
    if lines[-2:] != [b"", b""] or b"" in lines[:-2]:
        return f"more than an event: {content!r}"
    allowed = {"event": (b"event:", b"data: x"), "id": (b"id:", b"data: x"), "data": (b"data:",), "comment": (b":", b"data: x")}
    wrong = [line for line in lines[:-2] if not line.startswith(allowed[part])]
    return f"a field that nobody asked for: {wrong}" if wrong else None


def injections(service):
    wire = Wire(service.port)
    faults, count, errors = [], 0, 0
    for way in WAYS:
        for octet in range(256):
            for position in range(3):
                target = f"/inject/{way}?octet={octet}&position={position}"
                # A file is large: an octet of it is enough.
                extra = "Range: bytes=0-0\r\n" if way.startswith("file-") else ""
                status, head, content, behind = wire.ask(f"GET {target} HTTP/1.1\r\nHost: a\r\n{extra}\r\n".encode())
                count += 1
                errors += status == 500
                fault = fault_of_head(way, octet, status, head, behind)
                if way.startswith("event-"):
                    fault = fault or fault_of_event(way[6:], status, content)
                if fault:
                    faults.append(f"{target}: {fault}")
    print(f"{count} texts with an odd octet by {len(WAYS)} ways: {errors} were errors, {len(faults)} faults")
    for fault in faults[:20]:
        print("  " + fault)
    return not faults


def hostile_paths():
    up = ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "..;", "..%3b", ". .",
          "...", "%uff0e%uff0e", "..%0d", "..%20", "%ef%bc%8e%ef%bc%8e"]  # fmt: skip
    slash = ["/", "%2f", "%5c", "\\", "%252f", "%c0%af", "//", "/./", "%u2215", "%ef%bc%8f"]
    for dots in up:
        for separator in slash:
            yield f"/files/{dots}{separator}secret.txt"
            yield f"/files/sub{separator}{dots}{separator}{dots}{separator}secret.txt"
    for text in ("/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "file:///etc/passwd", "C:/secret.txt",
                 "\\\\server\\secret.txt", "~/secret.txt", "/proc/self/environ", "/proc/self/root/etc/passwd"):  # fmt: skip
        yield "/files/" + text
        yield "/files" + text
    for sibling in ("/files1/secret.txt", "/files-secret/secret.txt", "/filessecret.txt", "/files/../files-secret/secret.txt"):
        yield sibling
    for special in ("link", "link/passwd", "folder_link/secret.txt", "fifo", "device", ".hidden", "sub/.hidden", "", "sub", "page.html/",
                    "page.html/.", "page.html%00", "page.html%00.png", "page.html::$DATA", "con", "nul", "relative_link"):  # fmt: skip
        yield "/files/" + special


def traversals(program):
    files = {"page.html": b"inside", "sub/page.html": b"inside", ".hidden": SECRET, "sub/.hidden": SECRET}
    with Service.with_files(program, files) as service:
        folder = service.folder
        # Beside it, with a name that begins like its own.
        sibling = folder + "-secret"
        os.makedirs(sibling)
        for place in (os.path.dirname(folder), sibling):
            with open(os.path.join(place, "secret.txt"), "wb") as file:
                file.write(SECRET)
        os.symlink("/etc/passwd", os.path.join(folder, "link"))
        os.symlink(sibling, os.path.join(folder, "folder_link"))
        os.symlink("../" + os.path.basename(sibling) + "/secret.txt", os.path.join(folder, "relative_link"))
        os.mkfifo(os.path.join(folder, "fifo"))
        if os.geteuid() == 0:
            os.mknod(os.path.join(folder, "device"), 0o20644, os.makedev(1, 5))
        wire = Wire(service.port)
        faults, count, found = [], 0, 0
        for path in dict.fromkeys(hostile_paths()):
            status, _, content, _ = wire.ask(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            count += 1
            found += status == 200
            leaks = SECRET in content or b"root:" in content or (status == 200 and content != b"inside")
            if leaks or status not in (200, 307, 400, 401, 404):
                faults.append(f"{path}: {status} {content[:60]!r}")
        status, _, content, _ = wire.ask(b"GET /files/page.html HTTP/1.1\r\nHost: a\r\n\r\n")
        if (status, content) != (200, b"inside"):
            faults.append(f"the page itself: {status}")
        print(f"{count} paths that want to leave the folder: {found} lead to files within, {len(faults)} faults")
        for fault in faults[:20]:
            print("  " + fault)
        return not faults and service.stop() == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    arguments = parser.parse_args()
    with Service(arguments.server, "--threads", "1") as service:
        good = injections(service)
        good = service.stop() == 0 and good
    return 0 if traversals(arguments.server) and good else 1


if __name__ == "__main__":
    sys.exit(main())
