#!/usr/bin/env python3
"""Writes fixtures/evidence/vrs.tsv: random changes of short repetitive sequences with the identifier that ga4gh.vrs 2.3.3 gives."""
import pathlib
import random

from ga4gh.core import ga4gh_identify, sha512t24u
from ga4gh.vrs import models
from ga4gh.vrs.dataproxy import _DataProxy
from ga4gh.vrs.normalize import normalize


class Proxy(_DataProxy):
    def __init__(self, sequence):
        super().__init__()
        self.sequence = sequence

    def get_sequence(self, identifier, start=None, end=None):
        return self.sequence[start:end]

    def get_metadata(self, identifier):
        return {"length": len(self.sequence), "aliases": [], "alphabet": "ACGT"}


def main():
    rng = random.Random(2024)
    rows = ["sequence\tstart\tend\treplacement\trefget\tid"]
    while len(rows) < 401:
        unit = "".join(rng.choice("ACGT") for _ in range(rng.choice([1, 2, 3, 5])))
        sequence = "".join(rng.choice("ACGT") for _ in range(8)) + unit * rng.randint(1, 5) + "".join(rng.choice("ACGT") for _ in range(8))
        start = rng.randint(1, len(sequence) - 2)
        end = min(len(sequence) - 1, start + rng.choice([0, 0, 1, 1, 2, 3, 6]))
        replacement = rng.choice(["", unit, unit * 2, "".join(rng.choice("ACGT") for _ in range(rng.randint(1, 4)))])
        if sequence[start:end] == replacement:
            continue
        refget = "SQ." + sha512t24u(sequence.encode())
        allele = models.Allele(
            location=models.SequenceLocation(sequenceReference=models.SequenceReference(refgetAccession=refget), start=start, end=end),
            state=models.LiteralSequenceExpression(sequence=replacement))
        rows.append("\t".join([sequence, str(start), str(end), replacement or ".", refget, ga4gh_identify(normalize(allele, Proxy(sequence)))]))
    path = pathlib.Path(__file__).resolve().parent.parent.parent / "fixtures" / "evidence" / "vrs.tsv"
    path.write_text("\n".join(rows) + "\n")


main()
