"""Dates, times and numbers as the reader writes them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import formats, timezone, translation
from django.utils.dates import MONTHS

from languages.dates import ago, long_date, long_moment
from languages.official import CODES
from tests.languages.catalogue import catalogues_in, compiled

FIFTH, FIRST = date(2011, 5, 5), date(2011, 5, 1)
MOMENT = datetime(2011, 5, 5, 15, 4, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def ours(tmp_path_factory):
    with catalogues_in(compiled(tmp_path_factory.mktemp("ours"))):
        yield


def in_each_language(write):
    written = {}
    for code in CODES:
        with translation.override(code):
            written[code] = write()
    return written


def test_a_date_in_words():
    assert in_each_language(lambda: long_date(FIFTH)) == {
        "ar": "5 أيار/مايو 2011",
        "zh-hans": "2011年5月5日",
        "en": "5 May 2011",
        "fr": "5 mai 2011",
        "ru": "5 мая 2011 года",
        "es": "5 de mayo de 2011",
    }


def test_the_first_of_a_month_is_an_ordinal_in_french_alone():
    assert in_each_language(lambda: long_date(FIRST)) == {
        "ar": "1 أيار/مايو 2011",
        "zh-hans": "2011年5月1日",
        "en": "1 May 2011",
        "fr": "1er mai 2011",
        "ru": "1 мая 2011 года",
        "es": "1 de mayo de 2011",
    }


def test_templates_write_dates_in_words_and_nothing_where_there_is_none():
    template = Template("{{ day|long_date }}")
    assert template.render(Context({"day": FIFTH})) == "5 May 2011"
    assert template.render(Context({"day": None})) == ""


def test_a_date_with_its_time_by_24_hours_and_its_zone():
    assert in_each_language(lambda: formats.date_format(MOMENT, "DATETIME_FORMAT")) == {
        "ar": "5 أيار/مايو 2011، 15:04 UTC",
        "zh-hans": "2011年5月5日 15:04 UTC",
        "en": "5 May 2011, 15:04 UTC",
        "fr": "5 mai 2011, 15:04 UTC",
        "ru": "5 мая 2011 года, 15:04 UTC",
        "es": "5 de mayo de 2011, 15:04 UTC",
    }


def test_a_moment_is_said_with_the_zone_of_its_clock():
    in_new_york = MOMENT.astimezone(ZoneInfo("America/New_York"))
    assert long_moment(MOMENT) == "5 May 2011, 15:04 UTC"
    assert long_moment(in_new_york) == "5 May 2011, 11:04 (New York, UTC−04:00)"
    with translation.override("fr"):
        assert long_moment(MOMENT.replace(day=1)) == "1er mai 2011, 15:04 UTC"


def test_a_month_of_a_year_and_a_day_of_a_month():
    assert in_each_language(lambda: formats.date_format(FIFTH, "YEAR_MONTH_FORMAT")) == {
        "ar": "أيار/مايو 2011",
        "zh-hans": "2011年5月",
        "en": "May 2011",
        "fr": "mai 2011",
        "ru": "Май 2011 года",
        "es": "mayo de 2011",
    }
    assert in_each_language(lambda: formats.date_format(FIFTH, "MONTH_DAY_FORMAT")) == {
        "ar": "5 أيار/مايو",
        "zh-hans": "5月5日",
        "en": "5 May",
        "fr": "5 mai",
        "ru": "5 мая",
        "es": "5 de mayo",
    }


def test_arabic_months_have_both_their_names():
    with translation.override("ar"):
        assert [str(name) for name in MONTHS.values()] == [
            "كانون الثاني/يناير",
            "شباط/فبراير",
            "آذار/مارس",
            "نيسان/أبريل",
            "أيار/مايو",
            "حزيران/يونيه",
            "تموز/يوليه",
            "آب/أغسطس",
            "أيلول/سبتمبر",
            "تشرين الأول/أكتوبر",
            "تشرين الثاني/نوفمبر",
            "كانون الأول/ديسمبر",
        ]


@pytest.mark.parametrize("code", CODES)
def test_a_date_is_read_day_before_month_or_year_first(code):
    with translation.override(code):
        accepted = formats.get_format("DATE_INPUT_FORMATS")
    assert "%Y-%m-%d" in accepted
    assert [each for each in accepted if each.startswith(("%m", "%b", "%B"))] == []


def test_a_large_number_in_the_reader_s_form():
    assert in_each_language(lambda: formats.number_format("1234567.5", force_grouping=True)) == {
        "ar": "1\u00a0234\u00a0567,5",
        "zh-hans": "1\u00a0234\u00a0567.5",
        "en": "1,234,567.5",
        "fr": "1\u00a0234\u00a0567,5",
        "ru": "1\u00a0234\u00a0567,5",
        "es": "1\u00a0234\u00a0567,5",
    }


def test_an_age_is_in_whole_minutes_and_at_first_just_now(monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert ago(now) == ago(now - timedelta(seconds=59)) == ago(now + timedelta(seconds=2)) == "just now"
    assert ago(now - timedelta(seconds=60)) == "1\xa0minute ago"
    assert ago(now - timedelta(minutes=5, seconds=30)) == "5\xa0minutes ago"


def test_an_age_is_counted_as_each_language_counts(monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert in_each_language(lambda: ago(now - timedelta(days=2))) == {
        "ar": "قبل يومين",
        "zh-hans": "2\xa0天前",
        "en": "2\xa0days ago",
        "fr": "il y a 2\xa0jours",
        "ru": "прошло: 2\xa0дня",
        "es": "hace 2\xa0días",
    }
