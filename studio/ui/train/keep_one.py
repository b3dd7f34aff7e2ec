"""KeepOne: brings the style of one checkpoint into the gallery, and then offers to try it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from studio.styles.style import Style
from studio.ui.live import Live
from studio.ui.session import Session
from studio.ui.train.adoption import Texts, adopt, find_adopted
from studio.ui.train.sample_pictures import Samples
from studio.ui.train.watch import RunWatch

_LOOK_MS = 150
"""A checkpoint that is passed over in scrubbing is not looked for."""


class KeepOne(Live, QWidget):
    """Two buttons, of which the second comes with a style that was kept."""

    tried = Signal(object)
    """(Style) The user wants to see the kept style on a photo."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watch: RunWatch | None = None
        self._samples: Samples | None = None
        self._asked: int | None = None
        self._kept: dict[int, Style] = {}
        self._known: set[int] = set()  # steps of which it is known whether they are kept
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        session.style_list.changed.connect(self._look_again)
        self.keep, self.try_it = QPushButton(self), QPushButton(self)
        self.keep.setObjectName("time_keep")
        self.keep.setProperty("part", "primary")
        self.try_it.setObjectName("time_try")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.keep)
        row.addWidget(self.try_it)
        self.keep.clicked.connect(self._keep)
        self.try_it.clicked.connect(self._try)
        self.retranslate()

    def begin(self, watch: RunWatch) -> None:
        """Another run."""
        self._watch, self._samples, self._asked = watch, None, None
        self._kept, self._known = {}, set()
        self._follow()

    def forget(self, steps: Iterable[int]) -> None:
        """The style files of these steps were written anew."""
        for step in steps:
            self._kept.pop(step, None)
            self._known.discard(step)

    def show_samples(self, samples: Samples | None) -> None:
        """The checkpoint that is shown."""
        self._samples = samples
        self._follow()
        if samples is not None and samples.step not in self._known:
            self._looking.start()

    def retranslate(self) -> None:
        self.keep.setToolTip(self.tr("Add the style as it was at this step to your gallery"))
        self.try_it.setText(self.tr("Try It on a Photo"))
        self._follow()

    def _follow(self) -> None:
        samples = self._samples
        kept = samples is not None and samples.step in self._kept
        possible = samples is not None and bool(samples.style)
        self.keep.setText(self.tr("In Your Gallery") if kept else self.tr("Keep This One"))
        self.keep.setEnabled(possible and not kept and self._asked is None)
        self.try_it.setVisible(kept)

    @Slot()
    def _look_again(self) -> None:
        """A style came or went."""
        self._known = set()
        self._looking.start()

    @Slot()
    def _look(self) -> None:
        """See whether the one that is shown is in the gallery already, from an earlier sitting."""
        samples, watch = self._samples, self._watch
        if samples is None or watch is None or not samples.style or samples.step in self._known:
            return
        if not self.isVisible():  # it is looked for when it comes to be seen
            return
        step = samples.step

        def found(style: Style | None) -> None:
            if watch is self._watch and self._asked is None:
                self._known.add(step)
                if style is None:
                    self._kept.pop(step, None)
                else:
                    self._kept[step] = style
                self._follow()

        find_adopted(self._session, watch.run.samples / samples.style, found)

    @Slot()
    def _keep(self) -> None:
        samples, watch = self._samples, self._watch
        if samples is None or watch is None:
            return
        step = self._asked = samples.step
        config = watch.run.config
        name = self.tr("{name}, step {step}").format(name=config.name, step=step)
        path = watch.run.samples / samples.style
        texts = Texts(name, config.group, config.licence)
        adopt(self._session, path, texts, lambda style: self._take(watch, step, style))
        self._follow()

    def _take(self, watch: RunWatch, step: int, style: Style | None) -> None:
        if watch is self._watch:
            self._asked = None
            if style is not None:
                self._kept[step] = style
                self._known.add(step)
            self._follow()

    @Slot()
    def _try(self) -> None:
        style = self._kept.get(self._samples.step) if self._samples is not None else None
        if style is not None:
            self.tried.emit(style)
