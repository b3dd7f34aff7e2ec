"""One photo of a batch: decoded once, rendered, encoded and written for each of its outputs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.batch.fingerprint import Fingerprint, digest, look_at
from studio.batch.journal import Journal
from studio.batch.plan import PlannedPhoto
from studio.batch.standing import Standing, part_name, remove_parts, standing
from studio.batch.trouble import OutputRoot
from studio.engine.cancel import CancelToken
from studio.engine.export import encode_export
from studio.errors import OutputError, OutputFormatTooSmall, PhotoMissing, StudioError
from studio.files import output_error, write_atomically
from studio.imaging.cmyk import assuming
from studio.imaging.decode import decode_photo
from studio.imaging.photo import Photo
from studio.messages import QT_TRANSLATE_NOOP, Message, Value

if TYPE_CHECKING:
    from studio.batch.shoot_book import ShootBook
    from studio.engine.render import Renderer

KEPT_ONE = QT_TRANSLATE_NOOP("notes", "“{name}” was there already and was kept.")
ALIGNED = QT_TRANSLATE_NOOP(
    "notes", "Aligned with its scene: temperature {temperature}, tint {tint}, exposure {exposure} EV."
)
CHANGED = Message("notes", QT_TRANSLATE_NOOP("notes", "The photo was changed meanwhile and was done again."))


class PhotoWork:
    """Does photos one after the other in one thread, with a renderer of its own, made when first needed."""

    def __init__(
        self,
        journal: Journal,
        root: OutputRoot,
        token: CancelToken,
        make_renderer: Callable[[], Renderer],
        book: ShootBook | None = None,
    ) -> None:
        """``book``: where impressions of finished photos go."""
        self._journal, self._root, self._token = journal, root, token
        self._make_renderer = make_renderer
        self._book = book
        self._renderer: Renderer | None = None

    def pending(self, number: int) -> list[tuple[int, Standing]]:
        """The outputs of a photo that are still to be written. Raises OutputError.

        What an earlier process left half done is removed. Nothing of the photo is read if all is finished.
        """
        photo, state = self._journal.plan.photos[number], self._journal.states[number]
        if state.ready and state.state != "done":
            remove_parts(self._journal, number)
        left = []
        for place, output in enumerate(photo.outputs):
            if output.is_to_do:
                try:
                    stands = standing(photo.source, output, place, state)
                except (OSError, ValueError) as error:
                    raise output_error(output.target, error) from error
                if not stands.finished:
                    left.append((place, stands))
        return left

    def do(
        self, number: int, left: list[tuple[int, Standing]], room: Callable[[], AbstractContextManager[None]]
    ) -> tuple[Message, ...]:
        """Write the outputs of ``left``; notes on them. ``room`` is held while the photo is in memory.

        Raises Cancelled, PhotoError, StyleError, OutputError, PlaceAway, DeviceOutOfMemory. An output that
        fails for good does not keep the others from being written.
        """
        photo = self._journal.plan.photos[number]
        if not left:
            return ()
        with room():
            self._token.check()
            try:
                before = look_at(photo.source)
            except (FileNotFoundError, NotADirectoryError) as error:
                raise PhotoMissing(name=photo.source.name) from error
            except (OSError, ValueError):
                before = photo.input  # decoding says what is wrong
            self._token.check()
            with assuming(self._journal.plan.order.inks):
                decoded = decode_photo(photo.source)
            read = decoded.file_digest or decoded.digest
            input = replace(before, digest=read)
            notes = list(decoded.notes)
            if any(mark.input.digest != read for mark in self._journal.states[number].ready):
                notes.append(CHANGED)
            failure: StudioError | None = None
            try:
                for place, stands in left:
                    try:
                        notes += self._write(number, place, stands, decoded, input)
                    except OutputFormatTooSmall as error:
                        failure = failure or error
                if self._book is not None:
                    self._impress(self._book, number, decoded)
            finally:
                # What is kept for a photo is of no use to the next one.
                if self._renderer is not None:
                    self._renderer.clear()
        if failure is not None:
            raise failure
        return tuple(notes)

    def _write(
        self, number: int, place: int, stands: Standing, decoded: Photo, input: Fingerprint
    ) -> list[Message]:
        photo = self._journal.plan.photos[number]
        output = photo.outputs[place]
        renderer = self._ready()
        encoded = encode_export(
            renderer,
            decoded,
            self._journal.plan.recipe(photo),
            output.options,
            shared=photo.shared,
            token=self._token,
        )
        self._token.check()
        self._root.folder_of(output.target)
        self._journal.ready(number, place, digest(encoded.data), input)
        try:
            write_atomically(
                output.target,
                encoded.data,
                replace=stands.replace,
                originals=(photo.source,),
                part=part_name(self._journal, number, place),
            )
        except OutputError as error:
            explained = self._root.explained(error)
            if explained is error:
                raise
            raise explained from error
        return list(encoded.notes)

    def _impress(self, book: ShootBook, number: int, decoded: Photo) -> None:
        from studio.batch.impression import impression_of

        photo = self._journal.plan.photos[number]
        # The photo is done without it.
        with contextlib.suppress(StudioError, MemoryError):
            recipe = self._journal.plan.recipe(photo)
            book.add(impression_of(number, self._ready(), decoded, recipe, photo.shared))

    def _ready(self) -> Renderer:
        if self._renderer is None:
            self._renderer = self._make_renderer()
        return self._renderer


def known_failure(photo: PlannedPhoto) -> Message | None:
    """Why something of a photo cannot be done, known since planning."""
    if photo.error is not None:
        return photo.error
    return next((output.error for output in photo.outputs if output.error is not None), None)


def aligned_notes(photo: PlannedPhoto) -> tuple[Message, ...]:
    """How it was brought to its scene."""
    if photo.alignment is None:
        return ()
    values: dict[str, Value] = {
        "temperature": f"{photo.alignment.temperature:+.0f}",
        "tint": f"{photo.alignment.tint:+.0f}",
        "exposure": f"{photo.alignment.exposure:+.2f}",
    }
    return (Message("notes", ALIGNED, values),)


def kept_notes(photo: PlannedPhoto) -> tuple[Message, ...]:
    """That files were there already."""
    return tuple(
        Message("notes", KEPT_ONE, {"name": output.target.name}) for output in photo.outputs if output.skip
    )
