"""Which rules run: codes, names and prefixes, as the command line and the configuration give them."""

from collections.abc import Iterable
from dataclasses import dataclass

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.faulty import CODE as FAULTY
from lesson_pipeline.rules.registry import FAMILIES, Rule, all_rules, find_rule, may_be_own
from lesson_pipeline.suggest import misspelt

EXACT = 100
"""How specific a code or a name is: more than any prefix."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds beneath the words of one run: the words of the configuration."""

    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()


def active_rules(
    select: Iterable[str] = (), ignore: Iterable[str] = (), standing: Standing | None = None, *, preview: bool = False
) -> dict[str, Rule]:
    """The rules that run, by code.

    Each word is a code, a rule's name, a prefix of codes, or ALL. Of `select` and `ignore` the more specific word
    wins, and `ignore` where they are equal. `select` takes the place of what stands selected, and is stronger than
    what stands ignored where it is as specific; `ignore` is stronger than anything that stands. Rules in preview run
    only where one is selected by its full code or name, or like the others with `preview`. With a rule of one's own
    runs the rule that reports if it fails, whatever else is selected; only `ignore` switches that off. Raises PipelineError, with the nearest, for a word that
    matches nothing.
    """
    standing = standing or Standing()
    wanted, unwanted = _strengths(select := tuple(select)), _strengths(ignore)
    standing_wanted, standing_unwanted = _strengths(standing.select), _strengths(standing.ignore)
    active = {}
    rules = all_rules()
    watches = _speaks_of_own(select or standing.select, rules)
    for code, rule in rules.items():
        if select:
            chosen = wanted.get(code, -1)
            dropped = unwanted.get(code, -1) >= chosen or standing_unwanted.get(code, -1) > chosen
        else:
            chosen = standing_wanted.get(code, -1)
            dropped = code in unwanted or standing_unwanted.get(code, -1) >= chosen
        is_watch = code == FAULTY and watches and code not in {**unwanted, **standing_unwanted}
        if is_watch or (not dropped and (preview or not rule.preview or chosen == EXACT)):
            active[code] = rule
    return active


def _speaks_of_own(words: Iterable[str], rules: dict[str, Rule]) -> bool:
    """Whether words select rules of one's own, be it some that cannot be read."""
    return any(may_be_own(word) or any(rules[code].origin for code in matching(word)[1]) for word in words)


def matching(word: str) -> tuple[int, set[str]]:
    """How specific a word is, and the codes of the rules it names.

    ALL is the least specific, then prefixes by their length; codes and names are EXACT. Raises PipelineError, with
    the nearest, for a word that matches nothing; a rule of one's own that could not be read is no such word.
    """
    upper = word.upper()
    if not upper:
        raise PipelineError(
            "an empty rule code selects nothing", f"name a code, a rule or a family: {', '.join(FAMILIES)}"
        )
    rules = all_rules()
    if upper == "ALL":
        return 0, set(rules)
    if upper not in rules and (found := {code for code in rules if code.startswith(upper)}):
        return len(upper), found
    if upper not in rules and may_be_own(upper):
        return EXACT, set()
    if near := _misspelt_family(upper):
        raise PipelineError(f"unknown rule `{word}`", f"did you mean `{near}`?")
    return EXACT, {find_rule(word).code}


def _misspelt_family(upper: str) -> str | None:
    """The family, or ALL, that a word without digits surely means."""
    return misspelt(upper, (*FAMILIES, "ALL")) if upper.isalpha() and len(upper) <= 5 else None


def _strengths(words: Iterable[str]) -> dict[str, int]:
    """For each rule that some word names, how specifically the most specific of them does."""
    strengths: dict[str, int] = {}
    for word in words:
        strength, codes = matching(word)
        for code in codes:
            strengths[code] = max(strength, strengths.get(code, -1))
    return strengths
