"""The one writer of files: beside, flushed to disk, then renamed, so that no half file is ever seen."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from studio.errors import DiskFull, OutputError, OutputExists, OutputIsInput, OutputNotWritable
from studio.messages import QT_TRANSLATE_NOOP, Message

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), getattr(errno, "EFBIG", errno.ENOSPC)}
_REASONS = {
    errno.EACCES: QT_TRANSLATE_NOOP("errors", "there is no permission to write there"),
    errno.EPERM: QT_TRANSLATE_NOOP("errors", "there is no permission to write there"),
    errno.EROFS: QT_TRANSLATE_NOOP("errors", "the disk is read-only"),
    errno.ENOENT: QT_TRANSLATE_NOOP("errors", "the folder does not exist"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("errors", "the folder does not exist"),
    errno.EISDIR: QT_TRANSLATE_NOOP("errors", "a folder has that name"),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("errors", "the name is too long"),
    errno.EEXIST: QT_TRANSLATE_NOOP("errors", "a file has the name of its folder"),
    errno.ELOOP: QT_TRANSLATE_NOOP("errors", "its links lead in a circle"),
    errno.EINVAL: QT_TRANSLATE_NOOP("errors", "it is a device, not a file"),
    errno.EIO: QT_TRANSLATE_NOOP("errors", "the disk reported a fault"),
}
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_WINDOWS_LIMIT = 240  # MAX_PATH is 260, less our temporary name's growth


def write_atomically(
    path: Path,
    data: bytes,
    *,
    replace: bool = False,
    originals: Collection[Path] = (),
    lasting: bool = True,
    part: str = "",
) -> None:
    """Write ``data`` as the file ``path``: all of it or nothing, also through a crash or a power loss.

    The bytes go to a hidden temporary file in the same folder, are flushed to the disk and take the name in
    one step. Without ``replace`` an existing file is never replaced, not even one that appears meanwhile.
    ``originals`` are files that are never replaced, under whatever name or link. What is not ``lasting`` (a
    cache) is not waited for: a power loss, and no less, may leave it broken. ``part`` names the temporary
    file, for a caller that wants to know its own afterwards (:func:`part_of`); one left over is replaced.

    Raises OutputIsInput, OutputExists, DiskFull, OutputNotWritable; then nothing is left behind.
    """
    if any(is_same_file(path, original) for original in originals):
        raise OutputIsInput(name=path.name)
    try:
        _refuse_what_is_no_file(path)
        if not replace and os.path.lexists(system_path(path)):
            raise OutputExists(name=path.name)
        _write(path, data, replace, lasting, part)
    except FileExistsError as error:
        raise OutputExists(name=path.name) from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise output_error(path, error) from error


def refuse_early(path: Path, *, replace: bool = False, originals: Collection[Path] = ()) -> None:
    """Say no before the work rather than after it; :func:`write_atomically` checks again, without a gap.

    Raises OutputIsInput for one of ``originals``, OutputExists without ``replace``.
    """
    if any(is_same_file(path, original) for original in originals):
        raise OutputIsInput(name=path.name)
    if not replace and os.path.lexists(system_path(path)):
        raise OutputExists(name=path.name)


def append(path: Path, data: bytes) -> None:
    """Add ``data`` to the end of the file ``path``, made where it is not there, in one piece.

    For logs alone: after a crash the last piece may be cut off. A link is not followed: what it leads to may
    be an original. Raises DiskFull, OutputNotWritable.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_WAIT | getattr(os, "O_BINARY", 0)
    try:
        _refuse_what_is_no_file(path)
        if path.is_symlink():
            raise OSError(errno.EINVAL, "a link", str(path))
        with os.fdopen(os.open(system_path(path), flags, 0o666), "wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
    except (OSError, ValueError) as error:
        raise output_error(path, error) from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises OutputError."""
    try:
        system_path(folder).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise output_error(folder, error) from error


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading. Raises OSError, also for a folder, a device, or a pipe, which never ends."""
    handle = os.open(system_path(path), os.O_RDONLY | _NO_WAIT | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return os.fdopen(handle, "rb")


def _refuse_what_is_no_file(path: Path) -> None:
    """A folder, a pipe or a device is not to be replaced by a picture."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if os.path.lexists(system_path(path)):
        mode = system_path(path).lstat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
            raise OSError(errno.EINVAL, "no file", str(path))


def system_path(path: Path) -> Path:
    """The path as the system wants it: on Windows with the lead that lifts the limit of 260 characters."""
    if os.name != "nt":
        return path
    text = str(path.absolute())
    if len(text) < _WINDOWS_LIMIT or text.startswith("\\\\?\\"):
        return path
    return Path("\\\\?\\UNC\\" + text[2:] if text.startswith("\\\\") else "\\\\?\\" + text)


def output_error(path: Path, error: OSError | ValueError) -> OutputError:
    """The error of ours for a failed write."""
    number = error.errno if isinstance(error, OSError) else None
    if number in _FULL:
        return DiskFull(name=path.name, details=str(error))
    reason: str | Message = str(error)
    if number in _REASONS:
        reason = Message("errors", _REASONS[number])
    elif isinstance(error, OSError) and error.strerror:
        reason = error.strerror
    return OutputNotWritable(name=path.name, reason=reason, details=str(error))


def is_same_file(path: Path, original: Path) -> bool:
    """One file under two names: links of both kinds, and names that the file system takes as equal."""
    try:
        if system_path(path).samefile(system_path(original)):
            return True
    except (OSError, ValueError):
        pass  # one of them is not there
    try:
        return path.resolve() == original.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links
        return False


def part_of(path: Path, part: str) -> Path:
    """The temporary file of that name for ``path``, as the system wants it."""
    return system_path(path.with_name(f".{part}.part"))


def _write(path: Path, data: bytes, replace: bool, lasting: bool, part: str) -> None:
    # A link is replaced itself: what it leads to may be an original that nobody named.
    target = system_path(path)
    temporary = part_of(path, part or secrets.token_hex(6))
    if part:
        temporary.unlink(missing_ok=True)
    # The mode is cut by the umask, as for any new file.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, _mode_of(target) if replace else 0o666)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            if lasting:
                os.fsync(file.fileno())
        if replace:
            temporary.replace(target)
        else:
            _take_free_name(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if lasting:
        _flush_folder(path.parent)


def _mode_of(target: Path) -> int:
    try:
        status = target.lstat()
    except OSError:
        return 0o666
    return status.st_mode & 0o777 if stat.S_ISREG(status.st_mode) else 0o666


def _take_free_name(temporary: Path, target: Path) -> None:
    """Give the file its name unless that is taken, in one step. Raises FileExistsError."""
    if os.name == "nt":
        temporary.rename(target)  # fails where the name is taken
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here (exFAT, some network drives): reserve the name, then replace our own empty file.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        try:
            temporary.replace(target)
        except BaseException:
            target.unlink()
            raise
    else:
        temporary.unlink()


def _flush_folder(folder: Path) -> None:
    """Make the new name last. Not every system can; the file itself is on the disk already."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
