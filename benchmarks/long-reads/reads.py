"""Makes long reads of both genes from a seed: two haplotypes with planted variants, errors of HiFi and nanopore kinds.

Errors are independent of what the tool expects of them: nanopore reads lose and gain bases in homopolymers with a probability that grows
with their length, and elsewhere at random; qualities follow the true errors only loosely.
"""
import collections
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks/accuracy"))
import scoring

Change = collections.namedtuple("Change", "gene start end alt allele kind")
Platform = collections.namedtuple("Platform", "name length spread substitution indel run quality")

PLATFORMS = {
    "hifi": Platform("hifi", 10_000, 3_000, 0.0003, 0.0004, 0.0006, 35),
    "ont": Platform("ont", 20_000, 15_000, 0.007, 0.008, 0.012, 20),
    "ont5": Platform("ont5", 20_000, 15_000, 0.02, 0.02, 0.03, 14),
}


def records():
    return {gene: next(iter(scoring.read_fasta(ROOT / f"reference/{gene}.fa").values())) for gene in ("COL1A1", "COL1A2")}


def exons():
    found = collections.defaultdict(list)
    lines = [line.rstrip("\n").split("\t") for line in open(ROOT / "reference/exons.tsv") if not line.startswith("#")]
    head = lines[0]
    columns = [next(n for n, word in enumerate(head) if word in words) for words in (("gene",), ("start", "lrg_start"), ("end", "lrg_end"))]
    for line in lines[1:]:
        found[line[columns[0]]].append((int(line[columns[1]]) - 1, int(line[columns[2]])))
    return found


def other_base(source, base):
    return source.choice([b for b in "ACGT" if b != base])


def small(source, sequence, start, kind):
    """A change at an offset: (start, end, alt)."""
    if kind == "snv":
        return start, start + 1, other_base(source, sequence[start])
    size = source.choice([1, 1, 1, 2, 3, 5, 9, 18])
    if kind == "del":
        return start, start + size, ""
    return start, start, "".join(source.choice("ACGT") for _ in range(size))


def plant(source, sequences, count, spacing=60):
    """Changes spread over the exons of both genes and 40 bases on each side, apart from each other; half of them on either haplotype or both."""
    changes = []
    for gene, parts in exons().items():
        taken = []
        for number in range(count):
            for _ in range(1000):
                start, end = source.choice(parts)
                at = source.randrange(max(50, start - 20), min(len(sequences[gene]) - 50, end + 20))
                if all(abs(at - other) >= spacing for other in taken):
                    break
            else:
                continue
            taken.append(at)
            kind = source.choice(["snv", "snv", "del", "ins"])
            change = small(source, sequences[gene], at, kind)
            changes.append(Change(gene, *change, source.choice(["het0", "het1", "hom"]), kind))
    return changes


def haplotype(sequence, changes, side):
    parts, place = [], 0
    for change in sorted(changes, key=lambda c: (c.start, c.end)):
        if change.allele not in ("hom", f"het{side}"):
            continue
        if change.start < place:
            continue
        parts += [sequence[place:change.start], change.alt]
        place = change.end
    return "".join(parts) + sequence[place:]


def noisy(source, bases, platform):
    """The bases as sequenced, with their qualities."""
    out, quality = [], []

    def add(base, is_wrong):
        out.append(base)
        mean = platform.quality - (8 if is_wrong and source.random() < 0.6 else 0)
        quality.append(chr(33 + max(2, min(50, int(source.gauss(mean, 4))))))

    index = 0
    while index < len(bases):
        base, end = bases[index], index + 1
        while end < len(bases) and bases[end] == base:
            end += 1
        length = end - index
        if length >= 3 and source.random() < min(0.6, platform.run * (length - 2) ** 1.5):
            length += source.choice([-1, -1, -1, 1, 1, -2])
        for _ in range(length):
            draw = source.random()
            if draw < platform.substitution:
                add(other_base(source, base), True)
            elif draw < platform.substitution + 0.6 * platform.indel:
                continue
            else:
                add(base, False)
            if draw > 1 - 0.4 * platform.indel:
                add(source.choice("ACGT"), True)
        index = end
    return "".join(out), "".join(quality)


def lengths(source, platform):
    while True:
        length = int(source.gauss(platform.length, platform.spread))
        if length >= 1500:
            yield min(length, 100_000)


def fastq(path, source, haplotypes, platform, depth, flank=30_000, adapter=30):
    """Reads of the records within random sequence, so that they begin before and end behind them as those of a genome do."""
    with open(path, "w") as file:
        number = 0
        for gene, sides in haplotypes.items():
            for side, sequence in enumerate(sides):
                left = "".join(source.choice("ACGT") for _ in range(flank))
                right = "".join(source.choice("ACGT") for _ in range(flank))
                whole = left + sequence + right
                wanted = depth / 2 * len(sequence)
                for length in lengths(source, platform):
                    start = source.randrange(max(1, flank - length + 500), flank + len(sequence) - 500)
                    piece = whole[start:start + length]
                    wanted -= max(0, min(flank + len(sequence), start + length) - max(flank, start))
                    if source.random() < 0.5:
                        piece = scoring.reverse_complement(piece)
                    bases, quality = noisy(source, piece, platform)
                    if platform.name.startswith("ont"):
                        tail = "".join(source.choice("ACGT") for _ in range(source.randrange(adapter)))
                        bases, quality = tail + bases, "+" * len(tail) + quality
                    number += 1
                    file.write(f"@r{number}\n{bases}\n+\n{quality}\n")
                    if wanted <= 0:
                        break


def amplicons(path, source, haplotypes, platform, count, size=12_000):
    """Overlapping amplicons of whole genes, each read from primer to primer."""
    with open(path, "w") as file:
        number = 0
        for gene, sides in haplotypes.items():
            for sequence in sides:
                for start in range(0, len(sequence) - 2000, size - 1000):
                    piece = sequence[start:start + size]
                    for _ in range(count // 2):
                        read = piece if source.random() < 0.5 else scoring.reverse_complement(piece)
                        bases, quality = noisy(source, read, platform)
                        number += 1
                        file.write(f"@a{number}\n{bases}\n+\n{quality}\n")
