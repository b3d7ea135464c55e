"""What a page of the template showed: what is sent back unchanged is no edit."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from programmes.template.content import (
    Content,
    digest,
    edition_of,
    original_language,
    source_text,
    text_hash,
)


@dataclass
class Seen:
    """What the page showed, as hashes that travel with it and come back.

    ``passages`` maps a path to the hashes of its text, sources, quantities and whole row, and of the original
    in another language beside it; ``rows`` maps an item's code to the ids of its rows in order.
    """

    passages: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Content, language: str) -> Seen:
        """What a page shows of ``content`` in ``language``."""
        seen = cls()
        for code, item in edition_of(content).items.items():
            written = content["items"].get(code) or ([] if item.is_list else {"texts": {}})
            if item.is_list:
                seen.rows[code] = [row["id"] for row in written]
            for holder in written if item.is_list else [written]:
                path = f"{code}/{holder['id']}" if item.is_list else code
                seen.passages[path] = {
                    "text": text_hash(holder["texts"].get(language, {}).get("text", "")),
                    "cites": digest(holder.get("cites", [])),
                    "quantities": digest(holder.get("quantities", [])),
                    "row": digest(holder),
                }
                if original_language(holder["texts"]) not in ("", language):
                    seen.passages[path]["source"] = text_hash(source_text(holder["texts"]))
        return seen

    @classmethod
    def sent(cls, text: str) -> Seen | None:
        """What was sent back as seen; ``None`` where it is not what a page of ours sends."""
        try:
            given = json.loads(text)
            passages = {
                str(path): {str(part): str(value) for part, value in hashes.items()}
                for path, hashes in given["passages"].items()
            }
            rows = {str(code): [str(row_id) for row_id in ids] for code, ids in given["rows"].items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return cls(passages, rows)

    def __str__(self) -> str:
        return json.dumps({"passages": self.passages, "rows": self.rows}, separators=(",", ":"))

    def of_passage(self, path: str, part: str) -> str:
        """The hash of one part of a passage; that of nothing where the page did not show the passage."""
        nothing = text_hash("") if part == "text" else digest([])
        return self.passages.get(path, {}).get(part, nothing)

    def source_of(self, path: str) -> str:
        """The hash of the original that stood beside a text; empty where none did."""
        return self.passages.get(path, {}).get("source", "")
