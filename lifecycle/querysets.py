"""Sets of taxonomy rows, in the order the documents print them."""

from __future__ import annotations

from django.db import models


class CodeManager(models.Manager):
    """Rows known by their code: what fixtures and addresses use."""

    def get_by_natural_key(self, code: str) -> models.Model:
        return self.get(code=code)


class TermManager(models.Manager):
    def get_by_natural_key(self, kind: str, code: str) -> models.Model:
        return self.get(kind=kind, code=code)


class LensLineManager(models.Manager):
    def get_by_natural_key(self, lens: str, axis: str, code: str) -> models.Model:
        return self.get(lens__code=lens, axis=axis, code=code)
