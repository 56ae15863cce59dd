"""Which rules run: codes, names and prefixes, as given on the command line."""

from collections.abc import Iterable

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.registry import FAMILIES, Rule, all_rules, find_rule


def active_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> dict[str, Rule]:
    """The rules that run, by code.

    Each word is a code, a rule's name, a prefix of codes, or ALL. Rules in preview run only where one is selected by
    its full code or name. Raises PipelineError, with the nearest, for a word that matches nothing.
    """
    rules = all_rules()
    chosen = {code for word in select for code in _matching(word)} if (select := list(select)) else _matching("ALL")
    exact = {find_rule(word).code for word in select if not _is_prefix(word)}
    left = chosen - {code for word in ignore for code in _matching(word)}
    return {code: rule for code, rule in rules.items() if code in left and (not rule.preview or code in exact)}


def _is_prefix(word: str) -> bool:
    upper = word.upper()
    return upper == "ALL" or any(code.startswith(upper) and code != upper for code in all_rules())


def _matching(word: str) -> set[str]:
    upper = word.upper()
    if not upper:
        raise PipelineError(
            "an empty rule code selects nothing", f"name a code, a rule or a family: {', '.join(FAMILIES)}"
        )
    if upper == "ALL":
        return set(all_rules())
    found = {code for code in all_rules() if code.startswith(upper)}
    return found or {find_rule(word).code}
