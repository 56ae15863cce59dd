"""Terms in prose: where a text mentions a registered concept (design page, section 6).

One automaton for the whole registry: a tree of words, walked once along the text. Words are compared whatever
their case, plural and hyphenation, except that a word written with a capital inside or throughout (CLIP, ViT) keeps
its case. Where matches overlap the longest wins. Code and math count; link targets and HTML comments do not.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from lesson_pipeline.model.concepts import Concept

_WORD = re.compile(r"[^\W_]+")
_NOT_PROSE = re.compile(
    r"\]\([^)\s]*|<!--.*?-->|https?://\S+|</?[A-Za-z][^<>\n]*>|&nbsp;|(?<=\n)[ \t]*>[ \t>]*", re.DOTALL
)
_BREAK = re.compile(r"[,;:!?()\[\]|=<>+…—]|\.[\"'”’*]*\s|\s[-–*#]+\s|\n\s*\n")
"""Between two words: what keeps them from being one term."""
_HYPHENS = frozenset("-\u2010\u2011")
_MOST_JOINED = 6
"""Words that hyphens join, in a text, and pieces that they join, in a term, of which every spelling is looked for."""
_KEEPS_CASE = re.compile(r".+[A-Z]|[A-Z]\Z")


class Mentioned(NamedTuple):
    """A stretch of text that mentions a term."""

    concepts: tuple[str, ...]
    """The concepts that share the term."""
    start: int
    end: int
    words: int


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    keeps_case: bool = False
    """Whether a word on the way here keeps its case."""

    def child(self, word: str, keeps_case: bool) -> "_Node":
        if word not in self.next:
            self.next[word] = _Node(keeps_case=self.keeps_case or keeps_case)
        return self.next[word]


class TermIndex:
    """Finds the terms of a registry in prose."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._root = _Node()
        self._starts: dict[str, list[_Node]] = {}
        """For a word as it stands in a text, the nodes it leads to from the root; most words lead nowhere."""
        self.shared: list[tuple[str, int, Concept, Concept]] = []
        """Terms that two concepts share: the term, its index in the later one, the later, the first."""
        for concept in concepts:
            for index, term in enumerate(concept.terms):
                others = [other for words in _spellings(term) for other in self._insert(words, concept)]
                if others:
                    self.shared.append((term, index, concept, others[0]))

    def _insert(self, words: tuple[str, ...], concept: Concept) -> list[Concept]:
        """File a term under its words; returns the other concepts that are filed there."""
        node = self._root
        for word in words[:-1]:
            node = node.child(_stored(word)[0], bool(_KEEPS_CASE.match(word)))
        others = []
        for form in _stored(words[-1]):
            last = node.child(form, bool(_KEEPS_CASE.match(words[-1])))
            others += [other for id, other in last.concepts.items() if id != concept.id]
            last.concepts.setdefault(concept.id, concept)
        return others

    def find(self, text: str) -> list[Mentioned]:
        """The terms that a text mentions, in order; of overlapping ones only the longest."""
        if "](" in text or "://" in text or "<" in text or "\n>" in text or "&nbsp;" in text:
            text = _NOT_PROSE.sub(lambda link: " " * len(link.group()), text)
        words = list(_WORD.finditer(text))
        starts = self._starts
        found: list[Mentioned] = []
        for index, word in enumerate(words):
            nodes = starts.get(word.group())
            if nodes is None:
                nodes = starts[word.group()] = _from(self._root, word.group())
            if nodes or text[word.end() : word.end() + 1] in _HYPHENS:
                found += self._beginning(text, words, index)
        return _longest_first(found) if len(found) > 1 else found

    def _beginning(self, text: str, words: list[re.Match[str]], index: int) -> Iterator[Mentioned]:
        """The terms that begin at a word. What hyphens join is read both as words and as one word."""
        waiting = [(index, [self._root])]
        while waiting:
            position, nodes = waiting.pop()
            for end in _ends(text, words, position):
                written = "".join([word.group() for word in words[position:end]])
                reached = [child for node in nodes for child in _from(node, written)]
                if concepts := _meant(reached):
                    yield Mentioned(concepts, words[index].start(), words[end - 1].end(), end - index)
                further = [node for node in reached if node.next]
                if further and end < len(words) and not _BREAK.search(text, words[end - 1].end(), words[end].start()):
                    waiting.append((end, further))


