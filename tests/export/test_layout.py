"""The places of nodes: clear of each other, pieces apart, the same for the same graph."""

from __future__ import annotations

import itertools
import math

import pytest

from councilgraph import schema
from councilgraph.export import View
from councilgraph.export.explorer.page import embed
from councilgraph.export.explorer.payload import payload
from councilgraph.export.shapes import outline
from tests.export.sample import HOSTILE, large, small


def test_no_two_nodes_stand_on_each_other() -> None:
    places = View(large(400, 8)).positions.values()
    nearest = min(math.dist(a, b) for a, b in itertools.combinations(places, 2))
    assert nearest > 8


def test_small_pieces_stand_below_the_rest() -> None:
    view = View(small())
    by_label = {data["label"]: view.positions[iri] for iri, data in view.graph().nodes(data=True)}
    assert by_label["Adult Social Care"][1] > max(
        y for name, (_, y) in by_label.items() if name.startswith("Westhaven C")
    )


def test_an_empty_graph_has_no_places() -> None:
    from pyoxigraph import Store

    from councilgraph.analysis import dataset

    assert View(dataset.load(Store())).positions == {}


@pytest.mark.parametrize("type_", schema.load().types.values(), ids=lambda type_: type_.name)
def test_every_type_has_an_outline_of_its_own(type_: schema.EntityType) -> None:
    points = outline(type_.shape)
    assert len(points) >= 3
    assert max(abs(edge) for point in points for edge in point) < 1.2
    others = [other for other in schema.load().types.values() if other is not type_]
    assert points not in [outline(other.shape) for other in others]


def test_the_payload_refers_by_position() -> None:
    data = payload(View(small()))
    link = next(link for link in data["links"] if link["p"] == "chairs")
    assert data["nodes"][link["s"]]["label"] == "Cllr Ada Thorne"
    sentence, start, end, *_ = link["evidence"][0]
    assert data["sentences"][sentence][1][start:end] == "Cllr Ada Thorne"
    assert data["documents"][link["doc"]]["id"] == "westhaven-2025"


@pytest.mark.parametrize("text", [HOSTILE, "</script>", "<!--", "a & b", "line\u2028end"])
def test_json_inside_the_page_cannot_end_its_element(text: str) -> None:
    import json

    made = embed({"text": text})
    assert not set("<>&\u2028\u2029") & set(made)
    assert json.loads(made) == {"text": text}
