"""A hand-made score: a forecast of 80, 110 and 130 for a year that came to 100."""

from mpp_lib.compare.evaluation.scored_rounds import Score

ONE = Score(
    round="2099-1",
    year=2099,
    horizon=0,
    indicator="asiel.instroom_eerste",
    partner="asiel",
    realised=100.0,
    status="voorlopig",
    minimum=80.0,
    medio=110.0,
    maximum=130.0,
    within_band=True,
    pit=0.4,
    crps=6.0,
    crps_baseline=8.0,
    skill=0.25,
    bias_pct=10.0,
    quantile_scores=None,
)
