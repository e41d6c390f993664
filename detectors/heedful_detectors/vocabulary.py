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

RECIPIENTS = frozenset({"none", "inside", "personal_mail", "outside"})
"""What the addresses say: see `heedful_detectors.rulebook.recipients`."""

WHERE_KEYS = frozenset(
    {
        "surface", "audience", "host", "site_kind", "from", "to", "cc", "bcc", "rel", "subject",
        "field", "thread", "bio", "account", "attachments", "encrypted", "lang", "time", "author",
    }
)  # fmt: skip
"""The keys of ``where`` in an example: on the wire others are ignored, here they are typos."""

__all__ = [
    "ACCOUNTS", "AUDIENCES", "FIELDS", "RECIPIENTS", "RELATIONS", "ROLES", "SITE_KINDS",
    "SURFACES", "WHERE_KEYS",
]  # fmt: skip
