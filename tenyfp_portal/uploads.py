"""How much one request may carry, whatever it is for."""

from __future__ import annotations

from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler

PIECE = 64 * 1024
# Of a body that is too large, this many times as much as may come is read and thrown away.
PATIENCE = 4


class LimitedUploadHandler(MemoryFileUploadHandler):
    """Django's, which refuses a form larger than ``UPLOAD_MAX_SIZE`` before any of it is kept.

    A body is never read beyond the length that it states, and one that states none (sent in chunks) is not
    read at all, so the stated length is what there is to be judged.
    """

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803 - Django's name for it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> Any:
        if content_length > settings.UPLOAD_MAX_SIZE:
            _let_pass(input_data, min(content_length, PATIENCE * settings.UPLOAD_MAX_SIZE))
            raise RequestDataTooBig("The form is larger than UPLOAD_MAX_SIZE.")
        return super().handle_raw_input(input_data, META, content_length, boundary, encoding)


def _let_pass(body: IO[bytes], length: int) -> None:
    """Read ``length`` bytes into nothing: a browser that is cut off while it sends shows no page of ours."""
    while length > 0 and (piece := body.read(min(PIECE, length))):
        length -= len(piece)
