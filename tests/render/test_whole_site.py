"""What holds for every page of the repository's own course and of the small one."""

import itertools
import re
import time
from pathlib import Path

import pytest

from tests.render.conftest import Site
from tests.render.reading import Element, broken_links, headings, ids, read_page

TEXT = """## Again {#recap}

See [loops](lesson:counting) and [counters](concept:counter).

:::::{check} check-1
::::{question} q1
Why?
:::{answer}
So.
:::
::::
:::::
"""


@pytest.fixture(params=["own", "small"])
def rendered(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """A site, rendered."""
    if request.param == "own":
        made = Site(request.getfixturevalue("curriculum"), tmp_path / "site")
    else:
        made = request.getfixturevalue("site")
        made.write("lessons/loops.md", TEXT)
    made.render()
    return made


def pages(site: Site) -> dict[str, Element]:
    return {file.name: read_page(file) for file in sorted(site.out.rglob("*.html"))}


def test_links_lead_to_pages_and_places_that_exist(rendered: Site) -> None:
    assert broken_links(rendered.out) == []


def test_ids_are_unique(rendered: Site) -> None:
    for name, page in pages(rendered).items():
        assert len(ids(page)) == len(set(ids(page))), name


def test_labels_refer_to_what_exists(rendered: Site) -> None:
    for name, page in pages(rendered).items():
        labels = [
            element.attributes["aria-labelledby"] for element in page.all() if "aria-labelledby" in element.attributes
        ]
        assert set(labels) <= set(ids(page)), name


def test_headings_begin_with_the_title_and_leave_no_level_out(rendered: Site) -> None:
    for name, page in pages(rendered).items():
        levels = headings(page)
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (name, levels)


def test_landmarks_language_and_a_way_past_the_navigation(rendered: Site) -> None:
    for page in pages(rendered).values():
        assert page.one("html").attributes["lang"] == "en"
        assert page.one("title").text
        assert page.one(css="skip").attributes["href"] == f"#{page.one('main').attributes['id']}"
        navigations = [nav.attributes["aria-label"] for nav in page.all("nav")]
        assert len(navigations) == len(set(navigations))


def test_no_page_needs_a_network_or_more_than_its_one_script(rendered: Site) -> None:
    for name, page in pages(rendered).items():
        of_page = [script for script in page.all("script") if "type" not in script.attributes]
        assert [script.attributes["src"].removeprefix("../") for script in of_page] == ["static/scheme.js"], name
        assert of_page[0].text == ""
        for script in page.all("script"):
            assert script in of_page or script.attributes == {"type": "application/ld+json"}, name
        for element in page.all():
            for attribute in ("srcset", "data", "action", "poster", "background"):
                assert attribute not in element.attributes, name
            if element.tag == "img":
                assert element.attributes["src"].startswith("../pictures/"), name
        for link in page.all("link"):
            assert not re.match(r"(https?:)?//", link.attributes["href"])
    style = "".join(file.read_text(encoding="utf-8") for file in (rendered.out / "static").glob("*.css"))
    assert "http" not in style.replace('a[href^="http"]', "") and "url(" not in style and "@import" not in style


def test_no_link_holds_a_link(rendered: Site) -> None:
    for page in pages(rendered).values():
        assert not [link for link in page.all("a") if link.all("a")]


def test_the_site_works_in_any_folder(rendered: Site) -> None:
    for page in pages(rendered).values():
        for element in (*page.all("a"), *page.all("link")):
            assert not element.attributes["href"].startswith("/")


def test_rendering_is_quick(curriculum: Path, tmp_path: Path) -> None:
    site = Site(curriculum, tmp_path / "site")
    pages = site.render().pages
    start = time.perf_counter()
    site.render()
    assert (time.perf_counter() - start) / pages < 0.1, "about 3 ms a page with reading, a loaded machine allowed for"
