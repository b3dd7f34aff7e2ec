"""Progress: how far a training is, from its events, as numbers and as one sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from studio.messages import QT_TRANSLATE_NOOP, Message, Value
from studio.runs.events import Event, number

STAGES: Mapping[str, str] = {
    "gathering": QT_TRANSLATE_NOOP("Training", "Reading the photos"),
    "estimate": QT_TRANSLATE_NOOP("Training", "A first estimate"),
    "pairs": QT_TRANSLATE_NOOP("Training", "Learning from pairs"),
    "game": QT_TRANSLATE_NOOP("Training", "Learning"),
    "all": QT_TRANSLATE_NOOP("Training", "Learning from all photos"),
    "verdict": QT_TRANSLATE_NOOP("Training", "Judging the result"),
    "writing": QT_TRANSLATE_NOOP("Training", "Writing the style file"),
}
"""What the stages are called; others are shown by their own names."""

_BEGINNING = QT_TRANSLATE_NOOP("Training", "Starting")
_PAUSED = QT_TRANSLATE_NOOP("Training", "Paused")
_PART = QT_TRANSLATE_NOOP("Training", "{stage}: {percent} %")
_STEP = QT_TRANSLATE_NOOP("Training", "{stage}: step {step} of {steps}")
_SCORE = QT_TRANSLATE_NOOP("Training", "{start}, score {score}")
_LEFT = QT_TRANSLATE_NOOP("Training", "{start}, {time} left")

_CLEARLY = 0.02
"""By so much a score is better than chance alone makes it, mostly; whether it is, is measured at the end."""


class Progress:
    """Takes events in; says where the training is.

    ``stage`` is a key of :data:`STAGES` or another word, "" before the first. ``fraction`` is of gathering
    or teaching, 0 to 1. ``score`` is the latest on held-out photos (higher is better, 1 is perfect),
    ``seconds_left`` an estimate up to the end; both None where unknown. After the game the first estimate
    is made once more, from all photos, unless the game did better: so long that took is counted in until
    one of its measures is clearly better than the start. ``waiting``: what it waits for, if it does.
    """

    def __init__(self) -> None:
        self.stage = ""
        self.fraction: float | None = None
        self.step: int | None = None
        self.steps: int | None = None
        self.score: float | None = None
        self.seconds_left: float | None = None
        self.paused = False
        self.waiting: Message | None = None
        self._held: float | None = None
        self._estimating: float | None = None
        self._estimate = 0.0
        self._start: float | None = None
        self._best = -math.inf

    def take(self, event: Event) -> None:
        """Take one event in; values of the wrong kind count as unknown."""
        if event.kind == "started":
            kept = self._estimate, self._start, self._best
            self.__init__()  # type: ignore[misc]
            # One that goes on does not estimate again, and its measures count.
            self._estimate, self._start, self._best = kept
        elif event.kind == "gathering":
            self._go_on(event)  # what it waited for is there, and is read
            self.stage, self.fraction = "gathering", number(event.get("fraction"))
        elif event.kind == "stage":
            if self._estimating is not None:
                self._estimate = max(self._estimate, event.at - self._estimating)
            self.stage, self.fraction = str(event.get("name", "")), None
            self._estimating = event.at if self.stage == "estimate" else None
            self.step = self.steps = self.seconds_left = None
        elif event.kind == "teaching":
            self.fraction = number(event.get("fraction"))
        elif event.kind == "step":
            self.step, self.steps = _whole(event.get("step")), _whole(event.get("steps"))
            left = number(event.get("seconds_left"))
            self.seconds_left = None if left is None else left + self._after
        elif event.kind in ("measure", "baseline"):
            self.score = number(event.get("score"))
            if event.kind == "measure" and self.score is not None:
                if event.get("step") == 0:
                    self._start = self.score
                else:
                    self._best = max(self._best, self.score)
        elif event.kind in ("paused", "waiting"):
            self._hold(event)
        elif event.kind in ("continued", "stopped", "failed", "done"):
            self._go_on(event)

    def _hold(self, event: Event) -> None:
        reason = event.get("reason")
        self.paused = event.kind == "paused"
        self.waiting = reason if isinstance(reason, Message) else None
        self._held = event.at if self._held is None else self._held
        self.seconds_left = None if self.waiting else self.seconds_left

    def _go_on(self, event: Event) -> None:
        if self._held is not None and self._estimating is not None:
            self._estimating += event.at - self._held
        self.paused, self.waiting, self._held = False, None, None

    @property
    def _after(self) -> float:
        """Seconds that come after the game, as far as is known by now."""
        better = self._start is not None and self._best > self._start + _CLEARLY
        return 0.0 if better else self._estimate

    @property
    def sentence(self) -> Message:
        """What to show: stage, step, score, time left, as far as they are known."""
        if self.paused:
            return Message("Training", _PAUSED)
        if self.waiting is not None:
            return self.waiting
        if not self.stage:
            return Message("Training", _BEGINNING)
        stage: Value = Message("Training", STAGES[self.stage]) if self.stage in STAGES else self.stage
        if self.fraction is not None:
            return Message("Training", _PART, {"stage": stage, "percent": round(100 * self.fraction)})
        said: Value = stage
        if self.step is not None and self.steps is not None:
            said = Message("Training", _STEP, {"stage": stage, "step": self.step, "steps": self.steps})
        if self.score is not None:
            said = Message("Training", _SCORE, {"start": said, "score": f"{self.score:.2f}"})
        if self.seconds_left is not None:
            said = Message("Training", _LEFT, {"start": said, "time": clock(self.seconds_left)})
        return said if isinstance(said, Message) else Message("Training", "{stage}", {"stage": said})


def clock(seconds: float) -> str:
    """ "1:05:09" or "5:09"."""
    whole = max(0, math.ceil(seconds))
    hours, rest = divmod(whole, 3600)
    minutes = f"{rest // 60:02d}" if hours else f"{rest // 60}"
    return f"{hours}:{minutes}:{rest % 60:02d}" if hours else f"{minutes}:{rest % 60:02d}"


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
