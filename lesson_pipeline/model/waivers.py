"""Waivers: diagnostics accepted on purpose, each in the file it is about, as a row of `waivers:` or as a comment."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lesson_pipeline.model.fields import items, text
from lesson_pipeline.places import At, Span

if TYPE_CHECKING:
    from lesson_pipeline.source.comments import Comment


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver of one rule. A row covers a value and all in it, a comment what begins on some lines."""

    code: str
    """As written; in a comment it may be a rule's name. Empty in a row whose shape is wrong: it waives nothing."""
    pointer: str
    """The value that a row covers; the whole file if empty."""
    reason: str
    at: At
    """The row, or the comment."""
    lines: Span | None = None
    """What a comment covers: the diagnostics that begin within."""
    word: Span | None = None
    """Where a comment names the rule."""
    mistake: tuple[str, str] | None = None
    """What is wrong with a comment that cannot be read, and how to write it; it waives nothing."""

    @property
    def code_at(self) -> At:
        """Where the rule is named."""
        return At(self.at.file, (*self.at.path, "code")) if self.lines is None else self.at._replace(span=self.word)

    @property
    def reason_at(self) -> At:
        """Where the reason stands, or should."""
        return At(self.at.file, (*self.at.path, "reason")) if self.lines is None else self.at


def build_waivers(file: str, data: Any) -> tuple[Waiver, ...]:
    """The rows of `waivers:` in any of our files."""
    if not isinstance(data, dict):
        return ()
    return tuple(
        Waiver(_code(item), text(item, "at"), text(item, "reason").strip(), At(file, path))
        for item, path in items(data, "waivers", ())
    )


def _code(row: dict[str, Any]) -> str:
    """The code of a row; none where its `at` was unfit or may stand under a wrong key: it would cover the whole file."""
    is_sound = row.get("at", "") is not None and row.keys() <= {"code", "at", "reason"}
    return text(row, "code") if is_sound else ""


_FORM = re.compile(r"\s*lp:\s+ignore\[(?P<rules>[^\]]*)\](?P<reason>.*)", re.DOTALL)
_WORD = re.compile(r"\s*lp[^\w\[]*(?P<word>[\w-]*)", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w-])[A-Za-z]{3,4}[0-9]{3}(?![\w-])")
_LEAD_IN = " \t\n:-–—"
"""What people put between the brackets and the reason."""


def read_comments(file: str, comments: "Iterable[Comment]") -> Iterator[Waiver]:
    """The waivers in comments: one for each rule that a comment names, or one that says what is wrong with it."""
    for comment in comments:
        whole = At(file, span=comment.span)
        form = _FORM.match(comment.text)
        if not (form and comment.is_closed and all(word.strip() for word in form["rules"].split(","))):
            yield Waiver("", "", "", whole, comment.covers, comment.span, _mistake(comment))
            continue
        reason = " ".join(form["reason"].lstrip(_LEAD_IN).split())
        start = form.start("rules")
        for entry in form["rules"].split(","):
            word = entry.strip()
            at = start + entry.index(word)
            start += len(entry) + 1
            yield Waiver(word, "", reason, whole, comment.covers, comment.part(at, at + len(word)))


def _mistake(comment: "Comment") -> tuple[str, str]:
    found = _WORD.match(comment.text)
    word = found["word"] if found else ""
    if not comment.is_closed:
        message = "this comment is never closed"
    elif not word:
        message = "this comment does not say what to do"
    elif word.lower() != "ignore":
        message = f"`lp: {word}` means nothing here: the only form is `lp: ignore[…]`"
    elif "[" not in comment.text or not re.search(r"\[[^\]]*\w", comment.text):
        message = "this comment names no rule in brackets, and there is no form that covers every rule"
    else:
        message = "this comment is not written as it must be"
    codes = ", ".join(dict.fromkeys(code.upper() for code in _CODE.findall(comment.text))) or "CODE"
    right = f"lp: ignore[{codes}] reason"
    return f"{message}, so it waives nothing", f"write `{f'<!-- {right} -->' if comment.is_html else f'# {right}'}`"
