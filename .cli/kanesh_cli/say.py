"""What the user sees: steps, one moving progress line, and refusals with the command that helps."""

import sys
import threading
import time


class Stop(Exception):
    """A refusal that the user can act on: a sentence, and the exact commands that help (may be none)."""

    def __init__(self, sentence, *commands):
        super().__init__(sentence)
        self.sentence = sentence
        self.commands = commands


def step(text):
    print(f"▸ {text}", flush=True)


def note(text=""):
    print(f"  {text}" if text else "", flush=True)


def warn(text):
    print(f"! {text}", file=sys.stderr, flush=True)


def refuse(stop):
    print(f"\n✗ {stop.sentence}", file=sys.stderr)
    for command in stop.commands:
        print(f"\n      {command}", file=sys.stderr)
    print(file=sys.stderr, flush=True)


def seconds(elapsed):
    """12.34 -> '12 s', 75 -> '1 min 15 s'."""
    whole = int(elapsed)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"


class Progress:
    """A line that says what is going on and since when. On a terminal it moves; in a log it is repeated when the
    headline changes and every 20 seconds otherwise, so that a long silence never looks like a hang."""

    def __init__(self, out=None, quiet_seconds=20):
        self.out = out or sys.stdout
        self.moving = self.out.isatty()
        self.started = time.monotonic()
        self.quiet_seconds = quiet_seconds
        self.headline, self.detail = None, ""
        self.printed_headline, self.printed_at = None, 0.0
        self.lock = threading.Lock()
        self.ended = threading.Event()

    def __enter__(self):
        threading.Thread(target=self._tick, daemon=True).start()
        return self

    def __exit__(self, *_):
        with self.lock:
            self.ended.set()
            self._clear()

    def show(self, headline, detail=""):
        with self.lock:
            self.headline, self.detail = headline, detail
            self._draw()

    def print(self, text):
        """A line that stays, above the moving one."""
        with self.lock:
            self._clear()
            self.out.write(text + "\n")
            self.out.flush()

    def done(self, text):
        self.print(f"  {text} ({seconds(time.monotonic() - self.started)})")
        self.headline = None

    def _tick(self):
        while not self.ended.wait(1):
            with self.lock:
                if self.headline and not self.ended.is_set():
                    self._draw()

    def _clear(self):
        if self.moving:
            self.out.write("\r\x1b[2K")
            self.out.flush()

    def _draw(self):
        now = time.monotonic()
        text = f"  {self.headline} ({seconds(now - self.started)})" + (f"  {self.detail}" if self.detail else "")
        changed = self.headline != self.printed_headline
        if self.moving:
            if changed or now - self.printed_at > 0.2:
                self.out.write("\r\x1b[2K" + text[:118])
                self.printed_at = now
        elif changed or now - self.printed_at > self.quiet_seconds:
            self.out.write(text + "\n")
            self.printed_at = now
        self.printed_headline = self.headline
        self.out.flush()
