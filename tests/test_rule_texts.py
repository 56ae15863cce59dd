"""Every rule has a text with a bad and a good example, and the examples are true."""

import re

import pytest

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.registry import Rule, all_rules
from lesson_pipeline.testing import HEADINGS, check_folder, examples, places

RULES = list(all_rules().values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_text_has_the_form(rule: Rule) -> None:
    text = rule.text()
    assert text.startswith(f"# {rule.code} {rule.name}\n\n")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"^## (.+)$", prose, flags=re.MULTILINE) == list(HEADINGS)
    assert set(examples(text)) == {"Bad", "Good"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_bad_example_fires_where_it_says(rule: Rule, tmp_path) -> None:
    bad = examples(rule.text())["Bad"]
    assert any(code == rule.code for _, _, code in bad.marks()), "a bad example must mark a line"
    bad.write(tmp_path)
    found = check_folder(tmp_path).diagnostics
    marks = bad.marks()
    assert places(item for item in found if item.code == rule.code) == {mark for mark in marks if mark[2] == rule.code}
    errors = places(item for item in found if item.severity is Severity.ERROR)
    assert errors <= marks, "an error that the example does not mark"
    assert marks <= places(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_good_example_is_silent(rule: Rule, tmp_path) -> None:
    good = examples(rule.text())["Good"]
    good.write(tmp_path)
    found = check_folder(tmp_path).diagnostics
    assert [item for item in found if item.code == rule.code or item.severity is Severity.ERROR] == []
