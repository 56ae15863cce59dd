"""Planning documents in Markdown: read, understood, and written as plans, concepts and review rounds."""
