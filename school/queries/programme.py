"""The programme of an edition as one reader sees it: meetings with their speakers, materials and links."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.visibility import is_among
from school.choices.catalogue import MaterialAccess, SessionKind
from school.models import Expert, Material, Session, SessionExpert
from school.rules.catalogue import JOIN_BEFORE, is_about_to_start
from school.rules.people import takes_part, teaches_edition


@dataclass(frozen=True)
class Line:
    """A meeting in the programme. ``knows_link``: the reader is told that there is a link, and from when."""

    session: Session
    knows_link: bool
    may_join: bool
    materials: list = field(default_factory=list)

    @property
    def is_lab(self):
        """It has the colour of work in teams."""
        return self.session.kind == SessionKind.LAB

    @property
    def shows_kind(self):
        """It is something else than a lecture."""
        return self.session.kind != SessionKind.LECTURE

    @property
    def is_over(self):
        """It has ended."""
        return self.session.ends_at < timezone.now()

    @property
    def joins_from(self):
        """The instant from which the link works."""
        return self.session.starts_at - JOIN_BEFORE

    @property
    def ends_another_day(self):
        """Its end needs a day of its own, in the zone of the edition."""
        zone = self.session.edition.zone
        return self.session.starts_at.astimezone(zone).date() != self.session.ends_at.astimezone(zone).date()


def sessions_of(rows, user):
    """``rows`` of meetings with venue and speakers, as far as ``user`` sees them."""
    speakers = SessionExpert.objects.filter(is_among(Expert.objects.visible_to(user), "expert"))
    speakers = speakers.select_related("expert")
    rows = rows.read_by(user).select_related("venue__territory").defer("venue__territory__boundary")
    return rows.prefetch_related(Prefetch("speakers", speakers))


def programme(edition, user):
    """The meetings of ``edition`` in order, as ``user`` sees them; the rules are asked once, not for each meeting."""
    teaches, takes = teaches_edition(user, edition), takes_part(user, edition)
    materials: dict[int | None, list] = {}
    for material in materials_for(edition, user):
        materials.setdefault(material.session_id, []).append(material)
    lines = []
    for session in sessions_of(edition.sessions.all(), user):
        session.edition = edition
        has_link = bool(session.join_url) and (teaches or takes)
        may_join = has_link and (teaches or is_about_to_start(user, session))
        lines.append(Line(session, has_link, may_join, materials.get(session.pk, [])))
    return lines


def materials_for(edition, user):
    """The materials of ``edition`` that ``user``, who sees the edition, may open now."""
    rows = Material.objects.filter(edition=edition)
    if not teaches_edition(user, edition):
        kinds = [MaterialAccess.PUBLIC, *([MaterialAccess.PARTICIPANTS] if takes_part(user, edition) else [])]
        rows = rows.filter(Q(available_from=None) | Q(available_from__lte=timezone.now()), access__in=kinds)
    return list(rows)


def kept_for_participants(edition, shown):
    """How many materials of ``edition`` those with a seat will read and this reader, who reads ``shown``, does not."""
    rows = Material.objects.filter(edition=edition).exclude(access=MaterialAccess.STAFF)
    return rows.exclude(pk__in=[material.pk for material in shown]).count()


def speakers_of(lines):
    """[(expert, [meetings])] of a programme, each expert once, in order of appearance."""
    found: dict[Expert, list] = {}
    for line in lines:
        if not line.session.is_cancelled:
            for row in line.session.speakers.all():
                found.setdefault(row.expert, []).append(line.session)
    return list(found.items())


def zone_words(edition):
    """In whose hours the programme is told, where they are not those of the platform; "" otherwise."""
    if edition.time_zone == settings.TIME_ZONE:
        return ""
    city = edition.time_zone.rpartition("/")[2].replace("_", " ")
    return _("Hours are those of %(city)s (%(zone)s).") % {"city": city, "zone": edition.time_zone}
