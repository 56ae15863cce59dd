"""The comparison of two states looks only at what can differ: it finds what a comparison of everything finds."""

import random
from pathlib import Path

import pytest

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.impact.renames import renamed_lessons
from lesson_pipeline.impact.state_changes import state_changes
from lesson_pipeline.record.state import build_record
from tests.small import concepts, course, lesson, open_small, record

DEPTHS = ("mentioned", "introduced", "developed", "applied")
NAMES = ("one", "two", "three", "four", "five")


def course_of(folder: Path, lessons: list[tuple[str, list[str]]], parts: str) -> Loaded:
    folder.mkdir()
    registry = "\n".join(f"{name}: {{name: {name}}}" for name in NAMES) + f"\nwhole: {{name: Whole, parts: [{parts}]}}"
    order = ", ".join(slug for slug, _ in lessons)
    return open_small(folder, concepts(registry), course(order), *(record(slug, *rows) for slug, rows in lessons))


def everything(before: Loaded, after: Loaded, was: dict[str, str]) -> dict[str, dict[str, tuple[int, int]]]:
    """The levels of each concept before and after, for each lesson of both, where they differ."""
    old, new = build_record(before.curriculum), build_record(after.curriculum)
    found = {}
    for place in after.curriculum.order:
        then = was.get(place.slug, place.slug)
        if then not in before.curriculum.places:
            continue
        levels = [
            {state.concept: state.level for state in one.state_before(slug)}
            for one, slug in ((old, then), (new, place.slug))
        ]
        pairs = {name: (levels[0].get(name, 0), levels[1].get(name, 0)) for name in {*levels[0], *levels[1]}}
        if changed := {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}:
            found[place.slug] = changed
    return found


@pytest.mark.parametrize("seed", range(40))
def test_as_a_comparison_of_everything(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    lessons = [
        (f"l{number}", [f"{name} {chance.choice(DEPTHS)}" for name in chance.sample(NAMES, chance.randint(0, 2))])
        for number in range(8)
    ]
    other = [(slug, rows) for slug, rows in lessons if chance.random() > 0.15]
    for _ in range(chance.randint(0, 2)):
        other.insert(chance.randrange(len(other) + 1), other.pop(chance.randrange(len(other))))
    if chance.random() < 0.5:
        other.insert(chance.randrange(len(other) + 1), ("fresh", [f"{chance.choice(NAMES)} applied"]))
    if chance.random() < 0.5:
        at = chance.randrange(len(other))
        other[at] = (other[at][0], [f"{chance.choice(NAMES)} {chance.choice(DEPTHS)}"])
    parts = ["one, two", chance.choice(["one, two", "two, three"])]
    before, after = (course_of(tmp_path / str(n), order, parts[n]) for n, order in enumerate((lessons, other)))
    was = {new: old for old, new in renamed_lessons(before, after).items()}
    scale = after.curriculum.course.scale
    told = {
        one.lesson: {item.concept: (scale.level(item.before), scale.level(item.after)) for item in one.changes}
        for one in state_changes(before, after).lessons
    }
    assert told == everything(before, after, was)


def test_a_renamed_lesson_is_known_by_its_plan(tmp_path: Path) -> None:
    body = "target: Say why a loop that never ends is a fault.\nnarrative: From counting by hand to counting by rule.\n"
    before, after = (
        open_small(tmp_path / name, lesson(name, body), lesson("same"), record(f"r-{name}", f"{name} introduced"))
        for name in ("old", "new")
        if not (tmp_path / name).mkdir()
    )
    assert renamed_lessons(before, after) == {"old": "new"}
    assert renamed_lessons(before, before) == {}
