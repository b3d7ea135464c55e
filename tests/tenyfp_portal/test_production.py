"""Production starts on a safe environment, and on no other."""

from __future__ import annotations

import pytest

from tests.tenyfp_portal import production

LOAD = ("-c", "from django.conf import settings; print(settings.ALLOWED_HOSTS)")


def test_it_starts_on_what_it_needs(tmp_path):
    done = production.run(*LOAD, folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"['{production.HOST}']\n"), done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"])
@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
def test_it_names_what_is_missing(tmp_path, name, value):
    done = production.run(*LOAD, folder=tmp_path, **{name: value})
    assert done.returncode != 0
    assert f"ImproperlyConfigured: Set {name} " in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "secret"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "django-insecure-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "registry.example,*"),
        ("DATABASE_URL", "garbage"),
        ("DATABASE_URL", "mysqlx://host/name"),
        ("DATABASE_URL", "postgres://host:port/name"),
        ("DATABASE_URL", "postgres://host/"),
        ("DATABASE_URL", "sqlite://:memory:"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("EMAIL_URL", "garbage"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "dummymail://"),
    ],
)
def test_it_names_what_is_unsafe(tmp_path, name, value):
    done = production.run(*LOAD, folder=tmp_path, **{name: value})
    assert done.returncode != 0
    error = done.stderr.strip().splitlines()[-1]
    assert error.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert name in error
    assert production.NEEDED["SECRET_KEY"] not in done.stderr


def test_djangos_own_checks_for_production_find_nothing(tmp_path):
    done = production.run("manage.py", "check", "--deploy", "--fail-level=WARNING", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "(1 silenced)" in done.stdout
