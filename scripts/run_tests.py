#!/usr/bin/env python3
"""Builds and runs the tests of every preset: what `make test` and `.ci/run` do.

    scripts/run_tests.py [--jobs N] [--preset dev|asan|tsan]...

Each preset is configured, built and given to ctest, whose own output and summary are shown. The last line adds up the
results of all presets, `N passed, N failed`; the exit status is 0 when nothing failed. A build that breaks counts as
one failed test, and what could be built still runs.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import time
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What a preset builds (None: everything) and which of its tests run. The checks of texts, packages and pages do not
# depend on the compiler, so only `dev` runs them; ThreadSanitizer looks at what has threads.
STAGES = {
    "dev": {"targets": None, "also": ["all_verify_interface_header_sets"], "ctest": []},
    "asan": {"targets": None, "also": [], "ctest": ["--schedule-random", "-LE", "^(lint|package|browser)$"]},
    "tsan": {
        "targets": ["async_test", "server_test", "backend", "reliability_service"],
        "also": [],
        "ctest": ["-L", "^(async|server|load)$"],
    },
}

ENVIRONMENT = {
    **os.environ,
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:detect_odr_violation=2",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    # No test may depend on the zone of the machine; this one is 5 h 45 min off.
    "TZ": "Asia/Kathmandu",
}


def run(*command):
    print("+", " ".join(map(str, command)), flush=True)
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT).returncode == 0


def existing(preset, targets):
    """The targets that this tree has."""
    ninja = ["ninja", "-C", f"build/{preset}", "-t", "targets", "all"]
    listed = subprocess.run(ninja, cwd=ROOT, capture_output=True, text=True).stdout
    known = {line.split(":")[0] for line in listed.splitlines()}
    return [target for target in targets if target in known]


def build(preset, jobs):
    stage = STAGES[preset]
    if not run("cmake", "--preset", preset, "--log-level=WARNING"):
        return False
    command = ["cmake", "--build", f"build/{preset}", "-j", str(jobs)]
    targets = ["all"] if stage["targets"] is None else existing(preset, stage["targets"])
    if not targets:
        print(f"{preset}: nothing to build", flush=True)
        return True
    return run(*command, "--target", *targets, *existing(preset, stage["also"]), "--", "-k", "0", "--quiet")


def count(report):
    """(passed, failed, skipped) of a JUnit file that ctest wrote; says of what was skipped why."""
    if not report.exists():
        return 0, 1, 0
    passed = failed = skipped = 0
    for case in xml.etree.ElementTree.parse(report).getroot().iter("testcase"):
        reason = case.find("skipped")
        if case.get("status") == "run":
            passed += 1
        elif case.get("status") == "disabled" or (reason is not None and reason.get("message", "").startswith("SKIP_")):
            skipped += 1
            why = re.search(r"^skipped: .*", case.findtext("system-out") or "", re.M)
            print(f"{case.get('name')} was {why[0] if why else 'skipped'}", flush=True)
        else:
            failed += 1
    return passed, failed, skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--preset", action="append", choices=STAGES, help="only this one; may be repeated")
    options = parser.parse_args()

    total = [0, 0, 0]
    for preset in options.preset or STAGES:
        started = time.monotonic()
        print(f"\n== {preset} ==", flush=True)
        built = build(preset, options.jobs)
        build_seconds = time.monotonic() - started
        report = ROOT / "build" / preset / "tests.xml"
        report.unlink(missing_ok=True)
        run("ctest", "--test-dir", f"build/{preset}", "-j", str(options.jobs), "--output-on-failure",
            "--output-junit", str(report), *STAGES[preset]["ctest"])
        result = count(report)
        if not built:
            print(f"{preset}: the build failed", flush=True)
            result = (result[0], result[1] + 1, result[2])
        total = [sum(pair) for pair in zip(total, result)]
        print(f"{preset}: {result[0]} passed, {result[1]} failed, {result[2]} skipped;"
              f" built in {build_seconds:.0f} s, all in {time.monotonic() - started:.0f} s", flush=True)

    skipped = f"{total[2]} skipped\n" if total[2] else ""
    print(f"\n{skipped}{total[0]} passed, {total[1]} failed", flush=True)
    return 1 if total[1] or not total[0] else 0


if __name__ == "__main__":
    sys.exit(main())
