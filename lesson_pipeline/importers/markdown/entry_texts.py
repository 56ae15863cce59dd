"""The text of one entry of a fix pass or a verification: which finding it names, what it says of it.

[CRITICAL] Title — FIXED. What was done …        **IMPROVEMENT (title):** Fully resolved. …
**[POLISH] Title.** VERIFIED FIXED. …            **Finding #1 [CRITICAL] — Title** **Status:** FIXED. …
"""

import re
from typing import NamedTuple

from lesson_pipeline.importers.markdown.finding_status import BEFORE_STATUS, Status, status_at
from lesson_pipeline.importers.markdown.labels import bold_start, label_of
from lesson_pipeline.importers.markdown.review_headings import severity_start
from lesson_pipeline.importers.markdown.review_readings import EntryReading
from lesson_pipeline.importers.markdown.vocabulary import words_of

_NUMBER = re.compile(
    r"\W{0,3}(?:(?:finding|issue|item)\s+#?|#)(?P<n>\d{1,3})\b[\s.:)]*(?:(?:—|–|--+|-)\s+)?", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+(?:—|–|--+|→|->)\s+|:\s+|\.\s+")
_LEADING = re.compile(r"[\s:]*(?:(?:—|–|--+|-)\s+)?[\s:]*")
_FORM_LABELS = {"status", "fix", "change", "changes", "fix applied", "resolution", "notes", "details", "verification"}
_LONGEST_HEAD = 300


class _Name(NamedTuple):
    """Which finding a text names, and what stands behind."""

    number: int | None
    severity: str
    form: tuple[str, ...]
    rest: str


class _Said(NamedTuple):
    """A title, the status behind it, and the text behind that."""

    title: str
    status: Status | None
    text: str


def looks_like_entry(text: str) -> bool:
    """Whether a text begins by naming a finding, or says on its first line what became of one."""
    named = _named(text.lstrip("*"))
    if named.severity or named.number is not None:
        return True
    first = text.split("\n", 1)[0]
    bold = bold_start(first)
    head = bold[0] if bold else first
    return _status_inside(head) is not None or bool(bold and status_at(bold[1]) and len(words_of(bold[0])) > 1)


def entry_of(text: str, number: int | None, line: int) -> EntryReading:
    """The entry of a text; `number` is that of its item, where it stands in a numbered list."""
    bold = bold_start(text)
    head, rest = bold or ("", text)
    named = _named(head if bold else text)
    if bold and not words_of(named.rest):  # only the severity is bold
        said = _plain(rest)
    elif bold:
        said = _bold(named.rest, rest)
    else:
        said = _plain(named.rest)
    form = [*named.form, *([str(number)] if number is not None else [])]
    status, text_behind = said.status, said.text
    if status is None:
        text_behind, labels = _unlabelled(text_behind)
        form += labels
        status = status_at(text_behind)
    if status is not None:
        text_behind, labels = _unlabelled(status.rest)
        form += [*labels, status.form]
    return EntryReading(
        number=named.number if named.number is not None else number,
        severity=named.severity,
        title=_bare(said.title),
        status=status.status if status else "",
        status_words=status.words if status else "",
        text=text_behind.strip(),
        raw=f"{number}. {text}" if number is not None else text,
        line=line,
        form=tuple(word for word in form if word),
    )


def named_finding(cell: str) -> tuple[int | None, str, str, tuple[str, ...]]:
    """Number, severity and title that a cell names a finding by, and the words that are form."""
    bold = bold_start(cell)
    named = _named(f"{bold[0]}{bold[1]}" if bold else cell)
    return named.number, named.severity, _bare(named.rest), named.form


def _named(text: str) -> _Name:
    """The number and the severity that a text begins with, in either order."""
    number, severity, form = None, "", list[str]()
    for _ in range(2):
        found = _NUMBER.match(text)
        if found and number is None:
            number = int(found["n"])
            form.append(found.group())
            text = text[found.end() :]
        start = severity_start(text) if not severity else None
        if start is not None:
            severity, written, text = start
            form.append(written)
    if form:
        text = text[_LEADING.match(text).end() :]  # type: ignore[union-attr]
    return _Name(number, severity, tuple(form), text)


def _bold(title: str, rest: str) -> _Said:
    """A bold title, which may end with the status."""
    inside = _status_inside(title)
    if inside:
        cut, status = inside
        behind = "" if not status.rest else f"{status.rest.rstrip()} "
        return _Said(title[:cut], Status(status.status, status.form, status.words, f"{behind}{rest.lstrip()}"), rest)
    alone = status_at(title)
    if alone and not alone.rest.strip(" ."):
        said = _plain(rest)
        return _Said(said.title, Status(alone.status, alone.form, alone.words, said.text), said.text)
    return _Said(title, None, _LEADING.sub("", rest, count=1) if not rest.startswith("\n") else rest)


def _plain(text: str) -> _Said:
    """A title that ends with the status, or else at the first separator."""
    text = _LEADING.sub("", text, count=1)
    first = text.split("\n", 1)[0][:_LONGEST_HEAD]
    inside = _status_inside(first)
    if inside:
        cut, _ = inside
        behind = text[cut:]
        separator = BEFORE_STATUS.match(behind)
        return _Said(text[:cut], status_at(behind[separator.end() :] if separator else behind), behind)
    end = _SEPARATOR.search(first)
    if end is None:
        return _Said(first, None, text[len(first) :])
    return _Said(text[: end.start()], None, text[end.end() :])


def _status_inside(head: str) -> tuple[int, Status] | None:
    """Where a head turns from the title to the status, and the status."""
    for separator in BEFORE_STATUS.finditer(head[:_LONGEST_HEAD]):
        status = status_at(head[separator.end() :])
        if status is not None and head[: separator.start()].strip():
            return separator.start(), status
    return None


def _unlabelled(text: str) -> tuple[str, list[str]]:
    """A text without the labels of form that it begins with, as `**Status:**`, and those labels."""
    labels: list[str] = []
    while True:
        stripped = text.lstrip()
        first, newline, below = stripped.partition("\n")
        label = label_of(first)
        if label is None or " ".join(words_of(label[0])) not in _FORM_LABELS:
            return stripped, labels
        labels.append(label[0])
        text = f"{label[1]}{newline}{below}"


def _bare(title: str) -> str:
    """A title without its last full stop or colon, and without brackets around the whole."""
    text = title.strip().strip("*").rstrip(".:").strip()
    if text.startswith("(") and text.endswith(")") and text.count("(") == text.count(")") == 1:
        return text[1:-1].strip()
    return text
