"""Chinese: as in Django, but months without a leading zero everywhere, and numbers in groups of three."""

MONTH_DAY_FORMAT = "n月j日"
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
