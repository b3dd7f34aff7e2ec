"""Messages of the core in the user's language, and the program's translators."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from studio.messages import Message
from studio.paths import resources
from studio.runs.config import Language as ReportLanguage
from studio.settings import Language


def translated(message: Message) -> str:
    """The sentence in the language in force; values that are messages are translated too."""
    template = QCoreApplication.translate(message.context, message.template)
    values = {
        name: translated(value) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return template.format(**values)


def locale_of(language: Language) -> QLocale:
    """The locale for a choice of the settings; the system's for ``system``."""
    return QLocale.system() if language == "system" else QLocale(language)


def speaks_chinese(language: Language) -> bool:
    """Whether the program's Chinese texts are to be used."""
    locales = [QLocale(name) for name in QLocale.system().uiLanguages()[:1]]
    locale = locales[0] if language == "system" and locales else locale_of(language)
    return locale.language() == QLocale.Language.Chinese


def language_in_force() -> ReportLanguage:
    """The one that the program speaks now (:class:`Translation`), for files that are written in it."""
    return "zh_CN" if QLocale().language() == QLocale.Language.Chinese else "en"


class Translation:
    """The translators of an application: ours, and Qt's own for its dialogs. English needs none."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """Switch now: every window gets a LanguageChange event."""
        for old in self._installed:
            self._application.removeTranslator(old)
        self._installed = []
        chosen = QLocale("zh_CN") if speaks_chinese(language) else QLocale("en")
        QLocale.setDefault(chosen)
        if chosen.language() != QLocale.Language.Chinese:
            return
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            ("qtbase_zh_CN", qt_folder),
            ("studio_zh_CN", str(resources() / "translations")),
        ):
            translator = QTranslator(self._application)
            if translator.load(name, folder):
                self._application.installTranslator(translator)
                self._installed.append(translator)
