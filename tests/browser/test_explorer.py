"""The explorer in a real browser: what a reader does, and that the page asks nobody for anything."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from typing import Any

import pytest

from tests.export.sample import HOSTILE, WESTHAVEN

pytestmark = pytest.mark.filterwarnings("ignore")
ICB = "NHS Ambleford Integrated Care Board"


def choose(page: Any, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def test_it_opens_without_errors_and_without_requests(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    page.wait_for_timeout(300)
    assert visit.trouble == []
    assert visit.requests == [small_page.as_uri()]
    assert "15 things, 18 statements of 19" in page.inner_text("#count")


def test_a_request_is_impossible_even_for_a_script(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    refused = page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ambleford", ICB),
        ("Ambleford ICB", ICB),
        ("Q0Z", ICB),
        ("wellbeing", "Health and Wellbeing Board"),
        ("board safeguarding", "Safeguarding Adults Board"),
        ("<script>", HOSTILE),
    ],
    ids=["word", "alias", "code", "inner word", "words in any order", "markup"],
)
def test_search_finds(visit: Any, small_page: Path, typed: str, first: str) -> None:
    page = visit.open(small_page)
    page.fill("#search", typed)
    assert page.inner_text("#results [role=option]:first-child .name") == first


def test_search_says_when_nothing_is_found(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    page.fill("#search", "zzz")
    assert page.inner_text("#results") == "Nothing by that name"


def test_the_page_of_a_thing(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    choose(page, "Ambleford ICB")
    panel = page.inner_text("#panel")
    for part in (ICB, "Also called", "Ambleford ICB", "ODS code", "Q0Z", "is a member of", "is party to", "works with"):
        assert part in panel
    quotes = page.locator("#panel blockquote").all_inner_texts()
    assert f"{ICB} is a member of the Health and Wellbeing Board." in quotes


def test_a_click_on_a_link_shows_its_sentences_with_both_mentions_marked(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    choose(page, "Ambleford ICB")
    page.locator(".relations li", has_text=WESTHAVEN).filter(has_text="all 3 sentences").locator(".more").click()
    assert page.locator("#panel blockquote").all_inner_texts() == [
        f"Leaders told us that {WESTHAVEN} worked with {ICB}.",
        f"{WESTHAVEN} worked closely with {ICB} on discharge.",
        f"{WESTHAVEN} and {ICB} met every week.",
    ]
    first = page.locator("#panel figure").first
    assert sorted(first.locator("mark").all_inner_texts()) == sorted([WESTHAVEN, ICB])
    assert "1 May 2018 · Partnership · page 3" in first.inner_text()
    assert "confidence 60 %, measured on 12 annotated cases" in page.inner_text("#panel")


def point(page: Any, first: str, second: str | None = None) -> tuple[float, float]:
    """Return where a thing, or the middle between two, stands on the screen, by the picture's own fit."""
    box = page.locator("#canvas").bounding_box()
    spots = page.evaluate(
        """([names, width, height]) => {
        const data = JSON.parse(document.getElementById('data').textContent);
        const drawn = new Set(data.links.filter((l) => l.status !== 'negated').flatMap((l) => [l.s, l.o]));
        const shown = data.nodes.filter((_, i) => drawn.has(i));
        const xs = shown.map((n) => n.x), ys = shown.map((n) => n.y);
        const [l, r, t, b] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
        const k = Math.min(1.6, (width - 96) / (r - l), (height - 96) / (b - t));
        return names.map((name) => data.nodes.find((n) => n.label === name))
            .map((n) => [(n.x - (l + r) / 2) * k + width / 2, (n.y - (t + b) / 2) * k + height / 2]);
        }""",
        [[first, second or first], box["width"], box["height"]],
    )
    return (box["x"] + (spots[0][0] + spots[1][0]) / 2, box["y"] + (spots[0][1] + spots[1][1]) / 2)


