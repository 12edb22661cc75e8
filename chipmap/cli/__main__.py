"""`python -m chipmap.cli`, the same as the command `chipmap`; a frozen program is its own worker as well."""

import sys

from chipmap.model.exchange.worker_entry import run_as_worker

if __name__ == "__main__":
    ended = run_as_worker(sys.argv[1:])
    if ended is not None:
        sys.exit(ended)

    from chipmap.cli.app import main

    main()
