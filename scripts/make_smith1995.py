#!/usr/bin/env python3
"""Writes fixtures/cases/smith1995: 24 made-up clinical records whose cohort table gives every number of the abstract of
Smith et al. 1995 (QJM 88:865-78, PMID 8593546). No record is that of a patient: only the sums are from the abstract.

    24 patients; first pregnancy in 17; mean age 27, range 21-36; back pain 18, hip 5, ankle 1; pre-existing disorders 4
    (corticosteroid, heparin, mild osteogenesis imperfecta, anorexia nervosa); biopsies 11; normal synthesis and export in all
    cultured lines but that of the woman with mild OI; 14 later pregnancies in 10 patients, 10 without recurrence, 4 mild;
    spine density low, forearm sometimes normal; follow-up up to 24 years; one with repeated fractures.

How many were cultured is not stated: only cases with assay tables (see make-smith1995-data) carry a culture.
"""
import pathlib

HEAD = "# SYNTHETIC: made up so that the sums are those of an abstract (PMID 8593546). No patient.\n"
AGES = [21, 22, 22, 23, 23, 24, 24, 25, 25, 26, 26, 26, 27, 27, 27, 28, 28, 29, 29, 30, 31, 33, 36, 36]
CULTURED = {4, 7, 11, 15}  # mild OI; three normal
PRE = {2: "corticosteroid", 3: "heparin", 4: "mild_oi", 5: "anorexia_nervosa"}
BIOPSY = {1, 2, 4, 6, 8, 10, 12, 14, 17, 19, 22}
LATER = {1: ["none"], 4: ["mild"], 6: ["none", "none"], 8: ["none", "mild"], 9: ["none"], 12: ["none", "none"],
         13: ["mild"], 16: ["none"], 20: ["none", "mild"], 23: ["none"]}


def record(n: int) -> str:
    hip, ankle = n in (3, 9, 14, 18, 21), n == 24
    site = "hip" if hip else "ankle" if ankle else "back"
    number = 1 if n <= 17 else 2
    onset = "late_pregnancy" if n % 3 == 0 else "post_partum"
    lines = [HEAD.rstrip(), "schema: collagen.case/2", f"id: smith1995-{n:02d}", "synthetic: true",
             "group: pregnancy_osteoporosis", "note: made-up record; only the sums over all 24 come from the abstract",
             "subject:", "  sex: female", f"  age_years: {AGES[n - 1]}", "  postmenopausal: false", "pregnancies:",
             f"  - {{number: {number}, index: true, onset: {onset}}}", "symptoms:", f"  - {{site: {site}, onset: {onset}, resolution_months: {2 + n % 9}}}"]
    if n in PRE:
        basis = ", basis: clinical" if PRE[n] == "mild_oi" else ""
        lines += ["pre_existing:", f"  - {{kind: {PRE[n]}{basis}}}"]
    if n == 4:
        lines += ["features: [blue_sclerae, recurrent_fractures]"]
    finding = "localised_hip_osteoporosis" if hip else "marrow_oedema" if ankle else "vertebral_collapse"
    modality = "mri" if ankle else "radiograph"
    lines += ["imaging:", f"  - {{modality: {modality}, site: {site}, finding: {finding}}}", "bmd:",
              f"  - {{site: lumbar_spine, region: L1-L4, z_score: -{2.1 + (n % 9) / 10:.1f}}}"]
    if n % 2 == 0:
        z = -1.2 if n % 4 == 0 else -2.2
        lines.append(f"  - {{site: forearm, z_score: {z}}}")
    if n in BIOPSY:
        lines += ["biopsies:", "  - {site: iliac crest, histology: osteoblast_failure}"]
    if n in CULTURED:
        lines += ["fibroblast_assay:", "  cultured: yes", "  note: the tables of the assay are simulated"]
    else:
        lines += ["fibroblast_assay:", "  cultured: not_stated"]
    if n in LATER:
        lines.append("subsequent_pregnancies:")
        for k, again in enumerate(LATER[n]):
            lines.append(f"  - {{number: {number + 1 + k}, recurrence: {again}}}")
    years = 24 if n == 1 else 1 + (n * 7) % 19
    status = "repeated_fractures" if n == 10 else "good"
    lines += ["outcome:", f"  follow_up_years: {years}", f"  status: {status}", ""]
    return "\n".join(lines)


def main() -> None:
    assert len(AGES) == 24 and sum(AGES) == 24 * 27 and min(AGES) == 21 and max(AGES) == 36, sum(AGES)
    assert sum(map(len, LATER.values())) == 14 and len(LATER) == 10 and len(BIOPSY) == 11
    assert sum(v.count("mild") for v in LATER.values()) == 4
    folder = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "cases" / "smith1995"
    (folder / "clinical").mkdir(parents=True, exist_ok=True)
    rows = ["# SYNTHETIC: 24 made-up cases, no patients; see scripts/make_smith1995.py", "case_id,reads1,reads2,assay,clinical"]
    for n in range(1, 25):
        name = f"smith1995-{n:02d}"
        (folder / "clinical" / f"{name}.yaml").write_text(record(n))
        reads = [f"reads/{name}_R{mate}.fastq.gz" for mate in (1, 2)]
        reads = [path if (folder / path).exists() else "" for path in reads]
        tables = [f"assay/{name}.{kind}.csv" for kind in ("cultures", "plate")]
        assay = ";".join(path for path in tables if (folder / path).exists())
        rows.append(f"{name},{reads[0]},{reads[1]},{assay},clinical/{name}.yaml")
    (folder / "cohort.csv").write_text("\n".join(rows) + "\n")


main()
