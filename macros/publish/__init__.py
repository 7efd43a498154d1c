"""What stands beside the pages: open data, feeds, search, books and archives, worksheet files, reports.

Imports every other floor; no other floor imports it.
"""
