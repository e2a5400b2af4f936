from __future__ import annotations

import pytest

from councilgraph.documents.people import people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Councillor Ash, in the Chair.", [("Councillor Ash", "in the Chair")]),
        (
            "Councillors Mrs Ash, Bell, Michael Cole and Dunn.",
            [
                ("Councillor Mrs Ash", ""),
                ("Councillor Bell", ""),
                ("Councillor Michael Cole", ""),
                ("Councillor Dunn", ""),
            ],
        ),
        ("Cllrs Ash (Chair) and Bell", [("Councillor Ash", "Chair"), ("Councillor Bell", "")]),
        (
            "Dana Whitlock (Chief Executive), Priya Nadar (Director of Adults) and Tom Pell (Democratic Adviser).",
            [
                ("Dana Whitlock", "Chief Executive"),
                ("Priya Nadar", "Director of Adults"),
                ("Tom Pell", "Democratic Adviser"),
            ],
        ),
        (
            "Ada Ash, Transformation Architecture Manager and Ben Bell, Interim Director for Customer and Change",
            [
                ("Ada Ash", "Transformation Architecture Manager"),
                ("Ben Bell", "Interim Director for Customer and Change"),
            ],
        ),
        (
            "Councillor Cole, Deputy Leader and Cabinet Member for Transport, Housing and Planning",
            [("Councillor Cole", "Deputy Leader and Cabinet Member for Transport, Housing and Planning")],
        ),
        (
            "Ada Ash, Director for Customer and Corporate Services",
            [("Ada Ash", "Director for Customer and Corporate Services")],
        ),
        ("Councillor A Ash Councillor B Bell", [("Councillor A Ash", ""), ("Councillor B Bell", "")]),
        ("Professor Ann van der Lee; Sir John O'Neil", [("Professor Ann van der Lee", ""), ("Sir John O'Neil", "")]),
        ("Councillor Ash - Leader of the Council", [("Councillor Ash", "Leader of the Council")]),
        ("The Director of Finance and the Head of Law", []),
        ("members of the public and the press", []),
        ("Corporate Services", []),
        ("", []),
    ],
)
def test_people_in_lists(text: str, expected: list[tuple[str, str]]) -> None:
    found = people(text)
    assert [(person.name, person.note) for person in found] == expected
    assert all(text[person.start : person.end] for person in found)
