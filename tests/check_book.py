#!/usr/bin/env python3
"""Proves an exported Hourbook book without Hourbook.

Reads the JSON lines of `hourbook export book` and works everything out again with nothing but
Python's standard library: each digest, each sum, each running balance, each reversal. The byte
form of the digest is written down in docs/proof.md. One pass; memory grows with the number of
accounts, and with the transfers' ids, which must be unique.

    check_book.py BOOK.jsonl [--head NUMBER:DIGEST ...]

A head is what somebody kept: printed on a statement, filed with the minutes. The book must reach
it. Exit status 0: the book is proved; 1: it is not, and each reason is a line.
"""

import argparse
import hashlib
import json
import struct
import sys
import uuid

FORMAT = "hourbook book 1"
MOST_REASONS = 100


class Book:
    """The state of the proof after the lines read so far."""

    def __init__(self, kept_heads):
        self.reasons = []
        self.reason_count = 0
        self.claimed = None
        self.kept = kept_heads
        self.claimed_balances = {}
        self.balances = {}
        self.numbers = {}
        self.moves = {}
        self.reversed = set()
        self.seq = 0
        self.entries = 0
        self.posted_at = None
        self.digest = bytes(32)

    def wrong(self, text):
        self.reason_count += 1
        if len(self.reasons) < MOST_REASONS:
            self.reasons.append(text)

    def read(self, line):
        if self.claimed is None:
            if line.get("format") != FORMAT:
                raise SystemExit(f"not a book of the form “{FORMAT}”")
            self.claimed = (line["transfers"], line["digest"])
        elif "seq" in line:
            self.transfer(line)
        else:
            self.claimed_balances[line["account"]] = line["balance"]

    def transfer(self, line):
        seq, name = line["seq"], f"transfer {line['seq']}"
        if seq != self.seq + 1:
            self.wrong(f"{name} follows transfer {self.seq}")
        if line["id"] in self.numbers:
            self.wrong(f"{name} has the id of transfer {self.numbers[line['id']]}")
        if self.posted_at is not None and line["posted_at"] < self.posted_at:
            self.wrong(f"{name} was posted before the one before it")
        entries = line["entries"]
        if len(entries) < 2:
            self.wrong(f"{name} has fewer than two entries")
        if sum(entry["minutes"] for entry in entries) != 0:
            self.wrong(f"{name} does not sum to zero")
        if len({entry["account"] for entry in entries}) != len(entries):
            self.wrong(f"{name} names an account twice")
        for entry in entries:
            balance = self.balances.get(entry["account"], 0) + entry["minutes"]
            if entry["minutes"] == 0:
                self.wrong(f"{name} moves nothing on {entry['account']}")
            if balance != entry["balance"]:
                self.wrong(f"{name} gives {entry['account']} {entry['balance']}, not {balance}")
            if entry["account"] not in self.claimed_balances:
                self.wrong(f"{name} names the unknown account {entry['account']}")
            self.balances[entry["account"]] = balance
        self.reversal(line, name)
        self.digest = self.digest_of(line)
        if self.digest.hex() != line["digest"]:
            self.wrong(f"{name} does not have the digest written on it")
        if seq in self.kept and self.kept[seq] != self.digest.hex():
            self.wrong(f"{name} does not have the digest that was kept")
        self.numbers[line["id"]] = seq
        self.seq, self.posted_at = seq, line["posted_at"]
        self.entries += len(entries)

    def reversal(self, line, name):
        """What is taken back must stand earlier, and each entry must answer one of it."""
        moves = {entry["account"]: entry["minutes"] for entry in line["entries"]}
        original = line["reverses"]
        if (line["kind"] == "reversal") != (original is not None):
            self.wrong(f"{name} is a reversal of nothing, or reverses without being one")
        if original is None:
            self.moves[line["id"]] = moves
            return
        left = self.moves.get(original)
        if left is None:
            self.wrong(f"{name} reverses what does not stand before it")
            return
        for account, minutes in moves.items():
            rest = left.get(account, 0) + minutes
            if left.get(account, 0) * minutes >= 0 or rest * left.get(account, 0) < 0:
                self.wrong(f"{name} takes back more than was there on {account}")
            left[account] = rest

    def digest_of(self, line):
        """The bytes of docs/proof.md, in their order."""
        kind = line["kind"].encode("ascii")
        source = bytes.fromhex(line["source"] or "")
        parts = [
            b"hourbook transfer 1\n",
            self.digest,
            struct.pack(">Q", line["seq"]),
            uuid.UUID(line["id"]).bytes,
            struct.pack("B", len(kind)),
            kind,
            line["done_on"].encode("ascii"),
            struct.pack(">q", line["posted_at"]),
            struct.pack(">Q", self.numbers.get(line["reverses"], 0)),
            struct.pack("B", len(source)),
            source,
            struct.pack(">I", len(line["entries"])),
        ]
        for entry in sorted(line["entries"], key=lambda entry: uuid.UUID(entry["account"]).bytes):
            account = uuid.UUID(entry["account"]).bytes
            parts.append(account + struct.pack(">qq", entry["minutes"], entry["balance"]))
        return hashlib.sha256(b"".join(parts)).digest()

    def finish(self):
        if self.claimed is None:
            raise SystemExit("the file is empty")
        if (self.seq, self.digest.hex()) != self.claimed:
            self.wrong(
                f"the file says it reaches transfer {self.claimed[0]} with digest "
                f"{self.claimed[1]}, but it reaches transfer {self.seq} with {self.digest.hex()}"
            )
        for seq in self.kept:
            if seq > self.seq:
                self.wrong(f"the head that was kept, transfer {seq}, is not in the book")
        for account, balance in self.claimed_balances.items():
            if self.balances.get(account, 0) != balance:
                self.wrong(f"{account} is said to stand at {balance}, and does not")
        if sum(self.balances.values()) != 0:
            self.wrong("the accounts do not sum to zero")


def head(text):
    number, _, digest = text.partition(":")
    return int(number), digest.replace(" ", "").lower()


def main():
    parser = argparse.ArgumentParser(description="Proves an exported Hourbook book.")
    parser.add_argument("book", help="the file written by `hourbook export book`")
    parser.add_argument("--head", action="append", default=[], type=head, metavar="NUMBER:DIGEST")
    arguments = parser.parse_args()
    book = Book(dict(arguments.head))
    with open(arguments.book, encoding="utf-8") as lines:
        for text in lines:
            book.read(json.loads(text))
    book.finish()
    for reason in book.reasons:
        print(reason)
    if book.reason_count:
        print(f"NOT PROVED: {book.reason_count} things are wrong.")
        return 1
    print(
        f"Proved: {book.seq} transfers and {book.entries} entries, {len(book.balances)} accounts "
        f"moved, sum 0. Transfer {book.seq}: {book.digest.hex()}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
