#!/usr/bin/env python3
"""Gives every AsyncAPI document of ours to the judge of validate_asyncapi.mjs.

    asyncapi_test.py --packages FOLDER --docs PROGRAM --app NAME=PROGRAM...

Ends with 77 (skipped) when npm_packages.py could not install the judge.
"""
import argparse
import copy
import json
import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import npm_packages  # noqa: E402
import served  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
OPTIONS = None


def output_of(*command, cwd=None):
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd).stdout


def judge(documents):
    """name -> the judge's answer; `documents`: name -> document"""
    lines = "".join(json.dumps({"name": name, "document": document}) + "\n" for name, document in documents.items())
    done = subprocess.run(["node", str(HERE / "validate_asyncapi.mjs"), str(OPTIONS.packages)], input=lines,
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"validate_asyncapi.mjs failed: {done.stderr[-3000:]}")
    return {answer["name"]: answer for answer in map(json.loads, done.stdout.splitlines())}


def chat():
    return json.loads(output_of(dict(OPTIONS.app)["chat"], "asyncapi"))


# One fault each in the document of the example `chat`.
BROKEN = {
    "no title": lambda d: d["info"].pop("title"),
    "an unknown action": lambda d: d["operations"]["converse_send"].update(action="shout"),
    "a channel that is not there": lambda d: d["operations"]["converse_send"]["channel"].update({"$ref": "#/channels/x"}),
    "a message of another channel": lambda d: d["channels"]["converse"]["messages"].pop("Said"),
    "a schema that is not there": lambda d: d["components"]["schemas"].pop("Said"),
    "an unknown member": lambda d: d["channels"]["converse"].update(adress="/"),
    "a parameter with a schema": lambda d: d["channels"]["converse"]["parameters"]["room"].update(schema={}),
    "an unknown type": lambda d: d["components"]["schemas"]["Said"]["properties"]["name"].update(type="strng"),
}


class Documents(unittest.TestCase):
    def test_of_pages_and_examples_are_valid(self):
        with served.folder() as here:
            lines = [json.loads(line) for line in output_of(OPTIONS.docs, cwd=here).splitlines() if line]
        documents = {line["name"]: line["asyncapi"] for line in lines if "asyncapi" in line}
        self.assertGreater(len(documents), 0)
        documents.update({name: json.loads(output_of(program, "asyncapi")) for name, program in OPTIONS.app})
        answers = judge(documents)
        self.assertEqual({name: answer["faults"] for name, answer in answers.items() if answer["faults"]}, {})
        for name, document in documents.items():
            self.assertEqual(answers[name]["channels"], len(document["channels"]), name)
            self.assertEqual(answers[name]["operations"], 2 * len(document["channels"]), name)

    def test_the_judge_refuses_broken_documents(self):
        whole = chat()
        documents = {}
        for name, breaks in BROKEN.items():
            documents[name] = copy.deepcopy(whole)
            breaks(documents[name])
        answers = judge(documents)
        self.assertEqual([name for name in BROKEN if not answers[name]["faults"]], [])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packages", type=pathlib.Path, required=True)
    parser.add_argument("--docs", required=True)
    parser.add_argument("--app", action="append", type=lambda text: tuple(text.split("=", 1)), required=True)
    OPTIONS, rest = parser.parse_known_args()
    if not npm_packages.is_installed(OPTIONS.packages):
        print("skipped: the judge is not installed (the test openapi.packages says why)")
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *rest])
