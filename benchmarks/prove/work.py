"""The commands that are put to the proof, and the law that holds for each of their runs."""
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASE = ROOT / "fixtures/cases/glycine"
# What a run that could not do its work may end with: data that could not be read, inputs, own faults and memory, outputs.
FAILURES = {65, 66, 70, 73, 74}


class Work:
    """One command on small inputs, with two settings whose results differ."""

    def __init__(self, name, words, settings, cases=()):
        self.name, self.words, self.settings, self.cases = name, words, settings, cases

    def line(self, collagen, folder, setting, *more):
        return [collagen, *self.words, "--quiet", *self.settings[setting], "-o", str(folder), *more]


def works(scratch, collagen):
    """screen, assay, report and cohort; what they read lies in a folder of its own."""
    inputs = pathlib.Path(scratch) / "inputs"
    inputs.mkdir()
    simulate = ["simulate", "--quiet", "--seed", "3", "--depth", "8", "--design", "panel", "--sample", "s", "-o", str(inputs / "reads")]
    subprocess.run([collagen, *simulate], check=True)
    reads = [str(inputs / f"reads/s_R{mate}.fastq.gz") for mate in (1, 2)]
    tables = [str(CASE / f"assay/glycine.{kind}.csv") for kind in ("cultures", "plate")]
    (inputs / "empty.vcf").write_text("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n")
    sheet = inputs / "sheet.csv"
    sheet.write_text(f"case_id,reads1,reads2,assay,clinical\nglycine,,,{';'.join(tables)},{CASE / 'case.yaml'}\n")
    known = ["--known", str(inputs / "empty.vcf")]
    assay = ["--assay", str(CASE / "glycine.assay.json")]
    return [
        Work("screen", ["screen", "-t", "2", "--bam", "--gvcf", "--sample", "s", *reads], ([], ["--min-vaf", "0.1"])),
        Work("assay", ["assay", *tables], (["--curve", "4pl"], ["--curve", "5pl"])),
        Work("report", ["report", "--case", str(CASE / "case.yaml"), *assay], ([], known)),
        Work("cohort", ["cohort", str(sheet)], ([], known), cases=["glycine"]),
    ]


def content(folder):
    """Every file below a folder with its bytes; staging folders are not looked into."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and ".collagen-" not in name:
            found[name] = path.read_bytes()
    return found


def staged(*folders):
    return [path for folder in folders if pathlib.Path(folder).exists() for path in pathlib.Path(folder).rglob(".collagen-*")]


class Law:
    """What must hold after a run that was disturbed, whatever disturbed it."""

    def __init__(self, work, collagen, good):
        # good: the content of whole folders of both settings
        self.work, self.collagen, self.good = work, collagen, good

    def isWhole(self, folder):
        folders = [folder, *(f"{folder}/{case}" for case in self.work.cases)]
        shown = subprocess.run([self.collagen, "verify", *map(str, folders)], capture_output=True, text=True)
        return shown.returncode == 0

    def prepare(self, home, kind):
        """A destination before the run; gives the words that a run onto it needs."""
        folder = home / "out"
        if kind == "new":
            return []
        shutil.copytree(self.good["folders"][0], folder)
        (folder / "notes.txt").write_text("mine")
        return [f"--{kind}"]

    def faults(self, home, kind, code, errors, before):
        """What is wrong after a run that ended with a code; `before` is what the destination held."""
        folder, found = home / "out", []
        if code is None:
            return ["hangs"]
        if code != 0 and code != 137 and code not in FAILURES:
            found.append(f"ends with {code}: {errors.strip()[:200]}")
        if code in FAILURES and not errors.startswith("collagen: "):
            found.append(f"{code} without a message of its own: {errors.strip()[:100]}")
        if code in FAILURES and len(errors.strip().split("\n")) > 3:
            found.append(f"{code} with {len(errors.splitlines())} lines")
        inside = content(folder)
        own = {name: data for name, data in inside.items() if name != "notes.txt"}
        results = {name: data for name, data in own.items() if not name.endswith("manifest.json")}
        sets = [{name: data for name, data in good.items() if not name.endswith("manifest.json")} for good in self.good["contents"]]
        if kind != "new" and inside.get("notes.txt") != b"mine":
            found.append("a file of the user is gone or changed")
        if code == 0 and results != sets[1]:
            found.append("ends with 0, and the results are not those of the run")
        isMixed = bool(results) and results not in sets
        # Cases of a cohort are published one by one: what is not of one run, all cases and tables together, has to be told by a manifest.
        if isMixed and self.isWhole(folder):
            found.append("a mixture that the manifest does not tell")
        if own and not isMixed and code == 0 and not self.isWhole(folder) and kind == "new":
            found.append("ends with 0, and verify says that it is not whole")
        if kind in ("new", "replace") and isMixed and not self.work.cases:
            found.append("neither the old nor the new results")
        return found

    def next(self, home, kind, more):
        """The next run works, is whole, and leaves nothing behind."""
        folder = home / "out"
        words = self.work.line(self.collagen, folder, 1, *(more or ["--replace"]))
        if self.work.cases and "--force" not in words:
            words.append("--force")
        again = subprocess.run(words, capture_output=True, text=True)
        if again.returncode != 0:
            return [f"the next run ends with {again.returncode}: {again.stderr.strip()[:200]}"]
        results = {name: data for name, data in content(folder).items() if name not in ("notes.txt",) and not name.endswith("manifest.json")}
        good = {name: data for name, data in self.good["contents"][1].items() if not name.endswith("manifest.json")}
        found = []
        if results != good:
            names = [name for name in results.keys() | good.keys() if results.get(name) != good.get(name)]
            found.append(f"the next run's results differ: {names[:4]}")
        if staged(home):
            found.append(f"left: {[path.name for path in staged(home)][:3]}")
        if kind == "new" and not self.isWhole(folder):
            found.append("not whole after the next run")
        return found


def run(words, environment=None, timeout=120):
    """A run with its code, None where it hangs, and what it said."""
    process = subprocess.Popen(
        words, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        _, errors = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None, ""
    return process.returncode, errors
