"""How much of one text's words another text holds: what links a concept or a place, in words, to a section."""

from collections.abc import Iterable
from functools import lru_cache
from math import fsum

from lesson_pipeline.importers.markdown.vocabulary import words_of

_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "before",
        "after",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "has",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "same",
        "so",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "up",
        "vs",
        "via",
        "was",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "why",
        "will",
        "with",
        "without",
        "you",
        "your",
        "section",
        "sections",
        "part",
        "lesson",
        "student",
        "concept",
        "concepts",
        "explain",
        "explained",
        "explaining",
        "introduce",
        "introduced",
        "introducing",
        "address",
        "addressed",
        "brief",
        "briefly",
        "during",
        "when",
        "also",
        "early",
        "late",
        "right",
        "main",
        "core",
        "key",
    ]
)


@lru_cache(maxsize=20_000)
def tokens(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, in the singular."""
    return frozenset(
        _singular(word) for word in words_of(text) if word not in _EMPTY and (len(word) > 1 or word.isdigit())
    )


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def share(wanted: frozenset[str], held: frozenset[str]) -> float:
    """The part of the words wanted that is held, from 0 to 1."""
    return len(wanted & held) / len(wanted) if wanted else 0.0


def rarely(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """A weight for every word of some texts: the fewer texts hold it, the more it says."""
    count: dict[str, int] = {}
    for words in texts:
        for word in words:
            count[word] = count.get(word, 0) + 1
    return {word: 1 / number for word, number in count.items()}


def weighed(wanted: frozenset[str], held: frozenset[str], weights: dict[str, float]) -> float:
    """Like `share`, but rare words count more."""
    whole = fsum(weights.get(word, 1.0) for word in wanted)  # exact: in whatever order a set gives its words
    return fsum(weights.get(word, 1.0) for word in wanted & held) / whole if whole else 0.0
