"""Pages of the submitters' desk: under a language prefix, and the language-free address of a submission."""

from django.urls import path, re_path

from submissions.references import PATTERN
from submissions.web import desk, people, saves, section, start, submission

with_language = [
    path("submit/", desk.DeskView.as_view(), name="desk"),
    path("submit/new/", start.StartView.as_view(), name="start"),
    path("submit/people/", people.PeopleView.as_view(), name="people"),
    path("submit/<slug:reference>/", submission.SubmissionView.as_view(), name="submission"),
    path("submit/<slug:reference>/write/<slug:code>/", section.SectionView.as_view(), name="section"),
    path("submit/<slug:reference>/write/<slug:code>/saves/", saves.SavesView.as_view(), name="saves"),
]

without_language = [
    re_path(rf"^id/(?P<reference>{PATTERN.pattern})$", submission.permalink, name="submission-id"),
]
