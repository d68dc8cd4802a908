"""`python -m knowledge`: the library's command line."""

from knowledge.cli import main

if __name__ == "__main__":
    main()
