"""The format of the open data, version 1: what each JSON file holds.

The JSON Schemas and the columns of the tables are made from these classes, descriptions
included. Names are the data's own, in French. Within a version none is removed, renamed
or given another meaning; some may be added. Every field is always there: where there is
nothing to say it is null, or empty.
"""

VERSION = "1"
