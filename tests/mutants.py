#!/usr/bin/env python3
"""Breaks the program on purpose, one way at a time, and shows that the fault suites notice.

Each mutant is a copy of the sources with a few texts replaced. A text that is not there exactly
as often as said is an error: then the program has changed, and the mutant must be thought about
anew. The copy is built into a target folder of its own, and the suites run against that binary by
HOURBOOK_UNDER_TEST. A suite that passes on a mutant is a suite that proves nothing.

    tests/mutants.py            all of them
    tests/mutants.py NAME …     only these

Standard library only. Needs what the fault suites need (Linux, root, strace).
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "target" / "mutants"

CONNECTION = "crates/database/src/connection.rs"
BATCH = "crates/database/src/writer/batch.rs"
RECORD = "crates/timebank/src/exchange/record.rs"
API = "web/src/api/exchanges.rs"

# name: (what is broken, [(file, text, in its place)], [filters of nextest that must each fail])
MUTANTS = {
    "normal": (
        "a commit is not synced (synchronous=NORMAL)",
        [(CONNECTION, "PRAGMA synchronous = FULL;", "PRAGMA synchronous = NORMAL;")],
        ["test(points::after_a_failed_sync)", "test(power)"],
    ),
    "early": (
        "the answer goes out before the commit",
        [
            (
                BATCH,
                "        transaction.commit()\n",
                "        answer(ran.drain(..), Fate::Committed);\n        transaction.commit()\n",
            )
        ],
        ["test(kill::)", "test(points::killed)", "test(points::after_a_failed_sync)"],
    ),
    "deferred": (
        "BEGIN without IMMEDIATE",
        [(BATCH, "TransactionBehavior::Immediate", "TransactionBehavior::Deferred")],
        ["test(together::)"],
    ),
    "autocommit": (
        "every statement is a transaction by itself",
        [
            (BATCH, 'run(transaction, "SAVEPOINT hourbook_job")?', 'run(transaction, "COMMIT")?'),
            (
                BATCH,
                "            _ if transaction.is_autocommit() => Err(aborted()),\n",
                "",
            ),
            (
                BATCH,
                'Ran::Accepted => run(transaction, "RELEASE hourbook_job")',
                'Ran::Accepted => run(transaction, "BEGIN IMMEDIATE")',
            ),
            (
                BATCH,
                'run(transaction, "ROLLBACK TO hourbook_job")?;\n'
                '                run(transaction, "RELEASE hourbook_job")',
                'run(transaction, "BEGIN IMMEDIATE")',
            ),
        ],
        ["test(points::killed)"],
    ),
    "twice": (
        "the id of a request is not looked at",
        [
            (
                RECORD,
                "    let new = tidied(new);\n    if let Some(known)",
                "    let mut new = tidied(new);\n"
                "    new.id = crate::ids::ExchangeId::new(crate::clock::new_id());\n"
                "    if let Some(known)",
            )
        ],
        ["test(kill::)", "test(points::killed)"],
    ),
    "deaf": (
        "a failed sync is taken for a small mishap, and writing goes on",
        [
            (
                BATCH,
                "        if is_disk_fault(error) {\n",
                "        if is_disk_fault(error) && !self.connection.is_autocommit() {\n",
            )
        ],
        ["test(points::after_a_failed_sync)"],
    ),
}


def run(*command, **more):
    return subprocess.run(command, check=True, cwd=more.pop("cwd", ROOT), **more)


def copy_sources():
    """The files git knows, as they stand here; unchanged ones keep their time, for cargo."""
    listed = run("git", "ls-files", "-z", capture_output=True).stdout.decode().split("\0")
    for name in filter(None, listed):
        source, target = ROOT / name, COPY / "source" / name
        if not source.is_file():
            continue
        new = source.read_bytes()
        if target.is_file() and target.read_bytes() == new:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(new)


def mutate(name, changes):
    for path, text, instead in changes:
        target = COPY / "source" / path
        found = target.read_text()
        if found.count(text) != 1:
            sys.exit(f"{name}: {path} has this {found.count(text)} times and not once:\n{text}")
        target.write_text(found.replace(text, instead))


def build():
    run(
        "cargo", "build", "--quiet", "--locked", "--workspace", "--bin", "hourbook",
        "--target-dir", str(COPY / "target"), cwd=COPY / "source",
    )  # fmt: skip
    return COPY / "target" / "debug" / "hourbook"


def fails(suite, binary):
    """Whether the suite fails against the binary; one that runs no test does not count."""
    environment = dict(os.environ, RUST_BACKTRACE="0")
    if binary:
        environment["HOURBOOK_UNDER_TEST"] = str(binary)
    done = subprocess.run(
        ["cargo", "nextest", "run", "--workspace", "--locked", "--no-tests", "fail",
         "-E", f"binary(faults) & {suite}"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    said = done.stdout + done.stderr
    if "SKIPPED" in said:
        sys.exit(f"{suite} was skipped here, which shows nothing:\n{said}")
    if done.returncode not in (0, 100):
        sys.exit(f"{suite} did not run:\n{said}")
    reasons = [line for line in said.splitlines() if "panicked at" in line]
    after = said.split(reasons[0], 1)[1].strip().splitlines()[0][:160] if reasons else ""
    return done.returncode == 100, after


def main(names):
    unknown = [name for name in names if name not in MUTANTS]
    if unknown:
        sys.exit(f"no such mutant: {', '.join(unknown)}; there are {', '.join(MUTANTS)}")
    run("cargo", "build", "--quiet", "--locked", "--workspace")
    survivors = []
    for name in names or MUTANTS:
        what, changes, suites = MUTANTS[name]
        copy_sources()
        mutate(name, changes)
        binary = build()
        for suite in suites:
            failed, reason = fails(suite, binary)
            verdict = f"noticed: {reason}" if failed else "NOT NOTICED"
            print(f"{name} ({what}), {suite}: {verdict}", flush=True)
            if not failed:
                survivors.append(f"{name} by {suite}")
    if survivors:
        sys.exit("these mutants live: " + ", ".join(survivors))
    print("every mutant was noticed")


main(sys.argv[1:])
