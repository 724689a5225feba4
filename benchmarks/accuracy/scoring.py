"""Scores calls by haplotype: what was planted and what was called are both made in the reference, and the sequences are compared.

Offsets are 0-based half-open on a gene record. A Change is (start, end, alternate bases); a call adds which of the two haplotypes have it.
"""
import collections
import itertools
import math

Truth = collections.namedtuple("Truth", "sample gene kind start end alt allele")
Call = collections.namedtuple("Call", "sample gene start end alt genotype phased zygosity gq dp passing")
MARGIN = 120
JOIN = 300
COMPLEMENT = str.maketrans("ACGTN", "TGCAN")


def reverse_complement(bases):
    return bases[::-1].translate(COMPLEMENT)


def read_fasta(path):
    sequences, name = {}, None
    for line in open(path):
        if line.startswith(">"):
            name = line[1:].split()[0]
            sequences[name] = []
        else:
            sequences[name].append(line.strip().upper())
    return {name: "".join(parts) for name, parts in sequences.items()}


def edited(sequence, window, changes):
    """The window's bases with the changes made, or None where two of them overlap."""
    low, high = window
    parts, place = [], low
    for start, end, alt in sorted(changes):
        if start < place:
            return None
        parts += [sequence[place:start], alt]
        place = end
    return "".join(parts) + sequence[place:high]


def haplotypes_of_truth(sequence, window, sites):
    sides = [[], []]
    for site in sites:
        change = (site.start, site.end, site.alt)
        carriers = {"hom": (0, 1), "het0": (0,), "het1": (1,)}.get(site.allele, (1,))
        for side in carriers:
            sides[side].append(change)
    return [edited(sequence, window, side) for side in sides]


def haplotypes_of_calls(sequence, window, calls):
    """All pairs of haplotypes that the calls allow: those that are not phased may lie on either side."""
    fixed = [c for c in calls if c.phased or sum(c.genotype) != 1]
    loose = [c for c in calls if not (c.phased or sum(c.genotype) != 1)]
    if len(loose) > 6:
        loose, fixed = [], fixed + loose
    for flips in itertools.product((False, True), repeat=max(0, len(loose) - 1) if not fixed else len(loose)):
        turned = list(flips) + [False] * (len(loose) - len(flips))
        sides = [[], []]
        for call in fixed:
            for side in (0, 1):
                if call.genotype[side]:
                    sides[side].append((call.start, call.end, call.alt))
        for call, turn in zip(loose, turned):
            for side in (0, 1):
                if call.genotype[side ^ turn]:
                    sides[side].append((call.start, call.end, call.alt))
        yield [edited(sequence, window, side) for side in sides]


def span(sequence, change):
    """The bases over which a deletion or insertion may be moved without another result; other changes have one place."""
    start, end, alt = change.start, change.end, change.alt
    moved = sequence[start:end] or alt
    if bool(alt) == (end > start) or not moved:
        return start, end
    left = right = 0
    size = len(moved)
    while left < start and sequence[start - left - 1] == moved[-1 - left % size]:
        left += 1
    while end + right < len(sequence) and sequence[end + right] == moved[right % size]:
        right += 1
    return start - left, end + right


def clusters(sequences, truths):
    """Sites of one gene and sample that lie close together, wherever they are written, are scored together."""
    found, reach = [], 0
    spans = {t: span(sequences[t.gene], t) for t in truths}
    for site in sorted(truths, key=lambda t: (t.sample, t.gene, spans[t])):
        last = found[-1][-1] if found else None
        if last and (last.sample, last.gene) == (site.sample, site.gene) and spans[site][0] - reach < JOIN:
            found[-1].append(site)
            reach = max(reach, spans[site][1])
        else:
            found.append([site])
            reach = spans[site][1]
    return found


class Score:
    """What became of one cluster of planted sites."""

    def __init__(self, sites, found, exact, sequence, near, calls):
        self.sites, self.found, self.exact, self.sequence, self.near, self.calls = sites, found, exact, sequence, near, calls


def score(sequences, truths, calls):
    """Scores of all clusters, and the passing calls that belong to none."""
    passing = collections.defaultdict(list)
    for number, call in enumerate(calls):
        if call.passing:
            passing[call.sample, call.gene].append((number, call, span(sequences[call.gene], call)))
    used, scores = set(), []
    for sites in clusters(sequences, truths):
        sequence = sequences[sites[0].gene]
        spans = [span(sequence, s) for s in sites]
        low, high = min(a for a, _ in spans) - MARGIN, max(b for _, b in spans) + MARGIN
        own = [(n, c) for n, c, (a, b) in passing[sites[0].sample, sites[0].gene] if a < high and b > low]
        used.update(n for n, _ in own)
        own = [c for _, c in own]
        window = (max(0, min([low - MARGIN] + [c.start for c in own])), min(len(sequence), max([high + MARGIN] + [c.end for c in own])))
        plain = sequence[window[0]:window[1]]
        truth = haplotypes_of_truth(sequence, window, sites)
        exact = right = near = False
        for pair in haplotypes_of_calls(sequence, window, own):
            exact = exact or sorted(map(str, pair)) == sorted(map(str, truth))
            right = right or bool((set(truth) - {plain}) & (set(pair) - {plain, None}))
        if len(sites) == 1:
            # A change within 5 bases at both ends and of about the same length, for breakpoints that repeats blur.
            s = sites[0]
            near = any(abs(c.start - s.start) <= 5 and abs(c.end - s.end) <= 5 and abs(len(c.alt) - len(s.alt)) <= 5 for c in own)
        scores.append(Score(sites, bool(own), exact, right and bool(own), near or right, own))
    extra = [c for members in passing.values() for n, c, _ in members if n not in used]
    return scores, extra


