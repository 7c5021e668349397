"""What the tests in a browser have in common: their command line, the server, and what becomes of a failure."""
import argparse
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "conformance")]
sys.dont_write_bytecode = True

from run_server import Server  # noqa: E402

SKIPPED = 77


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


def main(description, check):
    """Runs `check(server, options)` beside the server; an AssertionError is a failure. Returns the exit status."""
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("--server", required=True, help="command line of the server, with {port}")
    parser.add_argument("--screenshots", type=pathlib.Path, required=True)
    options = parser.parse_args()
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            print(f"skipped: {program} is not installed")
            return SKIPPED
    status = 0
    with Server(options.server) as server:
        if not server.problem:
            try:
                check(server, options)
            except AssertionError as error:
                print(f"failed: {error}")
                status = 1
    if server.problem:
        print(f"{server.problem}; it said:\n{server.output()}")
        status = 1
    return status


def url_of(server):
    return f"http://127.0.0.1:{server.port}"
