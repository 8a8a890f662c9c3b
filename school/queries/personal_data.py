"""All that the School holds about a person, for them to take away."""

from typing import Any

from django.core.files.storage import default_storage

from school.models import Attendance, Certificate, Enrolment, Invitation, SelfAssessment, Submission, TeamMembership

GIVEN = (
    "name", "email", "job_title", "job_role", "motivation", "needs", "answers", "list_consent", "status", "queued_at",
    "source", "attended_minutes", "planned_minutes", "created_at",
)  # fmt: skip
FOLDER = "school"


def exported(user) -> dict[str, Any]:
    """{file name: content} of what an account's person enrolled in, attended, handed in and was given."""
    rows = Enrolment.objects.filter(person__account=user).select_related("edition", "organisation").order_by("pk")
    told = [_enrolment(one) for one in rows]
    invitations = Invitation.objects.filter(email__iexact=user.email)
    told_invitations = list(invitations.values("edition__code", "name", "created_at", "expires_at", "used_at"))
    if not told and not told_invitations:
        return {}
    return {f"{FOLDER}/school.json": {"enrolments": told, "invitations": told_invitations}} | _files(rows)


def _enrolment(enrolment):
    hung = {"enrolment": enrolment}
    return {name: getattr(enrolment, name) for name in GIVEN} | {
        "edition": {"code": enrolment.edition.code, "title": enrolment.edition.title},
        "on_behalf_of": enrolment.organisation.name,
        "steps": list(enrolment.transitions.values("number", "source", "target", "reason", "at")),
        "attendance": list(
            Attendance.objects.filter(**hung).values(
                "session__title", "session__starts_at", "presence", "minutes", "mode", "in_at", "out_at", "note"
            )
        ),
        "teams": list(TeamMembership.objects.filter(**hung).values("team__name", "role", "joined_at", "left_at")),
        "outputs": list(enrolment.outputs.values("title", "kind", "status")),
        "submissions": list(
            Submission.objects.filter(**hung).values(
                "assignment__title", "attempt", "text", "url", "file_name", "submitted_at", "status", "feedback"
            )
        ),
        "self_assessments": list(SelfAssessment.objects.filter(**hung).values("moment", "scores", "made_at")),
        "certificates": [_certificate(one) for one in enrolment.certificates.all()],
    }


def _certificate(one):
    return {
        "serial": one.serial, "code": one.code, "state": one.state, "reason_class": one.reason_class,
        "facts": one.context, "sha256": one.pdf_sha256, "credential": one.credential,
    }  # fmt: skip


def _files(enrolments):
    """The person's own documents."""
    found = {}
    for one in Certificate.objects.filter(enrolment__in=enrolments).exclude(pdf=""):
        serial, other = one.serial.replace("/", "-"), one.context.get("translation") or {}
        for language, name in {one.language: one.pdf.name, other.get("language"): other.get("file")}.items():
            if name:
                found[f"{FOLDER}/certificates/{serial}-{language}.pdf"] = default_storage.open(name).read()
    for work in Submission.objects.filter(enrolment__in=enrolments).exclude(file=""):
        found[f"{FOLDER}/submissions/{work.pk}-{work.file_name.replace('/', '_')}"] = work.file.read()
    return found
