"""What each score of each criterion means, in one sentence: the same words for every assessor.

Written from Mazzucato (2018), "Missions: mission-oriented research and innovation in the European Union".
"""

from django.utils.translation import gettext_lazy as _

from missions.choices import Criterion

HIGHEST = 4

ANCHORS = {
    Criterion.BOLD: (
        _("Nobody outside the office that wrote it would notice whether it succeeds."),
        _("It matters to one group or one sector; others have no reason to care."),
        _("Most people here understand why it matters, but it would not move them to act."),
        _("It speaks to a need that people feel, and actors of different kinds say so in their own words."),
        _("People repeat it and want to be part of it; its success would change life here visibly."),
    ),
    Criterion.TARGET: (
        _("It names a theme, not something that can be reached."),
        _("It says where to go, without a measure or without a date."),
        _("Measure and date are there, but where we start from or who measures is unclear."),
        _("One measure, its starting value, the value to reach and the date: anybody can say yes or no at the end."),
        _("As before, with intermediate steps and an independent source, so that delay is seen in time."),
    ),
    Criterion.AMBITIOUS_REALISTIC: (
        _("It would happen anyway, or nobody knows any way towards it."),
        _("It asks for a little more than usual, or for much more than anybody here could do."),
        _("It asks for something new; what has to be learned or found out is only partly known."),
        _("It needs research and innovation that are not here yet, with reasons to believe they can be had."),
        _("It takes a risk openly: what may fail is named, with what would be learned and what to do then."),
    ),
    Criterion.CROSS: (
        _("One office, one discipline, one kind of actor."),
        _("Several offices of the same kind; the others are informed."),
        _("Two sectors or two families of actors work on it, each on its own part."),
        _("Three sectors or families share parts of the work, and none of them could reach it alone."),
        _("Disciplines, sectors and families decide together, people touched by the problem among them."),
    ),
    Criterion.MULTIPLE: (
        _("The solution is already chosen; the mission only announces it."),
        _("One solution with small variants, all by the same actor."),
        _("Two or three solutions are named; there is no room for others yet."),
        _("Different solutions are tried side by side by different actors, and others can still join."),
        _("A portfolio of bottom-up trials, some in competition, with a rule for what grows and what stops."),
    ),
}


def anchors_of(criterion):
    """[(score, sentence)] from 0 to 4."""
    return list(enumerate(ANCHORS[Criterion(criterion)]))
