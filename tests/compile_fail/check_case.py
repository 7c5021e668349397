#!/usr/bin/env python3
"""One mistake that a user can make: the compiler has to say what to write instead, in few lines.

usage: check_case.py <file.cpp> <text> <errors> <compiler> [argument ...]

The file compiles as it is; with MUST_FAIL it does not, and then the first error, or on Clang a note of it, holds the
text (a regular expression), there are at most so many errors, and the whole output is short.
"""
import os
import re
import subprocess
import sys

# What a user scrolls through; both compilers cut the trace of a template at ten steps.
MAX_LINES = {"gcc": 28, "clang": 46}


def compile_case(command, *more):
    return subprocess.run([*command, *more], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})


def first_error(output):
    """The lines from the first `error:` to the next one: it and its notes."""
    parts = re.split(r"^(?=.*\berror: )", output, flags=re.MULTILINE)
    return parts[1] if len(parts) > 1 else ""


def main():
    source, text, max_errors, *command = sys.argv[1:]
    command += ["-fsyntax-only", source]
    twin = compile_case(command)
    if twin.returncode != 0:
        sys.exit(f"the file must compile without MUST_FAIL:\n{twin.stderr}")
    failed = compile_case(command, "-DMUST_FAIL")
    if failed.returncode == 0:
        sys.exit("the file must not compile with MUST_FAIL, but it does")
    lines = failed.stderr.count("\n")
    kind = "clang" if "clang" in command[0] else "gcc"
    faults = []
    if not re.search(text, first_error(failed.stderr)):
        faults.append(f"the first error does not say {text!r}")
    errors = len(re.findall(r"\berror: ", failed.stderr))
    if errors > int(max_errors):
        faults.append(f"there are {errors} errors, at most {max_errors} are fine")
    if lines > MAX_LINES[kind]:
        faults.append(f"the output has {lines} lines, at most {MAX_LINES[kind]} are fine")
    if faults:
        sys.exit("; ".join(faults) + f":\n{failed.stderr}")
    print(f"{lines} lines, {errors} error(s)\n{failed.stderr}")


if __name__ == "__main__":
    main()
