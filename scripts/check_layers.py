#!/usr/bin/env python3
"""Checks the include directions and the hygiene of headers: ARCHITECTURE.md, "Layers".

    scripts/check_layers.py [--root DIR]

A layer may include itself, the layers it is allowed below and what those may include; and it must name what it includes
in the DEPENDS of its CMakeLists.txt, directly or through another layer. Prints one line per fault; exit status 1 if any.
"""
import pathlib
import re

import tree_check

# What each layer may include, besides itself and what follows from these.
ALLOWED = {
    "base": [],
    "async": ["base"],
    "http": ["base", "async"],
    "model": ["base"],
    "crypto": ["base"],
    "describe": ["http", "model"],
    "sql": ["base", "async", "model", "crypto"],
    "files": ["http", "async", "crypto", "describe"],
    "templates": ["http", "model", "files"],
    "settings": ["base", "model"],
    "routing": ["base", "http"],
    "websocket": ["http", "async", "crypto", "model"],
    "middleware": ["http", "async", "crypto", "model"],
    "server": ["http", "async", "websocket"],
    "params": ["describe", "http", "model"],
    "openapi": ["describe", "model"],
    "dependency": ["params", "async"],
    "security": ["dependency", "crypto"],
    "operation": ["params", "dependency", "routing", "websocket"],
    "app": ["operation", "security", "openapi", "middleware", "websocket", "files"],
    "testing": ["app"],
    "run": ["app", "server"],
}

# Public headers that may show a library to the user.
THIRD_PARTY_ALLOWED = {
    "model/inherit.hpp": ("boost/describe",),
    # The light part of <chrono>, where libstdc++ has it.
    "base/chrono.hpp": ("bits/chrono.h",),
}

# Standard headers that cost every user of a public header too much (style: compile-time hygiene).
HEAVY = {"regex", "iostream", "sstream", "filesystem", "thread", "functional", "chrono", "memory", "ostream"}
# The header that stands in for one of them; for <memory> it is base/owned.hpp, which needs none. And one that is asked for
# by those who use the heavy one anyway.
HEAVY_ALLOWED = {"base/chrono.hpp": "chrono", "model/types/chrono.hpp": "chrono"}

MAX_LINES = {"header": 400, "source": 600, "test": 1000}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
USER_CODE = ("examples", "docs_src", "tests/conformance")


def closure(edges):
    """edges: name -> direct names; gives name -> all names reachable."""
    reach = {}

    def visit(name, path=()):
        if name in path:
            raise ValueError("cycle: " + " -> ".join(path + (name,)))
        if name not in reach:
            found = set()
            for other in edges.get(name, []):
                found |= {other} | visit(other, path + (name,))
            reach[name] = found
        return reach[name]

    for name in edges:
        visit(name)
    return reach


def cpp_files(root, *folders):
    for folder in folders:
        base = root / folder
        if base.is_dir():
            yield from sorted(path for path in base.rglob("*") if path.suffix in (".hpp", ".cpp"))


def declared_dependencies(root):
    """layer -> DEPENDS of its talaria_layer call."""
    depends = {}
    for path in sorted(root.glob("src/*/CMakeLists.txt")):
        text = re.sub(r"#.*", "", path.read_text())
        call = re.search(r"talaria_layer\(\s*(\w+)(.*?)\)", text, re.S)
        if call:
            names = re.search(r"\bDEPENDS\b(.*?)(?=\b(?:SOURCES|HEADERS|PRIVATE)\b|$)", call[2], re.S)
            depends[call[1]] = names[1].split() if names else []
    return depends


def check_header(relative, text, faults):
    """Rules for public headers alone. relative: below include/talaria."""
    if "#pragma once" not in text:
        faults.append(f"include/talaria/{relative}: no #pragma once")
    if re.search(r"^\s*using namespace\b", text, re.M):
        faults.append(f"include/talaria/{relative}: 'using namespace' in a header reaches every user")
    for kind, target in INCLUDE.findall(text):
        if kind == '"':
            faults.append(f'include/talaria/{relative}: "{target}": write <talaria/...>')
        elif target in HEAVY and HEAVY_ALLOWED.get(relative) != target:
            faults.append(f"include/talaria/{relative}: <{target}> is too heavy for a public header")
        elif not target.startswith("talaria/") and ("/" in target or "." in target):
            if not target.startswith(THIRD_PARTY_ALLOWED.get(relative, ("\0",))):
                faults.append(f"include/talaria/{relative}: <{target}> shows a library to the user; move it to src/")


def check_direction(root, path, layer, reach, declared, faults):
    name = path.relative_to(root)
    allowed = reach.get(layer)
    if allowed is None:
        faults.append(f"{name}: the layer '{layer}' is not in the table of scripts/check_layers.py")
        return
    for kind, target in INCLUDE.findall(path.read_text()):
        if target.startswith("..") or target.startswith("./"):
            faults.append(f'{name}: "{target}" is a relative include')
            continue
        if kind == '"':
            if not (root / "src" / target).is_file():
                faults.append(f'{name}: "{target}" is no private header below src/')
                continue
            other = target.split("/")[0]
        elif target.startswith("talaria/"):
            other = target.split("/")[1]
            if other == "talaria.hpp":
                faults.append(f"{name}: includes the umbrella; a layer includes what it uses")
                continue
        else:
            continue
        if other == layer:
            continue
        if other not in allowed:
            faults.append(f"{name}: layer '{layer}' may not include '{other}' ({target})")
        elif layer in declared and other not in declared[layer]:
            faults.append(f"{name}: includes {target}, but '{other}' is not in DEPENDS of src/{layer}/CMakeLists.txt")


def check_sizes(root, faults):
    folders = {"include": ("header", "header"), "src": ("header", "source"), "examples": ("header", "source"),
               "docs_src": ("header", "source"), "tests": ("header", "test")}
    for folder, (of_hpp, of_cpp) in folders.items():
        for path in cpp_files(root, folder):
            limit = MAX_LINES[of_hpp if path.suffix == ".hpp" else of_cpp]
            lines = path.read_text().count("\n")
            if lines > limit:
                faults.append(f"{path.relative_to(root)}: {lines} lines, the limit is {limit}")


def check(root):
    faults = []
    reach = closure(ALLOWED)
    try:
        declared = closure(declared_dependencies(root))
    except ValueError as error:
        return [f"src: DEPENDS has a {error}"]

    public = root / "include" / "talaria"
    for path in cpp_files(root, "include"):
        relative = path.relative_to(public).as_posix()
        check_header(relative, path.read_text(), faults)
        if "/" in relative:
            check_direction(root, path, relative.split("/")[0], reach, declared, faults)
    for path in cpp_files(root, "src"):
        check_direction(root, path, path.relative_to(root / "src").parts[0], reach, declared, faults)
    for path in cpp_files(root, *USER_CODE):
        for _, target in INCLUDE.findall(path.read_text()):
            if re.match(r"talaria/(?:.*/)?detail/", target):
                faults.append(f"{path.relative_to(root)}: <{target}> is private; users never include detail headers")
    check_sizes(root, faults)
    return faults


if __name__ == "__main__":
    tree_check.main("check_layers", __doc__, check)
