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
    """True where every word of the list on the right is a word of the column, or begins one.

    Words come from ``languages.folding``: letters and figures only, so nothing in them needs escaping.
    """

    lookup_name = "has_beginnings"
    prepare_rhs = False
    rhs: list[str]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        like = " AND ".join(f"{column} LIKE %s" for _word in self.rhs)
        return f"({like})", [*list(params) * len(self.rhs), *(f"% {word}%" for word in self.rhs)]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        beginnings = " & ".join(f"'{word}':*" for word in self.rhs)
        return f"{AS_LEXEMES.format(column=column)} @@ %s::tsquery", [*params, beginnings]
