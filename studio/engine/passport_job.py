"""The engine's job that makes a passport and writes it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from pathlib import Path

from studio.engine.passport import OnStage, Passport, make_passport, write_passport
from studio.engine.passport_measure import HEAT_TOP
from studio.engine.passport_photos import Renders
from studio.engine.passport_request import PassportDone, PassportOrder, PassportRequest
from studio.engine.request import WRITING, CancelToken
from studio.files import refuse_early
from studio.generators.registry import StyleSource
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.styles.passport_html import passport_html


def do_passport(
    renderer: Renders, source: StyleSource, job: PassportRequest, progress: OnStage
) -> PassportDone:
    """Do all that the request says. Raises what :func:`publish_passport` raises."""
    start = time.perf_counter()
    passport = publish_passport(
        renderer,
        source,
        job.order,
        job.target,
        job.report,
        replace=job.replace,
        originals=job.originals,
        translate=job.translate,
        language=job.language,
        progress=progress,
        token=job.token,
    )
    seconds = time.perf_counter() - start
    return PassportDone(job.job_id, job.target, job.report, passport.report, passport.panels, seconds)


def publish_passport(
    renderer: Renders,
    source: StyleSource,
    order: PassportOrder,
    target: Path,
    report: Path | None,
    *,
    replace: bool = False,
    originals: Collection[Path] = (),
    translate: Callable[[Message], str] = str,
    language: str = "en",
    progress: OnStage | None = None,
    token: CancelToken | None = None,
) -> Passport:
    """Make a passport and write it: the same for the window's jobs and the command line.

    Cancelled before it writes, nothing is left behind. Neither ``originals`` nor the photos nor the style's
    own file are ever replaced. Raises what :func:`make_passport` and :func:`write_passport` raise.
    """
    photos = [photo.path if isinstance(photo, Photo) else photo for photo in order.photos]
    kept = (*originals, *photos, source.get(order.use.id).path)
    for path in (target, report):
        if path is not None:
            refuse_early(path, replace=replace, originals=kept)
    passport = make_passport(renderer, source, order, progress=progress, token=token)
    if token is not None:
        token.check()

    def html(made: Passport) -> bytes:
        return passport_html(made.report, made.panels, HEAT_TOP, translate, language)

    if progress is not None:
        progress(0.98, WRITING)
    write_passport(passport, target, report, html, replace=replace, originals=kept)
    if progress is not None:
        progress(1.0, WRITING)
    return passport
