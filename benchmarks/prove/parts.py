"""The parts of the proof: each yields trials, and a trial gives the name of its row and what was wrong."""
import errno
import itertools
import os
import pathlib
import random
import shutil
import subprocess

from work import FAILURES, Law, content, run, staged, works

# Which errors a call may meet in practice.
ERRORS = {
    "write": errno.ENOSPC, "read": errno.EIO, "fsync": errno.EIO, "rename": errno.EACCES, "open": errno.EMFILE, "mkdir": errno.ENOSPC,
    "link": errno.EPERM, "mmap": errno.ENOMEM, "malloc": errno.ENOMEM, "pthread_create": errno.EAGAIN,
}
KINDS = ("new", "replace", "force")


class Scene:
    """The commands with their undisturbed results, and a scratch folder."""

    def __init__(self, scratch, collagen, library):
        self.scratch, self.collagen, self.library = pathlib.Path(scratch), collagen, library
        self.works = works(scratch, collagen)
        self.laws, self.counts, self.number = {}, {}, 0
        for work in self.works:
            folders = [self.scratch / f"good/{work.name}{setting}" for setting in (0, 1)]
            for setting, folder in enumerate(folders):
                subprocess.run(work.line(collagen, folder, setting), check=True, stderr=subprocess.DEVNULL)
            self.laws[work.name] = Law(work, collagen, {"folders": folders, "contents": [content(folder) for folder in folders]})

    def home(self):
        self.number += 1
        home = self.scratch / f"t{self.number}"
        home.mkdir()
        return home

    def calls(self, work, kind, call):
        """How many calls of a kind a run makes."""
        key = (work.name, kind)
        if key not in self.counts:
            home, count = self.home(), self.scratch / "count"
            more = self.laws[work.name].prepare(home, kind)
            run(work.line(self.collagen, home / "out", 1, *more), self.fault("none", 0, 5, FAULT_COUNT=str(count)))
            self.counts[key] = {line.split()[0]: int(line.split()[1]) for line in count.read_text().splitlines()}
            shutil.rmtree(home)
        return self.counts[key][call]

    def fault(self, call, at, number, **more):
        return {"LD_PRELOAD": self.library, "FAULT_CALL": call, "FAULT_AT": str(at), "FAULT_ERRNO": str(number), **more}

    def disturbed(self, work, kind, environment, around=()):
        """One run that is disturbed, judged, and followed by one that is not."""
        law, home = self.laws[work.name], self.home()
        more = law.prepare(home, kind)
        code, errors = run([*around, *work.line(self.collagen, home / "out", 1, *more)], environment)
        found = law.faults(home, kind, code, errors, None)
        found += law.next(home, kind, more)
        shutil.rmtree(home, ignore_errors=True)
        return found


