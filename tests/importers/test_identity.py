"""Concepts from cells: what is surely the same, what is guessed, what is only suggested, and what each is called."""

from itertools import combinations

import jsonschema
import pytest

from lesson_pipeline.importers.markdown.concept_cells import read_concept
from lesson_pipeline.importers.markdown.concept_entries import registry_data
from lesson_pipeline.importers.markdown.identity import Concepts, Mention, identify, record_mentions
from lesson_pipeline.importers.markdown.module_readings import ModuleRecord
from lesson_pipeline.importers.markdown.read_module import read_module
from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.places import At
from lesson_pipeline.schema.store import schema
from tests.conftest import ROOT
from tests.timing import seconds

PAGES = sorted((ROOT.parent / "shared" / "corpus").glob("*/*/*.md"))


def concepts(*cells: str | tuple[str, str]) -> Concepts:
    pairs = [(cell, "state") if isinstance(cell, str) else cell for cell in cells]
    return identify(Mention(text, "plan.md", line, role) for line, (text, role) in enumerate(pairs, 1))


def ids(*cells: str | tuple[str, str]) -> list[str]:
    return [entry.id for entry in concepts(*cells).entries]


@pytest.mark.parametrize(
    "other",
    [
        "water cycle",
        "The Water Cycle",
        "Water cycles",
        "water-cycle",
        '"Water cycle"',
        "**Water cycle**",
        "`water cycle`",
        "Water cycle (evaporation, clouds and rain)",
        "Water cycle (recap) — DEEPENED",
        "Water cycle -- revisited",
        "Water cycle — the sun lifts it and the rain returns it",
        "Water cycle at DEVELOPED (needed for the graph)",
        "Water cycle (MENTIONED -> INTRODUCED needed)",
    ],
)
def test_the_same_head_phrase_is_surely_the_same_concept(other: str) -> None:
    found = concepts("Water cycle", other)
    assert [entry.id for entry in found.entries] == ["water-cycle"]
    named = found.named(other)
    assert named and (named.id, named.sure) == ("water-cycle", True)


@pytest.mark.parametrize(
    "other",
    [
        "Water",
        "Water cycle diagram",
        "Water wheel",
        "Rain cycle",
        "Water cycle: open",
        "Water cycle — open",
        "Not water cycle",
    ],
)
def test_anything_else_is_another_concept(other: str) -> None:
    assert len(ids("Water cycle", other)) == 2


@pytest.mark.parametrize(
    ("cells", "id"),
    [
        (("Salt / sodium chloride", "Salt"), "salt"),
        (("Salt / sodium chloride", "Sodium chloride"), "sodium-chloride"),
        (("Logistic / sigmoid curve", "Logistic curve (an S)"), "logistic-curve"),
        (("Kitchen salt / NaCl", "NaCl / sodium chloride"), "kitchen-salt"),
        (("NaCl / halite", "Kitchen salt / NaCl"), "nacl"),
        (("Relative humidity (RH)", "RH"), "relative-humidity"),
        (("RH (Relative Humidity)", "Relative humidity"), "rh"),
    ],
)
def test_sharing_a_whole_name_is_a_guess_with_its_reason(cells: tuple[str, str], id: str) -> None:
    found = concepts(*cells)
    assert [entry.id for entry in found.entries] == [id]
    named = [found.named(cell) for cell in cells]
    assert sorted(one.sure for one in named if one) == [False, True]
    assert next(one.why for one in named if one and not one.sure)
    assert [guess.document for guess in found.guesses] == ["plan.md"]


def test_a_cell_with_alternatives_never_joins_two_concepts() -> None:
    found = concepts("Rain / snow", "Rain", "Snow")
    assert [entry.id for entry in found.entries] == ["rain", "snow"]
    assert found.named("Rain / snow").id == "rain"  # type: ignore[union-attr]
    assert [(one.source, one.into) for one in found.suggestions] == [("snow", "rain")]
    assert "Rain / snow" in found.suggestions[0].why


def test_guesses_do_not_chain() -> None:
    assert len(ids("Rain / snow", "Snow / hail", "Hail / sleet")) == 2


@pytest.mark.parametrize("cell", ["Tides / seasons comparison", "Heat / work difference", "Speed / safety trade-off"])
def test_a_slash_between_two_things_makes_no_alternatives(cell: str) -> None:
    assert len(ids(cell, cell.split(" / ")[0])) == 2


