"""Numbers of versions and rounds in addresses."""

from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """A number as it is printed, without zeros before it: so what it names has one address."""

    regex = "[1-9][0-9]*"
