"""Pages of labs: the lab, its form, its phases, the facilitator's wall."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convergenze.core.htmx import render_part
from convergenze.core.rules_glue import require
from missions.models import Challenge
from school.forms.labs import LabForm, PlacesForm
from school.models import Edition, Lab, Team
from school.queries import labs as reading
from school.services import labs
from school.views.labs.frame import attempt, find_lab, trail_to


def lab_detail(request, public_id):
    """A lab: its brief, the phase it is in, its teams for who takes part, what came out for everybody."""
    lab, user = find_lab(request, public_id), request.user
    may_know = user.has_perm("school.view_team", lab)
    context = {
        "lab": lab,
        "trail": trail_to(lab.edition),
        "challenge": Challenge.objects.visible_to(user).filter(pk=lab.challenge_id).first(),
        "canvases": Lab._meta.get_field("canvases").labels(lab.canvases),
        "sessions": lab.sessions.standing(),
        "rows": reading.team_rows(lab, user) if may_know else [],
        "born": reading.came_out_of(Edition.objects.filter(labs=lab), user),
        "may_know": may_know,
        "may": {name: user.has_perm(f"school.{name}", lab) for name in ("change_lab", "watch_lab", "form_team")},
        "may_propose": user.has_perm("school.propose_team", Team(lab=lab)),
    }
    return render(request, "school/labs/lab_detail.html", context | _phases(lab))


def _phases(lab):
    """The phases with the number of the present one and the one that follows."""
    phases = list(lab.phases.all())
    current = phases.index(lab.phase) + 1 if lab.phase in phases else 0
    return {"phases": phases, "current_phase": current, "next_phase": next(iter(phases[current:]), None)}


@login_required
def lab_new(request, slug):
    """Plan a lab in an edition."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user), slug=slug)
    lab = Lab(edition=edition)
    require(request.user, "school.change_lab", lab)
    return _form(request, lab, _("Plan a lab"), edition.get_absolute_url())


@login_required
def lab_edit(request, public_id):
    """Change a lab and its phases."""
    lab = find_lab(request, public_id, "school.change_lab")
    return _form(request, lab, _("Edit the lab"), lab.get_absolute_url())


def _form(request, lab, title, back):
    form = LabForm(request.POST or None, instance=lab, user=request.user)
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Lab saved."))
        return redirect(saved)
    context = {"form": form, "title": title, "back": back, "trail": trail_to(lab.edition)}
    return render(request, "school/labs/lab_form.html", context, status=409 if form.stale else 200)


@login_required
@require_POST
def lab_phase(request, public_id):
    """Move the lab to the phase with the number ``phase``; to none without one."""
    lab = find_lab(request, public_id)
    chosen = request.POST.get("phase", "")
    phase = get_object_or_404(lab.phases, pk=chosen) if chosen.isascii() and chosen.isdigit() else None
    done = _("The lab is now in the phase “%(phase)s”.") % {"phase": phase} if phase else _("The lab is in no phase.")
    attempt(request, lambda: labs.enter_phase(lab=lab, phase=phase, by=request.user), done)
    return redirect(lab)


def lab_wall(request, public_id):
    """All teams at work, for the big screen: refreshed by itself, or by loading the page again."""
    lab = find_lab(request, public_id, "school.watch_lab")
    context = {"lab": lab, "trail": trail_to(lab.edition, lab), "rows": reading.team_rows(lab, request.user)}
    return render_part(request, "school/labs/lab_wall.html", context, part="teams")


@login_required
def lab_people(request, public_id):
    """Who is in which team: staff move everybody on one page."""
    lab = find_lab(request, public_id, "school.form_team")
    people, teams = reading.people_of_lab(lab), list(lab.teams.all())
    form = PlacesForm(request.POST or None, people=people, teams=teams)
    if request.method == "POST" and form.is_valid():

        def done(moved):
            return ngettext("%(n)d person moved.", "%(n)d people moved.", moved) % {"n": moved}

        attempt(request, lambda: labs.place_people(lab=lab, places=form.places, by=request.user), done)
        return redirect("school:lab_people", public_id=lab.public_id)
    rows = reading.team_rows(lab, request.user)
    context = {"lab": lab, "form": form, "rows": rows, "trail": trail_to(lab.edition, lab)}
    return render(request, "school/labs/lab_people.html", context)


@login_required
@require_POST
def lab_mix(request, public_id):
    """Seat who has no team so that every team is mixed; then staff adjust."""
    lab = find_lab(request, public_id)

    def done(mixed):
        words = _("%(seated)d people seated, %(made)d new teams.") % {"seated": mixed.seated, "made": mixed.made}
        left = _("%(n)d found no place: add a team or raise the largest size.") % {"n": mixed.left}
        return f"{words} {left}" if mixed.left else f"{words} {_('Adjust them as you like.')}"

    attempt(request, lambda: labs.mix_teams(lab=lab, by=request.user), done)
    return redirect("school:lab_people", public_id=lab.public_id)
