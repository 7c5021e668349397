#!/usr/bin/env python3
"""Checks that every C++ file is formatted (clang-format 19, .clang-format). `make format` formats them."""
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("include", "src", "tests", "examples", "docs_src", "bench", "fuzz", "tools")
SKIPPED = 77


def main():
    program = shutil.which("clang-format-19")
    if program is None:
        print("skipped: clang-format-19 is not installed")
        return SKIPPED
    files = [str(path) for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*"))
             if path.suffix in (".cpp", ".hpp") and "build" not in path.relative_to(ROOT).parts]
    if not files:
        print("no C++ files were found")
        return 1
    return subprocess.run([program, "--dry-run", "-Werror", *files]).returncode


if __name__ == "__main__":
    sys.exit(main())
