"""Pages of actors and territories."""

from django.urls import path

from actors.views import actors, bonds, introductions, merging, people, territories

app_name = "actors"

urlpatterns = [
    path("actors/", actors.actor_list, name="list"),
    path("actors/new/", actors.actor_new, name="new"),
    path("actors/new/duplicates/", actors.duplicate_hint, name="duplicates"),
    path("actors/suggest/", territories.suggest_actors, name="suggest_actors"),
    path("actors/claims/", people.claim_list, name="claim_list"),
    path("actors/claims/<int:pk>/", people.claim_decide, name="claim_decide"),
    path("actors/members/<int:pk>/remove/", people.member_remove, name="member_remove"),
    path("actors/ties/<int:pk>/remove/", bonds.tie_remove, name="tie_remove"),
    path("actors/resources/<int:pk>/remove/", bonds.resource_remove, name="resource_remove"),
    path("actors/<slug:slug>/", actors.actor_detail, name="detail"),
    path("actors/<slug:slug>/edit/", actors.actor_edit, name="edit"),
    path("actors/<slug:slug>/discard/", actors.actor_discard, name="discard"),
    path("actors/<slug:slug>/merge/", merging.actor_merge, name="merge"),
    path("actors/<slug:slug>/merge/<int:pk>/undo/", merging.actor_unmerge, name="unmerge"),
    path("actors/<slug:slug>/claim/", people.actor_claim, name="claim"),
    path("actors/<slug:slug>/members/add/", people.member_add, name="member_add"),
    path("actors/<slug:slug>/ties/add/", bonds.tie_add, name="tie_add"),
    path("actors/<slug:slug>/resources/add/", bonds.resource_add, name="resource_add"),
    path("introductions/", introductions.introduction_list, name="introductions"),
    path("introductions/ask/", introductions.introduction_ask, name="introduction_ask"),
    path("introductions/<int:pk>/", introductions.introduction_detail, name="introduction"),
    path("introductions/<int:pk>/moves/<str:name>/", introductions.introduction_move, name="introduction_move"),
    path("people/<uuid:public_id>/edit/", people.person_edit, name="person_edit"),
    path("territories/", territories.territory_list, name="territory_list"),
    path("territories/new/", territories.territory_new, name="territory_new"),
    path("territories/suggest/", territories.suggest_territories, name="suggest_territories"),
    path("territories/<slug:slug>/", territories.territory_detail, name="territory_detail"),
    path("territories/<slug:slug>/edit/", territories.territory_edit, name="territory_edit"),
    path("territories/<slug:slug>/discard/", territories.territory_discard, name="territory_discard"),
]
