"""Addresses of the API, version 1."""

from django.urls import path

from programmes.api import documentation, programmes, submitters, taxonomy

urlpatterns = [
    path("", documentation.IndexView.as_view(), name="api-index"),
    path("programmes/", programmes.ProgrammeListView.as_view(), name="api-programmes"),
    path("programmes/<slug:reference>/", programmes.ProgrammeView.as_view(), name="api-programme"),
    path("programmes/<slug:reference>/versions/", programmes.VersionListView.as_view(), name="api-versions"),
    path(
        "programmes/<slug:reference>/versions/<number:number>/",
        programmes.VersionView.as_view(),
        name="api-version",
    ),
    path("submitters/", submitters.SubmitterListView.as_view(), name="api-submitters"),
    path("submitters/<slug:slug>/", submitters.SubmitterView.as_view(), name="api-submitter"),
    path("lifecycle-stages/", taxonomy.StageListView.as_view(), name="api-stages"),
    path("instrument-types/", taxonomy.InstrumentListView.as_view(), name="api-instruments"),
    path("lenses/", taxonomy.LensListView.as_view(), name="api-lenses"),
    path("matrix/", taxonomy.MatrixView.as_view(), name="api-matrix"),
    path("schema/", documentation.SchemaView.as_view(), name="api-schema"),
    path("docs/", documentation.DocsView.as_view(), name="api-docs"),
]
