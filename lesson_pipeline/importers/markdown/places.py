"""Where an element is to stand, said in words or not at all: the sections that are meant."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lesson_pipeline.importers.markdown.likeness import rarely, share, tokens, weighed
from lesson_pipeline.importers.markdown.outline_ids import OutlineSection

_NUMBERS = re.compile(r"\b(?:sections?|§)\s*#?\s*(\d+[a-z]?(?:\s*(?:,|and|&|-|–|to|/)\s*\d+[a-z]?)*)", re.IGNORECASE)
_ONE = re.compile(r"\d+[a-z]?")
_KIND_WORDS = (
    ("context", re.compile(r"\bcontext\b", re.IGNORECASE)),
    ("recap", re.compile(r"\brecap\b", re.IGNORECASE)),
    ("hook", re.compile(r"\bhook\b|\bmotivation section\b", re.IGNORECASE)),
    ("elaborate", re.compile(r"\belaborat", re.IGNORECASE)),
    ("explore", re.compile(r"\bexplore\b|\bwidget\b", re.IGNORECASE)),
    ("practice", re.compile(r"\bpractice\b|\bnotebook\b|\bexercises?\b", re.IGNORECASE)),
    ("summarize", re.compile(r"\bsummar", re.IGNORECASE)),
    ("next-step", re.compile(r"\bnext step", re.IGNORECASE)),
)
_NTH = re.compile(r"\b(?P<kind>check|explain part|part)\s+(?P<n>\d+)", re.IGNORECASE)
_TEACHES = frozenset({"explain", "explore", "elaborate", "practice"})
_MAY_TEACH = frozenset({"hook", "recap", "context", "summarize", "next-step"})
_ENOUGH_OF_TITLE = 0.5
_ENOUGH_OF_TEXT = 0.34


@dataclass(frozen=True, slots=True)
class Place:
    """The ids of sections or parts; `is_sure` where the words name their numbers."""

    ids: tuple[str, ...] = ()
    is_sure: bool = False


class Places:
    """Finds sections of one outline by words."""

    def __init__(self, outline: Sequence[OutlineSection]) -> None:
        self.outline = outline
        self._titles = [tokens(section.reading.title) for section in outline]
        self._texts = [tokens(f"{section.reading.title}\n{section.words}") for section in outline]
        self._weights = rarely(self._texts)

    def named(self, words: str) -> Place:
        """The sections that a text such as `Context and recap, before the loss` names."""
        numbers = self._numbered(words)
        if numbers:
            return Place(tuple(numbers), is_sure=True)
        found = dict.fromkeys((*self._by_kind(words), *self._nth(words)))
        if not found:
            found = dict.fromkeys(self._by_title(words))
        return Place(tuple(found))

    def _numbered(self, words: str) -> list[str]:
        ids = {section.number: section.id for section in self.outline if section.number}
        parts = {
            f"{section.number}{chr(97 + index)}": part
            for section in self.outline
            for index, part in enumerate(section.parts)
        }
        wanted = [one for found in _NUMBERS.finditer(words) for one in _ONE.findall(found.group(1))]
        known = [ids.get(one) or parts.get(one) or ids.get(one.rstrip("abcdefgh")) for one in wanted]
        return list(dict.fromkeys(id for id in known if id))

    def _by_kind(self, words: str) -> Iterable[str]:
        for kind, pattern in _KIND_WORDS:
            if pattern.search(words):
                yield from (section.id for section in self.outline if section.kind == kind)

    def _nth(self, words: str) -> Iterable[str]:
        for found in _NTH.finditer(words):
            kind = "check" if found["kind"].lower() == "check" else "explain"
            of_kind = [section for section in self.outline if section.kind == kind]
            if 0 < int(found["n"]) <= len(of_kind):
                yield of_kind[int(found["n"]) - 1].id

    def _by_title(self, words: str) -> list[str]:
        wanted = tokens(words)
        scores = [(share(title, wanted), -index) for index, title in enumerate(self._titles) if len(title) > 0]
        best = max(scores, default=(0.0, 0))
        return [self.outline[-best[1]].id] if best[0] >= _ENOUGH_OF_TITLE else []

    def holding(self, words: str, kinds: frozenset[str] | None = None) -> Place:
        """The section that says most of what a text says; none where no section says enough of it."""
        wanted = tokens(words)
        scores = [
            (weighed(wanted, text, self._weights) + 0.5 * share(wanted & title, title), -index)
            for index, (title, text) in enumerate(zip(self._titles, self._texts, strict=True))
            if kinds is None or self.outline[index].kind in kinds
        ]
        best = max(scores, default=(0.0, 0))
        return Place((self.outline[-best[1]].id,)) if best[0] >= _ENOUGH_OF_TEXT else Place()

    def teaching(self, words: str, preferred: str = "explain") -> str:
        """The section that teaches what a text names: by its title, by what it says, and by its kind.

        Where no section is of a kind that teaches, any but a check will do. Empty without sections.
        """
        wanted = tokens(words)
        for kinds in (_TEACHES, _MAY_TEACH):
            scores = [
                (
                    3 * share(wanted, title) + weighed(wanted, text, self._weights) + (section.kind == preferred) / 2,
                    -index,
                )
                for index, (section, title, text) in enumerate(
                    zip(self.outline, self._titles, self._texts, strict=True)
                )
                if section.kind in kinds
            ]
            if scores:
                return self.outline[-max(scores)[1]].id
        return ""
