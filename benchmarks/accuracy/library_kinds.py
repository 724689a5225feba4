"""How libraries of a person without a variant are made: where fragments begin, what befalls them, and how they are read.

A kind gives reads: lists of (first, second) bases in the direction of sequencing, second None for single reads; and, where the person has variants
of his own, their positions. Rates are those that the field
reports of each kind of library, at their worse end; none is taken from the tool's own models.
"""
import gzip

COMPLEMENT = str.maketrans("ACGTN", "TGCAN")
BASES = "ACGT"
ADAPTER = "AGATCGGAAGAGCACACGTCTGAACTCCAGTCACGTTAGCAATCTCGTATGCCGTCTTCTGCTTG"
LENGTH = 150


def turned(bases):
    return bases[::-1].translate(COMPLEMENT)


def random_bases(source, length):
    return "".join(source.choices(BASES, k=length))


def places(source, rate, length):
    """Places of errors at an even rate, by the gap to the next one."""
    if rate <= 0:
        return
    at = int(source.expovariate(rate))
    while at < length:
        yield at
        at += 1 + int(source.expovariate(rate))


def with_errors(source, bases, rate):
    changed = None
    for at in places(source, rate, len(bases)):
        changed = changed or list(bases)
        changed[at] = source.choice(BASES.replace(changed[at], ""))
    return "".join(changed) if changed else bases


def ends(fragment, length=LENGTH):
    """Both reads of a fragment; what runs past its end is adapter."""
    padded = fragment + ADAPTER if len(fragment) < length else fragment
    back = turned(fragment) + ADAPTER if len(fragment) < length else turned(fragment)
    return padded[:length], back[:length]


def cut(source, sequence, depth, mean, spread, least=60):
    """Fragments drawn evenly from a molecule, of either strand, as (start, bases)."""
    for _ in range(int(len(sequence) * depth / (2 * LENGTH))):
        length = min(len(sequence), max(least, int(source.gauss(mean, spread))))
        start = source.randrange(len(sequence) - length + 1)
        yield start, sequence[start:start + length]


def either(source, fragment):
    return fragment if source.random() < 0.5 else turned(fragment)


def records(genes):
    return [(gene, genes.record(gene)) for gene in ("COL1A1", "COL1A2")]


def paired(source, fragments, error=0.002):
    made = []
    for fragment in fragments:
        one, two = ends(either(source, fragment))
        made.append((with_errors(source, one, error), with_errors(source, two, 1.5 * error)))
    return made


def whole(source, genes, depth, mean=370, spread=60):
    for _, sequence in records(genes):
        for _, piece in cut(source, sequence, depth, mean, spread):
            yield piece


def repeat_copies(source, genes, depth):
    """Reads of other copies of the genes' interspersed repeats, 5 to 20 % from them, from elsewhere in the genome."""
    for gene, sequence in records(genes):
        for start, end in genes.repeats[gene]:
            for _ in range(20):
                copy = with_errors(source, sequence[start:end], source.uniform(0.05, 0.2))
                placed = random_bases(source, 500) + copy + "A" * source.randrange(5, 30) + random_bases(source, 500)
                for _, piece in cut(source, either(source, placed), depth, 370, 60):
                    yield piece


def pcr_free(source, genes, depth):
    return paired(source, [*whole(source, genes, depth), *repeat_copies(source, genes, depth)])


def capture(source, genes, depth):
    """Baits over exons, each of its own yield; one fragment in five copied; off-target reads."""
    made = []
    for gene, sequence in records(genes):
        for start, end in genes.exons[gene]:
            count = int(1.5 * depth * (end - start + 250) / (2 * LENGTH) * source.lognormvariate(0, 0.4))
            for _ in range(count):
                length = max(80, int(source.gauss(220, 50)))
                first = source.randrange(start - length + 40, end - 40) if end - start + length > 81 else start - length // 2
                piece = sequence[max(0, first):first + length]
                made += [piece] * (1 + (source.random() < 0.2))
    return paired(source, [*made, *whole(source, genes, 1)])


