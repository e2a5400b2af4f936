"""Makes the packaged register files from the downloaded reference data: `python derive.py REFERENCE OUTPUT`.

Selects columns, mends the known defects (each by a rule that is written down in data/registers/SOURCES.md) and
sorts. The tests run it again and compare, where the reference data is present.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from councilgraph import resources

Row = dict[str, str]
COUNCIL_COLUMNS = {
    "code": "local-authority-code",
    "gss": "gss-code",
    "name": "official-name",
    "short": "nice-name",
    "start": "start-date",
    "end": "end-date",
    "replaced_by": "replaced-by",
    "nation": "nation",
    "region": "region",
    "type": "local-authority-type",
    "county": "county-la",
    "former_gss": "former-gss-codes",
}
ABOLITION_OF_CCGS = "2022-07-01"
# The two groups whose area is not that of one board, by the code under which the NHS lists their location.
CODES_BY_HAND = {"E38000182": "01Y", "E38000250": "D2P2L"}
# A short name that names another area than the official one.
SHORT_BY_HAND = {"HYCA": ("Yorkshire and The Humber", "Hull and East Yorkshire MCA")}
SMALL_WORDS = re.compile(r"(?<=\s)(And|Of|The|On|For|In|With|Upon|At)(?=\s)")


def read(path: Path, delimiter: str = ",") -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def _councils(reference: Path) -> list[Row]:
    rows = [
        {new: row[old].strip() for new, old in COUNCIL_COLUMNS.items()} | {"region_from": ""}
        for row in read(reference / "uk_local_authorities.csv")
    ]
    for row in rows:
        wrong, right = SHORT_BY_HAND.get(row["code"], ("", ""))
        row["short"] = right if wrong and row["short"].startswith(wrong) else row["short"]
    _mend_counties(rows)
    _mend_regions(rows)
    return sorted(rows, key=lambda row: row["code"])


def _mend_counties(rows: list[Row]) -> None:
    """Put a former district in the county of the one district that replaced it."""
    by_code = {row["code"]: row for row in rows}
    for row in rows:
        after = by_code.get(row["replaced_by"])
        if row["county"] and after and after["county"] and after["county"] != row["county"]:
            row["county"] = after["county"]


def _mend_regions(rows: list[Row]) -> None:
    """Give a county the one region of its districts, and a body without region that of what replaced it."""
    by_code = {row["code"]: row for row in rows}
    stated = defaultdict(set)
    for row in rows:
        if row["county"] and row["region"]:
            stated[row["county"]].add(row["region"])
    for row in rows:
        of_districts = stated[row["code"]]
        if len(of_districts) == 1 and row["region"] not in of_districts:
            row["region"], row["region_from"] = next(iter(of_districts)), "districts"
    for row in rows:
        after = {by_code[code]["region"] for code in row["replaced_by"].split(",") if code}
        if not row["region"] and len(after) == 1:
            row["region"], row["region_from"] = after.pop(), "successor"


def _council_names(reference: Path) -> list[Row]:
    """One row for each name and council, whatever the letter case."""
    seen: dict[tuple[str, str], Row] = {}
    for row in read(reference / "uk_local_authority_names.csv"):
        name, code = " ".join(row["la-name"].split()), row["local-authority-code"]
        if code in SHORT_BY_HAND and name.startswith(SHORT_BY_HAND[code][0]):
            continue
        seen.setdefault((name.casefold(), code), {"name": name, "code": code})
    return sorted(seen.values(), key=lambda row: (row["code"], row["name"].casefold()))


def _health(reference: Path) -> list[Row]:
    """Boards, sub-locations, groups and trusts in one table; a group shares its code with the location after it."""
    boards = [
        _body(row, "icb", start=ABOLITION_OF_CCGS) for row in read(reference / "nhs_integrated_care_boards_2024.csv")
    ]
    places = [
        _body(row, "sub-icb", parent=row["icb_ods_code"], start=ABOLITION_OF_CCGS)
        for row in read(reference / "nhs_sub_icb_locations_2024.csv")
    ]
    groups = [_body(row, "ccg", end=ABOLITION_OF_CCGS) for row in read(reference / "nhs_ccgs_2021.csv")]
    trusts = [_body(row, "trust", status=row["status"]) for row in read(reference / "nhs_trusts_2022.csv")]
    _fill_codes(groups, places, boards)
    for trust in trusts:
        trust["name"] = SMALL_WORDS.sub(lambda word: word[0].lower(), trust["name"]).replace("'S ", "'s ")
    return sorted(boards + places + groups + trusts, key=lambda row: (row["kind"], row["code"], row["gss"]))


def _body(row: Row, kind: str, **more: str) -> Row:
    empty = {"parent": "", "start": "", "end": "", "status": ""}
    return {
        "kind": kind,
        "code": row["ods_code"],
        "gss": row.get("gss_code", ""),
        "name": " ".join(row["name"].split()),
        **(empty | more),
    }


def _fill_codes(groups: list[Row], places: list[Row], boards: list[Row]) -> None:
    """Give a group without code that of the one unclaimed location of the board of its area."""
    claimed = {group["code"] for group in groups}
    area = {board["code"]: _area(board["name"]) for board in boards}
    for group in groups:
        free = [
            place["code"]
            for place in places
            if place["code"] not in claimed and area[place["parent"]] == _area(group["name"])
        ]
        if not group["code"] and len(free) == 1:
            group["code"] = free[0]
        group["code"] = group["code"] or CODES_BY_HAND[group["gss"]]


def _area(name: str) -> str:
    return re.sub(r"^NHS | CCG$| Integrated Care Board$", "", name).casefold()


def _successions(reference: Path, health: list[Row]) -> list[Row]:
    """Successions that touch a known body, and each group's succession by the board that it lies in."""
    known = {row["code"] for row in [*health, *read(resources.data("registers", "health_former.csv"))]}
    rows = [
        {"old": row["old_code"], "new": row["new_code"], "date": row["date"]}
        for row in read(reference / "nhs_successor_organisations.csv")
        if {row["old_code"], row["new_code"]} & known
    ]
    parent = {row["code"]: row["parent"] for row in health if row["kind"] == "sub-icb"}
    rows += [
        {"old": row["code"], "new": parent[row["code"]], "date": ABOLITION_OF_CCGS}
        for row in health
        if row["kind"] == "ccg" and row["code"] in parent
    ]
    unique = {tuple(row.values()): row for row in rows}
    return [unique[key] for key in sorted(unique)]


def _districts(reference: Path) -> list[Row]:
    rows = read(reference / "nhs_icb_to_district_2022.csv")
    pairs = sorted({(row["icb_ods_code"], row["district_gss_code"]) for row in rows})
    return [{"board": board, "district": district} for board, district in pairs]


def _government(reference: Path) -> list[Row]:
    rows = read(reference / "government_organisations_2017.tsv", delimiter="\t")
    return [
        {
            "code": row["government-organisation"],
            "name": " ".join(row["name"].split()),
            "start": row["start-date"],
            "end": row["end-date"],
        }
        for row in sorted(rows, key=lambda row: row["government-organisation"])
    ]


def derive(reference: Path) -> dict[str, list[Row]]:
    """Return the rows of every derived file by file name."""
    health = _health(reference)
    return {
        "councils.csv": _councils(reference),
        "council_names.csv": _council_names(reference),
        "health.csv": health,
        "health_successions.csv": _successions(reference, health),
        "health_districts.csv": _districts(reference),
        "government.csv": _government(reference),
    }


def write(path: Path, rows: Iterable[Row]) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    for file_name, table in derive(Path(sys.argv[1])).items():
        write(Path(sys.argv[2]) / file_name, table)
