#!/usr/bin/env python3
"""Two windows of headless Chromium talk through the example `chat`, also after its server was killed and started again.

    chat_test.py --server 'chat run --port {port}' --screenshots DIR

Ends with 77 (skipped) when Chromium or chromedriver is missing.
"""
import pathlib
import shlex
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE)]
sys.dont_write_bytecode = True

from browser_case import expect, main, url_of  # noqa: E402
from webdriver import Browser  # noqa: E402


class Window:
    """A window of the browser with the chat in it."""

    def __init__(self, browser, handle, url, name):
        self.browser, self.handle, self.name = browser, handle, name
        self.show()
        browser.open(f"{url}/?room=lobby&name={name}")
        self.wait_for_state("Connected")

    def show(self):
        self.browser.switch_to(self.handle)

    def messages(self):
        self.show()
        return [self.browser.text(item) for item in self.browser.find_all("#messages li")]

    def say(self, text):
        self.show()
        self.browser.type(self.browser.wait("#text"), text)
        self.browser.click(self.browser.wait("#form button"))

    def wait_for(self, message, seconds=30):
        end = time.monotonic() + seconds
        while message not in self.messages():
            expect(time.monotonic() < end, f"{self.name} never sees {message!r}, but {self.messages()}")
            time.sleep(0.05)

    def wait_for_state(self, state, seconds=30):
        end = time.monotonic() + seconds
        self.show()
        while self.browser.text(self.browser.wait("#state")) != state:
            expect(time.monotonic() < end, f"{self.name} is never {state}")
            time.sleep(0.05)


def talk(browser, url, screenshots):
    first = browser.window()
    ada = Window(browser, first, url, "Ada")
    bob = Window(browser, browser.open_window(), url, "Bob")
    ada.wait_for("Bob is here (2)")
    ada.say("hello <b>Bob</b>")
    for window in (ada, bob):
        window.wait_for("Ada: hello <b>Bob</b>")
    bob.say("x" * 501)
    bob.wait_for("String should have at most 500 characters")
    bob.say("hello Ada")
    ada.wait_for("Bob: hello Ada")
    browser.screenshot(screenshots / "chat.png")
    eve = Window(browser, browser.open_window(), url, "Eve")
    ada.wait_for("Eve is here (3)")
    eve.show()
    browser.close_window()
    ada.wait_for("Eve has left (2)")
    return ada, bob


def survive_a_kill(ada, bob, server, command):
    server.process.kill()
    server.process.wait()
    ada.wait_for_state("Reconnecting")
    bob.wait_for_state("Reconnecting")
    ada.say("written while nobody listened")
    words = [word.replace("{port}", str(server.port)) for word in shlex.split(command)]
    server.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=server.log, stderr=subprocess.STDOUT)
    ada.wait_for_state("Connected")
    bob.wait_for_state("Connected")
    ada.wait_for("Ada: written while nobody listened")
    ada.say("are you back?")
    bob.wait_for("Ada: are you back?")


def run(server, options):
    with Browser() as browser:
        ada, bob = talk(browser, url_of(server), options.screenshots)
        survive_a_kill(ada, bob, server, options.server)
    print("two windows talked, and went on after the server was killed")


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
