"""Generated courses with planted faults, and what checking them costs."""
