"""A new lesson begins from the record, stands at its place, and gives a check no error."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.load import load
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.plan import Known
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.scaffold.lesson import LessonRequest, NewLesson, new_lesson
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import check_folder
from tests.small import concepts, course, file, lesson, record, small, told

LOOPS = concepts(
    """
    list: {name: List}
    loop: {name: Loop}
    total: {name: Total, summary: What a loop has added up.}
    average: {name: Average, summary: A total that is shared out., parts: [total, division]}
    division: {name: Division}
    jargon: {kind: term, name: Jargon}
    "2024": {name: The year, terms: []}
    """
)


def draft(root: Path, request: LessonRequest) -> NewLesson:
    return new_lesson(load(discover(root)), request, all_rules(), Policy())


def begin(root: Path, slug: str, module: str | None = None, after: str | None = None, *teaches: str) -> NewLesson:
    """A new lesson, written; a check must find no error in it."""
    return write(root, LessonRequest(slug, module, after=after, teaches=teaches))


def write(root: Path, request: LessonRequest) -> NewLesson:
    made = draft(root, request)
    made.draft.write(root)
    found = [item for item in check_folder(root).diagnostics if item.path == made.plan]
    assert [item for item in found if item.severity is Severity.ERROR] == [], told(found)
    assert {item.code for item in made.outcome.inside} == {item.code for item in found if item.severity > Severity.INFO}
    return made


def plan_of(root: Path, made: NewLesson):
    return load(discover(root)).curriculum.plans[made.plan.rpartition("/")[2].removesuffix(".yaml")]


def known(root: Path, made: NewLesson) -> list[tuple[str, str, tuple[str, ...]]]:
    state = plan_of(root, made).state
    assert state is not None
    return [(row.concept, row.depth, row.source) for row in state.knows]


def put(root: Path, *blocks: str) -> None:
    """Write some files of a curriculum that is there."""
    for path, text in small(*blocks).files.items():
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course of four lessons in one module."""
    small(
        LOOPS,
        course("lists, loops, totals, after", "entry: [{concept: list, depth: developed, notes: From school.}]\n"),
        record("lists", "division mentioned", "jargon introduced"),
        lesson(
            "loops",
            """
            type: stretch
            teaches: [{concept: loop, depth: developed, evidence: says what it prints}]
            scope:
              excludes:
                - {text: Sharing out, concepts: [average]}
                - {text: Adding up, concepts: [total]}
                - {text: Nothing named}
            analogies: {establishes: ["A loop: a walk"]}
            outline: [{id: s, kind: explain, teaches: [{concept: loop, depth: developed}], uses: [list]}]
            """,
            status="built",
        ),
        lesson("totals", "type: build\nteaches: [{concept: total, depth: introduced}]\n"),
        record("after", "average introduced"),
    ).write(tmp_path)
    return tmp_path


# -- what the plan says is true


def test_it_begins_with_what_earlier_lessons_taught(root: Path) -> None:
    made = begin(root, "new", None, "totals")
    assert known(root, made) == [("loop", "developed", ("loops",)), ("total", "introduced", ("totals",))]
    assert made.knows == ("loop", "total")


def test_what_later_lessons_teach_is_not_known(root: Path) -> None:
    assert known(root, begin(root, "new", None, "lists")) == []
    assert known(root, begin(root, "newer", None, "loops")) == [("loop", "developed", ("loops",))]


def test_the_first_lesson_begins_with_entry_knowledge(tmp_path: Path) -> None:
    entry = "entry: [{concept: list, depth: developed, notes: From school.}]\n"
    small(LOOPS, course("", entry)).write(tmp_path)
    made = begin(tmp_path, "first")
    assert plan_of(tmp_path, made).state.knows == (
        Known("list", "developed", ("student_state", "knows", 0), (), "From school."),
    )


def test_what_its_concepts_hang_on_comes_first(root: Path) -> None:
    made = begin(root, "new", None, None, "average:developed")
    # its whole family, then what the others' descriptions speak of; entry knowledge only where it matters
    assert [row[0] for row in known(root, made)] == ["average", "loop"]
    assert [row[0] for row in known(root, begin(root, "newer", None, "totals", "average:developed"))] == [
        "total",
        "loop",
    ]


