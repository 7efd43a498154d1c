"""Strategies made with the worksheet: the files that visitors export, what pages hand to their scripts, the sum of
several.

The pages' own scripts (`overrides/scripts/`) read and write the same files, by `SHAPE`, and put several together
as `python -m macros strategie` does; `/schemas/` describes the files to everybody.
"""
