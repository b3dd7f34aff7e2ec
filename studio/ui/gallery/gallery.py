"""Gallery: every style on this photo, with search, sections and favourites."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.styles.style import Style
from studio.ui.gallery.style_model import ID_ROLE, Filter, FilteredStyles, StyleModel
from studio.ui.gallery.style_view import StyleView
from studio.ui.session import Session
from studio.ui.style_names import group_name
from studio.ui.theme.icons import icon

_ALL, _OWN = "all", "own"


class Gallery(QWidget):
    """Styles of the session; knows nobody but it."""

    import_wanted = Signal()
    """The button for importing was pressed: the window asks which files."""
    wanted = Signal(str, str)
    """(what, style id) Something is to be done with a style, see StyleDesk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._search = QLineEdit(self)
        self._search.setClearButtonEnabled(True)
        self._groups = QComboBox(self)
        self._groups.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._groups.setMinimumContentsLength(6)
        self._favourites = QToolButton(self)
        self._favourites.setCheckable(True)
        self._import = QToolButton(self)
        self._model = StyleModel(session, self)
        self._shown = FilteredStyles(self._model, self)
        self.view = StyleView(session, self._shown, self)
        self._lay_out()
        self._search.textChanged.connect(self._filter)
        self._groups.currentIndexChanged.connect(self._filter)
        self._favourites.toggled.connect(self._filter)
        self._import.clicked.connect(self.import_wanted)
        self.view.favourite_wanted.connect(session.preferences.toggle_favourite)
        self.view.wanted.connect(self.wanted)
        self.view.files_dropped.connect(self._take_files)
        self.view.menu_wanted.connect(self._show_menu)
        session.styles_changed.connect(self._fill_groups)
        session.preferences.changed.connect(self._filter)
        session.style_list.added.connect(self._show_added)
        self._translate()

    def search(self) -> None:
        """Put the keyboard into the search box."""
        self._search.setFocus()
        self._search.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._set_icons()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._search, 1)
        first.addWidget(self._import)
        second.addWidget(self._groups, 1)
        second.addWidget(self._favourites)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 0, 0)
        layout.setSpacing(5)
        for row in (first, second):
            row.setSpacing(4)
            row.setContentsMargins(0, 0, 8, 0)
            layout.addLayout(row)
        layout.addWidget(self.view, 1)
        self.setTabOrder(self._search, self._groups)

    @Slot(object)
    def _show_added(self, style: Style) -> None:
        """Bring an imported style into sight."""
        for row in range(self._shown.rowCount()):
            index = self._shown.index(row, 0)
            if index.data(ID_ROLE) == style.id:
                self.view.scrollTo(index)

    def _set_icons(self) -> None:
        self._favourites.setIcon(icon("star", self.palette()))
        self._import.setIcon(icon("import", self.palette()))

    def _translate(self) -> None:
        self._set_icons()
        self.setAccessibleName(self.tr("Styles"))
        self.view.setAccessibleName(self.tr("Styles on this photo"))
        self.view.set_empty_text(self.tr("No style matches. Clear the search or choose another group."))
        self._search.setPlaceholderText(self.tr("Search styles"))
        self._search.setAccessibleName(self.tr("Search styles"))
        self._groups.setAccessibleName(self.tr("Group of styles"))
        self._groups.setToolTip(self.tr("Group of styles"))
        self._favourites.setToolTip(self.tr("Only favourites"))
        self._favourites.setAccessibleName(self.tr("Only favourites"))
        self._import.setToolTip(self.tr("Import styles (.pstyle, .cube or HaldCLUT)"))
        self._import.setAccessibleName(self.tr("Import a style"))
        self._model.retranslate()
        self._fill_groups()

    @Slot()
    def _fill_groups(self) -> None:
        chosen = self._groups.currentData() or (_ALL, "")
        self._groups.blockSignals(True)
        self._groups.clear()
        self._groups.addItem(self.tr("All styles"), (_ALL, ""))
        styles = self._session.styles
        for group in dict.fromkeys(style.group for style in styles if style.group):
            self._groups.addItem(group_name(group), ("group", group))
        if any(not style.builtin for style in styles):
            self._groups.addItem(self.tr("My styles"), (_OWN, ""))
        # Found by hand: tuples come back from Qt as lists.
        places = [tuple(self._groups.itemData(place)) for place in range(self._groups.count())]
        self._groups.setCurrentIndex(places.index(tuple(chosen)) if tuple(chosen) in places else 0)
        self._groups.blockSignals(False)
        self._filter()

    @Slot()
    def _filter(self) -> None:
        kind, group = self._groups.currentData() or (_ALL, "")
        self._shown.set_filter(
            Filter(
                text=self._search.text(),
                group=group if kind == "group" else None,
                own=kind == _OWN,
                favourites=self._favourites.isChecked(),
            )
        )

    @Slot(object)
    def _take_files(self, paths: list[Path]) -> None:
        self._session.open_paths(paths)

    @Slot(str, QPoint)
    def _show_menu(self, style_id: str, at: QPoint) -> None:
        menu = self.menu_for(style_id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu_for(self, style_id: str) -> QMenu:
        """What can be done with a style."""
        session = self._session
        menu = QMenu(self)
        menu.addAction(self.tr("Apply")).triggered.connect(lambda: session.set_style(style_id or None))
        style = session.style_list.find(style_id)
        if style is None:
            return menu
        starred = style_id in session.favourites
        self._offer(
            menu,
            style,
            "favourite",
            self.tr("Remove from Favourites") if starred else self.tr("Add to Favourites"),
        )
        self._offer(menu, style, "about", self.tr("About This Style"))
        menu.addSeparator()
        if not style.builtin:
            self._offer(menu, style, "rename", self.tr("Rename…"), "F2")
            self._offer(menu, style, "group", self.tr("Group…"))
        self._offer(menu, style, "duplicate", self.tr("Duplicate"))
        menu.addSeparator()
        self._offer(menu, style, "export_file", self.tr("Export Style File…"))
        self._offer(menu, style, "passport", self.tr("Export as Look-up Table…"))
        if not style.builtin:
            self._offer(menu, style, "show", self.tr("Show in Folder"))
            menu.addSeparator()
            self._offer(menu, style, "remove", self.tr("Move to Trash"), "Del")
        return menu

    def _offer(self, menu: QMenu, style: Style, what: str, text: str, keys: str = "") -> None:
        # The keys are the view's own; here they are only shown.
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{text}\t{native}" if keys else text)
        action.triggered.connect(lambda: self.wanted.emit(what, style.id))
