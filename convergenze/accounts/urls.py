"""Pages about accounts (logging in and out is allauth's, under /accounts/)."""

from django.urls import path

from convergenze.accounts.views import own, roles

app_name = "accounts"

urlpatterns = [
    path("account/", own.profile, name="profile"),
    path("account/keys/", own.tokens, name="tokens"),
    path("account/keys/<int:pk>/revoke/", own.token_revoke, name="token_revoke"),
    path("account/data/", own.data, name="data"),
    path("roles/", roles.role_list, name="roles"),
    path("roles/<slug:role>/<int:pk>/withdraw/", roles.role_withdraw, name="role_withdraw"),
]
