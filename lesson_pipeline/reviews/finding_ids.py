"""Ids of findings, as a person would choose them: the words of the title that say what it is about."""

import re
import unicodedata

from lesson_pipeline.words import id_of

_MOST_WORDS = 6
_LONGEST = 60

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NEXT_CLAUSE = re.compile(
    r"[;:] | (?:—|–|--) | as \w+ as |"
    r",? (?:while|which|but|instead|rather|despite|if|because|since|when|before|after|so that|even though)\b"
)
_NEGATION = re.compile(
    r"\b(?:ca|do|does|did|is|are|was|were|wo|would|should|could|has|have|had)n['’]?t\b|\bcan(?:no|['’])t\b", re.I
)
_APOSTROPHE = re.compile(r"(?<=\w)['’](?:s|re|ve|ll|d)?\b")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-_./][A-Za-z0-9]+)*")
_WEAK_WORDS = """
a an the this that these those its it is are was were be been being am as at by for from in into of off on onto or and
nor to too with within do does did has have had having may might can could should would will must shall very more most
much also only just still some any each both all there their they them who what whose how than then about up out over
under again own use uses used using say says said show shows shown know knows you your
"""
_WEAK = frozenset(_WEAK_WORDS.split())
_NEVER_LAST = frozenset(["not", "no", "without", "vs", "lack", "lacks", "need", "needs", "between", "two", "multiple"])


def finding_id(title: str, taken: set[str]) -> str:
    """An id for a finding, which is added to those that are taken."""
    stem = _stem(title) or "finding"
    id, count = stem, 2
    while id in taken:
        id, count = f"{stem}-{count}", count + 1
    taken.add(id)
    return id


def _stem(title: str) -> str:
    text = _without_marks(_ASIDE.sub(" ", title).replace("`", "").replace("*", ""))
    words = _units(_first_clause(text)) or _units(text) or _units(_without_marks(title))
    chosen = words[:_MOST_WORDS]
    cut = len(words) > len(chosen)
    while len(chosen) > 1 and (_is_loose(chosen[-1], cut) or len("-".join(chosen)) > _LONGEST):
        chosen.pop()
    return "-".join(chosen)[:_LONGEST].strip("-")


def _without_marks(text: str) -> str:
    """A text with plain letters for those that bear accents: a word must not break at one."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _is_loose(word: str, cut: bool) -> bool:
    """Whether a word leans on one that would follow, or did before it was cut off."""
    return word in _NEVER_LAST or (cut and word.endswith("ly"))


def _first_clause(text: str) -> str:
    """A title up to where it turns to something else, if by then it has said enough."""
    for end in _NEXT_CLAUSE.finditer(text):
        if len(_units(text[: end.start()])) > 2:
            return text[: end.start()]
    return text


def _units(text: str) -> list[str]:
    """The words that count, each once. A number or a letter belongs to the word before: `Check 2` is one."""
    units: list[str] = []
    last = ""
    for match in _WORD.finditer(_APOSTROPHE.sub("", _NEGATION.sub("not", text))):
        word = id_of(match.group())
        if last and units and (word.isdecimal() or len(word) == 1) and len(word) <= 2 and word != "a":
            units[-1] += f"-{word}"
            last = ""
        elif word and word not in _WEAK:
            is_new = not any(unit == word or unit.startswith(f"{word}-") for unit in units)
            units += [word] if is_new else []
            last = word if is_new else ""
        else:
            last = ""
    return units