def sieve(terms: Iterable[str]) -> Callable[[str], bool]:
    """A quick test that every text passes which mentions one of some terms, and few others do."""
    beginnings = {
        words[0].lower()[: min(4, max(2, len(words[0]) - 2))] for term in terms if (words := _WORD.findall(term))
    }

    def likely(text: str) -> bool:
        lower = text.lower()
        return any(beginning in lower for beginning in beginnings)

    return likely


def _from(node: _Node, word: str) -> list[_Node]:
    return [child for form in _spoken(word) if (child := node.next.get(form))]


def _meant(nodes: list[_Node]) -> tuple[str, ...]:
    """The concepts of a term's nodes; where a term in this very case is registered, its alone."""
    in_case = [node for node in nodes if node.keeps_case and node.concepts]
    return tuple(dict.fromkeys(id for node in in_case or nodes for id in node.concepts))


def _ends(text: str, words: list[re.Match[str]], index: int) -> tuple[int, ...]:
    """The index behind a word, and that behind all the words that hyphens join to it."""
    end = index + 1
    stop = min(len(words), index + _MOST_JOINED)
    while end < stop and text[words[end - 1].end() : words[end].start()] in _HYPHENS:
        end += 1
    return (end,) if end == index + 1 else (index + 1, end)


def _spellings(term: str) -> list[tuple[str, ...]]:
    """The words of a term, in every way of joining them: what hyphens join, and the whole of it."""
    pieces = [tuple(words) for piece in term.split() if (words := _WORD.findall(piece))]
    joined = [("".join(words),) for words in pieces]
    ways = [dict.fromkeys(both) for both in zip(pieces, joined, strict=True)]
    every = product(*ways) if sum(map(len, ways)) <= len(ways) + _MOST_JOINED else (pieces, joined)
    spellings = [tuple(word for piece in way for word in piece) for way in every]
    return list(dict.fromkeys((*spellings, ("".join(word for (word,) in joined),)))) if pieces else []


def _longest_first(found: list[Mentioned]) -> list[Mentioned]:
    """The matches that remain when the longest are taken first and what overlaps them is left."""
    kept: list[Mentioned] = []
    taken: set[int] = set()
    for match in sorted(found, key=lambda match: (-match.words, match.start - match.end, match.start)):
        if match.start not in taken and match.end - 1 not in taken:
            taken.update(range(match.start, match.end))
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


@lru_cache(maxsize=10_000)
def _spoken(word: str) -> tuple[str, ...]:
    """The forms under which a text's word may be filed."""
    lower = word.lower()
    return _forms(lower) if lower == word else tuple(dict.fromkeys((*_forms(lower), *_forms(word))))


def _stored(word: str) -> tuple[str, ...]:
    """The forms under which a term's word is filed: itself first, then its singulars."""
    return _forms(word if _KEEPS_CASE.match(word) else word.lower())


def _forms(word: str) -> tuple[str, ...]:
    """A word and what it may be the plural of."""
    if len(word) < 3 or word[-1] != "s":
        return (word,)
    forms = [word]
    if not word.endswith("ss"):
        forms.append(word[:-1])
    if word.endswith("es"):
        forms.append(word[:-2])
        forms.append(word[:-2] + "is")
        if word.endswith("ies"):
            forms.append(word[:-3] + "y")
        elif word.endswith("ices"):
            forms += [word[:-4] + "ix", word[:-4] + "ex"]
    return tuple(forms)
