"""The private characters that stand for something while a page is made. No file of an editor may hold one.

`text.HIDDEN` refuses the whole range they are taken from, so that nothing an editor writes can pass for them.
"""

from __future__ import annotations

import re

# A macro's call, until its HTML is put in: the number of the call stands between the two.
OPEN, CLOSE = "\ue000", "\ue001"
CALL = re.compile(rf"{OPEN}\d+{CLOSE}")
# Jinja's comments are none here: `{#` opens a heading's id.
COMMENT_OPEN, COMMENT_CLOSE = "\ue002", "\ue003"
# Before the id of a source, in place of an address.
SOURCE = "\ue004"
# A page's own weight, until it is whole and can be weighed.
KILOBYTES, GRAMS = "\ue010", "\ue011"
