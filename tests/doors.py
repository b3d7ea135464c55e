"""The doors of the desk: every address with what it answers to whom, and how answers are compared."""

from __future__ import annotations

import re

from django.test import Client

from tests import desk

MADE_UP = "SUB-2026-333333"
NO_KEY = "0" * 32
TOO_LONG = {"message": "x" * 5001}
TAKE_BACK = {"save": "1", "revision": "0"}
# What two answers never share, or what follows from their bytes.
OF_EVERY_ANSWER = ("Content-Length", "ETag", "Expires", "Request-ID", "X-Request-ID")
PEOPLE = ("nobody", "stranger", "reader", "editor", "focal", "staff", "mfa")

# What each address answers to (nobody, the focal point of another submitter, reader, editor, focal point,
# staff without a second factor, staff with it), of a submission that was returned a second time. What is
# posted is refused for its own faults by whoever lets one in (409, 422): so nothing changes on the way.
RETURNED = [
    ("submission", "", "GET", {}, (302, 404, 200, 200, 200, 404, 200)),
    ("submission", "", "POST", {}, (403, 404, 403, 422, 422, 404, 403)),
    ("submission", "", "POST", {"act": "discard"}, (403, 404, 403, 403, 403, 404, 403)),
    ("section", "write/title/", "GET", {}, (302, 404, 403, 200, 200, 404, 403)),
    ("section", "write/title/", "POST", {}, (403, 404, 403, 422, 422, 404, 403)),
    ("section", "write/cell/", "GET", {}, (302, 404, 403, 200, 200, 404, 403)),
    ("section", "write/authority/", "GET", {}, (302, 404, 403, 200, 200, 404, 403)),
    ("section", "write/made-up/", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("section", "write/title/", "POST", {"press": "say:title"}, (403, 404, 403, 422, 422, 404, 403)),
    ("saves", "write/title/saves/", "GET", {}, (302, 404, 403, 200, 200, 404, 403)),
    ("saves", "write/title/saves/?since=1", "GET", {}, (302, 404, 403, 200, 200, 404, 403)),
    ("saves", "write/title/saves/", "POST", TAKE_BACK, (403, 404, 403, 302, 302, 404, 403)),
    ("word", "word/", "GET", {}, (302, 404, 403, 200, 200, 404, 403)),
    ("word", "word/", "POST", {}, (403, 404, 403, 422, 422, 404, 403)),
    ("draft_docx", "draft.docx", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("draft_docx", "draft.docx", "POST", {}, (403, 404, 405, 405, 405, 404, 405)),
    ("preview", "preview/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("preview", "preview/", "POST", {}, (403, 404, 405, 405, 405, 404, 405)),
    ("send", "send/", "GET", {}, (302, 404, 302, 302, 302, 404, 302)),
    ("send", "send/", "POST", {}, (403, 404, 403, 403, 409, 404, 403)),
    ("round", "rounds/1/", "GET", {}, (302, 404, 200, 200, 200, 404, 200)),
    ("round", "rounds/1/", "POST", {}, (403, 404, 405, 405, 405, 404, 405)),
    ("round", "rounds/3/", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("round_pdf", "rounds/2/round.pdf", "GET", {}, (302, 404, 200, 200, 200, 404, 200)),
    ("round_pdf", "rounds/2/round.pdf", "POST", {}, (403, 404, 405, 405, 405, 404, 405)),
    ("round_docx", "rounds/2/round.docx", "GET", {}, (302, 404, 200, 200, 200, 404, 200)),
    ("round_docx", "rounds/2/round.docx", "POST", {}, (403, 404, 405, 405, 405, 404, 405)),
    ("round_changes", "rounds/2/changes/", "GET", {}, (302, 404, 200, 200, 200, 404, 200)),
    ("round_changes", "rounds/2/changes/", "POST", {}, (403, 404, 405, 405, 405, 404, 405)),
    ("round_changes", "rounds/1/changes/", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("files", "files/", "GET", {}, (302, 404, 200, 200, 200, 404, 200)),
    ("files", "files/", "POST", {}, (403, 404, 403, 422, 422, 404, 403)),
    ("file", "files/{sent}/", "GET", {}, (302, 404, 200, 200, 200, 404, 200)),
    ("file", "files/{sent}/", "POST", {}, (403, 404, 405, 405, 405, 404, 405)),
    ("file", "files/{added}/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("file", "files/{other}/", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("file", f"files/{NO_KEY}/", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("alike", "alike/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("alike", "alike/", "POST", {}, (403, 404, 403, 403, 422, 404, 403)),
    ("alike", "alike/", "POST", {"act": "ask", "to": "10YFP-999"}, (403, 404, 403, 403, 422, 404, 403)),
    ("discussion", "discussion/", "GET", {}, (302, 404, 200, 200, 200, 404, 200)),
    ("discussion", "discussion/", "POST", {}, (403, 404, 403, 422, 422, 404, 422)),
    ("discussion", "discussion/", "POST", {"audience": "internal"}, (403, 404, 403, 403, 403, 404, 422)),
    ("discussion", "discussion/", "POST", {"audience": "coauthors"}, (403, 404, 403, 422, 422, 404, 403)),
    (
        "discussion",
        "discussion/",
        "POST",
        {"act": "resolve", "comment": "{note}"},
        (403, 404, 403, 404, 404, 404, 302),
    ),
    ("sign", "sign/", "GET", {}, (302, 404, 302, 302, 302, 404, 302)),
    ("sign", "sign/", "POST", {"party": "1"}, (403, 404, 403, 403, 403, 404, 403)),
    ("together", "together/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("together", "together/", "POST", {}, (403, 404, 422, 422, 422, 404, 404)),
    ("together", "together/", "POST", {"act": "invite_submitter"}, (403, 404, 403, 403, 403, 404, 404)),
    ("together", "together/", "POST", {"act": "invite_person"}, (403, 404, 403, 403, 422, 404, 404)),
    ("together", "together/", "POST", {"act": "withdraw"}, (403, 404, 404, 404, 404, 404, 404)),
    (
        "together",
        "together/",
        "POST",
        {"act": "leave", "party": "{lead}"},
        (403, 404, 403, 403, 422, 404, 404),
    ),
    ("withdraw", "withdraw/", "GET", {}, (302, 404, 403, 403, 200, 404, 403)),
    ("withdraw", "withdraw/", "POST", TOO_LONG, (403, 404, 403, 403, 422, 404, 403)),
]
# Of a draft, nobody outside its submitters knows that it is there; of the staff neither.
DRAFT = [
    ("submission", "", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("submission", "", "POST", {}, (403, 404, 403, 422, 422, 404, 404)),
    ("submission", "", "POST", {"act": "confirm"}, (403, 404, 403, 422, 422, 404, 404)),
    ("submission", "", "POST", {"act": "discard"}, (403, 404, 403, 403, 302, 404, 404)),
    ("section", "write/title/", "GET", {}, (302, 404, 403, 200, 200, 404, 404)),
    ("section", "write/title/", "POST", {}, (403, 404, 403, 422, 422, 404, 404)),
    ("saves", "write/title/saves/", "GET", {}, (302, 404, 403, 200, 200, 404, 404)),
    ("saves", "write/title/saves/", "POST", TAKE_BACK, (403, 404, 403, 302, 302, 404, 404)),
    ("word", "word/", "GET", {}, (302, 404, 403, 200, 200, 404, 404)),
    ("word", "word/", "POST", {}, (403, 404, 403, 422, 422, 404, 404)),
    ("draft_docx", "draft.docx", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("preview", "preview/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("send", "send/", "GET", {}, (302, 404, 302, 302, 302, 404, 404)),
    ("send", "send/", "POST", {}, (403, 404, 403, 403, 409, 404, 404)),
    ("round", "rounds/1/", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("round_pdf", "rounds/1/round.pdf", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("round_docx", "rounds/1/round.docx", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("round_changes", "rounds/1/changes/", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("files", "files/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("files", "files/", "POST", {}, (403, 404, 403, 422, 422, 404, 404)),
    ("file", "files/{drafted}/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("alike", "alike/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("alike", "alike/", "POST", {}, (403, 404, 403, 403, 422, 404, 404)),
    ("discussion", "discussion/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("discussion", "discussion/", "POST", {}, (403, 404, 403, 422, 422, 404, 404)),
    ("sign", "sign/", "GET", {}, (302, 404, 302, 302, 302, 404, 404)),
    ("sign", "sign/", "POST", {"party": "1"}, (403, 404, 403, 403, 403, 404, 404)),
    ("together", "together/", "GET", {}, (302, 404, 200, 200, 200, 404, 404)),
    ("together", "together/", "POST", {"act": "invite_submitter"}, (403, 404, 403, 403, 422, 404, 404)),
    ("together", "together/", "POST", {"act": "invite_person"}, (403, 404, 403, 403, 422, 404, 404)),
    ("withdraw", "withdraw/", "GET", {}, (302, 404, 403, 403, 403, 404, 404)),
    ("withdraw", "withdraw/", "POST", TOO_LONG, (403, 404, 403, 403, 403, 404, 404)),
]
# Addresses without a reference.
PLAIN = [
    ("desk", "/en/submit/", "GET", {}, (200, 200, 200, 200, 200, 200, 200)),
    ("desk", "/en/submit/", "POST", {}, (405, 405, 405, 405, 405, 405, 405)),
    ("start", "/en/submit/new/", "GET", {}, (302, 200, 200, 200, 200, 200, 200)),
    ("start", "/en/submit/new/", "POST", {}, (403, 422, 422, 422, 422, 422, 422)),
    ("people", "/en/submit/people/", "GET", {}, (302, 200, 200, 200, 200, 200, 200)),
    ("people", "/en/submit/people/", "POST", {"act": "ask"}, (403, 422, 422, 422, 422, 422, 422)),
    ("invitation", "/en/submit/invitations/made.up/", "GET", {}, (302, 404, 404, 404, 404, 404, 404)),
    ("invitation", "/en/submit/invitations/made.up/", "POST", {}, (403, 404, 404, 404, 404, 404, 404)),
    ("invitation-id", "/invitations/made.up", "GET", {}, (302, 302, 302, 302, 302, 302, 302)),
    ("template_docx", "/en/submit/template.docx", "GET", {}, (200, 200, 200, 200, 200, 200, 200)),
    ("template_docx", "/en/submit/template.docx", "POST", {}, (405, 405, 405, 405, 405, 405, 405)),
    ("submission-id", f"/id/{MADE_UP}", "GET", {}, (302, 302, 302, 302, 302, 302, 302)),
    ("submission-id", f"/id/{MADE_UP}", "POST", {}, (302, 302, 302, 302, 302, 302, 302)),
    ("account", "/en/accounts/", "GET", {}, (302, 200, 200, 200, 200, 200, 200)),
    ("account", "/en/accounts/", "POST", {}, (302, 200, 200, 200, 200, 200, 200)),
    ("account_signup", "/en/accounts/signup/", "GET", {}, (200, 302, 302, 302, 302, 302, 302)),
    ("account_signup", "/en/accounts/signup/", "POST", {}, (200, 302, 302, 302, 302, 302, 302)),
]
# Requests and memberships of the agency, by whom they are decided on (act, of whom).
DECIDING = [
    ("approve", "asked", (403, 404, 404, 404, 422, 404, 422)),
    ("decline", "asked", (403, 404, 404, 404, 422, 404, 422)),
    ("role", "reader", (403, 404, 403, 403, 422, 404, 404)),
    ("remove", "reader", (403, 404, 403, 403, 422, 404, 404)),
    ("leave", "focal", (403, 404, 403, 403, 403, 404, 404)),
    ("hand_over", "focal", (403, 404, 403, 403, 422, 404, 404)),
]
# The admin, to (everybody outside the staff, staff without a second factor, staff with it).
ADMIN = [
    ("submission_changelist", "submission/", "GET", (302, 302, 200)),
    ("submission_add", "submission/add/", "GET", (302, 302, 200)),
    ("submission_add", "submission/add/", "POST", (302, 302, 422)),
    ("submission_outside_call", "submission/outside-call/", "GET", (302, 302, 200)),
    ("submission_outside_call", "submission/outside-call/", "POST", (302, 302, 422)),
    ("submission_change", "submission/{returned}/change/", "GET", (302, 302, 200)),
    ("submission_change", "submission/{returned}/change/", "POST", (302, 302, 403)),
    ("submission_history", "submission/{returned}/history/", "GET", (302, 302, 200)),
    ("submission_delete", "submission/{returned}/delete/", "GET", (302, 302, 403)),
    ("submission_delete", "submission/{returned}/delete/", "POST", (302, 302, 403)),
    ("submission_act", "submission/{returned}/act/take/", "GET", (302, 302, 409)),
    ("submission_act", "submission/{returned}/act/take/", "POST", (302, 302, 409)),
    ("submission_act", "submission/{draft}/act/take/", "POST", (302, 302, 404)),
    ("submission_assess", "submission/{returned}/assess/", "GET", (302, 302, 302)),
    ("submission_assess", "submission/{returned}/assess/", "POST", (302, 302, 404)),
    ("submission_assess", "submission/{draft}/assess/", "POST", (302, 302, 404)),
    ("round_changelist", "round/", "GET", (302, 302, 200)),
    ("round_add", "round/add/", "GET", (302, 302, 403)),
    ("round_change", "round/{round}/change/", "GET", (302, 302, 200)),
    ("round_change", "round/{round}/change/", "POST", (302, 302, 403)),
    ("round_history", "round/{round}/history/", "GET", (302, 302, 200)),
    ("round_delete", "round/{round}/delete/", "POST", (302, 302, 403)),
    ("round_act", "round/{round}/act/take/", "POST", (302, 302, 404)),
    ("membership_changelist", "membership/", "GET", (302, 302, 200)),
    ("membership_add", "membership/add/", "POST", (302, 302, 403)),
    ("membership_change", "membership/{asked}/change/", "GET", (302, 302, 200)),
    ("membership_change", "membership/{asked}/change/", "POST", (302, 302, 403)),
    ("membership_history", "membership/{asked}/history/", "GET", (302, 302, 200)),
    ("membership_delete", "membership/{asked}/delete/", "POST", (302, 302, 403)),
    ("membership_act", "membership/{asked}/act/decline/", "GET", (302, 302, 200)),
    ("membership_act", "membership/{asked}/act/decline/", "POST", (302, 302, 422)),
    ("call_changelist", "call/", "GET", (302, 302, 200)),
    ("call_add", "call/add/", "GET", (302, 302, 200)),
    ("call_add", "call/add/", "POST", (302, 302, 200)),
    ("call_change", "call/{no_call}/change/", "GET", (302, 302, 302)),
    ("call_history", "call/{no_call}/history/", "GET", (302, 302, 404)),
    ("call_delete", "call/{no_call}/delete/", "POST", (302, 302, 403)),
]


def browser(user=None, *methods):
    client = Client()
    if user is not None:
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": each, "at": 1.0} for each in methods]
        session.save()
    return client


def ask(client, method, address, known, posted=None):
    posted = {name: value.format(**known) for name, value in (posted or {}).items()}
    response = getattr(client, method.lower())(address.format(**known), posted or None)
    if response.streaming:
        assert b"".join(response.streaming_content) == desk.PDF
    return response


def statuses(browsers, method, address, known, posted=None):
    return tuple(ask(each, method, address, known, posted).status_code for each in browsers.values())


def told(response, *names):
    """Everything of an answer that could tell, with names, tokens and nonces made alike."""
    headers = {name: value for name, value in response.items() if name not in OF_EVERY_ANSWER}
    whole = f"{response.status_code} {headers} {response.content.decode()}"
    for name in names:
        whole = whole.replace(str(name), "NAME")
    whole = re.sub(r"nonce-[\w+/=-]+|nonce=\"[^\"]+\"|name=\"nonce\" value=\"[^\"]+\"", "NONCE", whole)
    return re.sub(r"(csrfmiddlewaretoken\"? value=\"|X-CSRFToken[^\w]+)\w+", "TOKEN", whole)
