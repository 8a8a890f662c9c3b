"""The actions recorded around a portfolio, whole: a story lists them all."""

from portfolios.queries.loading import unaligned_actions
from portfolios.queries.loading.fields import FIELDS, reference_of
from portfolios.queries.loading.parts import Parts, plain_action


def around_world(portfolio, user):
    """([plain action keyed by code or reference], [id]) of the territory's actions outside ``portfolio``."""
    rows = list(unaligned_actions(portfolio, user).order_by("pk").values(*FIELDS))
    parts = Parts([row["pk"] for row in rows], user)
    return [plain_action(row["code"] or reference_of(row), row, parts) for row in rows], [row["pk"] for row in rows]
