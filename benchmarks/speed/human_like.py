"""Prints FASTA of DNA that is like the human genome where it matters for speed: 41 % GC, few CpG, a tenth of it diverged copies of the
repeats that also lie in the two gene records.

usage: human_like.py REFERENCE_FOLDER BASES SEED
"""
import random
import sys

folder, wanted, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
source = random.Random(seed)
complement = str.maketrans("ACGT", "TGCA")


def record(gene):
    return "".join(line.strip() for line in open(f"{folder}/{gene}.fa") if not line.startswith(">"))


copies = []
records = {gene: record(gene) for gene in ("COL1A1", "COL1A2")}
for row in [line.rstrip("\n").split("\t") for line in open(f"{folder}/repeats.tsv")][1:]:
    piece = records[row[0]][int(row[1]) - 1 : int(row[2])]
    if len(piece) >= 60:
        copies.append(piece)

pieces, length = [], 0
while length < wanted:
    text = "".join(source.choices("ACGT", weights=(295, 205, 205, 295), k=source.randint(800, 4000))).replace("CG", "CA")
    copy = source.choice(copies)
    share = source.uniform(0.03, 0.18)
    copy = "".join(source.choice("ACGT") if source.random() < share else base for base in copy)
    if source.random() < 0.5:
        copy = copy.translate(complement)[::-1]
    pieces += [text, copy]
    length += len(text) + len(copy)
sequence = "".join(pieces)[:wanted]
print(">background")
for start in range(0, len(sequence), 70):
    print(sequence[start : start + 70])
