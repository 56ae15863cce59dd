"""LES008: what the checks of a lesson ask, against what its text has taught by then."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.testing import check_folder
from tests.rules.pages import asked, checks, explains, outline, page
from tests.small import concepts, found, lesson, record, small, told

HERE = "  <!-- <- LES008 -->"
LOOP = explains("explain", "loop introduced")
LOOP_TEXT = "\n## Again {#explain}\n\nA loop repeats.\n"
PLAN = lesson("a", outline(LOOP, checks("check-1", "loop introduced")))


def words_at(root: Path, fault) -> str:
    line = (root / fault.path).read_text().splitlines()[fault.span.line - 1]
    return line[fault.span.column - 1 : fault.span.end_column - 1]


# -- the critical finding of the first real review, told again


RECIPE = concepts(
    """
    recipe: {name: Training recipe, parts: [stages, distillation]}
    stages: {name: Training in stages, terms: [stages]}
    distillation: {name: Self-distillation}
    """
)
BAKING = lesson(
    "a",
    """
    outline:
      - {id: explain-loss, kind: explain, title: The loss}
      - id: explain-training
        kind: explain
        title: The training
        parts:
          - {id: in-stages, title: In stages, teaches: [{concept: stages, depth: introduced}]}
          - {id: by-itself, title: By itself, teaches: [{concept: distillation, depth: introduced}]}
      - id: check-1
        kind: check
        scenario: A colleague has few pairs.
        questions:
          - id: q1
            prompt: What else of the training recipe would help her?
            answer: Self-distillation.
            tests: [{concept: recipe}, {concept: distillation}, {concept: stages}]
    """,
)
LOSS = "## The loss {#explain-loss}\n\nIt looks at one pair at a time.\n"
TRAINING = """
## The training {#explain-training}

### In stages {#in-stages}

The stages follow each other.

### By itself {#by-itself}

