"""What links between actions offer the house: proposals that follow changes, words for their history, their list."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors import queries as actors
from actors.choices import IntroductionStatus
from convergenze.core import navigation, panels
from convergenze.history import services as history
from portfolios.forms import SynergyForm
from portfolios.queries.exchanges import lines_of_actions
from portfolios.queries.links import compared_actions, forget_counts, waiting_count
from portfolios.tasks import compare_changed


def proposals_follow_changes(entries):
    """Whatever changed an action is compared again, and whatever changed a link may wait for others."""
    if any(entry.verb.startswith("portfolios.actionlink.") for entry in entries):
        forget_counts()
    if actions := compared_actions(entries):
        compare_changed(actions)


history.listen(proposals_follow_changes)
actors.register_lines(lines_of_actions)


@panels.register("introductions.detail", template="portfolios/links/_introduced.html")
def synergy_of_who_met(introduction, user):
    """From a meeting to a link between two actions, for who takes part in it."""
    if introduction.status != IntroductionStatus.ACCEPTED:
        return None
    form = SynergyForm(introduction=introduction, user=user)
    context = {"form": form, "introduction": introduction}
    return context if form.is_possible and user.has_perm("portfolios.review_links") else None


navigation.register(
    gettext_lazy("Convergences to review"),
    "portfolios:link_list",
    place="account",
    order=20,
    permission="portfolios.review_links",
    count=waiting_count,
)

history.LABELS.update(
    {
        "place": lambda: _("placed in the portfolio"),
        "propose": lambda: _("proposed"),
        "review": lambda: _("taken under review"),
        "confirm": lambda: _("confirmed"),
        "resolve": lambda: _("resolved"),
        "dismiss": lambda: _("dismissed"),
        "reopen": lambda: _("taken up again"),
        "unresolve": lambda: _("open again, since the merge was undone"),
        "lead_says_confirm": lambda: _("a lead says that it holds"),
        "lead_says_dismiss": lambda: _("a lead says that it does not hold"),
        "ask_merge": lambda: _("a merge was asked for"),
        "withdraw_merge": lambda: _("the request to merge was taken back"),
        "consent": lambda: _("a lead agreed to the merge"),
    }
)
