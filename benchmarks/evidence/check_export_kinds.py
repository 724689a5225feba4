#!/usr/bin/env python3
"""Exports one case of each kind and has other people's validators read every form: see check_exports.py.

    VENV/bin/python benchmarks/evidence/check_export_kinds.py COLLAGEN

Kinds: null allele, helix glycine, splice site, deep intron, start lost, stop lost, in-frame loss, homozygous, both genes, two diseases, a carrier, two in
cis, a mosaic fraction, a filtered call, an exon deletion and a whole gene as symbols, no variant at all, an assembly of 2009, a curated
case, transcripts (the RNA fixture, with and without DNA), and the fixture with an assay. Each case must be reported, and every form
must be valid and say the same class.
"""
import pathlib
import subprocess
import sys
import tempfile

import check_exports

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SIGNS = "features: [blue_sclerae, dentinogenesis_imperfecta]\n"
CURATED = "curation:\n  - {code: PS4, strength: moderate, count: 4, reason: seen in four families, by: A. Curator, date: 2026-02-01}\n"
HEAD = "##fileformat=VCFv4.2\n##reference={}\n##FILTER=<ID=q10,Description=\"x\">\n##INFO=<ID=END,Number=1,Type=Integer,Description=\"x\">\n"
HEAD += "##INFO=<ID=SVTYPE,Number=1,Type=String,Description=\"x\">\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">\n"
HEAD += "##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"x\">\n##ALT=<ID=DEL,Description=\"x\">\n"
HEAD += "##contig=<ID=7>\n##contig=<ID=17>\n"
HEAD += "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tX\n"
# Names, genotypes (with depths of the alleles, if not all alike), filters; a name that begins with < is a symbol with its place and end.
KINDS = {
    "null": [("NM_000088.4:c.1243C>T", "0/1", "PASS")],
    "glycine": [("NM_000089.4:c.1072G>A", "0/1", "PASS")],
    "splice": [("NM_000088.4:c.642+1G>A", "0/1", "PASS")],
    "deep-intron": [("NM_000088.4:c.642+60A>G", "0/1", "PASS")],
    "start": [("NM_000088.4:c.1A>G", "0/1", "PASS")],
    "stop-lost": [("NM_000088.4:c.4393T>C", "0/1", "PASS")],
    "in-frame": [("NM_000088.4:c.590_598del", "0/1", "PASS")],
    "insertion": [("NM_000088.4:c.590_591insACG", "0/1", "PASS")],
    "homozygous": [("NM_000089.4:c.1105C>T", "1/1", "PASS")],
    "both-genes": [("NM_000088.4:c.3496G>T", "0/1", "PASS"), ("NM_000089.4:c.1072G>A", "0/1", "PASS")],
    "two-diseases": [("NM_000089.4:c.279+1G>A", "0/1", "PASS"), ("NM_000088.4:c.1804G>A", "0/1", "PASS")],
    "carrier": [("NM_000089.4:c.2011del", "0/1", "PASS")],
    "phased": [("NM_000088.4:c.590del", "0|1", "PASS"), ("NM_000088.4:c.600dup", "0|1", "PASS")],
    "in-cis": [("NM_000089.4:c.2011del", "0|1", "PASS"), ("NM_000089.4:c.3105del", "0|1", "PASS")],
    "low-fraction": [("NM_000088.4:c.1804G>A", "0/1:54,6", "PASS")],
    "filtered": [("NM_000088.4:c.3496G>T", "0/1", "q10")],
    "synonymous": [("NM_000088.4:c.1290G>A", "0/1", "PASS")],
    "exon-deletion": [("<DEL> 17 50197233 50197400", "0/1", "PASS")],
    "whole-gene": [("<DEL> 17 50184000 50202000", "0/1", "PASS")],
    "none": [],
}


