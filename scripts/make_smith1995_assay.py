#!/usr/bin/env python3
"""Writes the simulated assay tables of fixtures/cases/smith1995/assay: dishes of made-up fibroblast lines and one ELISA plate
a case (PICP in medium and cell layer), from a fixed seed. Case 04 makes half the collagen (mild OI); 07, 11 and 15 are normal with
enough control lines to show it. The case fixtures/cases/glycine keeps a quarter of its collagen back. Truth in assay/truth.tsv.
"""
import math
import pathlib
import random

SYNTHETIC = "# SYNTHETIC: simulated, no patient; see scripts/make_smith1995_assay.py\n"
A, B, C, D = 0.05, 1.1, 180.0, 2.6  # four-parameter logistic of the plate
FOLDERS = {88: ("glycine", "glycine")}  # other cases: folder and id
CASES = {  # synthesis and secreted share of the case, number of control lines, spread of the controls (ln), seed
    4: (0.50, 0.94, 9, 0.06, 4), 7: (1.02, 0.94, 9, 0.06, 7), 11: (0.97, 0.94, 9, 0.06, 11), 15: (1.01, 0.94, 9, 0.06, 15),
    88: (0.92, 0.70, 9, 0.06, 88),
}


def place_of(n: int) -> tuple[str, str]:
    return FOLDERS.get(n, ("smith1995", f"smith1995-{n:02d}"))


def signal(x: float, rng: random.Random) -> float:
    y = D + (A - D) / (1 + (x / C) ** B)
    return max(0.0, y * math.exp(rng.gauss(0, 0.01)))


def tables(n: int) -> tuple[str, str]:
    synthesis, share, controls, spread, seed = CASES[n]
    rng = random.Random(19950000 + seed)
    cultures = [SYNTHETIC + "line_id,role,sex,age_years,biopsy_site,passage,bio_rep,seeded_date,confluent_days,ascorbate_ug_ml,"
                "label_hours,medium_ml,cell_layer_ml,cells_x1e5,dna_ug,protein_ug"]
    plate = [SYNTHETIC + "plate_id,well,role,sample_id,line_id,bio_rep,tech_rep,fraction,nominal_conc,dilution_factor,signal,"
             "signal_ref,include,note,unit"]
    wells = [f"{row}{column}" for column in range(1, 25) for row in "ABCDEFGHIJKLMNOP"]
    place = iter(wells)

    def well(role, sample, line, rep, tech, fraction, nominal, dilution, value):
        plate.append(f"P{n:02d},{next(place)},{role},{sample},{line},{rep},{tech},{fraction},{nominal},{dilution},{value:.4f},,1,,ng/mL")

    for level in (640, 320, 160, 80, 40, 20, 10, 5):
        for tech in (1, 2, 3):
            well("standard", f"S{level}", "", "", tech, "", level, 1, signal(level, rng))
    for tech in (1, 2, 3):
        well("blank", "BLK", "", "", tech, "", 0, 1, signal(1e-9, rng))
    lines = [(place_of(n)[1], "case", synthesis, share)]
    for k in range(1, controls + 1):
        logit = math.log(0.94 / 0.06) + rng.gauss(0, 0.10)
        lines.append((f"CTRL{k}", "control", math.exp(rng.gauss(0, spread)), 1 / (1 + math.exp(-logit))))
    for line, role, amount, part in lines:
        for rep in (1, 2, 3):
            dna = 2.9 * math.exp(rng.gauss(0, 0.05))
            total = 5400 * amount * dna / 2.9 * math.exp(rng.gauss(0, 0.03))  # ng in the dish
            cultures.append(f"{line},{role},F,30,forearm,{rng.randint(4, 7)},{rep},2026-03-02,2,50,24,2.0,0.5,4.0,{dna:.3f},"
                            f"{dna * 62:.1f}")
            for fraction, mass, volume, dilution in (("medium", total * part, 2.0, 50), ("cell_layer", total * (1 - part), 0.5, 12)):
                for tech in (1, 2):
                    value = signal(mass / volume / dilution * math.exp(rng.gauss(0, 0.02)), rng)
                    well("unknown", f"{line}-{rep}-{fraction}", line, rep, tech, fraction, "", dilution, value)
    return "\n".join(cultures) + "\n", "\n".join(plate) + "\n"


def main() -> None:
    cases = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "cases"
    truth = {}
    for n, (synthesis, share, controls, spread, _) in CASES.items():
        cultures, plate = tables(n)
        name, case = place_of(n)
        folder = cases / name / "assay"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{case}.cultures.csv").write_text(cultures)
        (folder / f"{case}.plate.csv").write_text(plate)
        head = SYNTHETIC + "case_id\tsynthesis_ratio\tsecreted_share\tcontrols\tcontrol_sd_ln\n"
        truth[folder] = truth.get(folder, head) + f"{case}\t{synthesis}\t{share}\t{controls}\t{spread}\n"
    for folder, text in truth.items():
        (folder / "truth.tsv").write_text(text)


main()