def test_what_is_alike_is_only_suggested_with_the_command_that_merges_it() -> None:
    found = concepts(("Photosynthesis in leaves", "record"), "Photosynthesis in green leaves", "Gravity")
    (one,) = found.suggestions
    assert one.command == "lesson-pipeline concept merge photosynthesis-in-green-leaves photosynthesis-in-leaves"
    assert 80 <= one.score <= 100
    assert "Photosynthesis in leaves" in one.why


def test_suggestions_come_best_first_and_not_for_other_numbers() -> None:
    found = concepts(
        "Osmosis mechanism",
        "Osmosis",
        "Diffusion of gases",
        "Diffusion of two gases",
        "Stage 1 of growth",
        "Stage 2 of growth",
    )
    assert [(one.source, one.into) for one in found.suggestions] == [
        ("osmosis", "osmosis-mechanism"),
        ("diffusion-of-two-gases", "diffusion-of-gases"),
    ]


def test_suggestions_are_bounded() -> None:
    names = ["".join(pair) for pair in combinations("abcdefghij", 2)]
    found = concepts(*(f"{name}wort root growth {other}" for name in names for other in ("early", "late")))
    assert 0 < len(found.suggestions) <= 100
    sources = [one.source for one in found.suggestions]
    assert max(map(sources.count, sources)) <= 3


@pytest.mark.parametrize(
    ("cell", "id"),
    [
        ("The tides of the sea", "tides-of-sea"),
        (
            "A long list of many different reasons for the colour of the sky at dusk",
            "long-list-many-different-reasons-colour",
        ),
        ("Newton's law of cooling", "newtons-law-of-cooling"),
        ("Angle α", "angle-alpha"),
        ("sort.by_key() helper", "sort-by-key-helper"),
        ("Spring constant F(x) = k * x", "spring-constant"),
        ("Board shape [8, 8]", "board-shape"),
        ("Salt / sodium chloride", "salt"),
        ("Data / set of numbers", "data-set-of-numbers"),
        ("Вода", "concept"),
    ],
)
def test_ids_are_as_people_would_choose_them(cell: str, id: str) -> None:
    assert ids(cell) == [id]


def test_ids_are_unique() -> None:
    assert ids("Вода", "Огонь") == ["concept", "concept-2"]
    long = "first second third fourth fifth sixth"
    assert len(set(ids(f"{long} seventh", f"{long} eighth"))) == 2


@pytest.mark.parametrize(
    ("cell", "terms"),
    [
        ("Water cycle (clouds and rain and rivers)", ("Water cycle",)),
        ("Relative humidity (RH)", ("Relative humidity", "RH")),
        ("NaCl / kitchen salt", ("NaCl", "kitchen salt")),
        ("Model", ()),
        ("x", ()),
        ("Water is never lost", ()),
        ("How the water of the sea comes back to the river", ()),
        ("rain vs snow", ()),
        ("No sun = no rain", ()),
    ],
)
def test_terms_are_forms_that_prose_would_use(cell: str, terms: tuple[str, ...]) -> None:
    assert concepts(cell).entries[0].terms == terms


def test_no_term_belongs_to_two_concepts() -> None:
    found = concepts(
        "Steam engine / turbine",
        "Water wheel / turbines",
        "Turbine blades (TB)",
        "Tide blades (TB)",
        "wind-mill",
        "Wind mill hill",
    )
    everything = [Concept(entry.id, entry.name, At("", ()), terms=entry.terms) for entry in found.entries]
    assert TermIndex(everything).shared == []
    assert all(entry.terms for entry in found.entries)
    first, second = concepts("Wheel axis", "Wheel axes").entries
    assert (first.terms, second.terms) == (("Wheel axis",), ())


def test_the_most_authoritative_mention_names_and_the_first_bracket_explains() -> None:
    found = concepts(
        ("water cycle (what is still missing here)", "gap"),
        ("Water cycles", "prerequisite"),
        ("The water cycle (how rain returns to the sea)", "record"),
    )
    (entry,) = found.entries
    assert (entry.name, entry.summary, entry.line) == ("The water cycle", "How rain returns to the sea", 3)