def test_a_click_on_a_shape_and_on_a_line_of_the_picture(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    page.mouse.click(*point(page, "Westhaven Plan 2024-2034"))
    assert page.inner_text("#panel h2") == "Westhaven Plan 2024-2034"
    page.keyboard.press("Escape")
    page.mouse.click(*point(page, "Safeguarding Adults Board", "Health and Wellbeing Board"))
    sentence = "The Safeguarding Adults Board reports to the Health and Wellbeing Board."
    assert page.locator("#panel blockquote").all_inner_texts() == [sentence]


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (lambda page: page.uncheck("#filter-types input[value=Board]"), "12 things, 13 statements"),
        (lambda page: page.uncheck("#filter-predicates input[value=partnerOf]"), "15 things, 15 statements"),
        (lambda page: page.check("#filter-standings input[value=negated]"), "16 things, 19 statements"),
        (lambda page: page.uncheck("#filter-standings input[value=planned]"), "14 things, 17 statements"),
        (lambda page: page.select_option("#filter-council", "Eastmoor County Council"), "3 things, 2 statements"),
        (lambda page: page.select_option("#filter-document", "westhaven-2018"), "3 things, 2 statements"),
        (lambda page: page.fill("#filter-since", "2019-01-01"), "12 things, 14 statements"),
        (lambda page: page.fill("#filter-until", "2019-01-01"), "3 things, 2 statements"),
        (lambda page: page.fill("#filter-confidence", "0.7"), "14 things, 16 statements"),
    ],
    ids=["type", "predicate", "denied shown", "planned hidden", "council", "document", "since", "until", "confidence"],
)
def test_filters_filter(visit: Any, small_page: Path, act: Any, left: str) -> None:
    page = visit.open(small_page)
    act(page)
    page.wait_for_timeout(50)
    assert page.inner_text("#count").startswith(left)
    page.click("#reset")
    assert page.inner_text("#count").startswith("15 things, 18 statements")


def test_only_leaves_one_kind_of_link(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    page.locator("#filter-predicates li", has_text="chairs").locator(".only").click(force=True)
    assert page.inner_text("#count").startswith("2 things, 1 statement of")


def test_a_path_is_found_and_shown_with_its_sentences(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    choose(page, "Ada Thorne")
    page.click("#path-from")
    choose(page, "night sitting")
    hops = page.locator(".path > li").all_inner_texts()
    assert len(hops) == 5
    assert "Health and Wellbeing Board" in hops[1]
    assert "Eastmoor County Council runs night sitting." in hops[4]


def test_a_view_is_shared_by_its_address(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    choose(page, "Ambleford ICB")
    page.uncheck("#filter-types input[value=Board]")
    page.click("#focus")
    address = page.evaluate("location.href")
    count, title = page.inner_text("#count"), page.inner_text("#panel h2")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    assert (page.inner_text("#count"), page.inner_text("#panel h2")) == (count, title)
    assert page.inner_text("#focus") == "Whole picture"
    assert not page.is_checked("#filter-types input[value=Board]")


def test_a_broken_address_opens_the_whole_picture(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page, "#node=nothing/here&status=what&confidence=x&since=tomorrow&link=a%20b&theme=%3Cb%3E")
    assert page.inner_text("#panel h2") == "Who works with whom"
    assert visit.trouble == []


def test_everything_works_from_the_keyboard(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    page.keyboard.press("/")
    page.keyboard.type("plan")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Westhaven Plan 2024-2034"
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Health and Wellbeing Board"
    page.keyboard.press("f")
    assert page.inner_text("#focus") == "Whole picture"
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") == "Who works with whom"
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_markup_in_a_name_is_only_text(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    choose(page, "<script>")
    assert page.inner_text("#panel h2") == HOSTILE
    assert page.title() == "councilgraph explorer"
    assert page.locator("script").count() == 2
    assert visit.trouble == []


def test_the_view_is_saved_as_picture_and_table(visit: Any, small_page: Path) -> None:
    page = visit.open(small_page)
    page.select_option("#filter-document", "westhaven-2018")
    with page.expect_download() as table:
        page.click("#csv")
    rows = list(csv.DictReader(io.StringIO(Path(table.value.path()).read_text(encoding="utf-8"))))
    assert [row["status"] + row["ended"] for row in rows] == ["assertedtrue", "assertedfalse"]
    assert rows[1]["quote"] == f"Leaders told us that {WESTHAVEN} worked with {ICB}."
    with page.expect_download() as picture:
        page.click("#png")
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(251, 252, 253)"), ("dark", "rgb(16, 21, 28)")])
def test_it_follows_the_system_and_the_switch(visit: Any, small_page: Path, scheme: str, ground: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(small_page)
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(colour) == ground
    page.click("#theme")
    assert page.evaluate(colour) != ground


def test_on_a_phone_nothing_sticks_out_and_filters_open(visit: Any, small_page: Path) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(small_page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("#open-filters")
    page.uncheck("#filter-types input[value=Board]")
    page.keyboard.press("Escape")
    assert page.inner_text("#count").startswith("12 things")


def test_two_thousand_things_are_usable_in_three_seconds(visit: Any, large_page: Path) -> None:
    started = time.monotonic()
    page = visit.open(large_page)
    choose(page, "council number 7")
    assert page.inner_text("#panel h2") == "Council Number 7"
    page.uncheck("#filter-types input[value=Board]")
    page.click("#focus")
    assert time.monotonic() - started < 3
    assert visit.trouble == []
