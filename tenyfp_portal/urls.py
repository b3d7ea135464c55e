"""Every address of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache
from health_check.views import HealthCheckView

from programmes.api import urls as api_urls
from programmes.web import urls as web_urls


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


ready = HealthCheckView.as_view(
    checks=["health_check.checks.Database", "health_check.checks.Cache", "tenyfp_portal.health.Migrations"]
)

urlpatterns = [
    path("healthz/live", live, name="live"),
    path("healthz/ready", ready, name="ready"),
    path("api/v1/", include(api_urls)),
    path("", include(web_urls.without_language)),
    *i18n_patterns(
        path("", include(web_urls.with_language)),
        path("accounts/", include("allauth.urls")),
        path("admin/", admin.site.urls),
    ),
]

handler400 = "programmes.web.errors.bad_request"
handler403 = "programmes.web.errors.permission_denied"
handler404 = "programmes.web.errors.not_found"
handler500 = "programmes.web.errors.server_error"
