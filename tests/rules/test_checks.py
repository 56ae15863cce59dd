"""SEQ on checks: what a question may test, and what its words may mention."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Severity
from tests.small import concepts, course, file, found, lesson, record

LOOP = "{id: explain, kind: explain, teaches: [{concept: loop, depth: introduced}]}"


def check(*questions: str, id: str = "check-1", scenario: str = "") -> str:
    """A check section in flow style, its questions on lines of their own so that marks can stand behind them."""
    shared = f"    scenario: {scenario}\n" if scenario else ""
    return f"  - id: {id}\n    kind: check\n{shared}    questions:\n" + "".join(
        f"      - {item}\n" for item in questions
    )


def outline(*sections: str) -> str:
    """An outline of sections, each a flow mapping or a `check`."""
    return "outline:\n" + "".join(item if item.startswith("  ") else f"  - {item}\n" for item in sections)


def asks(concept: str, id: str = "q1", more: str = "") -> str:
    return f"{{id: {id}, prompt: What?, answer: That., tests: [{{concept: {concept}{more}}}]}}"


# -- SEQ001


def test_an_earlier_lesson_built_or_planned_is_enough(tmp_path: Path) -> None:
    blocks = record("a", "loop introduced", status="planned"), record("b", "list introduced")
    found(tmp_path, "SEQ001", *blocks, lesson("c", outline(check(asks("loop"), asks("list", "q2")))))


def test_entry_knowledge_is_enough(tmp_path: Path) -> None:
    known = course("a", "entry: [{concept: python, depth: introduced}]\n")
    found(tmp_path, "SEQ001", known, lesson("a", outline(check(asks("python")))))


@pytest.mark.parametrize("depth", ["not-taught", "mentioned"])
def test_entry_knowledge_below_known_is_not(tmp_path: Path, depth: str) -> None:
    known = course("a", f"entry: [{{concept: python, depth: {depth}}}]\n")
    found(tmp_path, "SEQ001", known, lesson("a", outline(check(asks("python") + "  # <- SEQ001"))))


def test_what_was_only_mentioned_is_not_taught_and_the_message_says_so(tmp_path: Path) -> None:
    asking = lesson("b", outline(check(asks("loop") + "  # <- SEQ001")))
    [fault] = found(tmp_path, "SEQ001", record("a", "loop mentioned"), asking)
    assert "has only been mentioned" in fault.message
    assert "nothing in the course teaches it" in fault.message


def test_a_later_lesson_is_named_with_its_place(tmp_path: Path) -> None:
    asking = lesson("a", outline(check(asks("loop") + "  # <- SEQ001")))
    teaching = lesson("b", outline("{id: tell, kind: context, teaches: [{concept: loop, depth: mentioned}]}", LOOP))
    [fault] = found(tmp_path, "SEQ001", asking, teaching)
    assert "it is first taught in 1.1.2 b, section `explain` (planning/basics/b.yaml:6)" in fault.message
    assert [(related.path, related.span.line) for related in fault.related] == [("planning/basics/b.yaml", 6)]
    assert fault.help == "move `check-1` to 1.1.2 b or later, or teach the concept before `check-1`"


def test_the_repair_names_the_next_check_behind_the_teaching(tmp_path: Path) -> None:
    sections = outline(
        check(asks("loop") + "  # <- SEQ001", asks("list", "q2")),
        check(asks("list"), id="check-2"),
        LOOP,
        check(asks("loop"), id="check-3"),
        check(asks("loop"), id="check-4"),
    )
    [fault] = found(tmp_path, "SEQ001", record("a", "list introduced"), lesson("b", sections))
    assert fault.help.startswith("move `q1` to `check-3`, which comes after it")
    assert "or move `check-1` as a whole" in fault.help
    assert "`purpose: probe`" in fault.help


def test_the_repair_names_the_section_where_no_later_check_is(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "SEQ001", lesson("a", outline(check(asks("loop") + "  # <- SEQ001"), LOOP)))
    assert fault.help.startswith("move `check-1` below section `explain`")


def test_the_repair_does_not_move_what_nothing_teaches(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "SEQ001", lesson("a", outline(check(asks("loop") + "  # <- SEQ001"))))
    assert "which has not been taught at this point: nothing in the course teaches it" in fault.message
    assert fault.help == "teach it in a section before `check-1`, or drop it from `tests`"
    assert fault.related == ()


def test_each_part_of_a_section_teaches_before_what_follows_the_section(tmp_path: Path) -> None:
    body = """
    outline:
      - id: explain
        kind: explain
        parts:
          - {id: part-1, teaches: [{concept: loop, depth: mentioned}]}
          - {id: part-2, teaches: [{concept: loop, depth: introduced}]}
    """
    found(tmp_path, "SEQ001", lesson("a", body.rstrip() + "\n" + indented(check(asks("loop")))))


def indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


RECIPE = concepts(
    """
    recipe: {name: Recipe, parts: [stages, distillation]}
    stages: {name: Stages}
    distillation: {name: Distillation}
    """
)


def test_a_whole_is_untaught_while_a_part_is(tmp_path: Path) -> None:
    sections = outline(
        "{id: one, kind: explain, teaches: [{concept: stages, depth: developed}]}",
        check(asks("stages"), asks("recipe", "q2") + "  # <- SEQ001"),
        "{id: two, kind: explain, teaches: [{concept: distillation, depth: introduced}]}",
        check(asks("recipe"), id="check-2"),
    )
    [fault] = found(tmp_path, "SEQ001", RECIPE, lesson("a", sections))
    assert "its last part, `distillation`, is taught later in this lesson, in section `two`" in fault.message


def test_a_part_is_untaught_though_the_whole_was_named(tmp_path: Path) -> None:
    asking = lesson("b", outline(check(asks("stages") + "  # <- SEQ001")))
    found(tmp_path, "SEQ001", RECIPE, record("a", "recipe developed"), asking)


def test_a_question_on_the_whole_and_its_parts_has_one_fault(tmp_path: Path) -> None:
    question = "{id: q1, prompt: What?, tests: [{concept: stages}, {concept: recipe}, {concept: distillation}]}"
    [fault] = found(tmp_path, "SEQ001", RECIPE, lesson("a", outline(check(question + "  # <- SEQ001"))))
    assert "`stages`" in fault.message
    assert [related.message for related in fault.related] == ["SEQ001 here follows from it"] * 2


def test_known_is_what_the_course_calls_known(tmp_path: Path) -> None:
    scale = course("a, b", "depths: {scale: [unknown, seen, grasped, mastered], known: grasped}\n")
    asking = outline(check(asks("loop"), asks("list", "q2") + "  # <- SEQ001"))
    found(tmp_path, "SEQ001", scale, record("a", "loop grasped", "list seen"), lesson("b", asking))


def test_a_record_may_test_what_it_likes(tmp_path: Path) -> None:
    found(tmp_path, "SEQ001", lesson("a", "kind: record\nteaches: []\n" + outline(check(asks("loop")))))


# -- SEQ002


def test_a_word_of_a_later_lesson_is_a_warning(tmp_path: Path) -> None:
    asking = lesson("a", outline(check('{id: q1, prompt: "Why a loop?"}  # <- SEQ002')))
    [fault] = found(tmp_path, "SEQ002", asking, record("b", "loop introduced"))
    assert fault.severity is Severity.WARNING
    assert "“loop”" in fault.message
    assert "first taught in 1.1.2 b" in fault.message


def test_a_word_that_nothing_teaches_is_a_warning(tmp_path: Path) -> None:
    untaught = lesson("b", "connections: [{concept: loop}]")
    [fault] = found(tmp_path, "SEQ002", lesson("a", outline(check("{id: q1, prompt: Loops?}  # <- SEQ002"))), untaught)
    assert fault.severity is Severity.WARNING
    assert fault.help == "teach it in a section before `check-1`, or say it in words that the student has"


def test_a_word_of_a_later_section_is_an_error_with_the_later_check_offered(tmp_path: Path) -> None:
    sections = outline(check("{id: q1, prompt: Loops?}  # <- SEQ002"), LOOP, check(asks("loop"), id="check-2"))
    [fault] = found(tmp_path, "SEQ002", lesson("a", sections))
    assert fault.severity is Severity.ERROR
    assert fault.help == "move `check-1` to `check-2`, which comes after it"


@pytest.mark.parametrize("field", ["prompt", "answer", "scenario"])
def test_scenario_prompt_and_answer_are_read_to_the_very_words(tmp_path: Path, field: str) -> None:
    texts = dict.fromkeys(("scenario", "prompt", "answer"), "Nothing here.")
    texts[field] = "Not a loophole but two\n\n      *for*-loops, and a loop."
    body = f"""
