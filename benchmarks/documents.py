"""Time and peak memory of the readers: `python benchmarks/documents.py`.

HTML and Word files of about 150 kB of text, and a PDF of 180 pages, are made of invented text; each is read in a
process of its own. The ratio is to the bare parse by the library underneath: lxml for HTML and for the main part of a
Word file, pdfium's plain text for PDF. Times are processor seconds, the best of three, so that other work on the
machine does not count; they include sections, tables and facts.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "documents" / "formats"))

PAGES = 180
LIMITS = {"html": (1.0, 500), "docx": (1.0, 500), "pdf": (20.0, 500)}


def paper(characters: int) -> str:
    """Return invented text of about so many characters, with headings, lists and tables."""
    words = (
        "The council works with Ambleford Carers Trust and NHS Southmere on the joint plan, which the Health and "
        "Wellbeing Board oversees; it is funded through the Better Care Fund and reported to the Cabinet. "
    )
    parts = ["# Westhaven City Council Cabinet papers\n"]
    size = 0
    while size < characters:
        number = len(parts)
        part = f"\n## Part {number}\n\n{words * 3}\n\n- {words}\n- {words}\n\n**Priority {number}**\n\n{words * 2}\n"
        if number % 4 == 0:
            part += "\n| Measure | Target | Actual |\n|---|---|---|\n" + "| Reviews | 95% | 91% |\n" * 6
        parts.append(part)
        size += len(part)
    return "".join(parts)


def bare(suffix: str, data: bytes) -> None:
    """Parse a file with the library alone."""
    if suffix == "html":
        import lxml.html

        lxml.html.document_fromstring(data).text_content()
    elif suffix == "docx":
        from lxml import etree

        with zipfile.ZipFile(BytesIO(data)) as package:
            "".join(etree.fromstring(package.read("word/document.xml")).itertext())
    else:
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        for page in document:
            page.get_textpage().get_text_range()
        document.close()


def full(suffix: str, data: bytes) -> None:
    """Read a file as `councilgraph` does."""
    from councilgraph import documents

    documents.parse(data, f"paper.{suffix}")


def best(run: Callable[[str, bytes], None], suffix: str, data: bytes) -> float:
    """Return the least of three times, in processor seconds."""
    times = []
    for _ in range(3):
        started = time.process_time()
        run(suffix, data)
        times.append(time.process_time() - started)
    return min(times)


def measure(suffix: str, path: str, queue: multiprocessing.Queue[tuple[float, float, float]]) -> None:
    """Put (seconds of the bare parse, seconds of reading, peak memory in MB) into a queue."""
    data = Path(path).read_bytes()
    read = best(full, suffix, data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queue.put((best(bare, suffix, data), read, memory))


def main() -> int:
    """Print the measures; return 1 where a limit is broken."""
    import tempfile

    from rendering import to_docx, to_html, to_pdf

    broken = 0
    made = {
        "html": to_html(paper(150_000)),
        "docx": to_docx(paper(150_000)),
        "pdf": to_pdf(paper(PAGES * 3_000)),
    }
    print(f"{'format':8}{'kB':>8}{'pages':>7}{'bare s':>9}{'read s':>9}{'ratio':>8}{'MB':>7}")
    context = multiprocessing.get_context("spawn")
    for suffix, data in made.items():
        with tempfile.NamedTemporaryFile(suffix=f".{suffix}") as file:
            Path(file.name).write_bytes(data)
            queue = context.Queue()
            process = context.Process(target=measure, args=(suffix, file.name, queue))
            process.start()
            alone, read, memory = queue.get()
            process.join()
        pages = data.count(b"/Type /Page\n") or "-"
        print(f"{suffix:8}{len(data) // 1024:>8}{pages:>7}{alone:>9.3f}{read:>9.3f}{read / alone:>8.1f}{memory:>7.0f}")
        seconds, megabytes = LIMITS[suffix]
        broken += read > seconds or memory > megabytes
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
