#!/usr/bin/env python3
"""Checks that <talaria/talaria.hpp> gives every public header of the web part.

    scripts/check_umbrella.py [--root DIR]

A header counts as given when the umbrella includes it, itself or through another header. What is left out on purpose is
named in the umbrella, with a reason, as `// Not here: <talaria/x/y.hpp>`. Headers in detail/ are nobody's to include.
The layers beside the web part have an umbrella each, `<talaria/sql/sql.hpp>`.
"""
import pathlib
import re

import tree_check

SIDE = {"settings", "log", "client", "sql", "redis", "cache", "jobs", "mongo"}
INCLUDE = re.compile(r"^\s*#\s*include\s*<(talaria/[^>]+)>", re.M)
LEFT_OUT = re.compile(r"^//\s*Not here:\s*<(talaria/[^>]+)>", re.M)


def check_one(include, umbrella, belongs, faults):
    """umbrella: a name below include/; belongs: whether a header, given by the parts of its name, is to be in it."""
    given, queue = set(), [umbrella]
    while queue:
        name = queue.pop()
        if name in given:
            continue
        given.add(name)
        path = include / name
        if path.is_file():
            queue += INCLUDE.findall(path.read_text())
        else:
            faults.append(f"<{name}> is included but does not exist")
    left_out = set(LEFT_OUT.findall((include / umbrella).read_text()))
    short = umbrella.removeprefix("talaria/")
    for path in sorted((include / "talaria").rglob("*.hpp")):
        name = path.relative_to(include).as_posix()
        parts = name.split("/")
        if "detail" in parts or not belongs(parts):
            continue
        if name in left_out and name in given:
            faults.append(f"<{name}> is named as left out, but the umbrella gives it")
        if name not in given and name not in left_out:
            faults.append(f"<{name}> is not given by {short}; include it there, or say why not: // Not here: <{name}>")
    faults += [f"<{name}> is named as left out but does not exist" for name in sorted(left_out)
               if not (include / name).is_file()]


def check(root):
    include = root / "include"
    if not (include / "talaria" / "talaria.hpp").is_file():
        return ["include/talaria/talaria.hpp is missing"]
    faults = []
    check_one(include, "talaria/talaria.hpp", lambda parts: parts[1] not in SIDE, faults)
    for layer in sorted(SIDE):
        if (include / "talaria" / layer).is_dir():
            umbrella = f"talaria/{layer}/{layer}.hpp"
            if (include / umbrella).is_file():
                check_one(include, umbrella, lambda parts, layer=layer: parts[1] == layer, faults)
            else:
                faults.append(f"<{umbrella}>, the umbrella of the layer {layer}, is missing")
    return faults


if __name__ == "__main__":
    tree_check.main("check_umbrella", __doc__, check)
