"""Sets a checkout up, builds what is shipped with it and starts it.

What `main.py` reaches needs nothing beyond Python's standard library: it runs before anything is installed.
"""
