"""Whatever order documents come and go in, the files are those of a build from nothing, and the store has the same."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse

from councilgraph import project
from councilgraph.errors import AmbiguousName, DocumentError, GraphError, OutputError, UnknownName
from councilgraph.graph import store
from councilgraph.project import Options, Report

from .papers import PAPERS, State, write

PLAIN = Options(validate=False)
Content = dict[str, bytes]


def content(folder: Path) -> Content:
    """Return all that a run wrote, but for the store's own files."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "store" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def quads(folder: Path) -> tuple[set[Quad], set[Quad]]:
    """Return the quads of the store and those of graph.trig."""
    opened = store.open_store(folder)
    return set(opened.quads_for_pattern(None, None, None)), set(
        parse(path=folder / "graph.trig", format=RdfFormat.TRIG)
    )


@cache
def _from_nothing(state: tuple[tuple[str, int], ...]) -> Content:
    with TemporaryDirectory() as folder:
        project.build(write(Path(folder) / "papers", dict(state)), Path(folder) / "output", PLAIN)
        return content(Path(folder) / "output")


def from_nothing(state: State) -> Content:
    return _from_nothing(tuple(sorted(state.items())))


def hold(folder: Path, state: State) -> None:
    """Hold what a folder has to a build of the state from nothing, and its store to its graph.trig."""
    found, wanted = content(folder), from_nothing(state)
    assert found.keys() == wanted.keys()
    assert [name for name in found if found[name] != wanted[name]] == []
    in_store, in_file = quads(folder)
    assert in_store == in_file


VERSIONED = st.sampled_from([(id_, version) for id_, versions in PAPERS.items() for version in range(len(versions))])
STATE = st.dictionaries(st.sampled_from(sorted(PAPERS)), st.just(0), min_size=1).flatmap(
    lambda ids: st.fixed_dictionaries({id_: st.integers(0, len(PAPERS[id_]) - 1) for id_ in ids})
)
STEP = st.one_of(
    st.tuples(st.just("add"), st.lists(VERSIONED, min_size=1, max_size=2).map(dict)),
    st.tuples(st.just("remove"), st.sampled_from(sorted(PAPERS))),
    st.tuples(st.just("build"), STATE),
)


# without shrinking: a failure names the steps, and each try costs seconds
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate])
@given(STATE, st.lists(STEP, min_size=1, max_size=5))
def test_any_order_of_changes_gives_the_files_of_a_build_from_nothing(start: State, steps: list[tuple]) -> None:
    with TemporaryDirectory() as name:
        folder, state = Path(name) / "output", dict(start)
        project.build(write(Path(name) / "start", state), folder, PLAIN)
        hold(folder, state)
        for number, (verb, what) in enumerate(steps):
            papers = Path(name) / str(number)
            if verb == "add":
                state |= what
                project.add(write(papers, what), folder, PLAIN)
            elif verb == "build":
                state = dict(what)
                project.build(write(papers, state), folder, PLAIN)
            elif what in state and len(state) > 1:
                del state[what]
                project.remove([what], folder, PLAIN)
            hold(folder, state)


ALL: State = dict.fromkeys(PAPERS, 0)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changes") / "output"
    project.build(write(folder.parent / "papers", ALL), folder, PLAIN)
    return folder


@pytest.fixture
def output(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "output")
    return tmp_path / "output"


def add(output: Path, state: State, options: Options = PLAIN) -> Report:
    return project.add(write(output.parent / "new", state), output, options)


# before, what is added, and the papers whose graphs that changes
FORUM: State = {"ambleford": 0, "east-2023": 1, "entities": 0, "west-2024": 0}
CHANGES: list[tuple[str, State, State, set[str]]] = [
    ("a paper that no other hangs on", ALL, {"ambleford": 1}, {"ambleford"}),
    ("a body by which two councils' forums are one", FORUM, {"west-2021": 0}, {"ambleford", "east-2023", "west-2021"}),
    ("the same content again", ALL, {"west-2021": 0}, set()),
]


def graphs(output: Path) -> dict[str, object]:
    """Return what the manifest says of each document's graph, by the document's id."""
    found = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["graphs"]
    return {iri.rpartition("/")[2]: row for iri, row in found.items() if not iri.endswith("/entities")}


