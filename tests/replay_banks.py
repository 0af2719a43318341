#!/usr/bin/env python3
"""Replays the public counters of real timebanks, and compares the reports with the counters.

The data set has the number of exchanges and of hours of some 150 banks, day by day. For each
bank, exchanges are drawn that add up to each month's counters: the days are real, who helped whom
is drawn with a seed. They are imported into a new bank, and the activity report is read back from
five files. Every month must have the hours and exchanges of the source.

    replay_banks.py HOURBOOK DATA.csv [--most N] [--only NAME]
    replay_banks.py HOURBOOK FOLDER

HOURBOOK is the program. FOLDER holds one bank as it was: users.csv and transfers.csv to be brought
in, and expected.json with its months, exchanges, minutes, givers, receivers and active members,
which all five files must have. Where the data set does not lie, the script says so and ends well. Two
things that no book can hold are told and left: an exchange of no minutes, and one of more than a
day, whose hours are then given by more exchanges.
"""

import argparse
import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

DAY = 24 * 60
USERS = "N,Username,Email,Phone,Alternative Phone,Created at,Last sign in,Locale,Balance\r\n"
TRANSFERS = "Date,From,To,Post,Quantity\r\n"


def counters(path):
    """Bank → readings in order: day, exchanges so far, hours so far, members."""
    readings = defaultdict(list)
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            figures = [row[name] for name in ("exchanges", "hours", "members")]
            if all(figure.isdigit() for figure in figures):
                readings[row["timebank"]].append((row["timestamp"][:10], *map(int, figures)))
    return {bank: sorted(found) for bank, found in sorted(readings.items())}


def months_of(readings):
    """Month → day → exchanges, and month → minutes; counters that ran back say nothing."""
    days, minutes = defaultdict(lambda: defaultdict(int)), defaultdict(int)
    for (day, exchanges, hours, _), (_, then, hours_then, _) in zip(readings, readings[1:]):
        if then >= exchanges and hours_then >= hours:
            days[day[:7]][day] += then - exchanges
            minutes[day[:7]] += (hours_then - hours) * 60
    return days, minutes


