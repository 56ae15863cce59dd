"""Errors that end a run: the command could not do its work (exit status 2)."""


class PipelineError(Exception):
    """Something about the call or the folder, not about a file's content; the message is for the user."""

    exit_code = 2

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help
