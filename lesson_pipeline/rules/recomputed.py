"""Every stated number computed anew: the faults of NUM001 and NUM002, file by file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeGuard

from lesson_pipeline.calc.agreement import agrees, as_shown, misfit
from lesson_pipeline.calc.expressions import Calculator, Computed
from lesson_pipeline.calc.operations import CONSTANTS
from lesson_pipeline.calc.shown import Shown, ShownValue, read_shown
from lesson_pipeline.calc.values import ExpressionError, Value, short
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.written import RoleUse, WrittenBlock
from lesson_pipeline.places import At, Span
from lesson_pipeline.rules.number_texts import Entry, Text, entries_of
from lesson_pipeline.rules.registry import Fault
from lesson_pipeline.source.stated_numbers import NamedValue, named_values, stated

DIFFERS, INVALID = "NUM001", "NUM002"
MAX_ENTRIES = 2000
"""In one file."""
_MAX_NAMES = 200
"""In one section."""
_MAX_NAME = 40
_LONGEST_QUOTE = 80
_MOST_PLACES = 3


class Recomputed(NamedTuple):
    """A fault, and the code of its rule."""

    code: str
    fault: Fault


def recomputed(curriculum: Curriculum) -> Iterator[Recomputed]:
    """What is wrong with the numbers of the lessons that are taught, in their plans and on their pages."""
    for place in curriculum.order:
        plan = curriculum.plans[place.slug]
        if not plan.is_record:
            for entries in entries_of(plan, curriculum.pages.get(place.slug)):
                yield from _File(entries).check()


@dataclass(slots=True)
class _Home:
    """Where a name is given a value, and in which section."""

    at: At
    section: str
    number: int


@dataclass(slots=True)
class _File:
    """The entries of one file, and what the walk over them knows."""

    entries: list[Entry]
    calculator: Calculator = field(default_factory=Calculator)
    values: dict[str, Value] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Names whose own entry is at fault: what uses them is not reported again."""
    here: dict[str, At] = field(default_factory=dict)
    """Where the names of this section stand."""
    homes: dict[str, list[_Home]] = field(default_factory=dict)

    def check(self) -> Iterator[Recomputed]:
        """Walk over the entries."""
        for number, entry in enumerate(self.entries):
            if isinstance(entry.thing, WrittenBlock):
                for named, span in _named(entry.text, entry.thing):
                    self.homes.setdefault(named.name, []).append(_Home(entry.text.at(span), entry.section, number))
        section = ""
        for number, entry in enumerate(self.entries):
            if number == MAX_ENTRIES:
                message = f"more than {MAX_ENTRIES:,} numbers are stated in this file: the rest is not recomputed"
                yield Recomputed(INVALID, Fault(entry.text.at(_start(entry)), message, "split the lesson"))
                return
            if entry.section != section:
                section = entry.section
                self.values.clear()
                self.broken.clear()
                self.here.clear()
            if isinstance(entry.thing, WrittenBlock):
                yield from self._values(entry, entry.thing, number)
            else:
                yield from self._number(entry, entry.thing, number)

    def _values(self, entry: Entry, block: WrittenBlock, number: int) -> Iterator[Recomputed]:
        """Take the names of a block."""
        own: set[str] = set()
        for named, span in _named(entry.text, block):
            at = entry.text.at(span)
            unfit = _unfit_name(named.name, own, len(self.values))
            own.add(named.name)
            result = Fault(at, *unfit) if unfit else self._compute(named.expression, at, entry.section, number)
            if isinstance(result, Computed):
                self.values[named.name], self.here[named.name] = result.value, at
                self.broken.discard(named.name)
                continue
            if named.name and (unfit is None or named.name not in self.values):
                self.values.pop(named.name, None)
                self.broken.add(named.name)
            if result.message:
                yield Recomputed(INVALID, result)

    def _number(self, entry: Entry, role: RoleUse, number: int) -> Iterator[Recomputed]:
        """Compare a number with its expressions."""
        said = stated(role.content)
        whole = entry.text.at(role.span)
        if not said.expressions:
            message = f"`{_quoted(role.content)}` is stated without the expression that gives it"
            yield Recomputed(INVALID, Fault(whole, message, "write the expression before it: {num}`2 * 16 = 32`"))
            return
        shown = read_shown(said.shown, about=said.is_about)
        if shown is None:
            message = f"`{_quoted(said.shown)}` is no number"
            help = "behind the last equals sign stand the digits alone; a unit stands behind the role"
            yield Recomputed(INVALID, Fault(whole, message, help))
            return
        results = [self._compute(expression, whole, entry.section, number) for expression in said.expressions]
        yield from (Recomputed(INVALID, fault) for fault in results if isinstance(fault, Fault) and fault.message)
        place = _place_of(entry.text, role.span, shown.text if isinstance(shown, Shown) else said.shown)
        rights = {as_shown(found.value, shown) if _fits(found, shown) else None for found in results}
        right = rights.pop() if len(rights) == 1 else None
        for expression, found in zip(said.expressions, results, strict=True):
            if isinstance(found, Fault) or agrees(found.value, shown):
                continue
            unlike = misfit(found.value, shown)
            gives = f"{unlike}: {short(found.value)}" if unlike else as_shown(found.value, shown)
            message = f"{_quoted(said.shown)} is stated, and `{_quoted(expression)}` gives {gives}{_with(found.used)}"
            help = (
                "show what the expression gives, or correct it"
                if unlike
                else f"write `{gives}`, or correct the expression"
            )
            fix = entry.text.rewrite(place, right) if place and right else None
            at = entry.text.at(place or role.span)
            yield Recomputed(DIFFERS, Fault(at, message, help, self._places(found.used), fix=fix))
            return  # the other expressions are steps on the way to the same number

    def _compute(self, expression: str, at: At, section: str, number: int) -> Computed | Fault:
        """The value of an expression, or why it has none; with no message where that was said already."""
        if self.calculator.is_spent:
            return Fault(at, "")
        try:
            return self.calculator.compute(expression, self.values)
        except ExpressionError as error:
            name = "" if error.is_function else error.unknown
            if name in self.broken:
                return Fault(at, "")
            message = f"`{_quoted(expression)}` cannot be computed: {error.message}"
            cause = ("valueless", at.file, section, name) if name else None
            homes = self.homes.get(name, ()) if name else ()
            below = [home for home in homes if home.section == section and home.number >= number]
            if below:
                help = "names count from where they stand: move the block `values` up"
                return Fault(at, message, help, ((below[0].at, f"`{name}` is named only here"),), cause=cause)
            if homes:
                help = f"a block `values` counts for its own section: name `{name}` in this one too"
                return Fault(at, message, help, ((homes[0].at, f"`{name}` is named in another section"),), cause=cause)
            help = f"name it in a block `values` of this section: `{name} = 10`" if name else ""
            return Fault(at, message, error.help or help, cause=cause)

    def _places(self, used: Mapping[str, Value]) -> tuple[tuple[At, str], ...]:
        return tuple((self.here[name], f"`{name}` is named here") for name in list(used)[:_MOST_PLACES])


