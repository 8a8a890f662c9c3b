"""Codes: the badge of a person, its reading by staff, the code of a room and who reads it."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from convergenze.core.qr import qr_svg
from convergenze.core.rules_glue import require
from school.analysis import room_codes
from school.choices.attendance import ScanKind
from school.forms.attendance import ScanForm
from school.models import Attendance, Session, SessionRegister
from school.queries.registers import last_scans, register_of, roster, tally_of
from school.services import attendance
from school.views.attendance import frame
from school.views.enrolment.frame import find_enrolment, put_on, trail_to

CAMERA = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"
KEPT_MINUTES = 10  # to log in and to say "I am here" after having read the code


@login_required
@require_safe
def badge(request, public_id):
    """The QR code of a person in an edition, to be shown at the door."""
    enrolment = find_enrolment(request, public_id)
    require(request.user, "school.show_badge", enrolment)
    context = {
        "enrolment": enrolment,
        "qr": qr_svg(enrolment.badge, _("Code of %(name)s") % {"name": enrolment.name}),
        "trail": trail_to(enrolment.edition),
    }
    return render(request, "school/attendance/badge.html", context)


@login_required
def scan(request, public_id):
    """Read badges one after the other; after each the form is ready for the next."""
    session = frame.find_session(request, public_id, "school.keep_register")
    form = ScanForm(request.POST or None)
    read = None
    if request.method == "POST" and form.is_valid():
        try:
            read = attendance.scan(session=session, new=form.scan(), by=request.user)
            form = ScanForm(kind=form.cleaned_data["kind"])
        except ValidationError as refused:
            put_on(form, refused)
    context = {
        "session": session,
        "form": form,
        "read": read,
        "scans": last_scans(session),
        "tally": tally_of(roster(session)),
        "trail": frame.trail_of(session),
    }
    part = "#reading" if request.htmx else ""
    answer = render(request, f"school/attendance/scan.html{part}", context)
    answer["Permissions-Policy"] = CAMERA
    return answer


@login_required
@never_cache
@require_safe
def room(request, public_id):
    """The code of the room on a big screen; it changes by itself."""
    session = frame.find_session(request, public_id, "school.keep_register")
    context = {"session": session, "trail": frame.trail_of(session), "edition": session.edition}
    register, now = register_of(session), timezone.now()
    if register.room_secret and not register.is_sealed:
        code = room_codes.code_at(register.room_secret, session.pk, now)
        address = request.build_absolute_uri(reverse("school:here", args=[code]))
        context |= {
            "code": code,
            "address": address,
            "qr": qr_svg(address, _("Address to sign one's presence")),
            "seconds": room_codes.seconds_left(now) + 1,
            "tally": tally_of(roster(session)),
        }
    part = "#code" if request.htmx else ""
    return render(request, f"school/attendance/room.html{part}", context)


@never_cache
def here(request, code):
    """Who read the code of the room says that they are there, or that they leave.

    The code changes while people log in: that it was read in time is kept in their browser's session.
    """
    number = room_codes.session_in(code)
    session = get_object_or_404(Session.objects.select_related("edition", "venue"), pk=number)
    read_at = _read_in_time(request, session, code)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    context = {"session": session, "edition": session.edition, "code": code, "is_late": read_at is None}
    if not request.user.has_perm("school.sign_presence", session):
        context["has_no_seat"] = True
    elif request.method == "POST" and read_at:
        context["signed"] = _sign(request, session, code, read_at)
    rows = Attendance.objects.filter(session=session, enrolment__person__account=request.user)
    context["row"] = rows.first()
    return render(request, "school/attendance/here.html", context, status=403 if "has_no_seat" in context else 200)


def _sign(request, session, code, read_at):
    kind = request.POST.get("kind")
    kind = kind if kind in ScanKind else ScanKind.IN
    return attendance.sign_presence(session=session, code=code, kind=kind, scanned_at=read_at, by=request.user)


def _read_in_time(request, session, code):
    """When this browser read the code while it was current; None when it never did, or too long ago."""
    key, now = f"room:{code}", timezone.now()
    register = SessionRegister.objects.filter(session=session).first()
    if register and room_codes.is_current(code, register.room_secret, session.pk, now):
        request.session.setdefault(key, now.isoformat())
    kept = request.session.get(key)
    at = parse_datetime(kept) if kept else None
    return at if at and (now - at).total_seconds() < KEPT_MINUTES * 60 else None
