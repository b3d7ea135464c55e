"""Two of the secretariat in two browsers: from what arrives to what is public, put right, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.focal_point import FocalPoint
from tests.browser.person import Person
from tests.browser.scene import make_drafts, make_due, make_staff
from tests.browser.secretariat import Secretary
from tests.servers import ROOT

TITLE = "Less food waste"  # of every draft
# A line of the annex, and what a corrigendum might make of it.
PRINTED, PUT_RIGHT = "可持续建筑及建造", "可持续的建筑及建造"


@dataclass(frozen=True)
class Words:
    """What the secretariat and the submitter write, in one language."""

    screeners: tuple[str, str]
    note: str
    for_it: str
    against: str
    question: str
    answer: str
    title: str
    description: str
    other_description: str
    why_here: str
    corrected: str
    mistake: str
    taken_back: str


WORDS = {
    "en": Words(
        ("Ada Screener", "Sam Screener"),
        "The ministry has called about this.",
        "Weighing helps everywhere.",
        "No number of schools is given.",
        "By when, and in how many schools?",
        "By 2030 all schools throw away half as much food.",
        "Schools that waste less food",
        "Canteens weigh what they throw away.",
        "Kitchens weigh what they throw away.",
        "A law stands at its centre.",
        "Schools that waste half as much food",
        "The title left out how much.",
        "The law was repealed.",
    ),
    "ar": Words(
        ("آدا الفاحصة", "سامي الفاحص"),
        "اتصلت الوزارة بهذا الشأن.",
        "الوزن مفيد في كل مكان.",
        "لم يُذكر عدد المدارس.",
        "متى، وفي كم مدرسة؟",
        "بحلول عام 2030 ترمي كل المدارس نصف ما ترميه اليوم.",
        "مدارس تهدر طعامًا أقل",
        "تزن المطاعم ما ترميه.",
        "تزن المطابخ ما ترميه.",
        "القانون في صميمه.",
        "مدارس تخفض هدر الطعام إلى النصف",
        "لم يذكر العنوان مقدار الخفض.",
        "أُلغي القانون.",
    ),
}


@pytest.fixture
def cast(open_tab, office, posting):
    """Two of the secretariat, a submitter with something written, and anybody: each in a browser."""

    def come(language, width):
        def person(kind, email=""):
            page = open_tab(width, locale=language)
            return kind(page, office, language=language, has_scripts=True, email=email)

        (draft,) = make_drafts(1, language, cwd=ROOT, environment=posting)
        fatima = person(FocalPoint, draft["focal_point"])
        fatima.own = f"/submit/{draft['reference']}/"
        groups = ("screener", "curator", "publisher")
        staff = [
            person(Secretary, make_staff(*groups, name=name, cwd=ROOT, environment=posting))
            for name in WORDS[language].screeners
        ]
        return fatima, *staff, person(Person)

    return come


def arrives(fatima):
    """The draft is sent by the one who wrote it."""
    fatima.page.goto(f"/{fatima.language.code}{fatima.own}")
    fatima.signs_in()
    fatima.arrives_at(fatima.own)
    fatima.looks_at_preview(TITLE)
    fatima.submits_by_double_click(TITLE, makes=1)


def disagree(ada, sam, reference, says):
    """Each answers alone; then both see that they do not recommend the same."""
    ada.takes_into_screening(reference)
    ada.assigns(says.screeners[1])
    ada.assesses("list", says.for_it)
    sam.finds_on_first_page("mine", reference)
    sam.sees_assessments()
    sam.assesses("return", says.against, first="unclear")
    sam.sees_assessments(says.for_it, says.against)
    expect(sam.page.locator("tr.differs")).to_have_count(1)


def is_answered(fatima, says):
    """In place, in the section the question was about."""
    fatima.answers("purpose", "overall_objective", says.question, says.answer)
    fatima.looks_at_preview(says.answer)
    fatima.submits_by_double_click(says.answer, makes=2)


def goes_public_later(ada, reference, says, environment):
    """At nine in the morning in a week, which comes sooner than that."""
    day = (timezone.now() + timedelta(days=7)).date().isoformat()
    ada.publishes(reference, says.why_here, id_day=day, id_time="09:00")
    expect(ada.page.locator("[role=status]")).to_contain_text("09:00")
    make_due(reference, cwd=ROOT, environment=environment)


def test_from_arrival_to_a_second_version_and_its_withdrawal(cast, posting):
    says = WORDS["en"]
    fatima, ada, sam, anybody = cast("en", 1280)
    arrives(fatima)
    reference = fatima.reference

    for each in (ada, sam):
        each.comes_to_desk()
    ada.finds_on_first_page("all", reference)
    ada.notes_internally(says.note)
    disagree(ada, sam, reference, says)
    sam.returns(reference, purpose=says.question)
    is_answered(fatima, says)
    fatima.goes_to(f"{fatima.own}discussion/")
    expect(fatima.page.locator("main")).not_to_contain_text(says.note)

    ada.takes_into_screening(reference)
    expect(ada.page.locator("section:has(#changes) ins").filter(has_text="2030")).to_be_visible()
    ada.accepts(reference)

    # Refused is what somebody else wrote on meanwhile, and of that a browser complains: an unheard tab.
    sam.page = sam.page.context.new_page()
    for each in (ada, sam):
        each.opens_text(reference)
    ada.writes(title=says.title, description=says.description)
    ada.reads_that_it_is_done()
    sam.writes(overall_objective=says.answer.upper(), description=says.other_description)
    sam.sees(says.description)
    sam.writes(description=says.description)
    sam.reads_that_it_is_done()
    expect(sam.page.locator("#title-en")).to_have_value(says.title)

    goes_public_later(ada, reference, says, posting)
    fatima.gets_letter("What you submitted is public now")
    anybody.goes_to(f"/{fatima.finds_it_listed()}")
    anybody.sees(says.title, says.description, says.answer.upper())

    ada.finds_programme(reference)
    ada.corrects(says.mistake, title=says.corrected)
    anybody.page.reload()
    anybody.sees(says.corrected, says.mistake)
    expect(anybody.page.locator("#versions tbody tr")).to_have_count(2)

    ada.enters_corrigendum("E/CN.17/2011/8/Corr.9", 9, PRINTED, PUT_RIGHT)
    sam.goes_to("/sources/")
    sam.sees(PRINTED, PUT_RIGHT)

    ada.finds_programme(reference)
    ada.withdraws(says.taken_back)
    anybody.page.reload()
    expect(anybody.page.locator(".gone")).to_contain_text(says.taken_back)
    ada.looks_into_record(reference)


def test_in_arabic_on_a_telephone(cast, posting):
    says = WORDS["ar"]
    fatima, ada, sam, anybody = cast("ar", 360)
    arrives(fatima)
    reference = fatima.reference

    for each in (ada, sam):
        each.comes_to_desk()
    disagree(ada, sam, reference, says)
    sam.returns(reference, purpose=says.question)
    is_answered(fatima, says)
    sam.takes_into_screening(reference)
    sam.accepts(reference)
    goes_public_later(ada, reference, says, posting)
    fatima.gets_letter("10YFP-")
    anybody.goes_to(f"/{fatima.finds_it_listed()}")

    ada.finds_programme(reference)
    ada.corrects(says.mistake, title=says.corrected)
    anybody.page.reload()
    anybody.sees(says.corrected, says.mistake)
    ada.withdraws(says.taken_back)
    anybody.page.reload()
    expect(anybody.page.locator(".gone")).to_contain_text(says.taken_back)
