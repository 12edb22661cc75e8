"""Presents a story on the screens there are: the audience's slide, and the presenter's own view.

The first other screen gets the slides at the start. After that nothing moves by itself: a screen that comes
is offered, and when the audience's screen goes the slide comes back to the presenter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from chipmap.ui.present.presentation import Presentation
from chipmap.ui.present.presenter_view import PresenterView, ScreenOffer
from chipmap.ui.present.stage import Stage

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from chipmap.ui.main_window import MainWindow


class Presenting(QObject):
    """One talk, from its first slide to Escape; it deletes its windows and itself at the end."""

    ended = Signal(str)
    """The talk is over; carries the id of the slide that was shown last, or nothing."""

    def __init__(self, window: MainWindow, story: str, slide: str = "", *, rehearses: bool = False) -> None:
        """Begin the talk; `rehearses` keeps everything on this screen, with notes and clock."""
        super().__init__(window)
        view = window.view
        assert view is not None
        self._window = window
        self.talk = Presentation(view.bridge, story, slide, self)
        self.stage = Stage(self.talk)
        self.presenter = PresenterView(self.talk, self.stage)
        self._audience: QScreen | None = None
        self.is_over = False
        self.talk.ended.connect(self._end)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self._on_screen_removed)
        self.presenter.screen_wanted.connect(self._show_on)
        # The slides go with the workspace that they are about.
        window.documents.closing.connect(self.talk.end)
        self._begin(rehearses=rehearses)

    @property
    def is_shared(self) -> bool:
        """Whether the audience has a screen of its own."""
        return self._audience is not None

    def come_forward(self) -> None:
        """Give the keyboard to the talk again, for whoever asks for it a second time."""
        here = self.presenter if self.presenter.isVisible() else self.stage
        here.activateWindow()
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, *, rehearses: bool) -> None:
        others = [screen for screen in QGuiApplication.screens() if screen is not self._window.screen()]
        if rehearses:
            self._come_back()
        elif others:
            self._give(others[0])
        else:
            self._fill(self._window.screen())
            self.stage.activateWindow()
            self.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, screen: QScreen) -> None:
        """Show the slides on a screen of their own, and the presenter's view on this one."""
        self._audience = screen
        self.presenter.give_stage()
        self._fill(screen)
        self._show_presenter()

    def _fill(self, screen: QScreen) -> None:
        """Let the stage cover a screen, whatever its scaling."""
        self.stage.hide()
        self.stage.setParent(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.stage.setScreen(screen)
        self.stage.setGeometry(screen.geometry())
        self.stage.showFullScreen()

    def _come_back(self) -> None:
        """Take the stage into the presenter's view, on the screen of the program."""
        self._audience = None
        self.presenter.hold_stage()
        self._show_presenter()

    def _show_presenter(self) -> None:
        if not self.presenter.isVisible():
            self.presenter.setScreen(self._window.screen())
            self.presenter.setGeometry(self._window.screen().availableGeometry())
            self.presenter.showMaximized()
        self._offer()
        self.presenter.activateWindow()
        self.presenter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        here = self._window.screen()
        self.presenter.offer_screens(
            [
                ScreenOffer(screen.name(), _title_of(screen))
                for screen in QGuiApplication.screens()
                if screen is not here and screen is not self._audience
            ]
        )

    def _show_on(self, name: str) -> None:
        found = next((screen for screen in QGuiApplication.screens() if screen.name() == name), None)
        if found is None:
            self._come_back()
        else:
            self._give(found)

    def _on_screen_added(self, _screen: QScreen) -> None:
        if self.presenter.isVisible():
            self._offer()

    def _on_screen_removed(self, screen: QScreen) -> None:
        if self.is_over:
            return
        if screen is self._audience:
            self._come_back()
        elif self.presenter.isVisible():
            # The screen is still listed while it says that it goes.
            QTimer.singleShot(0, self, self._offer)

    def _end(self) -> None:
        if self.is_over:
            return
        self.is_over = True
        slide = self.talk.slide
        for part in (self.stage, self.presenter):
            part.blockSignals(True)
            part.hide()
            part.deleteLater()
        self._window.activateWindow()
        self.ended.emit("" if slide is None else slide.id)
        self.deleteLater()


def _title_of(screen: QScreen) -> str:
    """What people call a screen: its model where it says one, else its name."""
    return f"{screen.manufacturer()} {screen.model()}".strip() or screen.name()
