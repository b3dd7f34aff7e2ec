"""PhotoTableModel: the photos of a batch, a row each, in any order, with small pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QImage

from studio.batch.plan import PlannedPhoto
from studio.batch.results import outcome
from studio.imaging.folders import natural_key
from studio.messages import Message
from studio.ui.batch.columns import COLUMNS, NAME, PICTURE, REASON, STATE, TIME, colour_of, kind_of_reason
from studio.ui.batch.desk import BatchDesk
from studio.ui.batch.often import Often
from studio.ui.batch.row_pictures import RowPictures, mark_of
from studio.ui.batch.runs import runs
from studio.ui.batch.said import ORDER, STATES, say, taken
from studio.ui.plain import tip
from studio.ui.train.small_pictures import SmallPictures
from studio.ui.translate import translated

Index = QModelIndex | QPersistentModelIndex
_FAULTS = ("failed", "problem")


class PhotoTableModel(QAbstractTableModel):
    """Reads the desk; sorted and filtered by itself, as asking Qt's proxy for 10,000 rows takes seconds."""

    often_changed = Signal()

    def __init__(self, desk: BatchDesk, pictures: SmallPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[int] = []
        self._places: dict[int, int] = {}
        self._numbers: dict[Path, int] = {}
        self._images, self._often = RowPictures(pictures), Often()
        self._names: list[Any] | None = None
        self._asked = object()
        self._column, self._descending = PICTURE, False
        self.only_faults = False
        desk.shown.connect(self._reset)
        desk.photos_changed.connect(self._change)
        desk.grew.connect(self._grow)
        pictures.ready.connect(self._take)
        self._reset()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMNS

    def number(self, row: int) -> int:
        """The photo's place in the plan; ``row`` is the way back, None where it is left out."""
        return self._rows[row]

    def row(self, number: int) -> int | None:
        return self._places.get(number)

    def path(self, row: int) -> Path:
        return self._photos[self._rows[row]].source

    def state(self, number: int) -> str:
        """One of :data:`~studio.ui.batch.said.STATES`."""
        if number in self._desk.waits:
            return "held"
        if number in self._desk.begun:
            return "working"
        found = outcome(self._photos[number], self._desk.states[number])
        if found == "waiting" and number in self._problems:
            return "problem"
        return found

    @property
    def said_often(self) -> str:
        """Lines: what stands in rows by its number."""
        return self._often.above()

    def reason(self, number: int, *, short: bool = False) -> str:
        """Why it failed or waits, or what else there is to say; ``short``: notes of many by their number."""
        state = self._desk.states[number]
        wait = self._desk.waits.get(number)
        reason = wait.reason if wait is not None and wait.reason is not None else state.reason
        if state.state == "waiting" and wait is None:
            reason = self._problems.get(number, reason)
        if reason is not None:
            return translated(reason)
        alone = " ".join(dict.fromkeys(map(translated, state.notes)))
        return self._often.in_a_row(state.notes) if short else alone

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(number, column)
        if role == Qt.ItemDataRole.DecorationRole and column == PICTURE:
            return self._images.of(self._photos[number].source)
        if role == Qt.ItemDataRole.ToolTipRole:
            photo = self._photos[number]
            said = [str(photo.source), *(f"→ {each.target}" for each in photo.outputs if each.is_to_do)]
            return tip("\n".join([*said, *filter(None, [self.reason(number)])]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(number, column or NAME)
        if role == Qt.ItemDataRole.ForegroundRole and column in (STATE, REASON):
            return colour_of(self.state(number), column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == TIME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("", self.tr("Name"), self.tr("State"), self.tr("Note"), self.tr("Time"))[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Picture") if section == PICTURE else self.headerData(section, orientation)
        if role == Qt.ItemDataRole.TextAlignmentRole and section == TIME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By the order of the batch in the column of pictures."""
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def show_faults_only(self, on: bool) -> None:
        """Leave out all that is well."""
        if on != self.only_faults:
            self.only_faults = on
            self._arrange()

    def fetch(self, rows: Iterable[int]) -> None:
        """Ask for the pictures of rows that are seen, a few at once; call again when one came."""
        for row in rows:
            photo, state = self._photos[self._rows[row]], self._desk.states[self._rows[row]]
            if not self._images.want(photo.source, mark_of(photo, state)):
                return

    def retranslate(self) -> None:
        self.often_changed.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, COLUMNS - 1))

    @property
    def _problems(self) -> Mapping[int, Message]:
        return self._desk.planned.problems if self._desk.planned is not None else {}

    @property
    def _photos(self) -> Sequence[PlannedPhoto]:
        return self._desk.plan.photos if self._desk.plan is not None else ()

    def _text(self, number: int, column: int) -> str:
        if column == NAME:
            return str(self._photos[number].source.name)
        if column == STATE:
            return say(STATES[self.state(number)])
        if column == REASON:
            return self.reason(number, short=True)
        return taken(self._desk.states[number].seconds) if column == TIME else ""

    def _key(self) -> Callable[[int], Any] | None:
        """What rows are sorted by; natural order of names comes a moment after the photos."""
        if self._column == NAME:
            if self._names is not None:
                return self._names.__getitem__
            return lambda number: self._photos[number].source.name.casefold()
        states = self._desk.states
        keys: dict[int, Callable[[int], Any]] = {
            STATE: lambda number: ORDER.index(self.state(number)),
            REASON: lambda number: kind_of_reason(states[number], self._problems.get(number)),
            TIME: lambda number: states[number].seconds,
        }
        return keys.get(self._column)

    def _passes(self, number: int) -> bool:
        return not self.only_faults or self.state(number) in _FAULTS

    def _arrange(self) -> None:
        """Sort and filter anew; what is chosen stays chosen."""
        self.layoutAboutToBeChanged.emit()
        before = [(index, self._rows[index.row()]) for index in self.persistentIndexList()]
        self._order()
        for index, number in before:
            row = self._places.get(number)
            new = self.index(row, index.column()) if row is not None else QModelIndex()
            self.changePersistentIndex(index, new)
        self.layoutChanged.emit()

    def _order(self) -> None:
        rows = range(len(self._photos))
        self._rows = sorted(filter(self._passes, rows), key=self._key(), reverse=self._descending)
        self._places = {number: row for row, number in enumerate(self._rows)}

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        self._order()
        self._often.begin_anew(self._desk.states)
        self._numbers = {photo.source: number for number, photo in enumerate(self._photos)}
        self.endResetModel()
        sources = [photo.source.name for photo in self._photos]
        self._names, self._asked = None, (asked := object())

        def take(names: list[Any]) -> None:
            if asked is self._asked:
                self._names = names

        if sources:
            self._desk.aside(lambda: [natural_key(name) for name in sources], take)

    @Slot(object)
    def _change(self, numbers: Sequence[int]) -> None:
        """Tell of neighbours together; a filter takes in what begins to fail, and keeps what it shows."""
        if self._often.follow(numbers, self._desk.states) and self._rows:
            self.dataChanged.emit(self.index(0, REASON), self.index(len(self._rows) - 1, REASON))
        self.often_changed.emit()
        if self.only_faults:
            self._add([number for number in numbers if number not in self._places and self._passes(number)])
        rows = sorted(row for number in numbers if (row := self._places.get(number)) is not None)
        for first, last in runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(last, COLUMNS - 1))

    @Slot(int)
    def _grow(self, first: int) -> None:
        """Photos that came stand at the end until it is sorted anew."""
        self._names, came = None, range(first, len(self._photos))
        self._numbers.update({self._photos[number].source: number for number in came})
        self._add([number for number in came if self._passes(number)])

    def _add(self, numbers: Sequence[int]) -> None:
        if numbers:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(numbers) - 1)
            self._rows += numbers
            self._places.update({number: first + n for n, number in enumerate(numbers)})
            self.endInsertRows()

    @Slot(Path, object)
    def _take(self, path: Path, image: QImage | None) -> None:
        self._images.take(path, image)
        row = self._places.get(self._numbers.get(path, -1))
        if row is not None:
            self.dataChanged.emit(self.index(row, PICTURE), self.index(row, PICTURE))
