"""Everything that can go wrong, as one tree. Every error carries a plain sentence for the user.

::

    StudioError
    ├── Cancelled                 the user took the work back
    ├── PhotoError                a picture file that cannot come in
    │   ├── PhotoMissing              no such file
    │   ├── PhotoUnreadable           no permission, an I/O fault
    │   │   └── PhotoIsFolder             a folder in the place of a photo
    │   ├── EmptyFile                 zero bytes
    │   ├── NotAnImage                text, an unknown format
    │   ├── UnsupportedPhoto          an image of a kind that we do not read
    │   │   └── CmykNeedsProfile          made for print, and nobody says for which
    │   ├── DamagedPhoto              truncated, bad checksum, decoder failure
    │   └── PhotoTooLarge             more pixels than the limit allows
    │       └── PhotoNeedsMemory          more than the free memory holds
    ├── OutputError               a file that cannot go out
    │   ├── OutputIsInput             the output would replace an original
    │   ├── OutputExists              a file is there and may not be replaced
    │   ├── DiskFull                  no space left
    │   ├── OutputFormatTooSmall      more pixels than the file format holds
    │   └── OutputNotWritable         any other failed write
    ├── FolderUnreadable          a folder that cannot be listed
    │   ├── NoPhotos                  a folder with nothing to show
    │   └── FolderAway                one that was there a moment ago: its drive, or share, is gone
    ├── StyleError                a style that cannot be used
    │   ├── StyleUnknown              no style of that id or path
    │   ├── StyleFileInvalid          a style or look-up table file that breaks its format
    │   ├── StyleNeedsPhotos          a style that adapts to the photo, and no photo to fit a table to
    │   └── StyleBuiltin              a style of the program, which cannot be removed
    ├── TrainingError             a style that cannot be learned: see studio/runs/errors.py
    ├── BatchError                a batch that cannot be done: see studio/batch/errors.py
    ├── RecipeInvalid             edits that cannot be understood
    ├── ProfileError              a colour profile that cannot be used: see studio/imaging/profile_errors.py
    ├── DeviceOutOfMemory         no strip is small enough for the device
    └── InternalError             a fault of the program itself

``str(error)`` is the English sentence; ``error.message`` is the :class:`~studio.messages.Message` that the
window translates; ``error.details`` is for those who ask for more.
"""

from __future__ import annotations

from studio.messages import QT_TRANSLATE_NOOP, Message, Value


class StudioError(Exception):
    """The root of the tree. Subclasses set ``template``; the constructor fills its fields.

    ``details`` is technical text, shown on request only.
    """

    template: str = QT_TRANSLATE_NOOP("errors", "Something went wrong.")

    def __init__(self, *, details: str = "", **values: Value) -> None:
        self.message = Message("errors", self.template, values)
        self.details = details
        super().__init__(str(self.message))


class Cancelled(StudioError):
    """Raised inside long work when its token was cancelled."""

    template = QT_TRANSLATE_NOOP("errors", "Cancelled.")


class PhotoError(StudioError):
    """A picture file that cannot come in. Field: ``name``."""

    template = QT_TRANSLATE_NOOP("errors", "“{name}” could not be opened.")


class PhotoMissing(PhotoError):
    template = QT_TRANSLATE_NOOP("errors", "“{name}” was not found. It may have been moved or renamed.")


class PhotoUnreadable(PhotoError):
    """Fields: ``name``, ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "“{name}” could not be read: {reason}.")


class PhotoIsFolder(PhotoUnreadable):
    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” is a folder, not a photo. Use Open Folder to see its photos."
    )


class EmptyFile(PhotoError):
    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” is an empty file. Copy it again from the camera or card."
    )


class NotAnImage(PhotoError):
    template = QT_TRANSLATE_NOOP("errors", "“{name}” is not an image that this program knows.")


class UnsupportedPhoto(PhotoError):
    """Fields: ``name``, ``kind``."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is a picture of a kind that cannot be opened yet ({kind}). Convert it to TIFF or JPEG.",
    )


class CmykNeedsProfile(UnsupportedPhoto):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is made for print (CMYK) and has no colour profile: its colours are not known. Choose the"
        " profile of its printing; FOGRA39 is usual in Europe, SWOP in America.",
    )


class DamagedPhoto(PhotoError):
    """Fields: ``name``, ``reason``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” is damaged ({reason}). Copy it again from the camera or a backup."
    )


class PhotoTooLarge(PhotoError):
    """Fields: ``name``, ``width``, ``height``, ``limit`` (megapixels)."""

    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” claims {width} x {height} pixels; at most {limit} megapixels can be opened."
    )


class PhotoNeedsMemory(PhotoTooLarge):
    """Fields: ``name``, ``width``, ``height``, ``needed`` and ``free`` (gigabytes)."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” has {width} x {height} pixels and needs {needed} GB of memory; {free} GB are free."
        " Close other programs and try again.",
    )


class OutputError(StudioError):
    """A file that cannot go out. Field: ``name``."""

    template = QT_TRANSLATE_NOOP("errors", "“{name}” could not be written.")


class OutputIsInput(OutputError):
    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” is an original and is never replaced. Choose another name or folder."
    )


class OutputExists(OutputError):
    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” is there already. Choose another name or allow replacing it."
    )


class DiskFull(OutputError):
    template = QT_TRANSLATE_NOOP(
        "errors", "The disk is full: “{name}” was not written. Free some space or choose another folder."
    )


class OutputFormatTooSmall(OutputError):
    """Fields: ``name``, ``width``, ``height``, ``format``, ``limit`` (pixels a side)."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” has {width} x {height} pixels; {format} holds at most {limit} a side. Choose TIFF.",
    )


class OutputNotWritable(OutputError):
    """Fields: ``name``, ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "“{name}” could not be written: {reason}. Choose another folder.")


class FolderUnreadable(StudioError):
    """Fields: ``name``, ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "The folder “{name}” could not be read: {reason}.")


class NoPhotos(FolderUnreadable):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP("errors", "There are no photos in “{name}” that can be opened.")


class FolderAway(FolderUnreadable):
    pass


class StyleError(StudioError):
    """A style that cannot be used. Field: ``name``."""

    template = QT_TRANSLATE_NOOP("errors", "The style “{name}” could not be used.")


class StyleUnknown(StyleError):
    template = QT_TRANSLATE_NOOP(
        "errors", "There is no style “{name}”. The list of styles shows their names."
    )


class StyleFileInvalid(StyleError):
    """Fields: ``name``, ``reason`` (with the line where there is one)."""

    template = QT_TRANSLATE_NOOP("errors", "“{name}” is not a usable style file: {reason}.")


class StyleNeedsPhotos(StyleError):
    template = QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” adapts to each photo: its look-up table is made from photos, and none could be opened."
        " Choose some.",
    )


class StyleBuiltin(StyleError):
    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” came with the program and stays as it is. Duplicate it to have your own."
    )


class RecipeInvalid(StudioError):
    """Field: ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "These edits cannot be understood: {reason}.")


class DeviceOutOfMemory(StudioError):
    template = QT_TRANSLATE_NOOP(
        "errors", "There is not enough memory for this photo. Close other programs and try again."
    )


class InternalError(StudioError):
    """A fault of the program itself, caught at a thread's or the program's edge. Field: ``what``."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "A fault in the program stopped this step ({what}). Your files are untouched; please report it.",
    )
