"""What to find among links between actions."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.filters import StrictFilterSet
from portfolios.choices import LinkKind, LinkStatus
from portfolios.filters.composing import PickFilter, _seen
from portfolios.models import Action, ActionLink, Portfolio
from portfolios.queries.links import for_deciding

SCORE = {"min_value": 0, "max_value": 1}


class LinkFilter(StrictFilterSet):
    """``waiting``: for whom asks to decide, or for nobody in particular; ``stake_min``: of the smaller cost."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    waiting = django_filters.ChoiceFilter(
        label=_("Waits for"), choices=[("me", _("your answer"))], method="waits", empty_label=_("anybody or nobody")
    )
    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=LinkKind)
    status = django_filters.MultipleChoiceFilter(label=_("State"), choices=LinkStatus)
    action = PickFilter(label=_("Action"), queryset=_seen(Action), method="has_end")
    portfolio = PickFilter(label=_("Portfolio"), queryset=_seen(Portfolio), method="is_in")
    score_min = django_filters.NumberFilter(
        label=_("Score from (0 to 1)"), field_name="score", lookup_expr="gte", **SCORE
    )
    stake_min = django_filters.NumberFilter(
        label=_("At stake from (euro)"), field_name="at_stake", lookup_expr="gte", min_value=0
    )

    class Meta:
        model = ActionLink
        fields = ["resolution"]

    def search(self, rows, name, text):
        """Words of the titles or the codes of the two actions."""
        for word in text.split()[:8]:
            ends = [
                Q(**{f"{end}__{field}__icontains": word}) for end in ("one", "other") for field in ("title", "code")
            ]
            rows = rows.filter(ends[0] | ends[1] | ends[2] | ends[3])
        return rows

    def waits(self, rows, name, value):
        """Those that who asks has to decide or answer."""
        return rows.filter(pk__in=for_deciding(self.request.user).values("pk"))

    def has_end(self, rows, name, action):
        """One of the two."""
        return rows.filter(Q(one=action) | Q(other=action))

    def is_in(self, rows, name, portfolio):
        """Both placed in the portfolio."""
        return rows.inside(portfolio)
