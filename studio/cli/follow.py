"""Following a training on the command line: what its folder says, and what the user wants of it."""

from __future__ import annotations

import subprocess
import time
from collections import Counter
from typing import Any

from studio.cli.terminal import Terminal
from studio.errors import OutputError
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.errors import RunFolderLost, RunFolderUnusable, TrainingDied, TrainingError
from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.runs.launch import last_words, launch
from studio.runs.progress import Progress
from studio.runs.waiting import is_there, seen_to_lack

DONE, FAILED, INTERRUPTED = 0, 1, 130
_LOOK = 0.1
_MOST_NAMED = 10

_FINISHED = QT_TRANSLATE_NOOP("errors", "it is finished")
_STOPPING = QT_TRANSLATE_NOOP(
    "Training", "Stopping after this step; what was learned is kept. Ctrl-C once more ends at once."
)
_RESUME = QT_TRANSLATE_NOOP("Training", "To go on: portrait-studio train --resume {run}")
_NAMED = QT_TRANSLATE_NOOP("Training", "{name}: {reason}")
_MORE = QT_TRANSLATE_NOOP("Training", "{count} more photos are left out; --verbose names them all.")
_NO_PEOPLE = QT_TRANSLATE_NOOP("Training", "No people were found in {count} of the photos.")


class Follower:
    """One training, started and watched to its end. ``document`` is what there is to say of it as JSON."""

    def __init__(self, folder: RunFolder, terminal: Terminal, *, json: bool) -> None:
        self._folder, self._terminal, self._json = folder, terminal, json
        self._progress = Progress()
        self._tail = folder.tail()
        self._interrupts = 0
        self._lacks: Message | None = None
        self.document: dict[str, Any] = {
            "output": folder.config.output,
            "run": str(folder.path.absolute()),
            "state": "new",
        }

    def run(self) -> int:
        """Start it, show how far it is, tell how it ended; the exit code.

        Raises RunFolderUnusable for one that is done, RunBusy, TrainingNotStarted, OutputError, OutputLost.
        """
        if self._folder.state() == "done":
            raise RunFolderUnusable(name=self._folder.path.name, reason=Message("errors", _FINISHED))
        self._tail.read()  # what an earlier process said is known
        process = launch(self._folder)
        try:
            self._watch(process)
        except BaseException:
            # Nobody follows any more (the terminal closed): it ends by itself, and can be resumed.
            self._stop(process)
            raise
        return self._end()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        while True:
            try:
                ended = process.poll() is not None
                for event in [*self._tail.read(), *self._unsaid()]:
                    self._take(event)
                self._terminal.progress(str(self._progress.sentence))
                if ended:
                    break
                time.sleep(_LOOK)
            except KeyboardInterrupt:
                self._interrupts += 1
                if self._interrupts > 1:
                    process.kill()
                    process.wait()
                    break
                self._stop(process)
                self._note(Message("Training", _STOPPING))
        self._terminal.clear()

    def _stop(self, process: subprocess.Popen[bytes]) -> None:
        try:
            self._folder.request_stop()
        except OutputError:
            process.terminate()  # its folder is away, and it does nothing but wait

    def _unsaid(self) -> list[Event]:
        """What the training would say of its own folder, if that could be written there."""
        lacks = seen_to_lack(self._folder)
        if lacks == self._lacks:
            return []
        self._lacks = lacks
        return [Event(0.0, "continued") if lacks is None else Event(0.0, "waiting", {"reason": lacks})]

    def _take(self, event: Event) -> None:
        self._progress.take(event)
        if event.kind == "gathered":
            self.document |= {key: _plain(event.get(key)) for key in ("counts", "findings", "notes")}
            self._tell_findings(event.get("findings") or [])
            for note in event.get("notes") or []:
                self._note(note)
        elif event.kind == "baseline":
            self.document["baseline"] = event.get("score")
        elif event.kind == "measure":
            self.document["score"] = event.get("score")
        elif event.kind == "step":
            self.document["step"], self.document["steps"] = event.get("step"), event.get("steps")
        elif event.kind == "waiting":
            self._note(event.get("reason") or "")
        elif event.kind == "watch":
            self._note(event.get("message") or event.get("what", ""))
        elif event.kind == "verdict":
            self.document["verdict"] = _plain(event.values)
            for sentence in _sentences(event.values):
                self._say(sentence)
        elif event.kind == "failed":
            self.document["error"] = _plain(event.get("sentence"))
            self._note(event.get("sentence") or "")
            if self._terminal.verbose:
                for line in str(event.get("details") or "").splitlines():
                    self._terminal.note(line)
        elif event.kind == "done":
            self.document["quality"] = event.get("quality")
            self.document["output"] = event.get("path") or self.document["output"]
            self._say(self.document["output"])

    def _end(self) -> int:
        lost = not is_there(self._folder)
        state = "died" if lost else self._folder.state()
        self.document["state"] = state
        if state == "done":
            return DONE
        self.document["output"] = None
        if state == "failed" and not self._folder.learned:
            return FAILED
        if state == "died" and not self._interrupts:
            error: TrainingError = RunFolderLost(name=self._folder.path.name) if lost else self._death()
            self.document["error"] = str(error)
            self._terminal.error(error)
        self._note(Message("Training", _RESUME, {"run": str(self._folder.path.absolute())}))
        # A stop that somebody else asked for is no failure either, but nothing was learned to the end.
        return INTERRUPTED if self._interrupts else FAILED

    def _death(self) -> TrainingDied:
        return TrainingDied(details=last_words(self._folder))

    def _tell_findings(self, findings: list[dict[str, Any]]) -> None:
        out = [each for each in findings if each.get("excluded")]
        shown = out if self._terminal.verbose else out[:_MOST_NAMED]
        for each in shown:
            name = str(each.get("path", "")).replace("\\", "/").rpartition("/")[2]
            self._note(Message("Training", _NAMED, {"name": name, "reason": each.get("reason", "")}))
        if len(out) > len(shown):
            self._note(Message("Training", _MORE, {"count": len(out) - len(shown)}))
        nobody = Counter(each.get("kind") for each in findings)["no_people"]
        if nobody:
            self._note(Message("Training", _NO_PEOPLE, {"count": nobody}))

    def _note(self, text: Message | str) -> None:
        self._terminal.note(f"portrait-studio: {text}")

    def _say(self, text: Message | str) -> None:
        if not self._json:
            self._terminal.line(str(text))


def _sentences(values: Any) -> list[Message]:
    """All messages of an event, in their order."""
    if isinstance(values, Message):
        return [values]
    parts = values.values() if hasattr(values, "values") else values if isinstance(values, list) else ()
    return [sentence for part in parts for sentence in _sentences(part)]


def _plain(value: Any) -> Any:
    """JSON values, with messages as sentences."""
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if hasattr(value, "items"):
        return {key: _plain(each) for key, each in value.items()}
    return value
