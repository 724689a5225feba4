#!/usr/bin/env python3
"""Families of copied molecules: makes pairs with molecular identifiers over some exons, with mosaic variants, screens them and scores.

usage: benchmarks/long-reads/families.py [--seed 1] [--samples 1] [--families 20000] [--size 5] [--fraction 0.0005] [--target-bases 600] [--duplex] [--bam] [--collagen PATH] [--keep DIR]

A molecule has a start, a length and an identifier of 12 bases (two of 6 with --duplex). Errors of the first copy (1 in 20,000 bases) are in all copies of
one strand, errors of the sequencer (1 in 300) in single reads; one identifier in 100 is misread in one base. `--families` is the number of molecules over each
base. Recall counts planted variants that pass within the target, false are passing calls elsewhere.
"""
import argparse
import gzip
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import importlib.machinery
import reads
import scoring

run = importlib.machinery.SourceFileLoader("run", str(HERE / "run")).load_module()
LENGTH = 150
BASES = "ACGT"


def with_errors(source, bases, rate):
    """Substitutions at a rate, drawn by the gap to the next one."""
    if rate <= 0:
        return bases
    out, place = None, 0
    while True:
        place += int(source.expovariate(rate))
        if place >= len(bases):
            return bases if out is None else "".join(out)
        out = out or list(bases)
        out[place] = source.choice(BASES.replace(out[place], ""))
        place += 1


def identifier(source, count):
    return "".join(source.choice(BASES) for _ in range(count))


def copies(source, mean):
    """Copies of a molecule: a geometric number with this mean."""
    count = 1
    while source.random() > 1 / mean:
        count += 1
    return count


def make(options, source, sequences, path):
    """Writes pairs; gives the planted variants and the number of molecules."""
    gene = "COL1A1"
    plain = sequences[gene]
    parts = reads.exons()[gene]
    first = next(i for i in range(source.randrange(5, 30), len(parts)) if parts[i][1] - parts[i][0] > 40)
    low = parts[first][0] - 20
    high = low + options.target_bases
    sites = {}
    exonic = [p for s, e in parts for p in range(s, e) if low + 40 < p < high - 40]
    for at in source.sample(exonic, min(3, len(exonic))):
        sites[at] = source.choice(BASES.replace(plain[at], ""))
    molecules = int(options.families * (high - low + 200) / 250)
    ones, twos = open(f"{path}_R1.fastq", "w"), open(f"{path}_R2.fastq", "w")
    number = 0
    for _ in range(molecules):
        length = max(160, int(source.gauss(250, 30)))
        start = source.randrange(low - 200, high)
        bases = plain[start:start + length]
        for at, alt in sites.items():
            if start <= at < start + length and source.random() < options.fraction:
                bases = bases[:at - start] + alt + bases[at - start + 1:]
        halves = (identifier(source, 6), identifier(source, 6)) if options.duplex else (identifier(source, 12), "")
        strands = [False, True] if options.duplex and source.random() < 0.7 else [source.random() < 0.5]
        for is_bottom in strands:
            strand = with_errors(source, bases, 1 / 20000)
            if is_bottom:
                strand = scoring.reverse_complement(strand)
            for _ in range(copies(source, options.size)):
                one = with_errors(source, strand[:LENGTH], 1 / 300)
                two = with_errors(source, scoring.reverse_complement(strand)[:LENGTH], 1 / 300)
                a, b = halves if not (is_bottom and options.duplex) else (halves[1], halves[0])
                tag = with_errors(source, a, 1 / 1200) + ("-" + with_errors(source, b, 1 / 1200) if options.duplex else "")
                number += 1
                name = f"m{number}:{tag}"
                ones.write(f"@{name}\n{one}\n+\n{'F' * len(one)}\n")
                twos.write(f"@{name}\n{two}\n+\n{'F' * len(two)}\n")
    ones.close()
    twos.close()
    return gene, (low, high), sites, number


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("seed", 1), ("samples", 1), ("families", 20000), ("size", 5.0), ("fraction", 0.0005), ("target-bases", 600)):
        parser.add_argument(f"--{name}", type=type(value), default=value)
    for name in ("duplex", "bam", "show"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--collagen", default=str(reads.ROOT / ".build/release/collagen"))
    parser.add_argument("--keep")
    parser.add_argument("--option", action="append", default=[])
    options = parser.parse_args()
    sequences, spots = reads.records(), run.places()
    found = planted = false = 0
    for sample in range(options.samples):
        source = random.Random(f"{options.seed}/families/{sample}/{options.duplex}")
        folder = tempfile.mkdtemp(dir=options.keep)
        gene, (low, high), sites, pairs = make(options, source, sequences, f"{folder}/s")
        inputs, umi = [f"{folder}/s_R1.fastq", f"{folder}/s_R2.fastq"], "name"
        if options.bam:
            umi = "RX"
            sam = f"{folder}/s.sam"
            with open(sam, "w") as out:
                out.write("@HD\tVN:1.6\tSO:queryname\n")
                for one, two in zip(*(open(f) for f in inputs)):
                    pass
                with open(inputs[0]) as left, open(inputs[1]) as right:
                    while name := left.readline().strip():
                        right.readline()
                        tag = name.rsplit(":", 1)[1]
                        for flag, file in ((77, left), (141, right)):
                            bases, _, quality = (file.readline().strip() for _ in range(3))
                            out.write(f"{name[1:].split(':')[0]}\t{flag}\t*\t0\t0\t*\t*\t0\t0\t{bases}\t{quality}\tRX:Z:{tag}\n")
            subprocess.run(["samtools", "view", "-b", "-o", f"{folder}/s.bam", sam], check=True)
            inputs = [f"{folder}/s.bam"]
        command = [options.collagen, "screen", "--quiet", "--force", "--sample", "s", "-o", f"{folder}/out", "-t", "2", "--umi", umi,
                   "--min-vaf", str(options.fraction / 2), *options.option, *inputs]
        seconds, megabytes, result = run.measured(command)
        if result.returncode:
            sys.exit(result.stderr)
        document = json.load(open(f"{folder}/out/s.json"))
        calls = [c for c in scoring.vcf_calls(gzip.open(f"{folder}/out/s.vcf.gz", "rt"), sample, sequences, spots) if c.passing]
        hits = {c.start for c in calls if c.gene == gene and sites.get(c.start) == c.alt}
        planted += len(sites)
        found += len(hits)
        false += len([c for c in calls if c.start not in hits])
        print(f"sample {sample}: {pairs} pairs, {seconds:.1f} s, {megabytes} MB, planted {len(sites)}, found {len(hits)}, false {len(calls) - len(hits)}; "
              f"families {document.get('families') and {k: v for k, v in document['families'].items() if k != 'sizes'}}", flush=True)
        if options.show:
            print(document["warnings"], document["counts"], [c for c in calls if c.start not in hits])
        if not options.keep:
            subprocess.run(["rm", "-r", folder], check=True)
    print(f"seed {options.seed}: recall {found} of {planted}, false {false} in {options.samples} samples")


if __name__ == "__main__":
    main()
