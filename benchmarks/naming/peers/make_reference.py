"""Writes the two gene records with their transcripts as FASTA and GFF3: what the peers read as their reference.

Each record stands as a short chromosome of its own, in transcript direction, because ferro projects from chromosomes
only: position 1 is the record's first base, and names on the transcript do not depend on the strand.
"""
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parents[3] / "reference"
out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)


def table(name):
    lines = (root / name).read_text().splitlines()
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"))) for line in lines[1:]]


genes = {row["gene"]: row for row in table("genes.tsv")}
exons = {}
for row in table("exons.tsv"):
    exons.setdefault(row["gene"], []).append((int(row["start"]), int(row["end"])))


def window(parts, first, last):
    """The record intervals of transcript positions first..last (1-based inclusive)."""
    result, seen = [], 0
    for start, end in parts:
        low = max(first, seen + 1)
        high = min(last, seen + end - start + 1)
        if low <= high:
            result.append((start + low - seen - 1, start + high - seen - 1))
        seen += end - start + 1
    return result


def write():
    gff = ["##gff-version 3"]
    placements = {row["gene"]: row for row in table("assemblies.tsv") if row["assembly"] == "GRCh38"}
    with open(out / "records.fa", "w") as fasta:
        for symbol, gene in genes.items():
            text = "".join((root / f"{symbol}.fa").read_text().split("\n")[1:])
            place = placements[symbol]
            contig, length = place["accession"], len(text)
            fasta.write(f">{contig}\n{text}\n")
            gff.append(f"##sequence-region {contig} 1 {length}")
            for row in table("transcripts.tsv"):
                if row["gene"] != symbol:
                    continue
                parts = window(exons[symbol], int(row["transcript_start"]), int(row["transcript_end"]))
                coding = window(exons[symbol], int(row["cds_start"]), int(row["cds_end"]))
                name, protein = row["accession"], row["protein"]

                def line(kind, start, end, phase, attributes):
                    gff.append(f"{contig}\tRefSeq\t{kind}\t{start}\t{end}\t.\t+\t{phase}\t{attributes}")

                first, last = parts[0][0], parts[-1][1]
                gene_id = f"gene-{symbol}-{name}"
                line("gene", first, last, ".", f"ID={gene_id};Name={symbol};gene={symbol}")
                line("mRNA", first, last, ".",
                     f"ID={name};Parent={gene_id};Name={name};gene={symbol};transcript_id={name};protein_id={protein}")
                for index, (start, end) in enumerate(parts, 1):
                    line("exon", start, end, ".", f"ID=exon-{name}-{index};Parent={name};transcript_id={name}")
                seen = 0
                for start, end in coding:
                    line("CDS", start, end, (3 - seen % 3) % 3,
                         f"ID=cds-{name};Parent={name};protein_id={protein};transcript_id={name}")
                    seen += end - start + 1
    (out / "records.gff3").write_text("\n".join(gff) + "\n")


write()
