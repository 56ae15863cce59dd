"""Rules of our house for lesson-pipeline."""
