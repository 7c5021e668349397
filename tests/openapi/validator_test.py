#!/usr/bin/env python3
"""Gives every document and every schema of ours to the judges of validate.mjs.

    validator_test.py --packages FOLDER --fastapi-apps PROGRAM --docs PROGRAM --schemas PROGRAM --app NAME=PROGRAM...

Ends with 77 (skipped) when npm_packages.py could not install the judges.
"""
import argparse
import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import npm_packages  # noqa: E402
import served  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
OPTIONS = None


def output_of(*command, cwd=None):
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd,
                          env={**os.environ, **served.VARIABLES}).stdout


def judge(lines):
    """name -> faults"""
    done = subprocess.run(["node", str(HERE / "validate.mjs"), str(OPTIONS.packages)],
                          input="".join(json.dumps(line) + "\n" for line in lines), capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"validate.mjs failed: {done.stderr[-3000:]}")
    return {answer["name"]: answer["faults"] for answer in map(json.loads, done.stdout.splitlines())}


def lines_of(text):
    return [json.loads(line) for line in text.splitlines() if line]


# Faults that FastAPI's own documents have: an app of its tutorial shows examples that would be refused, and the form of
# a login has a format beside `anyOf`.
MEANT = {"docs_src.schema_extra_example.tutorial004": " is not valid"}
MEANT_ANYWHERE = re.compile(r'keyword "format" at "#(/\$defs/\w+)?/properties/client_secret"')


def as_3_1(node):
    """`itemSchema` of streams is of OpenAPI 3.2, and FastAPI writes it in its documents of 3.1; the judges know 3.1."""
    if isinstance(node, list):
        return [as_3_1(value) for value in node]
    if not isinstance(node, dict):
        return node
    return {"schema" if key == "itemSchema" else key: as_3_1(value) for key, value in node.items()}


class Documents(unittest.TestCase):
    def assert_valid(self, lines):
        self.assertGreater(len(lines), 0)
        answers = judge([{"name": line["name"], "document": as_3_1(line["document"])} for line in lines])
        self.assertEqual(set(answers), {line["name"] for line in lines})
        faults = [f"{name}: {fault}" for name, of_one in answers.items() for fault in of_one
                  if MEANT.get(name, "\0") not in fault and not MEANT_ANYWHERE.search(fault)]
        self.assertEqual(faults, [], "\n".join(faults[:40]))

    def test_of_the_conformance_apps(self):
        program = OPTIONS.fastapi_apps
        names = [line.split()[0] for line in output_of(program, "list").splitlines()]
        with served.folder() as here:
            self.assert_valid([{"name": name, "document": json.loads(output_of(program, "serve", name, "openapi", cwd=here))}
                               for name in names])

    def test_of_the_pages(self):
        with served.folder() as here:
            self.assert_valid(lines_of(output_of(OPTIONS.docs, cwd=here)))

    def test_of_the_examples(self):
        self.assert_valid([{"name": name, "document": json.loads(output_of(program, "openapi"))}
                           for name, program in OPTIONS.app])


class Schemas(unittest.TestCase):
    def test_are_schemas_and_allow_what_is_written(self):
        corpus = HERE.parent.parent / "fuzz" / "corpus" / "json_model"
        lines = lines_of(output_of(OPTIONS.schemas, *map(str, sorted(corpus.iterdir()))))
        for line in lines[:3]:
            self.assertGreater(len(line["instances"]), 0, line["name"])
        answers = judge(lines)
        self.assertEqual({name: faults for name, faults in answers.items() if faults}, {})

    def test_the_judge_refuses_what_a_schema_does_not_allow(self):
        schema = {"$defs": {"A": {"type": "object", "properties": {"x": {"type": "integer"}}}}, "$ref": "#/$defs/A"}
        answers = judge([{"name": "instance", "schema": schema, "instances": [{"x": 1}, {"x": "1"}]},
                         {"name": "keyword", "schema": {"type": "string", "minLenght": 1}}])
        self.assertEqual(len(answers["instance"]), 1)
        self.assertIn("unknown keyword", answers["keyword"][0])


USERS, USER, HEALTH = "/api/v1/users/", "/api/v1/users/{user_id}", "/health"


def city(document):
    return document["components"]["schemas"]["Address"]["properties"]["city"]


# One fault each in the document of the example `backend`, and which judge must see it.
BROKEN = {
    "no title": ("schema", lambda d: d["info"].pop("title")),
    "an unknown place of a parameter": ("schema", lambda d: d["paths"][USERS]["get"]["parameters"][0].update({"in": "x"})),
    "a response without description": ("schema", lambda d: d["paths"][HEALTH]["get"]["responses"]["200"].pop("description")),
    "an unknown member": ("schema", lambda d: d["paths"][HEALTH]["get"].update(parameterz=[])),
    "another version": ("redocly", lambda d: d.update(openapi="3.0.2")),
    "a path parameter that is not described": ("redocly", lambda d: d["paths"][USER]["get"].update(parameters=[])),
    "an operation id twice": ("redocly", lambda d: d["paths"][HEALTH]["get"].update(
        operationId=d["paths"][USERS]["get"]["operationId"])),
    "a reference to nothing": ("redocly", lambda d: d["components"]["schemas"].pop("UserCreate")),
    "a required member that is not there": ("redocly", lambda d: d["components"]["schemas"]["Address"]["required"].append("x")),
    "an unknown type": ("ajv", lambda d: city(d).update(type="strng")),
    "a length that is a text": ("ajv", lambda d: city(d).update(minLength="1")),
    "a bound of a string": ("ajv", lambda d: city(d).update(minimum=1)),
    "a pattern that is none": ("ajv", lambda d: city(d).update(pattern="(")),
    "an unknown format": ("ajv", lambda d: city(d).update(format="mail")),
    "an example that is not valid": ("ajv", lambda d: city(d).update(examples=[5])),
}


class Judges(unittest.TestCase):
    def test_refuse_broken_documents(self):
        whole = json.loads(output_of(dict(OPTIONS.app)["backend"], "openapi"))
        lines = []
        for name, (_, breaks) in BROKEN.items():
            document = copy.deepcopy(whole)
            breaks(document)
            lines.append({"name": name, "document": document})
        answers = judge(lines)
        for name, (who, _) in BROKEN.items():
            self.assertTrue(any(fault.startswith(who) for fault in answers[name]), f"{name}: {answers[name]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packages", type=pathlib.Path, required=True)
    parser.add_argument("--fastapi-apps", required=True)
    parser.add_argument("--docs", required=True)
    parser.add_argument("--schemas", required=True)
    parser.add_argument("--app", action="append", type=lambda text: tuple(text.split("=", 1)), required=True)
    OPTIONS, rest = parser.parse_known_args()
    if not npm_packages.is_installed(OPTIONS.packages):
        print("skipped: the judges are not installed (the test openapi.packages says why)")
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *rest])
