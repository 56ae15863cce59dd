"""`python -m lesson_pipeline`: the same as the console command."""

from lesson_pipeline.cli import main

if __name__ == "__main__":
    main()
