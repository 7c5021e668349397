#!/usr/bin/env python3
"""Checks the links between the pages: that the file is there, and in it the heading that a `#` names.

    scripts/check_links.py

Links to other sites and code blocks are left alone. A heading is named as GitHub names it: in lower case, without
punctuation, with hyphens for blanks.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```[^\n]*$", re.S | re.M)
HEADING = re.compile(r"^#+\s+(.*?)\s*$", re.M)


def without_code(text):
    """The text with code blocks emptied, line by line, so that line numbers stay."""
    return CODE.sub(lambda block: "\n" * block[0].count("\n"), text)


def anchors(text):
    """The names of the headings of a page."""
    found = set()
    for heading in HEADING.findall(without_code(text)):
        words = re.sub(r"[^\w\- ]", "", LINK.sub(lambda link: link[0][1:link[0].index("]")], heading).lower())
        found.add(words.replace(" ", "-"))
    return found


def check(root=ROOT):
    """One line for each link that leads nowhere."""
    faults = []
    pages = [*sorted(root.glob("*.md")), *sorted(root.glob("docs/**/*.md")), *sorted(root.glob("examples/**/*.md"))]
    for page in pages:
        text = re.sub(r"`[^`\n]*`", "", without_code(page.read_text()))
        for link in LINK.finditer(text):
            target = link[1]
            file, _, heading = target.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            place = f"{page.relative_to(root)}:{text.count(chr(10), 0, link.start(1)) + 1}: {target}"
            other = (page.parent / file).resolve() if file else page
            if not other.exists():
                faults.append(f"{place}: there is no such file")
            elif heading and heading not in anchors(other.read_text()):
                faults.append(f"{place}: the page has no such heading")
    return faults


def main():
    faults = check()
    for fault in faults:
        print(fault)
    print(f"check_links: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
