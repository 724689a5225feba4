#!/usr/bin/env python3
"""Draws cases by seed, reports them in every form, and compares the class of every variant in all eight of them.

usage: check_one_class.py COLLAGEN [CASES] [SEED]      COLLAGEN: the built command; CASES: default 200; SEED: default 1995

Variants are entries of knowledge/clinvar.vcf and made-up changes of random coding positions, with genotypes, filters, signs of
the phenotype and a curator's judgements drawn too. The forms are read by this program, not by collagen: page, text, JSON,
Phenopacket, ClinVar, VA-Spec, FHIR and LOVD. First a case with one planted wrong class in each form must be found.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import check_exports

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SIGNS = ["blue_sclerae", "dentinogenesis_imperfecta", "hearing_loss", "recurrent_fractures", "wormian_bones"]
CODES = ["PS4", "PM1", "PM2", "PP4", "PS3", "BS2", "BP2", "BP5", "PP1", "BS4", "PS2", "PM6", "BA1"]
STRENGTHS = ["supporting", "moderate", "strong", "very_strong", "not_met"]
# The coding lengths of the two preferred transcripts, in bases.
LENGTHS = {"NM_000088.4": 4395, "NM_000089.4": 4101}


def plain_readers():
    """Readers of all forms that need no package but Python's own."""

    def packet(document):
        found = [g["variantInterpretation"] for i in document.get("interpretations", []) for g in i["diagnosis"]["genomicInterpretations"]]
        records = [v["variationDescriptor"]["vcfRecord"] for v in found]
        return check_exports.Classes([v["acmgPathogenicityClassification"].replace("_", " ").capitalize() for v in found],
                                     [(r["chrom"], r["pos"], r["ref"], r["alt"]) for r in records])

    return {
        ".report.json": lambda d: check_exports.Classes([c["classification"]["points"]["class"] for c in d["calls"]], check_exports.places(d)),
        ".clinvar.json": lambda d: [s["germlineClassification"]["germlineClassificationDescription"] for s in d.get("germlineSubmission", [])],
        ".va-spec.json": lambda d: [s["classification"]["name"] for s in d["statements"]],
        ".fhir.json": lambda d: [c["valueCodeableConcept"]["text"] for e in d["entry"] for c in e["resource"].get("component", [])
                                 if c["code"]["coding"][0]["code"] == "53037-8"],
        ".phenopacket.json": packet,
    }


def made_up(draw, count):
    """VCF fields of made-up changes, by way of `collagen name`."""
    names = []
    for _ in range(count):
        transcript = draw.choice(list(LENGTHS))
        place, bases = draw.randrange(1, LENGTHS[transcript] - 8), "".join(draw.choice("ACGT") for _ in range(draw.randrange(1, 6)))
        names.append(f"{transcript}:c." + draw.choice([
            f"{place}delins{draw.choice('ACGT')}", f"{place}delins{draw.choice('ACGT')}", f"{place}del", f"{place}_{place + draw.randrange(1, 7)}del",
            f"{place}dup", f"{place}_{place + 1}ins{bases}", f"{place}_{place + 2}delins{bases}"]))
    return names


def fields(collagen, names):
    answer = subprocess.run([collagen, "name", "--input", "-"], input="\n".join(names) + "\n", capture_output=True, text=True).stdout.splitlines()
    head = answer[0].split("\t")
    rows = [dict(zip(head, line.split("\t"))) for line in answer[1:]]
    return [tuple(row["vcf38"].split("-")) for row in rows if row["status"] != "error" and row["vcf38"].count("-") == 3]


