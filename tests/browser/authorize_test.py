#!/usr/bin/env python3
"""Logs in through the Authorize button of /docs in headless Chromium, and calls a protected route.

    authorize_test.py --server 'fastapi_apps serve docs_src.security.tutorial005 --port {port}' --screenshots DIR

The app is that of FastAPI's page on scopes: a password flow with the scopes `me` and `items`. Ends with 77 (skipped) when
Chromium or chromedriver is missing.
"""
import argparse
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "conformance")]
sys.dont_write_bytecode = True

from docs_ui_test import SKIPPED, DocsPage, expect  # noqa: E402
from run_server import Server  # noqa: E402
from webdriver import ELEMENT, Browser  # noqa: E402

READ_ME = {"operationId": "read_users_me_users_me__get"}


def log_in(browser, name, password, screenshots):
    browser.click(browser.wait(".auth-wrapper .btn.authorize"))
    modal = browser.wait(".modal-ux")
    browser.type(browser.wait("#oauth_username", modal), name)
    browser.type(browser.wait("#oauth_password", modal), password)
    for checkbox in browser.find_all(".scopes input[type=checkbox]", modal):
        browser.script("arguments[0].click()", {ELEMENT: checkbox})
    browser.screenshot(screenshots / "docs_authorize.png")
    browser.click(browser.wait(".auth-btn-wrapper button.authorize", modal))


def check(browser, url, screenshots):
    page = DocsPage(browser, url)
    block = page.expand(READ_ME)
    status, answer = page.try_out(block)
    expect(status == "401", f"expected a 401 before the login, the page shows {status}: {answer}")

    log_in(browser, "johndoe", "wrong", screenshots)
    said = browser.text(browser.wait(".modal-ux .errors"))
    expect("Bad Request" in said, f"the failure is not shown: {said}")
    browser.click(browser.wait(".modal-ux .close-modal"))

    DocsPage(browser, url)  # as a person who begins anew
    log_in(browser, "johndoe", "secret", screenshots)
    browser.wait(".modal-ux .auth-btn-wrapper button[aria-label='Remove authorization']")
    browser.click(browser.wait(".modal-ux .close-modal"))
    block = page.expand(READ_ME)
    status, answer = page.try_out(block)
    browser.screenshot(screenshots / "docs_authorized.png")
    expect(status == "200", f"expected a 200 after the login, the page shows {status}: {answer}")
    expect('"johndoe@example.com"' in answer, f"the answer is not the user's: {answer}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
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
                with Browser() as browser:
                    check(browser, f"http://127.0.0.1:{server.port}", options.screenshots)
                print("logged in and called the protected route")
            except AssertionError as error:
                print(f"failed: {error}")
                status = 1
    if server.problem:
        print(f"{server.problem}; it said:\n{server.output()}")
        status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
