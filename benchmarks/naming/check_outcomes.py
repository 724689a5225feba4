#!/usr/bin/env python3
"""Outcomes of `collagen name` against a slow model of its own, for seeded changes near every border of every exon.

usage: check_outcomes.py COLLAGEN [COUNT] [SEED]

For every change the program is asked three times: as drawn, shifted as far to the left and as far to the right as the
allele is equal. The three answers must be equal in every column but the input and the message. Of every outcome the
transcript is built here from the changed record, translated, and compared with the reference protein changed as the
outcome's p. name says; copies of more than one exon border are read by every choice of the sites that they hold twice.
A column hgvs_p that is not p.? must be the protein of the first outcome, and an r. name with positions, applied to the
transcript, must give the protein of the first outcome.
"""

import collections
import csv
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REFERENCE = HERE / "../../reference"
BASES = "TCAG"
CODE = dict(
    zip(
        (a + b + c for a in BASES for b in BASES for c in BASES),
        "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG",
    )
)
THREE = {
    "Ala": "A", "Arg": "R", "Asn": "N", "Asp": "D", "Cys": "C", "Gln": "Q", "Glu": "E", "Gly": "G", "His": "H",
    "Ile": "I", "Leu": "L", "Lys": "K", "Met": "M", "Phe": "F", "Pro": "P", "Ser": "S", "Thr": "T", "Trp": "W",
    "Tyr": "Y", "Val": "V", "Ter": "*",
}  # fmt: skip


def rows(name):
    with open(REFERENCE / name) as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


def translate(codes, start):
    protein = []
    for place in range(start, len(codes) - 2, 3):
        residue = CODE[codes[place : place + 3]]
        protein.append(residue)
        if residue == "*":
            break
    return "".join(protein)


class Gene:
    def __init__(self, row):
        self.symbol, self.lrg = row["gene"], row["lrg"]
        text = (REFERENCE / f"{self.symbol}.fa").read_text().split("\n", 1)[1]
        self.record = text.replace("\n", "").upper()
        transcript = next(item for item in rows("transcripts.tsv") if item["gene"] == self.symbol)
        self.exons = [
            (int(item["start"]) - 1, int(item["end"])) for item in rows("exons.tsv") if item["gene"] == self.symbol
        ]
        # The record's transcript coordinates count from the first base of its exon 1.
        self.start = self.offset(int(transcript["cds_start"]) - 1)
        self.stop = self.offset(int(transcript["cds_end"]) - 1) + 1
        spliced = "".join(self.record[a:b] for a, b in self.exons)
        self.protein = translate(spliced, int(transcript["cds_start"]) - 1)
        assert self.protein.endswith("*") and len(self.protein) * 3 == int(transcript["cds_end"]) - int(
            transcript["cds_start"]
        ) + 1

    def offset(self, place):
        for first, end in self.exons:
            if place < end - first:
                return first + place
            place -= end - first
        raise ValueError(place)


class Change:
    """record[:cut] + bases + record[resume:]"""

    def __init__(self, gene, cut, resume, bases):
        self.gene, self.cut, self.resume, self.bases = gene, cut, resume, bases

    def name(self):
        if self.cut == self.resume:
            return f"{self.gene.lrg}:g.{self.cut}_{self.cut + 1}ins{self.bases}"
        place = str(self.cut + 1) if self.resume == self.cut + 1 else f"{self.cut + 1}_{self.resume}"
        if not self.bases:
            return f"{self.gene.lrg}:g.{place}del"
        if len(self.bases) == 1 and self.resume == self.cut + 1:
            return f"{self.gene.lrg}:g.{place}{self.gene.record[self.cut]}>{self.bases}"
        return f"{self.gene.lrg}:g.{place}delins{self.bases}"

    def altered(self):
        record = self.gene.record
        return record[: self.cut] + self.bases + record[self.resume :]

    def shifted(self, step):
        """The change as far to one side as the allele stays equal."""
        record, cut, resume, bases = self.gene.record, self.cut, self.resume, self.bases
        if bases and cut != resume:
            return self
        size = resume - cut
        while True:
            if step < 0:
                if size:
                    if record[cut - 1] != record[resume - 1]:
                        break
                elif record[cut - 1] != bases[-1]:
                    break
                else:
                    bases = bases[-1] + bases[:-1]
            elif size:
                if record[cut] != record[resume]:
                    break
            elif record[cut] != bases[0]:
                break
            else:
                bases = bases[1:] + bases[0]
            cut, resume = cut + step, resume + step
        return Change(self.gene, cut, resume, bases)

    def all(self):
        """Every equal place."""
        first, last = self.shifted(-1), self.shifted(1)
        found = [first]
        while found[-1].cut < last.cut:
            now = found[-1]
            bases = now.bases[1:] + now.bases[:1]
            found.append(Change(self.gene, now.cut + 1, now.resume + 1, bases))
        # A copy can be taken for one of what stands behind it, too.
        copies = []
        for way in found:
            size = len(way.bases)
            if way.cut == way.resume and size and self.gene.record[way.cut - size : way.cut] == way.bases:
                copies.append(Change(self.gene, way.cut, way.cut - size, ""))
        return found + copies[:1] + copies[-1:]

    def places(self, offset):
        """Where a border of the record may stand on the changed one."""
        if self.resume < self.cut:
            shift = self.cut - self.resume
            return ([offset] if offset <= self.cut else []) + ([offset + shift] if offset >= self.resume else [])
        shift = len(self.bases) - (self.resume - self.cut)
        found = [offset] if offset <= self.cut else []
        if offset >= self.resume and offset + shift not in found:
            found.append(offset + shift)
        if self.cut - 2 < offset < self.resume + 2 and self.cut != self.resume and self.bases:
            # Written over, the two bases of the site among it: the place counted from either side.
            found += [offset, offset + shift]
        return found


