#!/usr/bin/env python3
"""A PostgreSQL server for tests, on a private port.

    postgres.py start FOLDER [--durable]
    postgres.py stop FOLDER
    postgres.py kill FOLDER

`start` makes a server, or starts again the one of that folder after `kill`, and writes its URL to FOLDER/url. `stop` ends it and
removes all it had. `kill` ends all its processes at once, with SIGKILL. --durable lets it keep through that what it has
acknowledged, as a real one does. Run by root it becomes the user postgres, as the server refuses to be root.
"""
import argparse
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

PROGRAMS = [pathlib.Path(f"/usr/lib/postgresql/{version}/bin") for version in (17, 16, 15)]


def program(name):
    for folder in PROGRAMS:
        if (folder / name).exists():
            return str(folder / name)
    found = shutil.which(name)
    if found is None:
        sys.exit(f"{name} was not found; on Debian: apt-get install postgresql-15")
    return found


def identity():
    """Arguments for subprocess that make it another user, if we are root."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def run(command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **identity(),
                          **more)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stdout.decode(errors='replace')}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def initialise(durable):
    """Makes a cluster; gives what `start` needs to know of it."""
    home = pathlib.Path(tempfile.mkdtemp(prefix="talaria-pg-"))
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(home, user.pw_uid, user.pw_gid)
    data = home / "data"
    run([program("initdb"), "-D", str(data), "-U", "talaria", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"], cwd=home)
    run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", str(data / "server.key"), "-out", str(data / "server.crt")], cwd=home)
    state = {"home": str(home), "port": free_port(), "durable": durable}
    settings = {
        "listen_addresses": "'127.0.0.1'",
        "unix_socket_directories": f"'{home}'",
        "port": state["port"],
        "ssl": "on",
        "max_connections": 150,
        "shared_buffers": "'32MB'",
        "autovacuum": "off",
    }
    # Killed processes lose nothing that the system has been given, so that nobody has to wait for the disk.
    settings["fsync"] = "off"
    if not durable:
        settings |= {"synchronous_commit": "off", "full_page_writes": "off"}
    with open(data / "postgresql.conf", "a") as file:
        file.writelines(f"{name} = {value}\n" for name, value in settings.items())
    return state


def start(folder, durable):
    folder.mkdir(parents=True, exist_ok=True)
    known = folder / "state.json"
    if known.exists():
        state = json.loads(known.read_text())
        if postmaster(state) is not None:
            return
        if not pathlib.Path(state["home"]).is_dir():
            state = initialise(durable)
    else:
        state = initialise(durable)
    known.write_text(json.dumps(state))
    home = pathlib.Path(state["home"])
    # A killed server leaves these behind, and where nobody reaps its process the next one takes it for alive.
    for left in (home / "data" / "postmaster.pid", *home.glob(".s.PGSQL.*")):
        left.unlink(missing_ok=True)
    run([program("pg_ctl"), "-D", str(home / "data"), "-l", str(home / "log"), "-w", "-t", "60", "start"], cwd=home)
    (folder / "url").write_text(f"postgresql://talaria@127.0.0.1:{state['port']}/postgres")


def postmaster(state):
    """The process id of the server, if it runs."""
    try:
        pid = int((pathlib.Path(state["home"]) / "data" / "postmaster.pid").read_text().split("\n")[0])
        return pid if alive(pid) else None
    except (OSError, ValueError):
        return None


def children(pid):
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], stdout=subprocess.PIPE, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


def kill(folder):
    state = json.loads((folder / "state.json").read_text())
    pid = postmaster(state)
    if pid is None:
        return
    os.kill(pid, signal.SIGSTOP)  # so that it starts no more
    everybody = [pid, *children(pid)]
    for one in everybody:
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            pass
    for one in everybody:
        for _ in range(500):
            if not alive(one):
                break
            time.sleep(0.01)


def alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def stop(folder):
    known = folder / "state.json"
    if not known.exists():
        return
    state = json.loads(known.read_text())
    kill(folder)
    shutil.rmtree(state["home"], ignore_errors=True)
    known.unlink()
    (folder / "url").unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["start", "stop", "kill"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--durable", action="store_true")
    arguments = parser.parse_args()
    if arguments.command == "start":
        start(arguments.folder, arguments.durable)
    elif arguments.command == "stop":
        stop(arguments.folder)
    else:
        kill(arguments.folder)


if __name__ == "__main__":
    main()
