"""Changes to a whole curriculum, as text edits in all its files at once, checked before anything is written."""
