"""Words find programmes in any of the six languages, alike on both databases, best match first."""

import pytest

from languages.terms import terms
from programmes.derived import refresh_submitter
from programmes.models import Programme
from programmes.search import Where, mark, reasons
from tests.factories import make_submitter, prose, row

# Worked out from the titles and submitters of the annex, not by running the search.
FIRST = [
    ("建筑", "10YFP-009"),
    ("尿素", "10YFP-028"),
    ("旅游", "10YFP-037"),
    ("tourism", "10YFP-037"),
    ("туризм", "10YFP-037"),
    ("«туризм»", "10YFP-037"),
    ("ТУРИЗМ", "10YFP-037"),
    ("السياحة", "10YFP-037"),
    ("سياحة", "10YFP-037"),
    ("السِّيَاحَة", "10YFP-037"),
    ("construccion", "10YFP-009"),
    ("Construcción", "10YFP-009"),
    ("batiment", "10YFP-009"),
    ("étiquetage", "10YFP-030"),
    ("etiquetage", "10YFP-030"),
    ("cap share", "10YFP-001"),
    ("Feasta", "10YFP-001"),
    ("ISO 26000", "10YFP-007"),
    ("10YFP-012", "10YFP-012"),
    ("可持续旅游业", "10YFP-037"),
    ("touris", "10YFP-037"),
    ("世界和谐基金会", "10YFP-027"),
    ("IFDC", "10YFP-028"),
]


def found(words: str, language: str = "en") -> list[str | None]:
    hits = Programme.objects.counted().search(words).best_first(words, language)
    return list(hits.values_list("reference", flat=True))


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
@pytest.mark.parametrize(("words", "reference"), FIRST)
def test_words_of_the_annex_find_their_programme_first(registry, words, reference, language):
    assert found(words, language)[0] == reference


@pytest.mark.parametrize("words", ["tourismus", "ourism", "%", "_", "'", "\\", '"', "'; DROP TABLE x"])
def test_neither_the_middle_of_a_word_nor_a_sign_finds_anything(registry, words):
    assert found(words) == []


def test_every_word_has_to_occur(make_programme):
    make_programme(title="Clean ovens")
    make_programme(title="Clean water")
    assert found("clean water") == ["10YFP-002"]


def test_a_title_counts_before_a_submitter_and_a_submitter_before_a_text(make_programme):
    make_programme(title="Ovens", content={"description": prose("All about cement.")})
    make_programme(title="Kilns", submitters=[make_submitter("Cement makers")])
    make_programme(title="Cement")
    make_programme(title="Cements of the world")
    assert found("cement") == ["10YFP-003", "10YFP-004", "10YFP-002", "10YFP-001"]


def test_a_renamed_submitter_is_found_by_its_new_name(make_programme):
    programme = make_programme(submitters=[make_submitter("Ruritania")])
    submitter = programme.parties.get().submitter
    submitter.name_en = "Strelsau"
    submitter.save()
    assert found("strelsau") == []  # a bare save writes no search text: the writers do
    refresh_submitter(submitter)
    assert found("strelsau") == ["10YFP-001"]


def test_a_very_long_question_is_answered(registry):
    assert found("sustainable " * 500 + "tourism") == found("sustainable tourism")


# --- Why it was found -------------------------------------------------------------------------------


def marked(text: str, words: str) -> str:
    return "".join(f"[{p.text}]" if p.is_match else p.text for p in mark(text, terms(words)))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Sustainable tourism", "tour", "Sustainable [tourism]"),
        ("Étiquetage des produits", "etiquetage PRODUITS", "[Étiquetage] des [produits]"),
        ("可持续建筑及建造", "建筑", "可持续[建筑]及建造"),
        ("可持续建筑及建造", "可持续建筑", "[可持续建筑]及建造"),
        ("السياحة المستدامة", "سياحة", "[السياحة] المستدامة"),
        ("Устойчивый туризм", "ТУРИЗМ", "Устойчивый [туризм]"),
        ("<b>tourism</b>", "tourism", "<b>[tourism]</b>"),
        ("Nothing here", "tourism", "Nothing here"),
        ("السِّيَاحَة المستدامة", "سياحة", "[السِّيَاحَة] المستدامة"),
        ("Étiquetage", "etiquetage", "[Étiquetage]"),
        ("Строительство зданий", "строительства", "[Строительство] зданий"),
        ("the ISO 26000 standard", "ISO26000", "the [ISO 26000] standard"),
        ("eco-innovation", "ecoinnovation", "[eco-innovation]"),
        ("Sustainable lifestyles", "life-style", "Sustainable [lifestyles]"),
        ("可持续消费和生产", "消费与生产", "可持续[消费]和[生产]"),
        ("Étiquetage de l’eau", "l'eau", "Étiquetage de l’[eau]"),
    ],
)
def test_the_words_that_match_are_marked_as_they_stand_in_the_text(text, words, expected):
    assert marked(text, words) == expected


def test_a_hit_in_another_language_says_which(registry):
    programme = Programme.objects.select_related("current").get(reference="10YFP-037")
    reason = reasons(programme, "туризм", shown="en")[0]
    assert (reason.where, reason.language.code) == (Where.TITLE, "ru")


def test_a_hit_in_a_text_names_the_item_and_shows_the_words_around_it(make_programme):
    long_before = "word " * 100
    content = {"targets": [row("t1", f"{long_before}half the kilns by 2020")]}
    made = make_programme(title="Ovens", content=content)
    programme = Programme.objects.select_related("current").get(pk=made.pk)
    (reason,) = reasons(programme, "kilns", shown="en")
    assert reason.where == Where.TEXT
    assert reason.label == "Possible specific targets"
    assert "".join(piece.text for piece in reason.pieces).endswith("half the kilns by 2020")
    assert len("".join(piece.text for piece in reason.pieces)) < 260
