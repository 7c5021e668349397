#!/usr/bin/env python3
"""Starts a server on a free port, runs a program against it and stops the server.

    run_server.py [--needs FILE] --server 'PROGRAM --port {port}' -- COMMAND ... {port} ...

Fails when the command fails, when the server does not come up, or when it does not end well after SIGTERM (a sanitizer
that found something makes it end with another status). With --needs, ends with 77 (skipped) when the file is missing.
"""
import argparse
import os
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time

SKIPPED = 77


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.02)
    return False


class Server:
    """A running server; `port` is where it listens. Leaving the block stops it and sets `problem` to what was wrong."""

    def __init__(self, command):
        self.port = free_port()
        self.problem = None
        self.log = tempfile.TemporaryFile()
        words = [word.replace("{port}", str(self.port)) for word in shlex.split(command)]
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)

    def __enter__(self):
        if not wait_for(self.port, self.process):
            self.problem = "the server did not open its port"
        return self

    def __exit__(self, *_):
        ended = self.process.poll()
        if ended is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                self.problem = self.problem or "the server did not stop within 20 s of SIGTERM"
            status = self.process.returncode
            if status != 0 and not self.problem:
                self.problem = f"the server ended with status {status} after SIGTERM"
        else:
            self.problem = self.problem or f"the server ended by itself with status {ended}"

    def output(self):
        self.log.seek(0)
        return self.log.read()[-20000:].decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--needs", action="append", default=[], help="skip when this file is missing")
    parser.add_argument("--server", required=True, help="command line of the server, with {port}")
    parser.add_argument("command", nargs="+", help="what to run against it, with {port}")
    options = parser.parse_args()
    for needed in options.needs:
        if not os.path.exists(needed):
            print(f"skipped: {needed} does not exist")
            return SKIPPED
    status = 1
    with Server(options.server) as server:
        if not server.problem:
            command = [word.replace("{port}", str(server.port)) for word in options.command]
            status = subprocess.run(command).returncode
    if server.problem:
        print(f"{server.problem}; it said:\n{server.output()}")
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
