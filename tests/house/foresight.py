"""What may come and what was learnt, in the small world and behind it."""

from tests.factories.foresight import (
    InsightFactory,
    IntentionFactory,
    ScenarioFactory,
    ScenarioTrialFactory,
    SensemakingSessionFactory,
    SignalFactory,
    TriggerFactory,
)

HIDDEN = {"visibility": "team"}


def foresight_of(actor, mission, portfolio, action):
    """One public record of every kind, tied to one another: intention, signal, scenario, trigger, session, insight."""
    intention = IntentionFactory(actor=actor, mission=mission)
    signal = SignalFactory(mission=mission, impact=4, uncertainty=3, status="assessed")
    scenario = ScenarioFactory(mission=mission)
    scenario.signals.set([signal])
    trigger = TriggerFactory(mission=mission)
    trigger.unlocks.set([action])
    trigger.intentions.set([intention])
    session = SensemakingSessionFactory(portfolio=portfolio, status="held")
    session.actors.set([actor])
    insight = InsightFactory(mission=mission, session=session, action=action)
    trial = ScenarioTrialFactory(scenario=scenario, action=action, score=-1)
    return [intention, signal, scenario, trigger, session, insight, trial]


def hide_foresight(world, twins, word):
    """Hidden records beside those of ``foresight_of``, and hidden rows behind them; all carry ``word``."""
    actor, mission, portfolio, action = world[1], world[3], world[4], world[5]
    found = {type(record).__name__: record for record in world}
    slug = word.lower()
    hidden = {
        "intention": IntentionFactory(actor=actor, mission=mission, title=word, slug=f"{slug}-it", **HIDDEN),
        "signal": SignalFactory(mission=mission, title=word, slug=f"{slug}-se", impact=5, uncertainty=5, **HIDDEN),
        "scenario": ScenarioFactory(mission=mission, title=word, slug=f"{slug}-sc", narrative=word, **HIDDEN),
        "trigger": TriggerFactory(mission=mission, title=word, slug=f"{slug}-tr", **HIDDEN),
        "session": SensemakingSessionFactory(portfolio=portfolio, question=word, slug=f"{slug}-le", **HIDDEN),
        "insight": InsightFactory(mission=mission, action=action, title=word, slug=f"{slug}-ap", **HIDDEN),
    }
    # Public by level, hidden by what they hang from.
    IntentionFactory(actor=twins["lead"], mission=mission, title=word, slug=f"{slug}-it2")
    IntentionFactory(actor=actor, mission=twins["mission"], title=word, slug=f"{slug}-it3")
    IntentionFactory(actor=actor, mission=None, challenge=twins["challenge"], title=word, slug=f"{slug}-it4")
    SignalFactory(mission=twins["mission"], title=word, slug=f"{slug}-se2", impact=5, uncertainty=5)
    TriggerFactory(mission=twins["mission"], title=word, slug=f"{slug}-tr2").unlocks.set([action])
    SensemakingSessionFactory(portfolio=twins["portfolio"], question=word, slug=f"{slug}-le2")
    InsightFactory(mission=mission, action=twins["action"], title=word, slug=f"{slug}-ap2")
    InsightFactory(mission=twins["mission"], action=action, title=word, slug=f"{slug}-ap3")
    ScenarioTrialFactory(scenario=hidden["scenario"], action=action, reason=word, score=-2)
    ScenarioTrialFactory(scenario=found["Scenario"], action=twins["action"], reason=word, score=-2)
    hidden["trigger"].unlocks.set([action])
    hidden["trigger"].intentions.set([found["Intention"]])
    _put_behind(found, hidden, twins)
    return hidden


def _put_behind(found, hidden, twins):
    """What visible records hold, and their readers do not see."""
    found["Trigger"].unlocks.add(twins["action"])
    found["Trigger"].intentions.add(hidden["intention"])
    found["Scenario"].signals.add(hidden["signal"])
    found["SensemakingSession"].actors.add(twins["lead"])
    trigger = found["Trigger"]
    type(trigger)._base_manager.filter(pk=trigger.pk).update(signal=hidden["signal"])
