"""Joins the pairs of several simulations, shuffles them, gives them neutral names, and writes two gzip files.

usage: shuffle_pairs.py FOLDER PREFIX SEED
"""
import glob
import gzip
import random
import sys


def records(path):
    lines = open(path).read().split("\n")
    return [(lines[i + 1], lines[i + 3]) for i in range(0, len(lines) - 3, 4)]


def main():
    folder, prefix, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
    pairs = []
    for first in sorted(glob.glob(f"{folder}/*.1.fq")):
        pairs.extend(zip(records(first), records(first.replace(".1.fq", ".2.fq"))))
    random.Random(seed).shuffle(pairs)
    for mate in (0, 1):
        with open(f"{prefix}_R{mate + 1}.fastq.gz", "wb") as raw:
            with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as out:
                for number, pair in enumerate(pairs):
                    bases, qualities = pair[mate]
                    name = f"DEMO:1:FLOWCELL:1:{1101 + number // 4000}:{1000 + number % 4000}:{1000 + number * 7 % 9000}"
                    out.write(f"@{name} {mate + 1}:N:0:ACGT\n{bases}\n+\n{qualities}\n".encode())


main()