def records(collagen, calls, assembly):
    names = [name for name, _, _ in calls if not name.startswith("<")]
    answer = subprocess.run([collagen, "name", "--input", "-"], input="\n".join(names) + "\n", capture_output=True, text=True).stdout.splitlines()
    head = answer[0].split("\t")
    places = {line.split("\t")[0]: line.split("\t")[head.index("vcf38" if assembly == "GRCh38" else "vcf37")] for line in answer[1:]}
    for name, genotype, status in calls:
        if name.startswith("<"):
            _, chromosome, start, end = name.split()
            yield (chromosome, int(start), f"{chromosome}\t{start}\t.\tN\t<DEL>\t.\t{status}\tSVTYPE=DEL;END={end}\tGT:AD\t{genotype}:20,20\n")
            continue
        if places.get(name, ".").count("-") != 3:
            sys.exit(f"{name} has no place: {places.get(name)}")
        chromosome, place, old, new = places[name].split("-")
        depth = "" if ":" in genotype else ":0,40" if genotype == "1/1" else ":20,20"
        yield (chromosome, int(place), f"{chromosome}\t{place}\t.\t{old}\t{new}\t.\t{status}\t.\tGT:AD\t{genotype}{depth}\n")


def report(collagen, folder, kind, *options):
    out = folder / kind
    run = subprocess.run([collagen, "report", *options, "--export", "clinvar,va,fhir,lovd", "--date", "2026-03-01T09:30:00Z",
                          "--quiet", "-o", str(out)], capture_output=True, text=True)
    if run.returncode:
        print(f"NOT REPORTED\t{kind}\t{run.stderr.strip()}")
        return None
    return out


def cases(collagen, folder):
    for kind, calls in KINDS.items():
        for assembly in ("GRCh38", "GRCh37") if kind in ("null", "glycine", "splice") else ("GRCh38",):
            name = kind if assembly == "GRCh38" else f"{kind}-{assembly}"
            (folder / f"{name}.yaml").write_text(f"id: X\n{SIGNS}")
            lines = "".join(line for _, _, line in sorted(records(collagen, calls, assembly)))
            (folder / f"{name}.vcf").write_text(HEAD.format(assembly) + lines)
            yield report(collagen, folder, name, "--case", str(folder / f"{name}.yaml"), "--vcf", str(folder / f"{name}.vcf"))
    (folder / "curated.yaml").write_text(f"id: X\n{SIGNS}{CURATED}")
    yield report(collagen, folder, "curated", "--case", str(folder / "curated.yaml"), "--vcf", str(folder / "glycine.vcf"))
    glycine = ROOT / "fixtures/cases/glycine"
    yield report(collagen, folder, "assay", "--case", str(glycine / "case.yaml"), "--screen", str(glycine / "glycine.screen.json"), "--assay",
                 str(glycine / "glycine.assay.json"))
    # Transcripts: reads of RNA with a skipped exon, screened, alone and beside the DNA.
    reads = folder / "X"
    subprocess.run([collagen, "simulate", "--molecule", "rna", "--variant", "COL1A1:c.642+1G>A", "--splice", "COL1A1:skip:8@0.9", "--depth", "40",
                    "--seed", "1", "-o", str(reads)], check=True, capture_output=True)
    files = sorted(str(path) for path in reads.rglob("*.fastq.gz"))
    subprocess.run([collagen, "screen", "--molecule", "rna", *files, "--sample", "X", "--quiet", "-o", str(folder / "X.rna")], check=True, capture_output=True)
    screened = str(folder / "X.rna" / "X.json")
    (folder / "rna.yaml").write_text(f"id: X\n{SIGNS}")
    yield report(collagen, folder, "rna", "--case", str(folder / "rna.yaml"), "--rna", screened)
    yield report(collagen, folder, "rna-and-dna", "--case", str(folder / "rna.yaml"), "--vcf", str(folder / "splice.vcf"), "--rna", screened)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as name:
        made = list(cases(sys.argv[1], pathlib.Path(name)))
        failed = check_exports.main([str(out) for out in made if out]) or None in made
        print(f"{len(made)} cases, {sum(out is not None for out in made)} reported")
    sys.exit(1 if failed else 0)