def test_what_connections_lead_from_matters(root: Path) -> None:
    plan = root / "planning/basics/after.yaml"
    put(root, lesson("after", "connections: [{concept: list, to: [division]}]\n"))
    assert plan.is_file()
    assert "list" in [row[0] for row in known(root, begin(root, "new", None, "totals", "division"))]


def test_no_more_than_a_dozen(tmp_path: Path) -> None:
    ids = [f"concept-{number:02}" for number in range(20)]
    registry = concepts("\n".join(f"{id}: {{name: {id}}}" for id in ids))
    taught = [f"{id} {'developed' if number == 3 else 'introduced'}" for number, id in enumerate(ids)]
    small(registry, course("one, two"), record("one", *taught[:10]), record("two", *taught[10:])).write(tmp_path)
    rows = known(tmp_path, begin(tmp_path, "new"))
    assert len(rows) == 12
    assert rows[0][0] == "concept-03"
    assert {row[0] for row in rows[1:]} == {*ids[10:], "concept-00"}


def test_sources_are_the_lessons_that_deepened_it(tmp_path: Path) -> None:
    small(
        concepts("loop: {name: Loop}"),
        course("a, b, c, d"),
        record("a", "loop mentioned"),
        record("b", "loop developed"),
        record("c", "loop introduced"),
        record("d"),
    ).write(tmp_path)
    assert known(tmp_path, begin(tmp_path, "new")) == [("loop", "developed", ("a", "b"))]


def test_a_promise_and_fading_are_told_beside_the_row(tmp_path: Path) -> None:
    slugs = ", ".join(f"l{number}" for number in range(6))
    blocks = [record(f"l{number}") for number in range(1, 6)]
    small(
        concepts("loop: {name: Loop}\nlist: {name: List}"),
        course(slugs),
        record("l0", "loop introduced"),
        *blocks[:4],
        record("l5", "list introduced", status="planned"),
    ).write(tmp_path)
    text = draft(tmp_path, LessonRequest("new")).draft.new["planning/basics/new.yaml"]
    assert re.search("concept: loop\n *depth: introduced +# fading: last used 6 lessons ago\n", text)
    assert re.search("concept: list\n *depth: introduced +# promised by a lesson that is not built yet\n", text)


def test_earlier_analogies_and_what_was_left_out(root: Path) -> None:
    state = plan_of(root, begin(root, "new", None, "totals")).state
    assert state.mental_models == ("A loop: a walk",)
    assert [(item.text, [mention.concept for mention in item.concepts]) for item in state.not_covered] == [
        ("Sharing out", ["average"])
    ]


def test_the_load_of_the_lesson_before(root: Path) -> None:
    assert plan_of(root, begin(root, "new", None, "totals")).load.previous == "build"
    assert plan_of(root, begin(root, "newer", None, "loops")).load.previous == "stretch"
    assert plan_of(root, begin(root, "newest", None, "lists")).load.previous == ""


def test_what_the_module_says_stands_in_comments(tmp_path: Path) -> None:
    small(
        LOOPS,
        file(
            "planning/course.yaml",
            r"""
            course: c
            title: C
            series:
              - id: s
                modules:
                  - id: m
                    goal: "Reads loops\nand: writes # them"
                    narrative: First this, then that.
                    self_contained: true
                    misconceptions: ["Loops are \u2028 fast", A loop ends by itself]
                    lessons: []
            """,
        ),
    ).write(tmp_path)
    made = begin(tmp_path, "new", "m")
    text = (tmp_path / made.plan).read_text(encoding="utf-8")
    for line in ("#   Reads loops and: writes # them", "#   First this, then that.", "#   - Loops are fast"):
        assert f"{line}\n" in text
    assert "#   - A loop ends by itself\n" in text
    assert "# every prerequisite: the module is self-contained" in text


# -- what it is to teach


