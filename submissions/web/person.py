"""Who asks at the desk."""

from __future__ import annotations

from copy import copy

from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import has_second_factor


def person_of(request: HttpRequest) -> User:
    """The one who is signed in; of the secretariat only where the session has passed a second factor.

    A copy for asking permissions with, never to be saved: without the second factor it is not of the staff.
    """
    person: User = copy(request.user)  # type: ignore[assignment]
    if person.is_authenticated and person.is_staff and not has_second_factor(request.session):
        person.is_staff = False
    return person
