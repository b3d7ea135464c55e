"""A column of words and the one question asked of it: does it have words that begin with these?"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.lookups import Lookup

# What PostgreSQL indexes (see the migration ``search_index``): the words themselves as lexemes, without a
# parser that would cut or stem them, so that both databases find the same.
AS_LEXEMES = "array_to_tsvector(string_to_array(btrim({column}), ' '))"


class WordsField(models.TextField):
    """Folded words with a space between them and on both ends."""


@WordsField.register_lookup
class HasBeginnings(Lookup):
    """True where each tuple on the right has a beginning that some word of the column begins with.

    They come from ``languages.terms``: letters and figures only, so nothing in them needs escaping.
    """

    lookup_name = "has_beginnings"
    prepare_rhs = False
    rhs: list[tuple[str, ...]]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        likes = [" OR ".join([f"{column} LIKE %s"] * len(beginnings)) for beginnings in self.rhs]
        sought = [f"% {beginning}%" for beginnings in self.rhs for beginning in beginnings]
        # The column is a plain one and has no parameters of its own.
        return f"({' AND '.join(f'({like})' for like in likes)})", [*params, *sought]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        either = [" | ".join(f"'{beginning}':*" for beginning in beginnings) for beginnings in self.rhs]
        sought = " & ".join(f"({each})" for each in either)
        return f"{AS_LEXEMES.format(column=column)} @@ %s::tsquery", [*params, sought]
