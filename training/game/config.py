"""GameConfig: how one game is played, as a value. The defaults are what measured best; see each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from studio.runs.config import SCHEDULES, Loss, Schedule, TrainingConfig

LossName: TypeAlias = Loss
PenaltyName: TypeAlias = Literal["r1", "r2", "gradient"]
CriticName: TypeAlias = Literal["tone", "patch", "place"]


@dataclass(frozen=True)
class GameConfig:
    """Raises ValueError where a value makes no sense.

    ``steps`` of ``batch`` photos each. ``rate_generator`` and ``rate_discriminator``: Adam's rates at their
    highest (two time scales), ``schedule`` how they fall. ``loss``: by name, see
    :mod:`training.game.losses`. ``penalties``: of which kinds, each weighted by ``penalty``; for the
    Wasserstein loss take ``("gradient",)``. ``critics``: which play. ``average``: how slowly the averaged
    generator follows, at most, per step.

    What holds the game back, each a weight: ``hold``, the mean squared CIE Lab difference between photos in
    their looks and in the start's; ``self_pairs``, mean CIE Lab difference in restoring style photos from
    made-up ordinary ones; ``pairs``, the same for true pairs (10 is about what pix2pix has, Isola et al.,
    2017); ``identity``, the change of photos that have the style already (for looks that bring photos to a
    norm; a fixed look changes them again, rightly); ``consistency``, the difference between the results of
    one photo and a differently developed copy (likewise).

    ``variations``: how far apart, in CIE Lab, pictures of two random latents should lie; 0 leaves the latent
    alone. ``seed``: of all the game's random numbers. ``size``: sides of the pictures that critics see.
    ``spectral``, ``dropout``, ``instance_norm`` and ``attention`` shape the critics; ``maps``: those of tone
    and place see where skin and people are; ``relative``: they see a photo's colours against its own mean and
    contrast, so that unlike exposures of the folders do not count. ``cropped``: the least share of a photo
    that the generator sees. ``measure_every``: steps between two measures; 0 is a tenth of ``steps``, rounded
    down, so that there are ten or more. The last step is always measured.
    """

    steps: int = 300
    batch: int = 8
    rate_generator: float = 5e-4
    rate_discriminator: float = 1e-3
    schedule: Schedule = "linear"
    loss: LossName = "relativistic"
    penalty: float = 1.0
    penalties: tuple[PenaltyName, ...] = ("r1", "r2")
    critics: tuple[CriticName, ...] = ("tone", "patch", "place")
    average: float = 0.99
    hold: float = 0.002
    self_pairs: float = 0.0
    pairs: float = 10.0
    identity: float = 0.0
    consistency: float = 0.0
    variations: float = 0.0
    seed: int = 1
    size: int = 48
    spectral: bool = False
    dropout: float = 0.0
    instance_norm: bool = False
    attention: bool = False
    maps: bool = True
    relative: bool = False
    cropped: float = 0.8
    measure_every: int = 0

    def __post_init__(self) -> None:
        if self.loss not in get_args(LossName):
            raise ValueError(f"no such loss: {self.loss}")
        if self.schedule not in SCHEDULES:
            raise ValueError(f"no such schedule: {self.schedule}")
        if not set(self.penalties) <= set(get_args(PenaltyName)):
            raise ValueError(f"no such penalty: {self.penalties}")
        if not set(self.critics) <= set(get_args(CriticName)) or len(set(self.critics)) < len(self.critics):
            raise ValueError(f"no such critics: {self.critics}")
        if self.steps < 1 or self.batch < 1 or self.size < 16 or self.seed < 0 or self.measure_every < 0:
            raise ValueError("steps, batch, size and seed are too small")
        weights = (self.penalty, self.hold, self.self_pairs, self.pairs, self.identity, self.consistency)
        if min(*weights, self.variations, self.rate_generator, self.rate_discriminator) < 0:
            raise ValueError("weights and rates are not negative")
        if not 0.0 <= self.average < 1.0 or not 0.0 <= self.dropout < 1.0 or not 0.05 <= self.cropped <= 1.0:
            raise ValueError("average, dropout and cropped are shares")

    @classmethod
    def of_training(cls, config: TrainingConfig, steps: int) -> GameConfig:
        """The settings of a run's game of so many steps."""
        return cls(
            steps=steps,
            batch=config.batch,
            rate_generator=config.rate_generator,
            rate_discriminator=config.rate_discriminator,
            schedule=config.schedule,
            loss=config.loss,
            penalty=config.penalty,
            penalties=("gradient",) if config.loss == "wasserstein" else ("r1", "r2"),
            # Pairs say what is wanted; without them unlike contents must not be taken for the look.
            hold=0.0 if config.paired else config.hold,
            relative=not config.paired,
            cropped=1.0 if config.paired else cls.cropped,
            self_pairs=config.self_pairs,
            variations=2.0 if config.variations else 0.0,
            seed=config.seed,
        )

    @property
    def between_measures(self) -> int:
        """Steps from one measure to the next."""
        return self.measure_every or max(1, self.steps // 10)
