"""What a cell says of a concept: the phrase that names it, other names for it, and what stands behind in brackets or a dash.

`Sigmoid / logistic function (squashes a score) — DEEPENED` names a concept in two ways, explains it, and says that it was
met before.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MOST = 600
"""Longest name that is looked into."""
_QUALIFIER = re.compile(
    r"\W*(?:(?:now|further|also|was|is|from|at|need(?:s|ed)?|depth|in|to|the|only|level|and|or|explicitly|conceptual(?:ly)?|again"
    r"|deepened|reinforced|revisited|recapped|recap|reviewed?|extended|elevated|callback|reactivation|new|core|optional"
    r"|mentioned|introduced|developed|applied|not taught|\d+(?:\.\d+)*)\b\W*)+\Z",
    re.IGNORECASE,
)
_AT_DEPTH = re.compile(r"\s+(?:at|to|from)\s+(?:MENTIONED|INTRODUCED|DEVELOPED|APPLIED)\b.*\Z", re.DOTALL)
_DASH = re.compile(r"\s+(?:--+|[—–])\s+")
_COLON = re.compile(r":\s+")
_SLASH = re.compile(r"\s+/\s+")
_RELATION = re.compile(
    r"\b(?:interactions?|a?symmetry|trade-?offs?|relation(?:ship)?s?|comparisons?|distinctions?|differences?|balance)\Z",
    re.IGNORECASE,
)
"""The last noun of a name in which a slash stands between two things, and not between two names of one."""
_FORMULA = re.compile(
    r"\s+(?:\[.*\]|(?:[A-Za-z]{1,2}(?:_\w+|-hat)?|[α-ωΑ-Ω])(?:\(.*|\s*=\s.*)|=\s+\S*[(*+^].*)\Z", re.DOTALL
)
_MARKS = re.compile(r"\*\*|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|[\"“”„«»]")
_NOTHING = re.compile(r"\W*(?:n/?a|none|tbd)?\W*\Z", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+[+#]*|≠|!=")
_ARTICLE = re.compile(r"\b(?:an?|the)\s+(?=\w)")
_LEVEL = re.compile(r"\b(?:MENTIONED|INTRODUCED|DEVELOPED|APPLIED|TAUGHT)\b")
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z0-9-]{1,9}\Z")


@dataclass(frozen=True, slots=True)
class ConceptCell:
    """A cell that names a concept. Cells with the same `key` surely mean the same."""

    name: str
    """The head phrase, for readers."""
    key: str
    names: tuple[str, ...]
    """Whole names in it: what stands between slashes, abbreviations and what they stand for."""
    alternatives: tuple[str, ...]
    """The keys of these, and of a name with the last noun that it shares: `Sigmoid / logistic function`."""
    slashed: bool
    """Whether the name has alternatives of equal rank; it may then join two concepts, and says so with no certainty."""
    summary: str
    """What the bracket or dash says, if it explains anything."""


def read_concept(text: str) -> ConceptCell | None:
    """A cell taken apart; None where it names nothing."""
    plain = text[:_MOST].replace("\\|", "|").strip()
    if _NOTHING.match(plain):
        return None
    outside, brackets = _brackets(plain)
    head, tail = _tail(_AT_DEPTH.sub("", _MARKS.sub("", outside)).strip())
    formula = _FORMULA.search(head)
    if formula and len(head[: formula.start()].strip()) > 2:
        brackets.append(formula.group().strip())
        head = head[: formula.start()].strip()
    head = head.strip(" ,;:.'’‘")
    head = head if _TOKEN.search(head) else _MARKS.sub("", plain)
    key = key_of(head)
    if not key:
        return None
    names = [head] if _RELATION.search(head) else _SLASH.split(head)
    short = [one for bracket in brackets for one in _abbreviated(head, bracket)]
    told = [text for text in (*brackets, tail) if text and text not in short and not _QUALIFIER.match(text)]
    summary = "; ".join(text for text in told if text.count(" ") >= 2 and not _LEVEL.search(text))
    slashed = len(names) > 1
    whole = tuple(dict.fromkeys([*(names if slashed else ()), *short]))
    others = dict.fromkeys(key_of(name) for name in [*(_with_last_noun(names) if slashed else ()), *whole])
    others.pop(key, None)
    return ConceptCell(_shown(head), key, whole, tuple(other for other in others if other), slashed, summary)


def key_of(name: str) -> str:
    """What two spellings of one name have in common: no case, plural, article, quote, hyphen or Markdown."""
    folded = _ARTICLE.sub("", unicodedata.normalize("NFKD", name).casefold())
    return "".join(_singular(word) for word in _TOKEN.findall(folded))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _brackets(text: str) -> tuple[str, list[str]]:
    """A text without its brackets, and what was in them. A bracket right behind a word is a call: `P(x)`, `flatten()`."""
    head: list[str] = []
    found: list[str] = []
    depth, start = 0, 0
    for index, letter in enumerate(text):
        if letter == "(":
            if depth == 0 and (index == 0 or text[index - 1].isspace()):
                head.append(text[start:index])
                start, depth = index + 1, 1
            elif depth:
                depth += 1
        elif letter == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append(text[start:index].strip())
                start = index + 1
    rest = text[start:]
    if depth:
        found.append(rest.strip())
    else:
        head.append(rest)
    plain = [text.replace("**", "") if text.count("**") % 2 else text for text in found]
    return re.sub(r"\s+", " ", "".join(head)).strip(), [text for text in plain if text]


def _tail(head: str) -> tuple[str, str]:
    """A head phrase without what a dash adds to it, if that is a remark and no part of the name."""
    dash = _DASH.search(f" {head} ")
    if dash:
        before, after = head[: max(dash.start() - 1, 0)].strip(), head[dash.end() - 1 :].strip()
        if before and (_QUALIFIER.match(after) or after.count(" ") >= 2):
            return before, after
    return head, ""


def _shown(head: str) -> str:
    """The head phrase as the name of a concept: it begins with a capital, unless its first word is code or a symbol."""
    colon = _COLON.search(head)
    if colon and head[colon.end() :].count(" ") >= 4:
        head = head[: colon.start()]
    first = re.split(r"[ -]", head, maxsplit=1)[0]
    return head[:1].upper() + head[1:] if first.isalpha() and first.islower() and len(first) > 1 else head


def _with_last_noun(names: list[str]) -> Iterator[str]:
    """The names of one word with the last noun that they share with the last name."""
    words = names[-1].split(" ")
    if 2 <= len(words) <= 3:
        yield from (f"{name} {words[-1]}" for name in names[:-1] if " " not in name)


def _abbreviated(head: str, bracket: str) -> Iterator[str]:
    """The abbreviation in a bracket behind a name, or the name in a bracket behind an abbreviation."""
    first = re.split(r"[,;:]| -- | — ", bracket, maxsplit=1)[0].strip()
    pairs = ((first, head), (head, first))
    if any(_ABBREVIATION.match(short) and _stands_for(short, long) for short, long in pairs):
        yield first


def _stands_for(short: str, long: str) -> bool:
    """Whether a name has the letters of an abbreviation in their order, from the first on, in about as many words."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    if len(letters) > 2 and short.endswith("s") and short[:-1].isupper():
        letters.pop()
    rest = iter(long.lower())
    return (
        long[:1].lower() == letters[0]
        and all(letter in rest for letter in letters)
        and 1 < len(re.findall(r"[A-Za-z]+", long)) <= 2 * len(letters)
    )
