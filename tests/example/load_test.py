#!/usr/bin/env python3
"""Puts a served API under load from many connections, then stops it while they are open.

    load_test.py --server 'backend run --port {port}' [--seconds S] [--connections N]

The requests are made from the API's own OpenAPI document: every operation with path parameters filled in, bodies that
are valid by their schema and bodies that are not, and paths that do not exist. Every answer must be below 500 and every
connection must stay usable. The stop must be clean, which under ThreadSanitizer means that it saw no race.
"""
import argparse
import http.client
import itertools
import json
import pathlib
import sys
import threading
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "conformance"))
sys.dont_write_bytecode = True

from run_server import Server  # noqa: E402


def sample(schema, document, number):
    """A value that fits the schema, as far as this simple reader sees; `number` makes texts differ."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "default" in schema:
        return schema["default"]
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], document, number)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {name: sample(part, document, number) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [sample(schema.get("items", {}), document, number)] * schema.get("minItems", 1)
    if kind in ("integer", "number"):
        return max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
    if kind == "boolean":
        return True
    if schema.get("format") == "email" or "@" in schema.get("pattern", ""):
        return f"user{number}@example.com"
    return f"text{number}".ljust(schema.get("minLength", 1), "x")[:schema.get("maxLength", 1000)]


def requests(document):
    """(method, path, body) of everything worth sending, for ever."""
    for number in itertools.count(1):
        yield "GET", "/openapi.json", None
        yield "GET", "/no/such/path", None
        for path, item in document["paths"].items():
            for method, operation in item.items():
                place = path.replace("{", "\0").split("\0")
                target = place[0] + "".join(str(number % 7) + part.split("}", 1)[1] for part in place[1:])
                content = operation.get("requestBody", {}).get("content", {}).get("application/json")
                if content is None:
                    yield method.upper(), target, None
                else:
                    yield method.upper(), target, json.dumps(sample(content["schema"], document, number))
                    yield method.upper(), target, '{"unknown": [1, 2'


class Client(threading.Thread):
    def __init__(self, port, document, until):
        super().__init__()
        self.port, self.document, self.until = port, document, until
        self.statuses, self.problem = {}, None
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def run(self):
        try:
            for method, path, body in requests(self.document):
                if time.monotonic() > self.until:
                    return
                headers = {"Content-Type": "application/json"} if body is not None else {}
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                answer.read()
                self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
                if answer.status >= 500:
                    self.problem = f"{method} {path} {body}: {answer.status}"
                    return
        except (OSError, http.client.HTTPException) as error:
            self.problem = f"{method} {path} {body}: {type(error).__name__}: {error}"


def load(port, seconds, connections):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/openapi.json") as answer:
        document = json.load(answer)
    until = time.monotonic() + seconds
    clients = [Client(port, document, until) for _ in range(connections)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    total = {}
    for client in clients:
        for status, count in client.statuses.items():
            total[status] = total.get(status, 0) + count
    print(f"{sum(total.values())} answers from {connections} connections:", dict(sorted(total.items())))
    problems = [client.problem for client in clients if client.problem]
    if not any(200 <= status < 300 for status in total):
        problems.append("no request succeeded")
    return clients, problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", required=True, help="command line of the server, with {port}")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    problems = []
    with Server(options.server) as server:
        if not server.problem:
            clients, problems = load(server.port, options.seconds, options.connections)
            # The server is stopped now; the connections of `clients` are still open.
    if server.problem:
        problems.append(f"{server.problem}; it said:\n{server.output()}")
    for problem in problems:
        print("failed:", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
