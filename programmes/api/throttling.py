"""How often one address may ask."""

from django.core.cache.backends.locmem import LocMemCache
from rest_framework.throttling import AnonRateThrottle


class AddressThrottle(AnonRateThrottle):
    """The rate of ``API_RATE`` for each address, counted by each worker for itself.

    In memory, so that reading the API writes nothing: the shared cache may be the database, and a write for
    every read would cost more than the read. With n workers an address gets at most n times the rate.
    """

    cache = LocMemCache("api-throttle", {"MAX_ENTRIES": 10_000})
