#!/usr/bin/env python3
"""Runs the HTTP/1 cases with every request cut into small pieces, each in a segment of its own.

    http1_sliced.py --script http1.py --port PORT [--seed N] [-- ARGUMENTS of the script]

Without --seed each octet comes alone, as far as a case is not too long to arrive in time; with it each case has pieces of
another random size.
"""
import argparse
import base64
import json
import pathlib
import random
import subprocess
import sys
import tempfile

MOST_PIECES = 1500  # the script waits 1.5 ms behind each, and a head may take 10 s


def length(case):
    parts = [case["raw_request_base64"], case.get("tail_base64", "")]
    repeat = case.get("repeat", {"unit_base64": "", "count": 0})
    return sum(len(base64.b64decode(part)) for part in parts) + len(base64.b64decode(repeat["unit_base64"])) * repeat["count"]


def slice_case(case, random_):
    piece = random_.randint(2, 97) if random_ else 1
    case["split"] = max(piece, -(-length(case) // MOST_PIECES))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--script", type=pathlib.Path, required=True)
    parser.add_argument("--port", required=True)
    parser.add_argument("--seed", type=int)
    parser.add_argument("arguments", nargs="*", help="of the script")
    options = parser.parse_args()
    random_ = None if options.seed is None else random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted((options.script.parent / "http1").glob("*.json")):
            document = json.loads(file.read_text())
            for case in document["cases"] if isinstance(document, dict) else document:
                slice_case(case, random_)
            (pathlib.Path(folder) / file.name).write_text(json.dumps(document))
        command = [sys.executable, options.script, "--port", options.port, "--cases", folder, "--jobs", "24"]
        return subprocess.run([*command, *options.arguments]).returncode


if __name__ == "__main__":
    sys.exit(main())
