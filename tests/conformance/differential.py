#!/usr/bin/env python3
"""Gives the same streams to echo_server and to Node's HTTP parser, and compares what each took for requests.

usage: differential.py --server 'PROGRAM --port {port}' [--count N] [--seed N]

Of each request that both accept, method, target and content must be the same. What one accepts and the other refuses must
have a reason among those below. Ends with 77 (skipped) when there is no Node.
"""
import argparse
import base64
import collections
import concurrent.futures
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys

from run_server import SKIPPED, Server

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "reliability"))

from mutants import mutants  # noqa: E402

REFUSALS = (400, 408, 411, 413, 414, 417, 431, 501, 505)
AUTHORITY = re.compile(rb"([A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*(:[0-9]*)?\Z|\[[0-9A-Fa-f:.]+\](:[0-9]*)?\Z")
TARGET = re.compile(rb"(/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*|\*)(\?[!-~]*)?\Z")
TOKEN = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"


class Head:
    """The head of a request, as far as it is one: what the reasons look at."""

    def __init__(self, octets):
        head = octets.lstrip(b"\r\n").partition(b"\r\n\r\n")[0]
        self.octets = octets
        self.line, *self.lines = head.split(b"\r\n")
        words = self.line.split(b" ")
        self.method, self.target, self.version = (words + [b"", b"", b""])[:3]
        self.fields = collections.defaultdict(list)
        for line in self.lines:
            name, _, value = line.partition(b":")
            self.fields[name.lower()].append(value.strip(b" \t"))


def host_is_wrong(head):
    hosts = head.fields[b"host"]
    return len(hosts) != (head.version == b"HTTP/1.1") and (len(hosts) > 1 or head.version != b"HTTP/1.0") or any(
        not AUTHORITY.match(host) or int(re.search(rb"(?::0*(\d+))?\Z", host)[1] or 0) > 65535 for host in hosts
    )


def target_is_wrong(head):
    path = re.sub(rb"\A[Hh][Tt][Tt][Pp][Ss]?://[^/?]*", b"", head.target) or b"/"
    return not TARGET.match(path if not path.startswith(b"?") else b"/" + path) or (head.target == b"*") != (head.method == b"OPTIONS")


# Why we refuse what Node's parser accepts. The others who read the stream may see it as we do not: each is a way to smuggle.
STRICTER = {
    "Host is missing, doubled or malformed (RFC 9112 section 3.2); Node looks at it in another place": host_is_wrong,
    "the target is none (RFC 9112 section 3.2); Node looks at it in another place": target_is_wrong,
    "HTTP/0.9, or another version than 1.0 and 1.1": lambda head: head.version not in (b"HTTP/1.0", b"HTTP/1.1"),
    "an absolute target with an authority that is none": lambda head: b"://" in head.target,
    "HTTP/1.0 with Transfer-Encoding (RFC 9112 section 6.1)": lambda head: head.version == b"HTTP/1.0"
    and head.fields[b"transfer-encoding"],
    "a coding besides chunked (501)": lambda head: [value.lower() for value in head.fields[b"transfer-encoding"]] not in ([], [b"chunked"]),
    "a length in a list, or more than once": lambda head: len(head.fields[b"content-length"]) > 1,
    "an expectation that nobody can meet (417)": lambda head: head.fields[b"expect"],
    "CONNECT (501)": lambda head: head.method == b"CONNECT",
    "more than an empty line, or a carriage return alone, before a request": lambda head: re.match(
        rb"\r\n\r\n|\r(?!\n)", head.octets
    ),
    "a line feed alone": lambda head: re.search(rb"(?<!\r)\n", head.octets),
    "a chunk extension or a trailer that is malformed": lambda head: head.fields[b"transfer-encoding"],
    "a control octet or white space where none may be": lambda head: re.search(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]", head.octets),
}
# Why we accept what Node's parser refuses.
LENIENT = {
    "a method is any token (RFC 9110 section 9.1); Node knows some": lambda head: re.match(TOKEN + rb"\Z", head.method),
    "a scheme or a host that Node's own grammar of URLs does not know": lambda head: b"://" in head.target,
}


def receive_all(port, stream):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        received = b""
        try:
            connection.sendall(stream)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass
        return received


