"""Measures the generator: its builds beside stock Material's, and what an editor waits for.

`python -m tests.bench`: builds and commands, in CPU seconds; `python -m tests.bench.serving`:
from a saved file to the page that shows it. Both work on copies, in temporary folders.
"""
