#!/usr/bin/env python3
"""Measures other ledgers, each between two runs of ours on the same disk, and prints ratios.

Usage: run.py --ours PROGRAM --folder DIR [--rounds N] [postgres doubleentry hordak ledger text]
`tests/bench-peers` installs what is needed and calls this. What cannot be run is said so.
"""

import argparse
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = ["postgres", "doubleentry", "hordak", "ledger", "text"]


def run(command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def figures(text):
    """`name number` on each line."""
    return {n: float(v) for n, v in re.findall(r"^(\w+) ([\d.]+)$", text, re.M)}


def cpu_of(command):
    """CPU seconds of a program and all it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Stand:
    def __init__(self, ours, folder, rounds):
        self.ours, self.folder, self.rounds = ours, folder, rounds

    def our_rates(self):
        return figures(run([self.ours, "rates", "--folder", self.folder]))

    def between(self, name, peer, wanted):
        """Ours, the peer, ours …: the median ratio of the peer to its two neighbours."""
        ratios, shown = {what: [] for what, _, _ in wanted}, {}
        before = self.our_rates()
        for _ in range(self.rounds):
            theirs = peer()
            after = self.our_rates()
            for what, own, _ in wanted:
                if what in theirs:
                    ours = (before[own] + after[own]) / 2
                    ratios[what].append(ours / theirs[what])
                    shown.setdefault(what, []).append((ours, theirs[what]))
            before = after
        for what, own, target in wanted:
            if ratios[what]:
                ours = statistics.median(o for o, _ in shown[what])
                theirs = statistics.median(t for _, t in shown[what])
                row(f"{name}: {what}", f"ours {ours:.0f}, theirs {theirs:.0f}",
                    statistics.median(ratios[what]), target)


def row(work, told, ratio, target):
    verdict = ""
    if target:
        sign, bound = target.split()
        met = ratio >= float(bound) if sign == "≥" else ratio <= float(bound)
        verdict = "met" if met else "**not met**"
    print(f"| {work} | {told} | {ratio:.2f} | {target} | {verdict} |", flush=True)


class Postgres:
    """A cluster of its own in a temporary folder, with the settings it comes with."""

    def __enter__(self):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        self.bin = found[-1]
        self.home = tempfile.mkdtemp(dir=STAND.folder, prefix="postgres")
        shutil.chown(self.home, "postgres", "postgres")
        os.chmod(self.home, 0o755)
        self.call("initdb", "-D", f"{self.home}/data", "-A", "trust", "--no-locale", "-E", "UTF8")
        options = f"-k {self.home} -c listen_addresses= -c max_connections=100"
        self.call("pg_ctl", "-D", f"{self.home}/data", "-o", options, "-w",
                  "-l", f"{self.home}/log", "start")
        return self

    def __exit__(self, *_):
        self.call("pg_ctl", "-D", f"{self.home}/data", "-m", "fast", "-w", "stop")
        shutil.rmtree(self.home)

    def call(self, program, *arguments):
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        own = as_postgres if os.geteuid() == 0 else []
        done = subprocess.run([*own, self.bin / program, *arguments], cwd="/",
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")
        return done.stdout

    def database(self, name, script=None):
        self.call("createdb", "-h", self.home, name)
        if script:
            with tempfile.NamedTemporaryFile("w", dir=self.home, suffix=".sql") as copy:
                copy.write(script.read_text())
                copy.flush()
                os.chmod(copy.name, 0o644)
                self.call("psql", "-q", "-h", self.home, "-v", "ON_ERROR_STOP=1", "-d", name,
                          "-f", copy.name)


def postgres():
    with Postgres() as cluster:
        cluster.database("plain", HERE / "postgres.sql")
        script = Path(cluster.home) / "post.pgbench"
        script.write_text((HERE / "postgres.pgbench").read_text())
        os.chmod(script, 0o644)

        def rate(clients, seconds):
            said = cluster.call("pgbench", "-h", cluster.home, "-n", "-M", "prepared",
                                "-c", str(clients), "-j", str(min(clients, 2)),
                                "-T", str(seconds), "-f", script, "plain")
            return float(re.search(r"tps = ([\d.]+)", said).group(1))

        def peer():
            return {"single": rate(1, 3), "clients": rate(64, 4)}

        STAND.between("PostgreSQL, plain function", peer,
                      [("single", "single", "≥ 1.5"), ("clients", "clients", "≥ 3.5")])


def doubleentry():
    program = os.environ.get("DOUBLEENTRY") or str(
        HERE / "doubleentry/target/release/peer-doubleentry")

    def peer():
        with tempfile.TemporaryDirectory(dir=STAND.folder) as folder:
            return figures(run([program, folder]))

    STAND.between("doubleentry 0.8", peer, [
        ("single", "single", "≥ 5"), ("clients", "clients", ""), ("batch", "batch", "≥ 14"),
        ("proof", "proof", "≥ 14"), ("bytes", "bytes", "≤ 0.3")])


def django(which, wanted, database):
    python = os.environ.get("PEERS_PYTHON", sys.executable)
    script = str(HERE / "django_peers.py")
    STAND.between(f"django-{which}", lambda: figures(run([python, script, which, database()])),
                  wanted)


def hordak():
    with Postgres() as cluster:
        def fresh():
            try:
                cluster.call("dropdb", "-h", cluster.home, "hordak")
            except RuntimeError:
                pass
            cluster.database("hordak")
            return cluster.home
        django("hordak", [("single", "single", "≥ 10"), ("batch", "batch", "")], fresh)


def ledger():
    with tempfile.TemporaryDirectory(dir=STAND.folder) as folder:
        numbers = iter(range(1000))
        django("ledger", [("single", "single", "≥ 40")],
               lambda: f"{folder}/ledger{next(numbers)}.sqlite3")


def text():
    """All balances of 100,000 transfers between 10,000 accounts, as many as ours has: CPU of the whole program."""
    with tempfile.TemporaryDirectory(dir=STAND.folder) as folder:
        journal, beans = Path(folder) / "book.journal", Path(folder) / "book.beancount"
        write_journals(journal, beans)
        banks = ["--banks", folder]
        run([STAND.ours, "stand", "--sizes", "100000", *banks])
        ours = lambda: cpu_of([STAND.ours, "balances", "--sizes", "100000", *banks])  # noqa: E731
        bean = os.environ.get("BEAN_CHECK", "bean-check")
        for name, command, target in [
            ("hledger", ["hledger", "-f", journal, "balance", "--flat"], "≥ 200"),
            ("ledger", ["ledger", "-f", journal, "balance", "--flat"], "≥ 40"),
            ("beancount", [bean, "--no-cache", beans], "≥ 200"),
        ]:
            if not shutil.which(command[0]):
                print(f"{name} is not installed", file=sys.stderr)
                continue
            ratios, before = [], ours()
            for _ in range(STAND.rounds):
                theirs, after = cpu_of(command), ours()
                ratios.append(theirs / ((before + after) / 2))
                before = after
            row(f"{name}: all balances of 100,000 transfers, times our CPU",
                f"ours {before:.3f} s, theirs {theirs:.2f} s", statistics.median(ratios), target)


def write_journals(journal, beans):
    dice = random.Random(1)
    with journal.open("w") as one, beans.open("w") as other:
        for n in range(10_000):
            other.write(f"2020-01-01 open Liabilities:Members:M{n:05}\n")
        for n in range(100_000):
            day = f"2026-{n * 12 // 100_000 + 1:02}-{n % 28 + 1:02}"
            giver, receiver = dice.sample(range(10_000), 2)
            minutes = dice.randint(1, 12) * 15
            legs = f"  Liabilities:Members:M{giver:05}  {minutes} MIN\n" \
                   f"  Liabilities:Members:M{receiver:05}  {-minutes} MIN\n\n"
            one.write(f"{day} help\n{legs}")
            other.write(f'{day} * "help"\n{legs}')


if __name__ == "__main__":
    reader = argparse.ArgumentParser()
    reader.add_argument("--ours", required=True)
    reader.add_argument("--folder", default=tempfile.gettempdir())
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("parts", nargs="*", default=PARTS)
    wanted = reader.parse_args()
    STAND = Stand(wanted.ours, wanted.folder, wanted.rounds)
    print("| work | measured | ours : theirs | target | |\n| --- | --- | --- | --- | --- |")
    for part in wanted.parts or PARTS:
        try:
            globals()[part]()
        except Exception as error:  # noqa: BLE001
            detail = getattr(error, "stderr", "") or ""
            print(f"{part} could not be measured: {error}\n{detail}", file=sys.stderr)