def amplicon(source, genes, depth):
    """Two pools of overlapping amplicons over the exons; one product in a hundred is two that were joined, and primers form dimers."""
    made, products = [], []
    for gene, sequence in records(genes):
        for start, end in genes.exons[gene]:
            at = start - source.randrange(30, 50)
            while at < end + 30:
                length = source.randrange(170, 260)
                products.append(sequence[at:at + length])
                at += length - source.randrange(60, 90)
    for product in products:
        for _ in range(int(4 * depth * source.lognormvariate(0, 0.4))):
            piece = product
            if source.random() < 0.01:
                other = source.choice(products)
                piece = piece[:source.randrange(40, len(piece) - 20)] + other[source.randrange(20, len(other) - 40):]
            elif source.random() < 0.01:
                piece = piece[:22] + source.choice(products)[-22:]
            made.append(piece)
    return paired(source, made)


def enzymatic(source, genes, depth):
    """Fragments cut by an enzyme: two in a hundred fold back on themselves at inverted repeats nearby, always at the same ones."""
    made = []
    for gene, sequence in records(genes):
        words = {}
        back = turned(sequence)
        for at in range(0, len(sequence) - 8):
            words.setdefault(sequence[at:at + 8], []).append(at)
        for start, piece in cut(source, sequence, depth, 280, 80, least=90):
            if source.random() < 0.02:
                for _ in range(30):
                    at = start + source.randrange(40, len(piece) - 40)
                    word = turned(sequence[at:at + 8])
                    arms = [p for p in words.get(word, ()) if 20 < abs(p - at) < 300]
                    if arms:
                        mirrored = len(sequence) - arms[0] - 8
                        piece = sequence[start:at] + back[mirrored:mirrored + len(piece) - (at - start)]
                        break
            made.append(piece)
    return paired(source, made)


def fixed_tissue(source, genes, depth):
    """Short fragments of few molecules: deaminated C on single strands, fold-back ends, copies, many errors."""
    made = []
    for gene, sequence in records(genes):
        for _, piece in cut(source, sequence, 0.6 * depth, 150, 40, least=50):
            piece = either(source, piece)
            rate = 0.02 if source.random() < 0.1 else 0.003
            bases = list(piece)
            for at in places(source, rate, len(bases)):
                bases[at] = {"C": "T"}.get(bases[at], bases[at])
            piece = "".join(bases)
            if source.random() < 0.02:
                arm = source.randrange(15, 40)
                piece = piece + turned(piece[-arm - 10:-10])
            one, two = ends(piece)
            for _ in range(1 + (source.random() < 0.5) + (source.random() < 0.3)):
                made.append((with_errors(source, one, 0.004), with_errors(source, two, 0.006)))
    return made


def bisulfite(source, genes, depth):
    """Unmethylated C read as T, all but seven in ten of those before G."""
    made = []
    for gene, sequence in records(genes):
        for _, piece in cut(source, sequence, depth, 250, 60):
            piece = either(source, piece)
            methylated = source.random() < 0.7
            bases = ["T" if base == "C" and not (methylated and piece[at + 1:at + 2] == "G") and source.random() < 0.99 else base
                     for at, base in enumerate(piece)]
            one, two = ends("".join(bases))
            made.append((with_errors(source, one, 0.002), with_errors(source, two, 0.003)))
    return made


def outward(source, genes, depth):
    """Circularised fragments of 2,500 bases, cut about the junction; one in eight pairs is an ordinary one."""
    junction = "CTGTCTCTTATACACATCTAGATGTGTATAAGAGACAG"
    made = []
    for gene, sequence in records(genes):
        for _, piece in cut(source, sequence, depth, 2500, 400, least=1200):
            if source.random() < 0.125:
                start = source.randrange(len(piece) - 400)
                one, two = ends(either(source, piece[start:start + 350]))
            else:
                right = source.randrange(60, 400)
                left = 450 - right
                one, two = ends(either(source, piece[-right:] + junction + piece[:left]))
            made.append((with_errors(source, one, 0.002), with_errors(source, two, 0.003)))
    return made


