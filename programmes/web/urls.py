"""Pages of the registry: under a language prefix, and the language-free addresses for citing."""

from django.urls import path

from programmes.web import browsing, home, programmes, submitters

with_language = [
    path("", home.HomeView.as_view(), name="home"),
    path("matrix/", browsing.MatrixView.as_view(), name="matrix"),
    path("programmes/", browsing.ProgrammeListView.as_view(), name="programmes"),
    path("programmes/<str:reference>/", programmes.ProgrammeView.as_view(), name="programme"),
    path("programmes/<str:reference>/v/<int:number>/", programmes.VersionView.as_view(), name="version"),
    path("submitters/", submitters.SubmitterListView.as_view(), name="submitters"),
    path("submitters/<slug:slug>/", submitters.SubmitterView.as_view(), name="submitter"),
]

without_language = [
    path("id/<str:reference>", programmes.permalink, name="programme-id"),
    path("id/<str:reference>/v/<int:number>", programmes.version_permalink, name="version-id"),
]