def write_cases(collagen, folder, count, draw):
    lines = [line.split("\t") for line in (ROOT / "knowledge" / "clinvar.vcf").read_text().splitlines() if not line.startswith("#")]
    known = [(f[0], f[1], f[3], f[4]) for f in lines]
    own = fields(collagen, made_up(draw, count * 2))
    sheet = ["case_id,vcf,clinical"]
    for number in range(count):
        case = f"case-{number:04d}"
        chosen = {}
        for _ in range(draw.choice([0, 1, 1, 1, 2, 3, 5])):
            fields_ = draw.choice(draw.choice([known, own]))
            chosen[(fields_[0], int(fields_[1]))] = fields_
        rows = [f"{c}\t{p}\t.\t{f[2]}\t{f[3]}\t.\t{draw.choice(['PASS', 'PASS', 'PASS', '.', 'LowQual'])}\t.\tGT\t{draw.choice(['0/1', '0/1', '1/1', '0|1'])}"
                for (c, p), f in sorted(chosen.items())]
        head = ["##fileformat=VCFv4.2", "##reference=GRCh38", "##contig=<ID=7,length=159345973>", "##contig=<ID=17,length=83257441>",
                '##FILTER=<ID=LowQual,Description="made up">', f"#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t{case}"]
        (folder / f"{case}.vcf").write_text("\n".join(head + rows) + "\n")
        record = [f"id: {case}", "synthetic: true", f"features: [{', '.join(draw.sample(SIGNS, draw.choice([0, 0, 1, 2, 3])))}]"]
        if draw.random() < 0.4:
            # BA1 has one strength, which no other criterion has.
            record += ["curation:"] + [f"  - {{code: {code}, strength: {draw.choice(['stand_alone', 'not_met'] if code == 'BA1' else STRENGTHS)}, "
                                       "reason: made up, by: A. Curator, date: 2026-02-01}"
                                       for code in draw.choices(CODES, k=draw.choice([1, 2, 3]))]
        (folder / f"{case}.yaml").write_text("\n".join(record) + "\n")
        sheet.append(f"{case},{case}.vcf,{case}.yaml")
    (folder / "sheet.csv").write_text("\n".join(sheet) + "\n")


def classes_of(folder, readers):
    found = {}
    for path in sorted(folder.iterdir()):
        for suffix, read in {**readers, **check_exports.TEXTS}.items():
            if path.name.endswith(suffix):
                text = path.read_text()
                found[path.name] = read(text if suffix in check_exports.TEXTS else json.loads(text))
    return found


def plant(folder, readers):
    """Each form of one case gets one wrong class; every one must be found."""
    forms = classes_of(folder, readers)
    seen = 0
    for name, own in forms.items():
        if name.endswith(".report.json"):
            continue
        path = folder / name
        text, other = path.read_text(), "Benign" if own[0] != "Benign" else "Pathogenic"
        wrong = text
        spellings = [own[0], own[0].lower(), own[0].upper().replace(" ", "_"), "VUS"]
        for spelling in spellings:
            new = other.upper() if spelling.isupper() and spelling != "VUS" else other.lower() if spelling.islower() or spelling == "VUS" else other
            wrong = re.sub(rf"(?<!ikely )(?<![A-Za-z_]){spelling}(?![A-Za-z_])", new, wrong)
        path.write_text(wrong)
        assert name in check_exports.differing(classes_of(folder, readers)), f"a wrong class in {name} is not found"
        path.write_text(text)
        seen += 1
    assert seen == 7, f"{seen} forms instead of 7 beside the JSON"


def main():
    collagen = str(pathlib.Path(sys.argv[1]).resolve())
    count, seed = int(sys.argv[2]) if len(sys.argv) > 2 else 200, int(sys.argv[3]) if len(sys.argv) > 3 else 1995
    readers = plain_readers()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        write_cases(collagen, folder, count, random.Random(seed))
        subprocess.run([collagen, "cohort", "--quiet", "-o", "out", "--export", "clinvar,va,fhir,lovd", "--date", "2026-03-01", "sheet.csv"], check=True, cwd=folder)
        cases = sorted(p for p in (folder / "out").iterdir() if p.is_dir() and p.name.startswith("case-"))
        assert len(cases) == count, f"{len(cases)} of {count} cases have a folder"
        one = next(case for case in cases if len(classes_of(case, readers)[f"{case.name}.report.json"]) == 1)
        plant(one, readers)
        failed, compared, seen = 0, 0, {}
        for case in cases:
            found = classes_of(case, readers)
            assert len(found) == 8, f"{case.name}: {len(found)} of 8 forms"
            compared += len(found[f"{case.name}.report.json"])
            for name in found[f"{case.name}.report.json"]:
                seen[name] = seen.get(name, 0) + 1
            if wrong := check_exports.differing(found):
                failed += 1
                print(f"DIFFERENT\t{case.name}\t{wrong}")
    told = ", ".join(f"{name} {seen[name]}" for name in check_exports.CLASSES if name in seen)
    print(f"{count - failed} of {count} cases (seed {seed}): {compared} variants ({told}), the same class in 8 forms; a wrong class planted in each form was found")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main()
