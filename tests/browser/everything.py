"""A lesson that holds everything a lesson can hold: each block of the vocabulary, and what Markdown gives."""

from collections.abc import Iterator

from lesson_pipeline.model.vocabulary import BLOCKS

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" role="img">
<title>A ring</title><circle cx="20" cy="20" r="15" fill="none" stroke="currentColor"/><text x="45" y="25">once more</text>
</svg>
"""
_HEAD = """---
lesson: loops
title: Loops
deviations: [{element: countdown, reason: The turnstile says it *better*.}]
---

# Loops, again and again

## Counting again {#recap}

Remember the [counter](concept:counter) of [the first lesson](lesson:counting), and what `n -= 1` does[^1].

[^1]: It takes one away.

## Again and again {#explain-while}

A [while loop](concept:while-loop) costs $n^2$ steps, and {num}`3 * 4 = 12` checks.

$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$

```python
def rounds(n: int) -> int:  # counts down, with a comment that is far too long to fit on the screen of a telephone
    while n > 0:
        n -= 1
    return n
```

| n | rounds | a column that makes the table wide | and another that makes it wider still |
|---|-------:|------------------------------------|----------------------------------------|
| 3 | 3      | as many rounds as the number says   | because each of them takes one away    |

- [x] Look
- [ ] Act

> Look before every round.

### Counting rounds {#rounds}

Word
: What it means.

"""
_CHECK = """
:::::{check} check-1
Take `n = 3`.

::::{question} q1
How many rounds?

:::{answer}
Three, and **no** more.
:::
::::

::::{question} q2
And for zero?

:::{answer}
None.
:::
::::
:::::
"""
_SPECIAL = {
    "check": _CHECK,
    "question": "",
    "answer": "",
    "figure": ":::{figure} figures/ring.svg\n:alt: A ring with one exit.\n:realizes: picture\n\nRound and round.\n:::\n",
    "diagram": "::::{diagram} Round\n:alt: Look, then act.\n\n```mermaid\nflowchart LR\nlook --> act\n```\n::::\n",
    "values": ":::{values}\nt = 10\n:::\n",
    "misconception": "::::{misconception} checks-always\nIt does **not** watch.\n\n"
    ":::{negative-example} read-once\nIt is read once per round.\n:::\n::::\n",
    "comparison": ":::::{comparison}\n::::{card} Before\nLook first.\n::::\n::::{card} After\nAct first.\n::::\n:::::\n",
}


def _blocks() -> Iterator[str]:
    for name in BLOCKS:
        plain = f":::{{{name}}} A title of its own\nWords in *{name}*, and a [link](concept:counter).\n:::\n"
        named = f":::{{{name}}} some-{name}\nWords in *{name}*.\n:::\n"
        yield _SPECIAL.get(name, named if BLOCKS[name].named else plain)


EVERYTHING = _HEAD + "\n".join(_blocks())
