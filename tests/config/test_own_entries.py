"""Faults of rules that stand in the configuration: each at its place, with what was probably meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lesson_pipeline.rules.registry import OwnRules, use_own
from tests.config.test_faults import faults, marked

HEAD = "[[rules]]\ncode = 'XCK001'\nmessage = 'M'\n"

CASES = [
    ("«[[rules]]»\ncode = 'XCK001'\nmessage = 'M'\nexists = true", "a rule of one's own lacks `path`", "add `path = …` ("),
    ("«[[rules]]»\npath = 'title'\nmessage = 'M'\nexists = true", "a rule of one's own lacks `code`", "add `code = …` ("),
    ("«[[rules]]»\ncode = 'XCK001'\npath = 'title'\nexists = true", "a rule of one's own lacks `message`", "add `message = …` ("),
    ("[[rules]]\ncode = «'SEQ001'»\nmessage = 'M'\npath = 'title'\nexists = true", "`SEQ001` does not have the form of an own code", "Own code: an X, two or three more"),
    ("[[rules]]\ncode = «'xck001'»\nmessage = 'M'\npath = 'title'\nexists = true", "`xck001` does not have the form of an own code", "Own code: "),
    ("[[rules]]\ncode = «5»\nmessage = 'M'\npath = 'title'\nexists = true", "`code` must be text, not the number 5", "put it in quotes"),
    (f"{HEAD}path = 'title'\n«exist» = true", "`exist` is not a key of a rule of one's own", "did you mean `exists`?"),
    (f"{HEAD}path = 'title'\nexists = «'yes'»", "`exists` must be true or false, not text", "docs/own-rules.md shows a whole rule"),
    (f"{HEAD}path = 'title'\nexists = true\nseverity = «'eror'»", "`severity` cannot be `eror`", "did you mean `error`?"),
    (f"{HEAD}path = 'title'\nexists = true\nname = «'Title'»", "`Title` does not have the form of an own name", "write `title`"),
    (f"{HEAD}path = «''»\nexists = true", "`path` must not be empty", "Path: "),
    (f"{HEAD}path = 'examples'\ncount = {{min = «-1»}}", "`min` must be at least 0", "Least: "),
    (f"{HEAD}path = 'examples'\ncount = {{min = «'1'»}}", "`min` must be a whole number, not text", "docs/own-rules.md"),
    (f"{HEAD}path = 'examples'\ncount = «{{}}»", "`count` needs at least 1 of its keys", "Count: "),
    (f"{HEAD}path = 'examples'\ncount = «3»", "`count` must be a table, not the number 3", "docs/own-rules.md"),
    (f"{HEAD}path = 'examples'\ncount = «{{min = 3, max = 2}}»", "`count` wants at least 3 and at most 2", "exchange the two"),
    (f"{HEAD}path = 'title'\none-of = «[]»", "`one-of` needs at least 1 entries", "One of: "),
    (f"{HEAD}path = 'title'\none-of = [«5»]", "this entry of `one-of` must be text, not the number 5", "put it in quotes"),
    (f"{HEAD}path = 'outline[*].kind'\nordered = «['hook', 'hook']»", "`ordered` has the same entry twice", "Order: "),
    (f"{HEAD}path = 'title'\nmatches = «'(a'»", "the pattern is no regular expression: missing )", "correct it"),
    ("rules = «'XCK001'»", "`rules` must be a list, not text", "write it like this: `[[rules]]`"),
    ("rules = [«'XCK001'»]", "this entry of `rules` must be a table, not text", "write it like this: `[[rules]]`"),
    ("[[rules]]\n«code» = 'XCK001'\nmessage = 'M'\npath = 'title'", "the rule `XCK001` asserts nothing", "add one of: exists, matches, count, one-of, ordered"),
    (f"{HEAD}path = 'title'\nexists = true\n«matches» = 'a'", "the rule `XCK001` asserts `exists` and `matches` at once", "make two rules of it"),
    (f"{HEAD}path = «'outline[*].qestions'»\nexists = true", "`qestions` is not a key of an entry of `outline`", "did you mean `questions`?"),
    (f"{HEAD}path = «'misconception[*].why'»\nexists = true", "`misconception` is not a key of a plan", "did you mean `misconceptions`?"),
    (f"{HEAD}path = «'outline.kind'»\nexists = true", "`outline` is a list, and a list has no key `kind`", "write brackets after it: [*] for each entry, then `.kind`"),
    (f"{HEAD}path = «'title[*]'»\nexists = true", "`title` is no list, and brackets go through the entries of one", "take the brackets out"),
    (f"{HEAD}path = «'title.text'»\nexists = true", "`text` is not a key of `title`", "nothing stands below it"),
    (f"{HEAD}path = «'outline[kin=check]'»\nexists = true", "`kin` is not a key of an entry of `outline`", "did you mean `kind`?"),
    (f"{HEAD}path = «'outline[kind=chek]'»\nexists = true", "`kind` is never `chek`", "did you mean `check`?"),
    (f"{HEAD}path = «'[typ=stretch].title'»\nexists = true", "`typ` is not a key of a plan", "did you mean `type`?"),
    (f"{HEAD}path = «'[delivery=book].title'»\nexists = true", "`delivery` is never `book`", ""),
    (f"{HEAD}path = «'outline[*'»\nexists = true", "`[*` is no part of a path", "write [*], [0], [-1] or [kind=check]"),
    (f"{HEAD}path = 'outline[*].kind'\none-of = ['hook', «'summarise'»]", "`outline[*].kind` is never `summarise`", "did you mean `summarize`?"),
    (f"{HEAD}path = 'outline[*].kind'\nordered = [«'hok'», 'explain']", "`outline[*].kind` is never `hok`", "did you mean `hook`?"),
    (f"{HEAD}path = 'title'\nexists = true\nname = «'never-checked'»", "SEQ009 is named `never-checked` already", "give it another name"),
    (f"{HEAD}path = 'title'\nexists = true\n[[rules]]\ncode = «'XCK001'»\nmessage = 'M'\npath = 'title'\nexists = true", "an earlier rule has the code `XCK001` already", "give one another code"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    use_own(OwnRules())


@pytest.mark.parametrize(("text", "message", "help"), CASES, ids=[f"{n} {case[1]}" for n, case in enumerate(CASES)])
def test_a_fault_is_told_at_its_place(tmp_path: Path, text: str, message: str, help: str) -> None:
    text, span = marked(text)
    [fault] = faults(tmp_path, text)
    assert fault.span == span
    assert fault.message.startswith(message)
    assert fault.help.startswith(help)


def test_words_that_name_a_faulty_rule_are_no_second_fault(tmp_path: Path) -> None:
    text = f"extend-select = ['XCK001']\nseverity.XCK001 = 'error'\n{HEAD}path = 'titel'\nexists = true"
    [fault] = faults(tmp_path, text)
    assert "`titel` is not a key of a plan" in fault.message
