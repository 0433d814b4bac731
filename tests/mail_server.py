"""A small mail server on a socket of this machine, for tests that mail for real: it takes, refuses, and is away."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class Post:
    """What was mailed: to whom, and the message. `refuses` answers 550 to an address, `away` 451 so many times.

    `on_taken` is called when a message has been taken and before the sender hears of it.
    """

    taken: list[tuple[str, Message]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    away: dict[str, int] = field(default_factory=dict)
    on_taken: Callable[[str], None] | None = None
    port: int = 0

    def to(self, address: str) -> list[Message]:
        return [message for recipient, message in self.taken if recipient == address]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 post.invalid")
        recipient = ""
        while line := self.rfile.readline():
            word = line.decode().strip()
            verb = word[:4].upper()
            if verb == "RCPT":
                recipient = word[word.index("<") + 1 : word.index(">")]
                self._say(self._answer(recipient))
            elif verb == "DATA":
                self._say("354 go on")
                self._take(recipient)
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 post.invalid")

    def _answer(self, recipient: str) -> str:
        post = self.server.post  # type: ignore[attr-defined]
        if recipient in post.refuses:
            return "550 no such mailbox"
        if post.away.get(recipient, 0) > 0:
            post.away[recipient] -= 1
            return "451 try again later"
        return "250 ok"

    def _take(self, recipient: str) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        post = self.server.post  # type: ignore[attr-defined]
        post.taken.append((recipient, message_from_bytes(b"".join(lines))))
        if post.on_taken:
            post.on_taken(recipient)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def serving() -> Iterator[Post]:
    """A mail server on this machine, on a port of its own."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.daemon_threads = True
        post = server.post = Post(port=server.server_address[1])  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield post
        finally:
            server.shutdown()
            thread.join(5)
