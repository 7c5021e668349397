#!/usr/bin/env python3
"""A TypeScript client that another program generates from the document: it must compile, and work.

    client_test.py --packages FOLDER --work FOLDER --program backend

openapi-typescript makes the types, tsc compiles client/client.ts with them under --strict, node runs it against the
served example. Ends with 77 (skipped) when npm_packages.py could not install these programs.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "conformance"))
sys.dont_write_bytecode = True

import npm_packages  # noqa: E402
from run_server import Server  # noqa: E402

OPTIONS = None


def run(*command):
    return subprocess.run(command, cwd=OPTIONS.work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=200)


def tool(path):
    return ["node", str(OPTIONS.packages / "node_modules" / path)]


def compiled(document):
    """Generates the types from the document and compiles the client; what tsc says."""
    (OPTIONS.work / "openapi.json").write_text(document)
    made = run(*tool("openapi-typescript/bin/cli.js"), "openapi.json", "-o", "api.d.ts",
               "--default-non-nullable", "false", "--empty-objects-unknown")
    if made.returncode != 0:
        raise AssertionError(made.stdout)
    return run(*tool("typescript/bin/tsc"), "-p", "tsconfig.json")


class Client(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shutil.rmtree(OPTIONS.work, ignore_errors=True)
        shutil.copytree(HERE / "client", OPTIONS.work)
        (OPTIONS.work / "package.json").write_text('{"type": "module"}\n')
        (OPTIONS.work / "node_modules").symlink_to(OPTIONS.packages / "node_modules", target_is_directory=True)
        cls.document = subprocess.run([OPTIONS.program, "openapi"], capture_output=True, text=True, check=True).stdout

    def test_compiles_and_works(self):
        done = compiled(self.document)
        self.assertEqual(done.returncode, 0, done.stdout)
        with Server(f"{OPTIONS.program} run --port {{port}}") as server:
            self.assertIsNone(server.problem)
            done = run("node", "client.js", f"http://127.0.0.1:{server.port}")
        self.assertIsNone(server.problem, server.output())
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertRegex(done.stdout, r"^2\d checks\n$")

    def test_does_not_compile_with_another_document(self):
        done = compiled(re.sub('"integer"', '"string"', self.document))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("client.ts", done.stdout)
        self.assertIn("Type 'string' is not assignable to type 'number'", done.stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packages", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True, help="is made anew")
    parser.add_argument("--program", required=True)
    OPTIONS, rest = parser.parse_known_args()
    if not npm_packages.is_installed(OPTIONS.packages):
        print("skipped: the generator is not installed (the test openapi.packages says why)")
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *rest])
