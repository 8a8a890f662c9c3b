"""Who may be named to whom: a participant's name goes as far as they allowed, their body as far as it is seen."""

from dataclasses import dataclass

from actors.choices import Family
from actors.models import Actor
from school.choices.enrolment import ListConsent
from school.models import EditionStaff, Enrolment
from school.rules.people import knows_all_of_the_school


@dataclass(frozen=True)
class Named:
    """A participant as one reader knows them; ``name`` is empty when it may not be told, ``body`` too."""

    enrolment: object
    name: str
    body: str
    family: str

    @property
    def words(self):
        """Name and body, or what may be told of them."""
        return " · ".join(filter(None, [self.name, self.body]))

    @property
    def family_label(self):
        """The family of the body, in words."""
        return Family(self.family).label if self.family else ""


def named(enrolments, user, *, mates=()):
    """``Named`` of each of ``enrolments`` (loaded with their organisation), in a constant number of queries.

    ``mates``: ids of enrolments whose people work with the user and so know one another.
    """
    enrolments = list(enrolments)
    staffed, shared = _editions_of(user, {one.edition_id for one in enrolments})
    seen = set(
        Actor.objects.visible_to(user)
        .filter(pk__in={one.organisation_id for one in enrolments})
        .values_list("pk", flat=True)
    )

    def tell(one):
        is_near = one.edition_id in staffed or one.pk in mates
        told = (ListConsent.ALL, ListConsent.PARTICIPANTS) if one.edition_id in shared else (ListConsent.ALL,)
        return Named(
            one,
            one.name if is_near or one.list_consent in told else "",
            str(one.organisation) if is_near or one.organisation_id in seen else "",
            one.organisation.family,
        )

    return [tell(one) for one in enrolments]


def _editions_of(user, ids):
    """(editions among ``ids`` whose people the user knows all, editions the user takes part in)."""
    if not user.is_authenticated:
        return set(), set()
    if knows_all_of_the_school(user):
        return ids, ids
    staffed = EditionStaff.objects.filter(person__account=user, edition__in=ids)
    shared = Enrolment.objects.admitted().filter(person__account=user, edition__in=ids)
    return set(staffed.values_list("edition", flat=True)), set(shared.values_list("edition", flat=True))
