"""Pages of the registry: under a language prefix, and addresses free of language for citing and machines."""

from django.urls import path

from programmes.web import (
    browsing,
    changes,
    citing,
    feeds,
    gaps,
    home,
    programmes,
    sitemaps,
    sources,
    submitters,
    trust,
)
from programmes.web.pages import read_only

with_language = [
    path("", home.HomeView.as_view(), name="home"),
    path("matrix/", browsing.MatrixView.as_view(), name="matrix"),
    path("gaps/", gaps.GapsView.as_view(), name="gaps"),
    path("programmes/", browsing.ProgrammeListView.as_view(), name="programmes"),
    path("programmes/<slug:reference>/", programmes.ProgrammeView.as_view(), name="programme"),
    path("programmes/<slug:reference>/v/<number:number>/", programmes.VersionView.as_view(), name="version"),
    path(
        "programmes/<slug:reference>/v/<number:number>/changes/",
        changes.ChangesView.as_view(),
        name="version-changes",
    ),
    path(
        "programmes/<slug:reference>/v/<number:number>/cite.bib",
        citing.BibtexFile.as_view(),
        name="version-bibtex",
    ),
    path(
        "programmes/<slug:reference>/v/<number:number>/cite.ris", citing.RisFile.as_view(), name="version-ris"
    ),
    path("submitters/", submitters.SubmitterListView.as_view(), name="submitters"),
    path("submitters/<slug:slug>/", submitters.SubmitterView.as_view(), name="submitter"),
    path("sources/", sources.SourcesView.as_view(), name="sources"),
    path("feed.atom", read_only(feeds.ChangesFeed()), name="feed"),
    path("about/", trust.AboutView.as_view(), name="about"),
    path("accessibility/", trust.AccessibilityView.as_view(), name="accessibility"),
    path("privacy/", trust.PrivacyView.as_view(), name="privacy"),
]

without_language = [
    path("id/<slug:reference>", programmes.permalink, name="programme-id"),
    path("id/<slug:reference>/v/<number:number>", programmes.version_permalink, name="version-id"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, name="sitemap-file"),
]
