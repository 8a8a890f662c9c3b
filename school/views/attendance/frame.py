"""What the pages of presence share: finding the meeting, the way to it, its tabs."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from school.models import Session
from school.views.enrolment.frame import trail_to


def find_session(request, public_id, permission):
    """The meeting of a page, as far as it exists for who asks; 403 without the ``permission`` on it."""
    rows = Session.objects.visible_to(request.user).select_related("edition__course", "venue")
    session = get_object_or_404(rows, public_id=public_id)
    require(request.user, permission, session)
    return session


def trail(edition, *steps):
    """The way to the registers of an edition, and on."""
    return trail_to(edition, (_("Registers"), reverse("school:register_list", args=[edition.slug])), *steps)


def trail_of(session):
    """The way to what is done with the register of a meeting."""
    return trail(session.edition, (session.title, reverse("school:register", args=[session.public_id])))


def tabs_of(edition):
    """Pages of presence of an edition: [(key, label, href)]."""
    names = [("register_list", _("Registers")), ("hours", _("Hours")), ("edition_close", _("Closing"))]
    return [(name, label, reverse(f"school:{name}", args=[edition.slug])) for name, label in names]
