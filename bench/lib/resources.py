"""What an application costs at rest: an idle connection, many routes, the start."""

import json
import os
import resource
import socket
import subprocess
import time
from pathlib import Path
from statistics import median

from . import measure, servers, workloads

IDLE_CONNECTIONS = 10_000
MANY_ROUTES = 10_000
ROUTES_AT_START = 1_000
BYTES_BAR, MATCH_BAR, START_BAR = 1024, 1.3, 20.0

REQUEST = b"GET /plaintext HTTP/1.1\r\nHost: bench\r\n\r\n"


def resident_bytes(pid: int) -> int:
    # Exact, where VmRSS may be some pages behind.
    pages = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line for line in pages.splitlines() if line.startswith("Rss:")).split()[1]) * 1024


def raise_descriptor_limit(wanted: int) -> int:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    return allowed


def ask_once(connection: socket.socket):
    connection.sendall(REQUEST)
    answer = b""
    while not answer.endswith(b"Hello, World!"):
        piece = connection.recv(4096)
        if not piece:
            raise workloads.WrongAnswer("the connection was closed before its answer")
        answer += piece


def idle_connections(server, core, count: int) -> dict:
    """Resident memory of the server for each of `count` connections that have had an answer and wait."""
    running = servers.Running(server, servers.free_port(), core)
    held = []
    try:
        for _ in range(20):  # what the first requests make the server ask for is not the connections'
            with socket.create_connection(("127.0.0.1", running.port)) as warm:
                ask_once(warm)
        time.sleep(0.5)
        before = resident_bytes(running.pid)
        for _ in range(count):
            held.append(socket.create_connection(("127.0.0.1", running.port)))
            ask_once(held[-1])
        time.sleep(1.0)
        after = resident_bytes(running.pid)
    finally:
        for connection in held:
            connection.close()
        running.stop()
    return {"workload": "idle_connections", "server": server.name, "connections": count,
            "bytes_per_connection": round((after - before) / count)}


def run_routes(program: Path, core, *arguments) -> dict:
    pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
    done = subprocess.run([program, *(str(a) for a in arguments)], stdout=subprocess.PIPE, text=True, check=True,
                          preexec_fn=pin)
    return json.loads(done.stdout)


def many_routes(program: Path, core, rounds: int) -> dict:
    results = [run_routes(program, core, "match", MANY_ROUTES) for _ in range(rounds)]
    few, many = (min(r[name] for r in results) for name in ("ns_few", "ns_many"))
    return {"workload": "many_routes", "server": "talaria", "routes": MANY_ROUTES, "ns_among_10": few, "ns": many,
            "ns_each_route_in_turn": min(r["ns_all_of_many"] for r in results), "ratio": round(many / few, 3),
            "bar": MATCH_BAR, "met": many / few <= MATCH_BAR}


def start_up(program: Path, core, rounds: int) -> dict:
    results = [run_routes(program, core, "start", ROUTES_AT_START) for _ in range(3 * rounds)]
    spent = median(r["cpu_ms"] for r in results)
    return {"workload": "start_up", "server": "talaria", "routes": ROUTES_AT_START, "cpu_ms": round(spent, 2),
            "wall_ms": round(min(r["wall_ms"] for r in results), 2), "bar": START_BAR, "met": spent < START_BAR}


def measure_all(build: Path, available: list, cores: measure.Cores, rounds: int, faults: list) -> list:
    rows = []
    program = build / "bin/bench_routes"
    if program.exists():
        rows += [many_routes(program, cores.server, rounds), start_up(program, cores.server, rounds)]
    count = min(IDLE_CONNECTIONS, raise_descriptor_limit(IDLE_CONNECTIONS + 500) - 500)
    for server in available:
        if workloads.PLAIN.name not in server.does:
            continue
        try:
            row = idle_connections(server, cores.server, count)
        except (workloads.WrongAnswer, OSError) as fault:
            faults.append(f"idle connections, {server.name}: {fault}")
            continue
        if server.name == "talaria":
            row |= {"bar": BYTES_BAR, "met": row["bytes_per_connection"] <= BYTES_BAR}
        rows.append(row)
    return rows


def table(rows: list) -> str:
    out = ["", "at rest"]
    for row in rows:
        judged = "" if "met" not in row else f"  (bar {row['bar']}: {'met' if row['met'] else 'MISSED'})"
        if row["workload"] == "idle_connections":
            out.append(f"  {row['server']}: {row['bytes_per_connection']} bytes for each of {row['connections']} idle "
                       f"connections{judged}")
        elif row["workload"] == "many_routes":
            out.append(f"  a match among 10 routes: {row['ns_among_10']:.1f} ns, among {row['routes']}: {row['ns']:.1f} ns, "
                       f"{row['ratio']:.2f} x{judged}; each of these in turn: {row['ns_each_route_in_turn']:.1f} ns")
        else:
            out.append(f"  start with {row['routes']} routes: {row['cpu_ms']:.1f} ms of processor time, "
                       f"{row['wall_ms']:.1f} ms in all{judged}")
    return "\n".join(out)
