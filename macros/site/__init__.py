"""Pages: what each shows, where each stands, what each weighs.

Imports `source` and `words`.
"""