def test_a_bracket_of_a_gap_says_what_is_missing_and_explains_nothing() -> None:
    assert concepts(("Water cycle (needed for the whole lesson)", "gap")).entries[0].summary == ""


@pytest.mark.parametrize(
    ("cell", "summary"),
    [
        ("Spring constant F(x) = k * x", "F(x) = k * x"),
        ("Line y = m * x", "y = m * x"),
        ("Board shape [B, 8, 8]", "[B, 8, 8]"),
        ("Kelvin (K) -- degrees above absolute zero", "Degrees above absolute zero"),
        ("Water cycle (by name only, MENTIONED)", ""),
        ("Water cycle (concrete)", ""),
    ],
)
def test_what_stands_behind_the_name_explains_it(cell: str, summary: str) -> None:
    assert concepts(cell).entries[0].summary == summary


def test_the_words_of_a_cell_are_kept_where_the_registry_says_less() -> None:
    found = concepts("Water cycle (rain returns to the sea)", "Water cycle (only by name)", "Water cycle")
    kept = {
        text: named.words
        for text in ("Water cycle", "Water cycle (only by name)", "Water cycle (rain returns to the sea)")
        if (named := found.named(text))
    }
    assert kept == {
        "Water cycle": "",
        "Water cycle (only by name)": "Water cycle (only by name)",
        "Water cycle (rain returns to the sea)": "",
    }


@pytest.mark.parametrize("cell", ["", "—", "N/A", "none", "**", "()", " / "])
def test_a_cell_without_a_name_names_no_concept(cell: str) -> None:
    assert read_concept(cell) is None
    assert concepts(cell).entries == ()
    assert concepts("Rain").named(cell) is None


def test_a_text_that_nobody_mentioned_names_only_what_it_shares() -> None:
    found = concepts("Relative humidity (RH)")
    assert found.named("Wind") is None
    named = found.named("RH / dampness")
    assert named and (named.id, named.sure) == ("relative-humidity", False)


def test_the_registry_is_valid_and_says_nothing_twice() -> None:
    found = concepts("Water cycle (rain returns to the sea)", "Model", "Relative humidity (RH)")
    data = registry_data(found.entries)
    jsonschema.validate(data, schema("concepts"))
    assert data["concepts"] == {
        "water-cycle": {"name": "Water cycle", "summary": "Rain returns to the sea"},
        "model": {"name": "Model", "terms": []},
        "relative-humidity": {"name": "Relative humidity", "terms": ["Relative humidity", "RH"]},
    }


def test_thousands_of_mentions_take_seconds() -> None:
    words = [
        f"{a}{b}{c}"
        for a in ("mar", "tol", "ven", "sul")
        for b in ("ba", "ke", "di", "fo")
        for c in ("rin", "tas", "mel", "pod")
    ]
    cells = [
        f"{one} {other} of {words[index % 7]} ({other} and {one})"
        for index, (one, other) in enumerate(combinations(words, 2))
    ]
    cells += [*cells, *(f"Row {number} of a table" for number in range(5_000))]
    assert seconds(lambda: concepts(*cells)) < 10


@pytest.mark.skipif(not PAGES, reason="no documents to read")
def test_concept_indexes_met_in_the_wild_give_a_sound_registry() -> None:
    pages = [(path.as_posix(), read_module(path.read_text(encoding="utf-8"))) for path in PAGES]
    records = [(name, found[0]) for name, found in pages if found and isinstance(found[0], ModuleRecord)]
    found = identify(mention for name, record in records for mention in record_mentions(name, record))
    jsonschema.validate(registry_data(found.entries), schema("concepts"))
    everything = [Concept(entry.id, entry.name, At("", ()), terms=entry.terms) for entry in found.entries]
    assert TermIndex(everything).shared == []
    assert max(len(entry.id) for entry in found.entries) <= 60
    assert all(found.named(row.concept) for _, record in records for row in record.index)


@pytest.mark.parametrize(
    "cell", ["(" * 4000, ")" * 4000, " / " * 2000, "a / " * 2000, " — x" * 2000, "= " * 3000, "*" * 5000, "A" * 9000]
)
def test_a_hostile_cell_ends_in_a_result(cell: str) -> None:
    assert isinstance(concepts(cell), Concepts)