def _start(entry: Entry) -> Span:
    line = entry.thing.span.line if isinstance(entry.thing, RoleUse) else entry.thing.line
    return Span(line, 1, line, len(entry.text.written.lines[line - 1]) + 1)


def _named(text: Text, block: WrittenBlock) -> Iterator[tuple[NamedValue, Span]]:
    """The entries of a block `values`, each with its place."""
    first, lines = text.written.within(block)
    for named in named_values(lines):
        yield named, Span(first + named.line, named.start + 1, first + named.line, named.end + 1)


def _unfit_name(name: str, own: set[str], count: int) -> tuple[str, str] | None:
    """What is wrong with a name, and what to do; None where nothing is."""
    if not name:
        return (
            "this entry of a block `values` names nothing",
            "write `name = expression`, one on a line or parted by `;`",
        )
    if name in CONSTANTS:
        return f"`{name}` has its value already: {CONSTANTS[name]:.6g}", "choose another name"
    if name in own:
        return f"`{name}` is named twice in one block", "remove one of the two, or rename it"
    if len(name) > _MAX_NAME or count >= _MAX_NAMES:
        return "a section names too many values, or one by too long a name", f"at most {_MAX_NAMES} names can be used"
    return None


def _fits(found: Computed | Fault, shown: ShownValue) -> TypeGuard[Computed]:
    return isinstance(found, Computed) and not misfit(found.value, shown)


def _place_of(text: Text, role: Span, shown: str) -> Span | None:
    """Where the number stands within its role; None where it is broken over lines."""
    line = text.written.lines[role.end_line - 1]
    start = line.rfind(shown, role.column - 1 if role.line == role.end_line else 0, role.end_column - 1)
    return Span(role.end_line, start + 1, role.end_line, start + len(shown) + 1) if start >= 0 else None


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"


def _with(used: Mapping[str, Value]) -> str:
    named = [f"{name} = {short(value)}" for name, value in used.items()]
    return f" ({', '.join(named)})" if named else ""
