#!/usr/bin/env python3
"""Checks that <talaria/talaria.hpp> gives every public header of the web part.

    scripts/check_umbrella.py [--root DIR]

A header counts as given when the umbrella includes it, itself or through another header. What is left out on purpose is
named in the umbrella, with a reason, as `// Not here: <talaria/x/y.hpp>`. Headers in detail/ are nobody's to include.
"""
import pathlib
import re

import tree_check

SIDE = {"settings", "log", "client", "sql", "redis", "cache", "jobs", "mongo"}
INCLUDE = re.compile(r"^\s*#\s*include\s*<(talaria/[^>]+)>", re.M)
LEFT_OUT = re.compile(r"^//\s*Not here:\s*<(talaria/[^>]+)>", re.M)


def check(root):
    include = root / "include"
    umbrella = include / "talaria" / "talaria.hpp"
    if not umbrella.is_file():
        return ["include/talaria/talaria.hpp is missing"]
    faults = []
    given, queue = set(), ["talaria/talaria.hpp"]
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
    left_out = set(LEFT_OUT.findall(umbrella.read_text()))
    for path in sorted((include / "talaria").rglob("*.hpp")):
        name = path.relative_to(include).as_posix()
        parts = name.split("/")
        if "detail" in parts or parts[1] in SIDE:
            continue
        if name in left_out and name in given:
            faults.append(f"<{name}> is named as left out, but the umbrella gives it")
        if name not in given and name not in left_out:
            faults.append(f"<{name}> is not given by talaria.hpp; include it there, or say why not: // Not here: <{name}>")
    faults += [f"<{name}> is named as left out but does not exist" for name in sorted(left_out)
               if not (include / name).is_file()]
    return faults


if __name__ == "__main__":
    tree_check.main("check_umbrella", __doc__, check)
