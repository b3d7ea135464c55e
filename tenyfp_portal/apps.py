"""Puts the registry's own admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class RegistryAdminConfig(AdminConfig):
    """Makes ``RegistryAdminSite`` the site that every admin of ours registers with."""

    default_site = "tenyfp_portal.admin_site.RegistryAdminSite"