def drawn(bank, readings):
    """Exchanges as (day, minutes), what each month then has, and what had to be changed."""
    dice, found, expected, told = random.Random(bank), [], {}, []
    days, minutes = months_of(readings)
    for month in sorted(days):
        dates = [day for day, count in sorted(days[month].items()) for _ in range(count)]
        total = minutes[month]
        if total < len(dates):
            told.append(f"{month}: {len(dates)} exchanges of no minutes left out")
            dates = []
            total = 0
        fewest = -(-total // DAY)
        if fewest > len(dates):
            told.append(f"{month}: {total // 60} hours in {fewest} exchanges, not {len(dates)}")
            dates += [dates[-1] if dates else f"{month}-01"] * (fewest - len(dates))
        left = total
        for place, date in enumerate(dates):
            rest = len(dates) - place - 1
            even = round(left / (rest + 1))
            length = dice.randint(max(even // 2, 1), max(min(even * 3 // 2, DAY), 1))
            length = min(max(length, left - rest * DAY), left - rest, DAY)
            left -= length
            found.append((date, length))
        assert left == 0, (bank, month, left)
        if dates:
            expected[month] = (len(dates), total)
    return found, expected, told


def files(bank, exchanges, members):
    """What TimeOverflow would export."""
    dice, balances, rows = random.Random(f"{bank} pairs"), [0] * members, []
    for day, minutes in exchanges:
        giver, receiver = dice.sample(range(members), 2)
        balances[giver] += minutes
        balances[receiver] -= minutes
        names = [f"Member {place + 1} ({place + 1})" for place in (giver, receiver)]
        # TimeOverflow's hours go from the one who received to the one who gave.
        rows.append(f"{day},{names[1]},{names[0]},,{minutes // 60}:{minutes % 60:02}\r\n")
    users = [
        f"{place + 1},Member {place + 1},m{place + 1}@example.org,,,2018-01-01,,en,{minutes * 60}\r\n"
        for place, minutes in enumerate(balances)
    ]
    return USERS + "".join(users), TRANSFERS + "".join(rows)


def sheet(book, name):
    """The rows of one sheet of a workbook, read without any library for them."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    names = [one.get("name") for one in ElementTree.fromstring(
        book.read("xl/workbook.xml")).iterfind(".//m:sheet", space)]
    strings = ["".join(one.itertext()) for one in ElementTree.fromstring(
        book.read("xl/sharedStrings.xml")).iterfind("m:si", space)]
    path = f"xl/worksheets/sheet{names.index(name) + 1}.xml"
    for row in ElementTree.fromstring(book.read(path)).iterfind(".//m:row", space):
        cells = {}
        for cell in row.iterfind("m:c", space):
            value = cell.findtext("m:v", None, space)
            column = re.match("[A-Z]+", cell.get("r")).group()
            cells[column] = strings[int(value)] if cell.get("t") == "s" else value
        yield cells


def of_json(data):
    rows = json.loads(data)["months"]
    return {row["month"]: (row["exchanges"], row["minutes"]) for row in rows}


def of_csv(data):
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return {row["name"]: (int(row["exchanges"]), int(row["minutes"]))
            for row in rows if row["section"] == "months"}


def of_xlsx(data):
    """By place: a workbook's months are days since 1900."""
    rows = list(sheet(zipfile.ZipFile(io.BytesIO(data)), "Months"))[1:]
    return [(int(row["B"]), int(row["C"])) for row in rows if row["A"] != "Together"]


def of_text(data):
    """By place, from `January 2019     90 exchanges    221 h 00 min`."""
    part = data.decode().split("Month by month")[1].split("Together")[0]
    rows = re.findall(r"([\d,]+) exchanges? +([\d,]+) h (\d\d) min", part)
    number = lambda text: int(text.replace(",", ""))  # noqa: E731
    return [(number(count), number(hours) * 60 + int(rest)) for count, hours, rest in rows]


def of_pdf(data):
    """By place, as pdftotext lays them out: `January 2019    90    221 h 00 min`."""
    laid = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True,
                          check=True).stdout.decode()
    part = laid.split("Month by month")[1].split("Kinds of help")[0]
    rows = re.findall(r"^ *[A-Z][a-z]+ \d{4} +([\d,]+) +([\d,]+) h (\d\d) min", part, re.M)
    number = lambda text: int(text.replace(",", ""))  # noqa: E731
    return [(number(count), number(hours) * 60 + int(rest)) for count, hours, rest in rows]


def replayed(program, bank, readings):
    """Imports one bank and compares. Gives what did not agree, and what was told."""
    exchanges, expected, told = drawn(bank, readings)
    if not exchanges:
        return [], told, 0
    members = max(reading[3] for reading in readings)
    with tempfile.TemporaryDirectory() as folder:
        def run(*arguments):
            done = subprocess.run([program, *arguments], cwd=folder, capture_output=True)
            if done.returncode:
                sys.exit(f"{bank}: {' '.join(arguments)}: {done.stderr.decode()}")
            return done.stdout

        users, transfers = files(bank, exchanges, max(members, 2))
        Path(folder, "users.csv").write_text(users, newline="")
        Path(folder, "transfers.csv").write_text(transfers, newline="")
        run("init", "--bank", "b.hourbook", "--name", bank, "--admin", "nia@example.org")
        run("import", "timeoverflow", "--bank", "b.hourbook", "--users", "users.csv",
            "--transfers", "transfers.csv", "--bank-account-name", f"{bank} itself", "--commit")
        days = ("--from", f"{min(expected)}-01", "--to", "2019-12-31")
        report = lambda form: run(  # noqa: E731
            "report", "activity", "--bank", "b.hourbook", *days, "--format", form)
        said = of_json(report("json"))
        differ = []
        for month, amount in said.items():
            if amount != expected.get(month, (0, 0)):
                differ.append(f"{bank} {month}: {amount}, the source has {expected.get(month)}")
        by_place = list(said.values())
        readers = [("csv", of_csv), ("xlsx", of_xlsx), ("text", of_text)]
        if shutil.which("pdftotext"):
            readers.append(("pdf", of_pdf))
        for form, read in readers:
            months = read(report(form))
            if (months if form == "csv" else dict(enumerate(months))) != (
                    said if form == "csv" else dict(enumerate(by_place))):
                differ.append(f"{bank}: the months as {form} are others than as json")
    return differ, told, len(exchanges)


FIGURES = {"exchanges": "Exchanges", "minutes": "Hours exchanged", "givers": "Members giving",
           "receivers": "Members receiving", "active": "Active members"}


def minutes_of(text):
    """`4,054 h 00 min` in minutes; a plain number as it is."""
    text = text.replace(",", "")
    found = re.fullmatch(r"(\d+) h (\d\d) min", text)
    return int(found[1]) * 60 + int(found[2]) if found else int(text)


def headlines(form, data):
    """The five figures of FIGURES, from one file."""
    if form == "json":
        said = json.loads(data)
        keys = ["exchanges", "minutes_exchanged", "members_giving", "members_receiving",
                "members_active"]
        return dict(zip(FIGURES, (said[key] for key in keys)))
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        found = {row["name"]: row["exchanges"] or row["minutes"] or row["members"]
                 for row in rows if row["section"] == "figures"}
        return {key: int(found[name]) for key, name in FIGURES.items()}
    if form == "xlsx":
        rows = sheet(zipfile.ZipFile(io.BytesIO(data)), "In short")
        found = {row["A"]: row["B"] for row in rows if "A" in row and "B" in row}
        return {key: int(float(found[name])) for key, name in FIGURES.items()}
    if form == "pdf":
        data = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True,
                              check=True).stdout
    text, found = data.decode(), {}
    if form == "text":
        text = text.split("In short")[1].split("Month by month")[0]
    for key, name in FIGURES.items():
        gap = ": " if form == "pdf" else " {2,}"
        figure = re.search(rf"^ *{name}{gap}(.+?) *$", text, re.M)
        found[key] = minutes_of(figure[1])
    return found


def one_bank(program, folder):
    """Brings one bank in as it was. Gives what did not agree with what is expected."""
    expected = json.loads((folder / "expected.json").read_text())
    wanted = {key: expected[key] for key in FIGURES}
    months = {month: (row["exchanges"], row["minutes"])
              for month, row in expected["months"].items()}
    differ = []
    with tempfile.TemporaryDirectory() as place:
        def run(*arguments):
            done = subprocess.run([program, *arguments], cwd=place, capture_output=True)
            if done.returncode:
                sys.exit(f"{' '.join(map(str, arguments))}: {done.stderr.decode()}")
            return done.stdout

        folder = folder.absolute()
        run("init", "--bank", "b.hourbook", "--name", "A bank", "--admin", "nia@example.org")
        run("import", "timeoverflow", "--bank", "b.hourbook", "--users", folder / "users.csv",
            "--transfers", folder / "transfers.csv", "--bank-account-name", "A bank itself",
            "--commit")
        days = ("--from", f"{min(months)}-01", "--to", f"{max(months)}-31")
        readers = [("json", of_json), ("csv", of_csv), ("xlsx", of_xlsx), ("text", of_text)]
        if shutil.which("pdftotext"):
            readers.append(("pdf", of_pdf))
        for form, read in readers:
            data = run("report", "activity", "--bank", "b.hourbook", *days, "--format", form)
            found = read(data)
            by_month = found if isinstance(found, dict) else dict(zip(sorted(months), found))
            if by_month != months or len(found) != len(months):
                differ.append(f"{form}: the months are {by_month}, expected {months}")
            said = headlines(form, data)
            if said != wanted:
                differ.append(f"{form}: {said}, expected {wanted}")
    return differ, [form for form, _ in readers]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--most", type=int, default=10_000, help="only so many of the largest")
    parser.add_argument("--only", help="only this bank")
    arguments = parser.parse_args()
    if (arguments.data / "expected.json").is_file():
        wrong, forms = one_bank(arguments.program.absolute(), arguments.data)
        for line in wrong:
            print(line)
        print(f"Read back from {', '.join(forms)}; {len(wrong)} differ.")
        sys.exit(bool(wrong))
    if not arguments.data.is_file():
        print(f"SKIPPED: {arguments.data} is not here, so no bank was replayed.")
        return
    banks = counters(arguments.data)
    grown = lambda bank: banks[bank][-1][1] - banks[bank][0][1]  # noqa: E731
    chosen = [arguments.only] if arguments.only else sorted(banks, key=grown, reverse=True)
    wrong, replayed_banks, total = [], 0, 0
    for bank in chosen[:arguments.most]:
        differ, told, count = replayed(arguments.program.absolute(), bank, banks[bank])
        for line in told:
            print(f"{bank} {line}")
        wrong += differ
        replayed_banks += count > 0
        total += count
    for line in wrong:
        print(line)
    quiet = min(len(chosen), arguments.most) - replayed_banks
    print(f"{replayed_banks} banks replayed with {total} exchanges, {quiet} had none; "
          f"{len(wrong)} months or files differ.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
