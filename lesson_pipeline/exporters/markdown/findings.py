"""Findings with their labels, and the entries that say what became of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lesson_pipeline.exporters.markdown.annotations import comment
from lesson_pipeline.exporters.markdown.closing import note
from lesson_pipeline.exporters.markdown.page import EMPTY
from lesson_pipeline.exporters.markdown.texts import block, inline

Data = Mapping[str, Any]
_FIELDS = (("issue", "Issue"), ("student_impact", "Student impact"), ("suggested_fix", "Suggested fix"))
_TITLE = r"^[^\w\"'“‘(`]|\*\*"
_WORDS = {
    ("fixes", "fixed"): "FIXED",
    ("fixes", "declined"): "DECLINED",
    ("fixes", "reopened"): "NOT FIXED",
    ("verification", "verified"): "VERIFIED FIXED",
    ("verification", "reopened"): "NOT FIXED",
    ("verification", "declined"): "DECLINED",
}
_NAME = r"^[^\w\"“‘(`]|\*\*|\.\Z"
_ENTRY_TEXT = r"\A\W|^\*\*"


def findings(held: Sequence[Data]) -> list[str]:
    """The findings of a round under their heading; none where there are none."""
    pieces = [piece for one in held for piece in _finding(one)]
    return ["### Findings", *pieces] if pieces else []


def _finding(data: Data) -> list[str]:
    title = inline(str(data.get("title", "")), _TITLE, str(data.get("id", "—")))
    places = data.get("location", [])
    first = str(places[0].get("text", "")) if places else ""
    where = block(first, head="**Location:** ")
    texts = [(key, block(str(data.get(key, "")), head=f"**{label}:** ")) for key, label in _FIELDS]
    noted = [note(one, 4, {"slot": "note"}) for one in data.get("notes", ())]
    shown = {
        "severity": data.get("severity"),
        "title": title.read,
        "location": [{"text": where.read}] if where.read else [],
        **{key: text.read for key, text in texts},
        "notes": [{**({"heading": heading} if heading else {}), "text": text} for _, heading, text in noted],
    }
    said = {key: value for key, value in data.items() if value in EMPTY or shown.get(key) != value}
    if "location" in said and where.read:
        said["location"] = _less_text(places, where.read)
    line = f"### [{str(data.get('severity', '')).upper()}] — {title.markdown} {comment(said)}"
    labels = [where.markdown] if where.read else [f"**Location:** {_place(places)}"] if places else []
    labels += [text.markdown for _, text in texts if text.read]
    tight = "\n".join(labels) if all("\n" not in label for label in labels) else "\n\n".join(labels)
    return [line, *([tight] if tight else []), *(piece for lines, _, _ in noted for piece in lines)]


def _less_text(places: Sequence[Data], text: str) -> list[Any]:
    """The places; of the first it is only said that there is a text, for that stands in the document."""
    first, *rest = places
    return [{key: True if key == "text" and value == text else value for key, value in first.items()}, *rest]


def _place(places: Sequence[Data]) -> str:
    """Places by their ids and quotes, for readers."""
    told = []
    for place in places:
        ids = [f"{key} `{place[key]}`" for key in ("section", "part", "block", "question", "element") if key in place]
        quote = [f"“{' '.join(str(place['quote']).split())}”"] if place.get("quote") else []
        told.append(", ".join([*ids, *quote]) or " ".join(str(place.get("text", "")).split()))
    return re.sub("<!--|[\x00-\x1f\x7f-\x9f\ue000-\uf8ff]", " ", "; ".join(told))


# -- entries


def entries(held: Sequence[Data], part: str, finding: Callable[[str], Data], date: str = "") -> list[str]:
    """The entries of `fixes` or of the `verification`. Fixes come in two groups, where the order allows it."""
    lines = [
        _entry(number, one, part, finding(str(one.get("finding", ""))), date) for number, one in enumerate(held, 1)
    ]
    fixed = [one.get("status") == "fixed" for one in held]
    count = sum(fixed)
    if part == "verification" or not (0 < count < len(held) and all(fixed[:count])):
        return lines
    return ["**Findings fixed:**", *lines[:count], "**Findings intentionally NOT addressed:**", *lines[count:]]


def _entry(number: int, data: Data, part: str, about: Data, date: str) -> str:
    """An entry: `1. **[SEVERITY] Title.** STATUS. What was done`."""
    status, wording = str(data.get("status", "")), data.get("wording", {})
    words = {key: text for key, text in wording.items() if isinstance(text, str) and text.strip()}
    title = inline(words.get("finding", str(about.get("title", data.get("finding", "")))), _NAME)
    state = inline(words.get("status", _WORDS.get((part, status), status.upper())), r"\.|^\W")
    reason = status in ("declined", "reopened")
    key = "evidence" if part == "verification" else "reason" if reason else "change"
    text = str(data.get(key, ""))
    margin = len(f"{number}. ")
    body = block(text, _ENTRY_TEXT, margin=margin)
    shown: dict[str, Any] = {
        key: body.read,
        "date": date,
        "wording": {name: one.read for name, one in (("finding", title), ("status", state)) if name in words},
    }
    said = {name: value for name, value in data.items() if value in EMPTY or shown.get(name) != value}
    if "wording" in data and "wording" not in said:
        said["wording"] = list(wording)
    if date and "date" not in data:
        said["date"] = None
    severity = f"[{about['severity'].upper()}] " if about.get("severity") else ""
    head = f"{number}. **{severity}{title.markdown}.** {state.markdown}."
    if "\n" not in body.markdown and body.read:
        return f"{head} {body.read} {comment(said)}"
    return f"{head} {comment(said)}\n{body.markdown}" if body.read else f"{head} {comment(said)}"