def transcripts(gene, change, name):
    """The transcripts that an outcome's name may mean, as (codes, start of translation)."""
    altered = change.altered() if change.resume >= change.cut else (
        gene.record[: change.cut] + gene.record[change.resume :]
    )
    numbers = [int(item) for item in re.findall(r"\d+", name.split("(")[1])] if "(" in name else []
    signed = int(re.search(r"[-+]?\d+", name.split("(")[1]).group()) if "(" in name else 0
    kind = name.split("(")[0]
    low = numbers[0] - 1 if numbers else 0
    high = numbers[-1] - 1 if numbers else 0
    exons = gene.exons
    segments = [(a, b, 0, 0) for a, b in exons]
    plans = []
    if kind in ("normal_splicing",):
        plans = [segments]
    elif kind in ("exon_skip", "exon_deletion"):
        plans = [segments[:low] + segments[high + 1 :]]
    elif kind == "exon_duplication":
        plans = [segments[: high + 1] + segments[low:]]
    elif kind in ("intron_retention", "intron_loss"):
        # Exons that the change takes away whole lie within what is read on into.
        plans = [
            segments[:first] + [(exons[first][0], exons[last][1], 0, 0)] + segments[last + 1 :]
            for first in range(low + 1)
            for last in range(high + 1, len(exons))
            if all(change.cut <= a and b <= change.resume for a, b in exons[first + 1 : low + 1] + exons[high + 1 : last])
        ]
    elif kind in ("cryptic_donor", "cryptic_acceptor"):
        near = range(len(exons))
        for index in near:
            first, end = exons[index]
            if min(abs(first - change.cut), abs(end - change.cut)) > 2500:
                continue
            item = (first, end, 0, signed) if kind == "cryptic_donor" else (first, end, signed, 0)
            plans.append(segments[:index] + [item] + segments[index + 1 :])
    else:
        return
    for plan in plans:
        if len(plan) > 1 and kind == "exon_duplication":
            yield from duplicated(gene, change, altered, plan)
            continue
        lists = [("", None)]
        for first, end, left, right in plan:
            grown = []
            # A cryptic site is counted from the own site, on the record or on the changed record.
            starts = {place + left for place in change.places(first)} | set(change.places(first + left))
            ends = {place + right for place in change.places(end)} | set(change.places(end + right))
            for codes, start in lists:
                for one in starts:
                    for two in ends:
                        if two < one:
                            continue
                        begin = start
                        for place in change.places(gene.start):
                            if begin is None and one <= place < two:
                                begin = len(codes) + place - one
                        grown.append((codes + altered[one:two], begin))
            lists = list(dict.fromkeys(grown))[:64]
        yield from lists


def copied(gene, change):
    """The transcripts of a copy: every choice of the sites that lie in both copies or at their borders."""
    low, high = change.resume, change.cut
    altered = gene.record[:high] + gene.record[low:]
    size = high - low
    sites = []
    for index, (first, end) in enumerate(gene.exons):
        for place, kind in ((first, 0), (end, 1)):
            if place <= high:
                sites.append((place, kind, low - 5 <= place <= high + 5))
            if place >= low:
                sites.append((place + size, kind, low - 5 <= place <= high + 5))
    sites.sort()
    fixed = [site for site in sites if not site[2]]
    loose = [site for site in sites if site[2]]
    if len(loose) > 16:
        return
    seen = set()
    for bits in range(1 << len(loose)):
        chosen = sorted(fixed + [site for number, site in enumerate(loose) if bits >> number & 1])
        kinds = [site[1] for site in chosen]
        if len(kinds) % 2 or any(kind != number % 2 for number, kind in enumerate(kinds)):
            continue
        pieces = tuple((chosen[number][0], chosen[number + 1][0]) for number in range(0, len(chosen), 2))
        if pieces in seen:
            continue
        seen.add(pieces)
        codes, start = "", None
        for one, two in pieces:
            for place in change.places(gene.start):
                if start is None and one <= place < two:
                    start = len(codes) + place - one
            codes += altered[one:two]
        yield codes, start


