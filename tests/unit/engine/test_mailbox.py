"""The mailbox: newest wins where it should, first come first served where it should."""

from __future__ import annotations

import threading
from pathlib import Path

from studio.editing.recipe import Recipe
from studio.engine.mailbox import Mailbox
from studio.engine.request import (
    ExportRequest,
    FileThumbnailRequest,
    OpenRequest,
    PreviewRequest,
    QueueStatus,
    Region,
    StyleThumbnailRequest,
)
from studio.imaging.encode import ExportOptions
from studio.imaging.photo import Photo
from tests.support.engine import photo_of, picture

PHOTO, OTHER = photo_of(picture(8, 8)), photo_of(picture(9, 9), "other.jpg")


def opening(stamp: int) -> OpenRequest:
    return OpenRequest(Path("a.jpg"), stamp)


def preview(stamp: int, slot: str = "after", photo: Photo = PHOTO) -> PreviewRequest:
    return PreviewRequest(photo, Recipe(), Region(0, 0, 8, 8), (8, 8), stamp, slot)


def style(stamp: int, style_id: str = "warm") -> StyleThumbnailRequest:
    return StyleThumbnailRequest(PHOTO, Recipe(), style_id, 8, stamp)


def file(stamp: int, name: str = "a.jpg") -> FileThumbnailRequest:
    return FileThumbnailRequest(Path(name), 8, stamp)


def job(name: str) -> ExportRequest:
    return ExportRequest(name, PHOTO, Recipe(), ExportOptions("png"), Path(name))


def filled(*requests: object) -> Mailbox:
    mailbox = Mailbox()
    for request in requests:
        mailbox.put(request)  # type: ignore[arg-type]
    return mailbox


def drained(mailbox: Mailbox) -> list[object]:
    taken: list[object] = []
    while (request := mailbox.next_picture(wait=False)) is not None:
        taken.append(request)
    return taken


def test_order_of_pictures() -> None:
    thumbnail, first, second, newest = style(1), preview(1), preview(1, "before"), opening(2)
    mailbox = filled(thumbnail, first, second, opening(1), newest)
    assert drained(mailbox) == [newest, first, second, thumbnail]


def test_the_newest_preview_of_a_slot_wins_and_keeps_its_turn() -> None:
    after, before, newer = preview(1), preview(1, "before"), preview(2)
    assert drained(filled(after, before, newer)) == [newer, before]


def test_thumbnails_come_in_order_and_stale_ones_not_at_all() -> None:
    requests = [style(1, "a"), file(7, "x"), style(2, "b"), style(2, "c"), file(7, "y")]
    assert drained(filled(*requests)) == requests[1:]


def test_what_is_older_than_asked_before_is_refused() -> None:
    mailbox = filled(preview(5), opening(5), style(5))
    assert not mailbox.put(preview(4))
    assert not mailbox.put(opening(4))
    assert not mailbox.put(style(4))
    assert mailbox.put(preview(4, "before"))


def test_finished_previews_are_shown_while_their_photo_is() -> None:
    done = preview(1)
    assert not filled(done, preview(2)).is_stale(done)
    assert filled(done, preview(2, photo=OTHER)).is_stale(done)
    assert not filled(done, preview(2, "before", OTHER)).is_stale(done)


def test_finished_opens_and_thumbnails_give_way_to_newer_ones() -> None:
    for old, new in ((opening(1), opening(2)), (style(1), style(2)), (file(1), file(2))):
        mailbox = filled(old)
        assert not mailbox.is_stale(old)
        mailbox.put(new)
        assert mailbox.is_stale(old)


def test_an_interrupted_preview_waits_again_unless_a_newer_one_does() -> None:
    one, two = preview(1), preview(2)
    mailbox = filled(one)
    mailbox.next_picture()
    mailbox.put_back(one)
    assert drained(mailbox) == [one]
    mailbox.put(two)
    mailbox.put_back(one)
    assert drained(mailbox) == [two]


def test_jobs_come_in_order() -> None:
    one, two = job("1"), job("2")
    mailbox = filled(one, two)
    assert mailbox.status() == QueueStatus(None, 2, 0)
    assert mailbox.next_job() is one
    assert mailbox.status() == QueueStatus("1", 1, 0)
    mailbox.job_done()
    assert mailbox.next_job() is two


def test_cancelling_jobs() -> None:
    running, waiting = job("1"), job("2")
    mailbox = filled(running, waiting)
    mailbox.next_job()
    assert mailbox.cancel_job("2") is waiting
    assert waiting.token.cancelled
    assert mailbox.cancel_job("1") is None
    assert running.token.cancelled
    assert mailbox.cancel_job("never heard of") is None
    assert mailbox.status() == QueueStatus("1", 0, 0)


def test_clearing() -> None:
    requests = [opening(1), preview(1), style(1), file(1), job("1")]
    for kind in (OpenRequest, PreviewRequest, StyleThumbnailRequest, FileThumbnailRequest, ExportRequest):
        mailbox = filled(*requests)
        assert [type(request) for request in mailbox.clear(kind)] == [kind]
        assert mailbox.status() == QueueStatus(
            None, int(kind is not ExportRequest), 4 - (kind is not ExportRequest)
        )


def test_closing_wakes_everyone_and_refuses() -> None:
    mailbox = Mailbox()
    ended: list[object] = []
    threads = [
        threading.Thread(target=lambda: ended.append(mailbox.next_picture())),
        threading.Thread(target=lambda: ended.append(mailbox.next_job())),
    ]
    for thread in threads:
        thread.start()
    mailbox.close()
    for thread in threads:
        thread.join(5)
    assert ended == [None, None]
    assert not mailbox.put(preview(1))
    assert not mailbox.put(job("1"))
    assert mailbox.closed


def test_closing_cancels_the_running_job_and_forgets_the_rest() -> None:
    running = job("1")
    mailbox = filled(running, job("2"), preview(1), opening(1), style(1))
    mailbox.next_job()
    mailbox.close()
    assert running.token.cancelled
    assert mailbox.status() == QueueStatus("1", 0, 0)
