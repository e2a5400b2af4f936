"""A real headless Chromium; the tests skip where there is none, with the reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from councilgraph import export
from tests.export.sample import large, small

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visit:
    """An open page, with what it said on the console and what it asked for."""

    page: Any
    trouble: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: Path, fragment: str = "") -> Any:
        self.page.on(
            "console", lambda message: message.type in ("error", "warning") and self.trouble.append(message.text)
        )
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(f"{path.as_uri()}{fragment}")
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    with api.sync_playwright() as play:
        profile = tmp_path_factory.mktemp("profile")
        context = play.chromium.launch_persistent_context(
            str(profile), executable_path=chromium, args=FLAGS, headless=True, accept_downloads=True
        )
        context.set_default_timeout(10_000)
        yield context
        context.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    page = browser.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    yield Visit(page)
    page.close()


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    export.write_all(small(), folder)
    return folder / "explorer.html"


@pytest.fixture(scope="session")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    export.get("explorer").write(export.View(large(2000)), folder)
    return folder / "explorer.html"
