#!/usr/bin/env python3
"""Records what pydantic-settings makes of the variables below, for pydantic_test.cpp:

    tests/unit/settings/record_pydantic.py > tests/unit/settings/pydantic_cases.json

The classes are those of pydantic_test.cpp. Lists with commas are left out: they are no JSON there, and lists here. Needs pydantic-settings 2.
"""
import json
import os
import pathlib
import sys
import tempfile
import warnings
from typing import Any, Optional, Union

import dotenv
import pydantic_settings
from pydantic import AliasChoices, AliasPath, BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

warnings.simplefilter("ignore")


class Plain(BaseSettings):
    name: str
    port: int = 8000
    debug: bool = False
    ratio: float = 0.5
    note: Optional[str] = None
    tags: list[str] = []
    limits: dict[str, int] = {}
    key: SecretStr = SecretStr("none")
    ids: set[int] = set()
    pair: tuple[int, str] = (0, "")
    model_config = SettingsConfigDict(env_file=[".env", ".env.local"], secrets_dir="secrets")


class Prefixed(BaseSettings):
    name: str = "default"
    count: int = 1
    url: str = Field("none", alias="DATABASE_URL")
    either: str = Field("none", validation_alias=AliasChoices("FIRST", "SECOND"))
    inside: str = Field("none", validation_alias=AliasPath("LIST", 1))
    model_config = SettingsConfigDict(env_prefix="APP_", env_file=".env", extra="ignore")


class Inner(BaseModel):
    host: str = "localhost"
    ports: list[int] = []
    deep: dict[str, str] = {}


class Nested(BaseSettings):
    db: Inner = Inner()
    maybe: Optional[Inner] = None
    more: dict[str, int] = {}
    any: Union[int, list[int]] = 0
    model_config = SettingsConfigDict(env_nested_delimiter="__", env_file=".env", secrets_dir="secrets")


class Cased(BaseSettings):
    name: str = "default"
    Upper: str = "default"
    model_config = SettingsConfigDict(case_sensitive=True, env_file=".env", env_ignore_empty=True, env_parse_none_str="null")


CLASSES = {one.__name__: one for one in (Plain, Prefixed, Nested, Cased)}

# class, environment, {file: text}, {secret: text}, init
CASES = [
    ("Plain", {}, {}, {}, {}),
    ("Plain", {"NAME": "n"}, {}, {}, {}),
    ("Plain", {"name": "n", "PORT": "9"}, {}, {}, {}),
    ("Plain", {"Name": "n", "Port": " 9 "}, {}, {}, {}),
    ("Plain", {"NAME": "n", "PORT": "nine", "DEBUG": "perhaps", "RATIO": "x"}, {}, {}, {}),
    ("Plain", {"NAME": "n", "DEBUG": "yes", "RATIO": "1e3", "NOTE": ""}, {}, {}, {}),
    ("Plain", {"NAME": "", "PORT": ""}, {}, {}, {}),
    ("Plain", {"NAME": "n", "TAGS": '["a", "b"]', "LIMITS": '{"x": 1, "y": "2"}', "IDS": "[1, 1, 2]", "PAIR": '[3, "z"]'}, {}, {}, {}),
    ("Plain", {"NAME": "n", "TAGS": '{"a": 1}'}, {}, {}, {}),
    ("Plain", {"NAME": "n", "TAGS": "[1]", "LIMITS": '{"x": "y"}'}, {}, {}, {}),
    ("Plain", {"NAME": "n", "KEY": "s3cret", "UNRELATED": "x"}, {}, {}, {}),
    ("Plain", {}, {".env": "NAME=file\nPORT=1\n"}, {}, {}),
    ("Plain", {"PORT": "2"}, {".env": "NAME=file\nPORT=1\n"}, {}, {}),
    ("Plain", {}, {".env": "NAME=file\nPORT=1\n", ".env.local": "PORT=3\n"}, {}, {}),
    ("Plain", {}, {".env": "NAME=file\nOTHER=1\nMORE=2\n"}, {}, {}),
    ("Plain", {}, {".env": "NAME=file\nOTHER=\n"}, {}, {}),
    ("Plain", {}, {".env": "NAME=file\n"}, {"port": "7\n", "key": " from-secret \n"}, {}),
    ("Plain", {"PORT": "8"}, {".env": "NAME=file\nKEY=env-file\n"}, {"PORT": "7", "key": "from-secret"}, {}),
    ("Plain", {"PORT": "8"}, {}, {"name": "secret-name", "tags": '["s"]'}, {}),
    ("Plain", {"NAME": "env"}, {}, {}, {"name": "init"}),
    ("Plain", {"NAME": "env"}, {}, {}, {"port": 5, "tags": ["i"]}),
    ("Plain", {"NAME": "env"}, {}, {}, {"port": "x"}),
    ("Plain", {"NAME": "env"}, {}, {}, {"unknown": 1}),
    ("Plain", {"NAME": "env", "LIMITS": '{"a": 1}'}, {".env": 'LIMITS={"b": 2}\n'}, {}, {}),
    ("Plain", {"NAME": "env"}, {".env": "export PORT = 4 # comment\nNOTE='single # quoted'\n"}, {}, {}),
    ("Plain", {"HOST_NAME": "h"}, {".env": 'A=1\nNAME="${HOST_NAME}:${PORT:-99}"\n'}, {}, {}),
    ("Prefixed", {}, {}, {}, {}),
    ("Prefixed", {"APP_NAME": "a", "NAME": "b", "COUNT": "5"}, {}, {}, {}),
    ("Prefixed", {"app_name": "a", "APP_COUNT": "5", "DATABASE_URL": "u"}, {}, {}, {}),
    ("Prefixed", {"APP_DATABASE_URL": "u", "database_url": "lower"}, {}, {}, {}),
    ("Prefixed", {"FIRST": "1"}, {}, {}, {}),
    ("Prefixed", {"SECOND": "2"}, {}, {}, {}),
    ("Prefixed", {"FIRST": "1", "SECOND": "2"}, {}, {}, {}),
    ("Prefixed", {"LIST": '["a", "b"]'}, {}, {}, {}),
    ("Prefixed", {"LIST": '["a"]'}, {}, {}, {}),
    ("Prefixed", {"LIST": "a,b"}, {}, {}, {}),
    ("Prefixed", {"APP_COUNT": "x"}, {".env": "OTHER=1\nAPP_OTHER=1\nAPP_NAME=f\n"}, {}, {}),
    ("Prefixed", {}, {}, {}, {"DATABASE_URL": "init", "name": "i"}),
    ("Nested", {}, {}, {}, {}),
    ("Nested", {"DB__HOST": "h", "DB__PORTS": "[1, 2]"}, {}, {}, {}),
    ("Nested", {"DB": '{"host": "json", "ports": [9]}', "DB__HOST": "h"}, {}, {}, {}),
    ("Nested", {"DB__DEEP__A": "1", "DB__DEEP__B": "2"}, {}, {}, {}),
    ("Nested", {"DB__DEEP": '{"x": "y"}'}, {}, {}, {}),
    ("Nested", {"MAYBE__HOST": "m"}, {}, {}, {}),
    ("Nested", {"MORE__A": "1", "MORE__B": "2"}, {}, {}, {}),
    ("Nested", {"MORE__A": "x"}, {}, {}, {}),
    ("Nested", {"DB__PORTS": '["x"]'}, {}, {}, {}),
    ("Nested", {"DB__HOST": "env"}, {".env": "DB__HOST=file\nDB__PORTS=[3]\n"}, {}, {}),
    ("Nested", {"DB__HOST": "env"}, {}, {"db": '{"ports": [5]}'}, {}),
    ("Nested", {"ANY": "5"}, {}, {}, {}),
    ("Nested", {"ANY": "[5]"}, {}, {}, {}),
    ("Nested", {"ANY": "x"}, {}, {}, {}),
    ("Nested", {"DB": "no json"}, {}, {}, {}),
    ("Nested", {}, {}, {}, {"db": {"host": "init"}}),
    ("Nested", {"DB__HOST": "env", "DB__PORTS": "[1]"}, {}, {}, {"db": {"host": "init"}}),
    ("Cased", {"NAME": "x", "upper": "y"}, {}, {}, {}),
    ("Cased", {"name": "x", "Upper": "y"}, {}, {}, {}),
    ("Cased", {"name": "", "Upper": "y"}, {}, {}, {}),
    ("Cased", {"name": "null"}, {}, {}, {}),
    ("Cased", {}, {".env": "name=file\nNAME=other\n"}, {}, {}),
]

