#!/usr/bin/env python3
"""Writes a WGS-like pair of FASTQ files (2 x 150, position-dependent binned qualities) from a seed.

usage: make-reads.py PAIRS SEED PREFIX  ->  PREFIX_R1.fastq PREFIX_R2.fastq
"""
import random
import sys


def main():
    pairs, seed, prefix = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    rng = random.Random(seed)
    genome = "".join(rng.choices("ACGT", (30, 20, 20, 30), k=3_000_000))
    complement = str.maketrans("ACGT", "TGCA")
    patterns = []
    for _ in range(4000):
        quality, text = "F", []
        for position in range(150):
            if rng.random() < 0.03 + position / 1500:
                quality = rng.choices("F:,#", (80, 12, 6, 0.3))[0]
            text.append(quality)
        patterns.append("".join(text))
    with open(prefix + "_R1.fastq", "w") as first, open(prefix + "_R2.fastq", "w") as second:
        for number in range(pairs):
            start = rng.randrange(len(genome) - 700)
            insert = min(max(150, int(rng.gauss(370, 60))), 690)
            fragment = genome[start:start + insert]
            if rng.random() < 0.5:
                fragment = fragment.translate(complement)[::-1]
            name = (f"A00123:45:HXXYYDSXX:{1 + number % 4}:{1101 + number // 50000}:"
                    f"{rng.randrange(1000, 32000)}:{rng.randrange(1000, 37000)}")
            bases = [list(fragment[:150]), list(fragment.translate(complement)[::-1][:150])]
            for mate in bases:
                if rng.random() < 0.2:
                    mate[rng.randrange(150)] = rng.choice("ACGTN")
            first.write(f"@{name} 1:N:0:ACGTACGT\n{''.join(bases[0])}\n+\n{rng.choice(patterns)}\n")
            second.write(f"@{name} 2:N:0:ACGTACGT\n{''.join(bases[1])}\n+\n{rng.choice(patterns)}\n")


main()
