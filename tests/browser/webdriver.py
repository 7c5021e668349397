"""A small WebDriver client (W3C protocol over HTTP) for headless Chromium; standard library only."""
import base64
import http.client
import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key the protocol wraps an element's id in

ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    "--window-size=1280,1600",
    # Whatever the page asks of another host fails at once.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


class WebDriverError(Exception):
    pass


class Browser:
    """A fresh browser with an empty profile; to be used in a `with` block."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="talaria-browser-")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.driver = subprocess.Popen(["chromedriver", f"--port={self.port}"], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
        self.session = None

    def __enter__(self):
        try:
            self._wait_until_ready()
            self._start_session()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait_until_ready(self):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                if self._call("GET", "/status")["ready"]:
                    return
            except OSError:
                time.sleep(0.05)
        raise WebDriverError("chromedriver does not answer")

    def _start_session(self):
        options = {"binary": shutil.which("chromium"), "args": ARGUMENTS + [f"--user-data-dir={self.profile.name}"]}
        capabilities = {"goog:chromeOptions": options, "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"}}
        answer = self._call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self.session = f"/session/{answer['sessionId']}"

    def __exit__(self, *_):
        if self.session:
            try:
                self._call("DELETE", self.session)
            except (OSError, WebDriverError):
                pass
        self.driver.terminate()
        self.driver.wait()
        try:
            self.profile.cleanup()
        except OSError:
            pass  # the browser may still be writing its last file

    def _call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        data = None if method != "POST" else json.dumps(body or {})
        connection.request(method, path, data, {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(answer, dict) and "error" in answer:
            raise WebDriverError(f"{path}: {answer['error']}: {answer.get('message', '')[:500]}")
        return answer

    def open(self, url):
        self._call("POST", f"{self.session}/url", {"url": url})

    def window(self):
        """The window that is shown."""
        return self._call("GET", f"{self.session}/window")

    def open_window(self):
        return self._call("POST", f"{self.session}/window/new", {"type": "window"})["handle"]

    def switch_to(self, window):
        self._call("POST", f"{self.session}/window", {"handle": window})

    def close_window(self):
        """Closes the window that is shown; another one has to be switched to."""
        self._call("DELETE", f"{self.session}/window")

    def find_all(self, css, within=None):
        scope = f"{self.session}/element/{within}" if within else self.session
        return [found[ELEMENT] for found in
                self._call("POST", f"{scope}/elements", {"using": "css selector", "value": css})]

    def wait(self, css, within=None, seconds=30):
        """The first element that matches; waits for it to appear."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.find_all(css, within)
            if found:
                return found[0]
            time.sleep(0.05)
        raise WebDriverError(f"nothing matches {css!r} after {seconds} s")

    def click(self, element):
        self._call("POST", f"{self.session}/element/{element}/click")

    def type(self, element, text):
        self._call("POST", f"{self.session}/element/{element}/clear")
        self._call("POST", f"{self.session}/element/{element}/value", {"text": text})

    def text(self, element):
        return self._call("GET", f"{self.session}/element/{element}/text")

    def script(self, source, *arguments):
        return self._call("POST", f"{self.session}/execute/sync", {"script": source, "args": list(arguments)})

    def screenshot(self, path):
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(self._call("GET", f"{self.session}/screenshot")))

    def requested_urls(self):
        """Every address that pages asked for since the last call."""
        events = [json.loads(entry["message"])["message"] for entry in
                  self._call("POST", f"{self.session}/se/log", {"type": "performance"})]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def console_errors(self):
        return [entry["message"] for entry in self._call("POST", f"{self.session}/se/log", {"type": "browser"})
                if entry["level"] == "SEVERE"]
