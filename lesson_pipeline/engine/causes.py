"""One cause, one diagnostic (design page, section 5): what merely follows from a reported fault is listed under it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lesson_pipeline.diagnostics import Diagnostic, Related
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.rules.registry import Fault
from lesson_pipeline.source.discover import COURSE

PRECEDENCE = ("SEQ005", "PRE003", "SEQ001", "SEQ004", "SEQ003", "SEQ002", "PRE002", "PRE001", "PRE004")
"""Of faults with one cause, the earliest named here is reported; one not named comes last."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_RELATED = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A fault as its rule yielded it, and the diagnostic made of it."""

    fault: Fault
    diagnostic: Diagnostic


def collapse(found: Iterable[Found]) -> list[Found]:
    """One fault for each cause: the most severe, then by precedence, then the first in its file."""
    groups: dict[tuple[str, ...], list[Found]] = {}
    single: list[Found] = []
    for item in found:
        if item.fault.cause is None:
            single.append(item)
        else:
            groups.setdefault(item.fault.cause, []).append(item)
    for group in groups.values():
        first, *rest = sorted(
            group, key=lambda item: (-item.diagnostic.severity, _rank(item.diagnostic.code), item.diagnostic)
        )
        single.append(_with_related(first, [item.diagnostic for item in rest]))
    return single


def _rank(code: str) -> int:
    return PRECEDENCE.index(code) if code in PRECEDENCE else len(PRECEDENCE)


def _with_related(item: Found, followers: list[Diagnostic]) -> Found:
    if not followers:
        return item
    related = (*item.diagnostic.related, *(_follows(follower) for follower in followers[:_MOST_RELATED]))
    return Found(item.fault, replace(item.diagnostic, related=related))


def _follows(diagnostic: Diagnostic) -> Related:
    return Related(diagnostic.path, diagnostic.span, f"{diagnostic.code} here follows from it")


class Unread:
    """Text that stands in a file but could not be read: what it may hold is not called missing elsewhere."""

    def __init__(self, curriculum: Curriculum) -> None:
        self._curriculum = curriculum
        self._everywhere = {COURSE, *curriculum.registry_files}
        self._lost = self._everywhere & curriculum.lost
        self._words = {path: set(_ID.findall(text)) for path, text in curriculum.unread.items()}
        self._positions = {
            plan.file: curriculum.places[slug].index
            for slug, plan in curriculum.plans.items()
            if slug in curriculum.places
        }

    def explains(self, item: Found) -> str | None:
        """The file whose unread text may hold what a fault misses; None where none does."""
        absent = item.fault.absent
        if absent is None or not self._words:
            return None
        names = self._curriculum.registry.family(absent)
        here = self._positions.get(item.diagnostic.path)
        for path, words in self._words.items():
            if names.isdisjoint(words) and path not in self._lost:
                continue
            position = self._positions.get(path)
            if path in self._everywhere or (position is not None and here is not None and position <= here):
                return path
        return None


def hide_behind_unread(
    found: Iterable[Found], first_faults: dict[str, Diagnostic], unread: Unread
) -> tuple[list[Found], list[Diagnostic]]:
    """Faults that unread text may explain become related places of that file's first fault.

    Args: the faults of rules; for each file with faults of its source, the first of them.
    Returns: the faults that remain, and those first faults, with what follows from them.
    """
    kept: list[Found] = []
    followers: dict[str, list[Diagnostic]] = {}
    for item in found:
        path = unread.explains(item)
        if path is None or path not in first_faults:
            kept.append(item)
        else:
            followers.setdefault(path, []).append(item.diagnostic)
    firsts = []
    for path, diagnostic in first_faults.items():
        related = tuple(_may_follow(follower) for follower in followers.get(path, [])[:_MOST_RELATED])
        firsts.append(replace(diagnostic, related=diagnostic.related + related))
    return kept, firsts


def _may_follow(diagnostic: Diagnostic) -> Related:
    return Related(diagnostic.path, diagnostic.span, f"{diagnostic.code} here may follow from it")
