"""What a curriculum says about the rules that run: severities of its own, and rules that are silent in some files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.registry import Rule


def _nowhere(_: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Policy:
    """How a run departs from the rules' own ways; without one it does not."""

    severity: Mapping[str, Severity] = field(default_factory=dict)
    """By code, where it was changed."""
    silent_in: Callable[[str], frozenset[str]] = _nowhere
    """The codes that are not reported in a file, by its path relative to the root."""

    def severity_of(self, rule: Rule, own: Severity | None = None) -> Severity:
        """The severity of a fault; `own` is what the rule gave this one fault."""
        return self.severity.get(rule.code) or own or rule.severity
