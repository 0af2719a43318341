#!/usr/bin/env python3
"""Proves the book of an Hourbook timebank, apart from Hourbook: works out again, with nothing but
the standard library, everything in the file that `hourbook export book` writes. The rules are
those of docs/proof.md. A head is what somebody kept: printed on a statement, filed with the
minutes, or a line of the anchor. The book must reach it. Status 0: the book is proved; 1: not."""
import argparse
import calendar
import json
import struct
import sys
from hashlib import sha256
from types import SimpleNamespace
from uuid import UUID

FORMAT, MOST_REASONS = "hourbook book 2", 100


def sized(value):
    return struct.pack("B", len(value)) + value


def month_number(month):
    return int(month[:4]) * 12 + int(month[5:]) - 1


class Book:
    """The state of the proof after the lines read so far, in the order of the book."""
    def __init__(self, kept):
        self.reasons, self.wrong, self.name, self.says, self.kept = [], 0, "", None, kept
        self.accounts, self.holds, self.ids = {}, {}, set()
        self.seq, self.entries, self.now, self.digest = 0, 0, 0, bytes(32)
        self.step, self.step_digest, self.posting = 0, bytes(32), []
        self.months, self.closed = 0, ()
        # Of the transfers that later lines name: what they moved, their time and their digest.
        self.moves, self.marks = {}, {0: (-1, bytes(32).hex())}

    def must(self, right, reason):
        if not right:
            self.wrong += 1
            self.reasons += [f"{self.name}: {reason}"] if self.wrong <= MOST_REASONS else []

    def read(self, line):
        if self.says is None and line.format != FORMAT:
            raise SystemExit(f"not a book of the form “{FORMAT}”")
        self.name = f"{line.record} {getattr(line, 'seq', getattr(line, 'number', ''))}"
        at = getattr(line, "at", getattr(line, "posted_at", self.now))
        self.must(at >= self.now, "it was written before what it follows")
        self.now = max(at, self.now)
        self.must(getattr(line, "after", self.seq) == self.seq, "it stands in another place")
        getattr(self, line.record)(line)

    def book(self, line):
        self.says, self.named = line, set(line.named)

    def account(self, line):
        self.must(line.account not in self.accounts, f"{line.account} stands twice")
        line.limits = [SimpleNamespace(lower=None, upper=None, after=0)]
        line.says, line.balance, line.held = (line.balance, line.held), 0, 0
        line.until = sys.maxsize if line.closed_after is None else line.closed_after
        self.accounts[line.account] = line

    def refusal(self, line):
        self.ids.add(UUID(line.id).bytes)

    def limit(self, line):
        self.must(line.number == len(self.accounts[line.account].limits), "one before is missing")
        self.accounts[line.account].limits.append(line)

    def hold(self, line):
        account, posts = self.accounts[line.account], line.step == "post"
        self.must(line.seq == self.step + 1, f"it follows step {self.step}")
        self.must(line.held == account.held + line.minutes >= 0, "what is held is another sum")
        self.must(line.after <= account.until, "the account was closed")
        self.must(line.transfer == (self.seq + 1 if posts else None), "it names another transfer")
        self.must(posts or not self.posting, "it stands between a hold and its transfer")
        if line.step == "place":
            later = account.limits[line.limit + 1:]  # at most what was set between two transfers
            self.must(all(limit.after == self.seq for limit in later), "its limit is out of force")
            lower = account.limits[line.limit].lower
            self.must(lower is None or account.balance - line.held >= lower, "it passes the limit")
            new = line.hold not in self.holds and line.minutes > 0 and line.lapses_at > line.at
            self.must(new, "it places no new hold")
            self.holds[line.hold] = line
        else:
            placed, self.holds[line.hold] = self.holds.get(line.hold), None
            if placed is None or (placed.account, -placed.minutes) != (line.account, line.minutes):
                return self.must(False, "it does not end the whole of an open hold")
            self.must((line.at >= placed.lapses_at) == (line.step == "lapse"), "at a wrong time")
            placed.posted_at = line.at
            self.posting += [placed] if posts else []
        account.held, self.step = line.held, line.seq
        self.step_digest = sha256(b"".join((
            b"hourbook hold 1\n", self.step_digest, self.digest, struct.pack(">Q", line.seq),
            sized(line.step.encode()), UUID(line.hold).bytes, UUID(line.account).bytes,
            UUID(line.recipient).bytes if line.recipient else bytes(16),
            struct.pack(">qqqq", line.minutes, line.held, line.at, line.lapses_at or 0),
            struct.pack(">Q", line.transfer or 0), sized(bytes.fromhex(line.source or "")),
        ))).digest()
        self.must(self.step_digest.hex() == line.digest, "its digest is another")

    def month(self, line):
        this, self.months = month_number(line.month), self.months + 1
        first, last = self.closed or (this, this - 1)
        self.must(line.number == self.months, f"it is step {self.months}")
        if line.step == "close":
            end = calendar.timegm(((this + 1) // 12, (this + 1) % 12 + 1, 1, 0, 0, 0))
            self.must(line.ends_at <= line.at and abs(line.ends_at - end) <= 50400, "a wrong end")
            head = self.marks.get(line.head.transfer) or (line.ends_at, None)
            follower = self.marks.get(line.head.transfer + 1) or (line.ends_at, None)
            self.must(head[1] == line.head.digest, "its head is not in the book")
            self.must(head[0] < line.ends_at <= follower[0], "its head is not the month’s last")
            self.must(this == last + 1, "a month before it is open")
            self.closed = (first, this)
        else:
            self.must(self.closed and this == last and line.reason, "it cannot be opened again")
            self.closed = (first, this - 1) if first < this else ()
        says = tuple(map(month_number, line.closed or ()))
        self.must(says == self.closed, "it leaves other months closed than it says")

    def transfer(self, line):
        moves = {entry.account: entry.minutes for entry in line.entries}
        self.must(line.seq == self.seq + 1, f"it follows transfer {self.seq}")
        self.must(UUID(line.id).bytes not in self.ids, "its id was used before")
        self.must(len(moves) == len(line.entries) >= 2 and all(moves.values()), "too few accounts")
        self.must(sum(entry.minutes for entry in line.entries) == 0, "it does not sum to zero")
        promised = {placed.account: placed.minutes for placed in self.posting}
        receivers = {account for account, minutes in moves.items() if minutes > 0}
        for placed in self.posting:
            self.must(-placed.minutes <= moves.get(placed.account, 0) < 0, "more than was held")
            self.must(placed.posted_at == line.posted_at, "its hold was posted at another time")
            self.must(placed.recipient is None or receivers == {placed.recipient}, "not for them")
        for entry in line.entries:
            account, plus = self.accounts[entry.account], entry.minutes > 0
            account.balance += entry.minutes
            limit, free = account.limits[-1], account.balance - account.held
            kept = -entry.minutes <= promised.get(entry.account, 0)
            self.must(entry.balance == account.balance, f"a balance is not {account.balance}")
            self.must(line.seq <= account.until, "an account was closed before")
            self.must(limit.upper is None or not plus or account.balance <= limit.upper, "too high")
            self.must(limit.lower is None or plus or kept or free >= limit.lower, "past the limit")
        self.must((line.kind == "reversal") == (line.reverses is not None), "its kind is another")
        if line.reverses is not None:
            left = self.moves.get(line.reverses, {})
            for account, minutes in moves.items():
                was, left[account] = left.get(account, 0), left.get(account, 0) + minutes
                self.must(was * minutes < 0 <= was * left[account], "more than is left goes back")
        self.digest = sha256(b"".join((
            b"hourbook transfer 1\n", self.digest, struct.pack(">Q", line.seq), UUID(line.id).bytes,
            sized(line.kind.encode()), line.done_on.encode(),
            struct.pack(">qQ", line.posted_at, line.reverses or 0),
            sized(bytes.fromhex(line.source or "")), struct.pack(">I", len(line.entries)), *sorted(
                UUID(entry.account).bytes + struct.pack(">qq", entry.minutes, entry.balance)
                for entry in line.entries)))).digest()
        self.must(self.digest.hex() == line.digest, "its digest is another")
        self.must(line.digest.startswith(self.kept.pop(line.seq, "")), "another digest was kept")
        self.ids.add(UUID(line.id).bytes)
        self.seq, self.entries, self.posting = line.seq, self.entries + len(line.entries), []
        if line.seq in self.named:
            self.marks[line.seq] = (line.posted_at, line.digest)
            self.moves[line.seq] = moves if line.reverses is None else {}

    def finish(self):
        self.name, says = "the book", self.says
        is_open = sum(hold is not None for hold in self.holds.values())
        ends = (self.seq, self.digest.hex(), self.step, self.step_digest.hex(), is_open, [])
        self.must(ends == (says.transfers, says.digest, says.hold_steps, says.hold_digest,
                           says.open_holds, self.posting), f"it ends elsewhere, at {self.seq}")
        self.must(not self.kept, f"it does not reach {sorted(self.kept)}, whose heads were kept")
        for account in self.accounts.values():
            self.must(account.says == (account.balance, account.held), f"{account.account} differs")
            empty = account.says == (0, 0) and account.until <= self.seq
            self.must(account.closed_after is None or empty, f"{account.account} is closed")
        self.must(sum(account.balance for account in self.accounts.values()) == 0, "not zero")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", help="the file written by `hourbook export book`")
    parser.add_argument("--head", action="append", default=[], metavar="NUMBER:DIGEST")
    parser.add_argument("--anchor", metavar="FILE", help="the anchor of the bank, or a copy of it")
    given = parser.parse_args()
    kept = [text.replace(" ", "").split(":") for text in given.head]
    for words in map(str.split, open(given.anchor, encoding="ascii") if given.anchor else ()):
        kept = [words[1:]] if words[0] == "accepted" else kept + [words]
    book = Book({int(head[0]): head[1] for head in kept if len(head) > 1 and head[0] != "0"})
    with open(given.book, encoding="utf-8") as lines:
        try:
            for text in lines:
                book.read(json.loads(text, object_hook=lambda line: SimpleNamespace(**line)))
            book.finish()
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error):
            book.must(False, "this line, or the one after it, cannot be read")
    print(*book.reasons, f"NOT PROVED: {book.wrong} things are wrong." if book.wrong else (
        f"Proved: {book.seq} transfers and {book.entries} entries, {book.step} steps of holds and "
        f"{book.months} of months; sum 0. Transfer {book.seq}: {book.digest.hex()}"), sep="\n")
    return min(book.wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
