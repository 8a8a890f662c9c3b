"""Pages of certificates, of credentials and of what is forgotten, with their addresses."""

from django.urls import path

from school.views.certificates import credentials, desk, own, retention, templates, verifying

site = [
    path("editions/<slug:slug>/certificates/", desk.certificates, name="certificates"),
    path("editions/<slug:slug>/certificates/issue/", desk.certificates_issue, name="certificates_issue"),
    path("editions/<slug:slug>/achievement/", credentials.achievement, name="achievement"),
    path("enrolments/<uuid:public_id>/certificate/", desk.certificate_issue, name="certificate_issue"),
    path("enrolments/<uuid:public_id>/documents/", own.documents, name="documents"),
    path("enrolments/<uuid:public_id>/presence/<str:on>/", own.presence, name="presence"),
    path("certificates/templates/", templates.template_list, name="template_list"),
    path("certificates/letter/<str:ticket>/", own.certificate_letter, name="certificate_letter"),
    path("certificates/<str:code>/", own.certificate_detail, name="certificate_detail"),
    path("certificates/<str:code>/name/", own.certificate_name, name="certificate_name"),
    path("certificates/<str:code>/correct/", desk.certificate_correct, name="certificate_correct"),
    path("certificates/<str:code>/revoke/", desk.certificate_revoke, name="certificate_revoke"),
    path("certificates/<str:code>/pdf/<str:language>/", own.certificate_pdf, name="certificate_pdf"),
    path("credentials/<str:code>.jwt", credentials.credential, name="credential"),
    path("verify/", verifying.verify_search, name="verify_search"),
    path("verify/<str:code>/", verifying.certificate_verify, name="verify"),
    path("verify/<str:code>/file/", verifying.verify_file, name="verify_file"),
    path("keys/<str:kid>/", credentials.signing_key, name="signing_key"),
    path("keys/<str:kid>/status/", credentials.status_list, name="status_list"),
    path("retention/", retention.retention, name="retention"),
    path("issuer/", credentials.issuer, name="issuer"),
]
# What is printed: /verifica/<code>/ is short enough to be typed from paper.
short = [
    path("", verifying.verify_search, name="search"),
    path("<str:code>/", verifying.certificate_verify, name="verify"),
]
