"""What a page says of a status is what the code says of it."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise

import pytest

from accounts.status import LetterState
from programmes.status import ProgrammeStatus
from submissions.status import MembershipState, SubmissionStatus

ENUMS = [LetterState, ProgrammeStatus, MembershipState, SubmissionStatus]


def words_beneath(enum):
    """The words beneath each member of ``enum``, by its name."""
    body = ast.parse(inspect.getsource(enum)).body[0].body
    return {
        member.targets[0].id: words.value.value
        for member, words in pairwise(body)
        if isinstance(member, ast.Assign) and isinstance(words, ast.Expr)
    }


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_the_help_of_a_page_says_what_the_code_says(enum):
    beneath = words_beneath(enum)
    assert {member.name: member.meaning for member in enum} == {
        member.name: beneath[member.name] for member in enum
    }
