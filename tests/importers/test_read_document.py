"""A document as a whole: nothing of it stands outside what is read."""

from lesson_pipeline.importers.markdown.read_document import read_document


def left(text: str) -> list[tuple[str, str]]:
    return [(one.heading, one.text) for one in read_document(text, "clocks")[2].left]


def test_text_before_the_title_is_kept() -> None:
    assert ("", "A draft.") in left("A draft.\n\n# Lesson: Clocks\n\n**Slug:** clocks\n")


def test_a_second_title_is_a_part_like_any_other() -> None:
    text = "# Lesson: Clocks\n\n## Phase 2: Analyze\n\n### Target Concept\n\nTime.\n\n# Hands\n\nTwo.\n\n## Scope\n\n- No sundials\n"
    plan, _, log = read_document(text, "clocks")
    assert (plan.target, [row.text for row in plan.excludes]) == ("Time.", ["No sundials"])
    assert [(one.heading, one.text) for one in log.left] == [("Hands", "Two.")]


def test_a_document_without_a_title_is_named_after_its_file() -> None:
    plan, _, log = read_document("## Target Concept\n\nTime.\n", "big-clocks")
    assert (plan.header.slug, plan.header.title, plan.target) == ("big-clocks", "Big clocks", "Time.")
    assert [odd.line for odd in log.odd] == [1]
