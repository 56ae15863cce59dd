"""JSON-LD of a lesson: what the plan says and nothing else, and nothing in it leaves its element."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.render.structured_data import script_safe
from tests.render.conftest import Site
from tests.render.reading import Element, broken_links, read_html, read_page


def data_of(page: Element) -> dict[str, Any]:
    [script] = [script for script in page.all("script") if "type" in script.attributes]
    assert script.attributes == {"type": "application/ld+json"}
    [text] = script.children
    data = json.loads(str(text))
    assert isinstance(data, dict)
    return data


def names(data: dict[str, Any], key: str) -> list[str]:
    assert all(item["@type"] == "DefinedTerm" for item in data[key])
    return [item["name"] for item in data[key]]


def test_a_lesson_is_a_learning_resource_of_its_course(site: Site) -> None:
    site.render()
    data = data_of(site.page("loops"))
    assert (data["@context"], data["@type"]) == ("https://schema.org", "LearningResource")
    assert (data["name"], data["description"]) == ("Loops", "Repeat a step until a condition fails.")
    assert (data["position"], data["learningResourceType"]) == ("1.1.2", "lesson")
    assert data["creativeWorkStatus"] == "Draft"
    assert names(data, "teaches") == ["While loop"]
    assert names(data, "assesses") == ["While loop"]
    assert names(data, "competencyRequired") == ["Counter", "Arithmetic"]
    assert data["teaches"][0]["description"] == "Repeats while a condition holds."
    module = data["isPartOf"]
    series = module["isPartOf"]
    course = series["isPartOf"]
    assert [(part["@type"], part["name"]) for part in (module, series, course)] == [
        ("LearningResource", "Doing it again"), ("LearningResource", "A start"), ("Course", "Programming"),
    ]  # fmt: skip
    assert course["description"] == "A course in three lessons."


def test_what_is_not_said_is_not_claimed(site: Site) -> None:
    site.write("lessons/loops.md", "---\ntitle: Loops at last\n---\n")
    site.change(
        "planning/repetition/loops.yaml", 'prompt: "How many rounds?",', 'prompt: "How many rounds?", purpose: probe,'
    )
    site.change("planning/repetition/loops.yaml", "tests: [{concept: while-loop}]", "tests: []")
    site.render()
    written = data_of(site.page("loops"))
    assert written["name"] == "Loops at last"
    assert not {"creativeWorkStatus", "assesses", "educationalLevel"} & set(written)
    assert not {"description", "assesses", "competencyRequired"} & set(data_of(site.page("counting")))


def test_its_addresses_lead_to_pages(site: Site) -> None:
    site.render()

    def addresses(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["url"]] if "url" in value else []
            return own + [found for item in value.values() for found in addresses(item)]
        return [found for item in value for found in addresses(item)] if isinstance(value, list) else []

    links = "".join(f'<a href="{address}">x</a>' for address in addresses(data_of(site.page("loops"))))
    (site.out / "lessons" / "links.html").write_text(links, encoding="utf-8")
    assert links.count("<a") == 7
    assert broken_links(site.out) == []


def test_every_lesson_of_our_own_course_has_data(curriculum: Path, tmp_path: Path) -> None:
    site = Site(curriculum, tmp_path / "site")
    site.render()
    for file in (site.out / "lessons").iterdir():
        assert data_of(read_page(file))["@type"] == "LearningResource"


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "<!--<script>", "&lt;", "\u2028\u2029", "\\u003c"]
)
def test_no_text_ends_the_element(site: Site, text: str) -> None:
    site.change(
        "planning/repetition/loops.yaml",
        "target: Repeat a step until a condition fails.",
        f"target: {json.dumps(text)}",
    )
    site.render()
    data_of(site.page("loops"))
    assert len(site.page("loops").all("script")) == 2, "the data, and the script of every page"


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_whatever_it_holds_it_is_read_back_and_stays_inside(value: object) -> None:
    text = script_safe({"value": value})
    assert json.loads(text) == {"value": value}
    assert not set("<>&\u2028\u2029") & set(text)
    assert read_html(f"<script>{text}</script>").one("script").children == [str(text)]
