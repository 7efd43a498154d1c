"""How two more browsers than Chromium are driven: Firefox by WebDriver BiDi, WebKit by WebDriver.

What is asked of them is little: to open a page, to answer a script, to type, to be given a file and to save one.
"""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

HEIGHT = 800
WAIT = 60


class Engine(ABC):
    """A browser with one window. `folder` is where it saves files."""

    def __init__(self, folder: Path):
        self.folder = folder

    @abstractmethod
    def visit(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""

    @abstractmethod
    def resize(self, width: int) -> None:
        """Make the window as wide as this, in pixels."""

    @abstractmethod
    def ask(self, function: str, *arguments: object) -> Any:
        """What a JavaScript function answers in the page: any value that JSON has."""

    @abstractmethod
    def type(self, selector: str, text: str) -> None:
        """Type a text into a field, key after key."""

    @abstractmethod
    def choose(self, selector: str, file: Path) -> None:
        """Give a file to a field."""

    def click(self, selector: str) -> None:
        """Click on what a selector finds first."""
        self.ask("selector => document.querySelector(selector).click()", selector)

    def until(self, function: str, *arguments: object) -> Any:
        """Wait until a function of the page answers something."""
        return waited(lambda: self.ask(function, *arguments), function)

    def saved(self, pattern: str) -> Path:
        """Wait for a file of this name in the folder, whole."""

        def found() -> Path | None:
            file = next(iter(self.folder.glob(pattern)), None)
            whole = file and file.stat().st_size and not list(self.folder.glob("*.part*"))
            return file if whole else None

        path: Path = waited(found, pattern)
        return path


def waited(answer: Any, what: str) -> Any:
    """The first answer that is something; `TimeoutError` where there is none for long."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if found := answer():
            return found
        time.sleep(0.1)
    raise TimeoutError(what)


class Firefox(Engine):
    """Firefox, by its own WebDriver BiDi."""

    def __init__(self, folder: Path, socket: ClientConnection):
        super().__init__(folder)
        self.socket = socket
        self.last = 0
        self.send("session.new", capabilities={})
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **parameters: object) -> Any:
        """What the browser answers to a command; `RuntimeError` where it refuses."""
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": parameters}))
        while (answer := json.loads(self.socket.recv(timeout=WAIT))).get("id") != self.last:
            continue
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def visit(self, address: str) -> None:
        self.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def resize(self, width: int) -> None:
        viewport = {"width": width, "height": HEIGHT}
        self.send("browsingContext.setViewport", context=self.context, viewport=viewport)

    def _call(self, function: str, values: list[dict[str, object]]) -> Any:
        answer = self.send(
            "script.callFunction",
            functionDeclaration=function,
            arguments=values,
            awaitPromise=True,
            userActivation=True,
            target={"context": self.context},
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"]

    def ask(self, function: str, *arguments: object) -> Any:
        asked = f"async given => JSON.stringify(await ({function})(...JSON.parse(given)) ?? null)"
        return json.loads(self._call(asked, [{"type": "string", "value": json.dumps(arguments)}])["value"])

    def type(self, selector: str, text: str) -> None:
        self.ask("selector => document.querySelector(selector).focus()", selector)
        keys = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": keys}]
        self.send("input.performActions", context=self.context, actions=actions)

    def choose(self, selector: str, file: Path) -> None:
        node = self._call(f"() => document.querySelector({json.dumps(selector)})", [])
        element = {"sharedId": node["sharedId"]}
        self.send("input.setFiles", context=self.context, element=element, files=[str(file)])


class WebKit(Engine):
    """WebKitGTK's own browser, by its WebDriver."""

    def __init__(self, folder: Path, port: int):
        super().__init__(folder)
        self.port = port
        self.session = ""
        waited(self._ready, "WebKitWebDriver")
        options = {"unhandledPromptBehavior": "accept"}
        self.session = f"/session/{self.send('POST', '/session', capabilities={'alwaysMatch': options})['sessionId']}"

    def _ready(self) -> bool:
        try:
            return bool(self.send("GET", "/status")["ready"])
        except OSError:
            return False

    def send(self, method: str, path: str, **parameters: object) -> Any:
        """What the driver answers to a command; `RuntimeError` where it refuses."""
        driver = HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        driver.request(method, f"{self.session}{path}", json.dumps(parameters) if method == "POST" else None)
        answer = driver.getresponse()
        found = json.load(answer)["value"]
        driver.close()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {found['message']}")
        return found

    def visit(self, address: str) -> None:
        self.send("POST", "/url", url=address)

    def resize(self, width: int) -> None:
        self.send("POST", "/window/rect", width=width, height=HEIGHT)
        self.until("width => innerWidth === width", width)

    def ask(self, function: str, *arguments: object) -> Any:
        return self.send("POST", "/execute/sync", script=f"return ({function})(...arguments)", args=list(arguments))

    def type(self, selector: str, text: str) -> None:
        self._give(selector, text)

    def choose(self, selector: str, file: Path) -> None:
        self._give(selector, str(file))

    def _give(self, selector: str, text: str) -> None:
        (element,) = self.send("POST", "/element", using="css selector", value=selector).values()
        self.send("POST", f"/element/{element}/value", text=text)
