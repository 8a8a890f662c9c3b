"""Addresses of triggers, sessions, insights and futures."""

from django.urls import path

from portfolios.views.learning import futures, insights, overview, sessions, taking_up, triggers

LEARNING = [
    path("triggers/", triggers.trigger_list, name="trigger_list"),
    path("triggers/<slug:slug>/", triggers.trigger_detail, name="trigger_detail"),
    path("triggers/<slug:slug>/edit/", triggers.trigger_edit, name="trigger_edit"),
    path("triggers/<slug:slug>/moves/<str:name>/", triggers.trigger_move, name="trigger_move"),
    path("sessions/<slug:slug>/", sessions.session_detail, name="session_detail"),
    path("sessions/<slug:slug>/edit/", sessions.session_edit, name="session_edit"),
    path("sessions/<slug:slug>/insights/", sessions.session_tell, name="session_tell"),
    path("sessions/<slug:slug>/moves/<str:name>/", sessions.session_move, name="session_move"),
    path("insights/", insights.insight_list, name="insight_list"),
    path("insights/<slug:slug>/", insights.insight_detail, name="insight_detail"),
    path("insights/<slug:slug>/edit/", insights.insight_edit, name="insight_edit"),
    path("insights/<slug:slug>/answer/", insights.insight_answer, name="insight_answer"),
    path("actions/<slug:slug>/learnt/", insights.action_learnt, name="action_learnt"),
    path("scenarios/<slug:slug>/try/", futures.scenario_try, name="scenario_try"),
    path("intentions/<slug:slug>/take-up/", taking_up.intention_take_up, name="intention_take_up"),
    path("missions/<slug:slug>/learning/", overview.mission_learning, name="mission_learning"),
    path("missions/<slug:slug>/triggers/new/", triggers.trigger_new, name="trigger_new"),
    path("missions/<slug:slug>/insights/new/", insights.insight_new, name="insight_new"),
    path("portfolios/<slug:slug>/learning/", overview.portfolio_learning, name="learning"),
    path("portfolios/<slug:slug>/sessions/", sessions.session_list, name="session_list"),
    path("portfolios/<slug:slug>/sessions/new/", sessions.session_new, name="session_new"),
    path("portfolios/<slug:slug>/futures/", futures.portfolio_futures, name="futures"),
    path("portfolios/<slug:slug>/triggers/", triggers.portfolio_triggers, name="triggers"),
]
