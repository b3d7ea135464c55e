"""Pages of the submitters' desk: under a language prefix, and the language-free address of a submission."""

from django.urls import path, re_path

from submissions.references import PATTERN
from submissions.web import (
    alike,
    desk,
    discussion,
    files,
    invitation,
    people,
    preview,
    rounds,
    saves,
    section,
    start,
    submission,
    together,
    withdraw,
    word,
)

# What a letter's link or a hash is made of: whatever else stands there names no invitation.
INVITATION = r"(?P<token>[-.\w]+)"

with_language = [
    path("submit/", desk.DeskView.as_view(), name="desk"),
    path("submit/new/", start.StartView.as_view(), name="start"),
    path("submit/people/", people.PeopleView.as_view(), name="people"),
    re_path(rf"^submit/invitations/{INVITATION}/$", invitation.InvitationView.as_view(), name="invitation"),
    path("submit/template.docx", word.TemplateView.as_view(), name="template_docx"),
    path("submit/<slug:reference>/", submission.SubmissionView.as_view(), name="submission"),
    path("submit/<slug:reference>/write/<slug:code>/", section.SectionView.as_view(), name="section"),
    path("submit/<slug:reference>/write/<slug:code>/saves/", saves.SavesView.as_view(), name="saves"),
    path("submit/<slug:reference>/word/", word.WordView.as_view(), name="word"),
    path("submit/<slug:reference>/draft.docx", word.DraftView.as_view(), name="draft_docx"),
    path("submit/<slug:reference>/preview/", preview.PreviewView.as_view(), name="preview"),
    path("submit/<slug:reference>/send/", preview.SendView.as_view(), name="send"),
    path("submit/<slug:reference>/sign/", preview.SignView.as_view(), name="sign"),
    path("submit/<slug:reference>/together/", together.TogetherView.as_view(), name="together"),
    path("submit/<slug:reference>/rounds/<number:number>/", rounds.RoundView.as_view(), name="round"),
    path(
        "submit/<slug:reference>/rounds/<number:number>/round.pdf",
        rounds.PrintView.as_view(),
        name="round_pdf",
    ),
    path(
        "submit/<slug:reference>/rounds/<number:number>/round.docx",
        word.RoundView.as_view(),
        name="round_docx",
    ),
    path(
        "submit/<slug:reference>/rounds/<number:number>/changes/",
        rounds.ChangesView.as_view(),
        name="round_changes",
    ),
    path("submit/<slug:reference>/files/", files.FilesView.as_view(), name="files"),
    path("submit/<slug:reference>/files/<slug:key>/", files.FileView.as_view(), name="file"),
    path("submit/<slug:reference>/alike/", alike.AlikeView.as_view(), name="alike"),
    path("submit/<slug:reference>/discussion/", discussion.DiscussionView.as_view(), name="discussion"),
    path("submit/<slug:reference>/withdraw/", withdraw.WithdrawView.as_view(), name="withdraw"),
]

without_language = [
    re_path(rf"^invitations/{INVITATION}$", invitation.permalink, name="invitation-id"),
    re_path(rf"^id/(?P<reference>{PATTERN.pattern})$", submission.permalink, name="submission-id"),
]
