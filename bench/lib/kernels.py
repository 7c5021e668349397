"""The kernels of bench/kernels, run through Google Benchmark."""

import json
import os
import subprocess
from pathlib import Path


def measure(program: Path, core, quick: bool) -> list:
    """Nanoseconds of processor time per operation, the best of several repetitions."""
    pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
    command = [program, "--benchmark_format=json", f"--benchmark_min_time={0.05 if quick else 0.3}",
               f"--benchmark_repetitions={3 if quick else 7}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=pin, check=True)
    best = {}
    for run in json.loads(done.stdout)["benchmarks"]:
        if run["run_type"] == "iteration":
            best[run["run_name"]] = min(run["cpu_time"], best.get(run["run_name"], run["cpu_time"]))
    return [{"workload": f"kernel_{name}", "server": name.split("_")[0], "ns": round(ns, 1)} for name, ns in best.items()]
