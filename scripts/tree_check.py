"""The command line that the checks of a tree have in common."""
import argparse
import pathlib
import sys


def main(name, description, check):
    """Prints one line per fault of `check(root)` and ends the program: 1 when there was any.

    `description` is the docstring of the script; its first line becomes the help.
    """
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    faults = check(parser.parse_args().root.resolve())
    for fault in faults:
        print(fault)
    print(f"{name}: {len(faults)} faults")
    sys.exit(1 if faults else 0)
