"""How long it takes to read a text."""

import re
from math import ceil

_WORDS_A_MINUTE = 200
"""Of an explanation that is read to be understood; a story goes faster."""
_UNSEEN = re.compile(r"<svg\b.*?</svg>|<[^>]*>", re.DOTALL)
_WORD = re.compile(r"\w+")


def minutes(html: str) -> int:
    """Whole minutes, 0 only for no words at all. The words within pictures do not count."""
    return ceil(len(_WORD.findall(_UNSEEN.sub(" ", html))) / _WORDS_A_MINUTE)
