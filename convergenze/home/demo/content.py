"""What a demonstration shows: the story, imported projects, a challenge and a mission still to be worked on."""

import json
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction

from actors.choices import Level
from actors.models import Actor, Territory, TerritoryMember
from convergenze.accounts.services import clock, grant_role
from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from convergenze.home.demo.accounts import make_accounts
from convergenze.home.demo.calls import open_calls
from convergenze.home.demo.coalition import Stage, gather_coalition
from convergenze.home.demo.diplomas import end_the_first_edition, remember_letters
from convergenze.home.demo.facets import tell_facets
from convergenze.home.demo.labs import remember_labs
from convergenze.home.demo.learning import remember, talk_it_over
from convergenze.home.demo.places import place_on_the_map
from convergenze.home.demo.school import open_school
from convergenze.notes.choices import EvidenceKind, Strength
from convergenze.notes.models import Evidence
from missions.choices import ChallengeStatus, MissionStatus, Theme
from missions.models import Challenge, Mission
from portfolios import services
from school.models import Edition

FOLDER = Path(__file__).parent
STORY = FOLDER / "case_piene_valli_vive.json"
PROJECTS, PLACES = FOLDER / "progetti_dimostrativi.csv", FOLDER / "localizzazioni_dimostrative.csv"
FIRST_EDITION = "PM-2026-01"
HILLS = {
    "037034": "Loiano",
    "037040": "Monghidoro",
    "037041": "Monterenzio",
    "037046": "Ozzano dell'Emilia",
    "037047": "Pianoro",
    "037054": "San Lazzaro di Savena",
}


def load_demo(*, write=lambda line: None):
    """Fill an empty platform: all or nothing, then the imported projects. Returns the loaded story."""
    with transaction.atomic():
        loaded = services.load_story(story=json.loads(STORY.read_text(encoding="utf-8")), by=clock())
        people = make_accounts(loaded=loaded)
        tell_facets(loaded.portfolio)
        _finish_the_story(loaded, people)
        hills = _hills()
        place_on_the_map()
        _work_for_the_officer(hills, people["officer"])
    write("  story loaded")
    call_command("import_projects", str(PROJECTS), source="pnrr", places=str(PLACES), verbosity=0, stdout=_Silent())
    Actor.objects.filter(tax_code__startswith="9999").update(visibility=Visibility.PUBLIC)
    write("  projects imported")
    open_calls()
    write("  funding calls recorded")
    end_the_first_edition(Edition.objects.get(code=FIRST_EDITION), people["school"])
    write("  certificates issued")
    return loaded


def _finish_the_story(loaded, people):
    """The mission has somebody who leads it; overlaps are looked for and wait for a decision."""
    mission, steward = loaded.mission, people["steward"]
    mission.lead = steward
    for name, text in LITMUS.items():
        setattr(mission, name, text)
    history.save(mission, by=clock())
    challenge = mission.challenge
    challenge.situation, challenge.desired_change = SITUATION, CHANGE
    challenge.status = ChallengeStatus.MISSIONS_RUNNING
    history.save(challenge, by=clock())
    _add_evidence(challenge, steward)
    stage = Stage(mission, loaded.portfolio)
    remember(stage, steward, gather_coalition(stage))
    services.propose_links(portfolio=loaded.portfolio)
    talk_it_over(stage, people)
    editions, told = open_school(stage, people)
    remember_labs(stage, editions, told, people)
    remember_letters()


def _add_evidence(challenge, by):
    Evidence.objects.create(
        subject_type=ContentType.objects.get_for_model(challenge),
        subject_id=challenge.pk,
        claim="Nelle frazioni oltre un alloggio su tre non è abitato tutto l'anno (rilevazione dimostrativa).",
        kind=EvidenceKind.values[0],
        strength=Strength.DESCRIPTIVE,
        source="Storia dimostrativa",
        created_by=by,
    )


def _hills():
    """A second territory with its municipalities: where the imported projects are."""
    parts = [_place(name, Level.MUNICIPALITY, istat_code=code, acronym="BO") for code, name in HILLS.items()]
    union = _place("Unione Colline del Savena", Level.UNION)
    TerritoryMember.objects.bulk_create(
        [TerritoryMember(whole=union, part=part) for part in parts], ignore_conflicts=True
    )
    return union


def _place(name, level, **codes):
    found = Territory.objects.alive().filter(name=name, level=level).first()
    if found:
        return found
    place = Territory(name=name, level=level, source="Storia dimostrativa", **codes)
    place.ensure_slug()
    place.save()
    place.path = f"/{place.pk}/"
    place.save(update_fields=["path"])
    history.record(place, "create", by=clock())
    return place


def _work_for_the_officer(hills, officer):
    """A draft challenge and a candidate mission on which the officer is steward."""
    draft = Challenge(
        title="Frane e strade interrotte sulle colline",
        question="Come restare collegati e sicuri quando il versante si muove ogni inverno?",
        themes=[Theme.CLIMATE, Theme.REGENERATION],
        territory=hills,
        visibility=Visibility.STAFF,
    )
    history.save(draft, by=officer)
    adopted = Challenge(
        title="Servizi lontani, famiglie sole",
        question="Come portare cura, scuola e servizi digitali a venti minuti da ogni casa delle colline?",
        themes=[Theme.WELFARE, Theme.DIGITAL],
        territory=hills,
        visibility=Visibility.MEMBERS,
        status=ChallengeStatus.ADOPTED,
    )
    history.save(adopted, by=officer)
    mission = Mission(
        title="Colline a venti minuti",
        statement="Entro il 2030 il 90% di chi abita le colline del Savena raggiunge cura e servizi in venti minuti.",
        challenge=adopted,
        territory=hills,
        status=MissionStatus.CANDIDATE,
        visibility=Visibility.MEMBERS,
        **LITMUS,
    )
    history.save(mission, by=officer)
    grant_role(user=officer, role="steward", scope=mission, by=officer)


class _Silent:
    """Where the import's own words go: the demonstration says its own."""

    def write(self, text):
        return len(text)

    def flush(self):
        """Nothing to do."""


SITUATION = "Molti alloggi delle frazioni sono vuoti, mentre famiglie, lavoratori e giovani non trovano casa."
CHANGE = "Case abitate tutto l'anno, a canoni sostenibili, con cura e servizi vicini."
LITMUS = {
    "litmus_direction": "Dice dove arrivare e lascia a ciascuno la scelta di come.",
    "litmus_measure": "Ogni obiettivo ha un indicatore con valore di partenza, traguardo e data.",
    "litmus_many": "Servono amministrazioni, cooperative, terzo settore, banche e imprese insieme.",
    "litmus_care": "Chi cerca casa, chi ci vive e chi la possiede.",
}
