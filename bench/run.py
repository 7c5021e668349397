#!/usr/bin/env python3
"""The benchmark suite: compile time, and the price of a request beside a floor and peers. See bench/README.md.

Expects the preset `release`, configured with -DTALARIA_BUILD_BENCH=ON and built; `make bench` does both.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from lib import compile_time, kernels, measure, plot, report, resources, servers, workloads  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build/release", help="build directory (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=ROOT / "build/bench", help="where the report goes (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="2 short rounds: to see that it works, not to quote")
    parser.add_argument("--rounds", type=int, default=0, help="rounds per workload (default: 5, quick: 2)")
    parser.add_argument("--seconds", type=float, default=0, help="length of a round (default: 2, quick: 0.5)")
    parser.add_argument("--connections", type=int, default=64, help="keep-alive connections (default: %(default)s)")
    parser.add_argument("--servers", default="", help="only these, by name and comma (the floor is always measured)")
    parser.add_argument("--workloads", default="", help="only these, by name and comma")
    parser.add_argument("--only", choices=("speed", "rest", "compile", "kernels"), help="only this part of the suite")
    chosen = parser.parse_args()
    chosen.build, chosen.out = chosen.build.resolve(), chosen.out.resolve()
    chosen.rounds = chosen.rounds or (2 if chosen.quick else 5)
    chosen.seconds = chosen.seconds or (0.5 if chosen.quick else 2.0)
    return chosen


def say(text: str):
    print(text, flush=True)


class Speed:
    """Measures all chosen servers, workload by workload, with the rounds interleaved over the servers."""

    def __init__(self, options, available: list, cores: measure.Cores):
        self.options, self.available, self.cores = options, available, cores
        self.perf = measure.perf_counts_instructions()
        self.valgrind = shutil.which("valgrind") is not None
        self.faults = []

    def how_instructions_are_counted(self) -> str:
        if self.perf:
            return "perf stat"
        if self.valgrind:
            return "valgrind, user instructions only (perf has no instruction counter here)"
        return "not at all: neither perf's instruction counter nor valgrind is there"

    def run(self, chosen: list) -> list:
        results = []
        for workload in chosen:
            say(f"\n{workload.title}")
            results += self.run_workload(workload)
        return results

    def run_workload(self, workload) -> list:
        load = measure.Load(self.options.build / "bin/bench_load", workload, self.options.connections, self.cores.load)
        started = []
        try:
            for server in self.available:
                if workload.name in server.does:
                    self.start(server, workload, load, started)
            rounds = {running.server.name: [] for running, _ in started}
            for number in range(1, self.options.rounds + 1):
                shown = []
                for running, length in started:
                    result = measure.measure_round(running, load, length, self.options.seconds)
                    rounds[running.server.name].append(result)
                    shown.append(f"{running.server.name} {result.cpu_us:.2f}")
                    if result.errors:
                        self.faults.append(f"{workload.name}, {running.server.name}: {result.errors} errors, the first: "
                                           f"{result.first_error}")
                say(f"  round {number}/{self.options.rounds}, CPU us/req: {', '.join(shown)}")
            counted = {running.server.name: self.instructions(running, load, length) for running, length in started}
        finally:
            for running, _ in started:
                running.stop()
        return self.rows(workload, rounds, counted)

    def start(self, server, workload, load, started: list):
        try:
            running = servers.Running(server, servers.free_port(), self.cores.server)
        except workloads.WrongAnswer as fault:
            self.faults.append(f"{workload.name}: {fault}")
            return
        try:
            length = workloads.check(workload, running.port, server.validates)
            load.run(running.port, length, "--seconds", min(self.options.seconds, 1.0))  # warm-up
            started.append((running, length))
        except (workloads.WrongAnswer, OSError, ValueError) as fault:
            self.faults.append(f"{workload.name}, {server.name}: {fault}")
            running.stop()

    def instructions(self, running, load, length: int) -> dict:
        if self.perf:
            user, kernel = measure.instructions_by_perf(running, load, length, min(self.options.seconds, 1.0))
            return {"user_instructions_per_request": user and round(user),
                    "kernel_instructions_per_request": kernel and round(kernel)}
        requests = running.server.counted_requests // (4 if self.options.quick else 1)
        if not self.valgrind or requests == 0:
            return {}
        say(f"  counting instructions: {running.server.name}")
        requests *= 4 if load.workload.depth > 1 else 1
        try:
            user = measure.instructions_by_valgrind(running.server, load, self.cores.server, length, requests)
        except (workloads.WrongAnswer, OSError, ValueError) as fault:
            self.faults.append(f"{load.workload.name}, {running.server.name} under valgrind: {fault}")
            return {}
        return {"user_instructions_per_request": user and round(user)}

    @staticmethod
    def rows(workload, rounds: dict, counted: dict) -> list:
        rows = [{"workload": workload.name, "server": name, **measure.summary(taken), **counted[name]}
                for name, taken in rounds.items()]
        cpu = {row["server"]: row["cpu_us_per_request"] for row in rows}
        for row in rows:
            for base in ("floor", "hand"):
                if cpu.get(base):
                    row[f"ratio_to_{base}"] = round(row["cpu_us_per_request"] / cpu[base], 3)
        return rows


def measure_speed(options, cores) -> tuple:
    every = servers.every(options.build / "bin", options.out)
    wanted = set(filter(None, options.servers.split(",")))
    if wanted:
        every = [s for s in every if s.name in wanted | {"floor"}]
    for server in every:
        if server.missing:
            say(f"skipping {server.title}: {server.missing}")
    available = [s for s in every if not s.missing]
    chosen = [w for w in workloads.ALL if not options.workloads or w.name in options.workloads.split(",")]
    speed = Speed(options, available, cores)
    say(f"server on core {cores.server}, load on core {cores.load}" if cores.server is not None
        else "only one core: server and load share it, so rates and latencies mean little")
    say(f"instructions are counted by: {speed.how_instructions_are_counted()}")
    return speed.run(chosen), every, speed.faults, speed.how_instructions_are_counted()


def measure_rest(options, cores, faults: list) -> list:
    say("\nat rest: idle connections, many routes, the start")
    every = [s for s in servers.every(options.build / "bin", options.out) if not s.missing]
    wanted = set(filter(None, options.servers.split(",")))
    if wanted:
        every = [s for s in every if s.name in wanted]
    return resources.measure_all(options.build, every, cores, 2 if options.quick else 5, faults)


def measure_kernels(options, cores, faults: list) -> list:
    if not (options.build / "bin" / kernels.PROGRAM).exists():
        say("\nskipping the kernels: bench_kernels is not built (it needs Google Benchmark)")
        return []
    say("\nkernels")
    try:
        return kernels.measure(options.build / "bin", cores.server, options.quick)
    except subprocess.CalledProcessError as fault:
        faults.append(f"kernels: {fault}")
        return []


def measure_compile_time(options, faults: list) -> list:
    say("\ncompile time")
    try:
        return compile_time.measure(options.build, 2 if options.quick else 5)
    except compile_time.CompileFailed as fault:
        faults.append(f"compile time: {fault}")
        return []


def main() -> int:
    options = arguments()
    if not (options.build / "bin/bench_load").exists():
        say(f"{options.build}/bin/bench_load is missing: configure with -DTALARIA_BUILD_BENCH=ON and build, or `make bench`")
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    cores = measure.Cores.choose()
    results, compiled, kernel_results, every, faults, counted_by = [], [], [], [], [], ""
    if options.only in (None, "speed"):
        results, every, faults, counted_by = measure_speed(options, cores)
    at_rest = []
    if options.only in (None, "rest"):
        at_rest = measure_rest(options, cores, faults)
    if options.only in (None, "kernels"):
        kernel_results = measure_kernels(options, cores, faults)
    if options.only in (None, "compile"):
        compiled = measure_compile_time(options, faults)

    if results:
        say(report.speed_tables(results, every))
        (options.out / "report.svg").write_text(plot.draw(results, every))
    if at_rest:
        say(resources.table(at_rest))
    if kernel_results:
        say(report.kernel_table(kernel_results))
    if compiled:
        say(report.compile_table(compiled))
    about = {"machine": report.machine(cores), "versions": report.versions(every, options.build),
             "connections": options.connections, "seconds_per_round": options.seconds,
             "instructions_counted_by": counted_by, "faults": faults}
    report.write_json(options.out / "report.json", about, results + at_rest + kernel_results + compiled)
    say(f"\nreport: {options.out / 'report.json'}" + (f", plot: {options.out / 'report.svg'}" if results else ""))
    for fault in faults:
        say(report.paint(f"FAULT {fault}", report.RED))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