Self-distillation closes the training recipe.
"""
QUESTION = "What else of the training recipe would help her?", "Self-distillation."


def test_a_check_on_the_recipe_before_the_section_that_teaches_it(tmp_path: Path) -> None:
    text = page(LOSS + asked("check-1", *QUESTION, mark=HERE) + TRAINING)
    [fault] = found(tmp_path, "LES002 LES008 SEQ001 SEQ002", RECIPE, BAKING, text)
    assert fault.severity is Severity.ERROR
    assert fault.lesson == "a"
    assert "`recipe` (Training recipe), which has not been taught at this point of the text" in fault.message
    assert (
        "its last part, `distillation`, is taught later in this lesson, in section `by-itself` (line 21)"
        in fault.message
    )
    assert fault.help.startswith("move `check-1` below section `explain-training` (line 15) in the lesson")
    places = [(related.path, related.span.line) for related in fault.related]
    assert places[0] == ("lessons/a.md", 21)
    assert places[1][0] == "planning/basics/a.yaml"
    assert [(place.path, place.span.line) for place in fault.related if place.message.startswith("LES002")] == [
        ("lessons/a.md", 15)
    ]


def test_moved_back_there_is_silence(tmp_path: Path) -> None:
    text = page(LOSS + TRAINING + asked("check-1", *QUESTION))
    found(tmp_path, "LES002 LES008 LES009 LES022 SEQ001 SEQ002", RECIPE, BAKING, text)


def test_words_alone_are_enough_and_are_found_to_the_letter(tmp_path: Path) -> None:
    silent = BAKING.replace("tests: [{concept: recipe}, {concept: distillation}, {concept: stages}]", "tests: []")
    text = page(LOSS + asked("check-1", QUESTION[0] + HERE, "Nothing.") + TRAINING)
    [fault] = found(tmp_path, "LES002 LES008", RECIPE, silent, text)
    assert fault.severity is Severity.ERROR
    assert "the prompt speaks of “training recipe”" in fault.message
    assert words_at(tmp_path, fault) == "training recipe"


# -- declared


def test_what_the_text_has_taught_by_then_may_be_tested(tmp_path: Path) -> None:
    found(tmp_path, "LES008", PLAN, page(LOOP_TEXT + asked("check-1")))


def test_what_an_earlier_lesson_has_taught_may_be_tested(tmp_path: Path) -> None:
    asking = lesson("b", outline(checks("check-1", "loop introduced")))
    found(tmp_path, "LES008", record("a", "loop introduced"), asking, page(asked("check-1"), slug="b"))


def test_the_plans_order_alone_is_no_fault_of_the_text(tmp_path: Path) -> None:
    backward = lesson("a", outline(checks("check-1", "loop introduced"), LOOP)).replace("}]}]}", "}]}]}  # <- SEQ001")
    found(tmp_path, "LES008 SEQ001", backward, page(LOOP_TEXT + asked("check-1")))


def test_what_the_plan_has_wrong_too_is_listed_under_the_plan(tmp_path: Path) -> None:
    backward = lesson("a", outline(checks("check-1", "loop introduced"), LOOP)).replace("}]}]}", "}]}]}  # <- SEQ001")
    [fault] = found(tmp_path, "LES008 SEQ001", backward, page(asked("check-1") + LOOP_TEXT))
    assert [(item.path, item.span.line, item.message) for item in fault.related][-1] == (
        "lessons/a.md",
        2,
        "LES008 here follows from it",
    )


def test_what_the_text_has_only_brought_so_far_is_not_deep_enough(tmp_path: Path) -> None:
    deeper = explains("trace", "loop developed")
    plan = lesson("a", outline(LOOP, deeper, checks("check-1", "loop developed")))
    text = LOOP_TEXT + asked("check-1", mark=HERE) + "\n## Trace {#trace}\n\nA loop, row by row.\n"
    [fault] = found(tmp_path, "LES008 SEQ004", plan, page(text))
    assert "`loop` at developed, but by then the text has only brought it to introduced" in fault.message
    assert "section `trace` (line 15)" in fault.message
    found(tmp_path / "back", "LES008", plan, page(LOOP_TEXT + "\n## Trace {#trace}\n\nA loop.\n" + asked("check-1")))


def test_too_deep_in_the_plan_too_is_one_fault(tmp_path: Path) -> None:
    plan = lesson("a", outline(LOOP, checks("check-1", "loop developed") + "  # <- SEQ004"))
    [fault] = found(tmp_path, "LES008 SEQ004", plan, page(LOOP_TEXT + asked("check-1")))
    assert "LES008 here follows from it" in {item.message for item in fault.related}


def test_a_missing_section_is_the_cause_of_what_nobody_teaches(tmp_path: Path) -> None:
    text = asked("check-1").replace("{check} check-1", "{check} check-1  <!-- <- LES001 -->")
    [fault] = found(tmp_path, "LES001 LES008", PLAN, page(text))
    assert "LES008 here follows from it" in {item.message for item in fault.related}


def test_a_section_left_out_on_purpose_still_leaves_the_check_behind(tmp_path: Path) -> None:
    front = '---\ndeviations: [{element: explain, reason: "A film shows it."}]\n---\n'
    [fault] = found(tmp_path, "LES001 LES008", PLAN, page(front + asked("check-1", mark=HERE)))
    assert "lessons/a.md has no section `explain`" in fault.message


def test_a_question_that_the_text_does_not_ask_tests_nothing(tmp_path: Path) -> None:
    two = (
        "{id: check-1, kind: check, questions: [{id: q1, prompt: A?}, {id: q2, prompt: B?, tests: [{concept: loop}]}]}"
    )
    found(tmp_path, "LES008", lesson("a", outline(LOOP, two)), page(asked("check-1") + LOOP_TEXT))


def test_questions_of_two_checks_may_bear_the_same_id(tmp_path: Path) -> None:
    plan = lesson("a", outline(checks("check-1"), LOOP, checks("check-2", "loop introduced")))
    found(tmp_path, "LES008", plan, page(asked("check-1") + LOOP_TEXT + asked("check-2")))
    swapped = page(asked("check-2", mark=HERE) + LOOP_TEXT + asked("check-1"))
    found(tmp_path / "swapped", "LES008", plan, swapped)


def test_a_check_without_blocks_is_judged_where_it_begins(tmp_path: Path) -> None:
    found(tmp_path, "LES008", PLAN, page(f"## Do you know? {{#check-1}}{HERE}\n\nHow?\n" + LOOP_TEXT))


def test_a_part_of_a_section_teaches_where_it_begins_in_the_text(tmp_path: Path) -> None:
    body = """
    outline:
      - id: explain
        kind: explain
        parts: [{id: first}, {id: second, teaches: [{concept: loop, depth: introduced}]}]
      - {id: check-1, kind: check, questions: [{id: q1, prompt: How?, tests: [{concept: loop}]}]}
    """
    before, after = "\n## Again {#explain}\n\n### First {#first}\n", "\n### Second {#second}\n\nA loop.\n"
    found(tmp_path, "LES008", lesson("a", body), page(before + asked("check-1", mark=HERE) + after))
    found(tmp_path / "back", "LES008", lesson("a", body), page(before + after + asked("check-1")))


# -- by words


@pytest.mark.parametrize("what", ["scenario", "prompt", "answer"])
def test_scenario_prompt_and_answer_are_read(tmp_path: Path, what: str) -> None:
    said = dict.fromkeys(("scenario", "prompt", "answer"), "Nothing.") | {what: "Look at *this\nloop* here." + HERE}
    check = asked("check-1", said["prompt"], said["answer"]).replace(
        "::::{question}", f"{said['scenario']}\n\n::::{{question}}"
    )
    [fault] = found(tmp_path, "LES008", lesson("a", outline(LOOP, checks("check-1"))), page(check + LOOP_TEXT))
    assert f"the {what} speaks of “loop”" in fault.message
    assert words_at(tmp_path, fault) == "loop"
    assert fault.severity is Severity.ERROR


def test_a_word_of_a_later_lesson_is_a_warning(tmp_path: Path) -> None:
    text = page(asked("check-1", "Why a loop?" + HERE))
    [fault] = found(tmp_path, "LES008", lesson("a", outline(checks("check-1"))), text, record("b", "loop introduced"))
    assert fault.severity is Severity.WARNING
    assert "first taught in 1.1.2 b" in fault.message


def test_what_a_question_declares_is_not_looked_for_in_its_words(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "LES008", PLAN, page(asked("check-1", "A loop?", "A loop.", mark=HERE) + LOOP_TEXT))
    assert fault.message.startswith("question `q1` tests")


def test_a_probe_may_ask_for_what_comes_next(tmp_path: Path) -> None:
    plan = lesson("a", outline(LOOP, checks("check-1", "loop introduced", more=", purpose: probe")))
    found(tmp_path, "LES008", plan, page(asked("check-1", "A loop?", "A loop.") + LOOP_TEXT))


def test_a_longer_known_term_shields_a_shorter_unknown_one(tmp_path: Path) -> None:
    registry = concepts("loop: {name: Loop}\nloop-variable: {name: Loop variable}\n")
    plan = lesson("b", outline(checks("check-1"), LOOP))
    text = page(asked("check-1", "The loop variable?") + LOOP_TEXT, slug="b")
    found(tmp_path, "LES008", registry, record("a", "loop-variable introduced"), plan, text)


# -- texts that cannot be judged


def test_a_page_that_names_no_section_is_not_judged(tmp_path: Path) -> None:
    found(tmp_path, "LES008 LES009 LES010 LES022", PLAN, page("## Ask\n\nWhat is a loop?\n\n## Again\n\nA loop.\n"))


def test_a_fence_left_open_is_told_alone(tmp_path: Path) -> None:
    text = page(":::::{check} check-1  <!-- <- LES019 -->\n::::{question} q1\nA loop?\n::::\n" + LOOP_TEXT)
    found(tmp_path, "LES008 LES009 LES019", PLAN, text)


def test_what_an_unread_plan_may_teach_is_not_missing_here(tmp_path: Path) -> None:
    broken = lesson("a", "narrative: this: breaks  # <- SCH001\n" + outline(LOOP), status="built")
    asking = lesson("b", outline(checks("check-1", "loop introduced")))
    small(broken, asking, page(asked("check-1"), slug="b")).write(tmp_path)
    diagnostics = check_folder(tmp_path, ["SCH001", "LES008"]).diagnostics
    assert [item.code for item in diagnostics] == ["SCH001"], told(diagnostics)
