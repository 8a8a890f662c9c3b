"""Courses: what the School teaches, whoever the edition is for; experts and places used again and again."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.choices import Family
from convergenze.core.links import LinkField
from convergenze.core.lists import CodeListField
from convergenze.core.models import Record
from convergenze.core.visibility import Visibility, VisibleQuerySet
from missions.choices import Theme
from school.choices.catalogue import Competence, CourseKind, CourseStatus
from school.rules.people import knows_all_of_the_school


class SchoolQuerySet(VisibleQuerySet):
    """Records of the School: its own people know all of them."""

    def own(self, user):
        """All of them for who runs the School; else those the user made."""
        return Q(pk__isnull=False) if knows_all_of_the_school(user) else Q(created_by=user)


class CourseQuerySet(SchoolQuerySet):
    """Courses by state."""

    def published(self):
        """Offered now."""
        return self.filter(status=CourseStatus.PUBLISHED)

    def visible_to(self, user):
        """A draft exists for those who make it."""
        rows = super().visible_to(user)
        if user.is_authenticated and user.reads_everything:
            return rows
        known = ~Q(status=CourseStatus.DRAFT)
        return rows.filter(known | self.own(user) if user.is_authenticated else known)


class Course(Record):
    """What is taught, to whom and with what result; it is held in editions."""

    REFERENCE = "CO"

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=15, choices=CourseKind, default=CourseKind.COURSE)
    abstract = models.TextField(_("in short"), max_length=600, help_text=_("Two sentences: what one learns, and why."))
    description = models.TextField(_("programme"), blank=True)
    outcomes = models.TextField(
        _("what participants will be able to do"), blank=True, help_text=_("One outcome on each line.")
    )
    audience = models.CharField(_("for whom"), max_length=300, blank=True)
    audience_families = CodeListField(_("kinds of actors it is for"), codes=Family)
    competences = CodeListField(_("competences"), codes=Competence)
    themes = CodeListField(_("themes"), codes=Theme)
    default_minutes = models.PositiveIntegerField(_("planned minutes"), default=0)
    recognitions = models.TextField(
        _("recognitions"), blank=True, help_text=_("Credits recognised by others, each with its act.")
    )
    status = models.CharField(
        _("state"), max_length=10, choices=CourseStatus, default=CourseStatus.DRAFT, editable=False, db_index=True
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "course")
        verbose_name_plural = pgettext_lazy("school", "courses")
        ordering = ["title", "pk"]

    def get_absolute_url(self):
        return reverse("school:course_detail", args=[self.slug])

    @property
    def theme_labels(self):
        """The themes in words."""
        return self._meta.get_field("themes").labels(self.themes)

    @property
    def competence_labels(self):
        """The competences in words."""
        return self._meta.get_field("competences").labels(self.competences)

    @property
    def outcome_list(self):
        """The outcomes, one by one."""
        return [line.strip(" -•") for line in self.outcomes.splitlines() if line.strip(" -•")]


class Expert(Record):
    """Who teaches, witnesses or facilitates, known once and invited to many meetings."""

    REFERENCE = "ES"
    label_field = "name"

    name = models.CharField(_("name and surname"), max_length=150)
    person = models.OneToOneField(
        "actors.Person", models.SET_NULL, null=True, blank=True, related_name="expert", verbose_name=_("person")
    )
    position = models.CharField(_("role"), max_length=150, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("Two letters, such as IT or PT."))
    bio = models.TextField(_("biography"), blank=True)
    website = LinkField(_("website"), blank=True)
    agreed_on = models.DateField(
        _("agreed to be shown on"), null=True, blank=True, help_text=_("Without this day the name is not published.")
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["name", "pk"]

    def clean(self):
        """A name is published once its owner has agreed."""
        super().clean()
        if self.agreed_on is None and self.visibility != Visibility.TEAM:
            words = _("Write the day they agreed, or leave this visible to the team only.")
            raise ValidationError({"agreed_on": words})

    def get_absolute_url(self):
        return reverse("school:expert_detail", args=[self.slug])


class Venue(Record):
    """A place where meetings are held."""

    REFERENCE = "LU"
    label_field = "name"

    name = models.CharField(_("name"), max_length=150)
    address = models.CharField(_("address"), max_length=250, blank=True)
    territory = models.ForeignKey(
        "actors.Territory", models.PROTECT, null=True, blank=True, related_name="venues", verbose_name=_("municipality")
    )
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    access = models.TextField(
        _("how to get there and get in"), blank=True, help_text=_("Trains, parking, step-free access, hearing loop.")
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "venue")
        verbose_name_plural = pgettext_lazy("school", "venues")
        ordering = ["name", "pk"]

    def get_absolute_url(self):
        return reverse("school:venue_detail", args=[self.slug])
