"""Pages of teams."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.rules_glue import require
from school.choices.canvases import CANVASES
from school.choices.labs import TeamRole
from school.forms.labs import OutputForm, TeamForm
from school.models import Team
from school.queries import labs as reading
from school.services import labs
from school.views.labs.frame import attempt, find_lab, find_team, form_page, past_lines, trail_to

RIGHTS = ("change_team", "form_team", "join_team", "leave_team", "start_output", "delete_team")


def team_detail(request, public_id):
    """A team: who is in it, how mixed it is, what it writes."""
    team, user = find_team(request, public_id), request.user
    context = {
        "team": team,
        "lab": team.lab,
        "trail": trail_to(team.lab.edition, team.lab),
        "row": reading.team_row(team, user),
        "may": {name: user.has_perm(f"school.{name}", team) for name in RIGHTS},
        "roles": TeamRole.choices,
        "history": past_lines(team, user),
    }
    return render(request, "school/labs/team_detail.html", context)


@login_required
def team_new(request, public_id):
    """Form a team; who takes part is in it at once."""
    lab = find_lab(request, public_id)
    team = Team(lab=lab)
    require(request.user, "school.propose_team", team)
    return _form(request, team, _("New team"), lab)


@login_required
def team_edit(request, public_id):
    """Change a team's name, question and place."""
    team = find_team(request, public_id, "school.change_team")
    return _form(request, team, _("Edit the team"), team)


def _form(request, team, title, back):
    form = TeamForm(request.POST or None, instance=team, user=request.user)
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Team saved."))
        return redirect(saved)
    return form_page(request, form, title, back.get_absolute_url(), trail_to(team.lab.edition, team.lab))


@login_required
@require_POST
def team_join(request, public_id):
    """Enter the team."""
    team = find_team(request, public_id)
    attempt(request, lambda: labs.join_team(team=team, by=request.user), _("You are in the team."))
    return redirect(team)


@login_required
@require_POST
def team_leave(request, public_id):
    """Go out of the team."""
    team = find_team(request, public_id)
    done = _("You are out of the team. What you wrote stays, with your name as an author.")
    attempt(request, lambda: labs.leave_team(team=team, by=request.user), done)
    return redirect(team.lab)


@login_required
@require_POST
def team_confirm(request, public_id):
    """The team stands as it is."""
    team = find_team(request, public_id)
    attempt(request, lambda: labs.confirm_team(team=team, by=request.user), _("Team confirmed."))
    return redirect(team)


@login_required
@require_POST
def team_role(request, public_id, pk):
    """What one of the team is in it."""
    team = find_team(request, public_id)
    row = get_object_or_404(team.memberships.filter(left_at=None), pk=pk)
    role = request.POST.get("role", "")
    if role in TeamRole.values:
        attempt(request, lambda: labs.change_role(membership=row, role=role, by=request.user), _("Saved."))
    return redirect(team)


@login_required
@require_POST
def team_remove(request, public_id):
    """Take away a team that has written nothing."""
    team = find_team(request, public_id)
    attempt(request, lambda: labs.remove_team(team=team, by=request.user), _("Team taken away."))
    return redirect(team.lab)


@login_required
def output_new(request, public_id):
    """Begin a canvas of the team."""
    team = find_team(request, public_id, "school.start_output")
    form = OutputForm(request.POST or None, lab=team.lab)
    if request.method == "POST" and form.is_valid():
        output = labs.start_output(team=team, by=request.user, **form.cleaned_data)
        return redirect("school:output_edit", public_id=output.public_id)
    trail = trail_to(team.lab.edition, team.lab, team)
    context = {"form": form, "team": team, "canvases": list(CANVASES.values()), "trail": trail}
    return render(request, "school/labs/output_new.html", context)
