"""Ties between actors: typed and dated."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actors.choices import TieKind
from convergenze.core.models import Stamped


class Tie(Stamped):
    """``one`` [kind] ``other``: "Unione … has an agreement with ASP …"."""

    one = models.ForeignKey("actors.Actor", models.CASCADE, related_name="ties_out", verbose_name=_("actor"))
    other = models.ForeignKey("actors.Actor", models.CASCADE, related_name="ties_in", verbose_name=_("other actor"))
    kind = models.CharField(_("kind of tie"), max_length=20, choices=TieKind)
    note = models.CharField(_("note"), max_length=300, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints = [
            models.UniqueConstraint(
                "one", "other", "kind", name="tie_once", violation_error_message=_("This tie is already there.")
            ),
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="tie_of_two",
                violation_error_message=_("A tie needs two different actors."),
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="tie_ends_after_it_starts",
                violation_error_message=_("A tie cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.one} {self.get_kind_display()} {self.other}"
