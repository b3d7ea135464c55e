"""Three people in three browsers write one submission: invited, declined, invited again, signed, sent."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.browser.co_author import CoAuthor
from tests.browser.scene import make_joint_draft
from tests.servers import ROOT


@dataclass(frozen=True)
class Words:
    """What the three say to each other and write, in one language."""

    invites: str
    declines: str
    invites_again: str
    description: str
    resources: str
    asks: str
    title: str
    leaves: str


WORDS = {
    "en": Words(
        "Shall we join forces?",
        "Not without a timetable.",
        "There is a timetable now.",
        "A third of all food, by 2030.",
        "Two people, for three years.",
        "The title should say how much less.",
        "Half as much food waste",
        "The law has changed.",
    ),
    "ar": Words(
        "هل نوحّد جهودنا؟",
        "ليس من دون جدول زمني.",
        "أصبح لدينا جدول زمني.",
        "ثلث الأغذية كلها بحلول عام 2030.",
        "شخصان لمدة ثلاث سنوات.",
        "ينبغي أن يذكر العنوان مقدار الخفض.",
        "خفض هدر الأغذية إلى النصف",
        "لقد تغيّر القانون.",
    ),
}


@pytest.mark.parametrize(
    ("language", "width", "has_scripts"),
    [
        pytest.param("en", 1280, True, id="on a desk"),
        pytest.param("ar", 360, True, id="in Arabic on a telephone"),
        pytest.param("en", 360, False, id="on a telephone without JavaScript"),
    ],
)
def test_three_people_write_together(open_tab, office, posting, language, width, has_scripts):
    scene, says = make_joint_draft(language, cwd=ROOT, environment=posting), WORDS[language]

    def person(email):
        page = open_tab(width, locale=language, java_script_enabled=has_scripts)
        return CoAuthor(page, office, language=language, has_scripts=has_scripts, email=email)

    fatima, edith, paul = (person(scene[each]) for each in ("focal_point", "editor", "partner"))
    for each in (fatima, edith):
        each.comes_to(scene["reference"])

    fatima.invites(scene["submitter"], says.invites)
    paul.own = fatima.own
    paul.follows_invitation(paul.link_in(says.invites))
    paul.sees("Less food waste")
    paul.declines(says.declines)
    assert paul.page.request.get(f"/{language}{paul.own}").status == 404

    fatima.gets_letter(says.declines)
    fatima.invites(scene["submitter"], says.invites_again)
    at_home = person(scene["private"])
    # The console of a browser complains of what is refused: this is a tab that nobody listens to.
    at_home.page = at_home.page.context.new_page()
    at_home.follows_invitation(paul.link_in(says.invites_again))
    at_home.sees(scene["submitter"], scene["private"])
    at_home.signs_out_to_answer()
    at_home.email = paul.email
    at_home.signs_in()
    at_home.arrives_at("/submit/invitations/*/")
    at_home.accepts()
    fatima.hears("This invitation was accepted. They take part from now on.")

    paul.changes("description", says.description)
    edith.changes("resources", says.resources)
    paul.signs_off()
    edith.asks_for_change("title", says.asks)
    fatima.gets_letter(says.asks)
    fatima.sees_news("description", "Paul Partner", added="2030")
    fatima.changes("title", says.title)
    fatima.resolves("title", says.asks)
    paul.hears(
        "The text has changed since it was signed off in this name. "
        "Look at it again, and sign it off once more when it can stay so."
    )
    fatima.waits_for_signature()
    paul.signs_off()

    fatima.looks_at_preview(says.title, says.description, says.resources, scene["submitter"])
    fatima.submits_by_double_click(says.title, makes=1)
    paul.leaves(says.leaves)
    fatima.gets_letter(says.leaves)
    fatima.goes_to(f"{fatima.own}together/")
    fatima.sees(says.leaves)
