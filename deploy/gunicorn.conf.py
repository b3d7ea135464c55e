"""The server's own settings; the portal's are in `tenyfp_portal/settings.py`.

`BIND` or `PORT` say where to listen, `WEB_CONCURRENCY` and `WEB_THREADS` how much to do at once.
"""

import gc
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.urls import get_resolver
from django.utils import translation

port = os.environ.get("PORT", "8000")
bind = os.environ.get("BIND", f"127.0.0.1:{port}")
wsgi_app = "tenyfp_portal.wsgi:application"

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loading the portal once, before the workers part, halves the start and shares memory.
preload_app = True
# A worker's heartbeat file on a slow disk stalls the worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (gunicorn makes it private)
# Nobody steers the server through a socket, and the home folder may be read-only.
control_socket_disable = True

if os.environ.get("LOCAL") == "1":
    # A newcomer's terminal shows the address below and nothing else until something goes wrong.
    loglevel = "warning"
else:
    accesslog = "-"
    # The server's lines in the same form as the portal's; an answer's line carries its request's id.
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "tenyfp_portal.logs.JsonFormatter"},
            "access": {"()": "tenyfp_portal.logs.AccessFormatter"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
            "stdout": {
                "class": "logging.StreamHandler",
                "formatter": "access",
                "stream": "ext://sys.stdout",
            },
        },
        "root": {"level": "INFO", "handlers": ["stderr"]},
        "loggers": {
            "gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
            "gunicorn.access": {"level": "INFO", "handlers": ["stdout"], "propagate": False},
        },
    }


def share():
    """Load what each worker would load at its first page, so that they share it: views and catalogues."""
    get_resolver().check()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("")
    # The collector would write on every object that it looks at, and each worker would have its own again.
    gc.freeze()


def when_ready(server):
    """Say where the registry is only once it is there; with LOCAL=1 the letters' worker comes along."""
    share()
    if os.environ.get("LOCAL") == "1":
        server.post = subprocess.Popen([sys.executable, "manage.py", "send_letters", "--forever"])
        letters_go = getattr(settings, "EMAIL_FILE_PATH", None) or f"the mail server {settings.EMAIL_HOST}"
        sys.stdout.write(
            f"\nThe registry is at http://{bind}/ (Ctrl-C stops it)\n"
            f"Letters go to {letters_go}\n"
            "To make a staff account: LOCAL=1 .venv/bin/python manage.py make_staff you@example.org\n\n"
        )
        sys.stdout.flush()


def on_exit(server):
    """The worker finishes the letter at hand and goes too."""
    post = getattr(server, "post", None)
    if post:
        post.terminate()
        post.wait()
