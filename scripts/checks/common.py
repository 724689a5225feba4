"""What the checks share: the files, a lexer that tells code from comments and strings, and the list of known offenders.

A check gathers offenders as (key, text): the key names the offence without its line number, so that it stays the same when
lines move; the text is what is printed. Known offenders stand in scripts/baseline/<check>.txt; that list may only shrink.
"""
import functools
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BASELINES = os.path.join(ROOT, "scripts", "baseline")


@functools.cache
def files(*patterns):
    """Paths of the repository's files, relative to its root; generated sources are left out."""
    command = ["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(n for n in sorted(set(names)) if "/Generated/" not in n and os.path.isfile(os.path.join(ROOT, n)))


def sources():
    return files("Sources/*.swift")


@functools.cache
def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as file:
        return file.read()


TOKEN = re.compile(r'//[^\n]*|/\*|(#*)"""|(#*)"|[()]')


class Parts:
    """A Swift file as code, comments and strings; each keeps its place, everything else is blank."""

    def __init__(self, source):
        self.code, self.comments, self.strings = list(source), [], []
        self._source = source
        self._scan(0, False)
        self.code = "".join(self.code)

    def _blank(self, start, end):
        for index in range(start, end):
            if self.code[index] != "\n":
                self.code[index] = " "

    def _scan(self, at, nested):
        """Reads code; inside an interpolation until its closing bracket. Returns where it ended."""
        source, depth = self._source, 0
        while match := TOKEN.search(source, at):
            token, at = match.group(), match.end()
            if token == "(":
                depth += 1
            elif token == ")":
                if nested and depth == 0:
                    return at
                depth -= 1
            elif token.startswith("//"):
                self.comments.append((match.start(), token))
                self._blank(match.start(), at)
            elif token == "/*":
                end = source.find("*/", at) + 2
                self.comments.append((match.start(), source[match.start():end]))
                self._blank(match.start(), end)
                at = end
            else:
                at = self._string(match.start(), at, token)
        return len(source)

    def _string(self, start, at, token):
        source = self._source
        hashes = token.count("#")
        quote, escape = token.strip("#"), "\\" + "#" * hashes
        close, begin, piece = quote + "#" * hashes, at, []
        while True:
            if source.startswith(close, at):
                piece.append(source[begin:at])
                break
            if at >= len(source):
                break
            if source.startswith(escape, at):
                after = at + len(escape)
                if source.startswith("(", after):
                    piece.append(source[begin:at])
                    self._blank(begin, after)
                    at = begin = self._scan(after + 1, True)
                    piece.append("{}")
                    continue
                at = after + 1
                continue
            at += 1
        self._blank(begin, at)
        self.strings.append((start, "".join(piece)))
        return at + len(close)


@functools.cache
def parts(path):
    return Parts(text(path))


def line(source, offset):
    return source.count("\n", 0, offset) + 1


def finish(name, offenders):
    """Prints what is new and ends the program: 1 if anything is. `--all` prints known offenders too; `--record` rewrites the
    list of known offenders without those that are gone."""
    path = os.path.join(BASELINES, name + ".txt")
    known = set(open(path).read().splitlines()) if os.path.exists(path) else set()
    keys = {key for key, _ in offenders}
    if "--count" in sys.argv:
        print(len(offenders))
        sys.exit(0)
    if "--record" in sys.argv or "--record-anew" in sys.argv:
        kept = sorted(keys if "--record-anew" in sys.argv else known & keys)
        if kept:
            os.makedirs(BASELINES, exist_ok=True)
            open(path, "w").write("\n".join(kept) + "\n")
        elif os.path.exists(path):
            os.remove(path)
        known = set(kept)
    shown = [said for key, said in offenders if "--all" in sys.argv or key not in known]
    for said in shown:
        print(said)
    if any(key not in known for key in keys):
        print(f"{name}: {len(keys - known)} offences", file=sys.stderr)
        sys.exit(1)
    sys.exit(0)