@pytest.mark.parametrize(("start", "change", "wanted"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_only_what_resolution_touches_is_made_anew(
    tmp_path: Path, start: State, change: State, wanted: set[str]
) -> None:
    output = tmp_path / "output"
    project.build(write(tmp_path / "papers", start), output, PLAIN)
    before = graphs(output)
    report = add(output, change)
    after = graphs(output)
    assert {id_ for id_ in after if after[id_] != before.get(id_)} == wanted
    assert report.graphs == len(wanted)
    hold(output, start | change)


def test_what_changed_is_told(output: Path) -> None:
    project.remove(["ambleford"], output, PLAIN)
    report = add(output, {"ambleford": 1, "west-2024": 1, "entities": 0})
    assert (report.added, report.replaced, report.unchanged) == (["ambleford"], ["west-2024"], ["entities"])
    assert (report.documents, report.notes.reused) == (5, 1)
    assert project.build(write(output.parent / "again", ALL), output, PLAIN).notes.reused == 3


@pytest.mark.parametrize("name", ["west-2024", "west-2024.md", "annual report 2024", "Westhaven 2024"])
def test_a_document_is_removed_by_a_loose_name(output: Path, name: str) -> None:
    assert project.remove([name], output, PLAIN).removed == ["west-2024"]
    assert "west-2024" not in from_nothing({id_: 0 for id_ in PAPERS if id_ != "west-2024"})["manifest.json"].decode()


def _damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40] + b"#" * 40)


# a result of the run before is used only where it is what the manifest says of it
DAMAGE = {
    "graph.trig": lambda output: _damaged(output / "graph.trig"),
    "graph.ttl": lambda output: (output / "graph.ttl").unlink(),
    "store": lambda output: (output / "store" / "CURRENT").unlink(),
    "store lacks quads": lambda output: _drop_quad(output),
    "manifest": lambda output: (output / "manifest.json").write_text("{}", encoding="utf-8"),
    "extraction": lambda output: (output / "extractions" / "west-2021.json").write_text("{}\n", encoding="utf-8"),
}


def _drop_quad(output: Path) -> None:
    opened = store.create(output)
    opened.remove(next(iter(opened.quads_for_pattern(None, None, None))))
    opened.flush()


@pytest.mark.parametrize("what", sorted(DAMAGE))
def test_a_damaged_result_is_made_anew(output: Path, what: str) -> None:
    DAMAGE[what](output)
    project.build(write(output.parent / "papers", ALL), output, PLAIN)
    hold(output, ALL)


REFUSED = [
    ("unknown name", lambda output: project.remove(["southmere"], output, PLAIN), UnknownName, "the nearest"),
    ("several fit", lambda output: project.remove(["westhaven"], output, PLAIN), AmbiguousName, "west-2021, west-2024"),
    (
        "all of them",
        lambda output: project.remove(sorted(PAPERS), output, PLAIN),
        GraphError,
        "no document would be left",
    ),
    ("missing file", lambda output: project.add([output / "no.md"], output, PLAIN), DocumentError, "no such file"),
    ("no graph", lambda output: project.add([output], output / "extractions", PLAIN), GraphError, "no graph here"),
]