def path_of(target):
    return re.sub(r"\A[A-Za-z][A-Za-z0-9+.-]*://[^/?]*", "", target) or "/"


def of_ours(octets):
    """The requests that were accepted, and whether one was refused behind them."""
    requests = []
    while octets:
        head, _, rest = octets.partition(b"\r\n\r\n")
        status = int(head[9:12])
        if status < 200:
            octets = rest
            continue
        if status in REFUSALS:
            return requests, True
        length = int(re.search(rb"\ncontent-length: (\d+)", head).group(1))
        is_head = rest.startswith(b"HTTP/1.1 ") or not rest
        content = b"" if is_head else rest[:length]
        octets = rest[len(content) :]
        # Beyond /echo, and for HEAD, nothing is reported but that it was accepted.
        report = json.loads(content) if status == 200 and content else None
        requests.append(report and (report["method"], path_of(report["target"]), report["body_base64"]))
    return requests, False


def of_node(report):
    requests = [(one["method"], path_of(one["target"]), one["body_base64"]) for one in report["requests"]]
    return requests, report["error"] not in (None, "HPE_CLOSED_CONNECTION")


def reason_for(stream, ours, we_refuse, report):
    """Why the two differ; None where they do not; raises ValueError where there is no reason."""
    theirs, they_refuse = of_node(report)
    for mine, other in zip(ours, theirs):
        if mine is not None and mine != other:
            raise ValueError(f"we took {mine}, Node {other}")
    ends = [0] + [one["end"] for one in report["requests"]]
    if len(ours) < len(theirs):
        if not we_refuse:
            if any(one["upgrade"] for one in report["requests"]) or closes(stream[: ends[len(ours)]]):
                return None
            raise ValueError(f"Node accepted {len(theirs)} requests, we {len(ours)} and refused none")
        head = Head(stream[ends[len(ours)] :])
        names = [name for name, holds in STRICTER.items() if holds(head)]
    elif len(ours) > len(theirs):
        if not they_refuse and ours[len(theirs)] is None:
            return "the content is still to come, and 404 does not wait for it"
        if not they_refuse:
            if report["error"] or any(one["upgrade"] for one in report["requests"]):
                return None  # Node takes "Connection: close", or an upgrade, for the end
            raise ValueError(f"we accepted {len(ours)} requests, Node {len(theirs)} and refused none")
        head = Head(stream[ends[-1] :])
        names = [name for name, holds in LENIENT.items() if holds(head)]
    else:
        return None
    if not names:
        raise ValueError(f"{'we' if len(ours) < len(theirs) else 'Node'} refused {head.octets[:200]!r} ({report['error']})")
    return names[0]


def closes(octets):
    return re.search(rb"connection:[^\r]*close", octets.lower()) is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not shutil.which("node"):
        print("skipped: there is no Node to compare with")
        return SKIPPED
    streams = list(mutants(arguments.count, arguments.seed))
    lines = b"".join(base64.b64encode(stream) + b"\n" for stream in streams)
    node = subprocess.run(["node", FOLDER / "llhttp_reports.js"], input=lines, capture_output=True)
    reports = [json.loads(line) for line in node.stdout.splitlines()]
    if len(reports) != len(streams):
        print(f"skipped: this Node has no parser to ask: {node.stderr[-300:]!r}")
        return SKIPPED
    with Server(arguments.server) as server, concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda stream: receive_all(server.port, stream), streams))
    reasons, faults, requests = collections.Counter(), [], 0
    for stream, answer, report in zip(streams, answers, reports):
        ours, we_refuse = of_ours(answer)
        requests += len(ours)
        try:
            if reason := reason_for(stream, ours, we_refuse, report):
                reasons[reason] += 1
        except ValueError as error:
            faults.append(f"{error}\n    in {stream!r}")
    print(f"{len(streams)} streams, {requests} requests accepted; {sum(reasons.values())} differences with a reason, {len(faults)} without")
    for reason, count in reasons.most_common():
        print(f"  {count:6}  {reason}")
    for fault in faults[:20]:
        print("  " + fault)
    if server.problem:
        print(f"{server.problem}; it said:\n{server.output()}")
    return 1 if faults or server.problem else 0


if __name__ == "__main__":
    sys.exit(main())
