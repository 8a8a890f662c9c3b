"""Territories: the administrative tree, and the unions and coalitions that overlap it."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.choices import Level
from convergenze.core.links import address
from convergenze.core.models import Record
from convergenze.core.visibility import Visibility, VisibleQuerySet

ISTAT_CODE = RegexValidator(r"^\d{6}$", _("An ISTAT municipality code has six digits, zeros included: 037006."))


class TerritoryQuerySet(VisibleQuerySet):
    """Territories by level and by what they contain."""

    def municipalities(self):
        """Only municipalities."""
        return self.filter(level=Level.MUNICIPALITY)

    def municipalities_of(self, territory):
        """The municipalities that ``territory`` covers: itself, those below it in the tree, or its members."""
        if territory.level == Level.MUNICIPALITY:
            return self.filter(pk=territory.pk)
        if territory.level == Level.LOCALITY:
            return self.filter(pk=territory.parent_id)
        below = Q(path__startswith=territory.path) if territory.path else Q(pk=None)
        parts = TerritoryMember.objects.filter(whole=territory).values("part")
        return self.municipalities().filter(below | Q(pk__in=parts))

    def covering(self, territory):
        """``territory`` itself, what stands above it, and the unions and coalitions it belongs to."""
        above = [pk for pk in territory.path.split("/") if pk]
        wholes = TerritoryMember.objects.filter(part=territory).values("whole")
        return self.filter(Q(pk__in=above) | Q(pk=territory.pk) | Q(pk__in=wholes))


class Territory(Record):
    """A place. ``path`` ("/1/8/37/1234/") makes everything below one prefix look-up; imports and services keep it."""

    REFERENCE = "TE"
    label_field = "name"

    name = models.CharField(_("name"), max_length=200, db_index=True)
    level = models.CharField(_("level"), max_length=30, choices=Level, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    path = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    istat_code = models.CharField(_("ISTAT code"), max_length=6, blank=True, db_index=True)
    nuts_code = models.CharField(_("NUTS code"), max_length=5, blank=True)
    cadastral_code = models.CharField(_("cadastral code"), max_length=4, blank=True)
    acronym = models.CharField(_("acronym"), max_length=4, blank=True)
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    area = models.DecimalField(_("area (km²)"), max_digits=10, decimal_places=2, null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    boundary = models.JSONField(_("boundary (GeoJSON)"), null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    members = models.ManyToManyField(
        "self",
        through="TerritoryMember",
        symmetrical=False,
        through_fields=("whole", "part"),
        related_name="coalitions",
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "istat_code",
                name="one_municipality_per_istat_code",
                condition=Q(level=Level.MUNICIPALITY, deleted_at=None) & ~Q(istat_code=""),
                violation_error_message=_("Another municipality already has this ISTAT code."),
            ),
        ]

    def __init__(self, *args, **kwargs):
        if not args:
            kwargs.setdefault("visibility", Visibility.PUBLIC)
        super().__init__(*args, **kwargs)

    def get_absolute_url(self):
        return address("actors:territory_detail", self.slug)

    @property
    def full_name(self):
        """ "Vergato (BO)": name and province, where there is one."""
        return f"{self.name} ({self.acronym})" if self.acronym and self.level == Level.MUNICIPALITY else self.name

    @property
    def published_source(self):
        """Where the record comes from, for people; the marks by which a story finds its own places are not."""
        return "" if self.source.startswith("story:") else self.source


class TerritoryMember(models.Model):
    """A municipality's place in a union, district or coalition."""

    whole = models.ForeignKey(Territory, models.CASCADE, related_name="parts")
    part = models.ForeignKey(Territory, models.CASCADE, related_name="memberships")

    class Meta:
        verbose_name = _("member territory")
        verbose_name_plural = _("member territories")
        constraints = [
            models.UniqueConstraint("whole", "part", name="territory_member_once"),
            models.CheckConstraint(
                condition=~Q(whole=models.F("part")),
                name="territory_not_its_own_member",
                violation_error_message=_("A territory cannot be a member of itself."),
            ),
        ]

    def __str__(self):
        return f"{self.part} ⊂ {self.whole}"


class TerritoryCode(models.Model):
    """A code a territory had or has (old ISTAT codes after mergers, NUTS of other years), with its validity."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=20, default="istat")
    code = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("code of a territory")
        verbose_name_plural = _("codes of territories")
        constraints = [models.UniqueConstraint("territory", "scheme", "code", name="territory_code_once")]

    def __str__(self):
        return f"{self.scheme}:{self.code}"
