"""Where a finding is: the reviewer's words, and the sections and questions of the plan's outline that they name.

Only what the words name clearly is resolved; line numbers are no places, they move with every edit.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.importers.markdown.vocabulary import words_of

_ALIKE = 88.0
"""So alike, in percent, a title in the text and one of the outline must be."""
_MOST_NUMBERS = 20

_NUMBERS = r"(?P<numbers>\d{1,2}[a-z]?(?:\s*(?:,|and|&|/|-|–|to|or|through)\s*\d{1,2}[a-z]?){0,8})\b(?![.]\d)"  # 4, 4 and 8, 6-8
_SECTION = re.compile(rf"\bsections?\s+#?{_NUMBERS}(?=(?P<behind>.{{0,120}}))", re.IGNORECASE)
_CHECK = re.compile(rf"\b(?:check|checkpoint|knowledge check)s?\s+#?{_NUMBERS}", re.IGNORECASE)
_QUESTION = re.compile(rf"\b(?:question|q)s?\s*#?{_NUMBERS}", re.IGNORECASE)
_ONE = re.compile(r"(?P<to>(?:-|–|to|through)\s*)?(?P<digits>\d{1,2})(?P<letter>[a-z]?)")
_BEHIND = re.compile(r"\s*(?::|—|–|--|,)?\s*(?:\((?P<brackets>[^()]{3,120})\)|[\"“](?P<quoted>[^\"“”]{3,120})[\"”]"
                     r"|(?<=[:—–-]\s)(?P<plain>[^,;(]{3,120}))")  # fmt: skip
_QUOTED = re.compile(r"(?:(?P<before>\w+)\W{1,3}?)?[\"“](?P<title>[^\"“”]{3,120})[\"”]")
_CALLED = re.compile(r"(?:\A|[,;(]|\band\b)\s*(?:the\s+)?(?P<title>[^,;()\"“”]{3,80}?)\s+sections?\b", re.IGNORECASE)
_ITS_NUMBER = re.compile(r"(?<=section)\s+\(section \d{1,2}\)", re.IGNORECASE)
_RELATIVE = {"after", "before", "following", "preceding", "than", "from"}
_KINDS = {
    "context": r"context|constraints?",
    "recap": r"recap",
    "hook": r"hook",
    "practice": r"practice",
    "summarize": r"summary|summarize|takeaways?",
    "next-step": r"next[ -]?step(?:s|block)?",
    "elaborate": r"elaborate",
    "explore": r"explore",
}
_KIND = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _KINDS.items()}
_HEAD = re.compile(r"(?:the\s+)?(?P<words>[\w\s/+&-]{3,60}?)\s*(?:\bsections?\b|block\b|[(,;:.]|\Z)", re.IGNORECASE)
_FILLERS = frozenset(["the", "a", "an", "of", "section", "explain", "part", "and"])
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class OutlinePlace:
    """A section of the plan's outline as reviewers may name it: its id, its number as written, its title and kind."""

    id: str
    number: str
    title: str
    kind: str
    questions: tuple[str, ...] = ()
    """Ids of its questions, in order."""


def places_of(text: str, outline: Sequence[OutlinePlace], with_numbers: bool = True) -> list[dict[str, Any]]:
    """The places that a text names, the first with the text itself; none for an empty text.

    `with_numbers` says whether a section's number alone counts (`numbers_hold`).
    """
    text = text.strip()
    if not text:
        return []
    kinds = _by_kind(text, outline)
    named = [*_checks(text, outline), *_sections(_ITS_NUMBER.sub("", text) if kinds else text, outline, with_numbers)]
    found = list(dict.fromkeys([*kinds, *named, *_titles(text, outline)]))
    places: list[dict[str, Any]] = [{"section": section} for section in found]
    questions = [(section, _questions(text, section, outline)) for section in found]
    asked = [(section, ids) for section, ids in questions if ids]
    if len(asked) == 1:
        section, ids = asked[0]
        at = found.index(section)
        places[at : at + 1] = [{"section": section, "question": id} for id in ids]
    return [{**places[0], "text": text}, *places[1:]] if places else [{"text": text}]


def numbers_hold(texts: Iterable[str], outline: Sequence[OutlinePlace]) -> bool:
    """Whether reviewers number the sections as the plan does: no number stands beside the title of another section.

    Where one does, the numbers are those of the lesson as it was built.
    """
    by_number = _by_number(outline)
    for text in texts:
        for match in _SECTION.finditer(text):
            numbers = list(_each(match["numbers"]))
            place = _title_behind(match["behind"], outline)
            if len(numbers) == 1 and place is not None and by_number.get(numbers[0]) not in (None, place):
                return False
        kinds = _by_kind(text, outline)
        for match in _ITS_NUMBER.finditer(text) if len(kinds) == 1 else ():
            same = by_number.get(re.sub(r"\D", "", match.group()))
            if same is not None and same.id != kinds[0]:
                return False
    return True


