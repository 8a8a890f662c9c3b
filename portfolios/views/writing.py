"""Pages that write actions: new, edit, moves, confirmation, merge."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.moving import perform
from convergenze.core.rules_glue import require
from portfolios import services
from portfolios.forms import ActionEditor, MergeForm
from portfolios.models import Action
from portfolios.workflow import action_workflow


def _find(request, slug):
    return get_object_or_404(Action.objects.visible_to(request.user).select_related("lead"), slug=slug)


@login_required
def action_new(request):
    """Write down an action."""
    require(request.user, "portfolios.add_action")
    return _edit(request, ActionEditor(request.POST or None, user=request.user), title=_("New action"))


@login_required
def action_edit(request, slug):
    """Change an action and what hangs from it, in one page."""
    action = _find(request, slug)
    require(request.user, "portfolios.change_action", action)
    editor = ActionEditor(request.POST or None, instance=action, user=request.user)
    return _edit(request, editor, title=action.title, action=action)


def _edit(request, editor, *, title, action=None):
    if request.method == "POST" and editor.is_valid() and (saved := editor.save(by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"editor": editor, "title": title, "action": action}
    return render(request, "portfolios/action_form.html", context, status=409 if editor.form.stale else 200)


@login_required
@require_POST
def action_move(request, slug, name):
    """Make a move of the action's workflow; what it waits for is told on the page."""
    action = _find(request, slug)
    claim = (lambda: services.claim_action(action=action, by=request.user)) if name == "claim" else None
    perform(request, action_workflow, action, name, make=claim)
    return redirect(action)


@login_required
@require_POST
def action_confirm(request, slug):
    """The lead says that the record stands as it is."""
    action = _find(request, slug)
    require(request.user, "portfolios.confirm_action", action)
    services.confirm_action(action=action, by=request.user)
    messages.success(request, _("Thank you: the action is confirmed as of today."))
    return redirect(action)


@login_required
def action_merge(request, slug):
    """Ask that this action flow into another; both leads have to agree before it is carried out."""
    action = _find(request, slug)
    require(request.user, "portfolios.merge_action", action)
    form = MergeForm(request.POST or None, action=action, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            link = services.ask_to_merge(drop=action, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The merge is asked for: it waits for the consent of both leads."))
            return redirect(link)
    return render(request, "portfolios/action_merge.html", {"form": form, "action": action})
