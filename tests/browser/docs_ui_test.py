#!/usr/bin/env python3
"""Uses a served API through its /docs and /redoc pages in headless Chromium.

    docs_ui_test.py --server 'backend run --port {port}' --screenshots DIR

Tries an operation out and sees its 200, sends a body that is not valid and sees the 422, looks at /redoc, and makes
sure that no page asked another host for anything. Ends with 77 (skipped) when Chromium or chromedriver is missing.
"""
import json
import pathlib
import sys
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE)]
sys.dont_write_bytecode = True

from browser_case import expect, main, url_of  # noqa: E402
from webdriver import ELEMENT, Browser  # noqa: E402


def operations(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict) and "operationId" in operation:
                yield method, path, operation


def first(document, wanted):
    for method, path, operation in operations(document):
        if wanted(method, path, operation):
            return operation
    raise AssertionError("the API has no operation of the kind this test needs")


def readable(method, path, operation):
    """A GET that needs nothing."""
    return method == "get" and path != "/" and not any(p.get("required") for p in operation.get("parameters", []))


def writable(method, _, operation):
    """A POST that needs a JSON body and nothing else."""
    return (method == "post" and "application/json" in operation.get("requestBody", {}).get("content", {})
            and not any(p.get("required") for p in operation.get("parameters", [])))


class DocsPage:
    def __init__(self, browser, url):
        self.browser = browser
        browser.open(url + "/docs")
        browser.wait(".opblock")

    def expand(self, operation):
        tag = operation.get("tags", ["default"])[0]
        block = self.browser.wait(f'[id="operations-{tag}-{operation["operationId"]}"]')
        self.browser.click(self.browser.wait(".opblock-summary-control", block))
        return block

    def try_out(self, block, body=None):
        """Presses "Try it out" and "Execute"; gives the status and the text of the answer that the page shows."""
        self.browser.click(self.browser.wait(".try-out__btn", block))
        if body is not None:
            self.browser.type(self.browser.wait("textarea.body-param__text", block), body)
        self.browser.click(self.browser.wait(".btn.execute", block))
        live = self.browser.wait(".live-responses-table", block)
        status = self.browser.text(self.browser.wait("tbody .response-col_status", live)).split()[0]
        return status, self.browser.text(self.browser.wait("tbody .response-col_description", live))


def check_docs(browser, url, document, screenshots):
    page = DocsPage(browser, url)
    expect(document["info"]["title"] in browser.text(browser.wait(".info .title")), "/docs does not show the title")
    browser.screenshot(screenshots / "docs.png")

    block = page.expand(first(document, readable))
    status, answer = page.try_out(block)
    browser.script("arguments[0].scrollIntoView()", {ELEMENT: block})
    browser.screenshot(screenshots / "docs_200.png")
    expect(status == "200", f"expected a live 200, the page shows {status}: {answer}")
    browser.click(browser.wait(".opblock-summary-control", block))

    expect(browser.console_errors() == [], "the console of /docs has errors")
    block = page.expand(first(document, writable))
    status, answer = page.try_out(block, "{}")
    browser.script("arguments[0].scrollIntoView()", {ELEMENT: block})
    browser.screenshot(screenshots / "docs_422.png")
    expect(status == "422", f"expected a 422 for an empty body, the page shows {status}: {answer}")
    expect('"missing"' in answer and "Field required" in answer, f"the 422 is not explained: {answer}")
    browser.console_errors()  # the browser itself reports the 422 there


def check_redoc(browser, url, document, screenshots):
    browser.open(url + "/redoc")
    heading = browser.wait("h1", browser.wait(".api-content"))
    expect(document["info"]["title"] in browser.text(heading), "/redoc does not show the title")
    shown = browser.text(browser.wait(".api-content"))
    summaries = [operation["summary"] for _, _, operation in operations(document)]
    for summary in summaries:
        expect(summary in shown, f"/redoc does not show {summary!r}")
    browser.screenshot(screenshots / "redoc.png")
    expect(browser.console_errors() == [], "the console of /redoc has errors")


def run(server, options):
    url, screenshots = url_of(server), options.screenshots
    with urllib.request.urlopen(url + "/openapi.json") as answer:
        document = json.load(answer)
    with Browser() as browser:
        check_docs(browser, url, document, screenshots)
        check_redoc(browser, url, document, screenshots)
        requested = browser.requested_urls()
    expect(any(u.startswith(url) for u in requested), "no request was seen at all")
    # The browser's own pages (chrome://) are not ours, and data: and blob: never leave the page.
    elsewhere = [u for u in requested if not u.startswith((url + "/", "data:", "blob:", "chrome", "about:"))]
    expect(not elsewhere, f"the pages asked other hosts for {elsewhere}")
    print(f"{len(requested)} requests, all answered by {url}; screenshots are in {screenshots}")


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
