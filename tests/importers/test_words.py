"""The account of words: counted from the finished data, whatever the readers say they did."""

from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.words import Account, Lost, account

TEXT = """\
# Lesson: Loops

## Target

Say what a *loop* repeats, and say **why**.

- [x] A box
Why not?
"""


def test_every_word_that_stands_in_the_data_is_kept() -> None:
    log = Log(structure=["Lesson", "Target", "[x]"])
    data = {"lesson": "loops", "target": "Say what a *loop* repeats, and say **why**.", "notes": [{"text": "A box"}]}
    assert account(TEXT, [data, {"text": "WHY NOT"}], log) == Account(13, 13, 2, ())


def test_a_word_is_missed_as_often_as_it_is_missing_with_the_lines_that_hold_it() -> None:
    log = Log(structure=["Lesson", "Target", "x", "A box", "not"])
    found = account(TEXT, [{"lesson": "loops", "target": "What a LOOP repeats"}], log)
    assert (found.read, found.kept) == (10, 5)
    assert found.lost == (Lost("say", 2, (5,)), Lost("and", 1, (5,)), Lost("why", 2, (5, 8)))


def test_words_that_live_on_in_another_form_are_kept_and_form_is_no_word() -> None:
    text = "| DEPTH |\n|---|\n| DEVELOPED |\n"
    log = Log(structure=["Depth"], turned=["DEVELOPED"])
    assert account(text, [{"depth": "developed"}], log) == Account(1, 1, 0, ())
    assert account(text, [], log) == Account(1, 1, 0, ())
    assert account(text, [], Log()).kept == 0


def test_form_that_is_said_more_often_than_it_stands_there_excuses_nothing() -> None:
    assert account("one two", [], Log(structure=["one", "one", "one"])).lost == (Lost("two", 1, (1,)),)


def test_names_of_fields_and_links_that_were_inferred_are_no_words_of_the_document() -> None:
    plan = {
        "content": "words",
        "uses": ["loop"],
        "outline": [{"uses": ["loop"], "teaches": [{"concept": "loop"}]}],
        "inferred": ["/outline/0/uses", "/outline/0/teaches"],
    }
    text = "content words inferred outline loop loop"
    assert [(lost.word, lost.count) for lost in account(text, [plan], Log()).lost] == [
        *(("content", 1), ("inferred", 1), ("outline", 1), ("loop", 1)),
    ]


def test_numbers_and_words_of_any_script_count() -> None:
    log = Log()
    assert (
        account(
            "Größe 1.5 漢字 snake_case STRASSE", [{"n": 1, "rest": ["5 größe 漢字", "snake case straße"]}], log
        ).lost
        == ()
    )


def test_notes_of_plans_rounds_and_findings_are_told_apart_from_the_notes_of_a_row() -> None:
    data = [
        {"notes": [{"heading": "one", "text": "two"}], "knows": [{"notes": "three"}]},
        {"notes": {"works_well": ["four"], "other": [{"text": "five"}]}, "findings": [{"notes": [{"text": "six"}]}]},
    ]
    assert account("one two three four five six", data, Log()).in_notes == 4
