"""What Talaria costs at compile time: the hello-world beside an empty file that includes Asio, each further handler, and a
file of models as a daily build compiles it."""

import json
import os
import re
import shlex
import subprocess
import tempfile
import time
from pathlib import Path

from .servers import SOURCE, output_of

HELLO_BAR = 0.5  # of the time of an empty file with <boost/asio.hpp>
HANDLER_BAR_MS = 20
HANDLER_BAR_BYTES = 1024
LINES_BAR = 60_000
HANDLERS = 100
MODELS = 20
MODELS_BAR = 4.0  # seconds for that many models of eight fields, with a handler each, in the preset `dev`

# A handler whose own body is next to nothing, so that what is measured is what a handler costs.
HANDLER = """
Task<Item> read_item_{n}(Path<std::int64_t, "item_id"> item_id, Query<int, "limit"> limit) {{
  co_return Item{{item_id, limit + {n}}};
}}
"""

# No two models share a field's name, so that nothing but the fields' types is shared, as in a real program.
MODEL = """
struct Model{n} {{
  std::int64_t id_{n};
  Field<std::string, min_length{{1}}, max_length{{{n}0}}> name_{n};
  std::optional<std::string> description_{n} = {{}};
  Field<double, gt{{0}}, le{{1'000'000}}, description{{"In euros"}}> price_{n};
  Field<int, ge{{0}}, defaults{{{n}}}> amount_{n};
  bool active_{n};
  std::vector<std::string> tags_{n};
  std::optional<double> discount_{n} = {{}};
}};

Task<Model{n}> update_{n}(Path<std::int64_t, "model_id"> model_id, Body<Model{n}> model) {{
  model->id_{n} = model_id;
  co_return *model;
}}
"""


class CompileFailed(Exception):
    """The compiler refused one of the measured files."""


def release_flags(build: Path) -> list:
    """The compiler and the flags of the preset `release`, as it compiles the benchmark server; without ccache."""
    commands = json.loads((build / "compile_commands.json").read_text())
    entry = next((c for c in commands if c["file"].endswith("bench/servers/talaria.cpp")), None)
    if not entry:
        raise CompileFailed("bench_talaria is not in compile_commands.json, so the flags are not known")
    words = shlex.split(entry["command"])
    if Path(words[0]).name == "ccache":
        words = words[1:]
    flags, skip = [], False
    for word in words:
        if skip or word == "-c" or word == entry["file"]:
            skip = False
        elif word == "-o":
            skip = True
        elif word.startswith(("-I", "-isystem")) and "/servers" in word:
            continue
        else:
            flags.append(word)
    return flags


def compile_once(flags: list, source: Path, target: Path) -> float:
    """Processor seconds of one compilation: unlike the wall clock, it does not count who else uses the machine."""
    process = subprocess.Popen([*flags, "-c", source, "-o", target], stderr=subprocess.PIPE, text=True)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise CompileFailed(f"{source.name}: {errors[:2000]}")
    return usage.ru_utime + usage.ru_stime


def best_times(flags: list, sources: list, rounds: int, directory: Path) -> dict:
    """The best of several interleaved rounds, per source."""
    best = {}
    for _ in range(rounds):
        for source in sources:
            seconds = compile_once(flags, source, directory / (source.stem + ".o"))
            best[source.stem] = min(seconds, best.get(source.stem, seconds))
    return best


def handlers_source(count: int, register: bool) -> str:
    text = (SOURCE / "compile_time/handlers.cpp.in").read_text()
    bodies = "".join(HANDLER.format(n=n) for n in range(count))
    calls = "".join(f'  app.get<read_item_{n}>("/items_{n}/{{item_id}}");\n' for n in range(count)) if register else ""
    return text.replace("@HANDLERS@", bodies).replace("@REGISTRATION@", calls)


def daily_flags(flags: list) -> list:
    """The same as the preset `dev` has them: no optimisation and no hardening, but debug information."""
    return [f for f in flags if not re.match(r"-(O|D|U|f(stack-protector|cf-protection))", f)] + ["-g"]


def models_source(count: int) -> str:
    text = (SOURCE / "compile_time/models.cpp.in").read_text()
    models = "".join(MODEL.format(n=n) for n in range(1, count + 1))
    calls = "".join(f'  app.put<update_{n}>("/models_{n}/{{model_id}}");\n' for n in range(1, count + 1))
    return text.replace("@MODELS@", models).replace("@REGISTRATION@", calls)


