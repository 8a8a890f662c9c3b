"""The analyses repeat some codes because they may not import the apps; here they are held together."""

import pytest

from actors.choices import Family
from missions.choices import Lever
from portfolios.analysis import parameters
from portfolios.choices import ActionStatus, Depth, Dynamic, Horizon, MoneyStage, Share, Stage


@pytest.mark.parametrize(
    ("known", "choices"),
    [
        (parameters.LEVERS, Lever),
        (parameters.FAMILIES, Family),
        (parameters.HORIZONS, Horizon),
        (parameters.STAGES, Stage),
        (parameters.DEPTHS, Depth),
        (parameters.DYNAMICS, Dynamic),
        (parameters.SHARES, Share),
        (parameters.PUBLIC_FAMILIES, [family.value for family in Family.public()]),
        (parameters.FUNDING_STAGES, MoneyStage),
        (parameters.DEFAULTS.status_factors, ActionStatus),
    ],
)
def test_the_codes_of_the_analyses_are_those_of_the_platform(known, choices):
    assert set(known) == set(getattr(choices, "values", choices))


@pytest.mark.parametrize("weights", [parameters.OverlapWeights(), parameters.SynergyWeights()])
def test_the_weights_of_a_score_sum_to_one(weights):
    assert sum(getattr(weights, part) for part in weights.__slots__) == pytest.approx(1)
