"""Every rule has a text with a bad and a good example, and the examples are true."""

import re

import pytest

from lesson_pipeline.rules.registry import Rule, all_rules
from lesson_pipeline.testing import HEADINGS, examples, prove

RULES = list(all_rules().values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_text_has_the_form(rule: Rule) -> None:
    text = rule.text()
    assert text.startswith(f"# {rule.code} {rule.name}\n\n")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"^## (.+)$", prose, flags=re.MULTILINE) == list(HEADINGS)
    assert set(examples(text)) == {"Bad", "Good"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_bad_example_fires_where_it_says_and_good_one_is_silent(rule: Rule, tmp_path) -> None:
    prove(rule.code, tmp_path)


def test_rules_that_an_example_brings_are_forgotten(tmp_path) -> None:
    prove("OWN001", tmp_path)
    assert list(all_rules().values()) == RULES
