"""What became of the rules after a version of the product: added, stable or deprecated since."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.registry import Rule

Kind = Literal["added", "stable", "deprecated"]
KINDS: dict[Kind, str] = {"added": "added", "stable": "became stable", "deprecated": "deprecated"}
"""What may become of a rule, and how it is said."""


class Change(NamedTuple):
    """The latest that became of a rule."""

    rule: Rule
    kind: Kind


def changed_since(rules: Iterable[Rule], version: str, present: str) -> Iterator[Change]:
    """The changes after a version; rules of one's own are left out, because their versions are others'.

    Raises PipelineError for what is no version, and for one that is later than the present.
    """
    from packaging.version import InvalidVersion, Version

    try:
        after = Version(version)
    except InvalidVersion:
        message = f"`{version}` is no version"
        raise PipelineError(message, f"write numbers with dots between them, such as {present}") from None
    if after > Version(present):
        help = f"name the version that you had before; {present} itself lists nothing"
        raise PipelineError(f"this is version {present}, and what comes after {version} is not known", help)
    for rule in rules:
        if rule.origin:
            continue
        if rule.status == "deprecated" and Version(rule.since) > after:
            yield Change(rule, "deprecated")
        elif Version(rule.added or rule.since) > after:
            yield Change(rule, "added")
        elif rule.status == "stable" and Version(rule.since) > after:
            yield Change(rule, "stable")
