#!/usr/bin/env python3
"""Logs in through the Authorize button of /docs in headless Chromium, and calls a protected route.

    authorize_test.py --server 'fastapi_apps serve docs_src.security.tutorial005 --port {port}' --screenshots DIR

The app is that of FastAPI's page on scopes: a password flow with the scopes `me` and `items`. Ends with 77 (skipped) when
Chromium or chromedriver is missing.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE)]
sys.dont_write_bytecode = True

from browser_case import expect, main, url_of  # noqa: E402
from docs_ui_test import DocsPage  # noqa: E402
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


def run(server, options):
    with Browser() as browser:
        check(browser, url_of(server), options.screenshots)
    print("logged in and called the protected route")


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
