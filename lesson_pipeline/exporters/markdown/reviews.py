"""The review rounds: counts, verdict, verification of the round before, findings, notes, fix pass."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lesson_pipeline.exporters.markdown.annotations import comment, with_comment
from lesson_pipeline.exporters.markdown.closing import note
from lesson_pipeline.exporters.markdown.findings import entries, findings
from lesson_pipeline.exporters.markdown.lists import labelled
from lesson_pipeline.exporters.markdown.page import EMPTY
from lesson_pipeline.exporters.markdown.texts import block, inline, item

Data = Mapping[str, Any]
_SEVERITIES = ("critical", "improvement", "polish")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST = 999
_LISTED_LABEL = r"(?m)^\s*(?:[-*+]|\d+[.)])\s+\*\*"
_LABEL = r"^\W|\W$|\*\*"
_LABELS = {
    "works_well": "What works well",
    "patterns": "Patterns to watch",
    "overall": "Overall assessment",
}


def reviews(rounds: Sequence[Data]) -> list[list[str]]:
    """The rounds, each as its pieces."""
    titles: dict[str, str] = {}
    found = []
    for index, data in enumerate(rounds):
        number = data.get("round", index + 1)
        titles |= {f"{number}/{one.get('id')}": one for one in data.get("findings", ())}
        found.append(_Review(data, index + 1, titles).pieces(rounds[index - 1] if index else {}))
    return found


class _Review:
    """One round on its way: its data, its place among the rounds, and every finding so far by its full id."""

    def __init__(self, data: Data, ordinal: int, known: Mapping[str, Any]) -> None:
        self.data = data
        self.ordinal = ordinal
        self.known = known
        self.said: dict[str, Any] = {}
        """What the heading's annotation says, by path."""
        self.labels: dict[str, str] = {}
        """The reviewer's own labels, as they are read."""

    def pieces(self, before: Data) -> list[str]:
        """All of the round, the heading first. `before` is the round that it verifies."""
        body = [
            *self._head(),
            *self._verdict(),
            *self._verification(before),
            *findings(self.data.get("findings", ())),
            *self._notes(),
            *self._fixes(),
        ]
        self._remark("findings", list(self.data.get("findings", ())))
        self._remark("checklist", None)
        self._remark("accepted", None)
        self._remark("of", None)
        self._remark("waivers", None)
        title = self._title()
        return [with_comment(f"## {title}", self.said or None), *body]

    def _remark(self, path: str, read: Any) -> None:
        """Say the field at a path of the round, if what is read there is something else."""
        value: Any = self.data
        for step in path.split("/"):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value != (None if read in EMPTY else read):
            self.said[path] = value

    # -- the head

    def _title(self) -> str:
        date = str(self.data.get("date", ""))
        iteration = self.data.get("iteration", {})
        n, of = iteration.get("n"), iteration.get("of")
        is_shown = isinstance(n, int) and n <= _MOST and (of is None or of <= _MOST)
        self._remark("round", self.ordinal)
        self._remark("date", date if _DAY.fullmatch(date) else None)
        self._remark("iteration", {"n": n, **({"of": of} if of else {})} if is_shown else None)
        counted = f" (Iteration {n}{f'/{of}' if of else ''})" if is_shown else ""
        return f"Review{f' — {date}' if date else ''}{counted}"

    def _head(self) -> list[str]:
        reviewer = inline(str(self.data.get("reviewer", "")))
        self._remark("reviewer", reviewer.read)
        severities = [one.get("severity") for one in self.data.get("findings", ())]
        counts = [f"- {severity.capitalize()}: {severities.count(severity)}" for severity in _SEVERITIES]
        first = [f"**Reviewer:** {reviewer.markdown}"] if reviewer.read else []
        return [*first, "### Summary", "\n".join(counts)]

    def _verdict(self) -> list[str]:
        verdict, text = str(self.data.get("verdict", "")), str(self.data.get("rationale", ""))
        rationale = block(text, "" if verdict else _LISTED_LABEL, labels=bool(verdict))
        self._remark("verdict", verdict)
        self._remark("rationale", rationale.read)
        if not (verdict or rationale.read):
            return []
        title = f"### Verdict: {verdict.upper().replace('-', ' ')}" if verdict else "### Rationale"
        return [title, rationale.markdown] if rationale.read else [title]

    # -- what became of findings

    def _verification(self, before: Data) -> list[str]:
        held = self.data.get("verification", ())
        self._remark("verification", list(held))
        if not held:
            return []
        n = before.get("iteration", {}).get("n")
        which = f"Iteration {n}" if n else f"Round {before.get('round', self.ordinal - 1)}"
        return [f"### Verification of {which} Fixes", *entries(held, "verification", self._finding)]

    def _fixes(self) -> list[str]:
        held = self.data.get("fixes", ())
        self._remark("fixes", list(held))
        if not held:
            return []
        dates = {one.get("date") for one in held}
        date = dates.pop() if len(dates) == 1 else None
        shown = str(date or "") if _DAY.fullmatch(str(date or "")) else ""
        return [f"### Fix Pass{f' — {shown}' if shown else ''}", *entries(held, "fixes", self._finding, shown)]

    def _finding(self, id: str) -> Data:
        """The finding of an id: of this round, or of an earlier one."""
        number = self.data.get("round", self.ordinal)
        found: Data = self.known.get(id) or self.known.get(f"{number}/{id}") or {}
        return found

    # -- notes

    def _notes(self) -> list[str]:
        held = self.data.get("notes", {})
        pieces = [piece for key in ("works_well", "patterns") for piece in self._listed(key, held.get(key, ()))]
        text = str(held.get("overall", ""))
        overall = block(text, _LISTED_LABEL, head=f"{self._label('overall')} ") if text else block("")
        self._remark("notes/overall", overall.read)
        pieces += [overall.markdown] if overall.read else []
        self._remark("notes/wording", self.labels)
        read: list[dict[str, str]] = []
        others: list[str] = []
        for one in held.get("other", ()):
            lines, heading, text = note(one, 3, {"slot": "note"})
            others += lines
            both = {"heading": heading, "text": text} if heading and text else {"text": text or heading}
            read.append(both)
        self._remark("notes/other", read)
        if held == {} and "notes" in self.data:
            self.said["notes"] = {}
        return [*(["### Review Notes", *pieces] if pieces else []), *others]

    def _listed(self, key: str, texts: Sequence[str]) -> list[str]:
        items = [item("-", text) for text in texts]
        self._remark(f"notes/{key}", [one.read for one in items])
        return [labelled(self._label(key), [one.markdown for one in items])] if items else []

    def _label(self, key: str) -> str:
        """The label of a field of the notes; where the reviewer had words of their own, an annotation says the field."""
        words = self.data.get("notes", {}).get("wording", {}).get(key)
        if not words:
            return f"**{_LABELS[key]}:**"
        label = inline(str(words), _LABEL, _LABELS[key])
        self.labels[key] = label.read
        return f"**{label.markdown}:** {comment({'slot': key})}"
