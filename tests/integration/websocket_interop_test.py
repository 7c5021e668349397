#!/usr/bin/env python3
"""Talks to websocket_program with Python's `websockets`, which nobody here wrote: alone, and with 2,000 sockets at once.

    websocket_interop_test.py PROGRAM [--sockets 2000] [--messages 20]

Ends with 77 (skipped) when the module is missing: python3-websockets of Debian.
"""
import argparse
import asyncio
import os
import random
import re
import resource
import subprocess
import sys
import unittest
import urllib.request

DEBIAN_PYTHON = "/usr/bin/python3"

try:
    import websockets
except ImportError as error:
    # Debian's modules are for Debian's interpreter, which need not be the first on the path.
    if sys.executable != DEBIAN_PYTHON and os.access(DEBIAN_PYTHON, os.X_OK):
        os.execv(DEBIAN_PYTHON, [DEBIAN_PYTHON, *sys.argv])
    print(f"skipped: {error}")
    sys.exit(77)

OPTIONS = None
SECONDS = 100  # for whatever must happen


class Program:
    """The server, on a port of its own choice. What it says when it stops is checked: a sanitizer would speak there."""

    def __enter__(self):
        self.process = subprocess.Popen([OPTIONS.program, "run", "--port", "0", "--threads", "2"], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for line in self.process.stdout:
            if found := re.search(r"http://[\w.]+:(\d+)", line):
                self.port = int(found.group(1))
                return self
        raise AssertionError("the program did not start")

    def __exit__(self, kind, *_):
        self.process.terminate()
        output, _ = self.process.communicate(timeout=SECONDS)
        if kind is None and (self.process.returncode != 0 or "Sanitizer" in output):
            raise AssertionError(f"the program ended with {self.process.returncode}: {output[-4000:]}")

    def connect(self, path, **options):
        return websockets.connect(f"ws://127.0.0.1:{self.port}{path}", open_timeout=SECONDS, ping_timeout=SECONDS,
                                  **options)

    def connected(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/connected") as answer:
            return int(answer.read())

    async def wait_for(self, count):
        deadline = asyncio.get_running_loop().time() + SECONDS
        while (now := self.connected()) != count:
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"{now} are connected instead of {count}")
            await asyncio.sleep(0.05)


async def connect_all(program, count):
    """So many sockets, a few at a time."""
    gate = asyncio.Semaphore(50)

    async def one():
        async with gate:
            return await program.connect("/feed", compression=None)

    return await asyncio.gather(*(one() for _ in range(count)))


def dropped(socket):
    """Gone without a word: no close frame, and what was on its way is lost."""
    socket.transport.abort()


class Interop(unittest.TestCase):
    def test_messages_of_all_sizes_come_back(self):
        async def talk(compression):
            async with program.connect("/echo", compression=compression, max_size=None) as socket:
                for size in (0, 1, 125, 126, 65535, 65536, 500_000):
                    text = "ä" * size
                    await socket.send(text)
                    self.assertEqual(await socket.recv(), text)
                await socket.send(["in ", "three ", "pieces"])
                self.assertEqual(await socket.recv(), "in three pieces")
                await asyncio.wait_for(await socket.ping(), SECONDS)
            self.assertEqual(socket.close_code, 1000)

        with Program() as program:
            asyncio.run(talk(None))
            asyncio.run(talk("deflate"))

    def test_no_message_to_thousands_is_lost(self):
        wanted = [f"message {i}" for i in range(OPTIONS.messages)]

        async def hear(socket):
            return [await asyncio.wait_for(socket.recv(), SECONDS) for _ in wanted]

        async def talk():
            sockets = await connect_all(program, OPTIONS.sockets)
            await program.wait_for(OPTIONS.sockets)
            hearing = asyncio.gather(*map(hear, sockets))
            for text in wanted:
                await sockets[0].send(text)
            for heard in await hearing:
                self.assertEqual(heard, wanted)
            await asyncio.gather(*(socket.close() for socket in sockets))
            await program.wait_for(0)

        with Program() as program:
            asyncio.run(talk())
        print(f"{OPTIONS.sockets} sockets heard {OPTIONS.messages} messages each")

    def test_sockets_that_drop_out_leave_nothing_behind(self):
        choice = random.Random(13)

        async def hear_last(socket):
            while await asyncio.wait_for(socket.recv(), SECONDS) != "last":
                pass

        async def talk():
            sockets = await connect_all(program, 300)
            speaker = sockets.pop()
            for turn in range(10):
                choice.shuffle(sockets)
                gone, sockets = sockets[:20], sockets[20:]
                await speaker.send(f"{turn} " + "x" * 20_000)
                for socket in gone:
                    dropped(socket)
                await speaker.send(f"{turn} again")
            await speaker.send("last")
            await asyncio.gather(*map(hear_last, [speaker, *sockets]))
            await program.wait_for(len(sockets) + 1)
            for socket in [speaker, *sockets]:
                dropped(socket)
            await program.wait_for(0)

        with Program() as program:
            asyncio.run(talk())


def main():
    global OPTIONS
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--sockets", type=int, default=2000)
    parser.add_argument("--messages", type=int, default=20)
    OPTIONS, rest = parser.parse_known_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    room = hard - 100 if hard != resource.RLIM_INFINITY else OPTIONS.sockets
    if room < OPTIONS.sockets:
        print(f"this machine allows {hard} open files: {room} sockets instead of {OPTIONS.sockets}")
        OPTIONS.sockets = room
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
