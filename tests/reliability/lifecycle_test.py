#!/usr/bin/env python3
"""How a program is started, replaced and stopped, seen from outside: workers, sockets of others, service managers.

usage: lifecycle_test.py PROGRAM
"""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from clients import Connection, Service

PROGRAM = ""


def get(port, target="/count/1"):
    connection = Connection(port)
    connection.send(target)
    answer = connection.answer()
    connection.close()
    return answer


def eventually(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Lifecycle(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.services = []

    def tearDown(self):
        for service in self.services:
            service.__exit__()
        shutil.rmtree(self.folder)

    def start(self, *arguments, program=None, environment=None):
        service = Service(program or PROGRAM, "--threads", "1", *arguments, environment=environment)
        self.services.append(service)
        return service

    def with_workers(self, count, graceful="30", **options):
        service = self.start("--workers", str(count), "--timeout-graceful-shutdown", graceful, **options)
        self.assertTrue(eventually(lambda: len(service.children()) == count))
        return service

    # --- workers

    def test_workers_serve_and_stop(self):
        service = self.with_workers(3)
        self.assertIn("with 3 workers (Ctrl-C stops)", service.output)
        workers = service.children()
        self.assertEqual(get(service.port)[0], 200)
        self.assertEqual(service.stop(), 0)
        self.assertFalse(any(map(is_alive, workers)))
        service.wait_for("Service has stopped")
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", service.port))

    def test_a_worker_that_is_killed_is_replaced(self):
        service = self.with_workers(2)
        victim = service.children()[0]
        os.kill(victim, signal.SIGKILL)
        service.wait_for(rf"worker {victim} was killed by signal 9 \(Killed\); another one starts")
        self.assertTrue(eventually(lambda: len(service.children()) == 2 and victim not in service.children()))
        self.assertEqual(service.stop(), 0)

    def test_a_program_that_cannot_start_ends_at_once(self):
        environment = dict(os.environ, TALARIA_TEST_BROKEN="1")
        done = subprocess.run(
            [PROGRAM, "--port", "0", "--workers", "4"], capture_output=True, text=True, env=environment, timeout=30
        )
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count("ERROR: this version is broken"), 1, done.stderr)
        self.assertIn("ERROR: Service: no worker starts (1 attempts)", done.stderr)

    def test_a_worker_that_dies_at_the_start_is_tried_five_times(self):
        environment = dict(os.environ, TALARIA_TEST_BROKEN="crash")
        done = subprocess.run(
            [PROGRAM, "--port", "0", "--workers", "2"], capture_output=True, text=True, env=environment, timeout=30
        )
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count("before it served"), 5, done.stderr)
        self.assertIn("no worker starts (5 attempts)", done.stderr)

    def test_the_second_signal_ends_everything_at_once(self):
        service = self.with_workers(2)
        workers = service.children()
        connection = Connection(service.port)
        # A worker has the connection: what comes on it now is served, also when the worker is told to stop first.
        connection.send("/count/1")
        connection.answer()
        connection.send("/wait/1?ms=3600000")
        service.send_signal()
        time.sleep(0.3)
        self.assertIsNone(service.process.poll())
        self.assertEqual(service.stop(signal.SIGTERM, seconds=5), 128 + signal.SIGTERM)
        self.assertTrue(eventually(lambda: not any(map(is_alive, workers)), 5))
        connection.close()

    def test_workers_go_when_their_supervisor_is_killed(self):
        service = self.with_workers(2)
        workers = service.children()
        service.process.kill()
        self.assertTrue(eventually(lambda: not any(map(is_alive, workers))))

    def test_a_worker_that_hangs_is_killed(self):
        service = self.with_workers(1, graceful="0.1")
        os.kill(service.children()[0], signal.SIGSTOP)
        self.assertEqual(service.stop(), 0)
        service.wait_for("does not end and is killed")

    def test_workers_may_be_added_and_removed(self):
        service = self.with_workers(1)
        service.send_signal(signal.SIGTTIN)
        self.assertTrue(eventually(lambda: len(service.children()) == 2))
        time.sleep(0.2)
        service.send_signal(signal.SIGTTOU)
        self.assertTrue(eventually(lambda: len(service.children()) == 1))
        service.send_signal(signal.SIGTTOU)
        time.sleep(0.2)
        self.assertEqual(len(service.children()), 1, "one stays")
        self.assertEqual(get(service.port)[0], 200)

    def test_workers_are_replaced_after_so_many_requests(self):
        service = self.start("--workers", "1", "--limit-max-requests", "5")
        first = service.children()
        for _ in range(6):
            self.assertEqual(get(service.port)[0], 200)
        self.assertTrue(eventually(lambda: service.children() and service.children()[-1] not in first))
        self.assertEqual(get(service.port)[0], 200)

    def test_alone_it_ends_after_so_many_requests(self):
        service = self.start("--limit-max-requests", "5")
        for _ in range(5):
            self.assertEqual(get(service.port)[0], 200)
        self.assertEqual(service.process.wait(timeout=20), 0)
        service.wait_for("has answered 5 requests")

    # --- another version

    def copy(self):
        program = os.path.join(self.folder, "service")
        shutil.copy(PROGRAM, program)
        return program

    def test_a_new_version_takes_over(self):
        program = self.copy()
        service = self.with_workers(1, program=program)
        old = service.children()
        # As an installation does it: another file in its place.
        shutil.copy(PROGRAM, program + ".new")
        os.rename(program + ".new", program)
        # Until it is asked to, it stays with its own version, also for a worker that dies.
        os.kill(old[0], signal.SIGKILL)
        self.assertTrue(eventually(lambda: service.children() and service.children() != old))
        between = service.children()
        self.assertTrue(os.readlink(f"/proc/{between[0]}/exe").endswith("(deleted)"))
        self.assertTrue(eventually(lambda: get(service.port)[0] == 200))
        service.send_signal(signal.SIGHUP)
        service.wait_for("all workers are new")
        self.assertTrue(eventually(lambda: len(service.children()) == 1 and service.children() != between))
        self.assertEqual(os.readlink(f"/proc/{service.children()[0]}/exe"), program)
        self.assertEqual(get(service.port)[0], 200)

    def test_a_new_version_that_does_not_start_leaves_the_old(self):
        program = self.copy()
        service = self.with_workers(2, program=program)
        broken = os.path.join(self.folder, "broken")
        with open(broken, "w") as file:
            file.write("#!/bin/sh\nexit 3\n")
        os.chmod(broken, 0o755)
        os.rename(broken, program)
        service.send_signal(signal.SIGHUP)
        service.wait_for("ended with status 3 before it served")
        service.wait_for("the new version does not start; the workers that are there go on")
        os.kill(service.children()[0], signal.SIGKILL)
        service.wait_for("another one starts")
        self.assertTrue(eventually(lambda: len(service.children()) == 2), "of the old version")
        self.assertEqual(get(service.port)[0], 200)

    def test_alone_it_hands_over(self):
        service = self.start()
        service.send_signal(signal.SIGHUP)
        successor = int(service.wait_for(r"goes on as process (\d+)").group(1))
        self.assertEqual(service.process.wait(timeout=20), 0)
        self.assertEqual(get(service.port)[0], 200)
        os.kill(successor, signal.SIGTERM)
        self.assertTrue(eventually(lambda: not is_alive(successor)))
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", service.port))

    def test_alone_it_stays_when_the_new_version_does_not_start(self):
        program = self.copy()
        service = self.start(program=program)
        os.rename(program, program + ".old")
        service.send_signal(signal.SIGHUP)
        service.wait_for("cannot be replaced: cannot open")
        self.assertEqual(get(service.port)[0], 200)
        self.assertEqual(service.stop(), 0)

    # --- where it listens

    def ask_unix(self, path):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(path)
        connection.sendall(b"GET /count/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
        connection.close()
        return answer

    def test_a_unix_socket_beside_a_port(self):
        path = os.path.join(self.folder, "api.sock")
        service = self.start("--listen", "127.0.0.1:0", "--listen", f"unix:{path},mode=0600", "--workers", "2")
        self.assertIn(f" and unix:{path}", service.output)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        self.assertTrue(self.ask_unix(path).startswith(b"HTTP/1.1 200 "))
        service.send_signal(signal.SIGHUP)
        service.wait_for("all workers are new")
        self.assertTrue(self.ask_unix(path).startswith(b"HTTP/1.1 200 "))
        second = subprocess.run([PROGRAM, "--uds", path], capture_output=True, text=True, timeout=30)
        self.assertEqual(second.returncode, 1)
        self.assertIn(f"unix:{path}", second.stderr)
        self.assertEqual(service.stop(), 0)
        self.assertFalse(os.path.exists(path))

    def test_a_unix_socket_goes_with_its_last_owner(self):
        path = os.path.join(self.folder, "api.sock")
        service = self.start("--listen", "127.0.0.1:0", "--listen", f"unix:{path}")
        service.send_signal(signal.SIGHUP)
        successor = int(service.wait_for(r"goes on as process (\d+)").group(1))
        service.process.wait(timeout=20)
        self.assertTrue(self.ask_unix(path).startswith(b"HTTP/1.1 200 "))
        os.kill(successor, signal.SIGTERM)
        self.assertTrue(eventually(lambda: not is_alive(successor)))
        self.assertFalse(os.path.exists(path))

    def activate(self, *arguments, notify=None):
        """Starts the program as systemd does with a socket unit: descriptor 3, and who it is for."""
        listener = socket.create_server(("127.0.0.1", 0))
        script = "import os, sys; os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1'); os.execv(sys.argv[1], sys.argv[1:])"
        environment = dict(os.environ)
        if notify:
            environment["NOTIFY_SOCKET"] = notify
        process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec "$0" "$@" 3<&{listener.fileno()}', sys.executable, "-c", script, PROGRAM, *arguments],
            pass_fds=[listener.fileno()],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process, listener

    def test_sockets_of_systemd(self):
        for arguments in ([], ["--workers", "2"]):
            process, listener = self.activate(*arguments)
            port = listener.getsockname()[1]
            self.assertEqual(get(port)[0], 200)
            process.terminate()
            self.assertEqual(process.wait(timeout=20), 0)
            # The socket is not the program's: it goes on, and the next start finds who came meanwhile.
            waiting = Connection(port)
            waiting.send("/count/2")
            waiting.close()
            listener.close()

    def test_tells_the_service_manager(self):
        path = os.path.join(self.folder, "notify")
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        manager.bind(path)
        manager.settimeout(20)
        self.addCleanup(manager.close)
        process, listener = self.activate(notify=path)
        self.assertEqual(manager.recv(100), b"READY=1")
        process.send_signal(signal.SIGHUP)
        self.assertTrue(manager.recv(100).startswith(b"RELOADING=1\nMONOTONIC_USEC="))
        main, ready = manager.recv(100).split(b"\n")
        self.assertEqual(ready, b"READY=1")
        successor = int(main.removeprefix(b"MAINPID="))
        self.assertEqual(process.wait(timeout=20), 0)
        os.kill(successor, signal.SIGTERM)
        self.assertEqual(manager.recv(100), b"STOPPING=1")
        listener.close()

    def test_a_wrong_place_is_a_wrong_command_line(self):
        for arguments in (["--listen", "nowhere"], ["--workers", "0"], ["--listen", "127.0.0.1:0", "--proxy-headers", "x"]):
            done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=30)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertNotEqual(done.stderr, "")
        done = subprocess.run([PROGRAM, "--fd", "0"], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=30)
        self.assertEqual(done.returncode, 1)
        self.assertIn("descriptor 0 is no stream socket", done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
