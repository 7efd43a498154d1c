"""Words in a language: catalogues, how each language writes and sorts, how far each translation is.

Imports `source` alone.
"""
