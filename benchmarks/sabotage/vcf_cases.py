"""VCFs of every kind that laboratories have, right and wrong ones, each with what a report made from it must say.

`cases(source, count)` draws them from a seeded `random.Random`; `judge(case, outcome)` gives what is wrong with an outcome, or nothing.
Both assemblies, every name of the chromosomes, and the styles of GATK, DeepVariant, Strelka, Manta, CNVkit, DRAGEN, bcftools, freebayes.
"""
import dataclasses
import json
import pathlib
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTIGS = {  # assembly: {style: (name of 7, name of 17)}; lengths
    "GRCh38": ({"chr": ("chr7", "chr17"), "plain": ("7", "17"), "RefSeq": ("NC_000007.14", "NC_000017.11"),
                "GenBank": ("CM000669.2", "CM000679.2")}, (159345973, 83257441)),
    "GRCh37": ({"chr": ("chr7", "chr17"), "plain": ("7", "17"), "RefSeq": ("NC_000007.13", "NC_000017.10"),
                "GenBank": ("CM000669.1", "CM000679.1")}, (159138663, 81195210)),
}
SPANS = {"GRCh38": {7: (94389561, 94433232), 17: (50182096, 50206639)},
         "GRCh37": {7: (94018873, 94062544), 17: (48259457, 48284000)}}
FOREIGN = {"T2T-CHM13": (160567428, 84276897, "file:///ref/chm13v2.0.fa", ("NC_060931.1", "NC_060941.1")),
           "NCBI36": (158821424, 78774742, "/seq/hg18.fa", ("NC_000007.12", "NC_000017.9"))}
GENES = {7: "COL1A2", 17: "COL1A1"}
COMPLEMENT = str.maketrans("ACGT", "TGCA")
ARCH = {"chr": "chr", "plain": ""}


class Genome:
    """Bases and exons of both genes on both assemblies."""

    def __init__(self):
        self.text, self.exons = {}, {7: [], 17: []}
        for chromosome, gene in GENES.items():
            self.text[chromosome] = "".join((ROOT / "reference" / f"{gene}.fa").read_text().splitlines()[1:])
            rows = [row.split("\t") for row in (ROOT / "reference" / "exons.tsv").read_text().splitlines()]
            start, end = (rows[0].index(name) for name in ("start", "end"))
            self.exons[chromosome] = [(int(row[start]), int(row[end])) for row in rows[1:] if row[0] == gene]

    def bases(self, assembly, chromosome, first, last):
        start, end = SPANS[assembly][chromosome]
        if chromosome == 7:
            return self.text[7][first - start:last - start + 1]
        bases = self.text[17][end - last:end - first + 1].translate(COMPLEMENT)[::-1]
        if assembly == "GRCh37" and first <= 48265495 <= last:
            index = 48265495 - first
            bases = bases[:index] + "T" + bases[index + 1:]
        return bases

    def exon(self, assembly, chromosome, number):
        """First and last base of an exon on the chromosome, forward strand."""
        start, end = SPANS[assembly][chromosome]
        first, last = self.exons[chromosome][number - 1]
        return (start + first - 1, start + last - 1) if chromosome == 7 else (end - last + 1, end - first + 1)


@dataclasses.dataclass
class Case:
    """A VCF and what its report must be."""
    kind: str
    text: str
    refused: tuple = ()          # words of the refusal; empty if the report must be made
    calls: int = None            # calls that count
    genes: tuple = ()            # genes of these, in any order
    consequences: tuple = ()     # terms that some call must have
    not_counted: int = 0
    unread: int = 0              # records that are named as not interpreted
    without_genotype: int = 0    # records of the genes that say nothing of the sample
    says: tuple = ()             # words of the text report
    answer: tuple = ()           # words of its first sentence
    covered: bool = False        # whether coverage is known
    no_call: int = None
    options: tuple = ()
    record: str = ""             # further lines of the case record
    zygosity: str = None
    name: str = "given.vcf"


