#!/usr/bin/env python3
"""Runs the lines of a page that call a program and compares what they print.

    console_test.py --page docs/models.md --program build/dev/bin/readings

In a ```console block, a line `$ printf ... | ./readings` is run where the program is; what follows it is what it must print.
"""
import argparse
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "example"))
sys.dont_write_bytecode = True

from readme_test import commands  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--page", type=pathlib.Path, required=True)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    options = parser.parse_args()
    wanted = [found for found in commands(options.page.read_text(), "printf") if options.program.name in found[0]]
    failed = 0
    for command, expected in wanted:
        done = subprocess.run(["sh", "-c", command], cwd=options.program.parent, capture_output=True, text=True)
        printed = done.stdout.strip() + done.stderr
        if printed != expected:
            failed += 1
            print(f"$ {command}\n  the page says: {expected}\n  it prints:     {printed}")
    print(f"{len(wanted)} commands, {failed} failed")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
