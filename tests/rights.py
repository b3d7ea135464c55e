"""Who may do what at the desk, written out by hand: every address and act of the admin, by role.

A role is one letter; whoever is in none of the letters of a row is refused. ``-`` is nobody.
"""

from __future__ import annotations

ROLES: dict[str, list[str]] = {
    "R": ["reader"],
    "T": ["translator"],
    "C": ["curator"],
    "P": ["publisher"],
    "S": ["screener"],
    "A": ["administrator"],
    "K": ["screener", "curator"],
    "N": [],
}
EVERYBODY = "RTCPSAKN"
STAFF = "RTCPSAK"

# Tables: who looks at the list, at a row and its history; who adds, changes, deletes. Nobody deletes many
# at once, and nobody changes anything in a list.
TABLES: dict[str, tuple[str, str, str, str]] = {
    "accounts_user": ("A", "A", "A", "-"),
    "accounts_letter": ("A", "-", "-", "-"),
    "lifecycle_stage": (STAFF, "-", "CK", "-"),
    "lifecycle_instrument": (STAFF, "-", "CK", "-"),
    "lifecycle_term": (STAFF, "-", "CK", "-"),
    "lifecycle_lens": (STAFF, "-", "CK", "-"),
    "lifecycle_lensline": (STAFF, "-", "CK", "-"),
    "lifecycle_lensmapping": (STAFF, "-", "CK", "-"),
    # Of one that is listed: what a curator may change of another is below.
    "programmes_programme": (STAFF, "CK", "-", "-"),
    "programmes_document": (STAFF, "CK", "CK", "CK"),
    "programmes_sourceentry": (STAFF, "CK", "CK", "CK"),
    "programmes_submitter": (STAFF, "CK", "CK", "CK"),
    "programmes_version": (STAFF, "-", "-", "-"),
    "submissions_call": (STAFF, "SK", "SK", "-"),
    "submissions_membership": (STAFF, "-", "-", "-"),
    "submissions_round": (STAFF, "-", "-", "-"),
    "submissions_submission": (STAFF, "SK", "-", "-"),
}

