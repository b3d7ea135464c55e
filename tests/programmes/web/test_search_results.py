"""A hit says where the reader's words were found, and nothing typed is executed."""

from tests.factories import make_submitter, prose


def results(client, words: str, language: str = "en") -> str:
    return client.get(f"/{language}/programmes/", {"q": words}).content.decode()


def test_the_words_are_marked_in_the_title(client, registry):
    assert "Sustainable <mark>tourism</mark>" in results(client, "tourism")


def test_a_match_in_another_language_is_shown_with_its_language(client, registry):
    page = results(client, "туризм")
    assert '<bdi lang="ru" dir="ltr">Устойчивый <mark>туризм</mark></bdi>' in page
    assert "Found in the title (Russian):" in page


def test_a_match_in_a_submitters_name_is_shown(client, registry):
    page = results(client, "Feasta")
    assert "Found in a submitter’s name:" in page
    assert "<mark>Feasta</mark> Climate Group" in page


def test_a_match_in_the_text_names_the_item(client, make_programme):
    make_programme(title="Ovens", content={"description": prose("It is all about cement.")})
    page = results(client, "cement")
    assert "Found in “Programme description” (English):" in page
    assert "<mark>cement</mark>" in page


def test_hostile_words_and_titles_are_shown_as_text(client, make_programme):
    make_programme(title="<script>alert(1)</script> ovens", submitters=[make_submitter("<img src=x>")])
    page = results(client, "script ovens")
    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;" in page


def test_a_page_of_results_costs_as_many_queries_for_many_hits_as_for_one(
    client, registry, django_assert_max_num_queries
):
    for words in ("tourism", "sustainable"):
        with django_assert_max_num_queries(4):
            results(client, words)
