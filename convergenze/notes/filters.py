"""Filters of evidence, comments and tasks: the same for pages and API."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core import about
from convergenze.core.filters import StrictFilterSet
from convergenze.core.later import awake
from convergenze.notes import subjects
from convergenze.notes.choices import EvidenceKind, Strength, TaskSource, TaskStatus
from convergenze.notes.models import Comment, Evidence, Task


class EvidenceFilter(StrictFilterSet):
    """Evidence by the record it is about, kind and strength."""

    about = django_filters.CharFilter(label=_("kind of record"), method="keep_about")
    subject = django_filters.UUIDFilter(label=_("record"), method="keep_subject")
    kind = django_filters.ChoiceFilter(choices=EvidenceKind.choices)
    strength = django_filters.ChoiceFilter(choices=Strength.choices)

    class Meta:
        model = Evidence
        fields = ["about", "subject", "kind", "strength"]

    def keep_about(self, rows, name, word):
        """Evidence about records of one kind; none for a kind nobody knows."""
        model = subjects.model_of(word)
        return rows.filter(subject_type=ContentType.objects.get_for_model(model)) if model else rows.none()

    def keep_subject(self, rows, name, public_id):
        """Evidence about the record with this public id."""
        for model in subjects.models():
            if found := model.objects.visible_to(self.request.user).filter(public_id=public_id).first():
                return rows.about(found)
        return rows.none()


class AboutFilter(StrictFilterSet):
    """Rows by what they are about: kind ("missions.mission") and key, as in addresses."""

    about = django_filters.CharFilter(label=_("kind of record"), method="keep_about")
    subject = django_filters.CharFilter(label=_("record"), method="keep_subject")

    def keep_about(self, rows, name, kind):
        """Rows about records of one kind; none for a kind nothing can be about."""
        model = about.model_of(kind)
        return rows.filter(subject_type=ContentType.objects.get_for_model(model)) if model else rows.none()

    def keep_subject(self, rows, name, key):
        """Rows about one record; ``about`` names its kind."""
        subject = about.find(self.data.get("about", ""), key, self.request.user)
        return rows.about(subject) if subject else rows.none()


class CommentFilter(AboutFilter):
    """Comments by what they are about."""

    class Meta:
        model = Comment
        fields = ["about", "subject"]


WHOSE = [
    ("mine", pgettext_lazy("tasks", "Mine")),
    ("team", pgettext_lazy("tasks", "My team's")),
    ("overdue", pgettext_lazy("tasks", "Overdue")),
    ("aside", pgettext_lazy("tasks", "Put aside")),
    ("all", pgettext_lazy("tasks", "All I may see")),
]


class TaskFilter(AboutFilter):
    """Tasks by person, state, source and words; ``whose``: mine (to do now), team (to do), overdue, aside, all."""

    q = django_filters.CharFilter(label=_("Search"), field_name="title", lookup_expr="icontains")
    whose = django_filters.ChoiceFilter(label=_("Whose"), choices=WHOSE, method="keep_whose")
    status = django_filters.ChoiceFilter(label=_("State"), choices=TaskStatus.choices)
    source = django_filters.ChoiceFilter(label=_("Where it comes from"), choices=TaskSource.choices)

    class Meta:
        model = Task
        fields = ["q", "whose", "status", "source", "about", "subject"]

    @property
    def chips(self):
        """The filters in use; whose tasks these are is said by the tabs."""
        return [chip for chip in super().chips if chip[0] != self.form.fields["whose"].label]

    @property
    def shown(self):
        """The tab this is."""
        return self.data.get("whose") or "all"

    def keep_whose(self, rows, name, whose):
        """Mine and my team's are those still to do, unless a state is asked for."""
        still = rows if self.data.get("status") else rows.open()
        if whose == "mine":
            return (still if self.data.get("status") else still.awake()).filter(owner=self.request.user.pk)
        if whose == "aside":
            return rows.open().exclude(awake()).filter(owner=self.request.user.pk)
        if whose == "team":
            return still.of_team(self.request.user)
        return rows.overdue() if whose == "overdue" else rows


def task_tabs(user):
    """The tabs of the list of tasks: (key, label, address)."""
    return [(key, label, f"?whose={key}") for key, label in WHOSE]
