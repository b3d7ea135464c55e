"""For search engines: every public page in each of the six languages, and what to leave alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from languages.official import CODES
from programmes.models import Programme, Submitter, Version
from programmes.web.pages import read_only

# Rows in one file. Each becomes six addresses that name each other, so that a file is about a megabyte.
PER_FILE = 200
PAGES = (
    "home",
    "matrix",
    "gaps",
    "programmes",
    "submitters",
    "sources",
    "about",
    "accessibility",
    "privacy",
)
# Filters have addresses without end, and whatever they find stands in the sitemap.
UNCRAWLED = ("/*/admin/", "/*/accounts/", "/*/programmes/?", "/*/matrix/?", "/*/gaps/?")


class InEveryLanguage(Paginator):
    """Cuts rows into files, and gives every row of a file once in each language.

    Django itself would read the whole table for each file of a sitemap in several languages.
    """

    def _get_page(self, rows: Iterable[Any], *args: Any, **kwargs: Any) -> Page:
        in_every_language = [(row, code) for row in rows for code in CODES]
        return super()._get_page(in_every_language, *args, **kwargs)  # type: ignore[misc]


class PagesSitemap(Sitemap):
    """Pages that there is one of. The sitemaps of rows are of this kind too."""

    i18n = alternates = True
    limit = PER_FILE

    @property
    def paginator(self) -> InEveryLanguage:
        return InEveryLanguage(self.items(), self.limit)

    def items(self) -> Sequence[Any] | QuerySet:
        return PAGES

    def location(self, item: Any) -> str:
        return reverse(item)


class ProgrammesSitemap(PagesSitemap):
    def items(self) -> QuerySet:
        return Programme.objects.public().order_by("serial").values_list("reference", "changed_at")

    def location(self, item: tuple[str, datetime]) -> str:
        return reverse("programme", args=item[:1])

    def lastmod(self, item: tuple[str, datetime]) -> datetime:
        return item[1]

    def get_latest_lastmod(self) -> datetime | None:
        return Programme.objects.public().aggregate(latest=Max("changed_at"))["latest"]


class VersionsSitemap(PagesSitemap):
    """Versions that may be read. They have no date: what was published does not change."""

    def items(self) -> QuerySet:
        versions = Version.objects.readable().order_by("programme__serial", "number")
        return versions.values_list("programme__reference", "number")

    def location(self, item: tuple[str, int]) -> str:
        return reverse("version", args=item)


class SubmittersSitemap(PagesSitemap):
    def items(self) -> QuerySet:
        return Submitter.objects.public().order_by("slug").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        return reverse("submitter", args=[item])


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": PagesSitemap,
    "programmes": ProgrammesSitemap,
    "versions": VersionsSitemap,
    "submitters": SubmittersSitemap,
}


@read_only
def index(request: HttpRequest) -> HttpResponse:
    """The files of the sitemap."""
    return views.index(request, SITEMAPS, sitemap_url_name="sitemap-file")


@read_only
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """One file: addresses of one kind of page, each naming the same page in the other languages."""
    return views.sitemap(request, SITEMAPS, section)


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """Where the sitemap is, and where no search engine need go."""
    lines = ["User-agent: *", *(f"Disallow: {each}" for each in UNCRAWLED), ""]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
