"""What comes from the environment, and what is refused of it: read by the settings alone."""

from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
LOCAL = env.bool("LOCAL", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
if LOCAL:
    DATA_DIR.mkdir(exist_ok=True)


def required(name: str) -> str:
    """The value of a variable that production cannot do without."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"Set {name} in the environment (or LOCAL=1 to try the portal on this machine)."
        )
    return value


def database(url: str) -> dict[str, Any]:
    """Django's settings for the database that ``url`` names."""
    try:
        config = environ.Env.db_url_config(url)
    except ValueError:
        config = {}
    known = ("django.db.backends.postgresql", "django.db.backends.sqlite3")
    if (
        config.get("ENGINE") not in known
        or not config["NAME"]
        or (config["NAME"] == ":memory:" and not LOCAL)
    ):
        raise ImproperlyConfigured(
            "DATABASE_URL must name a database that lasts, as postgres://user:password@host/name "
            "or sqlite:////path/to/file."
        )
    return config


def mail(url: str) -> dict[str, Any]:
    """Django's settings for the mail server that ``url`` names."""
    try:
        config = environ.Env.email_url_config(url)
    except (ImproperlyConfigured, ValueError):
        config = {}
    if (
        config.get("EMAIL_BACKEND") != "django.core.mail.backends.smtp.EmailBackend"
        or not config["EMAIL_HOST"]
    ):
        raise ImproperlyConfigured("EMAIL_URL must name a mail server, as smtp+tls://user:password@host:587.")
    return config


def local_secret_key() -> str:
    """A key made at the first start and kept, so that sessions survive a restart."""
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        # Whole or not at all, and the first of two that start together wins.
        with NamedTemporaryFile("w", dir=DATA_DIR) as made, suppress(FileExistsError):
            made.write(get_random_secret_key())
            made.flush()
            kept.hardlink_to(made.name)
    return kept.read_text()
