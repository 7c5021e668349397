#!/usr/bin/env python3
"""Runs the fuzz targets one after another: what `make fuzz` does.

    scripts/run_fuzzers.py [--seconds N] [--target NAME]... [--keep]

Expects the preset `fuzz`, built. A target starts from fuzz/corpus/<target> and from what earlier runs found, which is
kept in build/fuzz/found/<target>. An input that breaks a claim or trips a sanitizer is kept in build/fuzz/failures. With
--keep the new inputs that reach something new, at most as many as the corpus may hold, are copied into fuzz/corpus.
Exit status 1 when any target failed.
"""
import argparse
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "fuzz"
LONGEST_INPUT = 4096
LARGEST_CORPUS = 150  # files per target that the repository takes
PROGRESS_SECONDS = 10
STATUS = re.compile(r"^#(\d+)\s+(\w+)\s+cov: (\d+) ft: (\d+) corp: (\d+)/\S+ .*exec/s: (\d+)")
# What a report of libFuzzer, a sanitizer or a claim says first.
FAULT = re.compile(r"claim does not hold: .*|runtime error: .*|ERROR: (?:AddressSanitizer|libFuzzer|LeakSanitizer): .*")

Outcome = collections.namedtuple("Outcome", "target executions branches found seconds faults")


def targets():
    return sorted(path.name.removeprefix("fuzz_") for path in (BUILD / "bin").glob("fuzz_*"))


def program(target):
    return str(BUILD / "bin" / f"fuzz_{target}")


def dictionaries(target):
    """`json.dict` is for all whose name has `json` in it."""
    return [f"-dict={path}" for path in sorted((ROOT / "fuzz").glob("*.dict")) if path.stem in target]


def environment():
    return {
        **os.environ,
        "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1",
        "UBSAN_OPTIONS": "print_stacktrace=1",
    }


def run(target, seconds):
    found, failures = BUILD / "found" / target, BUILD / "failures"
    for folder in (found, failures):
        folder.mkdir(parents=True, exist_ok=True)
    known = len(list(found.iterdir()))
    command = [program(target), f"-max_total_time={seconds}", f"-max_len={LONGEST_INPUT}", "-timeout=10",
               "-rss_limit_mb=3000", f"-artifact_prefix={failures}/{target}-", *dictionaries(target),
               str(found), str(ROOT / "fuzz" / "corpus" / target)]
    started = shown = time.monotonic()
    executions = branches = 0
    faults, log = [], collections.deque(maxlen=60)
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, errors="replace",
                          env=environment()) as process:
        for line in process.stderr:
            log.append(line)
            if fault := FAULT.search(line):
                faults.append(fault[0])
            if status := STATUS.match(line):
                executions, branches = int(status[1]), int(status[3])
                if time.monotonic() - shown >= PROGRESS_SECONDS:
                    shown = time.monotonic()
                    print(f"  {shown - started:4.0f} s  {executions:>10,} inputs, {int(status[6]):,} per second,"
                          f" {branches:,} branches, {status[5]} inputs worth keeping", flush=True)
    if process.returncode != 0:
        faults = faults or [f"it ended with status {process.returncode}"]
        print("  " + "  ".join(log))
    new = len(list(found.iterdir())) - known
    return Outcome(target, executions, branches, new, time.monotonic() - started, faults)


def keep(target):
    """Copies into the corpus the fewest inputs that reach what it does not reach."""
    corpus, chosen = ROOT / "fuzz" / "corpus" / target, BUILD / "chosen" / target
    shutil.rmtree(chosen, ignore_errors=True)
    shutil.copytree(corpus, chosen)
    before = {path.name for path in chosen.iterdir()}
    subprocess.run([program(target), "-set_cover_merge=1", f"-max_len={LONGEST_INPUT}", str(chosen),
                    str(BUILD / "found" / target)], env=environment(), stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=True)
    added = sorted((path for path in chosen.iterdir() if path.name not in before), key=lambda path: path.stat().st_size)
    room = max(0, LARGEST_CORPUS - len(before))
    for path in added[:room]:
        shutil.copy(path, corpus / f"found_{path.name[:12]}")
    print(f"  {min(len(added), room)} inputs were added to fuzz/corpus/{target}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    parser.add_argument("--target", action="append", help="only this one; may be repeated")
    parser.add_argument("--keep", action="store_true", help="copy what was found into the corpus of the repository")
    options = parser.parse_args()
    there = targets()
    wanted = options.target or there
    for target in wanted:
        if target not in there:
            sys.exit(f"{program(target)} is missing: cmake --preset fuzz && cmake --build build/fuzz")
    if not wanted:
        sys.exit("there are no fuzz targets: cmake --preset fuzz && cmake --build build/fuzz")

    outcomes = []
    for number, target in enumerate(wanted, 1):
        print(f"[{number}/{len(wanted)}] {target}, {options.seconds} s", flush=True)
        outcomes.append(run(target, options.seconds))
        if options.keep and not outcomes[-1].faults:
            keep(target)

    failed = [outcome for outcome in outcomes if outcome.faults]
    print(f"\n{'target':<20}{'inputs':>14}{'branches':>10}{'found':>8}{'seconds':>9}")
    for one in outcomes:
        print(f"{one.target:<20}{one.executions:>14,}{one.branches:>10,}{one.found:>8,}{one.seconds:>9.0f}  "
              + ("; ".join(dict.fromkeys(one.faults)) or "clean"))
    if failed:
        print(f"\n{len(failed)} of {len(outcomes)} targets failed; their inputs are in {BUILD.relative_to(ROOT)}/failures."
              f"\nAgain: {os.path.relpath(program(failed[0].target), ROOT)} <input>")
    else:
        print(f"\nall {len(outcomes)} targets are clean")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
