"""Pages of missions."""

from django.urls import include, path

from missions.views import (
    challenges,
    gate,
    governance,
    intentions,
    measurements,
    missions,
    plans,
    scenarios,
    signals,
    suggestions,
    team,
)

app_name = "missions"

challenge = [
    path("", challenges.challenge_detail, name="challenge_detail"),
    path("edit/", challenges.challenge_edit, name="challenge_edit"),
    path("moves/<slug:name>/", challenges.challenge_move, name="challenge_move"),
    path("merge/", challenges.challenge_merge, name="challenge_merge"),
    path("actors/", challenges.stance_edit, name="stance_edit"),
    path("actors/<int:pk>/remove/", challenges.stance_remove, name="stance_remove"),
]
mission = [
    path("", missions.mission_detail, name="detail"),
    path("objectives/", missions.mission_objectives, name="objectives"),
    path("knowledge/", missions.mission_knowledge, name="knowledge"),
    path("edit/", missions.mission_edit, name="edit"),
    path("moves/<slug:name>/", missions.mission_move, name="move"),
    path("gate/", gate.gate, name="gate"),
    path("gate/scores/", gate.gate_assess, name="gate_assess"),
    path("gate/scores/absent/", gate.gate_transcribe, name="gate_transcribe"),
    path("gate/round/", gate.gate_round, name="gate_round"),
    path("team/", team.team, name="team"),
    path("team/<int:pk>/remove/", team.team_remove, name="team_remove"),
    path("objectives/new/", plans.objective_new, name="objective_new"),
    path("objectives/<int:pk>/edit/", plans.objective_edit, name="objective_edit"),
    path("objectives/<int:pk>/move/", plans.objective_move, name="objective_move"),
    path("objectives/<int:pk>/remove/", plans.objective_remove, name="objective_remove"),
    path("objectives/<int:pk>/indicators/new/", plans.indicator_new, name="indicator_new"),
    path("indicators/<int:pk>/", plans.indicator_detail, name="indicator_detail"),
    path("indicators/<int:pk>/edit/", plans.indicator_edit, name="indicator_edit"),
    path("indicators/<int:pk>/remove/", plans.indicator_remove, name="indicator_remove"),
    path("indicators/<int:pk>/measurements/new/", measurements.measurement_new, name="measurement_new"),
    path("measurements/<int:pk>/", measurements.measurement_edit, name="measurement_edit"),
    path("measurements/<int:pk>/moves/<slug:name>/", measurements.measurement_move, name="measurement_move"),
    path("measurements/<int:pk>/remove/", measurements.measurement_remove, name="measurement_remove"),
    *governance.of_mission,
]
foresight = [
    path("intentions/", intentions.intention_list, name="intention_list"),
    path("intentions/new/", intentions.intention_new, name="intention_new"),
    path("intentions/<slug:slug>/", intentions.intention_detail, name="intention_detail"),
    path("intentions/<slug:slug>/edit/", intentions.intention_edit, name="intention_edit"),
    path("intentions/<slug:slug>/moves/<slug:name>/", intentions.intention_move, name="intention_move"),
    path("signals/", signals.signal_list, name="signal_list"),
    path("signals/new/", signals.signal_new, name="signal_new"),
    path("signals/<slug:slug>/", signals.signal_detail, name="signal_detail"),
    path("signals/<slug:slug>/edit/", signals.signal_edit, name="signal_edit"),
    path("signals/<slug:slug>/assess/", signals.signal_assess, name="signal_assess"),
    path("signals/<slug:slug>/link/", signals.signal_link, name="signal_link"),
    path("signals/<slug:slug>/moves/<slug:name>/", signals.signal_move, name="signal_move"),
    path("scenarios/", scenarios.scenario_list, name="scenario_list"),
    path("scenarios/<slug:slug>/", scenarios.scenario_detail, name="scenario_detail"),
    path("scenarios/<slug:slug>/edit/", scenarios.scenario_edit, name="scenario_edit"),
    path("missions/<slug:slug>/scenarios/new/", scenarios.scenario_new, name="scenario_new"),
]
urlpatterns = [
    path("", include(foresight)),
    path("challenges/", challenges.challenge_list, name="challenge_list"),
    path("challenges/new/", challenges.challenge_new, name="challenge_new"),
    path("challenges/<slug:slug>/", include(challenge)),
    path("missions/", missions.mission_list, name="list"),
    path("missions/new/", missions.mission_new, name="new"),
    path("missions/<slug:slug>/", include(mission)),
    *governance.site,
    path("suggest/actors/", suggestions.suggest_actors, name="suggest_actors"),
    path("suggest/territories/", suggestions.suggest_territories, name="suggest_territories"),
    path("suggest/challenges/", suggestions.suggest_challenges, name="suggest_challenges"),
]
