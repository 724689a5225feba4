"""Writes the two haplotypes of the demo person and a background that is like human DNA, as FASTA.

usage: make_demo_genomes.py REFERENCE_FOLDER OUTPUT_FOLDER
"""
import random
import sys

COMPLEMENT = str.maketrans("ACGT", "TGCA")


def record(path):
    return "".join(line.strip() for line in open(path) if not line.startswith(">"))


def repeats(folder, gene):
    rows = [line.rstrip("\n").split("\t") for line in open(f"{folder}/repeats.tsv")][1:]
    return [(int(row[1]) - 1, int(row[2])) for row in rows if row[0] == gene]


def planted(sequence, position, reference, alternate):
    """The sequence with a change at a 1-based record position."""
    start = position - 1
    assert sequence[start : start + len(reference)] == reference, "the record has another base there"
    return sequence[:start] + alternate + sequence[start + len(reference) :]


def like_human(random_source, length):
    """41 % GC, few CpG, now and then a microsatellite."""
    bases = []
    while len(bases) < length:
        if random_source.random() < 0.0004:
            unit = "".join(random_source.choice("ACGT") for _ in range(random_source.randint(1, 4)))
            bases.extend(unit * random_source.randint(6, 16))
            continue
        base = random_source.choices("ACGT", weights=(295, 205, 205, 295))[0]
        if base == "G" and bases and bases[-1] == "C" and random_source.random() < 0.78:
            base = "A"
        bases.append(base)
    return "".join(bases[:length])


def diverged(random_source, text, share):
    """A repeat copy from elsewhere: substitutions at `share` of the bases, and a few small indels."""
    bases = []
    for base in text:
        chance = random_source.random()
        if chance < share:
            bases.append(random_source.choice([other for other in "ACGT" if other != base]))
        elif chance < share * 1.05:
            continue
        elif chance < share * 1.1:
            bases.extend(base + random_source.choice("ACGT"))
        else:
            bases.append(base)
    return "".join(bases)


def main():
    folder, output = sys.argv[1:]
    random_source = random.Random(1995)
    col1a1, col1a2 = (record(f"{folder}/{gene}.fa") for gene in ("COL1A1", "COL1A2"))
    # c.401dup: the record's base at LRG_1 7344 (c.401) is doubled; c.1645C>G lies at LRG_2 24367.
    variant = {
        "COL1A1": planted(col1a1, 7344, col1a1[7343], col1a1[7343] * 2),
        "COL1A2": planted(col1a2, 24367, "C", "G"),
    }
    for number, (first, second) in enumerate([(col1a1, col1a2), (variant["COL1A1"], variant["COL1A2"])], 1):
        with open(f"{output}/haplotype{number}.fa", "w") as out:
            out.write(f">a{number}\n{first}\n>b{number}\n{second}\n")
    copies = [col1a1[s:e] for s, e in repeats(folder, "COL1A1")] + [col1a2[s:e] for s, e in repeats(folder, "COL1A2")]
    copies = [copy for copy in copies if len(copy) >= 60]
    pieces = []
    while sum(map(len, pieces)) < 250_000:
        pieces.append(like_human(random_source, random_source.randint(800, 3000)))
        copy = diverged(random_source, random_source.choice(copies), random_source.uniform(0.03, 0.18))
        pieces.append(copy if random_source.random() < 0.5 else copy.translate(COMPLEMENT)[::-1])
    with open(f"{output}/background.fa", "w") as out:
        out.write(">c\n" + "".join(pieces) + "\n")


main()
