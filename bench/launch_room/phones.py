"""How does a phone behave? Comes in by its code, asks every second, posts, votes, and sends again until answered."""

import asyncio
import gzip
import json
import random
import re
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

POLL, POST, VOTE = 1.0, 30.0, 10.0
PATIENCE = 10.0


@dataclass
class Log:
    """What all phones did and saw, on one clock."""

    sent: dict[str, float] = field(default_factory=dict)
    """Id of a post to when its phone sent it first."""
    kept: dict[str, float] = field(default_factory=dict)
    """Id of a post to when the server acknowledged it."""
    seen: dict[str, dict[int, float]] = field(default_factory=dict)
    """Id of a post to when each phone saw it."""
    twice: int = 0
    """Times that a phone was handed a post that it had."""
    ballots: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Id of an acknowledged ballot to its firm and when it was made."""
    refused: list[str] = field(default_factory=list)
    polls: int = 0
    unchanged: int = 0
    failures: int = 0
    waits: list[float] = field(default_factory=list)
    """Seconds that answers to polls took."""
    writes: list[float] = field(default_factory=list)
    """Seconds that answers to posts and ballots took."""
    answered: list[float] = field(default_factory=list)
    """When anything was answered."""


class Away(Exception):
    """The server didn't answer."""


class Phone:
    """One phone with one connection for asking and one for sending, as browsers hold them."""

    def __init__(self, number: int, port: int, room: int, items: list[int], firm: str, token: str, log: Log) -> None:
        self.number, self.port, self.room, self.items = number, port, room, items
        self.firm, self.token, self.log = firm, token, log
        self.cookies: dict[str, str] = {}
        self.csrf = ""
        self.since, self.etag, self.clock = 0, "", 0
        self.queue: list[tuple[str, str, dict[str, str]]] = []
        self.lines: dict[str, tuple[asyncio.StreamReader, asyncio.StreamWriter]] = {}
        self.stop = False

    async def request(self, line: str, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """Return status, etag and text of an answer.

        Raises:
            Away: there was none.
        """
        try:
            return await asyncio.wait_for(self._request(line, method, path, body, headers), PATIENCE)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, ValueError, IndexError) as error:
            held = self.lines.pop(line, None)
            if held:
                held[1].close()
            self.log.failures += 1
            raise Away from error

    async def _request(
        self, line: str, method: str, path: str, body: str, headers: dict[str, str]
    ) -> tuple[int, str, str]:
        if line not in self.lines:
            self.lines[line] = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.lines[line]
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        parts = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}", "Accept-Encoding: gzip"]
        parts += [f"Cookie: {cookies}"] if cookies else []
        parts += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if body:
            parts += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        writer.write(("\r\n".join(parts) + "\r\n\r\n" + body).encode())
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status = int(head.split(" ", 2)[1])
        found = dict(re.findall(r"(?im)^(content-length|etag|content-encoding):\s*(.*?)\r$", head.lower()))
        for name, value in re.findall(r"(?im)^set-cookie:\s*([^=;]+)=([^;\r]*)", head):
            self.cookies[name] = value
        raw = await reader.readexactly(int(found.get("content-length", 0))) if status != 304 else b""
        if "connection: close" in head.lower():
            # waitress closes after a 304; browsers open another connection, too.
            self.lines.pop(line)[1].close()
        if found.get("content-encoding") == "gzip":
            raw = gzip.decompress(raw)
        self.log.answered.append(time.perf_counter())
        return status, found.get("etag", ""), raw.decode()

    async def come_in(self) -> None:
        """Come in by the code, as a person does: look, then press the button."""
        path = f"/room/come-in/{self.token}/"
        _status, _etag, page = await self.request("send", "GET", path)
        self.csrf = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
        sent = urlencode({"csrfmiddlewaretoken": self.csrf, "phone": str(uuid.uuid4())})
        status, _etag, _page = await self.request("send", "POST", path, sent)
        assert status == 302, status
        status, _etag, text = await self.request("ask", "GET", f"/room/{self.room}/live")
        self.since = json.loads(text)["version"]

    async def ask(self) -> None:
        """Ask every second for what is new."""
        await asyncio.sleep(random.uniform(0, POLL))
        while not self.stop:
            start = time.perf_counter()
            try:
                await self._ask()
                self.log.waits.append(time.perf_counter() - start)
            except Away:
                pass
            await asyncio.sleep(max(0.0, POLL - (time.perf_counter() - start)))

    async def _ask(self) -> None:
        headers = {"If_None_Match": self.etag} if self.etag else {}
        status, etag, text = await self.request("ask", "GET", f"/room/{self.room}/live?since={self.since}", **headers)
        self.log.polls += 1
        if status == 304:
            self.log.unchanged += 1
            return
        if status != 200:
            raise Away
        news = json.loads(text)
        now = time.perf_counter()
        self.clock = news["now"] - int(time.time() * 1000)
        for post in news["posts"]:
            seen = self.log.seen.setdefault(post["id"], {})
            self.log.twice += self.number in seen
            seen.setdefault(self.number, now)
        self.since, self.etag = news["version"], etag

    async def write(self, name: str, every: float) -> None:
        """Post, or vote, again and again."""
        await asyncio.sleep(random.uniform(0, every))
        while not self.stop:
            id = str(uuid.uuid4())
            sent = {"id": id, "csrfmiddlewaretoken": self.csrf, "made_at": str(int(time.time() * 1000) + self.clock)}
            if name == "post":
                sent |= {"kind": random.choice(["opportunity", "obstacle"]), "text": f"Post {id} of some usual length"}
                self.log.sent[id] = time.perf_counter()
            else:
                for _dot in range(5):
                    key = f"dots-{random.choice(self.items)}"
                    sent[key] = str(int(sent.get(key, "0")) + 1)
            self.queue.append((name, id, sent))
            await asyncio.sleep(every)

    async def send(self) -> None:
        """Send what waits, in order, until each is answered."""
        while not self.stop or self.queue:
            if not self.queue:
                await asyncio.sleep(0.02)
                continue
            name, id, sent = self.queue[0]
            start = time.perf_counter()
            path = f"/room/{self.room}/{name}/"
            try:
                status, _etag, text = await self.request(
                    "send", "POST", path, urlencode(sent), Accept="application/json"
                )
            except Away:
                await asyncio.sleep(1)
                continue
            if status >= 500:
                await asyncio.sleep(1)
                continue
            self.queue.pop(0)
            self.log.writes.append(time.perf_counter() - start)
            if status != 200:
                self.log.refused.append(f"{status} {text[:120]}")
            elif name == "post":
                self.log.kept[id] = time.perf_counter()
            else:
                self.log.ballots[id] = (self.firm, int(sent["made_at"]))

    def tasks(self) -> list["asyncio.Task[None]"]:
        """Start everything that a phone does."""
        jobs = (self.ask(), self.send(), self.write("post", POST), self.write("vote", VOTE))
        return [asyncio.ensure_future(job) for job in jobs]
