"""What the libraries leave in English in one of our languages, our catalogues cover, and nothing else."""

import os
import re
import shutil
from pathlib import Path

import django
import pytest
from django.utils.translation.trans_real import DjangoTranslation

from deploy.catalogues import TOOLS, extract
from tests.house.catalogue_rules import WITHOUT_LATIN, in_words
from tests.house.catalogues import TRANSLATED, key_of, read_template, texts
from tests.house.tree import ROOT

LIBRARIES = Path(django.__file__).parent.parent
# The parts of the libraries whose texts a reader, a submitter or the secretariat may meet.
SEEN = {
    "admin": "django/contrib/admin",
    "auth": "django/contrib/auth",
    "contenttypes": "django/contrib/contenttypes",
    "core": "django/core",
    "db": "django/db",
    "forms": "django/forms",
    "utils": "django/utils",
    "account": "allauth/account",
    "mfa": "allauth/mfa",
    "account_pages": "allauth/templates/account",
    "mfa_pages": "allauth/templates/mfa",
    "layouts": "allauth/templates/allauth",
    "simple_history": "simple_history",
    "django_filters": "django_filters",
    "rest_framework": "rest_framework",
    "drf_spectacular": "drf_spectacular",
}
# Of those, what nobody meets here: by file, and by text.
UNSEEN_FILES = {
    r"/webauthn/": "security keys are not offered (MFA_SUPPORTED_TYPES)",
    r"^admin/templates/(admin/login|registration/)": "people sign in on the portal's own pages",
    r"^auth/hashers\.py": "the admin does not show how a password is stored",
    r"^core/management/": "commands speak English",
    r"^django_filters/(?!fields|filters|utils)": "our filters have labels and pages of their own",
    r"^rest_framework/(?!exceptions)": "the API can only be read, in JSON, with messages of its own",
    r"^drf_spectacular/(plumbing|views)\.py": "there are no tokens, and the schema has a view of ours",
}
UNSEEN_TEXTS = {
    r"^(?:6 )?[apAP]\.?[mM]\.?$": "the clock has 24 hours",
    r"^%s [KMGTP]B$": "no file is shown with its size",
    r"^IPv[46]|^Enter a valid (?:domain name|%\(protocol\)s address)\.$": "no field asks for it",
    r"^(?:URL|String \(unlimited\))$": "kinds of columns, shown by admindocs only",
    r"^Ensure this value is a multiple of step size": "no number has a step",
    r"^Enter a valid username\.": "there are no user names",
    r"^WebAuthn$": "security keys are not offered",
}
# Borrowed though the libraries translate them: see `languages.borrowed`.
SAID_BETTER = {(None, (text,)) for text in (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December", "History",
)}  # fmt: skip
SAID_BETTER |= {
    (None, (f"%(num)d {span}", f"%(num)d {span}s"))
    for span in ("year", "month", "week", "day", "hour", "minute")
}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """The texts of a folder by domain, with the files they stand in."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"GNU gettext is not installed: {', '.join(missing)}")

    def extract_from(sources):
        folder = tmp_path_factory.mktemp("texts")
        return {path.stem: list(texts(read_template(path))) for path in extract(folder, sources)}

    return extract_from


@pytest.fixture(scope="module")
def borrowed(extracted):
    found = extracted({"languages": ROOT / "languages"})
    return {
        domain: {
            key_of(each) for each in messages if any("borrowed" in file for file, _line in each.locations)
        }
        for domain, messages in found.items()
    }


@pytest.fixture(scope="module")
def seen(extracted):
    found = extracted({name: LIBRARIES / path for name, path in SEEN.items()})
    return {domain: [each for each in messages if is_seen(each)] for domain, messages in found.items()}


def is_seen(message):
    text = key_of(message)[1][0]
    files = [file.removeprefix("./") for file, _line in message.locations]
    return not any(re.search(pattern, text) for pattern in UNSEEN_TEXTS) and not all(
        any(re.search(pattern, file) for pattern in UNSEEN_FILES) for file in files
    )


def left_in_english(messages, translation, language):
    """The texts that a library has no translation of, or a translation that is the English again."""
    gaps = set()
    for message in messages:
        context, english = key_of(message)
        key = english[0] if context is None else f"{context}\x04{english[0]}"
        said = translation.ngettext(key, english[1], 5) if len(english) > 1 else translation.gettext(key)
        same = said in (key, *english)
        known = any(each in translation._catalog for each in (key, (key, 0)))
        if same and in_words(english[-1]) and (language in WITHOUT_LATIN or not known):
            gaps.add(key_of(message))
    return gaps


@pytest.fixture(scope="module")
def gaps(seen):
    """By language and domain, what the libraries leave in English when our catalogues are not there."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.LOCALE_PATHS", [])
        scripts = [str(LIBRARIES / SEEN["admin"] / "locale")]
        for language in TRANSLATED:
            translations = {
                "django": DjangoTranslation(language),
                "djangojs": DjangoTranslation(language, domain="djangojs", localedirs=scripts),
            }
            for domain, messages in seen.items():
                found[language, domain] = left_in_english(messages, translations[domain], language)
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_our_catalogues_cover_what_the_libraries_leave_in_english(gaps, borrowed, language):
    assert {domain: sorted(map(str, gaps[language, domain] - borrowed[domain])) for domain in borrowed} == {
        "django": [],
        "djangojs": [],
    }


def test_nothing_is_borrowed_without_need(gaps, borrowed):
    needed = {domain: set() for domain in borrowed}
    for (_language, domain), found in gaps.items():
        needed[domain] |= found
    assert {
        domain: sorted(map(str, borrowed[domain] - needed[domain] - SAID_BETTER)) for domain in borrowed
    } == {"django": [], "djangojs": []}


def test_what_is_borrowed_is_what_the_libraries_say(seen, borrowed):
    said = {domain: {key_of(message) for message in messages} for domain, messages in seen.items()}
    assert {domain: sorted(map(str, borrowed[domain] - said[domain])) for domain in borrowed} == {
        "django": [],
        "djangojs": [],
    }
