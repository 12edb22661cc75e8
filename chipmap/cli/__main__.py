"""`python -m chipmap.cli`, the same as the command `chipmap`."""

from chipmap.cli.app import main

if __name__ == "__main__":
    main()
