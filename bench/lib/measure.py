"""One round of load against one server, and the counters that are read around it."""

import json
import os
import re
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Optional

from .servers import Running, Server, free_port
from .workloads import Workload, WrongAnswer, check

TICK = os.sysconf("SC_CLK_TCK")
CLEAN_SHARE = 0.15  # a round is clean when everything else took less than this share of one core


@dataclass
class Cores:
    server: Optional[int]
    load: Optional[int]

    @staticmethod
    def choose() -> "Cores":
        allowed = sorted(os.sched_getaffinity(0))
        return Cores(allowed[0], allowed[1]) if len(allowed) > 1 else Cores(None, None)


@dataclass
class Round:
    requests: int
    requests_per_second: float
    cpu_us: float  # processor time of the server per request, user and kernel
    user_us: float
    p50_us: float
    p99_us: float
    rss_mib: float
    errors: int
    first_error: str
    elsewhere: float  # share of one core that neither the server nor the load generator used

    @property
    def clean(self) -> bool:
        return self.elsewhere < CLEAN_SHARE


def processor_seconds(pid: int):
    """On-CPU seconds of all threads (exact where the kernel keeps schedstat), and the user share of them (by ticks)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, kernel = int(fields[11]) / TICK, int(fields[12]) / TICK
    total = 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0]) / 1e9
        except (OSError, IndexError):
            return user + kernel, user, kernel
    return total, user, kernel


def machine_busy_seconds() -> float:
    values = [int(v) for v in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    user, nice, system, _idle, _iowait, irq, softirq, steal = values[:8]
    return (user + nice + system + irq + softirq + steal) / TICK


def resident_mib(pid: int) -> float:
    text = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


class Load:
    """The load generator, pinned to its core, with one workload and the body length that it insists on."""

    def __init__(self, program: Path, workload: Workload, connections: int, core: Optional[int]):
        self.workload, self.core = workload, core
        self.arguments = [program, "--method", workload.method, "--target", workload.target, "--status",
                          str(workload.status), "--depth", str(workload.depth), "--connections", str(connections)]
        self.body = None
        if workload.body:
            self.body = tempfile.NamedTemporaryFile(prefix="bench-body-")
            self.body.write(workload.body)
            self.body.flush()
            self.arguments += ["--body-file", self.body.name]

    def run(self, port: int, length: int, *amount) -> dict:
        pin = (lambda: os.sched_setaffinity(0, {self.core})) if self.core is not None else None
        command = [*self.arguments, "--port", str(port), "--length", str(length), *(str(a) for a in amount)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, preexec_fn=pin)
        if not done.stdout:
            raise WrongAnswer("the server went away under load")
        return json.loads(done.stdout)


def measure_round(running: Running, load: Load, length: int, seconds: float) -> Round:
    busy, (cpu, user, kernel) = machine_busy_seconds(), processor_seconds(running.pid)
    start = time.monotonic()
    result = load.run(running.port, length, "--seconds", seconds)
    elapsed = time.monotonic() - start
    busy_after, (cpu_after, user_after, kernel_after) = machine_busy_seconds(), processor_seconds(running.pid)
    requests = max(result["requests"], 1)
    spent = cpu_after - cpu
    ticks = (user_after - user) + (kernel_after - kernel)
    elsewhere = (busy_after - busy - spent - result["load_cpu_seconds"]) / elapsed
    return Round(
        requests=result["requests"],
        requests_per_second=result["requests_per_second"],
        cpu_us=spent / requests * 1e6,
        user_us=spent / requests * 1e6 * ((user_after - user) / ticks if ticks else 0),
        p50_us=result["p50_us"],
        p99_us=result["p99_us"],
        rss_mib=resident_mib(running.pid),
        errors=result["errors"],
        first_error=result["first_error"],
        elsewhere=max(elsewhere, 0.0),
    )


def perf_counts_instructions() -> bool:
    try:
        probe = ["perf", "stat", "-x,", "-e", "instructions:u,instructions:k", "true"]
        done = subprocess.run(probe, capture_output=True, text=True)
    except OSError:
        return False
    return done.returncode == 0 and "<not" not in done.stderr


def instructions_by_perf(running: Running, load: Load, length: int, seconds: float):
    """User and kernel instructions per request, from the processor's counters."""
    with tempfile.NamedTemporaryFile(prefix="bench-perf-") as output:
        counter = subprocess.Popen(
            ["perf", "stat", "-x,", "-o", output.name, "-e", "instructions:u,instructions:k", "-p", str(running.pid)],
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.3)
        result = load.run(running.port, length, "--seconds", seconds)
        counter.send_signal(signal.SIGINT)
        counter.wait()
        found = {"u": 0, "k": 0}
        for line in Path(output.name).read_text().splitlines():
            parts = line.split(",")
            # "instructions:u", or "cpu_core/instructions/u" where a machine has two kinds of cores.
            kind = parts[2].rstrip("/")[-1:] if len(parts) > 2 else ""
            if kind in found and parts[0].isdigit():
                found[kind] += int(parts[0])
    requests = max(result["requests"], 1)
    return found["u"] / requests or None, found["k"] / requests or None


def instructions_by_valgrind(server: Server, load: Load, core: Optional[int], length: int, requests: int):
    """User instructions per request, counted by executing the server under valgrind twice, with few and with many
    requests: the difference has no start-up in it. Slow, exact, and independent of the machine's counters."""
    totals = []
    few = max(requests // 10, 100)
    for amount in (few, few + requests):
        with tempfile.NamedTemporaryFile(prefix="bench-valgrind-") as output:
            prefix = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
                      f"--log-file={output.name}"]
            running = Running(server, free_port(), core, prefix)
            try:
                check(load.workload, running.port, validates=False)
                answered = load.run(running.port, length, "--requests", amount)["requests"]
            finally:
                running.stop()
            found = re.search(r"I\s+refs:\s+([\d,]+)", Path(output.name).read_text())
        if not found:
            return None
        totals.append((answered, int(found.group(1).replace(",", ""))))
    (few_requests, few_count), (many_requests, many_count) = totals
    return (many_count - few_count) / (many_requests - few_requests)


def summary(rounds: list) -> dict:
    """Medians. Rates and latencies are taken from clean rounds only, where there are any."""
    clean = [r for r in rounds if r.clean]
    quiet = clean or rounds
    return {
        "rounds": len(rounds),
        "clean_rounds": len(clean),
        "requests": sum(r.requests for r in rounds),
        "errors": sum(r.errors for r in rounds),
        "requests_per_second": round(median(r.requests_per_second for r in quiet)),
        "cpu_us_per_request": round(median(r.cpu_us for r in rounds), 3),
        "user_us_per_request": round(median(r.user_us for r in rounds), 3),
        "p50_us": round(median(r.p50_us for r in quiet), 1),
        "p99_us": round(median(r.p99_us for r in quiet), 1),
        "rss_mib": round(max(r.rss_mib for r in rounds), 1),
    }