def test_concepts_to_teach_are_planned_explained_and_checked(root: Path) -> None:
    plan = plan_of(root, begin(root, "new", None, "totals", "average:developed", "2024:mentioned", "division"))
    assert [(target.concept, target.depth, target.core) for target in plan.teaches] == [
        ("average", "developed", True),
        ("2024", "mentioned", False),
        ("division", "introduced", False),
    ]
    assert [section.id for section in plan.outline if section.kind == "explain"] == [
        "explain-average",
        "explain-2024",
        "explain-division",
    ]
    [check] = [section for section in plan.outline if section.is_check]
    assert [[(test.concept, test.depth) for test in question.tests] for question in check.questions] == [
        [("average", "developed")],
        [("division", "introduced")],
    ]
    assert [cluster.title for cluster in plan.load.new] == ["Average", "Division"]


def test_jargon_is_not_new_load(root: Path) -> None:
    put(root, record("lists"))
    plan = plan_of(root, begin(root, "new", None, "totals", "jargon"))
    assert plan.load.new == ()
    assert [target.concept for target in plan.teaches] == ["jargon"]


def test_what_is_to_be_applied_is_practised_and_checked_after_that(root: Path) -> None:
    plan = plan_of(root, begin(root, "new", None, "totals", "loop:applied", "total:applied"))
    kinds = [section.kind for section in plan.outline]
    assert kinds == ["recap", "hook", "explain", "check", "practice", "check", "summarize", "next-step"]
    [explain] = [section for section in plan.outline if section.kind == "explain"]
    assert [(teaching.concept, teaching.depth) for teaching in explain.teaches()] == [("total", "developed")]


def test_without_concepts_the_outline_waits_for_them(root: Path) -> None:
    plan = plan_of(root, begin(root, "new", None, "totals"))
    assert plan.teaches == ()
    assert [section.id for section in plan.outline] == [
        "recap", "hook", "explain", "check-1", "summarize", "next-step",
    ]  # fmt: skip


def test_a_scale_of_the_courses_own(tmp_path: Path) -> None:
    scale = "depths: {scale: [new, heard-of, understood, fluent], known: understood, developed: fluent}\n"
    small(LOOPS, course("one", scale), record("one", "loop understood")).write(tmp_path)
    plan = plan_of(tmp_path, begin(tmp_path, "new", None, None, "loop:fluent", "total", "list:heard-of"))
    assert [(target.concept, target.depth) for target in plan.teaches] == [
        ("loop", "fluent"), ("total", "understood"), ("list", "heard-of"),
    ]  # fmt: skip


def test_comments_speak_of_the_courses_own_depths(tmp_path: Path) -> None:
    scale = "depths: {scale: [new, heard-of, understood, fluent], known: understood, developed: fluent}\n"
    small(LOOPS, course("one", scale), record("one", "loop understood")).write(tmp_path)
    made = begin(tmp_path, "new")
    text = made.draft.new[made.plan]
    assert "{concept: …, depth: understood}" in text
    assert "max_depth: heard-of}" in text
    assert "introduced" not in text and "mentioned" not in text


def test_ids_that_look_like_numbers_stay_text(root: Path) -> None:
    plan = plan_of(root, begin(root, "101", None, "totals", "2024:applied"))
    assert (plan.declared, plan.teaches[0].concept) == ("101", "2024")
    made = begin(root, "102", None, "101")
    assert known(root, made)[0] == ("2024", "applied", ("101",))


def test_a_lesson_that_is_written_already_gets_no_outline(root: Path) -> None:
    (root / "lessons").mkdir()
    (root / "lessons/new.md").write_text("## Something {#something}\n")
    assert plan_of(root, begin(root, "new", None, "totals", "total:developed")).outline == ()


# -- where it stands


def test_the_course_file_differs_by_the_lesson_alone(root: Path) -> None:
    before = (root / "planning/course.yaml").read_text(encoding="utf-8")
    made = begin(root, "new", "basics", "loops")
    after = (root / "planning/course.yaml").read_text(encoding="utf-8")
    assert after == before.replace("loops, totals", "loops, new, totals")
    assert (made.plan, made.number, made.after) == ("planning/basics/new.yaml", "1.1.3", "loops")


