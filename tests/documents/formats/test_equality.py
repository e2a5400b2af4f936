from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from councilgraph import documents, rules, text
from councilgraph.extraction import Extractor
from councilgraph.models import Document
from tests.documents.profiles.test_fronts import SHEETS
from tests.documents.profiles.test_layouts import PAPERS

from .rendering import to_docx, to_html, to_pdf

FORMATS: dict[str, Callable[[str], bytes]] = {"html": to_html, "docx": to_docx, "pdf": to_pdf}
EXAMPLES = sorted(path.name for path in (Path(__file__).parents[3] / "examples").glob("*.md"))


def words(document: Document) -> list[str]:
    return re.sub(r"\W+", " ", text.clean(document.text)).split()


def facts(document: Document) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
    return Counter((fact.kind, fact.values) for fact in document.facts)


@cache
def extractor() -> Extractor:
    return Extractor(rules.load())


def links(document: Document) -> set[tuple[str, ...]]:
    found = extractor().extract(document)
    ends = found.mentions
    return {
        (
            *(ends[one.subject].type, ends[one.subject].name, one.predicate),
            *(ends[one.object].type, ends[one.object].name, one.status),
        )
        for one in found.relations
    }


def entities(document: Document) -> set[tuple[str, str]]:
    return {(mention.type, mention.name) for mention in extractor().extract(document).mentions}


def assert_same(rendered: Document, original: Document) -> None:
    assert words(rendered) == words(original)
    assert facts(rendered) == facts(original)
    assert (rendered.id, rendered.kind, rendered.council_name) == (original.id, original.kind, original.council_name)
    assert (rendered.title, rendered.published) == (original.title, original.published)
    assert entities(rendered) == entities(original)
    assert links(rendered) == links(original)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_format_gives_the_same_words_facts_and_links(examples: Path, name: str, suffix: str) -> None:
    raw = (examples / name).read_text(encoding="utf-8")
    original = documents.parse(raw.encode(), name)
    rendered = documents.parse(FORMATS[suffix](raw), f"{Path(name).stem}.{suffix}")
    assert_same(rendered, original)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """The examples as LibreOffice writes them from Word files, one folder a format."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice is not installed (.ci/run installs it)")
    folder = tmp_path_factory.mktemp("office")
    for name in EXAMPLES:
        raw = (examples / name).read_text(encoding="utf-8")
        (folder / f"{Path(name).stem}.docx").write_bytes(to_docx(raw))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for suffix, form in (("pdf", "pdf"), ("html", "html:HTML (StarWriter)"), ("docx", "docx:MS Word 2007 XML")):
        command = [program, "--headless", profile, "--convert-to", form, "--outdir", str(folder / suffix)]
        files = [str(path) for path in sorted(folder.glob("*.docx"))]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)
    return folder


@pytest.mark.parametrize("suffix", ["pdf", "html", "docx"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_an_office_writes_gives_the_same(office: Path, examples: Path, name: str, suffix: str) -> None:
    original = documents.parse((examples / name).read_bytes(), name)
    assert_same(documents.read(office / suffix / f"{Path(name).stem}.{suffix}"), original)


def apart(raw: str) -> str:
    """Return text with every line a paragraph of its own, as Word and the web keep them; tables stay together."""
    lines = (line if line.startswith("|") else f"{line}\n" for line in raw.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", [*PAPERS, *SHEETS])
def test_layouts_of_many_councils_state_the_same_in_every_format(name: str, suffix: str) -> None:
    raw = apart(PAPERS[name] if name in PAPERS else SHEETS[name][0])
    original = documents.parse(raw.encode(), "paper.md")
    rendered = documents.parse(FORMATS[suffix](raw), f"paper.{suffix}")
    assert facts(rendered) == facts(original)
    assert (rendered.kind, rendered.title) == (original.kind, original.title)
