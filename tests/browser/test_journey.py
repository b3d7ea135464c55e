"""The whole way of a programme in a real browser: from a stranger's idea to its page in the registry."""

from __future__ import annotations

import pytest

from tests.browser.focal_point import FocalPoint, Proposal
from tests.browser.person import Person
from tests.browser.scene import make_staff
from tests.browser.secretariat import Secretary
from tests.servers import ROOT

PROPOSALS = {
    "en": Proposal(
        "Fatima Focal",
        "Schools without food waste",
        "Half as much food is thrown away in schools.",
        "Food thrown away in school canteens",
        "A third of what is cooked in school canteens is thrown away.",
        "A law obliges canteens to weigh what they throw away.",
        "By when, and in how many schools?",
        "By 2030 all schools throw away half as much food.",
    ),
    "ar": Proposal(
        "فاطمة المنسقة",
        "مدارس بلا هدر للأغذية",
        "أن ينخفض ما يُرمى من الطعام في المدارس إلى النصف.",
        "الأغذية المهدرة في مطاعم المدارس",
        "يُرمى ثلث ما يُطهى في مطاعم المدارس.",
        "قانون يلزم المطاعم بوزن ما ترميه.",
        "متى، وفي كم مدرسة؟",
        "بحلول عام 2030 ترمي كل المدارس نصف ما ترميه اليوم.",
    ),
    "zh-hans": Proposal(
        "方慧",
        "零浪费校园餐",
        "学校丢弃的食物减少一半。",
        "学校食堂丢弃的食物",
        "学校食堂烹制的食物有三分之一被丢弃。",
        "法律要求食堂为丢弃的食物称重。",
        "到何时？涉及多少所学校？",
        "到2030年，所有学校丢弃的食物减半。",
    ),
}


@pytest.fixture
def of_the_staff(posting):
    """The address of somebody who may do everything that the secretariat does with a submission."""
    return make_staff("screener", "curator", "publisher", cwd=ROOT, environment=posting)


@pytest.mark.parametrize(
    ("language", "government", "width", "has_scripts"),
    [
        pytest.param("en", "Switzerland", 1280, True, id="in English"),
        pytest.param("en", "Ruritania", 1280, False, id="without JavaScript"),
        pytest.param("ar", "روريتانيا", 360, True, id="in Arabic on a telephone"),
        pytest.param("zh-hans", "卢里塔尼亚", 1280, True, id="in Chinese"),
    ],
)
def test_from_an_idea_to_a_listed_programme(
    open_tab, office, of_the_staff, language, government, width, has_scripts
):
    says = PROPOSALS[language]

    def person(kind, **given):
        page = open_tab(width, locale=language, java_script_enabled=has_scripts)
        return kind(page, office, language=language, has_scripts=has_scripts, **given)

    fatima, kim, anybody = person(FocalPoint), person(Secretary, email=of_the_staff), person(Person)

    fatima.signs_up(says.author)
    fatima.confirms_address()
    fatima.asks_to_act_for(government)
    kim.comes_to_desk()
    kim.lets_join(fatima.email)
    fatima.may_act_for(government)

    fatima.begins_to_write()
    fatima.writes(says)
    fatima.gives_authority("7/2026", "2026-05-04")
    fatima.looks_at_preview(says.title, says.objective, says.target, says.description, says.why_here)
    fatima.submits_by_double_click(says.objective, makes=1)

    kim.takes_into_screening(fatima.reference)
    kim.returns(fatima.reference, purpose=says.question)
    fatima.answers("purpose", "overall_objective", says.question, says.answer)
    fatima.looks_at_preview(says.answer)
    fatima.submits_by_double_click(says.answer, makes=2)
    fatima.sees_what_changed("2030", number=2)

    kim.takes_into_screening(fatima.reference)
    kim.accepts(fatima.reference)
    kim.publishes(fatima.reference, says.why_here)
    address = fatima.finds_it_listed()
    anybody.goes_to(f"/{address}")
    anybody.sees(says.title, government, says.answer, says.target, says.description)
    # To confirm, welcome to the submitter, two receipts, twice in screening, returned, accepted, public.
    fatima.has_letters(9)
