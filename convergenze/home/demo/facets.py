"""What the story does not say of its actions and the pictures ask for: sectors, place on the X-curve, depth."""

from convergenze.accounts.services import clock
from convergenze.history import services as history
from portfolios.choices import ATECO_VERSION
from portfolios.models import Action

# code: COFOG divisions, ATECO sections, dynamic, depth
FACETS = {
    "AZ01": ("06", "K", "experimentation", "feedbacks"),
    "AZ02": ("06", "M", "institutionalisation", "design"),
    "AZ03": ("04 05 06", "D F L", "acceleration", "design"),
    "AZ04": ("06", "F", "optimisation", "parameters"),
    "AZ05": ("06 10", "F M", "experimentation", "intent"),
    "AZ06": ("05 06", "D", "acceleration", "feedbacks"),
    "AZ07": ("05", "D N", "acceleration", "feedbacks"),
    "AZ08": ("07 10", "R", "stabilisation", "design"),
    "AZ09": ("04 10", "H R", "acceleration", "parameters"),
    "AZ10": ("04 10", "H", "optimisation", "parameters"),
    "AZ11": ("04 10", "G R", "emergence", "design"),
    "AZ12": ("04 05", "A C F", "emergence", "design"),
    "AZ13": ("09", "F Q", "experimentation", "feedbacks"),
    "AZ14": ("04", "K O", "destabilisation", "parameters"),
    "AZ15": ("01 08", "T", "experimentation", "intent"),
    "AZ16": ("06", "P", "phase_out", "design"),
}


def tell_facets(portfolio):
    """Complete the actions of the story; what somebody has said of them stays."""
    for action in Action.objects.filter(placements__portfolio=portfolio, code__in=FACETS, cofog=[]):
        cofog, ateco, action.dynamic, action.depth = FACETS[action.code]
        action.cofog, action.ateco_sections, action.ateco_version = cofog.split(), ateco.split(), ATECO_VERSION
        history.save(action, by=clock())
