"""Review rounds begun, added to, closed and merged: text edits, one command at a time."""
