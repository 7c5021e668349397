#!/usr/bin/env python3
"""Replays recorded FastAPI sessions against the apps that `fastapi_apps list` prints.

    run_fastapi.py --corpus DIR --program fastapi_apps [--group NAME] [--reuse] [--jobs N]
    run_fastapi.py --corpus DIR --program fastapi_apps --complete GROUP,GROUP,...

DIR holds replay.py and fastapi/<group>/<name>.json. With --complete nothing is replayed: it checks that every recorded
app of the groups exists. Ends with 77 (skipped) when DIR is missing.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77


def listed_apps(program):
    out = subprocess.run([program, "list"], capture_output=True, text=True, check=True).stdout
    return {line.split()[0] for line in out.splitlines() if line.strip()}


def recorded_apps(corpus):
    """app name -> file"""
    return {f"docs_src.{path.parent.name}.{path.stem}": path for path in sorted(corpus.glob("fastapi/*/*.json"))}


def missing_apps(recorded, listed, groups):
    return [app for app, path in recorded.items()
            if path.parent.name in groups and app not in listed]


def replay(options, recorded, listed):
    chosen = {app: path for app, path in recorded.items()
              if app in listed and options.group in (None, path.parent.name)}
    if not chosen:
        print("no app of the program has recorded sessions" + (f" in {options.group}" if options.group else ""))
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for path in chosen.values():
            link = pathlib.Path(folder) / path.parent.name / path.name
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(path.resolve())
        command = [sys.executable, str(options.corpus / "replay.py"), "--vectors", folder,
                   "--cmd", f"{options.program} serve {{app}} --port {{port}}", "--jobs", str(options.jobs)]
        return subprocess.run(command + (["--reuse"] if options.reuse else [])).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--group")
    parser.add_argument("--complete")
    parser.add_argument("--reuse", action="store_true", help="one server for the stateless sessions of an app")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if not (options.corpus / "replay.py").is_file():
        print(f"skipped: {options.corpus} does not hold the recorded sessions")
        return SKIPPED
    recorded, listed = recorded_apps(options.corpus), listed_apps(options.program)
    if options.complete:
        missing = missing_apps(recorded, listed, set(options.complete.split(",")))
        for app in missing:
            print(f"{app} is recorded, but the program does not have it")
        print(f"{len(listed)} apps, {len(missing)} missing")
        return 1 if missing else 0
    return replay(options, recorded, listed)


if __name__ == "__main__":
    sys.exit(main())
