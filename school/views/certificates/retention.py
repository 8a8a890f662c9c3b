"""What the School forgets, and when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from convergenze.core.rules_glue import require
from school.queries.retention import forecast
from school.services import forgetting


@login_required
def retention(request):
    """Periods with what is due today and what comes next; forgetting now what is due."""
    require(request.user, "school.forget_data")
    if request.method == "POST":
        count = sum(forgetting.forget_due().values())
        told = ngettext("%(n)d row is forgotten.", "%(n)d rows are forgotten.", count) % {"n": count}
        messages.success(request, told)
        return redirect("school:retention")
    found = forecast()
    context = {"forecast": found, "due": sum(one.due for one in found)}
    return render(request, "school/certificates/retention.html", context)
