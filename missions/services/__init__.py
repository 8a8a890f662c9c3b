"""Writes on challenges, missions and their measures. Import the module: ``services.open_mission(...)``."""

from missions.services.bodies import (
    add_body,
    add_seat,
    call_meeting,
    hold_meeting,
    remove_seat,
    seat_everybody,
    write_attendance,
)
from missions.services.challenges import add_stance, merge_challenges, remove_stance
from missions.services.commitments import (
    accept_commitment,
    offer_commitment,
    report_commitment,
    save_commitment,
    watch_commitments,
)
from missions.services.decisions import add_subject, record_decision, remove_subject, save_decision
from missions.services.foresight import (
    assess_signal,
    capture_signal,
    declare_intention,
    link_signal,
    write_scenario,
)
from missions.services.gate import assess_mission, open_round
from missions.services.missions import appoint, dismiss, open_mission
from missions.services.plans import move_objective, remove_part, save_indicator, save_measurement, save_objective
from missions.services.procedures import advance_procedure, save_procedure, set_deadlines

__all__ = [
    "accept_commitment",
    "add_body",
    "add_seat",
    "add_stance",
    "add_subject",
    "advance_procedure",
    "appoint",
    "assess_mission",
    "assess_signal",
    "call_meeting",
    "capture_signal",
    "declare_intention",
    "dismiss",
    "hold_meeting",
    "link_signal",
    "merge_challenges",
    "move_objective",
    "offer_commitment",
    "open_mission",
    "open_round",
    "record_decision",
    "remove_part",
    "remove_seat",
    "remove_stance",
    "remove_subject",
    "report_commitment",
    "save_commitment",
    "save_decision",
    "save_indicator",
    "save_measurement",
    "save_objective",
    "save_procedure",
    "seat_everybody",
    "set_deadlines",
    "watch_commitments",
    "write_attendance",
    "write_scenario",
]
