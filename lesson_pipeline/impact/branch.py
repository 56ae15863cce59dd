"""What a branch broke: the faults that a curriculum has and an earlier state of it did not have, wherever they are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from lesson_pipeline.engine.baseline import counted, match, without
from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.fingerprint import KnownFault, known_fault
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.rules.registry import Rule


def earlier_faults(
    before: Loaded,
    active: dict[str, Rule],
    policy: Policy,
    baseline: Sequence[KnownFault] = (),
    moved: Callable[[str], str] = lambda path: path,
) -> tuple[KnownFault, ...]:
    """The faults of an earlier state, as `engine.baseline.check_against` takes them beside a baseline.

    Both states are judged by the rules of today: a rule that a branch switches on did not break what it finds.

    Args: the earlier state; how it is judged; a baseline, whose faults are left out because it speaks for them; and
    where a file of then stands today.
    """
    report = check(before, active, policy, lambda found: found)
    matched, _ = match(report.baselined, baseline, before)
    return tuple(
        counted(
            known_fault(replace(item, path=moved(item.path)), before.documents.get(item.path))
            for item in without(report.baselined, matched)
        )
    )
