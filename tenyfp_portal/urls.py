"""Every address of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from accounts.web import urls as accounts_urls
from programmes.api import urls as api_urls
from programmes.web import urls as web_urls
from submissions.admin import urls as secretariat_urls
from submissions.web import urls as desk_urls
from tenyfp_portal import health

urlpatterns = [
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ReadyView.as_view(), name="ready"),
    path("api/v1/", include(api_urls)),
    path("", include(desk_urls.without_language)),  # before the programmes: their /id/ takes every word
    path("", include(web_urls.without_language)),
    *i18n_patterns(
        path("", include(web_urls.with_language)),
        path("", include(desk_urls.with_language)),
        path("accounts/", include(accounts_urls.with_language)),
        path("accounts/", include("allauth.urls")),
        path("admin/", include(secretariat_urls)),  # before the admin: its first page is one of ours
        path("admin/", admin.site.urls),
    ),
]

handler400 = "tenyfp_portal.errors.bad_request"
handler403 = "tenyfp_portal.errors.permission_denied"
handler404 = "tenyfp_portal.errors.not_found"
handler500 = "tenyfp_portal.errors.server_error"
