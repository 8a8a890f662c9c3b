"""What every page of a portfolio may show of its findings: what they became, and the way to turn them into work."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from portfolios.choices.acting import AnswerKind
from portfolios.queries.tabs.calls import fits_of_cell
from portfolios.queries.tabs.findings import became


def work_on(request, desk):
    """The context; only pages that print it ask the database."""
    objective, lever = request.GET.get("objective", ""), request.GET.get("column", "")
    is_cell = desk.door.is_own and objective.isdecimal() and len(objective) < 19
    is_today = desk.as_of == timezone.localdate()  # what was missing then may be there now
    return {
        "may_turn": is_today and request.user.has_perm("portfolios.answer_portfolio", desk.portfolio),
        "became": SimpleLazyObject(lambda: became(desk)),
        "answer_kinds": [(kind.value, kind.short) for kind in AnswerKind],
        "cell_calls": SimpleLazyObject(lambda: fits_of_cell(desk, int(objective), lever) if is_cell else []),
    }
