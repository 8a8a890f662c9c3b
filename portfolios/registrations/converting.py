"""What the canvas of a lab becomes here: an action in a portfolio, or a trigger of a mission."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, Territory
from convergenze.core import conversions
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from missions.models import Mission, Objective
from portfolios import services
from portfolios.choices.acting import TriggerKind
from portfolios.models import Action, Portfolio, Trigger


def make_action(*, title, data, chosen, by):
    """An idea placed in the portfolio, contributing to the objective; it is seen by whom the portfolio is."""
    portfolio, objective = chosen["portfolio"], chosen["objective"]
    require(by, "portfolios.place_portfolio", portfolio)
    if objective and objective.mission_id != portfolio.mission_id:
        raise ValidationError({"objective": __("This objective belongs to another mission.")})
    action = Action(
        title=title,
        summary="\n\n".join(filter(None, [data["summary"], data["change"]])),
        lead=chosen["lead"] or _seen(Actor, data["lead"], by),
        levers=[data["primary_lever"]],
        primary_lever=data["primary_lever"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
        cost=data["cost"] or None,
        language=portfolio.language,
        visibility=portfolio.visibility,
    )
    place = _seen(Territory, data["territory"], by)
    history.save(action, by=by, links={"territories": [place]} if place else None)
    services.place_actions(portfolio=portfolio, actions=[action], objective=objective, by=by)
    return action


def make_trigger(*, title, data, chosen, by):
    """A trigger of the mission, with the window the team wrote; it is seen by whom the mission is."""
    mission = chosen["mission"]
    trigger = Trigger(
        title=title,
        kind=chosen["kind"],
        description="\n\n".join([data["trigger"], "\n".join(f"- {line}" for line in data["unlocks"])]),
        mission=mission,
        window_from=data["window_from"],
        window_until=data["window_until"],
        language=mission.language,
        visibility=mission.visibility,
    )
    return services.save_trigger(trigger=trigger, by=by)


def _seen(model, public_id, by):
    return model.objects.visible_to(by).filter(public_id=public_id).first() if public_id else None


def _portfolios(user):
    return Portfolio.objects.visible_to(user).exclude(status="superseded").order_by("title")


def _objectives(user):
    return Objective.objects.visible_to(user).select_related("mission").order_by("mission__title", "order", "pk")


conversions.register(
    conversions.Conversion(
        key="action",
        label=_("Action"),
        model=Action,
        kinds=("action_idea",),
        adopts=("portfolio_sketch",),
        permission="portfolios.add_action",
        adopt_permission="portfolios.change_action",
        convert=make_action,
        search=("title", "code"),
        asks=(
            conversions.Ask("portfolio", _("portfolio"), rows=_portfolios),
            conversions.Ask("objective", _("objective"), rows=_objectives, required=False),
            conversions.Ask(
                "lead", _("lead actor"), rows=Actor.objects.visible_to, required=False,
                help_text=_("Left empty, the one the team wrote."), suggest="actors:suggest_actors",
            ),
        ),
    )
)  # fmt: skip
conversions.register(
    conversions.Conversion(
        key="trigger",
        label=_("Trigger"),
        model=Trigger,
        kinds=("lever_trigger_list",),
        permission="portfolios.add_trigger",
        adopt_permission="portfolios.change_trigger",
        convert=make_trigger,
        asks=(
            conversions.Ask("mission", _("mission"), rows=Mission.objects.visible_to),
            conversions.Ask("kind", _("kind"), options=tuple(TriggerKind.choices)),
        ),
    )
)
