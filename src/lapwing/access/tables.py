"""Tables that hold nothing about a child: each is named here with the reason, and with what the site may do to it.

A table that is neither guarded nor on this page fails a house test.
"""

from dataclasses import dataclass

ALL = "SELECT, INSERT, UPDATE, DELETE"
READ = "SELECT"
APPEND = "SELECT, INSERT"


@dataclass(frozen=True)
class Open:
    privileges: str
    reason: str
    only: str = ""  # a condition on the connection, where forced row security lets nobody else in
    analyst: str = ""


# Jobs are for the worker, and for the one act that adds one: see `work.jobs`.
JOBS = "(SELECT current_setting('lapwing.jobs', true)) = 'on'"

OPEN_TABLES: dict[str, Open] = {
    "directory_area": Open(ALL, "areas are public"),
    "directory_population": Open(APPEND, "estimates of how many children live in an area"),
    "directory_partnership": Open(ALL, "partnerships are public"),
    "directory_partnership_areas": Open(ALL, "partnerships are public"),
    "directory_agency": Open(ALL, "agencies are public bodies"),
    "directory_agencyname": Open(ALL, "agencies are public bodies"),
    "directory_catchment": Open(ALL, "agencies are public bodies"),
    "directory_succession": Open(ALL, "agencies are public bodies"),
    "directory_team": Open(ALL, "teams of agencies"),
    "directory_account": Open(ALL, "staff who sign in"),
    "directory_seat": Open(ALL, "staff and their roles"),
    "access_pending": Open("SELECT, INSERT, DELETE", "keys of ledger entries"),
    "access_batch": Open(APPEND, "digests"),
    "access_sealed": Open(APPEND, "keys and digests of ledger entries"),
    "web_sent": Open(
        "SELECT, INSERT, DELETE", "random marks of forms sent, keyed digests of their words, where each led"
    ),
    "web_cached": Open(ALL, "counts of failed sign-ins, under digests"),
    "deadlines_areasetting": Open(ALL, "how an area does a duty"),
    "deadlines_areahours": Open(ALL, "when shifts begin in an area, and how long a screen stays locked"),
    "alerts_homeofstaff": Open(ALL, "digests of where staff live, which nobody can read back"),
    "snapshot_snapshot": Open(READ, "counts and digests of snapshots, and what agencies told", analyst=READ),
    "annual_report_publishedsection": Open(APPEND, "published words and values, after suppression"),
    "annual_report_publishedfile": Open(APPEND, "the same as files"),
    "scorecard_event": Open("SELECT, INSERT, UPDATE", "what happened on a day: words that name nobody"),
    "scorecard_comment": Open(APPEND, "what is said of a published number: words that name nobody"),
    "scorecard_edition": Open(APPEND, "published numbers, after suppression"),
    "scorecard_restatement": Open(APPEND, "published numbers that changed, and why"),
    "django_session": Open(ALL, "keys of an account and a seat"),
    "django_content_type": Open(READ, "names of models"),
    "django_migrations": Open(READ, "names of migrations"),
    "auth_group": Open(READ, "not used: roles belong to seats"),
    "auth_group_permissions": Open(READ, "not used"),
    "auth_permission": Open(READ, "not used"),
    "account_emailaddress": Open(ALL, "addresses of staff"),
    "account_emailconfirmation": Open(ALL, "addresses of staff"),
    "mfa_authenticator": Open(ALL, "second factors of staff"),
    "pghistory_context": Open(READ, "stays empty: history rows carry their own context"),
    "procrastinate_jobs": Open(ALL, "names of tasks, and keys", JOBS),
    "procrastinate_events": Open(ALL, "states of jobs", JOBS),
    "procrastinate_periodic_defers": Open(ALL, "times of tasks", JOBS),
    "procrastinate_workers": Open(ALL, "heartbeats of workers"),
}
