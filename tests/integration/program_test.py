#!/usr/bin/env python3
"""A program as a user writes it: its command line, requests by curl, a graceful stop, errors at the start.

usage: program_test.py <program>
"""
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

PROGRAM = ""


class Running:
    """The program on a port of its own; its output, and its exit status once it was stopped."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [PROGRAM, "--port", "0", "--threads", "2", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output = ""
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        self.port = int(self.wait_for(r"http://127\.0\.0\.1:(\d+)").group(1))

    def _read(self):
        for line in self.process.stdout:
            self.output += line

    def wait_for(self, pattern, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := re.search(pattern, self.output):
                return found
            time.sleep(0.01)
        raise AssertionError(f"no {pattern!r} in {self.output!r}")

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.wait()

    def wait(self):
        status = self.process.wait(timeout=40)
        self.reader.join()
        self.process.stdout.close()
        return status


def curl(*arguments):
    done = subprocess.run(["curl", "-sS", "--max-time", "20", *arguments], capture_output=True, text=True)
    return done.stdout


class Program(unittest.TestCase):
    def setUp(self):
        self.running = []

    def tearDown(self):
        for program in self.running:
            if program.process.poll() is None:
                program.process.kill()
                program.wait()

    def start(self, *arguments):
        program = Running(*arguments)
        self.running.append(program)
        return program

    @unittest.skipUnless(shutil.which("curl"), "there is no curl")
    def test_curl(self):
        program = self.start()
        url = f"http://127.0.0.1:{program.port}"
        self.assertEqual(json.loads(curl(url + "/")), {"message": "Hello World"})
        created = curl("-w", " %{http_code} %{content_type}", url + "/items/", "--json", '{"name":"a","price":"1.5"}')
        self.assertEqual(created, '{"name":"a","price":1.5} 201 application/json')
        item = '{"name":"a","price":2}'
        redirected = curl("-L", "-w", " %{http_code} %{num_redirects}", url + "/items", "--json", item)
        self.assertEqual(redirected, '{"name":"a","price":2.0} 201 1')
        invalid = json.loads(curl(url + "/items/", "--json", '{"name":"a","price":0}'))
        self.assertEqual(invalid["detail"][0]["type"], "greater_than")
        twice = curl("-w", " %{num_connects}\n", url + "/", url + "/")
        self.assertEqual([line[-1] for line in twice.splitlines()], ["1", "0"], "the connection is kept alive")
        self.assertIn("Swagger UI", curl(url + "/docs"))
        self.assertEqual(curl("-o", "/dev/null", "-w", "%{http_code}", "-I", url + "/docs"), "200")
        self.assertEqual(program.stop(), 0)

    def test_stops_gracefully(self):
        program = self.start()
        connection = socket.create_connection(("127.0.0.1", program.port))
        connection.sendall(b"GET /slow?ms=700 HTTP/1.1\r\nHost: x\r\n\r\n")
        program.wait_for("slow begins")
        program.process.send_signal(signal.SIGTERM)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        connection.close()
        self.assertTrue(answer.startswith(b"HTTP/1.1 200 "), answer)
        self.assertTrue(answer.endswith(b'"done"'), answer)
        self.assertIn(b"connection: close", answer.lower())
        self.assertEqual(program.wait(), 0)
        events = [line for line in program.output.splitlines() if line.startswith(("lifespan", "session", "slow"))]
        self.assertEqual(events, ["lifespan begins", "slow begins", "session closed", "lifespan ends"])
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", program.port))

    def test_sigint_stops_too(self):
        self.assertEqual(self.start().stop(signal.SIGINT), 0)

    def test_says_when_the_port_is_taken(self):
        program = self.start()
        done = subprocess.run([PROGRAM, "--port", str(program.port)], capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, rf"ERROR: .*{program.port}.*[Aa]ddress already in use")

    def test_says_every_fault_before_the_port_opens(self):
        done = subprocess.run([PROGRAM, "faulty"], capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"program\.cpp:\d+: GET /numbers \(needs_number\): Path parameter 'id'")
        self.assertNotIn("serves on", done.stdout)
        self.assertIn("lifespan ends", done.stdout)

    def test_command_line(self):
        routes = subprocess.run([PROGRAM, "routes"], capture_output=True, text=True, timeout=30)
        self.assertEqual(routes.returncode, 0)
        self.assertRegex(routes.stdout, r"POST +/items/ +create_item")
        openapi = subprocess.run([PROGRAM, "openapi"], capture_output=True, text=True, timeout=30)
        self.assertEqual(json.loads(openapi.stdout)["info"], {"title": "Program", "version": "2.0"})
        for wrong in (["--port", "x"], ["--port", "70000"], ["unknown"], ["--nothing"]):
            done = subprocess.run([PROGRAM, *wrong], capture_output=True, text=True, timeout=30)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertNotEqual(done.stderr, "")
        self.assertEqual(subprocess.run([PROGRAM, "--help"], capture_output=True, timeout=30).returncode, 0)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
