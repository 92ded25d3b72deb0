"""Does the launch room hold two hundred phones, and does it lose anything when it is killed? Prints what it saw."""

import argparse
import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from phones import Log, Phone

HERE = Path(__file__).resolve().parent
SETTLE = 15.0
"""Seconds after the last writing in which everything must have become visible."""
DOWN = 1.0
"""Seconds between a kill and the start of the next server."""


class Server:
    """`talentshed serve` as a process of its own."""

    def __init__(self, home: str, port: int) -> None:
        self.environment = {**os.environ, "TALENTSHED_HOME": home}
        self.port = port
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> float:
        """Start it, and return the seconds until it says that it answers."""
        command = [sys.executable, "-m", "talentshed", "serve", "--port", str(self.port)]
        began = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said: list[str] = []
        for line in self.process.stdout or ():
            said.append(line)
            if "is at http" in line:
                # Keep reading, so that the pipe never fills.
                threading.Thread(target=list, args=(self.process.stdout,), daemon=True).start()
                return time.perf_counter() - began
        raise SystemExit("talentshed serve did not start:\n" + "".join(said))

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """End it politely."""
        assert self.process is not None
        self.process.terminate()
        self.process.wait(20)


async def run(server: Server, world: dict[str, Any], minutes: float, kills: int) -> tuple[Log, list[float]]:
    """Let the phones do what they do; return what they saw, and when each restarted server first answered."""
    log = Log()
    phones = [
        Phone(number, server.port, world["room"], world["items"], firm, token, log)
        for number, (firm, token) in enumerate(world["phones"])
    ]
    for few in range(0, len(phones), 20):
        await asyncio.gather(*(phone.come_in() for phone in phones[few : few + 20]))
    print(f"{len(phones)} phones are in.", flush=True)
    tasks = [task for phone in phones for task in phone.tasks()]
    first_answers: list[float] = []
    part = minutes * 60 / (kills + 1)
    await asyncio.sleep(part)
    for _ in range(kills):
        server.kill()
        killed = time.perf_counter()
        await asyncio.sleep(DOWN)
        took = await asyncio.to_thread(server.start)
        await asyncio.sleep(2)
        first = min((at for at in log.answered if at > killed), default=time.perf_counter())
        first_answers.append(first)
        print(f"killed; the next server was up in {took:.1f} s, first answer {first - killed:.1f} s after the kill")
        await asyncio.sleep(max(0.0, part - (time.perf_counter() - killed)))
    for task in tasks[2::4] + tasks[3::4]:
        task.cancel()
    await asyncio.sleep(SETTLE)
    for phone in phones:
        phone.stop = True
    await asyncio.gather(*tasks[0::4], *tasks[1::4])
    return log, first_answers


def share(values: Sequence[float], part: float) -> float:
    """Return the value that this part of them don't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


def quantiles(values: Sequence[float]) -> str:
    """Return the usual quantiles, in milliseconds."""
    return "  ".join(f"{name} {share(values, part) * 1000:.0f} ms" for name, part in QUANTILES)


QUANTILES = (("50 %", 0.5), ("95 %", 0.95), ("99 %", 0.99), ("all", 1.0))


def delays(log: Log, phones: int) -> dict[str, float]:
    """Return for each post seen by all phones the seconds from its first sending to the last phone that saw it."""
    return {
        id: max(seen.values()) - log.sent[id] for id, seen in log.seen.items() if len(seen) == phones and id in log.sent
    }


def held(home: str) -> tuple[list[tuple[str, str]], dict[str, tuple[str, int]]]:
    """Return posts (id, text) and ballots (id to firm and time) of the database."""
    with sqlite3.connect(f"{home}/talentshed.sqlite3") as database:
        posts = database.execute("select id, text from meetings_post").fetchall()
        ballots = database.execute("select id, firm_id, made_at from meetings_ballot").fetchall()
    return posts, {id: (firm, made_at) for id, firm, made_at in ballots}


def report(log: Log, home: str, phones: int, first_answers: Sequence[float], kills: int) -> int:
    """Print what was measured; return how many things broke the bar."""
    posts, ballots = held(home)
    plain = {id.replace("-", "") for id in log.kept}
    stored = {id for id, _text in posts}
    lost = plain - stored
    texts = Counter(text for _id, text in posts)
    doubled = sum(count - 1 for count in texts.values())
    lost_ballots = {id.replace("-", "") for id in log.ballots} - set(ballots)
    unseen = [id for id in log.sent if len(log.seen.get(id, {})) < phones]
    took = delays(log, phones)
    print(f"polls {log.polls}, of which unchanged {log.unchanged}; requests without an answer {log.failures}")
    print(f"posts sent {len(log.sent)}, acknowledged {len(log.kept)}, stored {len(posts)}; refused {len(log.refused)}")
    print(f"ballots acknowledged {len(log.ballots)}, stored {len(ballots)}")
    print(f"acknowledged and lost: posts {len(lost)}, ballots {len(lost_ballots)}")
    print(
        f"doubled: posts in the database {doubled}, handed to a phone twice {log.twice}; not seen by all {len(unseen)}"
    )
    print(f"answer to a poll:   {quantiles(log.waits)}")
    print(f"answer to a write:  {quantiles(log.writes)}")
    print(f"a post is visible to all phones after: {quantiles(list(took.values()))}")
    within = sum(each <= 2 for each in took.values()) / max(1, len(log.sent))
    print(f"visible to all within 2 s: {within:.1%} of the posts")
    late = 0.0
    for first in first_answers:
        down = [id for id in log.sent if log.sent[id] <= first and max(log.seen.get(id, {0: 0}).values()) > first]
        late = max([late, *(log.sent[id] + took[id] - first for id in down if id in took)])
        print(
            f"after a kill: {len(down)} posts waited; the last phone saw the last {late:.1f} s after the first answer"
        )
    for each in log.refused[:5]:
        print("refused:", each)
    broken = [bool(lost), bool(lost_ballots), bool(doubled), bool(unseen), bool(log.refused)]
    broken += [late > 10] if kills else [within < 0.95]
    print("the bar is " + ("broken" if any(broken) else "held"))
    return sum(broken)


def main() -> int:
    """Make the room, start the server, run the phones, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--kills", type=int, default=0, help="how often the server gets kill -9")
    asked = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="talentshed-room-") as home:
        made = subprocess.run(
            [sys.executable, str(HERE / "world.py"), str(asked.phones)],
            env={**os.environ, "TALENTSHED_HOME": home},
            check=True,
            capture_output=True,
            text=True,
        )
        world = json.loads(made.stdout.splitlines()[-1])
        server = Server(home, port)
        print(
            f"the server was up in {server.start():.1f} s; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
        )
        try:
            log, first_answers = asyncio.run(run(server, world, asked.minutes, asked.kills))
        finally:
            server.end()
        print(f"load at the end {os.getloadavg()[0]:.1f}")
        return min(1, report(log, home, asked.phones, first_answers, asked.kills))


if __name__ == "__main__":
    sys.exit(main())