PROGRAMME = "programmes/programme/{listed}"
SUBMISSION, MEMBERSHIP = "submissions/submission", "submissions/membership"
WRITING = {"press": "save"}
# Acts: the name of the address, where it is, how it is asked for, with what, and who may.
ACTS: list[tuple[str, str, str, dict[str, str], str]] = [
    # Programmes
    ("programmes_programme_change", "programmes/programme/{prepared}/change/", "POST", {}, "CK"),
    ("programmes_programme_text", PROGRAMME + "/text/", "GET", {}, "TCK"),
    ("programmes_programme_text", PROGRAMME + "/text/", "POST", WRITING, "TCK"),
    ("programmes_programme_publish", PROGRAMME + "/publish/", "GET", {}, "P"),
    ("programmes_programme_publish", PROGRAMME + "/publish/", "POST", {}, "P"),
    ("programmes_programme_unschedule", PROGRAMME + "/unschedule/", "GET", {}, "P"),
    ("programmes_programme_unschedule", PROGRAMME + "/unschedule/", "POST", {}, "P"),
    ("programmes_programme_correct", PROGRAMME + "/correct/", "GET", {}, "P"),
    ("programmes_programme_correct", PROGRAMME + "/correct/", "POST", {}, "P"),
    ("programmes_programme_status", PROGRAMME + "/status/withdrawn/", "GET", {}, "P"),
    ("programmes_programme_status", PROGRAMME + "/status/withdrawn/", "POST", {}, "P"),
    ("programmes_programme_status", PROGRAMME + "/status/retired/", "POST", {}, "P"),
    ("programmes_programme_status", PROGRAMME + "/status/restored/", "POST", {}, "P"),
    ("programmes_programme_discard", PROGRAMME + "/discard/", "GET", {}, "TCK"),
    ("programmes_programme_discard", PROGRAMME + "/discard/", "POST", {}, "TCK"),
    (
        "programmes_programme_discard_prepared",
        "programmes/programme/{prepared}/discard-prepared/",
        "GET",
        {},
        "CK",
    ),
    (
        "programmes_programme_discard_prepared",
        "programmes/programme/{prepared}/discard-prepared/",
        "POST",
        {},
        "CK",
    ),
    ("programmes_programme_withhold", PROGRAMME + "/withhold/1/", "GET", {}, "P"),
    ("programmes_programme_withhold", PROGRAMME + "/withhold/1/", "POST", {}, "P"),
    ("programmes_programme_lift", PROGRAMME + "/lift/1/", "GET", {}, "P"),
    ("programmes_programme_lift", PROGRAMME + "/lift/1/", "POST", {}, "P"),
    # Submissions
    ("submissions_submission_outside_call", SUBMISSION + "/outside-call/", "GET", {}, "SK"),
    ("submissions_submission_outside_call", SUBMISSION + "/outside-call/", "POST", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{submitted}/act/take/", "GET", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{submitted}/act/take/", "POST", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{submitted}/act/assign/", "GET", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{submitted}/act/assign/", "POST", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{returned}/act/remind/", "GET", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{returned}/act/remind/", "POST", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/return/", "GET", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/return/", "POST", {}, "SK"),
    # Accepting writes a working version: a screener who may write there too.
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/accept/", "GET", {}, "K"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/accept/", "POST", {}, "K"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/not-list/", "GET", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/not-list/", "POST", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{not_listed}/act/reconsider/", "GET", {}, "P"),
    ("submissions_submission_act", SUBMISSION + "/{not_listed}/act/reconsider/", "POST", {}, "P"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/take_back/", "POST", {}, "SK"),
    ("submissions_submission_assess", SUBMISSION + "/{screened}/assess/", "GET", {}, "SK"),
    ("submissions_submission_assess", SUBMISSION + "/{screened}/assess/", "POST", {"round": "1"}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/note/", "GET", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/note/", "POST", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/write/", "GET", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{screened}/act/write/", "POST", {}, "SK"),
    ("submissions_submission_act", SUBMISSION + "/{draft}/act/take/", "POST", {}, "-"),
    ("submissions_round_act", "submissions/round/{round}/act/take/", "POST", {}, "-"),
    # People
    ("submissions_membership_act", MEMBERSHIP + "/{asked}/act/approve/", "GET", {}, "SK"),
    ("submissions_membership_act", MEMBERSHIP + "/{asked}/act/approve/", "POST", {}, "SK"),
    ("submissions_membership_act", MEMBERSHIP + "/{asked}/act/decline/", "GET", {}, "SK"),
    ("submissions_membership_act", MEMBERSHIP + "/{asked}/act/decline/", "POST", {}, "SK"),
    ("submissions_membership_act", MEMBERSHIP + "/{held}/act/replace/", "GET", {}, "SK"),
    ("submissions_membership_act", MEMBERSHIP + "/{held}/act/replace/", "POST", {}, "SK"),
    # Pages of no table
    ("secretariat", "", "GET", {}, EVERYBODY),
    ("index", "", "GET", {}, EVERYBODY),
    ("audit", "audit/", "GET", {}, EVERYBODY),
    ("audit", "audit/?table=accounts.user", "GET", {}, "A"),
    ("audit", "audit/?table=submissions.submission", "GET", {}, STAFF),
    ("audit_csv", "audit.csv", "GET", {}, EVERYBODY),
    ("audit_csv", "audit.csv?table=accounts.user", "GET", {}, "A"),
    ("app_list", "accounts/", "GET", {}, "A"),
    ("app_list", "lifecycle/", "GET", {}, STAFF),
    ("app_list", "programmes/", "GET", {}, STAFF),
    ("app_list", "submissions/", "GET", {}, STAFF),
    (
        "autocomplete",
        "autocomplete/?app_label=programmes&model_name=party&field_name=submitter",
        "GET",
        {},
        STAFF,
    ),
    ("jsi18n", "jsi18n/", "GET", {}, EVERYBODY),
    ("view_on_site", "r/{programme_type}/{listed}/", "GET", {}, EVERYBODY),
    ("password_change_done", "password_change/done/", "GET", {}, EVERYBODY),
    ("password_change", "password_change/", "GET", {}, EVERYBODY),
    ("password_change", "password_change/", "POST", {}, EVERYBODY),
]
# Where everybody may knock: the way in leads to the portal's own, the way out out.
OPEN = {"login", "logout"}
