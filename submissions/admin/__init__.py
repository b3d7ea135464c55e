"""The secretariat's side, plain: one module per noun. Nothing here decides anything but through a writer."""

from submissions.admin import calls, people, rounds, submissions

__all__ = ["calls", "people", "rounds", "submissions"]
