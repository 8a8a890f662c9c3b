"""Light rows of actions for long lists: plain columns, without building a model per row."""

from collections import defaultdict

from actors.models import Actor, Territory
from convergenze.core.serializing import moment
from convergenze.core.visibility import is_among
from portfolios.models import Action

COLUMNS = (
    "pk", "public_id", "slug", "code", "title", "kind", "status", "health", "stage", "horizon", "levers",
    "primary_lever", "starts_on", "ends_on", "cost", "cup", "origin", "visibility", "created_at", "updated_at",
    "version",
)  # fmt: skip
LEAD = ("lead__public_id", "lead__name", "lead__family")


def light(actions, user):
    """``actions`` as plain rows, to be cut to a page and given to ``action_rows``."""
    sees_lead = is_among(Actor.objects.visible_to(user), "lead")
    return actions.annotate(sees_lead=sees_lead).values(*COLUMNS, *LEAD, "sees_lead")


def action_rows(page, user):
    """[dict] of the ``light`` rows of a page, with the lead and the territories that ``user`` may see; one query.

    The page itself stays as it is: the paginator still reads where it ends.
    """
    places = _places([row["pk"] for row in page], user)
    return [_row(dict(row), places.get(row["pk"], [])) for row in page]


def _row(row, places):
    public_id, name, family = row.pop("lead__public_id"), row.pop("lead__name"), row.pop("lead__family")
    row["lead"] = {"public_id": public_id, "name": name, "family": family} if row.pop("sees_lead") else None
    row["territories"] = places
    row["reference"] = f"{Action.REFERENCE}-{row['created_at'].year}-{row.pop('pk'):04d}"
    row["created_at"], row["updated_at"] = moment(row["created_at"]), moment(row["updated_at"])
    return row


def _places(ids, user):
    names = ("action_id", "territory__public_id", "territory__name", "territory__istat_code")
    seen = is_among(Territory.objects.visible_to(user), "territory")
    rows = Action.territories.through.objects.filter(seen, action__in=ids).values_list(*names)
    found = defaultdict(list)
    for action, public_id, name, istat_code in rows:
        found[action].append({"public_id": public_id, "name": name, "istat_code": istat_code})
    return found
