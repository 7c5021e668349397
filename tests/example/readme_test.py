#!/usr/bin/env python3
"""Runs the curl lines of a page against a served API and compares what they print.

    readme_test.py --server 'backend run --port {port}' --page README.md

In a ```console block, a line `$ curl ...` is run (with the server's port in place of 8000; it may go on with a
backslash at the end of a line) and the lines below it, up to the next `$` or the end of the block, are what it must
print. All blocks of the page run in order against one server.
"""
import argparse
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "conformance"))
sys.dont_write_bytecode = True

from run_server import Server  # noqa: E402


def commands(page, first_word="curl"):
    """(command, expected output) of each line that begins with that word."""
    for block in re.findall(r"^```console\n(.*?)^```", page, re.S | re.M):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            lines = part.splitlines()
            command = [lines.pop(0)]
            while command[-1].endswith("\\"):
                command.append(lines.pop(0))
            if command[0].startswith(first_word + " "):
                yield "\n".join(command), "\n".join(lines).strip()


def run(command, port):
    command = re.sub(r"(localhost|127\.0\.0\.1):8000", f"127.0.0.1:{port}", command)
    command = re.sub(r"^curl ", "curl --silent --show-error --max-time 20 ", command)
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    return done.stdout.replace("\r", "").replace(f"127.0.0.1:{port}", "127.0.0.1:8000").strip() + done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", required=True, help="command line of the server, with {port}")
    parser.add_argument("--page", type=pathlib.Path, required=True)
    options = parser.parse_args()
    wanted = list(commands(options.page.read_text()))
    failed = 0
    with Server(options.server) as server:
        for command, expected in wanted if not server.problem else []:
            printed = run(command, server.port)
            if printed != expected:
                failed += 1
                print(f"$ {command}\n  the page says: {expected}\n  it prints:     {printed}")
    if server.problem:
        print(f"{server.problem}; it said:\n{server.output()}")
        return 1
    print(f"{len(wanted)} curl lines, {failed} failed")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
