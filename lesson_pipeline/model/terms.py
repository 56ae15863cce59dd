"""Terms in prose: where a text mentions a registered concept (design page, section 6).

One automaton for the whole registry: a tree of words, walked once along the text. Words are compared whatever
their case, plural and hyphenation, except that a word written with a capital inside or throughout (CLIP, ViT) keeps
its case. Where matches overlap the longest wins. Code and math count; link targets and HTML comments do not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lesson_pipeline.model.concepts import Concept

_WORD = re.compile(r"[^\W_]+")
_NOT_PROSE = re.compile(r"\]\([^)\s]*\)|<!--.*?-->|https?://\S+", re.DOTALL)
_BREAK = re.compile(r"[,;:!?()\[\]|=<>+]|\.\s|\n\s*\n")
"""Between two words: what keeps them from being one term."""
_HYPHENS = frozenset("-\u2010\u2011")
_KEEPS_CASE = re.compile(r".+[A-Z]|[A-Z]\Z")


class Mentioned(NamedTuple):
    """A stretch of text that mentions a term."""

    concepts: tuple[str, ...]
    """The concepts that share the term, in order of the registry."""
    start: int
    end: int
    words: int


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()


class TermIndex:
    """Finds the terms of a registry in prose."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._root = _Node()
        self._starts: dict[str, list[_Node]] = {}
        """For a word as it stands in a text, the nodes it leads to from the root; most words lead nowhere."""
        self.shared: list[tuple[str, int, Concept, Concept]] = []
        """Terms that two concepts share: the term, its index in the later one, the later, the first."""
        owners: dict[tuple[str, ...], Concept] = {}
        for concept in concepts:
            for index, term in enumerate(concept.terms):
                self._add(concept, index, term, owners)

    def _add(self, concept: Concept, index: int, term: str, owners: dict[tuple[str, ...], Concept]) -> None:
        words = [match.group() for match in _WORD.finditer(term)]
        if not words:
            return
        key = tuple(_stored(word)[0] for word in words)
        first = owners.setdefault(key, concept)
        if first.id != concept.id:
            self.shared.append((term, index, concept, first))
        self._insert(words, concept.id)
        if len(words) > 1:
            self._insert(["".join(words)], concept.id)

    def _insert(self, words: list[str], concept: str) -> None:
        node = self._root
        for word in words[:-1]:
            node = node.next.setdefault(_stored(word)[0], _Node())
        for form in _stored(words[-1]):
            last = node.next.setdefault(form, _Node())
            if concept not in last.concepts:
                last.concepts = (*last.concepts, concept)

    def find(self, text: str) -> list[Mentioned]:
        """The terms that a text mentions, in order; of overlapping ones only the longest."""
        if "](" in text or "<!--" in text or "://" in text:
            text = _NOT_PROSE.sub(lambda link: " " * len(link.group()), text)
        words = list(_WORD.finditer(text))
        starts = self._starts
        found = []
        for index, word in enumerate(words):
            nodes = starts.get(word.group())
            if nodes is None:
                nodes = starts[word.group()] = self._from(self._root, word.group())
            if nodes or text[word.end() : word.end() + 1] in _HYPHENS:
                match = self._longest(text, words, index, nodes) or self._written_apart(text, words, index)
                if match:
                    found.append(match)
        return _longest_first(found) if len(found) > 1 else found

    def _from(self, node: _Node, word: str) -> list[_Node]:
        return [child for form in _spoken(word) if (child := node.next.get(form))]

    def _longest(self, text: str, words: list[re.Match[str]], index: int, nodes: list[_Node]) -> Mentioned | None:
        """The longest term that begins at a word; `nodes` are those that the word itself leads to."""
        best: Mentioned | None = None
        position = index
        while nodes:
            concepts = tuple(dict.fromkeys(concept for node in nodes for concept in node.concepts))
            if concepts:
                best = Mentioned(concepts, words[index].start(), words[position].end(), position - index + 1)
            position += 1
            if position == len(words) or _BREAK.search(text, words[position - 1].end(), words[position].start()):
                break
            nodes = [child for node in nodes for child in self._from(node, words[position].group())]
        return best

    def _written_apart(self, text: str, words: list[re.Match[str]], index: int) -> Mentioned | None:
        """A term of one word that the text writes with hyphens."""
        end = index
        while end + 1 < len(words) and text[words[end].end() : words[end + 1].start()] in _HYPHENS:
            end += 1
        whole = "".join(word.group() for word in words[index : end + 1])
        node = next((node for node in self._from(self._root, whole) if node.concepts), None)
        return Mentioned(node.concepts, words[index].start(), words[end].end(), end - index + 1) if node else None


def _longest_first(found: list[Mentioned]) -> list[Mentioned]:
    """The matches that remain when the longest are taken first and what overlaps them is left."""
    kept: list[Mentioned] = []
    taken: set[int] = set()
    for match in sorted(found, key=lambda match: (-match.words, match.start - match.end, match.start)):
        if match.start not in taken and match.end - 1 not in taken:
            taken.update(range(match.start, match.end))
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


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
