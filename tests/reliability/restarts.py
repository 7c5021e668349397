#!/usr/bin/env python3
"""Kills and handovers under load: what clients notice. Prints a line for each kind; exit status 1 if something failed.

usage: restarts.py --server PROGRAM [--rounds N] [--only KIND ...]

  handover    SIGHUP to the supervisor: all workers are replaced
  alone       SIGHUP to a program without workers: another process takes its place
  terminated  SIGTERM to a worker: it stops gracefully and another one starts
  retired     workers that are replaced after some hundred requests
  killed      SIGKILL to a worker: what it was answering is lost, and nothing else
"""
import argparse
import os
import random
import signal
import sys
import time

from clients import Load, Service

WORKERS = 2


def gently(load, seconds=0.05):
    """Some time, and some answers."""
    before = load.tally.answered
    time.sleep(random.uniform(0, 2 * seconds))
    end = time.monotonic() + 20
    while load.tally.answered < before + 10 and time.monotonic() < end:
        time.sleep(0.005)


def handover(program, rounds):
    with Service(program, "--workers", str(WORKERS), "--threads", "1") as service, Load(service.port) as load:
        for _ in range(rounds):
            gently(load)
            written = len(service.output)
            service.send_signal(signal.SIGHUP)
            service.wait_for("all workers are new", behind=written)
        gently(load)
        load.__exit__()
        return load.tally, service.stop() == 0


def alone(program, rounds):
    with Service(program, "--threads", "2") as service, Load(service.port) as load:
        first, pid = service.process.pid, service.process.pid
        for _ in range(rounds):
            gently(load)
            written = len(service.output)
            os.kill(pid, signal.SIGHUP)
            pid = int(service.wait_for(r"goes on as process (\d+)", behind=written).group(1))
        gently(load)
        load.__exit__()
        os.kill(pid, signal.SIGTERM)
        service.wait_for("has stopped")
        return load.tally, pid != first and service.process.wait(timeout=40) == 0


def terminated(program, rounds):
    return kill_workers(program, rounds, signal.SIGTERM)


def killed(program, rounds):
    return kill_workers(program, rounds, signal.SIGKILL)


def kill_workers(program, rounds, number):
    with Service(program, "--workers", str(WORKERS), "--threads", "1") as service, Load(service.port) as load:
        told = set()  # a second signal would not be gentle any more
        for _ in range(rounds):
            gently(load)
            end = time.monotonic() + 20
            while len(others := [pid for pid in service.children() if pid not in told]) < WORKERS and time.monotonic() < end:
                time.sleep(0.005)
            told.add(pid := random.choice(others))
            os.kill(pid, number)
        gently(load)
        load.__exit__()
        # What was lost was lost with a process that was killed.
        strangers = [note for note in load.tally.notes if note[3] is not None and note[3] not in told]
        return load.tally, not strangers and service.stop() == 0


def retired(program, rounds):
    options = ("--limit-max-requests", "300", "--limit-max-requests-jitter", "100")
    with Service(program, "--workers", str(WORKERS), "--threads", "1", *options) as service, Load(service.port) as load:
        seen = set()
        end = time.monotonic() + 10 * rounds
        while len(seen) < rounds and time.monotonic() < end:
            seen.update(service.children())
            time.sleep(0.02)
        load.__exit__()
        return load.tally, len(seen) >= rounds and service.stop() == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--rounds", type=int, default=100)
    kinds = {"handover": handover, "alone": alone, "terminated": terminated, "retired": retired, "killed": killed}
    parser.add_argument("--only", nargs="*", choices=kinds, default=list(kinds))
    arguments = parser.parse_args()
    good = True
    for name in arguments.only:
        began = time.monotonic()
        tally, ended_well = kinds[name](arguments.server, arguments.rounds)
        print(f"{name:10} {arguments.rounds} rounds in {time.monotonic() - began:.1f} s: {tally}", flush=True)
        # A process that is killed cannot finish its answers, but nobody is refused and no answer is a wrong one.
        failed = tally.refused + tally.wrong if name == "killed" else tally.failures()
        if failed or not ended_well or tally.answered < 10 * arguments.rounds:
            good = False
            print(f"  FAILED; ended well: {ended_well}; {tally.notes[:10]}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