class Maker:
    def __init__(self, source):
        self.source, self.genome = source, Genome()
        self.assembly = source.choice(list(CONTIGS))
        self.style = source.choice(list(CONTIGS[self.assembly][0]))
        self.chromosome = source.choice([7, 17])
        self.start, self.end = SPANS[self.assembly][self.chromosome]
        self.gene = GENES[self.chromosome]

    def contig(self, chromosome=None):
        return CONTIGS[self.assembly][0][self.style][0 if (chromosome or self.chromosome) == 7 else 1]

    def base(self, position):
        return self.genome.bases(self.assembly, self.chromosome, position, position)

    def snv(self):
        while True:
            position = self.source.randrange(self.start + 6000, self.end - 3000)
            if position != 48265495:
                break
        base = self.base(position)
        return position, base, self.source.choice([b for b in "ACGT" if b != base])

    def header(self, samples, lengths=True, contigs=True, reference=None, more=(), form=True):
        sizes = CONTIGS[self.assembly][1]
        lines = ["##fileformat=VCFv4.2"] + ([f"##reference={reference}"] if reference else [])
        if contigs:
            lines += [f"##contig=<ID={self.contig(c)}" + (f",length={size}" if lengths else "") + ">" for c, size in zip((7, 17), sizes)]
        columns = "#CHROM POS ID REF ALT QUAL FILTER INFO".split() + (["FORMAT", *samples] if form else [])
        return lines + list(more) + ["\t".join(columns)]

    def text(self, records, samples=("CASE",), **options):
        form = options.pop("form", True)
        lines = self.header(samples, form=form, **options)
        for pos, ref, alt, filters, info, *rest in records:
            contig = self.contig()
            if isinstance(pos, tuple):
                contig, pos = pos
            lines.append("\t".join([contig, str(pos), ".", ref, alt, "60", filters, info, *rest]))
        return "\n".join(lines) + "\n"

    def plain(self, genotype="0/1", filters="PASS"):
        position, ref, alt = self.snv()
        return (position, ref, alt, filters, ".", "GT:AD:DP", f"{genotype}:20,21:41")

    def symbolic(self, first, last, alt, info=None, form="GT", value="0/1", filters="PASS", ref=None):
        """A symbolic allele over first..last; POS is the base before."""
        inside = self.start <= first - 1 <= self.end
        base = ref or (self.base(first - 1) if inside and self.source.random() < 0.6 else "N")
        kind = alt.strip("<>").split(":")[0]
        return (first - 1, base, alt, filters, info or f"SVTYPE={kind};END={last}", form, value)

    def event_style(self, loss, first, last):
        """A loss or gain as one of the callers writes it."""
        word, sign = ("DEL", -1) if loss else ("DUP", 1)
        length = last - first + 1
        copies = 1 if loss else 3
        return self.source.choice([
            ("END", self.symbolic(first, last, f"<{word}>")),
            ("SVLEN only", self.symbolic(first, last, f"<{word}>", f"SVTYPE={word};SVLEN={sign * length}")),
            ("positive SVLEN", self.symbolic(first, last, f"<{word}>", f"SVTYPE={word};SVLEN={length}")),
            ("Manta", self.symbolic(first, last, "<DEL>" if loss else "<DUP:TANDEM>",
                                    f"END={last};SVTYPE={word};SVLEN={sign * length};CIPOS=-9,9;CIEND=-12,12;IMPRECISE", "GT:FT:GQ:PL:PR:SR",
                                    "0/1:PASS:88:90,0,50:18,15:20,9")),
            ("CNVkit", self.symbolic(first, last, f"<{word}>", f"IMPRECISE;SVTYPE={word};END={last};SVLEN={sign * length};FOLD_CHANGE=0.5;"
                                     "FOLD_CHANGE_LOG=-0.98;PROBES=52", "GT:GQ:CN:CNQ", f"0/1:52:{copies}:52", ".", "N")),
            ("DRAGEN CNV", self.symbolic(first, last, f"<{word}>", f"SVLEN={sign * length};SVTYPE=CNV;END={last};REFLEN={length};CIPOS=-100,100;"
                                         "CIEND=-100,100", "GT:SM:CN:BC:PE", ("0/1" if loss else "./1") + f":0.51:{copies}:52:8,4", "PASS", "N")),
            ("GATK gCNV", self.symbolic(first, last, "<DEL>,<DUP>", f"END={last}", "GT:CN:NP:QA:QS", f"{1 if loss else 2}:{copies}:60:90:300",
                                        ".", "N")),
            ("Canvas", self.symbolic(first, last, "<CNV>", f"SVTYPE=CNV;END={last};CNVLEN={length}", "GT:RC:BC:CN:MCC",
                                     f"./1:45:61:{copies}:.", "PASS", "N")),
            ("copy number allele", self.symbolic(first, last, "<CN0>" if loss else "<CN3>", f"SVTYPE=CNV;END={last}")),
        ])

    # each kind returns a Case

    def naming(self):
        return Case("SNV, every naming", self.text([self.plain()], lengths=self.source.random() < 0.5), calls=1, genes=(self.gene,))

    def bases_alone(self):
        self.style = self.source.choice(["chr", "plain"])
        count = self.source.randrange(1, 7)
        return Case("no contig lines: the bases tell", self.text([self.plain() for _ in range(count)], contigs=False), calls=count)

    def contradiction(self):
        other = "GRCh37" if self.assembly == "GRCh38" else "GRCh38"
        records = [self.plain() for _ in range(self.source.randrange(4, 8))]
        self.style = self.source.choice(["chr", "plain"])
        sizes = CONTIGS[other][1]
        how = self.source.randrange(3)
        if how == 0:
            more = [f"##contig=<ID={self.contig(c)},length={size}>" for c, size in zip((7, 17), sizes)]
            text = self.text(records, contigs=False, more=more)
        elif how == 1:
            text = self.text(records, lengths=False, reference=f"file:///ref/{'hs37d5' if other == 'GRCh37' else 'GRCh38.p13'}.fa")
        else:
            text = self.text(records, reference="hg19" if other == "GRCh37" else "hg38")
        return Case("header contradicts bases", text, refused=(other,))

    def foreign(self):
        label, (seven, seventeen, path, accessions) = self.source.choice(list(FOREIGN.items()))
        how = self.source.randrange(3)
        self.style = self.source.choice(["chr", "plain"])
        records = [self.plain()] * self.source.randrange(2)
        if how == 0:
            more = [f"##contig=<ID={self.contig(7)},length={seven}>", f"##contig=<ID={self.contig(17)},length={seventeen}>"]
            text = self.text(records, contigs=False, more=more)
        elif how == 1:
            text = self.text(records, lengths=False, reference=path)
        else:
            text = self.text([], contigs=False, more=[f"##contig=<ID={name}>" for name in accessions])
        return Case("foreign assembly", text, refused=(label,))

    def unknown_assembly(self):
        self.style = "chr"
        more = ["##contig=<ID=chr7,length=145441459>", "##contig=<ID=chr17,length=94987271>"] if self.source.random() < 0.5 else \
            ["##contig=<ID=chr7,length=159000000>", "##contig=<ID=chr17,length=83000000>"]
        return Case("unknown assembly", self.text([self.plain()] * self.source.randrange(2), contigs=False, more=more), refused=("chr",))

    def elsewhere(self):
        text = "##fileformat=VCFv4.2\n" + "##contig=<ID=chr1,length=248956422>\n" * self.source.randrange(2)
        text += "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tCASE\n"
        text += "chr1\t1000\t.\tA\tC\t50\tPASS\t.\tGT\t0/1\n" * self.source.randrange(2)
        return Case("neither chr7 nor chr17", text, refused=("COL1A1", "COL1A2"))

    def empty(self):
        records = [((self.contig(17), 1_000_000), "A", "C", "PASS", ".", "GT", "0/1")] * self.source.randrange(2)
        return Case("no variant in the genes", self.text(records), calls=0, answer=("lists no", "not known"))

    def whole(self):
        loss = self.source.random() < 0.5
        first, last = self.start - self.source.randrange(1, 90_000), self.end + self.source.randrange(1, 90_000)
        style, record = self.event_style(loss, first, last)
        return Case(f"whole gene lost or gained: {style}", self.text([record]), calls=1, genes=(self.gene,),
                    consequences=("transcript_ablation" if loss else "transcript_amplification",))

    def over_an_end(self):
        loss, inner = self.source.random() < 0.5, self.start + 12_000
        first, last = (self.start - 5000, inner) if self.source.random() < 0.5 else (inner, self.end + 700_000)
        style, record = self.event_style(loss, first, last)
        return Case(f"event over an end of the gene: {style}", self.text([record]), calls=1, genes=(self.gene,))

    def exon_event(self):
        number = self.source.randrange(3, 40)
        first, last = self.genome.exon(self.assembly, self.chromosome, number)
        loss = self.source.random() < 0.5
        style, record = self.event_style(loss, first - self.source.randrange(15, 30), last + self.source.randrange(15, 30))
        return Case(f"one exon: {style}", self.text([record]), calls=1, genes=(self.gene,))

    def copy_number(self):
        first, last = self.start + 7000, self.start + 12_000
        alt, form, value, calls, unread = self.source.choice([
            ("<CN0>", "GT", "0/1", 1, 0), ("<CN1>", "GT", "0/1", 1, 0), ("<CN3>", "GT", "0/1", 1, 0), ("<CNV>", "GT:CN", "0/1:1", 1, 0),
            ("<CNV>", "GT:CN", "./.:3", 1, 0), ("<CNV>", "CN", "0", 1, 0), ("<CNV>", "GT:CN", "0/0:2", 0, 0), ("<CNV>", "GT", "0/1", 0, 1),
            ("<DEL>", "GT:CN", "0/1:3", 0, 1), ("<DUP>", "GT:CN", "0/1:1", 0, 1), ("<DEL>", "GT:CN", "1/1:0", 1, 0)])
        record = self.symbolic(first, last, alt, f"SVTYPE=CNV;END={last}", form, value)
        return Case(f"copy number {alt} {form} {value}", self.text([record]), calls=calls, unread=unread,
                    answer=("could not be interpreted",) if unread else ())

    def other_symbolic(self):
        first = self.start + self.source.randrange(7000, 12_000)
        alt, info = self.source.choice([
            ("<INV>", f"SVTYPE=INV;END={first + 3000}"), ("<INV>", f"SVTYPE=INV;END={self.end + 4000}"), ("<INS>", f"SVTYPE=INS;END={first - 1}"),
            ("<INS:ME:ALU>", "SVTYPE=INS;SVLEN=280"), ("<DEL:ME>", f"SVTYPE=DEL;END={first + 300}"), ("<DUP:TANDEM>", f"SVTYPE=DUP;END={first + 90}"),
            ("<DEL:ME:L1>", f"SVTYPE=DEL;SVLEN=-800")])
        return Case(f"symbolic {alt}", self.text([self.symbolic(first, 0, alt, info)]), calls=1, genes=(self.gene,))

    def unreadable_symbolic(self):
        first = self.start + self.source.randrange(7000, 12_000)
        alt, info = self.source.choice([("<DEL>", "SVTYPE=DEL"), ("<DUP>", "SVTYPE=DUP;IMPRECISE"), ("<INV>", "SVTYPE=INV"), ("<TRA>", "CHR2=chr3;END=4"),
                                        ("<FOO>", f"END={first + 40}"), ("<DEL>", "SVTYPE=DEL;END=5"), ("<CNV:TR>", f"END={first + 40}")])
        return Case(f"not to be interpreted {alt} {info.split(';')[0]}", self.text([self.symbolic(first, 0, alt, info), self.plain()]), calls=1, unread=1,
                    answer=("could not be interpreted",))

    def breakend(self):
        position, ref, _ = self.snv()
        alt = self.source.choice([f"{ref}[chr3:12345[", f"]chr3:12345]{ref}", f"[chr3:12345[{ref}", f"{ref}]chr3:12345]", f"{ref}.", f".{ref}",
                                  f"{ref}ACGT[{self.contig()}:{self.end + 5_000_000}["])
        if self.source.random() < 0.2:
            record = (("3" if self.style == "plain" else "chr3", 12345), "N", f"N[{self.contig()}:{position}[", "PASS", "SVTYPE=BND", "GT", "0/1")
        else:
            record = (position, ref, alt, "PASS", "SVTYPE=BND;MATEID=other", "GT", "0/1")
        return Case("breakend", self.text([record]), calls=1, genes=(self.gene,))

    def breakend_pair(self):
        first, last = self.start + 9000, self.start + 9000 + self.source.randrange(500, 4000)
        one, two = self.base(first), self.base(last)
        pair = [(first, one, f"{one}[{self.contig()}:{last}[", "PASS", "SVTYPE=BND;MATEID=b", "GT", "0/1"),
                (last, two, f"]{self.contig()}:{first}]{two}", "PASS", "SVTYPE=BND;MATEID=a", "GT", "0/1")]
        return Case("breakend pair of a deletion", self.text(pair), calls=1, genes=(self.gene,))

    def spanning_breakends(self):
        first, last = self.start - 40_000, self.end + 40_000
        pair = [(first, "N", f"N[{self.contig()}:{last}[", "PASS", "SVTYPE=BND;MATEID=b", "GT", "0/1"),
                (last, "N", f"]{self.contig()}:{first}]N", "PASS", "SVTYPE=BND;MATEID=a", "GT", "0/1")]
        return Case("breakend pair around the gene", self.text(pair), calls=0, unread=1, answer=("could not be interpreted",))

    def many_alleles(self):
        position, ref, alt = self.snv()
        other = self.source.choice([b for b in "ACGT" if b not in (ref, alt)])
        more = self.source.choice(["", ",*", ",<NON_REF>"])
        return Case("multi-allelic", self.text([(position, ref, f"{alt},{other}{more}", "PASS", ".", "GT", "1/2")]), calls=2)

    def star(self):
        position, ref, alt = self.snv()
        deletion = (position - 3, self.genome.bases(self.assembly, self.chromosome, position - 3, position + 2), self.base(position - 3), "PASS",
                    ".", "GT", "0/1")
        if self.source.random() < 0.5:
            return Case("star allele", self.text([deletion, (position, ref, f"{alt},*", "PASS", ".", "GT", "1/2")]), calls=2, zygosity="hemizygous")
        return Case("star allele without its deletion", self.text([(position, ref, f"*,{alt}", "PASS", ".", "GT", "0/1")]), calls=0, unread=1)

    def part_genotype(self):
        genotype, calls, without, zygosity = self.source.choice(
            [("./1", 1, 0, None), ("1/.", 1, 0, None), ("1", 1, 0, None), ("./.", 0, 1, None), (".", 0, 1, None), ("0/.", 0, 1, None),
             ("1|0", 1, 0, "heterozygous"), ("1/1", 1, 0, "homozygous"), (".|1", 1, 0, None)])
        says = ("the genotype has one allele, yet the file lists no loss there",) if genotype == "1" else ()
        return Case(f"genotype {genotype}", self.text([self.plain(genotype)]), calls=calls, without_genotype=without, zygosity=zygosity, says=says)

    def samples(self):
        position, ref, alt = self.snv()
        row = (position, ref, alt, "PASS", ".", "GT:DP", "0/0:40", "0/1:40")
        how = self.source.randrange(6)
        if how == 0:
            return Case("several samples: the case's", self.text([row], samples=("OTHER", "CASE")), calls=1)
        if how == 1:
            return Case("several samples: the case has none", self.text([row], samples=("CASE", "OTHER")), calls=0)
        if how == 2:
            return Case("several samples: the record names it", self.text([row], samples=("OTHER", "DNA-9")), calls=1,
                        record="identity: {samples: [DNA-9]}\n")
        if how == 3:
            return Case("several samples: --vcf-sample", self.text([row], samples=("OTHER", "CASE")), calls=0, options=("--vcf-sample", "OTHER",
                        "--allow-identity-mismatch"))
        if how == 4:
            return Case("several samples: none is the case's", self.text([row], samples=("A1", "B2")), refused=("A1", "B2", "--vcf-sample"))
        return Case("several samples: two are the case's", self.text([row], samples=("DNA-9", "CASE")), refused=("DNA-9", "CASE", "--vcf-sample"),
                    record="identity: {samples: [DNA-9]}\n")

    def filtered(self):
        name = self.source.choice(["LowQual", "q10;s50", "MinGQ"])
        if self.source.random() < 0.3:
            position, ref, alt = self.snv()
            row = (position, ref, alt, "PASS", ".", "GT:FT:DP", f"0/1:{name}:40")
        else:
            row = self.plain(filters=name)
        return Case("filtered", self.text([row]), calls=0, not_counted=1, says=("not counted: " + name,), answer=("not counted",))

    def unfiltered(self):
        return Case("FILTER .", self.text([self.plain(filters=".")]), calls=1, says=("unfiltered",))

    def gvcf(self):
        """Blocks over both genes; some of the target is too shallow, without a call, or not there."""
        caller = self.source.choice(["GATK", "DeepVariant", "Strelka", "bcftools", "freebayes", "DRAGEN"])
        gap = self.source.choice(["nothing", "shallow", "no genotype", "missing", "filtered"])
        if gap == "filtered" and caller not in ("Strelka", "DRAGEN") or gap == "no genotype" and caller in ("bcftools", "freebayes"):
            gap = "shallow"
        with_variant = self.source.random() < 0.5
        lines = self.header(("CASE",))
        number = self.source.randrange(5, 40)
        for chromosome in (7, 17):
            start, end = SPANS[self.assembly][chromosome]
            self.chromosome, self.start, self.end = chromosome, start, end
            cut = self.genome.exon(self.assembly, chromosome, number) if chromosome == 17 else None
            variant = self.snv() if with_variant and chromosome == 7 else None
            pieces, first = [], start
            for place in sorted(filter(None, [cut and (cut[0] - 60, cut[1] + 60, "gap"), variant and (variant[0], variant[0], "variant")])):
                pieces += [(first, place[0] - 1, "block"), place]
                first = place[1] + 1
            for a, b, what in pieces + [(first, end, "block")]:
                if b < a:
                    continue
                contig, base = self.contig(), self.base(a)
                if what == "variant":
                    lines.append(f"{contig}\t{a}\t.\t{base}\t{variant[2]},<NON_REF>\t50\tPASS\t.\tGT:AD:DP:GQ\t0/1:20,18,0:38:99")
                    continue
                state = gap if what == "gap" else "nothing"
                if state == "missing":
                    continue
                depth, genotype, filters = (7 if state == "shallow" else 35), ("./." if state == "no genotype" else "0/0"), "PASS"
                if state == "filtered":
                    filters = "LowGQX;LowDepth"
                quality = 0 if state == "no genotype" else 99
                lines.append({
                    "GATK": f"{contig}\t{a}\t.\t{base}\t<NON_REF>\t.\t.\tEND={b}\tGT:DP:GQ:MIN_DP:PL\t{genotype}:{depth + 4}:{quality}:{depth}:0,90,900",
                    "DeepVariant": f"{contig}\t{a}\t.\t{base}\t<*>\t0\t.\tEND={b}\tGT:GQ:MIN_DP:PL\t{genotype}:{quality}:{depth}:0,90,900",
                    "Strelka": f"{contig}\t{a}\t.\t{base}\t.\t.\t{filters}\tEND={b};BLOCKAVG_min30p3a\tGT:GQX:DP:DPF:MIN_DP\t{genotype}:{quality}:{depth + 3}:2:{depth}",
                    "bcftools": f"{contig}\t{a}\t.\t{base}\t.\t.\t.\tEND={b};MIN_DP={depth}\tGT:DP\t{genotype}:{depth + 2}",
                    "freebayes": f"{contig}\t{a}\t.\t{base}\t<*>\t0\t.\tDP={depth + 5};END={b};MIN_DP={depth}\tGQ:DP:MIN_DP:QR:QA\t900:{depth + 5}:{depth}:900:0",
                    "DRAGEN": f"{contig}\t{a}\t.\t{base}\t<NON_REF>\t.\t{filters}\tEND={b}\tGT:AD:DP:GQ:MIN_DP:PL:SPL:ICNT\t{genotype}:35,0:{depth + 1}:{quality}:{depth}:0,9,90:0,9,90:1,0",
                }[caller])
        low, high = self.genome.exon(self.assembly, 17, number)
        exons = len(self.genome.exons[17])
        flank = 40 - (20 if number == 1 else 0) - (20 if number == exons else 0)
        missing = 0 if gap == "nothing" else high - low + 1 + flank
        answer = ("no call",) if missing else ()
        if not with_variant and not missing:
            answer = ("No variant was called",)
        return Case(f"gVCF of {caller}: {gap}", "\n".join(lines) + "\n", calls=int(with_variant), covered=True, no_call=missing, answer=answer)

    def misfit(self):
        records = [self.plain() for _ in range(self.source.randrange(4, 8))]
        position, ref, alt = self.snv()
        wrong = self.source.choice([b for b in "ACGT" if b not in (ref, alt)])
        records.append((position, wrong, alt, "PASS", ".", "GT", "0/1"))
        return Case("one wrong reference base", self.text(records), calls=len(records) - 1, unread=1, answer=("could not be interpreted",))

    def misfits(self):
        records = []
        for _ in range(self.source.randrange(3, 8)):
            position, ref, alt = self.snv()
            records.append((position, self.source.choice([b for b in "ACGT" if b not in (ref, alt)]), alt, "PASS", ".", "GT", "0/1"))
        return Case("every reference base is wrong", self.text(records), refused=(self.assembly,))

    def unclear_event(self):
        self.style = self.source.choice(["chr", "plain"])
        record = self.symbolic(self.start - 900, self.end + 900, "<DEL>", ref="N")
        return Case("event without a word of the assembly", self.text([record], contigs=False), refused=("assembly",))

    def phased(self):
        one, two = self.plain(), self.plain()
        rows = [(*r[:5], "GT:PS:DP", g + f":{one[0]}:40") for r, g in ((one, "0|1"), (two, self.source.choice(["0|1", "1|0"])))]
        return Case("phase set", self.text(rows), calls=2)

    def sites(self):
        return Case("no genotypes", self.text([self.plain()[:5]], form=False), calls=1, says=("no genotypes",), name="CASE.vcf")

    def long_deletion(self):
        first, last = self.start - 30, self.start + 9000
        bases = "A" * 30 + self.genome.bases(self.assembly, self.chromosome, self.start, last)
        return Case("written-out deletion over an end of the gene", self.text([(first, bases, "A", "PASS", ".", "GT", "0/1")]), calls=1, genes=(self.gene,))

    def no_header(self):
        text = self.text([self.plain()])
        how = self.source.randrange(3)
        broken = [text.split("\n", 1)[1], text + text, text.replace("\t", " ")][how]
        return Case("no VCF", broken, refused=("VCF",) if how == 0 else ("given.vcf:",))

    def bad_allele(self):
        position, ref, alt = self.snv()
        bad, genotype = self.source.choice([(alt, "0/2"), ("R", "0/1"), ("N", "0/1")])
        return Case("allele that is none", self.text([(position, ref, bad, "PASS", ".", "GT", genotype), self.plain()]), calls=1, unread=1)

    def odd_contig(self):
        """Names of the chromosome that programs and people write, alike in header and records."""
        text = self.text([self.plain()])
        name = self.contig()
        odd = self.source.choice([name.lower(), name.upper(), name + " ", f"gi|568815581|ref|{CONTIGS[self.assembly][0]['RefSeq'][0 if self.chromosome == 7 else 1]}|"])
        return Case("odd name of the chromosome", text.replace(f"\n{name}\t", f"\n{odd}\t"), calls=1)

    def small_fraction(self):
        """A fraction far below one half, in the fields of callers that do not write AD."""
        position, ref, alt = self.snv()
        form, value = self.source.choice([
            ("GT:GQ:SDP:DP:RD:AD:FREQ", "0/1:30:200:200:183:17:8.5%"), ("GT:DP:AF", "0/1:200:0.085"), ("GT:DP:VF", "0/1:200:0.085"),
            ("GT:DP:AD", "0/1:200:183,17")])
        return Case("small fraction", self.text([(position, ref, alt, "PASS", ".", form, value)]), calls=1, says=("mosaic",))

    def local_alleles(self):
        position, ref, alt = self.snv()
        other = self.source.choice([b for b in "ACGT" if b not in (ref, alt)])
        value, calls = self.source.choice([("0/0:.:40", 0), ("0/1:2:40", 1), ("0/1:1:40", 1)])
        return Case("genotype in local alleles", self.text([(position, ref, f"{alt},{other}", "PASS", ".", "LGT:LAA:DP", value)]), calls=calls)

    def inside_a_loss(self):
        position, ref, alt = self.snv()
        loss = self.symbolic(position - 400, position + 400, "<DEL>")
        return Case("homozygous inside a loss of one allele", self.text([loss, (position, ref, alt, "PASS", ".", "GT:AD:DP", "1/1:0,20:20")]),
                    calls=2, zygosity="hemizygous")

    def parts_beside_the_whole(self):
        position, ref, alt = self.snv()
        second = self.base(position + 1)
        other = self.source.choice([b for b in "ACGT" if b != second])
        rows = [(position, ref + second, alt + other), (position, ref, alt), (position + 1, second, other)]
        if position <= 48265495 <= position + 1:
            return self.plain_case()
        return Case("a change and its parts", self.text([(*row, "PASS", ".", "GT:AD:DP", "0/1:20,21:41") for row in rows]), calls=1)

    def plain_case(self):
        return Case("plain", self.text([self.plain()]), calls=1)

    def no_alternate(self):
        """A loss whose ALT is a point, in a file without samples: it must not vanish."""
        position, _, _ = self.snv()
        row = (position, "N", ".", "PASS", f"SVTYPE=DEL;END={position + 900}")
        return Case("a loss without ALT", self.text([row, self.plain()[:5]], form=False), calls=1, unread=1, name="CASE.vcf")


