"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenyfp_portal.settings")
application = get_wsgi_application()
# Every view is loaded here and not at the first request, so that workers made from this process share it.
get_resolver().url_patterns  # noqa: B018 (reading it is what loads them)
