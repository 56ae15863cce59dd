"""A browser for the pages, and the site that it opens: every page type, with everything that a lesson can hold."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.everything import EVERYTHING, PICTURE
from tests.browser.visit import Visit
from tests.conftest import ROOT
from tests.render.conftest import FILES, ROUNDS, Site

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all these tests (of a worker), closed before other tests run: Playwright keeps an event loop going."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium: .ci/run installs it with `apt-get install chromium-headless-shell`")
        pytest.skip("there is no Chromium: install it, for example with `apt-get install chromium-headless-shell`")
    sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]  # it refuses to run as root with one
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own curriculum, rendered."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("planning", "lessons", "reviews"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / "course" / name)
    return _rendered(Site(folder / "course", folder / "site"))


@pytest.fixture(scope="package")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course with a lesson on record, a draft, and a lesson that holds every block there is, and was reviewed."""
    site = _small(tmp_path_factory.mktemp("small"))
    site.write("lessons/loops.md", EVERYTHING)
    site.write("lessons/figures/ring.svg", PICTURE)
    return _rendered(site)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The small course, to be spoilt at will."""
    return _small(tmp_path)


def _small(folder: Path) -> Site:
    site = Site(folder / "course", folder / "site")
    for path, text in {**FILES, **ROUNDS}.items():
        site.write(path, text)
    return site


def _rendered(site: Site) -> Path:
    site.render()
    return site.out


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: a test's output is for what failed."""


@pytest.fixture(scope="package")
def served(small_site: Path) -> Iterator[str]:
    """The address of the small course, served on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(small_site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


@pytest.fixture(params=["disk", "http"])
def address(request: pytest.FixtureRequest, small_site: Path) -> str:
    """Where the small course is: a folder, and a server."""
    if request.param == "disk":
        return small_site.as_uri()
    served: str = request.getfixturevalue("served")
    return served


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """The colours that the reader's system asks for."""
    return str(request.param)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A reader in a fresh window, who takes note of everything that goes wrong; nothing may have, in the end."""
    reader = Visit(browser)
    yield reader
    reader.leave()
    assert reader.wrong == []
