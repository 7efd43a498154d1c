"""What editors write, read as values or told as faults: data, pages, settings, git.

Of HTML it knows only what Markdown becomes. Imports nothing of the other floors.
"""
