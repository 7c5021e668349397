"""What is asked of every server, and what a right answer is."""

import http.client
import json
from dataclasses import dataclass

USER = {
    "username": "ada_lovelace",
    "email": "ada.lovelace@example.com",
    "age": 36,
    "full_name": "Augusta Ada King, Countess of Lovelace",
    "bio": "Wrote the first published program, for a machine that was never built.",
    "tags": ["mathematics", "engines", "poetry"],
}

# One broken rule each. A server that takes any of these does not validate, and its figure would mean nothing.
BROKEN_USERS = [
    {**USER, "username": "ad"},
    {**USER, "username": "ada lovelace"},
    {**USER, "username": "a" * 51},
    {**USER, "email": "ada.lovelace"},
    {**USER, "age": 151},
    {**USER, "age": -1},
    {**USER, "bio": "b" * 501},
    {**USER, "tags": ["mathematics", {"name": "engines"}]},
    {key: value for key, value in USER.items() if key != "age"},
]


def encode(value) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Workload:
    name: str
    title: str
    target: str
    expected: object  # a string, or what the JSON body must be equal to
    method: str = "GET"
    status: int = 200
    body: bytes = b""
    depth: int = 1  # requests in flight per connection


PLAIN = Workload("plain", "GET /plaintext", "/plaintext", "Hello, World!")
TYPED_JSON = Workload(
    "typed_json",
    "GET /users/42?q=abc, four fields of JSON",
    "/users/42?q=abc",
    {"id": 42, "name": "Ada Lovelace", "q": "abc", "active": True},
)
VALIDATED_BODY = Workload(
    "validated_body",
    f"POST /users, {len(encode(USER))} bytes of JSON, validated and echoed",
    "/users",
    USER,
    method="POST",
    status=201,
    body=encode(USER),
)
PIPELINED = Workload("pipelined", "GET /plaintext, 16 deep", "/plaintext", "Hello, World!", depth=16)
ALL = [PLAIN, TYPED_JSON, VALIDATED_BODY, PIPELINED]


class WrongAnswer(Exception):
    """A server does not do what the workload asks."""


def ask(port: int, method: str, target: str, body: bytes):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "application/json"} if body else {}
    connection.request(method, target, body=body or None, headers=headers)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer, data


def check(workload: Workload, port: int, validates: bool) -> int:
    """Asks once and compares the whole answer; returns its body length, which the load generator then holds it to."""
    answer, data = ask(port, workload.method, workload.target, workload.body)
    plain = isinstance(workload.expected, str)
    got = data.decode() if plain else json.loads(data)
    kind = answer.headers.get_content_type()
    if answer.status != workload.status or got != workload.expected:
        raise WrongAnswer(f"{workload.method} {workload.target} gave {answer.status} {data[:200]!r}")
    if kind != ("text/plain" if plain else "application/json"):
        raise WrongAnswer(f"{workload.target} has the content type {kind}")
    if workload is VALIDATED_BODY and validates:
        for broken in BROKEN_USERS:
            refusal, _ = ask(port, "POST", workload.target, encode(broken))
            if not 400 <= refusal.status < 500:
                raise WrongAnswer(f"a broken body was answered with {refusal.status}: {broken}")
    return len(data)
