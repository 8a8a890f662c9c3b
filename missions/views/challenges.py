"""Pages of challenges."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.history import queries as history_queries
from convergenze.history import services as history
from convergenze.notes.models import Evidence
from convergenze.notifications import queries as notifications
from convergenze.notifications.models import Follow
from missions import queries, services
from missions.filters import ChallengeFilter
from missions.forms import ChallengeForm, MergeForm, StanceForm
from missions.models import Challenge, Mission
from missions.workflow import challenge_workflow

SHOWN_ENTRIES = 15


def challenge_list(request):
    """Challenges that exist for who asks, as cards or as a table."""
    rows = Challenge.objects.visible_to(request.user).current().with_counts(request.user)
    rows = rows.select_related("territory", "owner").defer("territory__boundary")
    found = ChallengeFilter(request.GET, rows, request=request)
    context = {
        "filter": found,
        "page": page_of(request, found.qs, size=24),
        "as_table": request.GET.get("view") == "table",
        "may_add": request.user.has_perm("missions.add_challenge"),
    }
    return render_part(request, "missions/challenge_list.html", context, part="results")


def challenge_detail(request, slug):
    """A challenge with its actors, evidence and missions; a merged one leads to the survivor (301)."""
    challenge = _find(request, slug)
    if challenge.merged_into:
        return redirect(challenge.merged_into, permanent=True)
    user = request.user
    checklist = [row for row in challenge_workflow.checklist(challenge, user) if row[0].name != "merge"]
    context = {
        "challenge": challenge,
        "stances": queries.grouped_stances(challenge, user),
        "evidence": Evidence.objects.about(challenge),
        "missions": Mission.objects.visible_to(user).filter(challenge=challenge),
        "checklist": checklist,
        "may": _rights(user, challenge),
        "follow": notifications.follow_of(challenge, user),
        "n_follows": Follow.objects.about(challenge).count(),
        "panels": panels.rendered("challenges.detail", challenge, request),
    }
    if user.is_authenticated:
        context["history"] = history_queries.lines(history.entries_of(challenge)[:SHOWN_ENTRIES], user)
    return render(request, "missions/challenge_detail.html", context)


@login_required
def challenge_new(request):
    """Write a challenge."""
    require(request.user, "missions.add_challenge")
    form = ChallengeForm(request.POST or None, user=request.user)
    if saved := moving.save(request, form, _("Challenge saved as a draft.")):
        return redirect(saved)
    return render(request, "missions/challenge_form.html", {"form": form})


@login_required
def challenge_edit(request, slug):
    """Rewrite a challenge."""
    challenge = _find(request, slug)
    require(request.user, "missions.change_challenge", challenge)
    form = ChallengeForm(request.POST or None, instance=challenge, user=request.user)
    if saved := moving.save(request, form, _("Challenge saved.")):
        return redirect(saved)
    return render(request, "missions/challenge_form.html", {"form": form, "challenge": _find(request, slug)})


@login_required
@require_POST
def challenge_move(request, slug, name):
    """Make a move of the challenge."""
    challenge = _find(request, slug)
    moving.perform(request, challenge_workflow, challenge, name)
    return redirect(challenge)


@login_required
def challenge_merge(request, slug):
    """Let a challenge flow into another."""
    drop = _find(request, slug)
    require(request.user, "missions.merge_challenge", drop)
    form = MergeForm(request.POST or None, user=request.user, drop=drop)
    if request.method == "POST" and form.is_valid():
        keep = form.cleaned_data["into"]

        def merge():
            services.merge_challenges(keep=keep, drop=drop, by=request.user)
            return _("“%(drop)s” now flows into this challenge.") % {"drop": drop}

        return redirect(keep if moving.attempt(request, merge) else drop)
    counts = {
        "missions": drop.missions.count(),
        "stances": drop.stances.count(),
        "follows": Follow.objects.about(drop).count(),
    }
    return render(request, "missions/challenge_merge.html", {"form": form, "challenge": drop, "counts": counts})


@login_required
def stance_edit(request, slug):
    """The actors of a challenge: add one with its stance, take one away."""
    challenge = _find(request, slug)
    require(request.user, "missions.change_challenge", challenge)
    form = StanceForm(request.POST or None, user=request.user, instance=challenge.stances.model(challenge=challenge))
    if moving.save(request, form, _("Actor added.")):
        return redirect("missions:stance_edit", slug=slug)
    groups = queries.grouped_stances(challenge, request.user)
    return render(request, "missions/stance_form.html", {"form": form, "challenge": challenge, "stances": groups})


@login_required
@require_POST
def stance_remove(request, slug, pk):
    """Take an actor's stance away."""
    challenge = _find(request, slug)
    require(request.user, "missions.change_challenge", challenge)
    services.remove_stance(stance=get_object_or_404(challenge.stances, pk=pk), by=request.user)
    messages.success(request, _("Actor taken away."))
    return redirect("missions:stance_edit", slug=slug)


def _find(request, slug):
    rows = Challenge.objects.visible_to(request.user).select_related("territory", "owner", "parent", "merged_into")
    rows = rows.defer("territory__boundary")
    return get_object_or_404(rows, slug=slug)


def _rights(user, challenge):
    """{right: bool} for the template."""
    return {name: user.has_perm(f"missions.{name}_challenge", challenge) for name in ("change", "merge")} | {
        "add_mission": user.has_perm("missions.add_mission")
    }
