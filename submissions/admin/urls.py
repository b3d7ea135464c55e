"""Pages of the admin that belong to no table: its first one, and the record of everything."""

from django.contrib import admin
from django.urls import path

from submissions.admin import audit, desk

urlpatterns = [
    path("", admin.site.admin_view(desk.first_page), name="secretariat"),
    path("audit/", admin.site.admin_view(audit.page), name="audit"),
    path("audit.csv", admin.site.admin_view(audit.as_csv), name="audit_csv"),
]
