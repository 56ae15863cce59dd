"""Baselines: the known faults of a curriculum, kept in a file, so that only new ones count."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.check import Report, check
from lesson_pipeline.engine.fingerprint import KnownFault, known_fault
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.rules.registry import Rule, all_rules, may_be_own


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a baseline is to hold from now on, and how that differs from what it held."""

    faults: tuple[KnownFault, ...]
    added: int
    gone: int

    @property
    def count(self) -> int:
        """How many diagnostics it covers."""
        return sum(fault.count for fault in self.faults)


def check_against(
    loaded: Loaded,
    active: dict[str, Rule],
    policy: Policy,
    baseline: Sequence[KnownFault],
    earlier: Sequence[KnownFault] = (),
) -> Report:
    """Run the active rules, and set aside what a baseline knows.

    Args: `earlier` is known beside the baseline, and never called removable.
    """
    matched: list[Diagnostic] = []
    unmatched: list[KnownFault] = []

    def known(found: Iterable[Diagnostic]) -> list[Diagnostic]:
        found = list(found)
        matched[:], unmatched[:] = match(found, baseline, loaded)
        return [*matched, *match(without(found, matched), earlier, loaded)[0]]

    report = check(loaded, active, policy, known)
    judge = _Judge(loaded, active, policy)
    readable = judge.reads_as_before([*matched, *report.waived], baseline)
    return replace(report, removable=tuple(filter(judge.has_judged, sorted(unmatched))) if readable else ())


def check_and_renew(
    loaded: Loaded,
    active: dict[str, Rule],
    policy: Policy,
    before: Sequence[KnownFault],
    within: Collection[str] | None = None,
) -> tuple[Report, Renewal]:
    """Run the active rules, and take all that they find for known.

    Args: `before` is what the baseline holds so far. What was not judged stays in it: faults of rules that do not run,
    and of files that are not among those `within`.
    """
    report = check(loaded, active, policy, lambda found: found)
    matched, unmatched = match(report.baselined, before, loaded)
    judge = _Judge(loaded, active, policy)
    readable = judge.reads_as_before([*matched, *report.waived], before)
    asked = [fault for fault in unmatched if readable and (within is None or fault.path in within)]
    gone = [fault for fault in asked if judge.has_judged(fault)]
    standing = {id(item) for item in matched}
    kept = [item for item in report.baselined if within is None or item.path in within or id(item) in standing]
    faults = counted([*known_faults(kept, loaded), *_less(unmatched, gone)])
    new, lost = len(kept) - len(matched), sum(fault.count for fault in gone)
    return report, Renewal(tuple(sorted(faults)), new, lost)


def match(
    found: Iterable[Diagnostic], baseline: Iterable[KnownFault], loaded: Loaded
) -> tuple[list[Diagnostic], list[KnownFault]]:
    """The diagnostics that a baseline has, no more of a kind than it counts; and what it has beyond them."""
    left = {(fault.fingerprint, fault.path): fault for fault in baseline}
    by_fingerprint: dict[str, list[tuple[str, str]]] = {}
    for key in left:
        by_fingerprint.setdefault(key[0], []).append(key)
    matched = []
    found = list(found)
    for diagnostic, fault in zip(found, known_faults(found, loaded), strict=True):
        keys = by_fingerprint.get(fault.fingerprint, ())
        # the same file first: a plan that was moved is found again under its old path
        for key in sorted(keys, key=lambda key: key[1] != fault.path):
            if left[key].count:
                left[key] = replace(left[key], count=left[key].count - 1)
                matched.append(diagnostic)
                break
    return matched, [fault for fault in left.values() if fault.count]


def without(found: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics that are not among others, each taken for itself."""
    left_out = {id(item) for item in others}
    return [item for item in found if id(item) not in left_out]


def known_faults(found: Iterable[Diagnostic], loaded: Loaded) -> Iterator[KnownFault]:
    """Diagnostics as they are kept."""
    return (known_fault(diagnostic, loaded.documents.get(diagnostic.path)) for diagnostic in found)


def counted(faults: Iterable[KnownFault]) -> list[KnownFault]:
    """One for each file and fingerprint, with the sum of their counts."""
    summed: dict[tuple[str, str], KnownFault] = {}
    for fault in faults:
        key = fault.fingerprint, fault.path
        summed[key] = replace(fault, count=fault.count + (summed[key].count if key in summed else 0))
    return list(summed.values())


def _less(faults: Iterable[KnownFault], gone: Collection[KnownFault]) -> list[KnownFault]:
    keys = {(fault.fingerprint, fault.path) for fault in gone}
    return [fault for fault in faults if (fault.fingerprint, fault.path) not in keys]


@dataclass(frozen=True, slots=True)
class _Judge:
    """What a run can say of a known fault that it did not find: that it is gone, or nothing."""

    loaded: Loaded
    active: dict[str, Rule]
    policy: Policy

    def reads_as_before(self, accepted: Iterable[Diagnostic], baseline: Iterable[KnownFault]) -> bool:
        """Whether no file is harder to read than it was: in what was not read, any fault may hide.

        Args: what the run found and is accepted; the baseline, which speaks for rules that did not run.
        """
        unread = Counter(
            (document.path, fault.code)
            for document in self.loaded.documents.values()
            for fault in document.faults
            if fault.code not in self.policy.silent_in(document.path)
        )
        unread.subtract((item.path, item.code) for item in accepted)
        for fault in baseline:
            if fault.code not in self.active:
                unread[fault.path, fault.code] -= fault.count
        return all(count <= 0 for count in unread.values())

    def has_judged(self, fault: KnownFault) -> bool:
        """Whether the run would have found a fault if it were still there."""
        if fault.code not in all_rules():
            return not may_be_own(fault.code)  # otherwise no run will ever find it
        rule, document = self.active.get(fault.code), self.loaded.documents.get(fault.path)
        if rule is None or fault.code in self.policy.silent_in(fault.path):
            return False
        if document is None:
            return True
        if document.torn is not None or document.data is None:
            return False
        return not (rule.on == "lesson" and self._is_unlisted(fault.path))

    def _is_unlisted(self, path: str) -> bool:
        """Whether a plan is not judged because the course does not list it."""
        curriculum = self.loaded.curriculum
        plan = next((plan for plan in curriculum.plans.values() if plan.file == path), None)
        return plan is not None and plan.status != "retired" and plan.slug not in curriculum.places
