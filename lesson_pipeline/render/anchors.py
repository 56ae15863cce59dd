"""Ids on a page: each is given once, and what an author wrote goes before what is made up."""

from lesson_pipeline.model.written import slug_of


class Anchors:
    """The ids that a page has given so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __contains__(self, anchor: str) -> bool:
        return anchor in self._taken

    def claim(self, anchor: str) -> bool:
        """Takes an id; False where it is taken already."""
        if not anchor or anchor in self._taken:
            return False
        self._taken.add(anchor)
        return True

    def invent(self, title: str) -> str:
        """A free id for a title."""
        base = anchor = slug_of(title)
        number = 2
        while not self.claim(anchor):
            anchor = f"{base}-{number}"
            number += 1
        return anchor
