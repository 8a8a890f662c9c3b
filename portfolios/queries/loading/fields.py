"""What the analyses read of an action's own row, and how a row becomes the plain actor that leads."""

from portfolios.analysis import world as plain
from portfolios.models import Action

FIELDS = (
    "pk", "code", "title", "summary", "lead_id", "lead__name", "lead__family", "lead__also_families", "status",
    "health", "stage", "horizon", "dynamic", "depth", "levers", "primary_lever", "target_groups", "cofog",
    "ateco_sections", "starts_on", "ends_on", "cost", "created_at",
)  # fmt: skip


def leads_of(rows):
    """{actor id: actor} of the rows that have a lead."""
    return {
        row["lead_id"]: plain_actor(row["lead_id"], row["lead__name"], row["lead__family"], row["lead__also_families"])
        for row in rows
        if row["lead_id"]
    }


def plain_actor(pk, name, family, also_families):
    """An actor as the analyses know it."""
    return plain.Actor(pk, name, family, frozenset(also_families or ()))


def reference_of(row):
    """ "AZ-2026-0014", as ``Record.reference`` says it, from a row of values."""
    return f"{Action.REFERENCE}-{row['created_at'].year}-{row['pk']:04d}"
