"""Actors: the bodies, companies, associations and groups of a territory."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from actors.choices import Family, Kind
from actors.models.membership import Membership
from actors.models.territory import Territory
from convergenze.core import codes
from convergenze.core.links import LinkField, address
from convergenze.core.models import Record
from convergenze.core.visibility import VisibleQuerySet


class ActorQuerySet(VisibleQuerySet):
    """Actors by people, place and identity."""

    def own(self, user):
        """Actors the user belongs to, and those they created."""
        return Exists(Membership.objects.valid().filter(actor=OuterRef("pk"), person__account=user)) | Q(
            created_by=user
        )

    def current(self):
        """Neither merged into another nor in the bin."""
        return self.alive().filter(merged_into=None)

    def written_by(self, user):
        """Actors for which ``user`` may write."""
        if not user.is_authenticated:
            return self.none()
        return self.current().filter(Exists(Membership.objects.writing(user).filter(actor=OuterRef("pk"))))

    def in_territory(self, territory):
        """Actors seated or working in any municipality of ``territory``, or in the territory itself."""
        places = Territory.objects.municipalities_of(territory).values("pk")
        works = Actor.works_in.through.objects.filter(
            Q(territory__in=places) | Q(territory=territory), actor=OuterRef("pk")
        )
        return self.filter(Q(seat__in=places) | Q(seat=territory) | Exists(works))

    def with_counts(self):
        """Adds ``n_actions``-like figures through registered annotations of higher apps: none here."""
        return self.select_related("seat").defer("seat__boundary", "seat__description")


class Actor(Record):
    """Somebody who acts. ``merged_into`` set: a signpost whose page answers 301 to the survivor."""

    REFERENCE = "AT"
    label_field = "name"

    name = models.CharField(_("name"), max_length=300, db_index=True)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    family = models.CharField(_("family"), max_length=30, choices=Family, db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40, choices=Kind.grouped, db_index=True)
    also_families = models.JSONField(_("also belongs to"), default=list, blank=True)
    description = models.TextField(_("what it does"), blank=True)
    website = LinkField(_("website"), blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    legal_form = models.CharField(_("legal form"), max_length=120, blank=True)
    tax_code = models.CharField(_("tax code"), max_length=11, blank=True, help_text=_("Eleven digits, zeros included."))
    vat_number = models.CharField(_("VAT number"), max_length=11, blank=True)
    ipa_code = models.CharField(_("IPA code"), max_length=20, blank=True)
    runts_number = models.CharField(_("RUNTS number"), max_length=20, blank=True)
    ateco_code = models.CharField(_("ATECO code"), max_length=10, blank=True)
    ateco_version = models.CharField(_("ATECO version"), max_length=6, blank=True)
    seat = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="seated_actors", verbose_name=_("seat")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    works_in = models.ManyToManyField(Territory, blank=True, related_name="working_actors", verbose_name=_("works in"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="branches", verbose_name=_("belongs to")
    )
    verified_on = models.DateField(_("checked on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="absorbed"
    )
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "tax_code",
                name="one_actor_per_tax_code",
                condition=Q(merged_into=None, deleted_at=None) & ~Q(tax_code=""),
                violation_error_message=_("Another actor already has this tax code: open it, or merge the two."),
            ),
            models.UniqueConstraint(
                "ipa_code",
                name="one_actor_per_ipa_code",
                condition=Q(merged_into=None, deleted_at=None) & ~Q(ipa_code=""),
                violation_error_message=_("Another actor already has this IPA code: open it, or merge the two."),
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")),
                name="actor_not_merged_into_itself",
                violation_error_message=_("An actor cannot be merged into itself."),
            ),
        ]

    def get_absolute_url(self):
        return address("actors:detail", self.slug)

    def get_kind_display(self):
        """The label of the kind, without building the whole grouped list for every row."""
        return str(Kind(self.kind).label) if self.kind in Kind.values else self.kind

    def clean_fields(self, exclude=None):
        """The family follows from the kind."""
        if self.kind in Kind.values:
            self.family = Kind(self.kind).family
        super().clean_fields(exclude=exclude)

    def clean(self):
        """Identifiers are checked by their registers' rules and brought to their written form."""
        problems = {}
        for field, (normalise, expected) in IDENTIFIERS.items():
            if written := getattr(self, field):
                setattr(self, field, normalise(written) or written)
                if not normalise(written):
                    problems[field] = expected
        if problems:
            raise ValidationError(problems)

    @property
    def families(self):
        """Its own family first, then the others it also belongs to."""
        return [self.family, *[f for f in self.also_families if f != self.family]]


IDENTIFIERS = {
    "tax_code": (
        codes.normalise_body_tax_code,
        _("Eleven digits with the right check digit, zeros at the start included. People's codes are not kept here."),
    ),
    "vat_number": (codes.normalise_vat_number, _("Eleven digits with the right check digit, without IT.")),
    "ipa_code": (codes.normalise_ipa, _("The code of the public administrations' index, such as c_a944.")),
    "runts_number": (codes.normalise_runts, _("The number in the third sector's register, such as 12345.")),
}


class HistoricalIdentifier(models.Model):
    """A name or code an actor had before (renamed bodies, merged records): imports find it by these."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="former_identifiers")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=300, db_index=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("former identifier")
        verbose_name_plural = _("former identifiers")
        constraints = [models.UniqueConstraint("actor", "scheme", "value", name="former_identifier_once")]

    def __str__(self):
        return f"{self.scheme}:{self.value}"
