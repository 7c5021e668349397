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


def measure(program: Path, core, quick: bool) -> list:
    """Nanoseconds of processor time per operation, the best of several repetitions that are interleaved at random."""
    pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
    command = [program, "--benchmark_format=json", f"--benchmark_min_time={0.05 if quick else 0.2}",
               f"--benchmark_repetitions={3 if quick else 9}", "--benchmark_enable_random_interleaving=true"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=pin, check=True)
    runs = [run for run in json.loads(done.stdout)["benchmarks"] if run["run_type"] == "iteration"]
    best = {}
    for run in runs:
        if run["run_name"] not in best or run["cpu_time"] < best[run["run_name"]]["cpu_time"]:
            best[run["run_name"]] = run
    names = list(dict.fromkeys(run["run_name"] for run in runs))
    return [row(name, best) for name in sorted(names, key=lambda name: name.partition("_")[2])]


def row(name: str, best: dict) -> dict:
    who, _, what = name.partition("_")
    result = {"workload": f"kernel_{what}", "server": who, "ns": round(best[name]["cpu_time"], 1)}
    if "bytes_per_second" in best[name]:
        result["mb_per_second"] = round(best[name]["bytes_per_second"] / 1e6)
    if who == "talaria" and what in BARS:
        of, bar = BARS[what]
        ratio = result["ns"] / simdjson_ns(of, best)
        result |= {"ratio_to_simdjson_read": round(ratio, 2), "bar": round(bar, 2), "met": ratio <= bar}
    if who == "talaria" and what == "five_errors":
        result |= {"bar_ns": ERRORS_BAR_NS, "met": result["ns"] <= ERRORS_BAR_NS}
    return result


def simdjson_ns(what: str, best: dict) -> float:
    """What simdjson takes, in the middle between a new object and one that is read into again."""
    times = [best[name]["cpu_time"] for name in (f"simdjson_{what}", f"simdjson_{what}_again")]
    return sum(times) / len(times)
