"""A reader's visit to the site: one window, and what went wrong in it."""

import re
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Route

ELSEWHERE = re.compile(r"^(?!file:|data:|http://127\.0\.0\.1:)")


class Visit:
    """Opens windows as a test wants them, and notes errors, dialogs and requests that would leave the machine."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page: Page | None = None
        self.wrong: list[str] = []

    def window(self, **options: Any) -> Page:
        """A window; options as Playwright's, such as `color_scheme` and `viewport`."""
        self.leave()
        context = self._browser.new_context(**options)
        context.route(ELSEWHERE, self._stop)
        page = self._page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("dialog", self._dismiss)
        page.on("requestfailed", lambda request: self.wrong.append(f"failed: {request.url}"))
        return page

    def leave(self) -> None:
        """Close the window."""
        if self._page:
            self._page.context.close()
            self._page = None

    def _stop(self, route: Route, request: Request) -> None:
        self.wrong.append(f"leaves the machine: {request.url}")
        route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"console: {message.text}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()
