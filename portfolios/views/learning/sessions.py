"""Pages of sensemaking sessions: reading a frozen portfolio together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors.models import Actor
from convergenze.core.htmx import render_part
from convergenze.core.moving import perform
from convergenze.core.rules_glue import require
from portfolios import services
from portfolios.forms.learning import QuickInsightForm, SessionForm
from portfolios.models import Insight, SensemakingSession, Snapshot
from portfolios.queries import learning
from portfolios.views.learning.frame import form_page, of_portfolio, past
from portfolios.views.tabs.frame import find
from portfolios.workflow import session_workflow


def session_list(request, slug):
    """The sessions of a portfolio."""
    portfolio = find(request, slug)
    context = of_portfolio(portfolio, request.user, "session_list") | {
        "sessions": learning.sessions_of(portfolio, request.user),
        "may_add": request.user.has_perm(
            "portfolios.write_sensemakingsession", SensemakingSession(portfolio=portfolio)
        ),
    }
    return render(request, "portfolios/learning/session_list.html", context)


def session_detail(request, slug):
    """One session: its question, who takes part, the version read, the insights by kind."""
    return _show(request, _find(request, slug))


@login_required
@require_POST
def session_tell(request, slug):
    """Write an insight while the session goes on; htmx gets the insights alone."""
    session = _find(request, slug)
    form = QuickInsightForm(request.POST, instance=_insight_of(session), user=request.user)
    require(request.user, "portfolios.tell_insight", form.instance)
    if form.is_valid() and form.save(by=request.user):
        if not request.htmx:
            messages.success(request, _("Insight written."))
            return redirect(f"{session.get_absolute_url()}#insights")
        form = None
    return _show(request, session, form)


def _insight_of(session):
    return Insight(session=session, mission=session.mission, visibility=session.visibility, language=session.language)


def _show(request, session, form=None):
    user = request.user
    may_tell = user.is_authenticated and user.has_perm("portfolios.tell_insight", _insight_of(session))
    if may_tell and session.status != "closed" and form is None:
        form = QuickInsightForm(instance=_insight_of(session), user=user)
    context = {
        "session": session,
        "actors": Actor.objects.visible_to(user).filter(sensemaking=session).order_by("family", "name"),
        "snapshot": Snapshot.objects.visible_to(user).filter(pk=session.snapshot_id).first(),
        "reading": learning.read_session(session, user),
        "form": form,
        "checklist": session_workflow.checklist(session, user) if user.is_authenticated else [],
        "may_change": user.has_perm("portfolios.change_sensemakingsession", session),
        "history": past(session, user),
    }
    return render_part(request, "portfolios/learning/session_detail.html", context, part="insights")


@login_required
def session_new(request, slug):
    """Plan a session on a portfolio."""
    portfolio = find(request, slug)
    session = SensemakingSession(portfolio=portfolio)
    require(request.user, "portfolios.write_sensemakingsession", session)
    form = SessionForm(
        request.POST or None, instance=session, user=request.user, initial={"visibility": portfolio.visibility}
    )
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Session planned. On the day, hold it: the portfolio is frozen as it is then."))
        return redirect(saved)
    lead = _("A reading of the whole portfolio together, on one question.")
    trail = [(portfolio.title, portfolio.get_absolute_url())]
    return form_page(request, form, _("Plan a session"), portfolio.get_absolute_url(), trail, lead=lead)


@login_required
def session_edit(request, slug):
    """Change a session that is not closed: notes, place, who takes part."""
    session = _find(request, slug)
    require(request.user, "portfolios.change_sensemakingsession", session)
    form = SessionForm(request.POST or None, instance=session, user=request.user)
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(saved)
    trail = [(session.portfolio.title, session.portfolio.get_absolute_url())]
    return form_page(request, form, _("Edit the session"), session.get_absolute_url(), trail)


@login_required
@require_POST
def session_move(request, slug, name):
    """Hold, close or open again."""
    session = _find(request, slug)

    def make():
        return services.move_session(session=session, name=name, by=request.user, answers=request.POST)

    perform(request, session_workflow, session, name, make=make)
    return redirect(session)


def _find(request, slug):
    rows = SensemakingSession.objects.visible_to(request.user).select_related("portfolio__mission")
    return get_object_or_404(rows, slug=slug)
