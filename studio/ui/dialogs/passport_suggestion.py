"""What the dialog that exports a style suggests: photos, a name, a folder, and the style as it is set."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths

from studio.editing.style_use import AMOUNTS, StyleUse
from studio.engine.passport_request import PassportOrder
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.paths import sample_portrait
from studio.styles.style import Style
from studio.ui.dialogs.passport_form import Choices, PassportForm
from studio.ui.dialogs.target import free_name
from studio.ui.session import Session
from studio.ui.style_list import said_name
from studio.ui.translate import translated

# As engine.passport_photos, which imports more than a window that opens should wait for.
MOST_PHOTOS = 24
_AMOUNT = QT_TRANSLATE_NOOP("PassportDialog", "{label} {value} %")
_VARIATION = QT_TRANSLATE_NOOP("PassportDialog", "variation {n}")
_BLENDED = QT_TRANSLATE_NOOP("PassportDialog", "blended with another")


def choices_for(session: Session) -> Choices:
    """The photos that there are now."""
    return Choices(session.photo, session.folder_photos, sample_portrait(), MOST_PHOTOS)


def use_of(session: Session, style: Style) -> StyleUse | None:
    """How the style is set on the photo; None where it is not applied, or applied plainly."""
    use = session.style_list.usable(session.recipe).style
    return use if use is not None and use.id == style.id and use != StyleUse(style.id) else None


def adapts(session: Session, style: Style, use: StyleUse | None) -> bool:
    """Whether the table has to be fitted to photos: the style, or the one blended in, is no fixed table."""
    blended = session.style_list.find(use.blend_id) if use is not None else None
    return style.learned or (blended is not None and blended.learned)


def amounts_text(use: StyleUse | None) -> str:
    """ "Strength 80 %, variation 3"; empty for a style that is used plainly."""
    if use is None:
        return ""
    texts = []
    for param in AMOUNTS:
        value = getattr(use, param.key)
        if value != param.default:
            label = QCoreApplication.translate("Param", param.label)
            texts.append(_said(_AMOUNT, label=label, value=round(value * 100)))
    if use.variation:
        texts.append(_said(_VARIATION, n=use.variation))
    if use.blend_id is not None:
        texts.append(_said(_BLENDED))
    return ", ".join(texts)


def order_of(form: PassportForm, style: Style, set_use: StyleUse | None) -> PassportOrder:
    """What the form asks for; ``set_use`` is the style as it is set on the photo."""
    use = set_use if set_use is not None and form.as_set.isChecked() else StyleUse(style.id)
    name = said_name(style)
    return PassportOrder(
        use,
        name,
        name if isinstance(name, str) else translated(name),
        str(form.format.currentData()),
        int(form.nodes.currentData()),
        form.chosen_photos(),
    )


def documents() -> Path:
    """Where a style goes that nobody chose a folder for."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()


def report_beside(table: Path, *, replace: bool) -> Path | None:
    """A name for the report, one that is free unless files are replaced. Asks the disk."""
    report = table.with_suffix(".html")
    return report if replace or not os.path.lexists(report) else free_name(report)


def _said(template: str, **values: str | int) -> str:
    return translated(Message("PassportDialog", template, values))
