"""`python -m chipmap.cli`, the same as the command `chipmap`; a frozen program is its own worker as well."""

import sys

from chipmap.cli.interruption import end_at_once

if __name__ == "__main__":
    end_at_once()

    from chipmap.model.exchange.worker_entry import run_as_worker

    ended = run_as_worker(sys.argv[1:])
    if ended is not None:
        sys.exit(ended)

    from chipmap.cli.app import main

    main()
