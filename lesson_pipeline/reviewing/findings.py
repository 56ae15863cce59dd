"""New findings: what a reviewer or a rule says, proven to be about something that is there, and added to a round."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.reviewing.round_text import appended
from lesson_pipeline.reviewing.store import Draft, Reviews
from lesson_pipeline.reviews.finding_ids import finding_id
from lesson_pipeline.rules.registry import all_rules, find_rule
from lesson_pipeline.words import fit_prose, fit_text

_GRAVITY = {Severity.ERROR: "critical", Severity.WARNING: "improvement", Severity.INFO: "polish"}
_LONGEST_TITLE = 160
_TEXTS = {"issue": "issue", "student_impact": "student impact", "suggested_fix": "suggested fix"}

NEEDED = ("severity", "title", "section", *_TEXTS)
"""What a finding must have for `review add`, by the names of the schema and of the options."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A finding before it has its id."""

    severity: str
    title: str
    locations: tuple[Mapping[str, str], ...]
    issue: str
    student_impact: str
    suggested_fix: str
    rule: str = ""


def wanted(data: Mapping[str, Any]) -> Wanted:
    """A finding from what a person wrote. Raises PipelineError for what is missing and for what cannot be written."""
    has = {**data, "section": data.get("locations")}
    missing = [name for name in NEEDED if not str(has.get(name) or "").strip()]
    if missing:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in missing)
        raise PipelineError(
            f"the finding is not complete: {options} {'is' if len(missing) == 1 else 'are'} missing",
            "on a terminal a form asks for the rest",
        )
    severity = str(data["severity"])
    if severity not in SEVERITIES:
        raise PipelineError(
            f"no finding is `{severity[:40]}`", f"it is {', '.join(SEVERITIES[:-1])} or {SEVERITIES[-1]}"
        )
    title = fit_text(str(data["title"]), "title")
    if len(title) > _LONGEST_TITLE:
        raise PipelineError(
            f"the title has {len(title):,} characters, and at most {_LONGEST_TITLE} are taken",
            "say in the title what is wrong, and the rest under --issue",
        )
    texts = {name: fit_prose(str(data[name]), what) for name, what in _TEXTS.items()}
    rule = find_rule(str(data["rule"])).code if data.get("rule") else ""
    locations = tuple(
        {key: fit_prose(value, key) if key == "quote" else value for key, value in place.items() if value}
        for place in data["locations"]
    )
    return Wanted(severity, title, locations, rule=rule, **texts)


def add(reviews: Reviews, findings: Iterable[Wanted]) -> Draft:
    """The round that goes on, with more findings. Raises PipelineError where none goes on."""
    if reviews.open is None:
        last = f"round {reviews.last} is closed" if reviews.last else "it has no round yet"
        raise PipelineError(
            f"no review of `{reviews.lesson}` goes on: {last}",
            f"`lesson-pipeline review start {reviews.lesson}` begins the next round",
        )
    document = reviews.documents[reviews.open]
    taken = {finding.id for finding in reviews.history.rounds[reviews.open].findings}
    names = []
    for finding in findings:
        id = finding_id(finding.title, taken)
        document = appended(document, "findings", _item(id, finding))
        names.append(f"{reviews.open}/{id}")
    return Draft(reviews.open, {document.path: document.text}, tuple(names))


def _item(id: str, finding: Wanted) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": id,
        "severity": finding.severity,
        "title": finding.title,
        "location": [dict(place) for place in finding.locations],
        "issue": finding.issue,
        "student_impact": finding.student_impact,
        "suggested_fix": finding.suggested_fix,
        "rule": finding.rule,
    }
    return {key: value for key, value in item.items() if value}


# -- findings that rules have found


def from_diagnostics(
    found: Sequence[Diagnostic],
    codes: Sequence[str],
    severity: str | None,
    place_of: Callable[[Diagnostic], Mapping[str, str]],
) -> Iterator[Wanted]:
    """A finding for each diagnostic of some rules, with the impact that the rule's own text names.

    Args: the diagnostics of the lesson; codes, names or prefixes of rules; a severity for all of them, else it follows
    from that of the diagnostic; how a diagnostic becomes a location.
    Raises PipelineError where nothing is found.
    """
    chosen = _chosen(codes)
    picked = [diagnostic for diagnostic in found if diagnostic.code in chosen]
    if not picked:
        others = ", ".join(sorted({diagnostic.code for diagnostic in found})) or "nothing"
        raise PipelineError(f"the check of this lesson finds nothing by {', '.join(codes)}", f"it finds: {others}")
    for diagnostic in picked:
        title = _title(diagnostic.message)
        yield Wanted(
            severity or _GRAVITY[diagnostic.severity],
            title,
            (place_of(diagnostic),),
            diagnostic.message,
            _impact(diagnostic.code),
            diagnostic.help or f"see `lesson-pipeline explain {diagnostic.code}`",
            diagnostic.code,
        )


def _chosen(codes: Sequence[str]) -> set[str]:
    rules = all_rules()
    chosen: set[str] = set()
    for word in codes:
        prefix = {code for code in rules if code.startswith(word.upper())}
        chosen |= prefix or {find_rule(word).code}
    return chosen


def _title(message: str) -> str:
    """A message as a title: its first clause, on one line."""
    line = " ".join(message.replace("`", "").split())
    first = re.split(r": | \(|; ", line, maxsplit=1)[0]
    title = first if len(first) <= _LONGEST_TITLE else first[: _LONGEST_TITLE - 1] + "…"
    return title[:1].upper() + title[1:]


def _impact(code: str) -> str:
    """Why a fault of the rule hurts, by the rule's own text: its first paragraph; what it finds, where none says so."""
    text = all_rules()[code].text()
    part = text.partition("## Why it hurts\n")[2].strip() or text.partition("\n\n")[2].strip()
    return " ".join(part.split("\n\n")[0].split())
