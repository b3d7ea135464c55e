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
        while not self.is_stopping:
            if not self._send_one():
                self._do_what_else_there_is()
                time.sleep(LOOKS_EVERY)

    def _do_what_else_there_is(self) -> None:
        for command in settings.WORKER_RUNS:
            try:
                call_command(command, verbosity=0)
            except Exception:  # whatever is wrong with it must not hold up the letters
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
