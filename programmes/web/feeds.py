"""The newest changes as a feed: what was published, when and why, for whoever follows the registry."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.reading import read
from programmes.models import Version

LONGEST = 50
# What every page says too.
NO_ENDORSEMENT = gettext_lazy(
    "A programme listed here is not thereby endorsed by the United Nations or its Member States."
)
NO_OPINION = gettext_lazy(
    "No name or designation used here expresses an opinion on the legal status of any country, territory, "
    "city or area, or of its authorities."
)


class ChangesFeed(Feed):
    """The newest public versions under their language-free addresses; of a withheld one the reason alone."""

    feed_type = Atom1Feed
    author_name = gettext_lazy("Programme registry")
    description_template = "programmes/change.feed.html"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # A version that can be read again makes the feed older: its tag alone tells whether it changed.
        del response["Last-Modified"]
        patch_cache_control(response, public=True, no_cache=True)
        return response

    def title(self) -> str:
        return _("Programme registry: newest changes")

    def subtitle(self) -> str:
        return _("10-Year Framework of Programmes on Sustainable Consumption and Production")

    def feed_copyright(self) -> str:
        return f"{NO_ENDORSEMENT} {NO_OPINION}"

    def link(self) -> str:
        return reverse("home")

    def items(self) -> QuerySet:
        newest = Version.objects.latest_first().select_related("programme")
        return newest.defer("content", "record")[:LONGEST]

    def item_title(self, item: Version) -> str:
        # Plain text, and so not escaped twice. A title in another language than the feed's says so.
        title = read(item.programme, "title")
        words = f"{title.text} ({title.language.own_name})" if title.is_fallback else title.text
        return f"{item.programme.reference} {words}"

    def item_link(self, item: Version) -> str:
        return item.permalink

    def item_pubdate(self, item: Version) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Version) -> datetime | None:
        return item.withheld.since if item.withheld else item.published_at
