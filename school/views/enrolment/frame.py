"""What the pages of enrolment share: finding things, the way to them, the tabs of a desk."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from school.models import Edition, Enrolment


def find_edition(request, slug, permission=""):
    """The edition of a page, as far as it exists for who asks; 403 without the ``permission`` on it."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user).select_related("course"), slug=slug)
    if permission:
        require(request.user, permission, edition)
    return edition


def find_enrolment(request, public_id):
    """The enrolment of a page; 404 for whoever may not know it."""
    rows = Enrolment.objects.visible_to(request.user)
    rows = rows.select_related("edition__course", "pool", "organisation", "person", "mission", "challenge")
    return get_object_or_404(rows, public_id=public_id)


def trail_to(edition, *steps):
    """[(label, href)] from the School to ``edition``, and on through ``steps``."""
    return [(_("School"), reverse("school:home")), (edition.title, edition.get_absolute_url()), *steps]


def desk_frame(edition, tab, **more):
    """The context of a page of the desk: the edition, the way to it and the tabs."""
    names = [
        ("desk", _("People")),
        ("desk_numbers", _("Numbers")),
        ("desk_messages", _("Messages")),
        ("invitation_list", _("Invitations")),
        ("reminder_list", _("Reminders")),
    ]
    tabs = [(name, label, reverse(f"school:{name}", args=[edition.slug])) for name, label in names]
    return {"edition": edition, "trail": trail_to(edition), "tabs": tabs, "tab": tab, **more}


def put_on(form, refused):
    """The sentences of a service on ``form``: beside their field where the form has it, otherwise on top."""
    found = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
    for name, sentences in found.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
