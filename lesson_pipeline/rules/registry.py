"""What a rule is, and the table of all rules."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from inspect import cleandoc
from typing import Any, Literal

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import At
from lesson_pipeline.source.changes import Change, Put
from lesson_pipeline.suggest import closest

FAMILIES = {
    "SCH": ("structure", "structure", "names", "page_names"),
    "SEQ": ("sequencing", "checks", "sequence"),
    "PRE": ("prerequisites and student state", "state", "prerequisites"),
    "MIS": ("misconceptions", "misconceptions"),
    "EXA": ("examples", "examples"),
    "MOD": ("modalities", "modalities"),
    "LOAD": ("load", "load"),
    "CON": ("connections", "connections"),
    "SCO": ("scope", "scope"),
    "TGT": ("target depths", "targets"),
    "LES": (
        "the lesson against its plan, and the page itself",
        *("lesson_structure", "lesson_blocks", "lesson_elements", "lesson_answers"),
        *("lesson_sequence", "lesson_terms", "lesson_references", "lesson_code"),
    ),
    "NUM": ("numbers that are recomputed", "numbers"),
    "NBK": ("notebooks", "notebooks"),
    "REV": ("reviews", "reviews", "review_state"),
    "STY": ("house style", "style"),
    "OWN": ("rules of one's own", "faulty"),
}
"""Prefix of the codes: what the family is about, then the modules that hold its rules."""

RESERVED = "X"
"""What the codes of rules of one's own begin with; no family of the product ever does."""
FIRST_RELEASE = "0.1.0"
"""The version that brought every rule which says nothing else."""

Status = Literal["preview", "stable", "deprecated"]

_HOME = "lesson_pipeline.rules"
_CODE = re.compile(r"[A-Z]{3,4}[0-9]{3}\Z")
_OWN_CODE = re.compile(rf"{RESERVED}[A-Z]{{2,3}}[0-9]{{3}}\Z")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Repair:
    """What would mend a fault with no choice left to a person, as changes of the data of files."""

    label: str
    """What it does, as an order: write `developed`."""
    changes: tuple[tuple[str, Change], ...]
    """Each with the path of its file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: one fault, at a place that is located later."""

    at: At
    message: str
    help: str = ""
    related: tuple[tuple[At, str], ...] = ()
    severity: Severity | None = None
    """Where it differs from the rule's own."""
    absent: str | None = None
    """The name whose absence this fault rests on: it may stand in text that could not be read."""
    later: bool = False
    """Whether the absent name could stand in a later lesson just as well."""
    cause: tuple[str, ...] | None = None
    """Faults with one cause become one diagnostic; the others are listed under it as related."""
    fix: Repair | None = None


def write(value: str | None, *places: At) -> Repair | None:
    """The repair that writes a value at some places, whatever stands there; None where there is no value."""
    return Repair(f"write `{value}`", tuple((at.file, Put(at.path, value)) for at in places)) if value else None


