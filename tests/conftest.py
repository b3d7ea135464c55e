"""The cast, and the states of the registry that tests start from.

Every test starts with English and empty tables, and asks for more: ``taxonomy``, ``registry`` (the 37
programmes as seeded) or ``three_hundred``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

import pytest
import pytest_django
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser

from accounts.models import User
from accounts.staff import make_staff
from lifecycle.models import Instrument, Stage
from programmes.models import Programme
from programmes.seeding import seed
from tests import chromium, factories
from tests.leftovers import TRANSLATED, all_english_words, foreign_to, leftovers, nothing_is, without
from tests.snapshot import Snapshot
from tests.visible import said_on

# --- Surroundings -----------------------------------------------------------------------------------

# The machine that runs this is shared: how long one example takes says nothing about the code.
hypothesis_settings.register_profile("shared", deadline=None)
hypothesis_settings.load_profile("shared")


@pytest.fixture(scope="session", autouse=True)
def as_in_tests() -> Iterator[None]:
    """Static files from where they are written, a cache of this process, and passwords hashed quickly."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test starts in English and with an empty cache, whatever the one before it opened."""
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium, shared by the tests of a module."""
    # Playwright runs an event loop in the thread of the test, which Django takes for asynchronous code.
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        try:
            started = stack.enter_context(chromium.started())
        except chromium.NotFound as missing:
            pytest.skip(str(missing))
        yield started


# --- The cast: three people from outside, three of the secretariat ----------------------------------


@pytest.fixture
def focal_point(db: None) -> User:
    """Submits for her country."""
    return User.objects.create_user("focal.point@ruritania.example", name="Fatima Focal")


@pytest.fixture
def co_submitter(db: None) -> User:
    """Submits for an organisation that joined in."""
    return User.objects.create_user("co.submitter@agency.example", name="Carlos Co")


@pytest.fixture
def stranger(db: None) -> User:
    """Has an account and no part in anything."""
    return User.objects.create_user("stranger@elsewhere.example", name="Stefan Stranger")


@pytest.fixture
def screener(db: None) -> User:
    """Of the staff: edits working versions, publishes nothing."""
    return _staff("screener@un.example", "curator")


@pytest.fixture
def publisher(db: None) -> User:
    """Of the staff: edits and publishes."""
    return _staff("publisher@un.example", "curator", "publisher")


@pytest.fixture
def reader(db: None) -> User:
    """Of the staff: looks at everything, changes nothing."""
    return _staff("reader@un.example", "reader")


def _staff(email: str, *groups: str) -> User:
    return make_staff(email=email, password="", name=email.partition("@")[0].title(), groups=list(groups))


@pytest.fixture
def publisher_client(publisher: User) -> Client:
    return _signed_in(publisher, "password", "mfa")


@pytest.fixture
def curator_client(screener: User) -> Client:
    return _signed_in(screener, "password", "mfa")


@pytest.fixture
def reader_client(reader: User) -> Client:
    return _signed_in(reader, "password", "mfa")


@pytest.fixture
def publisher_without_second_factor_client(publisher: User) -> Client:
    return _signed_in(publisher, "password")


@pytest.fixture
def stranger_client(stranger: User) -> Client:
    return _signed_in(stranger, "password")


def _signed_in(user: User, *methods: str) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": 1.0} for method in methods]
    session.save()
    return client


# --- States of the registry -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def seeded(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Snapshot:
    """The 37 programmes as ``manage.py seed`` leaves them."""
    with django_db_blocker.unblock():
        return Snapshot(seed, "lifecycle", "programmes")


@pytest.fixture
def registry(db: None, seeded: Snapshot) -> None:
    """The registry as on its first day."""
    seeded.put_back()


@pytest.fixture(scope="session")
def taxonomy_rows(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Snapshot:
    with django_db_blocker.unblock():
        return Snapshot(lambda: call_command("loaddata", "lifecycle", verbosity=0), "lifecycle")


@pytest.fixture
def taxonomy(db: None, taxonomy_rows: Snapshot) -> None:
    """Stages, instruments, terms and lenses, and nothing else."""
    taxonomy_rows.put_back()


@pytest.fixture
def make_programme(taxonomy: None) -> Callable[..., Programme]:
    """``factories.make_programme`` on the taxonomy."""
    return factories.make_programme


@pytest.fixture(scope="session")
def three_hundred_rows(taxonomy_rows: Snapshot, django_db_blocker: pytest_django.DjangoDbBlocker) -> Snapshot:
    def fill() -> None:
        taxonomy_rows.put_back()
        stages = list(Stage.objects.values_list("code", flat=True))
        instruments = list(Instrument.objects.values_list("code", flat=True))
        for number in range(300):
            factories.make_programme(
                title={"en": f"Programme {number}", "zh-hans": f"方案{number}"},
                stage=stages[number % len(stages)],
                instrument=instruments[number // len(stages) % len(instruments)],
                submitters=[f"State {number % 40}", f"State {number % 40 + 1}"],
            )

    with django_db_blocker.unblock():
        return Snapshot(fill, "lifecycle", "programmes")


@pytest.fixture
def three_hundred(db: None, three_hundred_rows: Snapshot) -> None:
    """300 joint programmes spread over all 36 cells, with two languages each."""
    three_hundred_rows.put_back()


# --- Reading for English left over ------------------------------------------------------------------


@pytest.fixture(scope="module")
def english_words() -> set[str]:
    """Every word that some catalogue translates."""
    return all_english_words()


@pytest.fixture
def everyone(publisher: User) -> User:
    """A person who may see every table, people included."""
    publisher.name = "–"
    publisher.is_superuser = True
    publisher.save()
    return publisher


@pytest.fixture(params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    """The language the pages are read in; asked for last, so that rows are made in English."""
    return request.param


@pytest.fixture
def read_all(language: str, english_words: set[str], everyone: User) -> Callable[..., None]:
    """Opens addresses, and fails with what is left in English, by address."""

    def act(client: Client, addresses: Iterable[str], *, data: set[str] | None = None) -> None:
        foreign = foreign_to(language, english_words)
        found: dict[str, list[str]] = {}
        for address in addresses:
            cache.clear()
            response = client.get(address, follow=True, headers={"Accept-Language": language})
            html = response.content.decode()
            assert f'lang="{language}"' in html[:200].lower(), address
            for left in leftovers(without(data or set(), said_on(html)), foreign):
                found.setdefault(left, []).append(address)
        nothing_is(found)

    return act
