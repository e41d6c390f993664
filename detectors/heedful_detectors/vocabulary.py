"""The values that a rule, a guard or an example may name about where a text is going."""

from __future__ import annotations

from heedful_detectors.message import SURFACES

AUDIENCES = frozenset(
    {
        "public", "followers", "friends", "close_friends", "private", "group", "list",
        "professional_page", "anonymous", "direct", "internal", "external", "unknown",
    }
)  # fmt: skip

RELATIONS = frozenset(
    {
        "client", "former_client", "client_list", "partner", "colleague", "supervisor",
        "supervisee", "student", "instructor", "peer", "external_agency", "donor", "compliance",
        "friend", "family", "professor", "unknown_outside",
    }
)  # fmt: skip

FIELDS = frozenset(
    {
        "post", "comment", "story", "bio", "display_name", "headline", "review_reply", "dm",
        "subject", "body", "signature", "auto_reply", "to", "cc", "bcc", "search_query",
        "payment_note", "file", "group_rules",
    }
)  # fmt: skip

SITE_KINDS = frozenset(
    {
        "social_network", "forum", "blog", "reviews", "directory", "lms", "search_engine",
        "people_finder", "ai_assistant", "translator", "pdf_tool", "transcription", "file_host",
        "notes_app", "survey_builder", "payment", "ehr", "secure_portal",
    }
)  # fmt: skip

ROLES = frozenset(
    {
        "student", "intern", "licensed", "social-worker", "supervisor", "field_instructor",
        "educator", "organizer", "admin", "agency_comms",
    }
)  # fmt: skip

ACCOUNTS = frozenset({"agency", "personal"})

TOOLS = frozenset({"approved"})
"""``approved``: the text goes to a tool that the policy allows."""

HOURS = frozenset({"day", "night"})
"""When it is written: night is from nine in the evening to six in the morning, local time."""

RECIPIENTS = frozenset(
    {
        "none", "inside", "personal_mail", "outside", "mixed", "list", "look_alike",
        "new_in_thread", "own", "greets_other",
    }
)  # fmt: skip
"""What the addresses say: see `heedful_detectors.rulebook.recipients`."""

CREDENTIALS = frozenset(
    {
        "known", "bsw", "msw", "lbsw", "lsw", "lmsw", "lgsw", "lcsw", "lcsw-c", "licsw", "lisw",
        "rcswi", "acsw", "bcd", "dsw", "lpc", "lcpc", "lmhc", "lmft", "lcadc", "phd", "psyd", "edd",
        "md",
    }
)  # fmt: skip
"""Degrees and licences an author may hold; ``known`` where the author named any at all."""

WHERE_KEYS = frozenset(
    {
        "surface", "audience", "host", "site_kind", "from", "to", "cc", "bcc", "rel", "subject",
        "field", "thread", "bio", "account", "attachments", "encrypted", "lang", "time", "author",
    }
)  # fmt: skip
"""The keys of ``where`` in an example: on the wire others are ignored, here they are typos."""

__all__ = [
    "ACCOUNTS", "AUDIENCES", "CREDENTIALS", "FIELDS", "HOURS", "RECIPIENTS", "RELATIONS", "ROLES",
    "SITE_KINDS", "SURFACES", "WHERE_KEYS",
]  # fmt: skip
