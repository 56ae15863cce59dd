"""Which rules run: codes, names, prefixes and ALL, as the command line gives them."""

import pytest

from lesson_pipeline.engine.select import active_rules
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.registry import all_rules

PREVIEW = "SEQ008"


def test_by_default_everything_runs_but_previews() -> None:
    assert list(active_rules()) == [code for code, rule in all_rules().items() if not rule.preview]
    assert PREVIEW not in active_rules()


@pytest.mark.parametrize("word", ["SEQ003", "seq003", "uses-untaught", "Uses-Untaught"])
def test_a_rule_by_code_or_name_in_any_case(word: str) -> None:
    assert list(active_rules([word])) == ["SEQ003"]


@pytest.mark.parametrize("word", ["SEQ", "seq", "SEQ0", "SEQ00"])
def test_a_prefix_selects_all_that_begin_with_it_but_previews(word: str) -> None:
    codes = list(active_rules([word]))
    assert {"SEQ001", "SEQ009"} <= set(codes)
    assert all(code.startswith(word.upper()) for code in codes)
    assert PREVIEW not in codes


def test_a_letter_selects_every_family_that_begins_with_it() -> None:
    assert {code[:3] for code in active_rules(["S"])} >= {"SCH", "SEQ"}
    assert not any(code.startswith("PRE") for code in active_rules(["S"]))


@pytest.mark.parametrize("words", [["SEQ008"], ["abstract-before-concrete"], ["ALL", "SEQ008"], ["SEQ", "SEQ008"]])
def test_a_preview_runs_when_it_is_named_itself(words: list[str]) -> None:
    assert PREVIEW in active_rules(words)


@pytest.mark.parametrize("words", [["ALL"], ["all"], ["S"]])
def test_no_wider_word_runs_a_preview(words: list[str]) -> None:
    assert PREVIEW not in active_rules(words)


def test_several_words_add_up_in_the_order_of_the_rules() -> None:
    assert list(active_rules(["PRE001", "SEQ001", "SCH004"])) == ["SCH004", "SEQ001", "PRE001"]


def test_what_is_ignored_does_not_run() -> None:
    assert "SEQ001" not in active_rules([], ["SEQ001"])
    assert "SEQ002" in active_rules([], ["SEQ001"])
    assert not any(code.startswith("SEQ") for code in active_rules([], ["SEQ"]))
    assert list(active_rules(["SEQ001", "SEQ002"], ["check-mentions-untaught"])) == ["SEQ001"]


def test_the_more_exact_word_wins() -> None:
    assert "SEQ001" in active_rules(["SEQ001"], ["SEQ"])
    assert "SEQ001" not in active_rules(["SEQ"], ["SEQ001"])
    assert active_rules(["SEQ001"], ["SEQ001"]) == {}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("SEQ0O1", "SEQ001"),
        ("SEQ0001", "SEQ001"),
        ("check-test-untaught", "`SEQ001` (check-tests-untaught)"),
        ("SQE", "SEQ"),
        ("ALLL", "ALL"),
    ],
)
@pytest.mark.parametrize("ignored", [False, True])
def test_a_word_that_names_nothing_is_guessed(word: str, near: str, ignored: bool) -> None:
    with pytest.raises(PipelineError, match=f"unknown rule `{word}`") as raised:
        active_rules([], [word]) if ignored else active_rules([word])
    assert raised.value.help.startswith("did you mean")
    assert near in raised.value.help


def test_a_word_that_is_like_nothing_is_told_where_the_list_is() -> None:
    with pytest.raises(PipelineError) as raised:
        active_rules(["xxxxxxxxxxxx"])
    assert raised.value.help == "`lesson-pipeline rules` lists them"


def test_an_empty_word_selects_nothing_by_mistake() -> None:
    with pytest.raises(PipelineError) as raised:
        active_rules(["SEQ", ""])
    assert "SCH, SEQ, PRE" in raised.value.help
