"""French: as in Django, but a comma before the time.

The first of a month, `1er mai`, is the work of `languages.dates`.
"""

DATETIME_FORMAT = "j F Y, H:i T"