def _by_number(outline: Sequence[OutlinePlace]) -> dict[str, OutlinePlace]:
    """The sections whose number no other has."""
    numbers = [place.number.lower() for place in outline]
    return {
        number: place for number, place in zip(numbers, outline, strict=True) if number and numbers.count(number) == 1
    }


def _checks(text: str, outline: Sequence[OutlinePlace]) -> Iterator[str]:
    """Checks by their number among the checks."""
    checks = [place for place in outline if place.kind == "check"]
    numbers = [number for match in _CHECK.finditer(text) for number in _each(match["numbers"])]
    if not numbers and len(checks) == 1 and re.search(r"\bcheck\b|\bcheckpoint\b", text, re.IGNORECASE):
        yield checks[0].id
    for number in numbers:
        check = _numbered_check(number, checks)
        if check is not None:
            yield check.id


def _numbered_check(number: str, checks: Sequence[OutlinePlace]) -> OutlinePlace | None:
    """The check whose title has the number; where no title has one, the one in that place."""
    pattern = re.compile(r"\bcheck\w*\s+#?(\d+)", re.IGNORECASE)
    titled = {found[1]: check for check in checks if (found := pattern.search(check.title))}
    if titled:
        return titled.get(number)
    return checks[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(checks) else None


def _questions(text: str, section: str, outline: Sequence[OutlinePlace]) -> list[str]:
    """The questions of a section that the text names by number."""
    ids = next(place.questions for place in outline if place.id == section)
    numbers = [number for match in _QUESTION.finditer(text) for number in _each(match["numbers"])]
    found = [ids[int(number) - 1] for number in numbers if number.isdecimal() and 0 < int(number) <= len(ids)]
    return list(dict.fromkeys(found))


def _sections(text: str, outline: Sequence[OutlinePlace], with_numbers: bool) -> Iterator[str]:
    """Sections by number. Where a title stands beside the number and is another section's, the title decides."""
    by_number = _by_number(outline)
    for match in _SECTION.finditer(text):
        numbers = list(_each(match["numbers"]))
        named = _title_behind(match["behind"], outline) if len(numbers) == 1 else None
        if named is not None:
            yield named.id
            continue
        for number in numbers if with_numbers else ():
            place = by_number.get(number) or by_number.get(re.sub(r"[a-z]\Z", "", number))
            if place is not None:
                yield place.id


def _title_behind(text: str, outline: Sequence[OutlinePlace]) -> OutlinePlace | None:
    """The section whose title stands behind a number: in brackets, in quotation marks, or behind a colon."""
    found = _BEHIND.match(text)
    if found is None:
        return None
    title = found["brackets"] or found["quoted"] or found["plain"]
    return _titled(title.strip("\"“”' "), outline)


def _titles(text: str, outline: Sequence[OutlinePlace]) -> Iterator[str]:
    """Sections by a title in quotation marks, or before the word section."""
    quoted = [match["title"] for match in _QUOTED.finditer(text) if (match["before"] or "").lower() not in _RELATIVE]
    for title in (*quoted, *(match["title"] for match in _CALLED.finditer(text))):
        place = _titled(title, outline)
        if place is not None:
            yield place.id


def _titled(title: str, outline: Sequence[OutlinePlace]) -> OutlinePlace | None:
    """The section with that title, whole or before or behind its colon; None if none or several are as alike."""
    from rapidfuzz import fuzz

    wanted = _key(title)
    if not wanted:
        return None
    scores = [(max(fuzz.ratio(wanted, form) for form in _forms(place.title)), place) for place in outline]
    top = max((score for score, _ in scores), default=0.0)
    best = [place for score, place in scores if score == top >= _ALIKE]
    return best[0] if len(best) == 1 else None


def _forms(title: str) -> list[str]:
    """What a title may be called: whole, without its brackets, and each side of its first colon or dash."""
    bare = _BRACKETS.sub(" ", title)
    pieces = re.split(r":\s|\s(?:—|–|--|-)\s", bare, maxsplit=1)
    return [form for form in map(_key, (title, bare, *pieces)) if form] or [""]


def _by_kind(text: str, outline: Sequence[OutlinePlace]) -> list[str]:
    """The sections whose kind the text begins with, as in `Hook section`; only kinds that one section has."""
    head = _HEAD.match(text)
    found: list[tuple[int, str]] = []
    for kind, words in _KIND.items() if head else ():
        of_kind = [place.id for place in outline if place.kind == kind]
        named = words.search(f"{head['words']}" if head else "")
        if named and len(of_kind) == 1:
            found.append((named.start(), of_kind[0]))
    return [id for _, id in sorted(found)]


def _each(numbers: str) -> Iterator[str]:
    """The numbers of a list such as `4 and 8` or `6-8`."""
    last = 0
    for count, match in enumerate(_ONE.finditer(numbers)):
        number = int(match["digits"])
        if match["to"] and count and last < number <= last + _MOST_NUMBERS:
            yield from (str(between) for between in range(last + 1, number))
        yield f"{number}{match['letter']}"
        last = number


def _key(title: str) -> str:
    return " ".join(word for word in words_of(title) if word not in _FILLERS)
