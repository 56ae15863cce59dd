"""The status of rules and its versions: what is said of the rules there are, and what `changed_since` makes of any."""

from dataclasses import replace

import pytest
from packaging.version import Version

from lesson_pipeline import __version__
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.registry import RESERVED, Rule, built_in
from lesson_pipeline.rules.versions import changed_since

RULES = list(built_in().values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_status_since_a_version_that_is_out(rule: Rule) -> None:
    assert rule.status in ("preview", "stable", "deprecated")
    assert Version(rule.added or rule.since) <= Version(rule.since) <= Version(__version__)
    assert rule.successor == "" or (rule.status == "deprecated" and rule.successor in built_in())
    assert not rule.code.startswith(RESERVED)


@pytest.mark.parametrize(
    ("life", "changes"),
    [
        ({"since": "0.2.0"}, {"0.1.0": "added", "0.1.9": "added", "0.2.0": "", "0.3.0": ""}),
        ({"since": "0.2.0", "status": "preview"}, {"0.1.0": "added", "0.2.0": ""}),
        ({"since": "0.3.0", "added": "0.2.0"}, {"0.1.0": "added", "0.2.0": "stable", "0.2.5": "stable", "0.3.0": ""}),
        ({"since": "0.3.0", "added": "0.1.0", "status": "deprecated"}, {"0.1.0": "deprecated", "0.3.0": ""}),
        ({"since": "0.3.0", "added": "0.2.0", "status": "deprecated"}, {"0.1.0": "deprecated"}),
        ({"since": "0.10.0"}, {"0.9.0": "added", "0.10": ""}),
        ({"since": "0.3.0rc1"}, {"0.2.9": "added", "0.3.0": ""}),
        ({"since": "0.2.0", "origin": "house-rules 0.2.0"}, {"0.1.0": ""}),
    ],
)
def test_what_became_of_a_rule_after_a_version(life: dict[str, str], changes: dict[str, str]) -> None:
    rule = replace(RULES[0], **life)
    found = {version: "".join(kind for _, kind in changed_since([rule], version, "0.11.0")) for version in changes}
    assert found == changes


@pytest.mark.parametrize("word", ["", "x", "0.1.x", "latest", "1..0", "0.1.0; rm"])
def test_what_is_no_version_is_refused(word: str) -> None:
    with pytest.raises(PipelineError) as raised:
        list(changed_since(RULES, word, "0.1.0"))
    assert str(raised.value) == f"`{word}` is no version"
    assert raised.value.help == "write numbers with dots between them, such as 0.1.0"
