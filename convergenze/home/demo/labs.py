"""What the first edition left: who was there at each meeting, its teams, and what they brought to the platform."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from convergenze.accounts.services import clock
from convergenze.history import services as history
from portfolios.models import Trigger
from school.choices.labs import OutputStatus
from school.models import Attendance, Lab, LabPhase, Output, OutputField, OutputRevision, Review, Team, TeamMembership

PHASES = ("Ascoltare il luogo", "Scegliere la domanda", "Comporre l'esito", "Raccontarlo e rivederlo")


def remember_labs(stage, editions, told, accounts):
    """Presence, then the lab of each edition of ``told`` with its teams and reviews."""
    for one in told:
        edition = editions[one["key"]]
        if "absent" in one:
            _presence(edition, one["absent"])
        if "lab" in one:
            _lab(stage, edition, one["lab"], accounts["facilitator"])


def _presence(edition, absent):
    """Everybody was at every meeting for as long as it lasted, but for the meetings of ``absent`` {name: [numbers]}."""
    rows = []
    for number, session in enumerate(edition.sessions.all()):
        for enrolment in edition.enrolments.all():
            away = number in absent.get(enrolment.name, ())
            rows.append(
                Attendance(
                    session=session, enrolment=enrolment, source="manual",
                    presence="absent" if away else "present", minutes=0 if away else session.credited_minutes,
                )
            )  # fmt: skip
    Attendance.objects.bulk_create(rows)


def _lab(stage, edition, told, facilitator):
    lab = Lab(
        edition=edition, title=told["title"], brief=told["brief"], challenge=stage.mission.challenge,
        canvases=["challenge_card", "mission_canvas", "lever_trigger_list", "action_idea"],
    )  # fmt: skip
    history.save(lab, by=clock())
    for position, title in enumerate(PHASES):
        LabPhase.objects.create(lab=lab, title=title, position=position, minutes=90)
    edition.sessions.filter(kind="lab").update(lab=lab)
    known = {enrolment.name: enrolment for enrolment in edition.enrolments.all()}
    for one in told["teams"]:
        _team(stage, lab, known, one, facilitator)


def _team(stage, lab, known, told, facilitator):
    team = Team(lab=lab, name=told["name"], question=told["question"], confirmed_at=timezone.now())
    history.save(team, by=clock())
    members = [known[name] for name in told["members"]]
    for number, member in enumerate(members):
        role = "member" if number else "coordinator"
        TeamMembership.objects.create(lab=lab, team=team, enrolment=member, role=role)
    for one in told["outputs"]:
        _output(stage, team, members, one, facilitator)


def _output(stage, team, members, told, facilitator):
    output = Output(team=team, kind=told["kind"], title=told["title"])
    history.save(output, by=clock(), links={"contributors": members})
    for name, value in told["data"].items():
        OutputField.objects.create(output=output, name=name, value=value, version=1)
    revision = OutputRevision.objects.create(
        output=output, number=1, title=output.title, data=told["data"], note="Consegnato al termine del laboratorio"
    )
    shelved = told.get("shelved", "")
    Review.objects.create(
        revision=revision, reviewer=facilitator, verdict="reject" if shelved else "accept",
        scores=dict.fromkeys(("relevance", "clarity", "feasibility", "collaboration", "evidence"), 2 if shelved else 3),
        text=shelved or "Chiaro, condiviso da enti diversi, con un primo passo possibile.",
    )  # fmt: skip
    if shelved:
        Output.objects.filter(pk=output.pk).update(status=OutputStatus.REJECTED)
        return
    record = _record(stage, told["into"])
    Output.objects.filter(pk=output.pk).update(
        status=OutputStatus.PROMOTED, promoted_revision=revision, promoted_at=team.lab.edition.ends_at,
        promoted_type=ContentType.objects.get_for_model(record), promoted_id=record.pk,
    )  # fmt: skip


def _record(stage, name):
    """ "challenge", "trigger", or what the stage calls so."""
    if name == "challenge":
        return stage.mission.challenge
    if name == "trigger":
        return Trigger.objects.filter(mission=stage.mission).order_by("pk").first()
    return stage.record(name)
