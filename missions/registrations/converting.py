"""What the canvas of a lab becomes here: a challenge or a mission, both as a first draft."""

from django.utils.translation import gettext_lazy as _

from actors.models import Actor, Territory
from convergenze.core import conversions
from convergenze.history import services as history
from missions import services
from missions.models import Challenge, Mission


def _seen(model, public_id, by):
    return model.objects.visible_to(by).filter(public_id=public_id).first() if public_id else None


def make_challenge(*, title, data, chosen, by):
    """A draft with what the card says; who promotes it writes it on."""
    challenge = Challenge(
        title=title,
        question=data["question"],
        situation="\n\n".join(filter(None, [data["situation"], _listed(data["evidence"])])),
        desired_change=data["desired_change"],
        causes=_listed(data["causes"]),
        urgency=data["urgency"],
        themes=[data["theme"]] if data["theme"] else [],
        territory=_seen(Territory, data["territory"], by),
        parent=chosen["parent"],
    )
    return history.save(challenge, by=by)


def make_mission(*, title, data, chosen, by):
    """A concept; what was written under the five criteria answers the litmus test."""
    mission = Mission(
        title=title,
        statement=data["statement"],
        headline_target=data["headline_target"],
        ends_on=data["ends_on"],
        challenge=chosen["challenge"],
        owner=_seen(Actor, data["owner"], by),
        territory=_seen(Territory, data["territory"], by),
        litmus_direction=data["ambitious_realistic"],
        litmus_measure=data["target"],
        litmus_many="\n\n".join([data["cross"], data["multiple"]]).strip(),
        litmus_care=data["bold"],
    )
    return services.open_mission(mission=mission, by=by)


def _listed(lines):
    return "\n".join(f"- {line}" for line in lines)


def _challenges(user):
    return Challenge.objects.visible_to(user).current()


conversions.register(
    conversions.Conversion(
        key="challenge",
        label=_("Challenge"),
        model=Challenge,
        kinds=("challenge_card",),
        adopts=("actor_map",),
        permission="missions.add_challenge",
        adopt_permission="missions.change_challenge",
        convert=make_challenge,
        asks=(conversions.Ask("parent", _("part of the challenge"), rows=_challenges, required=False),),
    )
)
conversions.register(
    conversions.Conversion(
        key="mission",
        label=_("Mission"),
        model=Mission,
        kinds=("mission_canvas",),
        permission="missions.add_mission",
        adopt_permission="missions.change_mission",
        convert=make_mission,
        asks=(conversions.Ask("challenge", _("challenge"), rows=_challenges, required=False),),
    )
)
