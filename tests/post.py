"""A mail server of this machine, which keeps what it takes: letters in tests really travel."""

from __future__ import annotations

import email
import email.policy
import logging
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

Answer = str | Callable[[], str]
TAKEN = "250 OK"
# It would tell every address it hears, among the log of what is tested.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class PostOffice:
    """Takes letters and says ``answer`` to each; what it took is in ``letters``."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.answer: Answer = TAKEN
        self.url = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answer if isinstance(self.answer, str) else self.answer()
        if answer.startswith("250"):
            letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.taken.append((envelope.rcpt_tos, letter))
        return answer

    @property
    def letters(self) -> list[EmailMessage]:
        return [letter for _recipients, letter in self.taken]

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to ``address``, the latest last."""
        return [letter for recipients, letter in self.taken if recipients == [address]]


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A mail server that listens while the block runs."""
    office = PostOffice()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    office.url = f"smtp://127.0.0.1:{port}"
    try:
        yield office
    finally:
        controller.stop()


def parts(letter: EmailMessage) -> dict[str, str]:
    """The text of each part of ``letter``, by content type."""
    return {part.get_content_type(): part.get_content() for part in letter.iter_parts()}


def links(letter: EmailMessage) -> list[str]:
    """Every address in the plain text of ``letter``."""
    return re.findall(r"https?://\S+", parts(letter)["text/plain"])
