"""Faults of a configuration: they end the run, all of them told at once, each at its place."""

from collections.abc import Iterable, Iterator

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.source.faults import SourceFault


def printable(text: str) -> str:
    """The text without what would move the cursor: an escape in TOML can hold any character."""
    return "".join(character if character.isprintable() else " " for character in text)


class ConfigurationError(PipelineError):
    """A configuration file that cannot be used. The message tells of every fault, for whoever shows no excerpts."""

    def __init__(self, path: str, text: str, faults: Iterable[SourceFault]) -> None:
        self.path = path
        self.text = text
        self.faults = tuple(sorted(faults, key=lambda fault: fault.span))
        super().__init__("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        for fault in self.faults:
            help = f" ({fault.help})" if fault.help else ""
            yield f"{self.path}:{fault.span.line}:{fault.span.column}: {fault.message}{help}"
