"""What holds in one run: the configuration of the curriculum, and the command line over it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lesson_pipeline.config.load import find_configuration
from lesson_pipeline.config.options import COMMAND_LINE, Options, Word
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.engine.select import Standing, active_rules, matching
from lesson_pipeline.rules.registry import Rule


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
) -> Settings:
    """The settings of a run on the curriculum at `root`.

    Args: what the command line says (see `engine.select.active_rules` for how it goes together with the
    configuration), and whether configuration files are left alone.
    Raises ConfigurationError for a faulty file, PipelineError for words that name no rule.
    """
    found, notes = (None, ()) if isolated else find_configuration(root)
    options = Options()
    if found is not None:
        from lesson_pipeline.config.read import read_options

        options = read_options(found)
    standing = Standing(
        tuple(word.text for word in (*options.select, *options.extend_select)),
        tuple(word.text for word in options.ignore),
    )
    active = active_rules(select, ignore, standing)
    if not active:
        notes = (*notes, "no rule is active: nothing is checked (`check --show-settings` says why)")
    policy = _policy(options)
    options = _overruled(options, select, ignore, fail_level)
    return Settings(options, active, policy, found.path if found else None, notes)


def _overruled(options: Options, select: Sequence[str], ignore: Sequence[str], fail_level: Severity | None) -> Options:
    """The options with what the command line says."""
    keys = dict(options.keys)
    if select:
        options = replace(options, select=tuple(Word(word, COMMAND_LINE) for word in select), extend_select=())
        keys |= dict.fromkeys(("select", "extend-select"), COMMAND_LINE)
    if ignore:
        options = replace(options, ignore=(*options.ignore, *(Word(word, COMMAND_LINE) for word in ignore)))
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