def vcf_calls(lines, sample, sequences, places=None, least_quality=0.0):
    """Calls of a VCF on the records, or, with `places` {chrom: (gene, strand, position of the record's first base)}, on chromosomes."""
    calls = []
    for line in lines:
        if line.startswith("#"):
            continue
        chrom, pos, _, ref, alts, quality, state, info, keys, values = line.rstrip("\n").split("\t")[:10]
        fields = dict(zip(keys.split(":"), values.split(":")))
        text = fields.get("GT", "0/1")
        alleles = [0 if a in (".", "0") else int(a) for a in text.replace("|", "/").split("/")]
        alleles = (alleles * 2)[:2]
        notes = dict(part.split("=", 1) for part in info.split(";") if "=" in part)
        passing = state in (".", "PASS") and (quality == "." or float(quality) >= least_quality)
        for number, alt in enumerate(alts.split(","), 1):
            if alt == "*" or number not in alleles:
                continue
            change = record_change(chrom, int(pos), ref, alt, notes, sequences, places)
            if change is None:
                continue
            gene, start, end, bases = change
            genotype = tuple(int(a == number) for a in alleles)
            gq = int(float(fields["GQ"])) if fields.get("GQ", ".") != "." else None
            dp = int(fields["DP"]) if fields.get("DP", ".").isdigit() else None
            calls.append(Call(sample, gene, start, end, bases, genotype, "|" in text, notes.get("ZYG", ""), gq, dp, passing))
    return calls


def record_change(chrom, pos, ref, alt, notes, sequences, places):
    """A VCF record as a change on a gene record: (gene, start, end, bases); None if it is on none or its sequence is unknown."""
    gene, strand, first = places.get(chrom, (None, "+", 1)) if places else (chrom, "+", 1)
    if gene not in sequences:
        return None
    last = int(notes.get("END", pos + len(ref) - 1)) if alt.startswith("<") else pos + len(ref) - 1
    if alt.startswith("<"):
        # A symbolic allele changes the bases after POS up to END.
        pos += 1
    start, end = (pos - first, last - first + 1) if strand == "+" else (first - last, first - pos + 1)
    if start < 0 or end > len(sequences[gene]):
        return None
    copied = sequences[gene][start:end]
    if alt.startswith("<DEL"):
        return gene, start, end, ""
    if alt.startswith("<DUP"):
        return gene, end, end, copied
    if alt.startswith("<INV"):
        return gene, start, end, reverse_complement(copied)
    if alt.startswith("<") or "[" in alt or "]" in alt:
        return None
    if strand == "-":
        ref, alt = reverse_complement(ref), reverse_complement(alt)
    while ref and alt and ref[0] == alt[0]:
        ref, alt, start = ref[1:], alt[1:], start + 1
    while ref and alt and ref[-1] == alt[-1]:
        ref, alt, end = ref[:-1], alt[:-1], end - 1
    return gene, start, end, alt


def table_rows(lines):
    """Truths, calls, evidence and the number of samples of `accuracy call`'s table."""
    truths, calls, evidence, samples = [], [], [], 0
    for line in lines:
        f = line.rstrip("\n").split("\t")
        if f[0] == "T":
            site = Truth(int(f[1]), f[2], f[3], int(f[4]), int(f[5]), f[6], f[7])
            truths.append(site)
            if len(f) > 8:
                evidence.append((site, int(f[8]), int(f[9]), float(f[10]), float(f[11])))
        elif f[0] == "C":
            genotype = tuple(int(x) for x in f[6].replace("|", "/").split("/"))
            calls.append(Call(int(f[1]), f[2], int(f[3]), int(f[4]), f[5], genotype, "|" in f[6], f[7], int(f[9]), int(f[10]), f[12] == "PASS"))
        elif f[0] == "S":
            samples += 1
    return truths, calls, evidence, samples


def log_tail(k, n, p, upper):
    """P(X >= k) or P(X <= k) of a binomial."""
    if p <= 0 or p >= 1:
        return float((k == 0 if upper else True) if p <= 0 else (True if upper else k == n))
    total = 0.0
    ks = range(k, n + 1) if upper else range(k, -1, -1)
    base = math.lgamma(n + 1)
    peak = 0.0
    for x in ks:
        term = math.exp(base - math.lgamma(x + 1) - math.lgamma(n - x + 1) + x * math.log(p) + (n - x) * math.log1p(-p))
        total += term
        peak = max(peak, term)
        if term < 1e-17 * max(total, 1e-300) and (x > n * p if upper else x < n * p):
            break
    return min(total, 1.0)


def clopper_pearson(k, n, level=0.95):
    """Exact binomial interval (Clopper and Pearson 1934, Biometrika 26:404)."""
    if n == 0:
        return 0.0, 1.0
    tail = (1 - level) / 2

    def solve(upper):
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            chance = log_tail(k, n, middle, upper)
            if (chance < tail) if upper else (chance > tail):
                low = middle
            else:
                high = middle
        return (low + high) / 2

    return (0.0 if k == 0 else solve(True)), (1.0 if k == n else solve(False))