def test_the_lesson_before_is_one_that_students_still_get(root: Path) -> None:
    listed = course("lists, loops, totals, after")
    put(root, listed, lesson("totals", "teaches: []", status="retired"))
    made = begin(root, "new", None, "totals")
    assert "The lesson comes after `loops`." in made.draft.new[made.plan].splitlines()[0]
    for slug in ("lists", "loops"):
        put(root, listed, lesson(slug, "teaches: []", status="retired"))
    made = begin(root, "newer", None, "totals")
    assert "The lesson is the first of the module." in made.draft.new[made.plan].splitlines()[0]


def test_without_after_it_is_the_last(root: Path) -> None:
    made = begin(root, "new")
    assert (made.number, made.after) == ("1.1.5", "after")


def test_a_lesson_that_the_course_lists_already_gets_a_plan_at_its_place(root: Path) -> None:
    put(root, course("lists, loops, new, totals, after"))
    before = (root / "planning/course.yaml").read_bytes()
    made = begin(root, "new")
    assert (root / "planning/course.yaml").read_bytes() == before
    assert (made.number, made.after) == ("1.1.3", "loops")
    assert known(root, made) == [("loop", "developed", ("loops",))]


def test_numbers_of_their_own_are_mentioned(root: Path) -> None:
    put(root, course("lists, {lesson: loops, number: 6.2.9}, totals, after"))
    assert draft(root, LessonRequest("new", after="loops")).needs_number
    put(root, course("lists, loops, totals, after"))
    assert not draft(root, LessonRequest("new", after="loops")).needs_number


def test_what_it_changes_elsewhere_is_told(root: Path) -> None:
    put(root, lesson("totals", "load: {previous: stretch}\noutline: [{id: s, kind: explain}]\n"))
    made = draft(root, LessonRequest("new", after="loops"))
    assert [(item.path, item.code) for item in made.outcome.elsewhere] == [("planning/basics/totals.yaml", "LOAD002")]
    assert draft(root, LessonRequest("new", after="lists")).outcome.elsewhere == ()


@pytest.mark.parametrize("schemas", [True, False])
def test_the_schema_is_named_where_there_is_a_copy(root: Path, schemas: bool) -> None:
    if schemas:
        (root / "schemas").mkdir()
        (root / "schemas/lesson-plan.schema.json").write_text("{}")
    text = draft(root, LessonRequest("new")).draft.new["planning/basics/new.yaml"]
    assert text.startswith("# yaml-language-server: $schema=../../schemas/lesson-plan.schema.json\n") is schemas


def test_a_title_may_be_anything_on_one_line(root: Path) -> None:
    title = '- Loops: "why" & what # for'
    assert plan_of(root, write(root, LessonRequest("new", title=title))).title == title


def test_it_can_stand_anywhere_in_a_real_course(curriculum: Path) -> None:
    loaded = load(discover(curriculum))
    for place in loaded.curriculum.order:
        plan = loaded.curriculum.plans[place.slug]
        deeper = next((target.concept for target in plan.teaches if target.depth == "introduced"), None)
        request = LessonRequest(
            "new", place.module.id, after=place.slug, teaches=(f"{deeper}:applied",) if deeper else ()
        )
        made = new_lesson(loaded, request, all_rules(), Policy())
        assert [item for item in made.outcome.inside if item.severity is Severity.ERROR] == [], place.slug
        assert not any(item.code in ("PRE001", "PRE002", "PRE003") for item in made.outcome.inside), place.slug


# -- refusals