@pytest.mark.parametrize(("change", "error", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_refused_change_leaves_everything_as_it_was(output: Path, change, error, said) -> None:
    before = content(output)
    with pytest.raises(error, match=said) as caught:
        change(output)
    assert "\n" not in str(caught.value)
    assert content(output) == before
    assert quads(output)[0] == quads(output)[1]


STAGES = ["graph.assembly.entity_quads", "export.write_all", "project.building.publish", "graph.validation.validate"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    "failure", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["disk", "interrupt"]
)
def test_a_failed_change_leaves_everything_as_it_was(
    output: Path, stage: str, failure: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    before = content(output)
    monkeypatch.setattr(f"councilgraph.{stage}", fail)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        add(output, {"west-2021": 1}, Options())
    monkeypatch.undo()
    assert content(output) == before
    assert quads(output)[0] == quads(output)[1]
    add(output, {"west-2021": 1})
    hold(output, ALL | {"west-2021": 1})


def test_a_run_cut_off_while_it_puts_results_in_place_is_completed_by_the_next(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from councilgraph.project import staging

    put, calls = staging._exchange, []

    def die(path: Path, target: Path) -> None:
        calls.append(path)
        if len(calls) == 4:
            raise SystemExit
        put(path, target)

    monkeypatch.setattr(staging, "_exchange", die)
    # a killed process does not come to clearing up either
    monkeypatch.setattr(staging.shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(SystemExit):
        add(output, {"west-2021": 1})
    calls.extend([output] * 10)
    monkeypatch.undo()
    project.remove(["ambleford"], output, PLAIN)
    hold(output, {id_: int(id_ == "west-2021") for id_ in PAPERS if id_ != "ambleford"})


def test_two_runs_do_not_write_into_one_folder(output: Path) -> None:
    from councilgraph.project.staging import staging

    with staging(output), pytest.raises(OutputError, match="another run is writing"):
        add(output, {"west-2021": 1})


def test_who_reads_the_store_is_not_disturbed(output: Path) -> None:
    reader = store.open_store(output)
    before = set(reader.quads_for_pattern(None, None, None))
    add(output, {"west-2021": 1})
    assert set(reader.quads_for_pattern(None, None, None)) == before


def test_other_rules_read_everything_again_and_do_not_mix(output: Path, tmp_path: Path) -> None:
    own = tmp_path / "rules" / "lexicons"
    own.mkdir(parents=True)
    (own / "own.yaml").write_text("rules: []\n", encoding="utf-8")
    options = Options(validate=False, rules=own.parent)
    before = content(output)
    with pytest.raises(GraphError, match="other rules"):
        add(output, {"west-2021": 1}, options)
    assert content(output) == before
    assert project.build(write(tmp_path / "papers", ALL), output, options).notes.reused == 0
    assert project.build(write(tmp_path / "papers", ALL), output, options).notes.reused == 5


def test_decisions_are_not_forgotten(output: Path, tmp_path: Path) -> None:
    made = tmp_path / "decisions.yaml"
    made.write_text(
        "different:\n- [{document: west-2021, type: Organisation, name: Harbour Lantern Trust},"
        " {document: east-2023, type: Organisation, name: Harbour Lantern Trust}]\n",
        encoding="utf-8",
    )
    decided = Options(validate=False, decisions=made)
    project.build(write(tmp_path / "papers", ALL), output, decided)
    with pytest.raises(GraphError, match="--decisions"):
        add(output, {"ambleford": 1})
    assert not _about_decisions(add(output, {"ambleford": 1}, decided))
    other = tmp_path / "other"
    project.build(write(tmp_path / "papers", ALL | {"ambleford": 1}), other, decided)
    assert content(output) == content(other)
    assert len(_about_decisions(project.remove(["west-2021"], output, decided))) == 1


def _about_decisions(report: Report) -> list[str]:
    return [line for line in report.notes.warnings if line.startswith("decision")]


def test_a_graph_keeps_its_base(output: Path, tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    project.build(write(tmp_path / "papers", ALL), output, Options(validate=False, base=base))
    add(output, {"ambleford": 1})
    assert f"<{base}graph/ambleford>" in (output / "graph.trig").read_text(encoding="utf-8")
    assert "w3id.org/councilgraph/graph" not in (output / "graph.trig").read_text(encoding="utf-8")


def test_what_a_run_changes_is_validated(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from councilgraph.graph import validation

    asked: list[set[str] | None] = []

    def validate(source, graphs=None, own=None, **rest):
        asked.append(None if graphs is None else {graph.rpartition("/")[2] for graph in graphs})
        return real(source, graphs, own, **rest)

    real = validation.validate
    monkeypatch.setattr(validation, "validate", validate)
    add(output, {"west-2021": 1}, Options())
    add(output, {"west-2021": 1}, Options())
    project.build(write(output.parent / "papers", ALL), output.parent / "whole", Options())
    assert asked == [{"west-2021", "entities"}, {"entities"}, None]
