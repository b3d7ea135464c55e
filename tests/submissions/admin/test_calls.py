"""Calls for submissions on the desk."""


def test_day_and_time_of_a_call_are_named_for_those_who_hear_the_page(kims):
    page = kims.get("/fr/admin/submissions/call/add/").content.decode()
    assert (
        'name="opens_at_0" class="vDateField" size="10" required id="id_opens_at_0" aria-label="Date"' in page
    )
    assert 'id="id_opens_at_1" aria-label="Heure"' in page
