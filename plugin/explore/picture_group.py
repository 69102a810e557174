"""A group of the page with a picture over the canvas."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from ..errors import in_words
from ..translation import tr
from ..ui.widgets import Note
from .canvas_tool import PlacesTool
from .desk import Desk
from .group import ExploreGroup
from .live import LivePicture
from .parts import KeepJob, ToggleJob, opacity_slider
from .pixels import Pixels


class PictureGroup(ExploreGroup):
    """A button that puts a picture over the canvas, its opacity, and buttons that keep layers.

    Subclasses put their own widgets into ``body`` with :meth:`fill`, and override :meth:`begin`.

    Attributes:
        main: The button.
        picture: The picture.
        note: What was said of the picture.
        opacity: Its opacity.
        keeping: The buttons that keep something.
        tool: The tool for the canvas; None without one.
    """

    tool: PlacesTool | None = None

    def __init__(self, title: str, desk: Desk, main: ToggleJob, parent: QWidget | None = None) -> None:
        """Makes the group.

        Args:
            title: What can be done here.
            desk: The scene and what else the groups share.
            main: The main button.
            parent: Owner.
        """
        super().__init__(title, desk, parent)
        self.main, self.note = main, Note()
        self.keeping: list[KeepJob] = []
        self.picture = LivePicture(desk.canvas, desk.session, self)
        self.picture.drawn.connect(self._drawn)
        self.picture.failed.connect(self._failed)
        self.picture.waits.connect(lambda words: self.note.show_text(tr(words), "info") if words else None)
        self.opacity = opacity_slider(self.picture.set_strength)
        self.body.addWidget(self.main)
        self.fill()
        self.body.addWidget(self.note)
        for job in self.keeping:
            self.body.addWidget(job)
        self.main.toggled.connect(self._toggled)
        self.update_state()

    def fill(self) -> None:
        """Hook: puts the group's own widgets into ``body``."""
        self.body.addWidget(self.opacity)

    def begin(self) -> None:
        """Hook: puts the picture, and perhaps a map tool, on the canvas."""
        raise NotImplementedError

    def nothing_to_keep(self) -> str:
        """Hook: why nothing can be kept yet, beside :meth:`missing`; empty if something can."""
        return ""

    def said(self, pixels: Pixels) -> tuple[str, str]:
        """Hook: what to say of a new picture, and the note's level."""
        return pixels.answer.note, "info"

    def update_state(self) -> None:
        """Enables what can be done, or says why not."""
        reason = self.missing()
        self.main.set_blocked(reason)
        self.opacity.setEnabled(not reason)
        nothing = "" if reason else self.nothing_to_keep()
        for job in self.keeping:
            # Said once, above the first button.
            job.set_blocked(nothing if job is self.keeping[0] else "")
            job.button.setEnabled(not (reason or nothing))

    def stop(self) -> None:
        """Takes the picture off the canvas."""
        self.picture.stop()
        self.main.set_on(False)
        self.note.clear()

    def abort(self) -> None:
        """Ends what is being written."""
        for job in self.keeping:
            job.abort()

    def forget_project(self) -> None:
        """Clears for another project; a layer of the old one is not finished."""
        super().forget_project()
        for job in self.keeping:
            job.work.cancel()
            job.end("", "info")

    def remove(self) -> None:
        """Leaves QGIS for good."""
        super().remove()
        if self.tool is not None:
            self.tool.discard()
        for job in self.keeping:
            job.work.cancel()

    def _toggled(self, on: bool) -> None:
        if on and not self.missing():
            self.take()
            self.begin()
        else:
            self.stop()

    def _drawn(self, pixels: Pixels) -> None:
        self.note.show_text(*self.said(pixels))

    def _failed(self, error: Exception) -> None:
        if not self.lost(error):
            self.note.show_text(in_words(error), "error")
