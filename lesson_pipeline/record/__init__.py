"""What the student knows, derived: facts of each lesson, folded in order of teaching."""
