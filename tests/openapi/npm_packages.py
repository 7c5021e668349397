#!/usr/bin/env python3
"""Installs the packages of package-lock.json below FOLDER, once per content of the lock file.

    npm_packages.py FOLDER

No script of a package is run. Ends with 77 (skipped) when there is no npm or its registry cannot be reached; anything
else that goes wrong is a failure.
"""
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
UNREACHABLE = re.compile(r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b")


def stamp_of(folder):
    return folder / "installed"


def wanted():
    return hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()


def is_installed(folder):
    stamp = stamp_of(folder)
    return stamp.is_file() and stamp.read_text() == wanted()


def main():
    folder = pathlib.Path(sys.argv[1])
    if is_installed(folder):
        return 0
    if shutil.which("npm") is None or shutil.which("node") is None:
        print("skipped: npm is not installed, so no other program judges the documents")
        return SKIPPED
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder / name)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode == 0:
        stamp_of(folder).write_text(wanted())
        return 0
    if UNREACHABLE.search(done.stdout):
        print("skipped: the npm registry cannot be reached, so no other program judges the documents")
        return SKIPPED
    print(f"npm ci failed:\n{done.stdout}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