def spliced(gene, name):
    """The transcript after an r. name with positions, and where its translation starts; None for other names."""
    match = re.fullmatch(r".*:r\.\(([-*]?\d+)(?:_([-*]?\d+))?(del|dup|ins|delins|inv|[acgu]>)([acgun]*)\)", name)
    if match is None:
        return None
    codes = "".join(gene.record[a:b] for a, b in gene.exons)
    start = sum(min(max(gene.start - a, 0), b - a) for a, b in gene.exons)

    def place(text):
        if text[0] == "*":
            return start + 3 * len(gene.protein) + int(text[1:]) - 1
        return start + int(text) - (1 if int(text) > 0 else 0)

    low = place(match[1])
    high = place(match[2]) + 1 if match[2] else low + 1
    new = match[4].upper().replace("U", "T")
    kind = match[3]
    if kind == "ins":
        low, high = low + 1, low + 1
    if kind == "dup":
        new, low = codes[low:high], high
    if kind == "inv":
        new = codes[low:high][::-1].translate(str.maketrans("ACGT", "TGCA"))
    return codes[:low] + new + codes[high:], start + (len(new) - (high - low) if high <= start else 0)


def duplicated(gene, change, altered, plan):
    codes, start = "", None
    for first, end, _, _ in plan:
        if start is None and first <= gene.start < end:
            start = len(codes) + gene.start - first
        codes += gene.record[first:end]
    yield codes, start


def residues(text):
    return "".join(THREE[text[place : place + 3]] for place in range(0, len(text), 3))


def fits(protein, name, found):
    """Whether a translated protein is what a p. name says of the reference protein."""
    body = name.replace("p.", "").strip("()")
    if body in ("=",):
        return found == protein
    if body in ("?", "0", "0?"):
        return True
    if body.startswith("Met1?"):
        return True
    if match := re.fullmatch(r"([A-Z][a-z]{2})(\d+)(?:_([A-Z][a-z]{2})(\d+))?=", body):
        return found == protein
    if match := re.fullmatch(r"([A-Z][a-z]{2})(\d+)([A-Z][a-z]{2})fsTer(\d+|\?)", body):
        place = int(match[2]) - 1
        if protein[place] != THREE[match[1]] or found[:place] != protein[:place] or found[place] != THREE[match[3]]:
            return False
        ends = found.endswith("*")
        return ends and len(found) - place == int(match[4]) if match[4] != "?" else not ends
    if match := re.fullmatch(r"Ter(\d+)([A-Z][a-z]{2})extTer(\d+|\?)", body):
        place = int(match[1]) - 1
        if found[:place] != protein[:place] or found[place] != THREE[match[2]]:
            return False
        ends = found.endswith("*")
        return ends and len(found) - place - 1 == int(match[3]) if match[3] != "?" else not ends
    if match := re.fullmatch(r"([A-Z][a-z]{2})(\d+)(?:_([A-Z][a-z]{2})(\d+))?(delins|del|dup|ins)?((?:[A-Z][a-z]{2})*)", body):
        first = int(match[2]) - 1
        last = int(match[4]) - 1 if match[4] else first
        if protein[first] != THREE[match[1]] or match[3] and protein[last] != THREE[match[3]]:
            return False
        kind, new = match[5], residues(match[6])
        if kind == "ins":
            expected = protein[: first + 1] + new + protein[last:]
        elif kind == "dup":
            expected = protein[: last + 1] + protein[first:]
        elif kind == "del":
            expected = protein[:first] + protein[last + 1 :]
        else:
            expected = protein[:first] + new + protein[last + 1 :]
        if "*" in expected:
            expected = expected[: expected.index("*") + 1]
        return found == expected
    raise ValueError(name)


