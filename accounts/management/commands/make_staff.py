import getpass
import os
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.models import User
from accounts.staff import GROUPS, make_staff


class Command(BaseCommand):
    help = (
        "Make a staff account with a confirmed address. The password is asked for, or taken from "
        "STAFF_PASSWORD. At the first sign-in the person sets up a second factor."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--group",
            action="append",
            choices=sorted(GROUPS),
            help="May be repeated; default: curator and publisher.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("STAFF_PASSWORD", "") or self._ask()
        user = User(email=options["email"], name=options["name"])
        try:
            validate_email(options["email"])
            validate_password(password, user)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        groups = options["group"] or ["curator", "publisher"]
        made = make_staff(email=options["email"], password=password, name=options["name"], groups=groups)
        self.stdout.write(f"{made.email} is on the staff as {', '.join(groups)}. Sign in at /en/admin/.")

    def _ask(self) -> str:
        if not sys.stdin.isatty():
            raise CommandError("Set STAFF_PASSWORD, or run this in a terminal to be asked for the password.")
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Password again: "):
            raise CommandError("The two passwords differ.")
        return password
