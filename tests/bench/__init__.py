"""What the program costs: `python -m tests.bench [part of a name …]` measures and prints; it asserts nothing.

One module for each subject, `bench_*.py`; a function in it is registered by `@benchmark("name")` and yields
figures. Each benchmark runs in a fresh process, so that neither imports nor memory of one flatter another.
Times are medians of CPU time, because the wall clock of a shared machine says little; where a bar is a ratio,
both sides are measured in the same run. A bar that is exceeded is printed, not raised.

To add one, write `bench_SUBJECT.py` here: `measuring` takes times and memory, `registry` says what to yield.
"""

import chipmap  # noqa: F401 - what it says of threads holds only where numpy is loaded after it