def mate_pair_clean(source, genes, depth):
    """The same with the junction's bases trimmed away: reads of both ends, facing outward."""
    made = []
    for gene, sequence in records(genes):
        for _, piece in cut(source, sequence, depth, 2500, 400, least=1200):
            one, two = turned(piece[:LENGTH]), piece[-LENGTH:]
            if source.random() < 0.5:
                one, two = two, one
            made.append((with_errors(source, one, 0.002), with_errors(source, two, 0.003)))
    return made


def other_species(source, genes):
    """Genes 11 % from the person's in exons and 35 % in introns, with indels there: as far as a mouse is."""
    made = []
    for gene, sequence in records(genes):
        parts, place = [], 0
        for start, end in genes.exons[gene] + [(len(sequence), len(sequence))]:
            intron = with_errors(source, sequence[place:start], 0.35)
            for _ in range((start - place) // 80):
                at = source.randrange(len(intron))
                intron = intron[:at] + source.choice(["", random_bases(source, source.randrange(1, 20))]) + intron[at + source.randrange(0, 12):]
            parts += [intron, with_errors(source, sequence[start:end], 0.11)]
            place = end
        made.append("".join(parts))
    return made


def mouse(source, genes, depth):
    return paired(source, [piece for gene in other_species(source, genes) for _, piece in cut(source, gene, depth, 370, 60)])


def mixed_species(source, genes, depth):
    part = source.choice([0.02, 0.1, 0.3, 0.5])
    foreign = [piece for gene in other_species(source, genes) for _, piece in cut(source, gene, depth * part, 370, 60)]
    return paired(source, [*foreign, *whole(source, genes, depth * (1 - part))])


def mixed_people(source, genes, depth):
    """Some of another person. Both differ from the record as people do: of a site's newer base, i of five chromosomes (the record's, and two of each
    person) have it 1/i as often as one. The first person's own variants are no false calls: their positions are given besides."""
    part = source.choice([0.05, 0.1, 0.2])
    made, own = [], set()
    for gene, sequence in records(genes):
        chromosomes = [list(sequence) for _ in range(4)]
        for at in places(source, (1 + 1 / 2 + 1 / 3 + 1 / 4) / 1250, len(sequence)):
            newer = set(source.sample(range(5), source.choices([1, 2, 3, 4], weights=[12, 6, 4, 3])[0]))
            other = source.choice(BASES.replace(sequence[at], ""))
            for number in range(4):
                if (number in newer) != (4 in newer):
                    chromosomes[number][at] = other
                    if number < 2:
                        own.add(genes.position(gene, at))
        for number, chromosome in enumerate(chromosomes):
            weight = (1 - part) / 2 if number < 2 else part / 2
            made += [piece for _, piece in cut(source, "".join(chromosome), depth * weight, 370, 60)]
    return paired(source, made), own


def minigene(source, genes, depth):
    """A cloned piece of a gene with shortened introns, beside the genes, ten to a thousand times as deep."""
    gene = source.choice(["COL1A1", "COL1A2"])
    exons, plain = genes.exons[gene], genes.record(gene)
    first = source.randrange(1, len(exons) - 8)
    parts = []
    for start, end in exons[first:first + source.randrange(3, 8)]:
        parts.append(plain[start - source.randrange(20, 150):end + source.randrange(20, 150)])
    vector = random_bases(source, 1500) + "".join(parts) + random_bases(source, 1500)
    times = source.choice([0.5, 3, 30])
    return paired(source, [*whole(source, genes, depth), *(piece for _, piece in cut(source, vector, depth * times, 370, 60))])


def transcripts(source, genes, depth):
    """DNA with spliced copies of a gene in it: a cloned cDNA, or carried over from RNA work."""
    made = list(whole(source, genes, depth))
    for gene in source.choice([["COL1A1"], ["COL1A2"], ["COL1A1", "COL1A2"]]):
        spliced = "".join(genes.record(gene)[start:end] for start, end in genes.exons[gene]) + "A" * 60
        made += [piece for _, piece in cut(source, spliced, depth * source.choice([0.1, 0.5, 3]), 250, 60)]
    return paired(source, made)


def plasma(source, genes, depth):
    """Short fragments of 167 bases: every read of 150 runs nearly to its mate's start, some into the adapter."""
    return paired(source, whole(source, genes, depth, 160, 15))


def dark(source, genes, depth):
    """Reads that fade into sure G, dimers of adapters, and a spike of foreign phage DNA."""
    made = []
    for one, two in paired(source, whole(source, genes, depth, 300, 80)):
        if source.random() < 0.1:
            at = LENGTH - source.randrange(10, 80)
            two = two[:at] + "G" * (LENGTH - at)
        if source.random() < 0.03:
            at = LENGTH - source.randrange(10, 60)
            one = one[:at] + "G" * (LENGTH - at)
        made.append((one, two))
    phage = random_bases(source, 5386)
    made += paired(source, [piece for _, piece in cut(source, phage, depth, 350, 50)])
    return made + [ends("")] * 500


def untrimmed(source, genes, depth):
    """Twelve bases of an identifier and a linker before every read, not cut off."""
    return [((random_bases(source, 8) + "GACT" + one)[:LENGTH], (random_bases(source, 8) + "GACT" + two)[:LENGTH])
            for one, two in paired(source, whole(source, genes, depth))]


def chimeric(source, genes, depth):
    """One fragment in twenty is two that were joined, as ligation makes them of little DNA."""
    plain = list(whole(source, genes, depth))
    for number in range(len(plain)):
        if source.random() < 0.05:
            other = source.choice(plain)
            plain[number] = plain[number][:source.randrange(40, 250)] + either(source, other)[-200:]
    return paired(source, plain)


def signal_runs(source, genes, depth, times=1):
    """Single reads of 100 to 300 bases of a sequencer that reads a run as one signal, and errs in its length, 1 in 1,000 bases, or so many times as often."""
    made = []
    for gene, sequence in records(genes):
        for _, piece in cut(source, sequence, 1.5 * depth, 220, 60, least=80):
            piece = either(source, piece)
            out, at = [], 0
            while at < len(piece):
                end = at + 1
                while end < len(piece) and piece[end] == piece[at]:
                    end += 1
                run = end - at
                rate = times * (0.0005 * run * run if run < 9 else 0.05)
                change = source.choice([-1, -1, 1]) if source.random() < min(0.3, rate) else 0
                out.append(piece[at] * (run + change))
                at = end
            made.append((with_errors(source, "".join(out), 0.002), None))
    return made


# How a library is made, and whether fragments of it do break at places of the target.
KINDS = {
    "capture": (capture, False), "amplicon": (amplicon, False), "PCR-free": (pcr_free, False), "enzymatic": (enzymatic, False),
    "fixed tissue": (fixed_tissue, False), "bisulfite": (bisulfite, False), "outward, junctions left": (outward, False),
    "outward": (mate_pair_clean, False), "mouse": (mouse, True), "mouse mixture": (mixed_species, True), "two people": (mixed_people, False),
    "minigene": (minigene, True), "transcripts": (transcripts, True), "plasma": (plasma, False), "dark cycles": (dark, False),
    "untrimmed": (untrimmed, False), "chimeric": (chimeric, False), "runs as one signal": (signal_runs, False),
}


def quality(source, length):
    """Qualities that fall along a read, of four values in runs."""
    fall = source.randrange(length // 2, length + 40)
    return ("F" * fall + ":" * 30 + "," * length)[:length]


def write(source, made, folder):
    """FASTQ of both reads, or of single ones."""
    source.shuffle(made)
    files = [gzip.open(folder / f"s_R{mate}.fastq.gz", "wt", compresslevel=1) for mate in ((1, 2) if made[0][1] is not None else (1,))]
    for number, reads in enumerate(made):
        for file, bases in zip(files, reads):
            if len(bases) > 0:
                file.write(f"@r{number}\n{bases}\n+\n{quality(source, len(bases))}\n")
    for file in files:
        file.close()