def chosen(count, most, source):
    """Up to `most` of the calls from 1 to `count`: all, or the last ones, where files come to their place, and others at random."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted(set(range(count - most // 3, count + 1)) | set(source.sample(range(1, count + 1), most - most // 3)))


def failing(scene, source, most):
    """Every k-th call fails, once or from then on."""
    for work, kind, call in itertools.product(scene.works, KINDS, ERRORS):
        for at in chosen(scene.calls(work, kind, call), most, source):
            for more in ({}, {"FAULT_EVER": "1"}):
                name = f"{work.name} {kind} {call} {at}{' and later' if more else ''}"
                yield f"a failing {call}", name, lambda w=work, k=kind, c=call, a=at, m=more: scene.disturbed(
                    w, k, scene.fault(c, a, ERRORS[c], **m))


def killed(scene, source, most):
    """The process is gone in front of every call that changes something."""
    for work, kind in itertools.product(scene.works, KINDS):
        for at in chosen(scene.calls(work, kind, "change"), most, source):
            yield "killed", f"{work.name} {kind} change {at}", lambda w=work, k=kind, a=at: scene.disturbed(w, k, scene.fault("change", a, 0))


def contained(scene, source, most):
    """As process 1 of a namespace, onto a mount point, gone in front of a call; the next one is process 1 too."""
    for work in scene.works[:2]:
        for at in chosen(scene.calls(work, "replace", "change"), most, source):
            yield "container", f"{work.name} change {at}", lambda w=work, a=at: contained_once(scene, w, a)


def contained_once(scene, work, at):
    home = scene.home()
    (home / "out").mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "none", str(home / "out")], check=True)
    try:
        words = work.line(scene.collagen, home / "out", 1, "--replace")
        inside = ["unshare", "--pid", "--fork"]
        found = []
        for environment in (scene.fault("change", at, 0), scene.fault("change", max(1, at - 1), 0), {}):
            code, errors = run([*inside, "env", *(f"{key}={value}" for key, value in environment.items()), *words], timeout=60)
        if code != 0:
            found.append(f"the next run ends with {code}: {errors.strip()[:150]}")
        if content(home / "out") != scene.laws[work.name].good["contents"][1]:
            found.append("results differ")
        if staged(home / "out"):
            found.append("staging is left")
        return found
    finally:
        subprocess.run(["umount", str(home / "out")], check=False)
        shutil.rmtree(home, ignore_errors=True)


def full(scene, source, most):
    """On a file system that has too little room."""
    for work in scene.works:
        whole = sum(len(data) for data in scene.laws[work.name].good["contents"][1].values())
        for kind in KINDS:
            start = 0 if kind == "new" else whole
            for part in sorted(source.random() * 1.2 for _ in range(most)):
                size = max(16384, int(start + whole * part + 65536 * (kind != "new")))
                yield "no space", f"{work.name} {kind} {size} bytes", lambda w=work, k=kind, s=size: full_once(scene, w, k, s)


def full_once(scene, work, kind, size):
    home, law = scene.home(), scene.laws[work.name]
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(home)], check=True)
    try:
        try:
            more = law.prepare(home, kind)
        except OSError:
            return []
        code, errors = run(work.line(scene.collagen, home / "out", 1, *more))
        found = law.faults(home, kind, code, errors, None)
        subprocess.run(["mount", "-o", "remount,size=1g", str(home)], check=True)
        return found + law.next(home, kind, more)
    finally:
        subprocess.run(["umount", str(home)], check=False)
        shutil.rmtree(home, ignore_errors=True)


def starved(scene, source, most):
    """With few descriptors, threads and little memory."""
    for work in scene.works:
        for count in range(4, 4 + min(most, 12)):
            yield "few files", f"{work.name} --nofile={count}", lambda w=work, n=count: limited(scene, w, ["prlimit", f"--nofile={n}"])
        for _ in range(most):
            size = int(2 ** source.uniform(27, 29.5))
            yield "little memory", f"{work.name} --as={size}", lambda w=work, n=size: limited(scene, w, ["prlimit", f"--as={n}"])


def limited(scene, work, around):
    law, home = scene.laws[work.name], scene.home()
    code, errors = run([*around, *work.line(scene.collagen, home / "out", 1)])
    # The loader of a dynamic program has its own messages.
    found = [] if code == 127 else law.faults(home, "new", code, errors, None)
    found += law.next(home, "new", [])
    shutil.rmtree(home, ignore_errors=True)
    return found


def steady(scene, source, most):
    """The same bytes over threads, locales, time zones, working folders, and processes at once."""
    settings = [{"TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "C", "TZ": "UTC"},
                {"LANG": "de_DE.UTF-8", "HOME": "/nowhere", "COLUMNS": "17", "NO_COLOR": "1"}, {"MALLOC_PERTURB_": "165"}]
    for work in scene.works:
        for environment in settings[:max(1, most)]:
            yield "the same bytes", f"{work.name} {environment}", lambda w=work, e=environment: steady_once(scene, w, [], e)
        for threads in (1, 2, 5)[:max(1, most)]:
            yield "the same bytes", f"{work.name} -t {threads}", lambda w=work, t=threads: steady_once(scene, w, ["-t", str(t)], {})
        processes = min(20, 4 * most)
        yield "the same bytes", f"{work.name} {processes} processes", lambda w=work, n=processes: together(scene, w, n)


def steady_once(scene, work, more, environment):
    home = scene.home()
    words = [word for word in work.line(scene.collagen, home / "out", 1)]
    if more and "-t" in words:
        at = words.index("-t")
        del words[at:at + 2]
    code, errors = run([*words, *more], environment)
    same = content(home / "out") == scene.laws[work.name].good["contents"][1]
    shutil.rmtree(home, ignore_errors=True)
    return [] if code == 0 and same else [f"{code} {'' if same else 'other bytes'} {errors[:150]}"]


def together(scene, work, count):
    """Many processes at once: half into folders of their own, half into one, which they may replace."""
    home = scene.home()
    (home / "own").mkdir()
    runs = []
    for number in range(count):
        folder = home / "out" if number % 2 else home / f"own/{number}"
        more = ["--force"] if work.cases else ["--replace"]
        runs.append(subprocess.Popen(work.line(scene.collagen, folder, 1, *more), stderr=subprocess.PIPE, text=True))
    found = []
    for number, process in enumerate(runs):
        _, errors = process.communicate(timeout=600)
        if process.returncode != 0 and not (number % 2 and process.returncode in FAILURES and errors.startswith("collagen: ")):
            found.append(f"ends with {process.returncode}: {errors[:150]}")
    good = scene.laws[work.name].good["contents"][1]
    for folder in [home / "out", *(home / "own").iterdir()]:
        if content(folder) != good:
            found.append(f"other bytes in {folder.name}")
    if staged(home):
        found.append(f"left {len(staged(home))} staging folders")
    shutil.rmtree(home, ignore_errors=True)
    return found


def bombs(scene, source, most):
    """Inputs made to take memory or time: one message, status 65 (or a result), at most 256 MB."""
    import hostile
    for name, words, path in hostile.all(scene.scratch / "bombs"):
        yield "bombs", name, lambda w=words, p=path: exploded(scene, w, p)


def exploded(scene, words, make):
    home = scene.home()
    make()
    errors_path = home / "errors"
    with open(errors_path, "w") as errors:
        process = subprocess.Popen([scene.collagen, *words], cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
        peak, found = 0, []
        import time
        end = time.monotonic() + 120
        while True:
            try:
                for line in open(f"/proc/{process.pid}/status"):
                    if line.startswith("VmHWM:"):
                        peak = max(peak, int(line.split()[1]) // 1024)
            except OSError:
                pass
            if process.poll() is not None:
                break
            if time.monotonic() > end:
                process.kill()
                process.wait()
                found.append("hangs")
                break
            time.sleep(0.01)
    text = errors_path.read_text(errors="replace")
    code = process.returncode
    if code not in (0, 65) and not found:
        found.append(f"ends with {code}: {text[:150]}")
    if peak > 256:
        found.append(f"takes {peak} MB")
    if len(text) > 16000 or len(text.splitlines()) > 60:
        found.append(f"says {len(text)} bytes")
    if code == 65 and [path.name for path in home.iterdir() if path.name != "errors"]:
        found.append("leaves something")
    shutil.rmtree(home, ignore_errors=True)
    return found


PARTS = {"failing calls": failing, "killed": killed, "container": contained, "no space": full, "limits": starved,
         "bombs": bombs, "the same bytes": steady}
NEEDS_ROOT = {"container", "no space"}
