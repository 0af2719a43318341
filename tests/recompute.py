#!/usr/bin/env python3
"""Counts the activity report again, from the exported lists alone.

Shares nothing with Hourbook: it reads the CSV files that anybody can export, and follows the
definitions in words. Prints one JSON object with every figure and every list.

    recompute.py --answers FOLDER      (answers.csv: member, wave, item, value)
    recompute.py FOLDER FROM TO TODAY [BEFORE_FROM BEFORE_TO]

FOLDER holds exchanges.csv, activities.csv, members.csv, listings.csv and transfers.csv, and may
hold rates.csv (level, from, pence); the days are ISO dates.
"""

import csv
import json
import math
import statistics
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path


def read(folder, name):
    with open(Path(folder) / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(text):
    return date.fromisoformat(text) if text else None


def median(values):
    """The least value that at least half of all do not exceed."""
    ordered = sorted(values)
    return ordered[(len(ordered) + 1) // 2 - 1] if ordered else None


def half_begun(starts):
    """Kaplan and Meier: days, and whether the member began then or was last seen."""
    waiting, left = Fraction(1), len(starts)
    for days, begun in sorted(starts, key=lambda start: (start[0], not start[1])):
        if begun:
            waiting *= Fraction(left - 1, left)
        if waiting <= Fraction(1, 2):
            return days
        left -= 1
    return None


class Bank:
    def __init__(self, folder):
        self.members = read(folder, "members")
        self.activities = read(folder, "activities")
        self.listings = read(folder, "listings")
        self.transfers = read(folder, "transfers")
        kinds = {row["number"]: row["kind"] for row in self.members}
        self.help = []
        for row in read(folder, "exchanges"):
            if row["state"] == "posted":
                self.help.append({
                    "done": day(row["done_on"]),
                    "minutes": int(row["minutes"]),
                    "giver": row["giver_number"],
                    "receiver": row["receiver_number"],
                    "pair": f"{kinds[row['giver_number']]}_to_{kinds[row['receiver_number']]}",
                    "category": row["category"] or "No kind given",
                    "channel": row["channel"],
                    "recorded": day(row["recorded_on"]),
                    "posted": day(row["state_on"]),
                    "listing": row["listing_id"],
                    "project": row["project"] or "No project",
                    "funder": row["funder"],
                })
        self.kinds = kinds
        self.days = defaultdict(list)
        for one in self.help:
            self.days[one["giver"]].append(one["done"])
            self.days[one["receiver"]].append(one["done"])

    def between(self, first, last):
        return [one for one in self.help if first <= one["done"] <= last]

    def active(self, first, last):
        help_given = self.between(first, last)
        return {one["giver"] for one in help_given} | {one["receiver"] for one in help_given}


def lists(found):
    def by(key):
        rows = defaultdict(lambda: [0, 0])
        for one in found:
            rows[key(one)][0] += 1
            rows[key(one)][1] += one["minutes"]
        return {name: amount for name, amount in sorted(rows.items())}

    return {
        "months": by(lambda one: one["done"].strftime("%Y-%m")),
        "categories": by(lambda one: one["category"]),
        "channels": by(lambda one: one["channel"]),
        "pairs": by(lambda one: one["pair"]),
        "projects": {} if all(one["project"] == "No project" for one in found)
                    else by(lambda one: one["project"]),
    }


def exchanges(bank, found):
    given, received = Counter(), Counter()
    for one in found:
        given[one["giver"]] += one["minutes"]
        received[one["receiver"]] += one["minutes"]
    everybody = set(given) | set(received)

    def alike(member):
        one, other = given[member], received[member]
        return 1 - Fraction(abs(one - other), one + other) >= Fraction(1, 2)

    waits = [(one["posted"] - one["recorded"]).days for one in found if one["channel"] != "import"]
    return {
        "minutes_exchanged": sum(one["minutes"] for one in found),
        "exchanges": len(found),
        "members_active": len(everybody),
        "members_giving": len(given),
        "members_receiving": len(received),
        "members_both": len(set(given) & set(received)),
        "members_balanced": sum(alike(member) for member in everybody),
        "organisations_active": sum(bank.kinds[one] == "organisation" for one in everybody),
        "days_to_approval": median(waits),
    }


def members(bank, first, last, today, before):
    here, known_to, starts = [], min(last, today), []
    joined = left = 0
    for row in bank.members:
        joined_on, left_on = day(row["joined_on"]), day(row["left_on"])
        if joined_on is None:
            continue
        if joined_on <= last and (left_on is None or left_on > last):
            here.append(row["number"])
        left += left_on is not None and first <= left_on <= last
        if first <= joined_on <= last:
            joined += 1
            began = [done for done in bank.days[row["number"]]]
            began = min(began) if began and min(began) <= known_to else None
            seen = began or min(left_on or known_to, known_to)
            starts.append((max((seen - joined_on).days, 0), began is not None))
    returning = 0
    if before:
        earlier = bank.active(*before)
        for number in bank.active(first, last) - earlier:
            returning += any(done < before[0] for done in bank.days[number])
    return {
        "members_new": joined,
        "members_returning": returning,
        "members_leaving": left,
        "members_at_end": len(here),
        "members_never_started": sum(
            all(done > last for done in bank.days[number]) for number in here
        ),
        "days_to_first_exchange": half_begun(starts),
    }


def listings(bank, first, last):
    help_of = defaultdict(list)
    for one in bank.help:
        if one["listing"]:
            help_of[one["listing"]].append(one["done"])
    made = matched = requests = offers = unanswered = 0
    waits = []
    for row in bank.listings:
        added, closed = day(row["created_on"]), day(row["closed_on"])
        is_open = added <= last and (closed is None or closed > last)
        helped = help_of[row["id"]]
        if row["kind"] == "offer":
            offers += is_open
            continue
        requests += is_open
        late = added < last - timedelta(days=30)
        unanswered += is_open and late and all(done > last for done in helped)
        if first <= added <= last:
            made += 1
            if helped:
                matched += 1
                waits.append(max((min(helped) - added).days, 0))
    return {
        "requests_made": made,
        "requests_matched": matched,
        "days_to_match": median(waits),
        "requests_open": requests,
        "requests_unanswered": unanswered,
        "offers_open": offers,
    }


def together(bank, first, last):
    """Group activities: who was there, of those whose hours stand in the book."""
    there = [row for row in bank.activities
             if row["state"] == "settled" and row["came"] == "yes"
             and first <= day(row["held_on"]) <= last]
    came = [row for row in there if row["part"] == "attendee"]
    led = [row for row in there if row["part"] == "leader"]
    return {
        "group_activities": len({row["activity_id"] for row in there}),
        "group_leader_minutes": sum(int(row["minutes"]) for row in led),
        "group_attendee_minutes": sum(int(row["minutes"]) for row in came),
        "group_attendances": len(came),
        "group_people": len({row["member_number"] for row in came}),
    }


def pot(bank, first, last):
    rows = [row for row in bank.transfers if row["account_kind"] == "pot"]
    inside = [int(row["minutes"]) for row in rows if first <= day(row["done_on"]) <= last]
    return {
        "pot_in": sum(minutes for minutes in inside if minutes > 0),
        "pot_out": -sum(minutes for minutes in inside if minutes < 0),
        "pot_closing": sum(int(row["minutes"]) for row in rows if day(row["done_on"]) <= last),
    }


def worth(folder, found):
    """Pence at each level, every hour at the last rate that began by its day, half a penny up."""
    path = Path(folder) / "rates.csv"
    rates = defaultdict(list)
    for row in read(folder, "rates") if path.exists() else []:
        rates[row["level"]].append((day(row["from"]), int(row["pence"])))
    sums = {}
    for level, held in rates.items():
        total = Fraction(0)
        for one in found:
            holding = [rate for rate in sorted(held) if rate[0] <= one["done"]]
            total += Fraction(holding[-1][1] * one["minutes"], 60) if holding else 0
        sums[level] = (2 * total + 1) // 2
    return sums


# Student's t, two-sided 95%, from 9 degrees of freedom; above 30 the next smaller one listed.
STUDENT = dict(zip(range(9, 31), [
    2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080,
    2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042]))
STUDENT.update({40: 2.021, 60: 2.000, 120: 1.980})
LONELINESS = ["companionship", "left_out", "isolated"]
AVERAGED = ["satisfaction", "worthwhile", "happiness", "anxiety", "loneliness", "own_1"]


def hundredths(value):
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) * 100 + 0.5)


