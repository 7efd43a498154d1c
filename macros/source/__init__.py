"""What editors write, read as values or told as faults: data, pages, settings, git.

Knows no HTML and no template. Imports nothing of the other floors.
"""