outline:
  - id: check-1
    kind: check
    scenario: |
      {texts["scenario"]}
    questions:
      - id: q1
        prompt: |
          {texts["prompt"]}
        answer: |
          {texts["answer"]}
"""
    for name, indent in (("prompt", "          "), ("answer", "          "), ("scenario", "      ")):
        if name == field:
            body = body.replace("      *for*-loops, and a loop.", f"{indent}*for*-loops, and a loop.  # <- SEQ002")
    registry = concepts("for-loop: {name: For loop}")
    [fault] = found(tmp_path, "SEQ002", registry, lesson("a", body))
    line = (tmp_path / fault.path).read_text().splitlines()[fault.span.line - 1]
    assert line[fault.span.column - 1 : fault.span.end_column - 1] == "for*-loops"
    assert f"the {field} speaks of" in fault.message
    assert fault.pointer.endswith(f"/{field}")


def test_the_second_occurrence_is_found_where_the_first_stands_in_a_link(tmp_path: Path) -> None:
    body = '{id: q1, prompt: "[it](lesson:loop) is no loop"}  # <- SEQ002'
    [fault] = found(tmp_path, "SEQ002", lesson("a", outline(check(body))), record("b", "loop introduced"))
    line = (tmp_path / fault.path).read_text().splitlines()[fault.span.line - 1]
    assert fault.span.column - 1 == line.rindex("loop")


def test_a_word_is_reported_once_for_each_text(tmp_path: Path) -> None:
    question = '{id: q1, prompt: "A loop, loops, loop?"}  # <- SEQ002'
    [fault] = found(tmp_path, "SEQ002", lesson("a", outline(check(question))), record("b", "loop introduced"))
    assert fault.related[0].path == "planning/basics/b.yaml"


def test_what_the_question_declares_is_left_to_seq001(tmp_path: Path) -> None:
    question = '{id: q1, prompt: "A loop?", answer: "A loop.", tests: [{concept: loop}]}'
    found(tmp_path, "SEQ002", lesson("a", outline(check(question))))


def test_what_another_question_declares_is_not(tmp_path: Path) -> None:
    questions = asks("loop"), '{id: q2, prompt: "A loop?"}  # <- SEQ002'
    found(tmp_path, "SEQ002", lesson("a", outline(check(*questions))))


def test_the_scenario_may_speak_of_what_any_question_declares(tmp_path: Path) -> None:
    found(tmp_path, "SEQ002", lesson("a", outline(check(asks("loop"), scenario="A loop runs."))))


def test_parts_of_what_is_declared_are_left_too_but_not_the_whole(tmp_path: Path) -> None:
    def question(id: str, declared: str) -> str:
        return f'{{id: {id}, prompt: "Which stages has the recipe?", tests: [{{concept: {declared}}}]}}'

    asking = check(question("q1", "recipe"), question("q2", "stages") + "  # <- SEQ002")
    [fault] = found(tmp_path, "SEQ002", RECIPE, lesson("a", outline(asking)))
    assert "“recipe”" in fault.message


def test_a_longer_known_term_shields_a_shorter_unknown_one(tmp_path: Path) -> None:
    registry = concepts(
        """
        loop: {name: Loop}
        loop-variable: {name: Loop variable}
        """
    )
    asking = outline(
        check('{id: q1, prompt: "What is the loop variable?"}', '{id: q2, prompt: "A loop?"}  # <- SEQ002')
    )
    found(tmp_path, "SEQ002", registry, record("a", "loop-variable introduced"), lesson("b", asking))


def test_a_longer_unknown_term_is_not_excused_by_the_known_word_in_it(tmp_path: Path) -> None:
    registry = concepts(
        """
        loop: {name: Loop}
        loop-variable: {name: Loop variable}
        """
    )
    asking = outline(check('{id: q1, prompt: "What is the loop variable?"}  # <- SEQ002'))
    [fault] = found(tmp_path, "SEQ002", registry, record("a", "loop introduced"), lesson("b", asking))
    assert "`loop-variable`" in fault.message


SHARED = concepts(
    """
    list-index: {name: List index, terms: [index]}
    loop-counter:
      name: Loop counter
      terms: [index]  # <- SCH013
    """
)


@pytest.mark.parametrize("known", ["list-index", "loop-counter"])
def test_a_shared_term_is_taught_if_any_of_its_concepts_is(tmp_path: Path, known: str) -> None:
    asking = outline(check('{id: q1, prompt: "Which index?"}'))
    found(tmp_path, "SEQ002", SHARED, record("a", f"{known} introduced"), lesson("b", asking))


def test_of_a_shared_term_the_concept_that_comes_later_here_is_meant(tmp_path: Path) -> None:
    sections = outline(
        check('{id: q1, prompt: "Which index?"}  # <- SEQ002'),
        "{id: explain, kind: explain, teaches: [{concept: loop-counter, depth: introduced}]}",
    )
    [fault] = found(tmp_path, "SEQ002", SHARED, lesson("a", sections), record("b", "list-index introduced"))
    assert "`loop-counter`" in fault.message
    assert fault.severity is Severity.ERROR


def test_jargon_must_be_introduced_too(tmp_path: Path) -> None:
    registry = concepts(
        """
        teacher-forcing: {kind: term, name: Teacher forcing}
        cat: {kind: term, name: torch.cat, terms: [torch.cat]}
        """
    )
    asking = outline(
        check(
            '{id: q1, prompt: "Why teacher-forcing?"}  # <- SEQ002',
            '{id: q2, prompt: "What does `torch.cat(a, b)` give? And a cat?"}',
        )
    )
    found(tmp_path, "SEQ002", registry, record("a", "cat introduced"), lesson("b", asking))


def test_a_concept_that_prose_never_mentions_by_name_is_never_found(tmp_path: Path) -> None:
    registry = concepts("loop: {name: Loop, terms: []}")
    found(tmp_path, "SEQ002", registry, lesson("a", outline(check('{id: q1, prompt: "A loop?"}'))))


def test_clip_gradients_is_not_about_clip(tmp_path: Path) -> None:
    registry = concepts("clip: {name: CLIP}")
    asking = check('{id: q1, prompt: "Why clip gradients?"}', '{id: q2, prompt: "Why CLIP?"}  # <- SEQ002')
    found(tmp_path, "SEQ002", registry, lesson("a", outline(asking)))


# -- probes


PROBE = "{id: q1, prompt: A loop?, answer: A loop., purpose: probe, tests: [{concept: loop, depth: applied}]}"


def test_a_probe_may_ask_for_what_comes_next(tmp_path: Path) -> None:
    found(tmp_path, "SEQ001 SEQ002 SEQ004 SEQ011", lesson("a", outline(check(PROBE, scenario="Loops ahead."), LOOP)))


def test_a_probe_does_not_excuse_the_question_beside_it(tmp_path: Path) -> None:
    beside = '{id: q2, prompt: "A loop?", tests: [{concept: loop}]}  # <- SEQ001'
    found(tmp_path, "SEQ001 SEQ004 SEQ011", lesson("a", outline(check(PROBE, beside), LOOP)))


@pytest.mark.parametrize("later", [LOOP.replace("introduced", "mentioned"), ""], ids=["mentioned only", "nowhere"])
def test_a_probe_that_nothing_answers_is_reported(tmp_path: Path, later: str) -> None:
    sections = [check(PROBE + "  # <- SEQ011"), *([later] if later else [])]
    [fault] = found(tmp_path, "SEQ001 SEQ004 SEQ011", lesson("a", outline(*sections)))
    assert "nothing later teaches" in fault.message


def test_an_ordinary_question_is_no_probe(tmp_path: Path) -> None:
    found(tmp_path, "SEQ001 SEQ011", lesson("a", outline(check(asks("loop") + "  # <- SEQ001"))))


def test_a_probe_may_be_answered_by_a_later_lesson(tmp_path: Path) -> None:
    found(tmp_path, "SEQ011", lesson("a", outline(check(PROBE))), record("b", "loop introduced"))


def test_a_probe_of_what_the_student_knows_is_fine(tmp_path: Path) -> None:
    found(tmp_path, "SEQ011", record("a", "loop introduced"), lesson("b", outline(check(PROBE))))


def test_a_probe_of_a_whole_wants_all_its_parts_taught(tmp_path: Path) -> None:
    probe = "{id: q1, prompt: What?, purpose: probe, tests: [{concept: recipe}]}"
    one = "{id: one, kind: explain, teaches: [{concept: stages, depth: introduced}]}"
    two = one.replace("one", "two").replace("stages", "distillation")
    found(tmp_path, "SEQ011", RECIPE, lesson("a", outline(check(probe + "  # <- SEQ011"), one)), lesson("b"))
    found(tmp_path / "both", "SEQ011", RECIPE, lesson("a", outline(check(probe), one, two)))


# -- SEQ004


def test_the_depth_tested_is_introduced_unless_said(tmp_path: Path) -> None:
    found(tmp_path, "SEQ004", record("a", "loop introduced"), lesson("b", outline(check(asks("loop")))))


def test_too_deep_a_question_says_how_deep_the_student_is_and_where_it_gets_deeper(tmp_path: Path) -> None:
    sections = outline(
        check(asks("loop", more=", depth: developed") + "  # <- SEQ004"),
        "{id: trace, kind: elaborate, teaches: [{concept: loop, depth: developed}]}",
    )
    [fault] = found(tmp_path, "SEQ004", record("a", "loop introduced"), lesson("b", sections))
    assert "so far it is introduced in 1.1.1 a" in fault.message
    assert "it becomes developed only in section `trace`" in fault.message
    assert fault.help.startswith("move the question below that")
    assert fault.pointer == "/outline/0/questions/0/tests/0/depth"


def test_a_depth_that_a_later_lesson_reaches_moves_no_question_within_this_one(tmp_path: Path) -> None:
    asking = lesson("b", outline(check(asks("loop", more=", depth: developed") + "  # <- SEQ004")))
    [fault] = found(tmp_path, "SEQ004", record("a", "loop introduced"), asking, record("c", "loop developed"))
    assert "it becomes developed only in 1.1.3 c" in fault.message
    assert fault.help == "test it at introduced, or teach it to developed before `check-1`"


def test_a_depth_that_nothing_reaches_moves_no_question(tmp_path: Path) -> None:
    asking = outline(check(asks("loop", more=", depth: applied") + "  # <- SEQ004"))
    [fault] = found(tmp_path, "SEQ004", record("a", "loop introduced"), lesson("b", asking))
    assert "nothing brings it to applied" in fault.message
    assert fault.help == "test it at introduced, or teach it to applied before `check-1`"


def test_a_whole_is_as_deep_as_its_shallowest_part(tmp_path: Path) -> None:
    asking = outline(check(asks("recipe", more=", depth: developed") + "  # <- SEQ004"))
    [fault] = found(
        tmp_path, "SEQ004", RECIPE, record("a", "stages developed", "distillation introduced"), lesson("b", asking)
    )
    assert "test it at introduced" in fault.help


def test_what_is_untaught_is_not_called_too_shallow_as_well(tmp_path: Path) -> None:
    asking = outline(check(asks("loop", more=", depth: developed") + "  # <- SEQ001"))
    found(tmp_path, "SEQ001 SEQ004", lesson("a", asking))


# -- SEQ009

DEVELOPED = "{id: explain, kind: explain, teaches: [{concept: loop, depth: developed}]}"


def test_a_check_before_the_teaching_is_no_check_of_it(tmp_path: Path) -> None:
    sections = outline(check(asks("loop")), DEVELOPED + "  # <- SEQ009")
    found(tmp_path, "SEQ009", record("a", "loop introduced"), lesson("b", sections))


def test_a_check_that_comes_too_early_is_a_fault_of_its_own(tmp_path: Path) -> None:
    found(tmp_path, "SEQ001 SEQ009", lesson("b", outline(check(asks("loop") + "  # <- SEQ001"), DEVELOPED)))


@pytest.mark.parametrize(
    "question",
    [asks("loop"), "{id: q1, prompt: What?, purpose: probe, tests: [{concept: loop}]}"],
    ids=["question", "probe"],
)
def test_a_check_in_a_later_lesson_is_enough(tmp_path: Path, question: str) -> None:
    found(tmp_path, "SEQ009", lesson("a", outline(DEVELOPED)), lesson("b", outline(check(question))))


def test_what_is_developed_must_be_tested_not_only_named(tmp_path: Path) -> None:
    named = check('{id: q1, prompt: "A loop?"}')
    found(tmp_path, "SEQ009", lesson("a", outline(DEVELOPED + "  # <- SEQ009", named)))


def test_a_test_of_the_whole_tests_its_parts_but_not_the_other_way_round(tmp_path: Path) -> None:
    def taught(concept: str, mark: str = "") -> str:
        return f"{{id: teach-{concept}, kind: explain, teaches: [{{concept: {concept}, depth: developed}}]}}{mark}"

    tests_whole = lesson("a", outline(taught("stages"), taught("distillation"), check(asks("recipe"))))
    found(tmp_path / "whole", "SEQ009", RECIPE, tests_whole)
    tests_part = lesson("a", outline(taught("recipe", "  # <- SEQ009"), check(asks("stages"))))
    found(tmp_path / "part", "SEQ009", RECIPE, tests_part)


def test_what_is_only_introduced_needs_no_check(tmp_path: Path) -> None:
    found(tmp_path, "SEQ009", lesson("a", outline(LOOP)))


def test_what_was_as_deep_before_needs_no_check_here(tmp_path: Path) -> None:
    found(tmp_path, "SEQ009", record("a", "loop developed"), lesson("b", outline(DEVELOPED)))


def test_a_concept_that_is_deepened_twice_is_reported_once(tmp_path: Path) -> None:
    again = DEVELOPED.replace("explain,", "more,", 1).replace("developed", "applied")
    found(tmp_path, "SEQ009", lesson("a", outline(DEVELOPED + "  # <- SEQ009", again)))


def test_developed_is_what_the_course_calls_so(tmp_path: Path) -> None:
    scale = "depths: {scale: [none, seen, grasped, traced, mastered], known: grasped, developed: mastered}\n"
    sections = outline(
        DEVELOPED.replace("developed", "traced"),
        "{id: more, kind: explain, teaches: [{concept: list, depth: mastered}]}  # <- SEQ009",
    )
    found(tmp_path, "SEQ009", course("a", scale), lesson("a", sections))


# -- review rounds and pages stand beside the plans and change nothing


def test_a_page_in_another_order_does_not_change_what_the_plan_teaches_first(tmp_path: Path) -> None:
    page = file("lessons/a.md", "# A\n\n## Check {#check-1}\n\n## Explain {#explain}\n")
    found(tmp_path, "SEQ001", lesson("a", outline(LOOP, check(asks("loop")))), page)
