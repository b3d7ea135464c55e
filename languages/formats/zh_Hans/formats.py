"""Chinese: as in Django, but months without a leading zero everywhere, and numbers in groups of three."""

DATETIME_FORMAT = "Y年n月j日 H:i T"
MONTH_DAY_FORMAT = "n月j日"
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
