"""The repository's own curriculum, spoilt in one place at a time: each fault has its own code at its line, and no other
error arises that does not follow from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lesson_pipeline.places import DocPath
from lesson_pipeline.testing import check_folder
from tests.conftest import ROOT
from tests.spoiling import DEPTHS, PlanFile, errors, plan_files

PLANS = plan_files(ROOT)


def paths_to(data: object, key: str, path: DocPath = ()) -> Iterator[DocPath]:
    """Every path that ends in a key."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == key:
                yield (*path, name)
            yield from paths_to(value, key, (*path, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths_to(value, key, (*path, index))


def cases(key: str, *, under: str | None = None) -> list[tuple[str, DocPath]]:
    """Plan and path for every occurrence of a key, below a top-level key if one is named."""
    found = [(path, at) for path in PLANS for at in paths_to(PlanFile(ROOT, path).read().data, key)]
    return [(path, at) for path, at in found if under is None or at[0] == under]


def named(cases: list[tuple[str, DocPath]]) -> list[str]:
    return [f"{Path(path).stem}:{'/'.join(map(str, at))}" for path, at in cases]


REQUIRED = cases("requires", under="prerequisites")
SOURCES = [(path, (*at, 0)) for path, at in cases("source")]
RESOLUTIONS = cases("resolution", under="gaps")
CONCEPTS = [(path, at) for path, at in cases("concept") if at[0] != "gaps"]
PLACES = [(path, (*at, 0)) for path, at in cases("in")]
TAUGHT_AND_TESTED = cases("teaches", under="outline")


def test_the_curriculum_is_clean() -> None:
    report = check_folder(ROOT)
    assert [f"{found.path}:{found.span.line} {found.code} {found.message}" for found in report.diagnostics] == []


@pytest.mark.parametrize(("path", "at"), REQUIRED, ids=named(REQUIRED))
def test_required_depth_raised(curriculum: Path, path: str, at: DocPath) -> None:
    plan = PlanFile(curriculum, path)
    data = plan.read().data
    concept = data["prerequisites"][at[1]]["concept"]
    line = plan.replace(at, DEPTHS[-1])
    gap = next((index for index, gap in enumerate(data.get("gaps", [])) if gap["concept"] == concept), None)
    if gap is None:
        assert errors(curriculum) == {(path, line, "PRE003")}
    else:  # a gap is declared, but its section does not go that deep
        assert errors(curriculum) == {(path, plan.read().span(("gaps", gap, "in")).line, "PRE005")}


@pytest.mark.parametrize("source", ["later", "unknown", "itself"])
@pytest.mark.parametrize(("path", "at"), SOURCES, ids=named(SOURCES))
def test_impossible_source(curriculum: Path, path: str, at: DocPath, source: str) -> None:
    later = "sam-3" if Path(path).stem != "sam-3" else "sam-4"
    slug = {"later": later, "unknown": "no-such-lesson", "itself": Path(path).stem}[source]
    if slug == "sam-4":
        course = PlanFile(curriculum, "planning/course.yaml")
        course.file.write_text(
            course.file.read_text()
            .replace("sam-3]", "sam-3, sam-4]")
            .replace("- sam-3\n", "- sam-3\n            - sam-4\n")
        )
        (curriculum / "planning/vision-language/sam-4.yaml").write_text("lesson: sam-4\ntitle: SAM 4\n")
    line = PlanFile(curriculum, path).replace(at, slug)
    assert errors(curriculum) == {(path, line, "PRE002")}


@pytest.mark.parametrize(("path", "at"), RESOLUTIONS, ids=named(RESOLUTIONS))
def test_resolution_emptied(curriculum: Path, path: str, at: DocPath) -> None:
    plan = PlanFile(curriculum, path)
    document = plan.read()
    line, end = document.span(at).line, document.span(at).end_line
    lines = document.text.splitlines(keepends=True)
    key = document.span(at, "key")
    lines[key.line - 1 : end] = [lines[key.line - 1][: key.column - 1] + 'resolution: ""\n']
    plan.file.write_text("".join(lines))
    assert errors(curriculum) == {(path, min(line, key.line), "PRE005")}


@pytest.mark.parametrize(("path", "at"), CONCEPTS, ids=named(CONCEPTS))
def test_concept_misspelt(curriculum: Path, path: str, at: DocPath) -> None:
    plan = PlanFile(curriculum, path)
    value = plan.read().data
    for step in at:
        value = value[step]
    misspelt = value + "x" if len(value) < 6 else value[:3] + value[4:]
    line = plan.replace(at, misspelt)
    assert errors(curriculum) == {(path, line, "SCH004")}


@pytest.mark.parametrize(("path", "at"), PLACES, ids=named(PLACES))
def test_section_misspelt(curriculum: Path, path: str, at: DocPath) -> None:
    plan = PlanFile(curriculum, path)
    value = plan.read().data
    for step in at:
        value = value[step]
    line = plan.replace(at, value + "x")
    assert errors(curriculum) == {(path, line, "SCH005")}


@pytest.mark.parametrize("path", PLANS)
def test_lesson_misspelt_in_plan(curriculum: Path, path: str) -> None:
    line = PlanFile(curriculum, path).replace(("lesson",), Path(path).stem + "x")
    assert errors(curriculum) == {(path, line, "SCH008")}


@pytest.mark.parametrize("path", PLANS)
def test_lesson_misspelt_in_course(curriculum: Path, path: str) -> None:
    slug = Path(path).stem
    course = PlanFile(curriculum, "planning/course.yaml")
    data = course.read().data
    for series, module in ((s, m) for s, item in enumerate(data["series"]) for m in range(len(item["modules"]))):
        for index, lesson in enumerate(data["series"][series]["modules"][module]["lessons"]):
            at: DocPath = ("series", series, "modules", module, "lessons", index)
            if lesson == slug or (isinstance(lesson, dict) and lesson["lesson"] == slug):
                line = course.replace(at if lesson == slug else (*at, "lesson"), slug + "x")
    assert (course.path, line, "SCH010") in errors(curriculum)
    follows = errors(curriculum) - {(course.path, line, "SCH010")}
    assert follows == set()


@pytest.mark.parametrize("path", PLANS)
def test_key_duplicated(curriculum: Path, path: str) -> None:
    plan = PlanFile(curriculum, path)
    for key in ("teaches", "title", "outline"):
        if key in plan.read().data:
            lines = plan.file.read_text().splitlines(keepends=True)
            plan.file.write_text("".join([*lines, f"{key}: []\n"]))
            assert errors(curriculum) == {(path, len(lines) + 1, "SCH002")}
            plan.file.write_text("".join(lines))


@pytest.mark.parametrize("path", PLANS)
@pytest.mark.parametrize("where", [0.0, 0.3, 0.6, 0.95])
def test_yaml_broken(curriculum: Path, path: str, where: float) -> None:
    plan = PlanFile(curriculum, path)
    tops = [number for number, line in enumerate(plan.file.read_text().splitlines(), 1) if line and line[0].isalpha()]
    line = tops[int(where * len(tops))]
    plan.insert(line, "broken: [never closed")
    found = errors(curriculum)
    assert {(at, code) for at, _, code in found} == {(path, "SCH001")}
    assert len(found) == 1
    assert abs(next(iter(found))[1] - line) <= 1


@pytest.mark.parametrize(("path", "at"), TAUGHT_AND_TESTED, ids=named(TAUGHT_AND_TESTED))
def test_teaching_cut(curriculum: Path, path: str, at: DocPath) -> None:
    """Cut a section that teaches: whatever later checks test of it is reported where they test it."""
    plan = PlanFile(curriculum, path)
    section = plan.read().data["outline"][at[1]]
    plan.cut(("outline", at[1]))
    after = plan.read()
    tested = {
        (test["concept"], after.span((*question, "tests", index)).line)
        for question in (path[:-1] for path in paths_to(after.data, "tests"))
        for index, test in enumerate(_value(after.data, question)["tests"])
    }
    found = errors(curriculum)
    taught = {
        teaching["concept"] for part in (section, *section.get("parts", [])) for teaching in part.get("teaches", [])
    }
    still = {
        _value(after.data, where)
        for top in paths_to(after.data["outline"], "teaches")
        for where in paths_to(_value(after.data["outline"], top), "concept", ("outline", *top))
    }
    for concept in taught - still:
        lines = {line for tested_concept, line in tested if tested_concept == concept}
        if lines and not _known_before(curriculum, path, concept):
            assert lines & _told_by(curriculum, path, "SEQ001"), concept
    assert {code for _, _, code in found} <= {
        "SEQ001",
        "SEQ002",
        "SEQ003",
        "SEQ004",
        "SCH005",
        "PRE003",
        "PRE005",
        "PRE002",
        "TGT001",
        "TGT003",
    }


def _told_by(root: Path, path: str, code: str) -> set[int]:
    """Lines of a file at which diagnostics of a code point, or which they list as related."""
    found = [item for item in check_folder(root).diagnostics if item.code == code]
    return {item.span.line for item in found if item.path == path} | {
        related.span.line for item in found for related in item.related if related.path == path
    }


def _value(data: object, path: DocPath) -> dict:
    for step in path:
        data = data[step]
    return data


def _known_before(root: Path, path: str, concept: str) -> bool:
    from lesson_pipeline.engine.load import load
    from lesson_pipeline.record.state import build_record
    from lesson_pipeline.source.discover import discover

    curriculum = load(discover(root)).curriculum
    record = build_record(curriculum)
    return record.depth(concept, record.start_of(Path(path).stem)).level >= curriculum.course.scale.known
