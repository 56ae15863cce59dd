"""One cause, one diagnostic (design page, section 5): what merely follows from a reported fault is listed under it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lesson_pipeline.diagnostics import Diagnostic, Related
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.rules.registry import Fault
from lesson_pipeline.source.discover import COURSE

CAUSES: dict[str, tuple[str, tuple[str, ...]]] = {
    "untaught": (
        "a concept is not taught before it is needed",
        (
            "SEQ005",
            "PRE003",
            "SEQ001",
            "SEQ003",
            "SEQ002",
            "SCO002",
            "TGT001",
            "CON002",
            "LOAD002",
            "PRE004",
            "LES008",
            "LES009",
            "LES010",
        ),
    ),
    "too-shallow": (
        "a concept is known, but less deeply than needed",
        ("PRE003", "SEQ004", "TGT001", "TGT003", "PRE004", "LES008"),
    ),
    "order": ("a section stands elsewhere in the lesson than in its outline", ("LES008", "LES002", "LES009")),
    "section": (
        "the lesson as written lacks a section of the plan",
        ("LES001", "LES008", "LES006", "LES003", "LES004", "LES005", "LES017", "LES020", "LES015", "LES009"),
    ),
    "element": (
        "an element of the plan is missing from its section",
        ("LES003", "LES004", "LES005", "LES017", "LES009", "LES022"),
    ),
    "unnamed": ("a section never names the concept of a gap that it should close", ("LES020", "LES022")),
    "part": ("the page does not name a part of a section", ("LES017",)),
    "valueless": ("a name in a section's formulas has no value", ("NUM002",)),
    "misplaced": ("a question stands outside its check", ("LES006", "SCH012")),
    "unchecked": ("nothing tests what a lesson develops", ("SEQ009", "TGT004")),
    "unexampled": ("no example is about what a lesson teaches", ("EXA004", "TGT004")),
    "state": ("what the plan says of the student differs from the record", ("PRE001",)),
    "source": ("a lesson cited as a source cannot be one", ("PRE002",)),
    "gap": ("a gap is not resolved", ("PRE005",)),
    "promised": ("a concept stands only on a lesson that is not built yet", ("PRE010",)),
    "excluded": ("the lesson does what its scope excludes", ("SCO001", "SCO002", "LES010")),
    "faulty": ("a rule of one's own fails on several lessons", ("OWN001",)),
}
"""For each cause that rules name (in one lesson, for one concept): what it is, and the codes under which it shows. The
first of them that fires is reported; the others, and further places, are listed under it. Rules of one's own may name
these causes, and others; they come after the codes listed here."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_RELATED = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A fault as its rule yielded it, and the diagnostic made of it."""

    fault: Fault
    diagnostic: Diagnostic
    follows: tuple[str, ...] | None = None
    """The cause of a fault in another file, under which it is listed where that is reported."""


def collapse(found: Iterable[Found]) -> list[Found]:
    """One fault for each cause: the most severe, then by the order of `CAUSES`, then the first in its file."""
    groups: dict[tuple[str, ...], list[Found]] = {}
    single: list[Found] = []
    for item in found:
        if item.fault.cause is None:
            single.append(item)
        else:
            groups.setdefault(item.fault.cause, []).append(item)
    told: dict[tuple[str, ...], tuple[Found, list[Diagnostic]]] = {}
    for cause, group in groups.items():
        order = CAUSES[cause[0]][1] if cause[0] in CAUSES else ()
        first, *rest = sorted(group, key=lambda item: _rank(item, order))
        told[cause] = first, [item.diagnostic for item in rest]
    kept: list[tuple[Found, list[Diagnostic]]] = []
    for item, followers in [*told.values(), *((item, []) for item in single)]:
        root = told.get(item.follows) if item.follows else None
        if root is None:
            kept.append((item, followers))
        else:
            root[1].extend([item.diagnostic, *followers])
    return [_with_related(item, followers) for item, followers in kept]


def follow_unknown(found: Iterable[Found]) -> list[Found]:
    """Faults without those that rest on a concept reported as unknown in the same file, which lists them instead."""
    found = list(found)
    followers: dict[tuple[str, str], list[Diagnostic]] = {
        (item.diagnostic.path, item.fault.absent): []
        for item in found
        if item.diagnostic.code == "SCH004" and item.fault.absent
    }
    kept = []
    for item in found:
        names = () if item.diagnostic.code == "SCH004" else (item.fault.absent, *(item.fault.cause or ())[2:3])
        unknown = next((at for name in names if (at := (item.diagnostic.path, name or "")) in followers), None)
        if unknown is None:
            kept.append(item)
        else:
            followers[unknown].append(item.diagnostic)
    return [_with_related(item, followers.get((item.diagnostic.path, item.fault.absent or ""), [])) for item in kept]


def _rank(item: Found, order: tuple[str, ...]) -> tuple[int, int, Diagnostic]:
    code = item.diagnostic.code
    return -item.diagnostic.severity, order.index(code) if code in order else len(order), item.diagnostic


def _with_related(item: Found, followers: list[Diagnostic]) -> Found:
    if not followers:
        return item
    following = dict.fromkeys(_follows(follower) for follower in followers)
    related = (*item.diagnostic.related, *list(following)[:_MOST_RELATED])
    return replace(item, diagnostic=replace(item.diagnostic, related=related))


def _follows(diagnostic: Diagnostic) -> Related:
    return Related(diagnostic.path, diagnostic.span, f"{diagnostic.code} here follows from it", follows=True)


class Unread:
    """Text that stands in a file but could not be read: what it may hold is not called missing elsewhere."""

    def __init__(self, curriculum: Curriculum) -> None:
        self._curriculum = curriculum
        self._everywhere = {COURSE, *curriculum.registry_files}
        self._words = {path: set(_ID.findall(text)) for path, text in curriculum.may_teach.items()}
        self._lost = {path for path in curriculum.lost if path in self._everywhere or not self._words[path]}
        """Files that may hold anything."""
        if COURSE in self._words:
            self._words[COURSE] |= self._taught_by_lost_slots()
        self._positions = {
            source.file: place.index
            for slug, place in curriculum.places.items()
            for source in (curriculum.plans.get(slug), curriculum.pages.get(slug))
            if source is not None
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
            if path in self._everywhere:
                return path
            if position is not None and here is not None and (position <= here or item.fault.later):
                return path
        return None

    def _taught_by_lost_slots(self) -> set[str]:
        """What is taught by lessons that may have their place in unread text of the course."""
        slugs = self._words[COURSE] - self._curriculum.places.keys()
        plans = [plan for slug, plan in self._curriculum.plans.items() if slug in slugs]
        targets = {target.concept for plan in plans for target in plan.teaches}
        return targets | {row.concept for plan in plans for section in plan.outline for row in section.teaches()}


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
    return Related(diagnostic.path, diagnostic.span, f"{diagnostic.code} here may follow from it", follows=True)
