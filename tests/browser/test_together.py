"""Three people in three browsers write one submission: invited, declined, invited again, signed, sent."""

from __future__ import annotations

import pytest

from tests.browser.co_author import CoAuthor
from tests.browser.scene import make_drafts, make_partner
from tests.servers import ROOT


@pytest.mark.parametrize(
    ("width", "has_scripts"),
    [
        pytest.param(1280, True, id="on a desk"),
        pytest.param(360, False, id="on a telephone without JavaScript"),
    ],
)
def test_three_people_write_together(open_tab, office, posting, width, has_scripts):
    (scene,) = make_drafts(1, cwd=ROOT, environment=posting)
    partner = make_partner(cwd=ROOT, environment=posting)

    def person(email: str) -> CoAuthor:
        page = open_tab(width, java_script_enabled=has_scripts)
        return CoAuthor(page, office, language="en", has_scripts=has_scripts, email=email)

    fatima, edith, paul = (person(each) for each in (scene["focal_point"], scene["editor"], partner["email"]))
    for each in (fatima, edith):
        each.comes_to(scene["reference"])

    fatima.invites(partner["submitter"], "Shall we join forces?")
    paul.comes_by_letter("Shall we join forces?", own=fatima.own)
    paul.sees("Less food waste", "Answer until")
    paul.declines("Not without a timetable.")
    assert paul.page.request.get(f"/en{paul.own}").status == 404

    fatima.gets_letter("Not without a timetable.")
    fatima.invites(partner["submitter"], "There is a timetable now.")
    forwarded = edith.page.request.get(paul.link_in("There is a timetable now."))
    assert forwarded.status == 403
    assert partner["submitter"] in forwarded.text()
    paul.reads_invitation("There is a timetable now.")
    paul.accepts()
    fatima.gets_letter("This invitation was accepted.")

    paul.changes("description", "description", "A third of all food, by 2030.")
    edith.changes("resources", "resources", "Of both.")
    paul.signs_off()
    fatima.changes("title", "title", "Far less food waste")
    paul.gets_letter("The text has changed since it was signed off in this name.")
    fatima.goes_to(f"{fatima.own}preview/")
    fatima.sees("has not signed off the text as it stands.", "A third of all food, by 2030.")
    paul.signs_off()

    fatima.looks_at_preview("Far less food waste", partner["submitter"])
    fatima.submits_by_double_click("Far less food waste", makes=1)
    paul.leaves("The law has changed.")
    fatima.gets_letter("The law has changed.")
    fatima.goes_to(f"{fatima.own}together/")
    fatima.sees("The law has changed.")
