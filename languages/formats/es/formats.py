"""Spanish: as in Django, but a comma before the time, since it is `a la 1.00` and `a las 2.00`."""

DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i T"
