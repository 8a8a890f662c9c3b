"""Light rows of actions for long lists: plain columns, without building a model per row."""

from collections import defaultdict

from actors.models import Actor, Territory
from convergenze.core.visibility import is_among
from portfolios.models import Action

COLUMNS = (
    "pk", "public_id", "slug", "code", "title", "kind", "status", "health", "stage", "horizon", "levers",
    "primary_lever", "starts_on", "ends_on", "cost", "cup", "origin", "visibility", "created_at", "updated_at",
    "version",
)  # fmt: skip
LEAD = ("lead__public_id", "lead__name", "lead__family")


def action_rows(page, user):
    """[dict] for the rows ``page`` ({"pk": …}) in their order, with the lead and territories ``user`` may see.

    Two queries.
    """
    ids = [row["pk"] for row in page]
    sees_lead = is_among(Actor.objects.visible_to(user), "lead")
    rows = Action.objects.filter(pk__in=ids).annotate(sees_lead=sees_lead).values(*COLUMNS, *LEAD, "sees_lead")
    found = {row["pk"]: row for row in rows}
    places = _places(ids, user)
    return [_row(found[pk], places.get(pk, [])) for pk in ids if pk in found]


def _row(row, places):
    public_id, name, family = row.pop("lead__public_id"), row.pop("lead__name"), row.pop("lead__family")
    row["lead"] = {"public_id": public_id, "name": name, "family": family} if row.pop("sees_lead") else None
    row["territories"] = places
    row["reference"] = f"{Action.REFERENCE}-{row['created_at'].year}-{row.pop('pk'):04d}"
    return row


def _places(ids, user):
    names = ("action_id", "territory__public_id", "territory__name", "territory__istat_code")
    seen = is_among(Territory.objects.visible_to(user), "territory")
    rows = Action.territories.through.objects.filter(seen, action__in=ids).values_list(*names)
    found = defaultdict(list)
    for action, public_id, name, istat_code in rows:
        found[action].append({"public_id": public_id, "name": name, "istat_code": istat_code})
    return found
