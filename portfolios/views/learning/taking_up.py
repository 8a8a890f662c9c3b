"""An intention becomes an action."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from missions.models import Intention
from portfolios import services
from portfolios.forms.learning import TakeUpForm
from portfolios.views.learning.frame import form_page


@login_required
def intention_take_up(request, slug):
    """Say what the action is called, where it is placed and what it contributes to."""
    rows = Intention.objects.visible_to(request.user).select_related("actor", "mission")
    intention = get_object_or_404(rows, slug=slug)
    require(request.user, "missions.take_up_intention", intention)
    form = TakeUpForm(request.POST or None, intention=intention, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            action = services.take_up_intention(intention=intention, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The intention is now an idea: complete it, then propose it."))
            return redirect(action)
    trail = [(_("Intentions"), reverse("missions:intention_list")), (intention.title, intention.get_absolute_url())]
    lead = _("It begins as an idea of the actor that declared it, and keeps the intention as its origin.")
    title, save_label = _("Make it an action"), _("Make it an action")
    return form_page(request, form, title, intention.get_absolute_url(), trail, lead=lead, save_label=save_label)