def outcomes(folder):
    """For each question: pairs, both averages, the change and its 95% interval, in hundredths."""
    sheets = defaultdict(dict)
    for row in read(folder, "answers"):
        sheets[(row["wave"], row["member"])][row["item"]] = int(row["value"])
    for given in sheets.values():
        if all(item in given for item in LONELINESS):
            given["loneliness"] = sum(given[item] for item in LONELINESS)
    found = {}
    for item in AVERAGED:
        pairs = [(given[item], sheets[("again", member)][item])
                 for (wave, member), given in sheets.items()
                 if wave == "first" and item in given
                 and item in sheets.get(("again", member), {})]
        changes = [again - first for first, again in pairs]
        n = len(pairs)
        half = 0
        if n >= 10:
            freedom = max(known for known in STUDENT if known <= n - 1)
            half = STUDENT[freedom] * statistics.stdev(changes) / math.sqrt(n)
        change = Fraction(sum(changes), n)
        found[item] = [
            n,
            hundredths(Fraction(sum(first for first, _ in pairs), n)),
            hundredths(Fraction(sum(again for _, again in pairs), n)),
            hundredths(change),
            hundredths(float(change) - half),
            hundredths(float(change) + half),
        ]
    return found


def main():
    if sys.argv[1] == "--answers":
        json.dump(outcomes(sys.argv[2]), sys.stdout)
        return
    folder, *days = sys.argv[1:]
    first, last, today, *before = [day(text) for text in days]
    bank = Bank(folder)
    found = bank.between(first, last)
    json.dump({
        "figures": {
            **exchanges(bank, found),
            **members(bank, first, last, today, before),
            **listings(bank, first, last),
            **together(bank, first, last),
            **pot(bank, first, last),
        },
        "previous": {name: value for name, value in together(bank, *before).items()
                     if name != "group_people"} if before else {},
        "lists": lists(found),
        "worth": worth(folder, found),
    }, sys.stdout)


if __name__ == "__main__":
    main()
