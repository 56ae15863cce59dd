"""What follows from the review rounds of a lesson: the life of its findings, and the verdict."""
