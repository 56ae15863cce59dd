"""What holds in one run: the configuration of the curriculum, and the command line over it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lesson_pipeline.config.load import find_configuration
from lesson_pipeline.config.options import COMMAND_LINE, Options, Word
from lesson_pipeline.config.own import use_own_rules
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.engine.select import EXACT, Standing, active_rules, matching
from lesson_pipeline.rules.registry import Rule, all_rules


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run and what follows from them."""

    options: Options
    active: dict[str, Rule]
    """The rules that run, by code."""
    policy: Policy
    file: str | None = None
    """The configuration file that was read, relative to the root."""
    notes: tuple[str, ...] = ()
    """What a person should know about how the settings came about."""

    @property
    def fail_level(self) -> Severity:
        return self.options.fail_level


def settle(
    root: Path,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_level: Severity | None = None,
    *,
    isolated: bool = False,
    preview: bool = False,
) -> Settings:
    """The settings of a run on the curriculum at `root`.

    Args: what the command line says (see `engine.select.active_rules` for how it goes together with the
    configuration), whether configuration files are left alone, and whether rules in preview run like the others. The
    rules of one's own that are found are in use from then on (`rules.registry.use_own`).
    Raises ConfigurationError for a faulty file, PipelineError for words that name no rule.
    """
    found, notes = (None, ()) if isolated else find_configuration(root)
    of_rules = use_own_rules(found, isolated=isolated)
    options = Options()
    if found is not None:
        from lesson_pipeline.config.read import read_options

        options = read_options(found, of_rules)
    standing = Standing(
        tuple(word.text for word in (*options.select, *options.extend_select)),
        tuple(word.text for word in options.ignore),
    )
    active = active_rules(select, ignore, standing, preview=preview or options.preview)
    notes = (*notes, *_of_deprecated(select or standing.select))
    if not active:
        notes = (*notes, "no rule is active: nothing is checked (`check --show-settings` says why)")
    policy = _policy(options)
    options = _overruled(options, select, ignore, fail_level, preview=preview)
    return Settings(options, active, policy, found.path if found else None, notes)


def _of_deprecated(words: Iterable[str]) -> Iterator[str]:
    """What to know of each deprecated rule that is selected by its code or name: it will go, and the word with it."""
    selected = {code for word in words for strength, codes in [matching(word)] if strength == EXACT for code in codes}
    for code, rule in all_rules().items():
        if code in selected and rule.status == "deprecated":
            since = f" since {rule.since}" if rule.since else ""
            instead = f"select {rule.successor} instead" if rule.successor else "no other rule takes its place"
            yield f"{code} ({rule.name}) is deprecated{since} and will be removed: {instead}"


def _overruled(
    options: Options, select: Sequence[str], ignore: Sequence[str], fail_level: Severity | None, *, preview: bool
) -> Options:
    """The options with what the command line says."""
    keys = dict(options.keys)
    if select:
        options = replace(options, select=tuple(Word(word, COMMAND_LINE) for word in select), extend_select=())
        keys |= dict.fromkeys(("select", "extend-select"), COMMAND_LINE)
    if ignore:
        options = replace(options, ignore=(*options.ignore, *(Word(word, COMMAND_LINE) for word in ignore)))
    if preview:
        options = replace(options, preview=True)
        keys["preview"] = COMMAND_LINE
    if fail_level is not None:
        options = replace(options, fail_level=fail_level)
        keys["fail-level"] = COMMAND_LINE
    return replace(options, keys=keys)


def _policy(options: Options) -> Policy:
    strengths = [(*matching(new.word), new.severity) for new in options.severity]
    severity = {code: level for _, codes, level in sorted(strengths, key=lambda item: item[0]) for code in codes}
    if not options.per_path_ignores:
        return Policy(severity)
    from lesson_pipeline.config.paths import silent_in

    return Policy(severity, silent_in(options.per_path_ignores))