def draw(gene, random):
    """A change within 40 bases of a border, sometimes over whole exons or introns."""
    exon = random.randrange(len(gene.exons))
    border = gene.exons[exon][random.randrange(2)]
    place = border + random.randint(-40, 40)
    kind = random.choice(["snv", "del", "dup", "ins", "delins", "inv", "big", "core"])
    size = random.choice([1, 1, 2, 3, 3, 4, 5, 6, 9, 12, 18, 27, 40])
    record = gene.record
    bases = "".join(random.choice("ACGT") for _ in range(random.choice([1, 2, 3, 4, 6, 9, 20])))
    if kind == "core":
        place, kind = border + random.randint(-8, 8), random.choice(["snv", "del", "ins", "delins", "dup"])
        size = random.choice([1, 2, 3, 4])
    if kind == "snv":
        return Change(gene, place, place + 1, random.choice([base for base in "ACGT" if base != record[place]]))
    if kind == "del":
        return Change(gene, place, place + size, "")
    if kind == "dup":
        return Change(gene, place + size, place + size, record[place : place + size])
    if kind == "ins":
        return Change(gene, place, place, bases)
    if kind == "inv":
        turned = record[place : place + size + 2][::-1].translate(str.maketrans("ACGT", "TGCA"))
        return Change(gene, place, place + size + 2, turned)
    if kind == "big":
        other = min(len(gene.exons) - 1, exon + random.randrange(4))
        end = gene.exons[other][random.randrange(2)] + random.randint(-30, 30)
        if end > place:
            if random.random() < 0.5 or end - place > 3000:
                return Change(gene, place, end, "")
            return Change(gene, end, end, record[place:end])
    return Change(gene, place, place + size, bases)


def reduced(change):
    """Without the bases that both alleles share at their ends; None if nothing is left."""
    old = change.gene.record[change.cut : change.resume]
    new, cut = change.bases, change.cut
    if old == new:
        return None
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0]:
        old, new, cut = old[1:], new[1:], cut + 1
    return Change(change.gene, cut, cut + len(old), new)


def ask(program, names):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(names) + "\n")
        file.flush()
        text = subprocess.run([program, "name", "--input", file.name], capture_output=True, text=True).stdout
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    rng = random.Random(seed)
    genes = [Gene(row) for row in rows("genes.tsv")]
    changes = []
    while len(changes) < count:
        change = reduced(draw(rng.choice(genes), rng))
        if change is not None:
            changes.append(change)
    names = []
    for change in changes:
        names += [change.name(), change.shifted(-1).name(), change.shifted(1).name()]
    answers = ask(program, names)
    assert len(answers) == len(names), (len(answers), len(names))
    checked, faults = collections.Counter(), []
    for index, change in enumerate(changes):
        three = answers[3 * index : 3 * index + 3]
        row = three[0]
        keys = [key for key in row if key not in ("input", "message", "status")]
        checked["changes"] += 1
        if any(item["status"] == "error" for item in three):
            faults.append(("refused", row["input"], next(item["message"] for item in three if item["status"] == "error")))
            continue
        for other in three[1:]:
            for key in keys:
                if other[key] != row[key]:
                    faults.append(("unequal " + key, row["input"], other["input"], row[key], other[key]))
        ways = change.all()
        gene = change.gene
        texts = row["outcomes"].split(";") if row["outcomes"] != "." else []
        proteins = [next(part for part in text.split(":", 2)[2].split(",") if part.startswith("p.")) for text in texts]
        for text, protein in zip(texts, proteins):
            name = text.split(":")[0]
            if name in ("no_transcript", "transcript_end_lost", "gene_duplication") or name.startswith("cryptic_exon"):
                continue
            checked["outcomes"] += 1
            if not any(
                fits(gene.protein, protein, translate(codes, start))
                if start is not None
                else protein in ("p.(Met1?)", "p.0?", "p.?", "p.(=)")
                for way in ways
                for codes, start in (
                    copied(gene, way) if way.resume < way.cut and len(ways) > 1 else transcripts(gene, way, name)
                )
            ):
                faults.append(("outcome", row["input"][:60], row["hgvs_c"], text, row["collagen_effect"]))
        own = row["hgvs_p"].split(":")[-1]
        isPredicted = "score=" in texts[0] or "own_bits=" in texts[0] if texts else True
        if own not in ("p.?", ".") and not isPredicted and own != proteins[0]:
            faults.append(("hgvs_p", row["hgvs_c"], own, texts[0]))
        changed = spliced(gene, row["rna"])
        if changed is not None and proteins:
            checked["r. names"] += 1
            # A predicted outcome may stand before the one that the name is of.
            place = next((number for number, text in enumerate(texts) if text.startswith("normal_splicing")), 0)
            if not fits(gene.protein, proteins[place], translate(*changed)):
                faults.append(("rna", row["hgvs_c"], row["rna"], texts[place]))
    print(f"{checked['changes']} changes in three places, {checked['outcomes']} outcomes, {checked['r. names']} r. names, {len(faults)} faults, seed {seed}")
    for kind, number in collections.Counter(fault[0] for fault in faults).items():
        print(f"  {kind}: {number}")
    for fault in faults[: int(sys.argv[4]) if len(sys.argv) > 4 else 20]:
        print("  " + " | ".join(fault))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
