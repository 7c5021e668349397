"""The kernels of bench/kernels, run through Google Benchmark."""

import json
import os
import subprocess
from pathlib import Path

# simdjson 3.0.1 parses the body to a struct in 676 ns into a new object and in 525 ns into the same one on the machine of
# the bars: validate and fill in at most 600 ns, write back in at most 250 ns. So they are ratios to the middle of the two.
BARS = {"read": ("read", 600 / 600), "write": ("read", 250 / 600),
        "read_list": ("read_list", 600 / 600), "write_list": ("read_list", 250 / 600)}
ERRORS_BAR_NS = 10_000
PROGRAM = "bench_kernels"
# The programs, and what is added to the name of who is measured: simdjson is built twice, see README.md.
PROGRAMS = {PROGRAM: "", "bench_simdjson": "", "bench_simdjson_native": "_native"}


def measure(programs: Path, core, quick: bool) -> list:
    """Nanoseconds of processor time per operation, the best of several rounds in which the programs take turns."""
    best = {}
    for _ in range(3 if quick else 9):
        for program, suffix in PROGRAMS.items():
            for run in run_once(programs / program, core, 0.05 if quick else 0.1):
                who, _, what = run["run_name"].partition("_")
                key = (who + suffix, what)
                if key not in best or run["cpu_time"] < best[key]["cpu_time"]:
                    best[key] = run
    return [row(who, what, best) for who, what in sorted(best, key=lambda key: (key[1], key[0]))]


def run_once(program: Path, core, seconds: float) -> list:
    pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
    command = [program, "--benchmark_format=json", f"--benchmark_min_time={seconds}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=pin, check=True)
    return json.loads(done.stdout)["benchmarks"]


def row(who: str, what: str, best: dict) -> dict:
    run = best[who, what]
    result = {"workload": f"kernel_{what}", "server": who, "ns": round(run["cpu_time"], 1)}
    if "bytes_per_second" in run:
        result["mb_per_second"] = round(run["bytes_per_second"] / 1e6)
    if who == "talaria" and what in BARS:
        of, bar = BARS[what]
        ratio = result["ns"] / simdjson_ns("simdjson", of, best)
        native = result["ns"] / simdjson_ns("simdjson_native", of, best)
        result |= {"ratio_to_simdjson_read": round(ratio, 2), "ratio_to_simdjson_native_read": round(native, 2),
                   "bar": round(bar, 2), "met": ratio <= bar}
    if who == "talaria" and what == "five_errors":
        result |= {"bar_ns": ERRORS_BAR_NS, "met": result["ns"] <= ERRORS_BAR_NS}
    return result


def simdjson_ns(who: str, what: str, best: dict) -> float:
    """What simdjson takes, in the middle between a new object and one that is read into again."""
    times = [best[who, name]["cpu_time"] for name in (what, f"{what}_again")]
    return sum(times) / len(times)
