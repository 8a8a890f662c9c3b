"""Pages about accounts (logging in and out is allauth's, under /accounts/)."""

from django.urls import path

from convergenze.accounts.views import forgetting, own, roles

app_name = "accounts"

urlpatterns = [
    path("account/", own.profile, name="profile"),
    path("account/keys/", own.tokens, name="tokens"),
    path("account/keys/<int:pk>/revoke/", own.token_revoke, name="token_revoke"),
    path("account/data/", forgetting.data, name="data"),
    path("account/data/file/", forgetting.data_file, name="data_file"),
    path("account/data/stay/", forgetting.erasure_take_back, name="erasure_take_back"),
    path("erasures/", forgetting.erasure_list, name="erasures"),
    path("erasures/<int:pk>/refuse/", forgetting.erasure_answer, {"answer": "refuse"}, name="erasure_refuse"),
    path("erasures/<int:pk>/carry-out/", forgetting.erasure_answer, {"answer": "carry_out"}, name="erasure_carry_out"),
    path("roles/", roles.role_list, name="roles"),
    path("roles/<slug:role>/<int:pk>/withdraw/", roles.role_withdraw, name="role_withdraw"),
]