Check = Callable[[Any], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as users know it, and the function that finds its faults."""

    code: str
    name: str
    severity: Severity
    on: str
    """`lesson`: called for each taught lesson; `page`: for each that is written; `course`: called once; `source`,
    `waivers` and `found`: found elsewhere."""
    check: Check | None = None
    status: Status = "stable"
    since: str = FIRST_RELEASE
    """The version since which it has its status; of a rule of one's own, the version of its package, or nothing."""
    added: str = ""
    """The version that brought it, where that is another."""
    successor: str = ""
    """The code of the rule that does the work of a deprecated one."""
    needs_whole: bool = False
    """Judges what is missing, so it is silent on a plan of which a part could not be read."""
    needs_outline: bool = False
    """Judges the plan as a whole, so it is silent on a planned lesson that has no outline yet."""
    on_records: bool = False
    """Applies to plans of kind record too."""
    origin: str = ""
    """Where a rule of one's own comes from: a package with its version, or a line of the configuration."""
    written: str = ""
    """Its documentation, where that stands in no file."""

    @property
    def family(self) -> str:
        return self.code[:-3]

    @property
    def preview(self) -> bool:
        return self.status == "preview"

    @property
    def url(self) -> str:
        """Where the documentation stands, relative to the product's repository."""
        return "docs/own-rules.md" if self.origin else f"docs/rules/{self.code}.md"

    def text(self) -> str:
        """The rule's documentation, in Markdown: `texts/CODE.md` beside its module, or else its docstring."""
        if self.written:
            return self.written
        if not self.origin:
            return (files(_HOME) / "texts" / f"{self.code}.md").read_text(encoding="utf-8")
        try:
            return (files(package_of(self.check)) / "texts" / f"{self.code}.md").read_text(encoding="utf-8")
        except (OSError, ValueError, ImportError):  # there is none, or none that can be read
            said = cleandoc(str(self.check.__doc__ or "It has no documentation."))
            return f"# {self.code} {self.name}\n\n{said}\n"


@dataclass(frozen=True, slots=True)
class OwnRules:
    """The rules of one's own in a run, and what is wrong with those that cannot be used."""

    rules: tuple[Rule, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_whole: bool = True
    """Whether these are all: not where a package failed, or where the configuration is left alone."""


_RULES: dict[str, Rule] = {}
_MADE: dict[Check, Rule] = {}
"""The rule of each decorated function."""
_own = OwnRules()


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    on: str = "lesson",
    status: Status = "stable",
    since: str | None = None,
    added: str = "",
    successor: str = "",
    needs_whole: bool = False,
    needs_outline: bool = False,
    on_records: bool = False,
) -> Callable[[Check], Check]:
    """Make the decorated generator a rule.

    A function of the product is registered; one of another package is when the package's entry point is read
    (`rules.packages`), so that a mistake in it is reported instead of raised.
    Raises ValueError for a code or name of the product that is taken or malformed.
    """

    def register(check: Check) -> Check:
        is_ours = check.__module__.startswith(f"{_HOME}.")
        version = since if since is not None else FIRST_RELEASE if is_ours else ""
        life = status, version, added, successor
        made = Rule(code, name, severity, on, check, *life, needs_whole, needs_outline, on_records)
        _MADE[check] = made
        if is_ours:
            _add(made)
        return check

    return register


def declare(code: str, name: str, severity: Severity, *, on: str) -> None:
    """Register a rule whose faults another layer finds."""
    _add(Rule(code, name, severity, on))


def made_of(check: Check) -> Rule | None:
    """The rule that a function was decorated with."""
    return _MADE.get(check)


def package_of(check: Check | None) -> str:
    """The package whose folder holds the module of a rule; nothing for a module on its own."""
    module = sys.modules.get(check.__module__) if check else None
    return str(module.__package__ or "") if module else ""


def use_own(own: OwnRules) -> None:
    """From now on `all_rules` lists these rules of one's own, and no others."""
    global _own
    _own = own


def own_rules() -> OwnRules:
    """The rules of one's own that are in use."""
    return _own


def may_be_own(word: str) -> bool:
    """Whether an unknown word may name a rule of one's own that could not be read in this run."""
    return not _own.is_whole and bool(re.match(rf"{RESERVED}[A-Z]{{0,3}}[0-9]{{0,3}}\Z", word.upper()))


def is_own_code(code: str) -> bool:
    """Whether a code has the form of those of one's own rules."""
    return bool(_OWN_CODE.match(code))


def is_name(word: str) -> bool:
    """Whether a word has the form of a rule's name."""
    return bool(_NAME.match(word))


def _add(new: Rule) -> None:
    if not _CODE.match(new.code) or not _NAME.match(new.name):
        raise ValueError(f"malformed rule {new.code} {new.name}")
    if new.code in _RULES or any((new.family, new.name) == (old.family, old.name) for old in _RULES.values()):
        raise ValueError(f"rule {new.code} {new.name} is taken")
    _RULES[new.code] = new


def all_rules() -> dict[str, Rule]:
    """Every rule by code, in order of family and number; one's own come last."""
    return {**built_in(), **{rule.code: rule for rule in sorted(_own.rules, key=lambda rule: rule.code)}}


def built_in() -> dict[str, Rule]:
    """The rules of the product by code, in order of family and number."""
    for _, *modules in FAMILIES.values():
        for module in modules:
            import_module(f"lesson_pipeline.rules.{module}")
    order = list(FAMILIES)
    return dict(sorted(_RULES.items(), key=lambda item: (order.index(item[1].family), item[0])))


def find_rule(word: str) -> Rule:
    """The rule of a code or name, in any case. Raises PipelineError, with the nearest, where there is none."""
    found = named(word)
    if len(found) == 1:
        return found[0]
    if found:
        codes = ", ".join(rule.code for rule in found)
        raise PipelineError(f"several rules are named `{word}`", f"say which: {codes}")
    rules = all_rules()
    near = closest(word.upper(), rules) or closest(word.lower(), [rule.name for rule in rules.values()])
    nearest = named(near) if near else []
    help = f"did you mean `{nearest[0].code}` ({nearest[0].name})?" if nearest else "`lesson-pipeline rules` lists them"
    raise PipelineError(f"unknown rule `{word}`", help)


def named(word: str) -> list[Rule]:
    """The rules of a code or name, in any case; families may share a name, so several may bear it."""
    rules = all_rules().values()
    return [rule for rule in rules if word.upper() == rule.code or word.lower() == rule.name]
