import logging
import signal
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from accounts.letters import deliver, deliver_next
from accounts.status import LetterState

log = logging.getLogger(__name__)

# How often the worker looks for new letters, in seconds.
LOOKS_EVERY = 1
AN_HOUR = 60 * 60


class Command(BaseCommand):
    help = "Send the letters that are due; with --forever, work on until stopped (SIGTERM or Ctrl-C)."
    is_stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="Run as the worker beside the server.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forever"]:
            self._work()
            return
        outcomes = deliver()
        self.stdout.write(
            f"{outcomes[LetterState.SENT]} sent, {outcomes[LetterState.WAITING]} to be tried again, "
            f"{outcomes[LetterState.GIVEN_UP]} given up."
        )

    def _work(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            # The letter at hand is finished first.
            signal.signal(number, self._stop)
        hour_begins = time.monotonic()
        while not self.is_stopping:
            if time.monotonic() >= hour_begins:
                hour_begins += AN_HOUR
                self._run(settings.RUN_EVERY_HOUR)
            if not self._send_one():
                self._run(settings.RUN_BETWEEN_LETTERS)
                time.sleep(LOOKS_EVERY)

    def _run(self, commands: list[str]) -> None:
        for command in commands:
            try:
                call_command(command, verbosity=0)
            except Exception:  # whatever is wrong with it must not hold up the letters that are written
                log.exception("%s failed", command)
                connection.close()

    def _send_one(self) -> bool:
        try:
            return deliver_next() is not None
        except DatabaseError:
            # The database was restarted, or is busy: the letters are still there.
            log.warning("the database does not answer", exc_info=True)
            connection.close()
            return False

    def _stop(self, *_: Any) -> None:
        self.is_stopping = True
