"""Sentences about concepts, and the Markdown bodies made of them."""

import random
import re
from collections.abc import Sequence
from typing import TypeVar

from benchmarks.sentences import BULLETS, CODE, MATH, TABLE
from benchmarks.vocabulary import Concept
from benchmarks.yaml_writer import wrap

BODY_WIDTH = 84

Piece = TypeVar("Piece")

_SENTENCE_START = re.compile(r"(?:^|[.?!] )\**[a-z]")


class Prose:
    """Says things about concepts; does not repeat itself before a pool of sentences is used up."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._pools: dict[int, list[int]] = {}

    def pick(self, pool: Sequence[Piece]) -> Piece:
        """The next piece of a pool, in an order of its own for each plan."""
        waiting = self._pools.setdefault(id(pool), [])
        if not waiting:
            waiting.extend(range(len(pool)))
            self._rng.shuffle(waiting)
        return pool[waiting.pop()]

    def sample(self, pool: Sequence[Piece], count: int) -> list[Piece]:
        """So many different pieces of a pool."""
        return self._rng.sample(pool, count)

    def fill(self, template: str, x: Concept, y: Concept) -> str:
        """A template with its concepts named."""
        text = template.format(x=self._mention(x), y=self._mention(y), xs=x.plural)
        return _SENTENCE_START.sub(lambda start: start[0].upper(), text)

    def say(self, pool: Sequence[str], x: Concept, y: Concept | None = None) -> str:
        """One sentence of a pool."""
        return self.fill(self.pick(pool), x, y or x)

    def paragraph(self, pool: Sequence[str], count: int, x: Concept, y: Concept) -> str:
        """Sentences as a paragraph, in lines."""
        return "\n".join(wrap(" ".join(self.say(pool, x, y) for _ in range(count)), BODY_WIDTH))

    def body(self, pool: Sequence[str], x: Concept, y: Concept, paragraphs: int = 2, extra: str = "") -> str:
        """A Markdown body: paragraphs, with something other than prose between them.

        Args: `extra` is one of bullets, math, code, table, or empty.
        """
        blocks = [self.paragraph(pool, 2, x, y) for _ in range(paragraphs)]
        if extra:
            blocks.insert(1, self._block(extra))
        return "\n\n".join(blocks) + "\n"

    def _block(self, kind: str) -> str:
        if kind == "bullets":
            return "\n".join(f"- {self.pick(BULLETS)}" for _ in range(4))
        if kind == "math":
            return self.pick(MATH)
        if kind == "table":
            return "\n".join(TABLE)
        return "\n".join(("```python", *self.pick(CODE), "```"))

    def _mention(self, concept: Concept) -> str:
        chance = self._rng.random()
        if concept.aliases and chance < 0.3:
            return concept.aliases[0]
        return f"**{concept.term}**" if chance > 0.93 else concept.term
