"""The sample sets of the accuracy benchmark: what is planted, at which depth, with which reads, and what is asked of the result."""
import collections

# `goal` is the recall that is wanted (exact haplotypes, or breakpoints within 5 bases where `near`); `least` is 2 for "within two points".
Set = collections.namedtuple("Set", "name kind samples quick settings errors minvaf goal near peers")
SMALL = "classes=snv,mnv,delins"
INDELS = "classes=deletion,insertion,duplication,homopolymer,repeat_unit"


def sets(seed):
    """All sets; every one has a seed of its own that follows from `seed`."""
    rows = []

    def add(name, samples, quick, settings, errors="smooth", minvaf=None, goal=None, near=False, peers=0, kind="sites"):
        number = seed * 1000 + len(rows)
        rows.append(Set(name, kind, samples, quick, f"seed={number} {settings}".split(), errors, minvaf, goal, near, peers))

    add("SNV, MNV, delins, 60x", 24, 2, f"{SMALL} sites=14", goal=1, peers=4)
    add("SNV, MNV, delins, 30x, art:HS25", 24, 2, f"{SMALL} sites=14 depth=30", "art:HS25", goal=0.98, peers=2)
    add("SNV, MNV, delins, 60x, binned, 2x100", 12, 1, f"{SMALL} sites=14 length=100 insert=250 spread=40", "binned", goal=1)
    add("indels 1-55 (60), 60x", 24, 2, f"{INDELS} sites=14 longest=55", goal=0.99, peers=4)
    add("indels 1-55 (60), 60x, art:MSv3, 2x250", 12, 1, f"{INDELS} sites=14 longest=55 length=250 insert=500 spread=80", "art:MSv3", goal=0.99)
    add("indels 1-55 (60), 60x, flat", 12, 1, f"{INDELS} sites=14 longest=55", "flat", goal=0.99)
    add("indels 1-55 (60), 30x, slipping", 24, 1, f"{INDELS} sites=14 longest=55 depth=30", "slipping", goal=0.97)
    add("61-150, 60x", 24, 2, "classes=deletion_61_150,duplication_61_150 sites=8", goal=0.97, peers=4)
    add("61-150, 30x, art:HSXt", 24, 1, "classes=deletion_61_150,duplication_61_150 sites=8 depth=30", "art:HSXt", goal=0.95)
    add("events to 200 and longer, 60x", 16, 1, "classes=insertion_56_200,duplication_151_200,deletion_151_3000 sites=6", peers=2)
    add("events to 200 and longer, 60x, binned", 16, 1, "classes=insertion_56_200,duplication_151_200,deletion_151_3000 sites=6", "binned")
    add("whole exons, 60x", 60, 4, "classes=exon_deletion,exon_duplication sites=2", goal=0.95, near=True, peers=10)
    add("whole exons, 30x, binned", 60, 4, "classes=exon_deletion,exon_duplication sites=2 depth=30", "binned", goal=0.93, near=True)
    add("inversions, 60x", 12, 1, "classes=inversion sites=4", near=True, peers=4)
    add("one codon in cis and in trans, 60x", 20, 2, "classes=codon_cis,codon_trans sites=12", goal=1, peers=4)
    panel = "design=panel classes=snv sites=18"
    add("mosaic SNV 5 %, 400x", 8, 1, f"{panel} depth=400 vaf=0.05", minvaf=0.02, goal=0.95, kind="mosaic")
    add("mosaic SNV 3 %, 400x", 8, 1, f"{panel} depth=400 vaf=0.03", minvaf=0.02, goal=0.85, kind="mosaic")
    add("mosaic SNV 2 %, 1000x", 4, 1, f"{panel} depth=1000 vaf=0.02", minvaf=0.01, goal=0.95, kind="mosaic")
    add("mosaic SNV 5 %, 400x, binned", 6, 1, f"{panel} depth=400 vaf=0.05", "binned", 0.02, 0.95, kind="mosaic")
    add("mosaic indels 1-20 of 5 %, 400x", 6, 1, "design=panel classes=deletion,insertion,duplication longest=20 sites=18 depth=400 vaf=0.05", minvaf=0.02, kind="mosaic")
    for depth, samples in ((30, 150), (60, 80), (120, 40)):
        add(f"wild type, whole records {depth}x", samples, 3, f"sites=0 depth={depth}", kind="wild")
    for depth, samples in ((60, 80), (200, 60), (400, 40)):
        add(f"wild type, panel {depth}x", samples, 2, f"sites=0 design=panel depth={depth}", kind="wild")
    add("wild type, panel 200x, binned", 40, 2, "sites=0 design=panel depth=200", "binned", kind="wild")
    add("wild type, whole records 60x, slipping", 10, 1, "sites=0 depth=60", "slipping", kind="wild")
    add("wild type, mosaics asked for, panel 400x", 60, 2, "sites=0 design=panel depth=400", minvaf=0.02, kind="wild")
    add("wild type, mosaics asked for, panel 400x, binned", 40, 1, "sites=0 design=panel depth=400", "binned", 0.02, kind="wild")
    return rows


def calibration(seed, scale):
    """Settings of `accuracy call` for the calibration of genotype qualities."""
    samples = round(350 * scale)
    kinds = "classes=snv,mnv,delins,deletion,insertion,duplication"
    for number, (depth, errors) in enumerate(((5, "smooth"), (8, "binned"), (10, "smooth"), (12, "slipping"), (15, "smooth"))):
        yield f"samples={samples} sites=12 depth={depth} errors={errors} seed={seed * 1000 + 500 + number} {kinds}".split()


def fractions(seed, quick):
    """Samples whose planted fractions are asked back through --confirm: (what, fraction, depth, settings)."""
    samples = 1 if quick else 3
    number = seed * 1000 + 700
    for share in (0.02, 0.03, 0.05, 0.1, 0.2, 0.35, 0.5):
        for depth in (100, 300, 1000):
            number += 1
            kinds = "classes=snv,deletion,insertion" if depth == 300 else "classes=snv"
            count = samples * 2 if depth == 100 else samples
            yield "SNVs, indels to 15, panel", share, depth, f"seed={number} samples={count} sites=18 longest=15 design=panel depth={depth} vaf={share} {kinds}".split()
    for what, kinds, sites in (
        ("deletions to 55", "deletion", 14), ("insertions to 55", "insertion", 14), ("duplications to 55", "duplication", 14),
        ("deletions 61-150", "deletion_61_150", 6), ("duplications 61-150", "duplication_61_150", 6), ("insertions 56-200", "insertion_56_200", 6),
        ("whole exons", "exon_deletion,exon_duplication", 2),
    ):
        for reads in ("", ", mates overlap"):
            layout = "insert=220 spread=30" if reads else ""
            for share in (0.2, 0.5):
                number += 1
                yield what + reads, share, 100, f"seed={number} samples={samples * (8 if sites == 2 else 3)} sites={sites} longest=55 depth=100 vaf={share} classes={kinds} {layout}".split()


