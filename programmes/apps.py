from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from programmes.numbers import NumberConverter


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("Registry")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register_converter(NumberConverter, "number")
