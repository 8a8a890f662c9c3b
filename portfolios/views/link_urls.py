"""Addresses of links between actions."""

from django.urls import path

from portfolios.views import link_answers, links

LINKS = [
    path("", links.link_list, name="link_list"),
    path("review/", links.links_review, name="links_review"),
    path("introduced/<int:pk>/", link_answers.link_introduced, name="link_introduced"),
    path("<int:pk>/", links.link_detail, name="link_detail"),
    path("<int:pk>/answer/", link_answers.link_answer, name="link_answer"),
    path("<int:pk>/resolve/", link_answers.link_resolve, name="link_resolve"),
    path("<int:pk>/merge/", link_answers.link_merge, name="link_merge"),
    path("<int:pk>/merge/consent/", link_answers.link_consent, name="link_consent"),
    path("<int:pk>/merge/withdraw/", link_answers.link_withdraw, name="link_withdraw"),
    path("<int:pk>/merge/undo/", link_answers.link_unmerge, name="link_unmerge"),
    path("<int:pk>/moves/<str:name>/", link_answers.link_move, name="link_move"),
]
