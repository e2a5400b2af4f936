"""Small invented papers, each in several versions, whose names depend on each other across papers."""

from __future__ import annotations

from pathlib import Path

PAPERS: dict[str, tuple[str, ...]] = {
    # a board by its full name with its initials, or by another name
    "west-2021": (
        "# Westhaven City Council: annual report 2021\n\nThe Westhaven Safeguarding Partnership Board (WSPB) reported "
        "to the Health and Wellbeing Board. Westhaven City Council works with Harbour Lantern Trust.\n",
        "# Westhaven City Council: annual report 2021\n\nThe Westhaven Protection Board reported to the Cabinet.\n",
    ),
    # the same board by its initials alone
    "west-2024": (
        "# Westhaven City Council: annual report 2024\n\nWSPB reported to the Cabinet. Harbour Lantern runs the carers "
        "helpline.\n",
        "# Westhaven City Council: annual report 2024\n\nHarbour Lantern Trust runs the carers helpline. The council "
        "plans to commission Harbour Lantern Trust.\n",
    ),
    # an organisation's short form, and a body called after it, which is known everywhere only while it is named
    "east-2023": (
        "# Eastmoor County Council: annual report 2023\n\nEastmoor County Council works with Harbour Lantern Trust "
        "(Harbour Lantern). The Cabinet oversees the Harbour Lantern Trust Forum.\n",
        "# Eastmoor County Council: annual report 2023\n\nThe Harbour Lantern Trust Forum reported to the Cabinet.\n",
        "# Eastmoor County Council: annual report 2023\n\nEastmoor County Council no longer works with Medstore Ltd.\n",
    ),
    # health bodies with a register, and a succession
    "entities": (
        "# Northbury Borough Council: strategy\n\nThe council works with NHS Devon CCG and Harbour Lantern.\n",
        "# Northbury Borough Council: strategy\n\nThe council works with NHS Devon Integrated Care Board.\n",
    ),
    "ambleford": (
        "# Ambleford Town Council: minutes\n\nThe council is a member of the Harbour Lantern Trust Forum. It works "
        "with NHS Devon ICB.\n",
        "# Ambleford Town Council: minutes\n\nNothing was decided.\n",
    ),
}

State = dict[str, int]
"""The version of each paper that a graph is made of, by id."""


def write(folder: Path, state: State) -> list[Path]:
    """Write papers into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for id_, version in state.items():
        path = folder / f"{id_}.md"
        path.write_text(PAPERS[id_][version], encoding="utf-8")
        paths.append(path)
    return paths
