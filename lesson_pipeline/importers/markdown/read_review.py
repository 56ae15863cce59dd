"""One review: what stands below its heading, part by part."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lesson_pipeline.importers.markdown.halves import lifted
from lesson_pipeline.importers.markdown.labels import labelled
from lesson_pipeline.importers.markdown.log import Log, Mapped, Odd
from lesson_pipeline.importers.markdown.read_findings import Findings
from lesson_pipeline.importers.markdown.read_fixes import read_fixes
from lesson_pipeline.importers.markdown.read_review_notes import Stretch, loose_slot_of, slot_of_label, stretches
from lesson_pipeline.importers.markdown.read_verification import read_verification
from lesson_pipeline.importers.markdown.review_headings import (
    ReviewHeading,
    finding_title,
    is_findings,
    is_fix_pass,
    is_verification,
    is_verification_label,
)
from lesson_pipeline.importers.markdown.review_readings import (
    FixReading,
    NoteReading,
    RoundReading,
    VerificationReading,
)
from lesson_pipeline.importers.markdown.stated_reviews import is_note, note_of, stated_round
from lesson_pipeline.importers.markdown.tree import Block, Node
from lesson_pipeline.importers.markdown.verdicts import title_of_verdict, verdict_of
from lesson_pipeline.importers.markdown.vocabulary import words_of

_COUNT = re.compile(r"(critical|improvement|polish)s?\W+(\d+)", re.IGNORECASE)
_NOTHING = re.compile(r"\W*(?:none|no (?:new )?findings|n/a)\W*", re.IGNORECASE)
_NOTES = re.compile(r"(?:(?:review|reviewer|additional|general|other) )?notes?")
_SUMMARY = re.compile(r"summary\b.*|(?:(?:findings?|severity) )?(?:counts?|totals?)")


@dataclass(slots=True)
class _Draft:
    """A review while it is read."""

    ordinal: int
    before: Sequence[RoundReading]
    log: Log
    findings: Findings = field(default_factory=Findings)
    fix_passes: list[Node] = field(default_factory=list)
    fixes: list[FixReading] = field(default_factory=list)
    stated_fixes: list[Mapping[str, Any]] = field(default_factory=list)
    stated_verification: list[Mapping[str, Any]] = field(default_factory=list)
    verification: list[VerificationReading] = field(default_factory=list)
    works_well: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    overall: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    rationale: list[str] = field(default_factory=list)
    other: list[NoteReading] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    reviewer: str = ""
    verdict: str = ""

    def note(self, heading: str, text: str, line: int) -> None:
        """Keep a text under its heading; no text is nothing."""
        if text.strip():
            self.keep(heading, text, line)

    def keep(self, heading: str, text: str, line: int) -> None:
        """Keep a heading with its text, if it has any."""
        self.other.append(NoteReading(heading, text.strip(), line))

    def map(self, node: Node, to: str) -> None:
        self.log.mapped.append(Mapped(node.title, node.line, f"round {self.ordinal}: {to}"))


def read_review(node: Node, heading: ReviewHeading, before: Sequence[RoundReading], log: Log) -> RoundReading:
    """The review below a heading. `before` are the rounds before it, whose findings it may verify."""
    draft = _Draft(len(before) + 1, before, log)
    log.structure.append(node.title)
    if heading.extra:
        draft.note("Review", heading.extra, node.line)
    _notes(draft, "", node.blocks)
    for child in lifted(node.children, log.annotations):
        _part(draft, child)
    for fix_pass in draft.fix_passes:
        found = read_fixes(fix_pass.title, fix_pass.line, fix_pass.flat(), draft.findings.found, log)
        draft.fixes += found.fixes
        draft.stated_fixes += found.stated
        draft.other += found.notes
    _check_counts(draft, node)
    if not draft.verdict:
        log.odd.append(Odd(node.line, "the review says no verdict"))
    return RoundReading(
        ordinal=draft.ordinal,
        line=node.line,
        date=heading.date,
        iteration=heading.iteration,
        of=heading.of,
        reviewer=draft.reviewer,
        findings=tuple(draft.findings.found),
        fixes=(*draft.findings.fixes, *draft.fixes),
        verification=tuple(draft.verification),
        works_well=tuple(draft.works_well),
        patterns=tuple(draft.patterns),
        overall="\n\n".join(draft.overall),
        labels=draft.labels,
        other=tuple(draft.other),
        verdict=draft.verdict,
        rationale="\n\n".join(text for text in draft.rationale if text),
        stated_fixes=tuple(draft.stated_fixes),
        stated_verification=tuple(draft.stated_verification),
        stated=stated_round(node.line, log),
    )


def _part(draft: _Draft, node: Node) -> None:
    """One heading below a review."""
    words = " ".join(words_of(node.title))
    if is_note(node, draft.log):
        draft.other.append(note_of(node, draft.log))
    elif finding_title(node.title) is not None:
        draft.map(node, "findings")
        draft.findings.read(node, draft.log)
    elif _SUMMARY.fullmatch(words):
        _summary(draft, node)
    elif title_of_verdict(node.title):
        _verdict(draft, node)
    elif is_fix_pass(node.title) and not _names_earlier(draft, node):
        draft.map(node, "fixes")
        draft.fix_passes.append(node)
    elif is_findings(node.title) or (
        not is_verification(node.title) and any(finding_title(one.title) for one in node.children)
    ):
        _findings(draft, node)
    elif is_verification(node.title) or is_fix_pass(node.title):
        draft.map(node, "verification")
        _verification(draft, node.title, node.line, node.flat())
    elif _NOTES.fullmatch(words):
        draft.map(node, "notes")
        draft.log.structure.append(node.title)
        _notes(draft, node.title, node.flat())
    elif slot_of_label(node.title):
        draft.map(node, "notes")
        _notes(draft, node.title, [Block("heading", node.line, node.title), *node.flat()])
    else:
        draft.map(node, "notes")
        draft.keep(node.title, node.text(), node.line)


def _names_earlier(draft: _Draft, node: Node) -> bool:
    """Whether a heading about fixes means those of a round before: `Iteration 1 Findings Addressed` in the second."""
    return bool(draft.before) and is_verification(node.title) and not draft.findings.found


def _summary(draft: _Draft, node: Node) -> None:
    """The counts per severity: derived, so they are only checked. Other text is kept."""
    draft.map(node, "derived")
    draft.log.structure.append(node.title)
    rest: list[str] = []
    counted, *verdicts = labelled([Block("paragraph", node.line, ""), *node.flat()], _is_verdict)
    for verdict in verdicts:
        draft.log.structure.append(verdict.label)
        _judge(draft, verdict.blocks, verdict.line)
    for block in counted.blocks:
        for line in block.text.split("\n") if block.kind != "rule" else ():
            found = _COUNT.match(line.strip("*- "))
            if found is not None:
                draft.counts[found[1].lower()] = int(found[2])
            if found is None or words_of(line.strip("*- ")[found.end() :]):
                rest.append(line)
            else:
                draft.log.structure.append(found.group())
    draft.note(node.title, "\n".join(rest), node.line)


def _check_counts(draft: _Draft, node: Node) -> None:
    for severity, count in draft.counts.items():
        found = sum(finding.severity == severity for finding in draft.findings.found)
        if found != count:
            message = f"the summary counts {count} of severity {severity}, the headings show {found}"
            draft.log.odd.append(Odd(node.line, message))


def _verdict(draft: _Draft, node: Node) -> None:
    """The verdict from its heading, or from the first line below; the rest is why."""
    draft.map(node, "verdict")
    title = title_of_verdict(node.title)
    said = node.title[len(title) :].strip()
    draft.log.structure.append(title)
    blocks = [block for block in node.flat() if block.kind != "rule"]
    if said:
        _say_verdict(draft, said, node.line)
        draft.rationale += [block.text for block in blocks]
    else:
        _judge(draft, blocks, node.line)


def _is_verdict(label: str) -> bool:
    return slot_of_label(label) == "verdict"


def _judge(draft: _Draft, blocks: Sequence[Block], line: int) -> None:
    """Take a verdict from the first line of some blocks; the rest is why."""
    if not blocks:
        return
    said, _, below = blocks[0].text.partition("\n")
    _say_verdict(draft, said, line)
    draft.rationale += [text for text in (below, *(block.text for block in blocks[1:])) if text]


def _say_verdict(draft: _Draft, said: str, line: int) -> None:
    """Take the verdict of a text. Words that say more than the verdict begin the rationale."""
    found = verdict_of(said)
    if found is None:
        if said:
            draft.log.odd.append(Odd(line, f"`{said[:60]}` is no verdict that is known here"))
            draft.rationale.append(said)
    elif draft.verdict and draft.verdict != found.verdict:
        message = f"a second verdict, {found.verdict}: the first one, {draft.verdict}, counts"
        draft.log.odd.append(Odd(line, message))
        draft.rationale.append(said)
    else:
        draft.verdict = found.verdict
        draft.log.structure.append(found.words)
        draft.rationale += [said] if words_of(found.rest) else []


def _findings(draft: _Draft, node: Node) -> None:
    """A heading with findings below. One that restates findings of before is carried into each of them."""
    draft.map(node, "findings")
    standard = is_findings(node.title)
    draft.log.structure.append(node.title)
    for block in node.blocks:
        if block.kind == "rule":
            continue
        if _NOTHING.fullmatch(block.text):
            draft.log.structure.append(block.text)
        else:
            draft.note(node.title, block.text, block.line)
    for child in node.children:
        if draft.findings.read(child, draft.log, "" if standard else node.title) or draft.findings.go_on(child):
            draft.map(child, "findings")
        else:
            draft.keep(child.title, child.text(), child.line)


def _verification(draft: _Draft, title: str, line: int, blocks: Sequence[Block]) -> None:
    found = read_verification(title, line, blocks, draft.before, draft.log)
    draft.verification += found.verification
    draft.stated_verification += found.stated
    draft.other += found.notes


def _notes(draft: _Draft, title: str, blocks: Sequence[Block]) -> None:
    """Labelled notes to their fields; those with a label of their own, or none, keep together."""
    found = stretches(blocks)
    has_overall = any(stretch.slot == "overall" for stretch in found)
    for stretch in found:
        if not stretch.label:
            if has_overall or not title:
                draft.note(title or "Review", stretch.text, stretch.line)
            else:
                draft.overall.append(stretch.text)
        elif " ".join(words_of(stretch.label)) in ("reviewer", "reviewed by"):
            draft.log.structure.append(stretch.label)
            draft.reviewer = stretch.text
        elif is_verification_label(stretch.label) and not stretch.slot:
            _verification(draft, stretch.label, stretch.line, stretch.blocks)
        else:
            _stretch(draft, stretch)


def _stretch(draft: _Draft, stretch: Stretch) -> None:
    """What stands behind a label that is none of a verification."""
    said = draft.log.annotations.at(stretch.line)
    if said and said.values.get("slot") in ("works_well", "patterns", "overall"):
        draft.labels[said.values["slot"]] = stretch.label
        stretch = replace(stretch, slot=said.values["slot"])
    loose = loose_slot_of(stretch.label)
    if not stretch.slot and loose and not getattr(draft, loose) and loose not in draft.labels:
        draft.labels[loose] = stretch.label
        stretch = replace(stretch, slot=loose)
    elif not stretch.slot:
        draft.keep(stretch.label, stretch.text, stretch.line)
        return
    else:
        draft.log.structure.append(stretch.label)
    if stretch.slot in ("works_well", "patterns"):
        draft.log.structure += stretch.numbers()
    if stretch.slot == "works_well":
        draft.works_well += stretch.entries()
    elif stretch.slot == "patterns":
        draft.patterns += stretch.entries()
    elif stretch.slot == "overall":
        draft.overall.append(stretch.text)
    elif stretch.slot == "rationale":
        draft.rationale.append(stretch.text)
    else:
        _say_verdict(draft, stretch.text, stretch.line)
