"""Did you mean: the one nearest name, or none."""

from collections.abc import Iterable


def closest(word: str, choices: Iterable[str], at_least: float = 72) -> str | None:
    """The choice most like `word` (rapidfuzz ratio, 0 to 100), or None where nothing is near enough."""
    from rapidfuzz import fuzz, process  # only a fault needs it

    found = process.extractOne(word, list(choices), scorer=fuzz.ratio, score_cutoff=at_least)
    return found[0] if found else None


def misspelt(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` surely is with a slip of the pen: a letter or two off, by its length."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(word, list(choices), scorer=OSA.distance, score_cutoff=_slips(word))
    return found[0] if found else None


def surely(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` is a misspelling of, where there is but one; `check-2` is no misspelling of `check-1`."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    others = list(dict.fromkeys(choices))
    found = process.extract(word, others, scorer=OSA.distance, score_cutoff=_slips(word), limit=2)
    return found[0][0] if len(found) == 1 and _digits(found[0][0]) == _digits(word) else None


def _digits(word: str) -> str:
    return "".join(character for character in word if character.isdigit())


def _slips(word: str) -> int:
    """How many slips of the pen a word of this length may have."""
    return 1 if len(word) < 8 else 2


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A sentence that names the nearest choice, or an empty text."""
    near = closest(word, choices)
    return f"did you mean `{near}`?" if near else ""
