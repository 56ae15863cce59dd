"""Writes the documentation that is said elsewhere already: `python -m tools.docs`, or `--check` to see if it is fresh.

Whole pages: docs/cli.md, docs/rules/, docs/schemas/. Blocks between `generated` marks, and the output shown in the
README's walk-through, the story of a review and that of a branch: in the README and in the pages that people write.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.model.vocabulary import BLOCKS
from lesson_pipeline.render.directives.registry import VOCABULARY
from lesson_pipeline.reviews.lifecycle import COMMANDS, MOVES, Move
from tools import cli_page, rule_pages, schema_pages
from tools.markdown import fill, table
from tools.transcripts import BRANCH, PROGRAM, ROOT, STORY, STORY_FOLDERS, caught_fault, replayed, walked

README = "README.md"
REVIEWS = "docs/reviews.md"
IMPACT = "docs/impact.md"
_MARK = "<!-- generated: python -m tools.docs; do not edit -->\n\n"
_FOLDERS = (rule_pages.FOLDER, schema_pages.FOLDER)
"""Folders that hold generated pages only."""


def pages(root: Path = ROOT) -> dict[str, str]:
    """Every page that is generated in whole or in part, by path, as it should be."""
    made = {cli_page.PATH: cli_page.cli_page(), **rule_pages.rule_pages(), **schema_pages.schema_pages()}
    whole = {path: f"{_MARK}{text}" for path, text in made.items()}
    readme = replayed((root / README).read_text(encoding="utf-8"))
    written = {README: readme}
    for file in sorted((root / "docs").glob("*.md")):
        path = file.relative_to(root).as_posix()
        if path not in whole:
            written[path] = file.read_text(encoding="utf-8")
    written[REVIEWS] = replayed(written[REVIEWS], STORY, STORY_FOLDERS)
    written[IMPACT] = replayed(written[IMPACT], BRANCH)
    return {**{path: fill(text, lambda name: _block(name, readme)) for path, text in written.items()}, **whole}


def stale(root: Path = ROOT) -> dict[str, str | None]:
    """The pages that are not as they should be, with what they should be; None for one that should not be there."""
    wanted = pages(root)
    found: dict[str, str | None] = {}
    for path, text in wanted.items():
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            found[path] = text
    for folder in _FOLDERS:
        for file in sorted((root / folder).glob("*")):
            if (path := file.relative_to(root).as_posix()) not in wanted:
                found[path] = None
    return found


def _block(name: str, readme: str) -> str:
    """The content of one generated block."""
    if name == "caught-fault":
        return caught_fault()
    if name == "families":
        return rule_pages.families_table()
    if name == "causes":
        return rule_pages.causes_table()
    if name == "schemas":
        return schema_pages.schemas_table()
    if name == "blocks":
        return _blocks_table()
    if name == "lifecycle":
        return _lifecycle_table()
    if name == "check-json":
        return _json(readme, "check --select SEQ", f"{PROGRAM} check --select SEQ --output-format json")
    if name == "state-json":
        return _json(readme, "render", f"{PROGRAM} state while-loops --at check-1 --output-format json")
    raise ValueError(f"no generated block is named {name!r}")


def _json(readme: str, after: str, command: str) -> str:
    """What a command prints when the walk-through has come to another one."""
    with TemporaryDirectory() as folder:
        printed = walked(readme, Path(folder), f"{PROGRAM} {after}").run(command)
    return f"```json\n{printed.rstrip()}\n```\n"


def _blocks_table() -> str:
    """The blocks of a lesson page."""
    arguments = {"figure": "file", "answer": ""}
    rows = []
    for spec in VOCABULARY.values():
        kind = BLOCKS[spec.name]
        options = ", ".join(f"`{option}`" for option in sorted(kind.options - {"realizes"}))
        within = ", ".join(f"`{name}`" for name in sorted(kind.within))
        takes = "id" if spec.named else arguments.get(spec.name, "title")
        rows.append((f"`{spec.name}`", spec.label, takes, options, within))
    return table(("block", "label on the page", "takes", "options", "stands in"), rows)


def _lifecycle_table() -> str:
    """Which status of a finding may follow which."""
    rows = [
        (str(move.before), str(move.after), str(move.by), f"`review {COMMANDS[move.after]}`", _needs(move))
        for move in MOVES
    ]
    return table(("from", "to", "who says it", "command", "needs"), rows)


def _needs(move: Move) -> str:
    never = [severity for severity in SEVERITIES if severity not in move.of]
    limits = f"; never if it is {' or '.join(never)}" if never else ""
    return f"`--{move.needs}`{limits}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words not in ([], ["--check"]):
        print("usage: python -m tools.docs [--check]", file=sys.stderr)
        return 2
    found = stale()
    for path, text in found.items():
        print(f"stale: {path}" if words else f"{'deleted' if text is None else 'written'}: {path}")
        if not words:
            _put(ROOT / path, text)
    if words and found:
        print("run `python -m tools.docs` and commit what it writes", file=sys.stderr)
        return 1
    return 0


def _put(file: Path, text: str | None) -> None:
    if text is None:
        file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