def section_sizes(object_file: Path) -> tuple:
    """(text as `size` counts it, with constants and unwind tables; machine code alone)."""
    berkeley = int(output_of("size", str(object_file)).splitlines()[1].split()[0])
    sections = re.findall(r"^\.text\S*\s+(\d+)", output_of("size", "-A", str(object_file)), re.M)
    return berkeley, sum(int(s) for s in sections)


def preprocessed_lines(flags: list, source: Path) -> int:
    done = subprocess.run([*flags, "-E", "-P", source], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.count(b"\n")


def hello(flags: list, rounds: int, directory: Path) -> list:
    sources = [SOURCE / "compile_time" / name for name in ("asio_empty.cpp", "hello.cpp")]
    started = time.monotonic()
    best = best_times(flags, sources, rounds, directory)
    umbrella = directory / "umbrella.cpp"
    umbrella.write_text("#include <talaria/talaria.hpp>\n")
    lines = preprocessed_lines(flags, umbrella)
    ratio = best["hello"] / best["asio_empty"]
    return [
        {"workload": "compile_hello", "server": "asio, empty file", "rounds": rounds, "seconds": round(best["asio_empty"], 3)},
        {"workload": "compile_hello", "server": "talaria", "rounds": rounds, "seconds": round(best["hello"], 3),
         "ratio_to_asio": round(ratio, 3), "bar": HELLO_BAR, "met": ratio <= HELLO_BAR,
         "wall_seconds_of_all": round(time.monotonic() - started, 1)},
        {"workload": "preprocessed_lines", "server": "talaria", "lines": lines, "bar": LINES_BAR, "met": lines <= LINES_BAR},
    ]


def handlers(flags: list, rounds: int, directory: Path) -> list:
    """Cost of one more handler at -O2: of everything, and of what registering it adds to the bare coroutine."""
    flags = [f for f in flags if not re.fullmatch(r"-O\w*", f)] + ["-O2"]
    sources = []
    for name, count, register in (
        ("handlers_1", 1, True),
        ("handlers_101", 1 + HANDLERS, True),
        ("bare_1", 1, False),
        ("bare_101", 1 + HANDLERS, False),
    ):
        sources.append(directory / f"{name}.cpp")
        sources[-1].write_text(handlers_source(count, register))
    best = best_times(flags, sources, rounds, directory)
    text, code = {}, {}
    for source in sources:
        text[source.stem], code[source.stem] = section_sizes(directory / (source.stem + ".o"))

    def each(values: dict, kind: str, scale=1.0) -> float:
        return round((values[f"{kind}_101"] - values[f"{kind}_1"]) * scale / HANDLERS, 1)

    ms, size = each(best, "handlers", 1000), each(text, "handlers")
    return [
        {"workload": "compile_handler", "server": "talaria", "rounds": rounds, "ms_per_handler": ms,
         "text_bytes_per_handler": size, "code_bytes_per_handler": each(code, "handlers"),
         "bar_ms": HANDLER_BAR_MS, "bar_bytes": HANDLER_BAR_BYTES,
         "met": ms <= HANDLER_BAR_MS and size <= HANDLER_BAR_BYTES},
        {"workload": "compile_handler", "server": "the same coroutine, not registered", "rounds": rounds,
         "ms_per_handler": each(best, "bare", 1000), "text_bytes_per_handler": each(text, "bare"),
         "code_bytes_per_handler": each(code, "bare")},
    ]


def models(flags: list, rounds: int, directory: Path) -> list:
    """A file full of models as one compiles it all day; the file with one model tells what is the header's part."""
    sources = []
    for count in (1, MODELS):
        sources.append(directory / f"models_{count}.cpp")
        sources[-1].write_text(models_source(count))
    best = best_times(daily_flags(flags), sources, rounds, directory)
    first, whole = best["models_1"], best[f"models_{MODELS}"]
    return [{"workload": "compile_models", "server": "talaria", "rounds": rounds, "models": MODELS,
             "seconds": round(whole, 3), "ms_per_model": round((whole - first) * 1000 / (MODELS - 1), 1),
             "bar": MODELS_BAR, "met": whole <= MODELS_BAR}]


def measure(build: Path, rounds: int) -> list:
    flags = release_flags(build)
    with tempfile.TemporaryDirectory(prefix="bench-compile-") as folder:
        directory, few = Path(folder), min(rounds, 3)
        return hello(flags, rounds, directory) + handlers(flags, few, directory) + models(flags, few, directory)
