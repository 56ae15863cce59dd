"""Which finding an entry speaks of: by its number and severity, else by its title, and never two entries for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesson_pipeline.importers.markdown.review_readings import EntryReading, FindingReading
from lesson_pipeline.importers.markdown.vocabulary import words_of

_ALIKE = 58.0
"""So alike, in percent, two titles must be."""
_AHEAD = 6.0
"""So far ahead of the next the best must be."""
_SAME_NUMBER = 30.0
"""So alike they must be where number and severity agree."""
_MOST_PAIRS = 250_000
"""With more pairs than this a document is no review that a person wrote, and comparing all takes too long."""
_FILLERS = frozenset(
    ["a", "an", "the", "is", "are", "of", "in", "on", "to", "and", "for", "as", "at", "with", "not", "no"]
)


@dataclass(frozen=True, slots=True)
class Match:
    """An entry with its finding, or with None. `sure` is False where not the words decided, but the place in the list."""

    entry: EntryReading
    finding: FindingReading | None
    sure: bool = True


def match_entries(entries: Sequence[EntryReading], findings: Sequence[FindingReading]) -> list[Match]:
    """Each entry with the finding that it speaks of, in the order of the entries."""
    if len(entries) * len(findings) > _MOST_PAIRS:
        return [Match(entry, None) for entry in entries]
    table = _Table(entries, findings)
    table.by_number()
    table.by_title()
    table.by_what_is_left()
    return [
        Match(entry, findings[found] if (found := table.chosen.get(index)) is not None else None, index in table.sure)
        for index, entry in enumerate(entries)
    ]


def says_more(title: str, finding: FindingReading) -> bool:
    """Whether a title has words that the title of its finding has not."""
    return not set(words_of(title)) <= set(words_of(finding.title))


class _Table:
    """How alike each entry and each finding are, and what was chosen so far."""

    def __init__(self, entries: Sequence[EntryReading], findings: Sequence[FindingReading]) -> None:
        self.entries = entries
        self.findings = findings
        self.scores = [[_alike(entry, finding) for finding in findings] for entry in entries]
        self.chosen: dict[int, int] = {}
        self.sure: set[int] = set()

    def choose(self, entry: int, finding: int, sure: bool = True) -> None:
        self.chosen[entry] = finding
        if sure:
            self.sure.add(entry)

    def open_entries(self) -> list[int]:
        return [index for index in range(len(self.entries)) if index not in self.chosen]

    def open_findings(self, entry: int) -> list[int]:
        taken = set(self.chosen.values())
        return [index for index in range(len(self.findings)) if index not in taken and self.scores[entry][index] >= 0]

    def by_number(self) -> None:
        for index, entry in enumerate(self.entries):
            at = (entry.number or 0) - 1
            if not 0 <= at < len(self.findings) or at in self.chosen.values():
                continue
            wanted = _SAME_NUMBER if entry.severity else _ALIKE
            best = max(self.scores[index])
            if self.scores[index][at] >= wanted and self.scores[index][at] >= best - _AHEAD:
                self.choose(index, at)

    def by_title(self) -> None:
        """The most alike first; what is chosen may set another entry's best ahead of the rest."""
        while ready := sorted(filter(None, map(self.best, self.open_entries()))):
            for _, entry, finding in ready:
                if finding not in self.chosen.values():
                    self.choose(entry, finding)

    def best(self, entry: int) -> tuple[float, int, int] | None:
        """How far the entry and its best finding are apart, and both; None where no finding is clearly the best."""
        ranked = sorted(((self.scores[entry][at], at) for at in self.open_findings(entry)), reverse=True)
        if not ranked or ranked[0][0] < _ALIKE:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD:
            return None
        return 100.0 - ranked[0][0], entry, ranked[0][1]

    def by_what_is_left(self) -> None:
        """Only one finding of the severity is left for the entry, or the place in the list is the same."""
        for index in self.open_entries():
            entry, left = self.entries[index], self.open_findings(index)
            if not entry.severity or not left:
                continue
            rivals = [other for other in self.open_entries() if self.entries[other].severity in ("", entry.severity)]
            alone = rivals == [index] and len(left) == 1 and _share_a_word(entry, self.findings[left[0]])
            if self.is_in_place(index) or alone:
                self.choose(index, (entry.number or 0) - 1 if self.is_in_place(index) else left[0], sure=False)

    def is_in_place(self, entry: int) -> bool:
        """Whether the finding of the entry's number is free for it, and the neighbour is at its place too."""
        at = (self.entries[entry].number or 0) - 1
        neighbour = 1 if entry == 0 else -1
        return at in self.open_findings(entry) and self.chosen.get(entry + neighbour) == at + neighbour


def _alike(entry: EntryReading, finding: FindingReading) -> float:
    """How alike, from 0 to 100; -1 where the severities differ."""
    from rapidfuzz import fuzz

    if entry.severity and entry.severity != finding.severity:
        return -1.0
    one, other = _key(entry.title), _key(finding.title)
    if not one or not other:
        return 0.0
    return 0.7 * fuzz.token_set_ratio(one, other) + 0.3 * fuzz.token_sort_ratio(one, other)


def _share_a_word(entry: EntryReading, finding: FindingReading) -> bool:
    return not set(_key(entry.title).split()).isdisjoint(_key(finding.title).split())


def _key(title: str) -> str:
    return " ".join(word for word in words_of(title) if word not in _FILLERS)
