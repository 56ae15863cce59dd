"""Model and record to pages: a course index and a page per lesson, as plain files that need no network and no script."""
