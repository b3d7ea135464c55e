"""The six languages, wherever they are spelt."""

import pytest
from django.conf import settings
from django.utils.translation import to_locale
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from tests.house.tree import ROOT

# Written out once more on purpose: the promise to readers, not a copy of the code.
UNITED_NATIONS_ORDER = ["ar", "zh-hans", "en", "fr", "ru", "es"]


def test_the_settings_have_the_six_in_the_order_of_the_united_nations():
    assert [code for code, _ in settings.LANGUAGES] == UNITED_NATIONS_ORDER


def test_translated_columns_are_in_the_same_six():
    assert sorted(settings.MODELTRANSLATION_LANGUAGES) == sorted(UNITED_NATIONS_ORDER)


def test_every_translated_field_has_a_column_in_each_language():
    expected = {}
    found = {}
    for model in translator.get_registered_models(abstract=False):
        columns = {field.name for field in model._meta.get_fields()}
        for field, translations in translator.get_options_for_model(model).all_fields.items():
            name = f"{model._meta.label}.{field}"
            expected[name] = sorted(build_localized_fieldname(field, code) for code in UNITED_NATIONS_ORDER)
            found[name] = sorted(column.name for column in translations if column.name in columns)
    assert expected != {}
    assert found == expected


def test_there_is_a_catalogue_for_each_language_and_for_no_other():
    catalogues = {path.parts[-3] for path in (ROOT / "locale").glob("*/LC_MESSAGES/django.po")}
    if not catalogues:
        pytest.skip("no catalogue yet: locale/ holds no django.po")
    # The source text is English, so English may do without.
    assert catalogues | {"en"} == {to_locale(code) for code in UNITED_NATIONS_ORDER}