DOTENV = [
    "A=1", "A=1\nB=2\n", "export A=1", "  A  =  1  ", "A=", "A", "A=1 # c", "A=1#c", "A='x # y' # c", 'A="x # y"', "# only\nA=1",
    'A="a\\nb"', "A='a\\nb'", 'A="a\\"b"', "A='a\\'b'", 'A="line\nline"', "A='line\nline'\nB=2", "A=\"unclosed\nB=2", "'quoted key'=1",
    "A=1\r\nB=2\r\n", "A==1", "A=x=y", "=1\nB=2", "A b=1\nB=2", "A=1\nA=2", "A=${B}\nB=1", "B=1\nA=${B}", "A=${NOPE}", "A=${NOPE:-d}",
    "A=${NOPE:-}", "A=$B ${C", "A=${HOME_X}", "A='${HOME_X}'", "A=\"${HOME_X}-${A}\"", "A=\"x\" y\nB=2", "A=\"x\"#c", "A=a b c", "\n\n A=1",
    "A=\"\\\\n\"", "A=\u00e9", "A = 'x'   ", "export  A=1", "exportA=1", "A=\t1\t", "A=1\n\n\n# c\n  # d\nB=2", "A=${X:-${Y}}", "A=\"a\\tb\\q\"",
]


def run(name, environment, files, secrets, init):
    cls = CLASSES[name]
    with tempfile.TemporaryDirectory() as folder:
        before, saved = os.getcwd(), dict(os.environ)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        try:
            for file, text in files.items():
                pathlib.Path(file).write_text(text)
            pathlib.Path("secrets").mkdir()
            for file, text in secrets.items():
                (pathlib.Path("secrets") / file).write_text(text)
            settings = cls(**init)
            made = settings.model_dump(mode="json")
            for key, value in list(made.items()):
                if isinstance(getattr(settings, key), SecretStr):
                    made[key] = getattr(settings, key).get_secret_value()
                if isinstance(getattr(settings, key), set):
                    made[key] = sorted(value)
            return {"result": made}
        except ValidationError as error:
            return {"errors": sorted(one["type"] + " " + ".".join(map(str, one["loc"])) for one in error.errors())}
        except pydantic_settings.SettingsError:
            return {"errors": ["json_invalid"]}
        finally:
            os.environ.clear()
            os.environ.update(saved)
            os.chdir(before)


def values_of(text):
    os.environ["HOME_X"] = "home"
    import io
    return {key: value for key, value in dotenv.dotenv_values(stream=io.StringIO(text, newline="")).items()}


def main():
    cases = [{"settings": c[0], "environment": c[1], "files": c[2], "secrets": c[3], "init": c[4], **run(*c)} for c in CASES]
    files = [{"text": text, "values": values_of(text)} for text in DOTENV]
    json.dump({"pydantic_settings": pydantic_settings.__version__, "cases": cases, "dotenv": files}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