@pytest.mark.parametrize(
    ("request_", "message", "help"),
    [
        (LessonRequest("New Lesson"), "`New Lesson` cannot be the id of a lesson", "`new-lesson`"),
        (LessonRequest("concepts"), "cannot be named `concepts`", "another id"),
        (LessonRequest("loops"), "has a plan already: planning/basics/loops.yaml", "another id"),
        (LessonRequest("new", "basic"), "no module `basic`", "did you mean `basics`?"),
        (LessonRequest("new", "zzz"), "no module `zzz`", "its modules are `basics`"),
        (LessonRequest("new", after="loop"), "no lesson `loop`", "did you mean `loops`?"),
        (LessonRequest("new", after="zzz"), "no lesson `zzz`", "`lists`, `loops`, `totals`, `after`"),
        (LessonRequest("new", title=" "), "the title is empty", "leave the option out"),
        (LessonRequest("new", teaches=("lop",)), "no concept has the id `lop`", "did you mean `loop`?"),
        (LessonRequest("new", teaches=("xyz",)), "no concept has the id `xyz`", "new concept xyz"),
        (LessonRequest("new", teaches=("",)), "no concept has the id ``", "CONCEPT:DEPTH"),
        (LessonRequest("new", teaches=("loop:aplied",)), "`aplied` is not a depth", "did you mean `applied`?"),
        (LessonRequest("new", teaches=("loop:not-taught",)), "not a depth", "mentioned"),
        (LessonRequest("new", teaches=("loop",)), "already has `loop` developed", "deeper depth"),
        (LessonRequest("new", teaches=("list",)), "already has `list` developed", "leave it out"),
        (LessonRequest("new", teaches=("total:developed", "total:applied")), "to be taught twice", "once"),
    ],
)  # fmt: skip
def test_a_request_that_does_not_fit_the_course_is_refused(
    root: Path, request_: LessonRequest, message: str, help: str
) -> None:
    with pytest.raises(PipelineError) as error:
        draft(root, request_)
    assert message in str(error.value)
    assert help in error.value.help


def test_a_plan_that_the_course_does_not_list_is_not_written_anew(root: Path) -> None:
    put(root, lesson("stray"))
    with pytest.raises(PipelineError, match="has a plan already") as error:
        draft(root, LessonRequest("stray"))
    assert "does not list it" in error.value.help


def test_the_list_and_the_words_must_agree(root: Path) -> None:
    put(root, course("lists, loops, new, totals, after"))
    with pytest.raises(PipelineError, match=r"lists `new` already, in the module `basics`, after `loops`"):
        draft(root, LessonRequest("new", after="totals"))


def test_of_several_modules_one_must_be_named(root: Path) -> None:
    modules = "[{id: basics, lessons: [lists, loops]}, {id: more, lessons: [totals, after]}]"
    put(root, file("planning/course.yaml", f"course: c\ntitle: C\nseries: [{{id: s, modules: {modules}}}]\n"))
    with pytest.raises(PipelineError, match="several modules") as error:
        draft(root, LessonRequest("new"))
    assert "--module: `basics`, `more`" in error.value.help
    with pytest.raises(PipelineError, match="`basics` has no lesson `totals`") as error:
        draft(root, LessonRequest("new", "basics", after="totals"))
    assert "belongs to the module `more`" in error.value.help


def test_a_course_that_cannot_be_read_to_its_end_is_mended_first(root: Path) -> None:
    text = (root / "planning/course.yaml").read_text(encoding="utf-8")
    (root / "planning/course.yaml").write_text(text + "policy: {max_new: [\n", encoding="utf-8")
    with pytest.raises(PipelineError, match="cannot be read to its end"):
        draft(root, LessonRequest("new"))


def test_a_module_without_a_list_is_told_to_get_one(root: Path) -> None:
    put(root, file("planning/course.yaml", "course: c\ntitle: C\nseries: [{id: s, modules: [{id: m}]}]\n"))
    with pytest.raises(PipelineError, match="has no `lessons`"):
        draft(root, LessonRequest("new"))


def test_nothing_is_written_by_a_draft(root: Path) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    made = draft(root, LessonRequest("new"))
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before
    (root / made.plan).write_text("mine")
    with pytest.raises(PipelineError, match="there already"):
        made.draft.write(root)
    assert (root / "planning/course.yaml").read_bytes() == before[root / "planning/course.yaml"]
    assert replace(made).plan == made.plan
