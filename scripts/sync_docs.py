#!/usr/bin/env python3
"""Keeps the code in README.md and docs/*.md equal to programs that are compiled and run.

    scripts/sync_docs.py --check | --write

A code block of C++ or CMake stands under the line `<!-- snippet: FILE#NAME -->`. FILE lies below docs_src/, examples/ or
the root; the block is what stands there between the lines `// [NAME]` and `// [/NAME]` (`# [NAME]` in CMake), without
the common indentation, or the whole file when there is no #NAME. Other blocks need no source: ```console, ```json and
the like, and any block under `<!-- output: ... -->`.
"""
import argparse
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
NEEDS_SOURCE = {"cpp", "c++", "hpp", "cmake"}
FREE = {"console", "sh", "bash", "json", "text", "http", "yaml", "ini", "diff", "html", "mermaid", "python"}

MARKER = re.compile(r"^\s*<!--\s*(snippet|output):\s*(.*?)\s*-->\s*$")
FENCE = re.compile(r"^(\s*)```\s*([\w+-]*)\s*$")
REGION_LINE = re.compile(r"^\s*(?://|#)\s*\[/?[\w.-]+\]\s*$")


class Fault(Exception):
    pass


def snippet(reference, root=ROOT):
    """The text that FILE#NAME stands for."""
    file, _, name = reference.partition("#")
    for folder in ("docs_src", "examples", "."):
        path = root / folder / file
        if path.is_file():
            break
    else:
        raise Fault(f"no file {file} in docs_src/, examples/ or the root")
    lines = path.read_text().splitlines()
    if name:
        starts = [i for i, line in enumerate(lines) if re.fullmatch(rf"\s*(?://|#)\s*\[{re.escape(name)}\]\s*", line)]
        ends = [i for i, line in enumerate(lines) if re.fullmatch(rf"\s*(?://|#)\s*\[/{re.escape(name)}\]\s*", line)]
        if len(starts) != 1 or len(ends) != 1 or ends[0] < starts[0]:
            raise Fault(f"{file} needs exactly one [{name}] followed by one [/{name}]")
        lines = lines[starts[0] + 1:ends[0]]
    lines = [line for line in lines if not REGION_LINE.match(line)]
    return textwrap.dedent("\n".join(lines)).strip("\n").splitlines()


def process(text, root=ROOT):
    """(new text, faults as (line number, message, is only stale)) of one page."""
    out, faults = [], []
    lines = text.splitlines()
    marker, i = None, 0
    while i < len(lines):
        line = lines[i]
        found = MARKER.match(line)
        fence = FENCE.match(line)
        if not fence:
            if found:
                marker = (found[1], found[2])
            elif line.strip():
                marker = None
            out.append(line)
            i += 1
            continue
        end = next((j for j in range(i + 1, len(lines)) if lines[j].strip() == "```"), None)
        if end is None:
            faults.append((i + 1, "the code block is not closed", False))
            out += lines[i:]
            break
        indent, language = fence[1], fence[2].lower()
        body = lines[i + 1:end]
        if marker and marker[0] == "snippet":
            try:
                wanted = [(indent + line).rstrip() for line in snippet(marker[1], root)]
                if wanted != [line.rstrip() for line in body]:
                    faults.append((i + 1, f"differs from {marker[1]}", True))
                body = wanted
            except Fault as fault:
                faults.append((i + 1, str(fault), False))
        elif not marker:
            if language in NEEDS_SOURCE or language not in FREE:
                kind = f"a {language} block" if language else "a block without a language"
                faults.append((i + 1, f"{kind} needs <!-- snippet: file#name --> above it", False))
        out += [line, *body, lines[end]]
        marker, i = None, end + 1
    return "\n".join(out) + "\n", faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true", help="report what differs")
    mode.add_argument("--write", action="store_true", help="copy the programs' text into the pages")
    options = parser.parse_args()
    failed = 0
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        if not page.is_file():
            continue
        old = page.read_text()
        new, faults = process(old)
        if options.write and new != old:
            page.write_text(new)
            print(f"{page.relative_to(ROOT)}: updated")
        for line, message, stale in faults:
            if not (options.write and stale):
                failed += 1
                print(f"{page.relative_to(ROOT)}:{line}: {message}")
    print(f"sync_docs: {failed} faults" + (" (scripts/sync_docs.py --write copies the code)" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