KINDS = ["naming", "bases_alone", "contradiction", "foreign", "unknown_assembly", "elsewhere", "empty", "whole", "over_an_end", "exon_event",
         "copy_number", "other_symbolic", "unreadable_symbolic", "breakend", "breakend_pair", "spanning_breakends", "many_alleles", "star",
         "part_genotype", "samples", "filtered", "unfiltered", "gvcf", "misfit", "misfits", "unclear_event", "phased", "sites", "long_deletion",
         "no_header", "bad_allele", "whole", "gvcf", "copy_number", "samples", "part_genotype", "breakend", "other_symbolic", "unreadable_symbolic",
         "foreign", "odd_contig", "small_fraction", "local_alleles", "inside_a_loss", "parts_beside_the_whole", "no_alternate"]


def cases(source, count):
    """`count` VCFs, every kind in turn."""
    for number in range(count):
        yield getattr(Maker(source), KINDS[number % len(KINDS)])()


def judge(case, code, err, report, text):
    """What is wrong with an outcome of `collagen report`: a list of words, empty if nothing is.

    `report` is the report's JSON as an object, or None; `text` is the report as text.
    """
    if case.refused:
        if code != 65:
            return [f"not refused (exit {code})"]
        return [f"the refusal does not say {word}" for word in case.refused if word not in err]
    if code != 0 or report is None:
        return [f"refused (exit {code}): {err.strip()[:300]}"]
    wrong, calls, vcf = [], report["calls"], report.get("vcf") or {}
    answer = report["answer"]
    if case.calls is not None and len(calls) != case.calls:
        wrong.append(f"{len(calls)} calls, not {case.calls}")
    if case.genes and sorted({call["gene"] for call in calls}) != sorted(set(case.genes)):
        wrong.append(f"genes {[call['gene'] for call in calls]}")
    terms = {term for call in calls for term in call["consequence"]}
    wrong += [f"no {term} in {sorted(terms)}" for term in case.consequences if term not in terms]
    if calls and not all(call["consequence"] for call in calls):
        wrong.append("a call without a consequence")
    for key, wanted in (("not_interpreted", case.unread), ("without_genotype", case.without_genotype)):
        found = vcf.get(key) or []
        if len(found) != wanted:
            wrong.append(f"{key}: {len(found)}, not {wanted}")
        wrong += [f"{key}: line {entry['line']} is not in the text" for entry in found if f"line {entry['line']}" not in text]
    if len(report["not_counted"]) != case.not_counted:
        wrong.append(f"{len(report['not_counted'])} not counted, not {case.not_counted}")
    wrong += [f"the text does not say '{word}'" for word in case.says if word not in " ".join(text.split())]
    wrong += [f"the answer does not say '{word}': {answer}" for word in case.answer if word not in answer]
    if case.covered != (report["coverage"] is not None):
        wrong.append("coverage " + ("missing" if case.covered else "made up"))
    if not case.covered:
        if "o variant was called" in answer or "none called" in text:
            wrong.append(f"says that no variant was called: {answer}")
        if not calls and "not known" not in answer:
            wrong.append(f"does not say that coverage is not known: {answer}")
    elif case.no_call is not None and report["coverage"]["no_call"] != case.no_call:
        wrong.append(f"{report['coverage']['no_call']} bases without a call, not {case.no_call}")
    if case.zygosity and case.zygosity not in {call["zygosity"] for call in calls}:
        wrong.append(f"zygosity {[call['zygosity'] for call in calls]}")
    return wrong


def outcome(tool, case, work):
    """What is wrong with the report of a case. `tool(*words)` runs the command and gives exit code, output and errors."""
    record, given, out = work / "case.yaml", work / case.name, work / "report"
    record.write_text("schema: collagen.case/2\nid: CASE\nsynthetic: true\n" + case.record)
    given.write_text(case.text)
    shutil.rmtree(out, ignore_errors=True)
    code, _, err = tool("report", "--quiet", "--case", record, "--vcf", given, "-o", out, *case.options)
    made, text = out / "CASE.report.json", out / "CASE.report.txt"
    report = json.loads(made.read_text()) if made.exists() else None
    return code, judge(case, code, err, report, text.read_text() if text.exists() else "")
