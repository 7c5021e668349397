"""The tables on the terminal and build/bench/report.json."""

import json
import os
import platform
import re
import sys
from datetime import datetime, timezone
from pathlib import Path

from . import workloads
from .servers import output_of

COLOUR = sys.stdout.isatty()
BOLD, GREEN, RED, DIM = "1", "32", "31", "2"


def paint(text: str, code: str) -> str:
    return f"\033[{code}m{text}\033[0m" if COLOUR else text


def machine(cores) -> dict:
    cpu = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    system = re.search(r'PRETTY_NAME="(.+)"', Path("/etc/os-release").read_text())
    return {
        "processor": cpu.group(1) if cpu else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "system": system.group(1) if system else platform.system(),
        "server_core": cores.server,
        "load_core": cores.load,
        "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
    }


def versions(servers: list, build: Path) -> dict:
    found = {s.name: s.version for s in servers if s.version and not s.missing}
    cache = build / "CMakeCache.txt"
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.+)$", cache.read_text(), re.M) if cache.exists() else None
    if compiler:
        found["compiler"] = (output_of(compiler.group(1), "--version").splitlines() or [compiler.group(1)])[0]
    commit = output_of("git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty")
    if commit:
        found["talaria"] = commit
    return found


def thousands(value) -> str:
    if value is None:
        return "-"
    return f"{value / 1000:.1f}k" if value < 100_000 else f"{value / 1000:.0f}k"


def ratio(value) -> str:
    return "-" if value is None else f"{value:.2f}"


def aligned(header: list, rows: list) -> list:
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]

    def line(row):
        cells = [cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))]
        return "  ".join(cells)

    return [line(row) for row in [header, *rows]]


def speed_tables(results: list, servers: list) -> str:
    titles = {s.name: s.title for s in servers}
    header = ["server", "CPU us/req", "x floor", "x hand", "user instr", "kernel instr", "req/s", "p50 us", "p99 us",
              "RSS MiB", "clean"]
    out = []
    for workload in workloads.ALL:
        mine = [r for r in results if r["workload"] == workload.name]
        if not mine:
            continue
        rows = []
        for r in sorted(mine, key=lambda r: r["cpu_us_per_request"]):
            doubt = "" if r["clean_rounds"] else "~"
            rows.append([
                titles[r["server"]], f"{r['cpu_us_per_request']:.2f}", ratio(r.get("ratio_to_floor")),
                ratio(r.get("ratio_to_hand")), thousands(r.get("user_instructions_per_request")),
                thousands(r.get("kernel_instructions_per_request")), doubt + thousands(r["requests_per_second"]),
                doubt + f"{r['p50_us']:.0f}", doubt + f"{r['p99_us']:.0f}", f"{r['rss_mib']:.1f}",
                f"{r['clean_rounds']}/{r['rounds']}",
            ])
        lines = aligned(header, rows)
        out += ["", paint(workload.title, BOLD), paint(lines[0], DIM)]
        out += [paint(l, GREEN) if l.startswith(titles.get("talaria", "Talaria")) else l for l in lines[1:]]
    return "\n".join(out)


def kernel_table(results: list) -> str:
    def line(r):
        out = f"  {r['workload'].removeprefix('kernel_').replace('_', ' '):<22}{r['server']:<17}{r['ns']:9.0f} ns"
        out += f"{r['mb_per_second']:6} MB/s" if "mb_per_second" in r else " " * 11
        if "ratio_to_simdjson_read" in r:
            out += f"   {r['ratio_to_simdjson_read']:.2f} of simdjson's reading, bar {r['bar']:.2f}: {verdict(r)}"
            out += f" ({r['ratio_to_simdjson_native_read']:.2f} of the native build's)"
        elif "bar_ns" in r:
            out += f"   bar {r['bar_ns']} ns: {verdict(r)}"
        return out

    title = "Kernels of the model layer (a user of 227 bytes, a list of 10 kB; processor time, best repetition)"
    return "\n".join(["", paint(title, BOLD), *map(line, results)])


def verdict(r) -> str:
    return paint("met", GREEN) if r["met"] else paint("NOT MET", RED)


def compile_table(results: list) -> str:
    out = ["", paint("Compile time (preset release; processor time, best of the interleaved rounds)", BOLD)]
    for r in results:
        if r["workload"] == "compile_hello":
            line = f"  {'hello-world' if r['server'] == 'talaria' else 'empty file with <boost/asio.hpp>':<36}{r['seconds']:.2f} s"
            if "met" in r:
                line += f"   {r['ratio_to_asio']:.2f} of it, bar {r['bar']}: {verdict(r)}"
        elif r["workload"] == "compile_handler":
            name = "each further handler, -O2" if r["server"] == "talaria" else "  of that, the bare coroutine"
            line = (f"  {name:<36}{r['ms_per_handler']:.1f} ms   {r['text_bytes_per_handler']:.0f} bytes of text, "
                    f"{r['code_bytes_per_handler']:.0f} of them code")
            if "met" in r:
                line += f"   bars {r['bar_ms']} ms, {r['bar_bytes']} bytes: {verdict(r)}"
        elif r["workload"] == "compile_models":
            name = f"{r['models']} models of 8 fields, preset dev"
            line = (f"  {name:<36}{r['seconds']:.2f} s   {r['ms_per_model']:.0f} ms each with its handler,"
                    f" bar {r['bar']} s: {verdict(r)}")
        elif r["workload"] == "preprocessed_lines":
            line = f"  {'talaria.hpp, preprocessed':<36}{r['lines']} lines   bar {r['bar']}: {verdict(r)}"
        else:
            continue
        out.append(line)
    return "\n".join(out)


def write_json(path: Path, about: dict, results: list):
    """A list: first what it was measured on, then one object per workload and server."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([{"workload": "about", "server": "all", **about}, *results], indent=1) + "\n")
