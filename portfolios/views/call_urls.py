"""Addresses of funding programmes and calls."""

from django.urls import path

from portfolios.views import calls, programmes
from portfolios.views.tabs import calls as tab
from portfolios.views.tabs import findings

CALLS = [
    path("", calls.call_list, name="call_list"),
    path("new/", calls.call_new, name="call_new"),
    path("<slug:slug>/", calls.call_detail, name="call_detail"),
    path("<slug:slug>/edit/", calls.call_edit, name="call_edit"),
    path("<slug:slug>/delete/", calls.call_delete, name="call_delete"),
]

PROGRAMMES = [
    path("", programmes.programme_list, name="programme_list"),
    path("new/", programmes.programme_new, name="programme_new"),
    path("<int:pk>/", programmes.programme_detail, name="programme_detail"),
    path("<int:pk>/edit/", programmes.programme_edit, name="programme_edit"),
]

# Under the address of a portfolio.
ANSWERS = [
    path("calls/", tab.portfolio_calls, name="calls"),
    path("calls/answer/", tab.call_answer, name="call_answer"),
    path("calls/answers/<int:pk>/forget/", tab.call_answer_forget, name="call_answer_forget"),
    path("findings/", findings.portfolio_findings, name="findings"),
    path("findings/answer/", findings.finding_answer, name="finding_answer"),
    path("findings/answers/<int:pk>/forget/", findings.finding_answer_forget, name="finding_answer_forget"),
]
