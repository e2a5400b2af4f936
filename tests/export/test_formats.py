"""Every format read back by a reader that others wrote, and compared with the graph."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pydot
import pytest

from councilgraph import export, schema
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters
from councilgraph.errors import OutputError
from councilgraph.export import View
from councilgraph.export.dot import quoted
from councilgraph.export.neo4j import relationship
from councilgraph.export.png import plain
from tests.export.sample import FORMULA, HOSTILE, WESTHAVEN, small

ICB = "NHS Ambleford Integrated Care Board"
HOLD, ALL = 16, 19


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return small()


@pytest.fixture(scope="module")
def view(dataset: Dataset) -> View:
    return View(dataset)


def iri(dataset: Dataset, label: str) -> str:
    return next(node.iri for node in dataset.nodes.values() if node.label == label)


def only(view: View, name: str) -> bytes:
    (content,) = export.get(name).files(view).values()
    return content


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_graphml(view: View, dataset: Dataset) -> None:
    graph = nx.parse_graphml(only(view, "graphml").decode(), force_multigraph=True)
    assert (graph.is_directed(), len(graph), graph.number_of_edges()) == (True, 16, HOLD)
    council = graph.nodes[iri(dataset, WESTHAVEN)]
    assert (council["label"], council["type"], council["aliases"]) == (WESTHAVEN, "Council", "Westhaven")
    assert (council["r"], council["g"], council["b"]) == (0x1F, 0x4E, 0x79)
    edges = graph.get_edge_data(iri(dataset, WESTHAVEN), iri(dataset, ICB))
    assert {edge["date"] for edge in edges.values()} == {"2018-05-01", "2025-03-04"}
    assert {edge["weight"] for edge in edges.values()} == {0.6, 1.8}


def test_gexf(view: View, dataset: Dataset) -> None:
    content = only(view, "gexf")
    graph = nx.read_gexf(io.BytesIO(content))
    assert (len(graph), graph.number_of_edges()) == (16, HOLD)
    node = graph.nodes[iri(dataset, HOSTILE)]
    assert (node["label"], node["type"]) == (HOSTILE, "Organisation")
    assert node["viz"]["color"] == {"r": 0x56, "g": 0xB4, "b": 0xE9, "a": 1.0}
    assert b"lastmodifieddate" not in content
    starts = {edge.get("start") for edge in ElementTree.fromstring(content).iter() if edge.tag.endswith("}edge")}
    assert starts == {None, "2018-05-01", "2025-03-04"}


def test_cytoscape(view: View, dataset: Dataset) -> None:
    made = json.loads(only(view, "cytoscape"))
    graph = nx.cytoscape_graph(made)
    assert (len(graph), graph.number_of_edges()) == (16, HOLD)
    edge = next(e["data"] for e in made["elements"]["edges"] if e["data"]["predicate"] == "chairs")
    (proof,) = edge["evidence"]
    start, end = (offset - proof["start"] for offset in proof["subject"])
    assert proof["quote"][start:end] == "Cllr Ada Thorne"
    assert (edge["source"], edge["interaction"]) == (iri(dataset, "Cllr Ada Thorne"), "chairs")


def test_node_link(view: View, dataset: Dataset) -> None:
    graph = nx.node_link_graph(json.loads(only(view, "node-link")), edges="links")
    assert (len(graph), graph.number_of_edges()) == (16, HOLD)
    assert graph.nodes[iri(dataset, ICB)]["identifiers"] == ["ods:Q0Z"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_dot(view: View) -> None:
    (graph,) = pydot.graph_from_dot_data(only(view, "dot").decode())
    assert (len(graph.get_edges()), graph.get_type()) == (HOLD, "digraph")
    labels = [node.get("label") for node in graph.get_nodes()]
    assert quoted(HOSTILE) in labels
    assert {edge.get("style") for edge in graph.get_edges()} == {'"solid"'}


def test_csv_has_a_row_for_each_sentence_whose_offsets_hold(view: View, dataset: Dataset) -> None:
    files = export.get("csv").files(view)
    things, relations = rows(files["entities.csv"]), rows(files["relations.csv"])
    assert (len(things), len(relations)) == (16, 20)
    assert {row["status"] + row["ended"] for row in relations} == {
        "assertedfalse",
        "assertedtrue",
        "plannedfalse",
        "negatedfalse",
    }
    for row in relations:
        for end in ("subject", "object"):
            start, stop = (int(row[f"{end}_{edge}"]) - int(row["start"]) for edge in ("start", "end"))
            assert row["quote"][start:stop] == row[end]
    assert {row["rule"] for row in relations if row["predicate"] == "chairs"} == {"chairs.verb"}


def test_neo4j(view: View) -> None:
    files = export.get("neo4j").files(view)
    nodes, links = rows(files["nodes.csv"]), rows(files["relationships.csv"])
    assert {row[":START_ID"] for row in links} <= {row["iri:ID"] for row in nodes}
    assert {row[":LABEL"] for row in nodes} <= set(schema.load().types)
    assert len(links) == ALL
    double = next(row for row in links if row[":TYPE"] == "PARTNER_OF" and "every week" in row["quotes:string[]"])
    assert len(double["quotes:string[]"].split(";")) == 2


@pytest.mark.parametrize(("name", "expected"), [("partnerOf", "PARTNER_OF"), ("chairs", "CHAIRS")])
def test_relationship_types(name: str, expected: str) -> None:
    assert relationship(name) == expected


def test_workbook_keeps_text_as_text(view: View) -> None:
    book = openpyxl.load_workbook(io.BytesIO(only(view, "xlsx")))
    assert book.sheetnames == ["Entities", "Relations", "Documents", "Types"]
    assert [book[name].max_row for name in book.sheetnames] == [17, 21, 4, 26]
    names = {cell.value: cell.data_type for cell in book["Entities"]["C"]}
    assert names[FORMULA] == "s"
    assert book["Entities"].freeze_panes == "A2"


def test_workbook_tells_no_time(view: View) -> None:
    with zipfile.ZipFile(io.BytesIO(only(view, "xlsx"))) as book:
        assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


def of_council(dataset: Dataset, **more: Any) -> View:
    return View(dataset, Filters(council=iri(dataset, WESTHAVEN), **more))


def test_svg_shows_the_neighbours_and_a_legend(dataset: Dataset) -> None:
    root = ElementTree.fromstring(only(of_council(dataset), "svg"))
    texts = [text.text for text in root.iter() if text.tag.endswith("}text")]
    assert texts[0] == f"{WESTHAVEN}: who and what it is linked to"
    for part in (ICB, "Health and Wellbeing Board", "councils", "health bodies", WESTHAVEN):
        assert part in texts
    assert not [element for element in root.iter() if element.tag.endswith("}script")]


def test_svg_draws_standings_apart(dataset: Dataset) -> None:
    found = only(of_council(dataset, statuses=("asserted", "planned", "negated", "ended")), "svg").decode()
    assert found.count('stroke-dasharray="7 5"') == 1
    assert found.count('stroke-dasharray="1.5 4"') == 1
    assert found.count('opacity="0.45"') == 1


def test_png_is_a_picture_of_the_same_size(dataset: Dataset) -> None:
    image = pytest.importorskip("PIL.Image")
    picture = image.open(io.BytesIO(only(of_council(dataset), "png")))
    assert (picture.format, picture.size) == ("PNG", (2400, 2320))
    assert (0x1F, 0x4E, 0x79) in {colour for _, colour in picture.getcolors(1 << 24)}


@pytest.mark.parametrize(
    ("text", "expected"), [("Cyngor Ynys Môn", "Cyngor Ynys Mon"), ("carers’ – hub…", "carers' - hub..."), ("☂", "?")]
)
def test_letters_that_the_font_has(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize("name", export.PICTURES)
def test_a_picture_needs_a_council(view: View, name: str) -> None:
    with pytest.raises(OutputError, match="--council"):
        export.get(name).files(view)


def test_an_unknown_format_lists_the_known() -> None:
    with pytest.raises(OutputError, match=r"nope: no such export format; there are trig, nquads"):
        export.get("nope")


@pytest.mark.parametrize("name", [name for name in export.FORMATS if name not in export.PICTURES])
@pytest.mark.parametrize(
    ("filters", "gone"),
    [(Filters(types=("Council", "HealthBody")), HOSTILE), (Filters(documents=("eastmoor-2023",)), "Cllr Ada Thorne")],
    ids=["type", "document"],
)
def test_filters_apply_to_every_format(dataset: Dataset, name: str, filters: Filters, gone: str) -> None:
    files = export.get(name).files(View(dataset, filters))
    for file, content in files.items():
        if file.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(book.read(part) for part in book.namelist())
        assert gone.encode() not in content, file
        assert gone.split("<")[-1].encode() not in content, file


def test_a_folder_that_cannot_be_written_is_named(view: View, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        export.get("csv").write(view, tmp_path / "file" / "in")


_HASHES = """
import hashlib, sys
from pathlib import Path
from councilgraph import export
from councilgraph.analysis.filters import Filters
from tests.export.sample import WESTHAVEN, small
data = small()
council = next(node.iri for node in data.nodes.values() if node.label == WESTHAVEN)
folder = Path(sys.argv[1])
export.write_all(data, folder)
for name in export.FORMATS:
    export.get(name).write(export.View(data, Filters(council=council)), folder / "council")
for path in sorted(folder.rglob("*.*")):
    print(path.relative_to(folder), hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_the_same_bytes_whatever_the_hash_seed_the_day_and_the_folder(tmp_path: Path, root: Path) -> None:
    found = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)}
        folder = tmp_path / f"of-{seed}"
        done = subprocess.run(
            [sys.executable, "-c", _HASHES, str(folder)], env=environment, capture_output=True, text=True, check=True
        )
        found.append(done.stdout)
    assert found[0] == found[1]
    assert len(found[0].splitlines()) == 5 + 17


def test_write_all_gives_what_a_build_writes(dataset: Dataset, tmp_path: Path) -> None:
    names = [path.name for path in export.write_all(dataset.store, tmp_path)]
    assert names == ["graph.graphml", "graph.gexf", "entities.csv", "relations.csv", "explorer.html"]
