#!/usr/bin/env python3
"""Every single-base change of both genes' coding sequences and of the first and last eight bases of their introns, as
`collagen name` and as `bcftools csq` see it, the latter by the genes that `collagen reference --gff` writes.

usage: compare_csq.py COLLAGEN      needs: bcftools
"""
import collections
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

REFERENCE = pathlib.Path(__file__).resolve().parent / "../../../reference"
PREFERRED = ("NM_000088.4", "NM_000089.4")
MAIN = ("stop_gained", "stop_lost", "start_lost", "missense", "synonymous", "splice_donor", "splice_acceptor", "stop_retained", "start_retained")


def tables(name):
    with open(REFERENCE / name) as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


def gff(collagen, folder):
    """The preferred transcripts of the exported GFF as it stands; and the places of exons and codons."""
    text = subprocess.run([collagen, "reference", "--gff"], check=True, capture_output=True, text=True).stdout
    lines, parts, chains = [], collections.defaultdict(list), {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        notes = dict(pair.split("=", 1) for pair in cells[8].split(";"))
        transcript = notes["ID"] if cells[2] == "mRNA" else notes.get("Parent", "")
        if cells[2] != "gene" and transcript.removeprefix("transcript:") not in PREFERRED:
            continue
        chains[cells[0]] = cells[6]
        if cells[2] in ("exon", "CDS"):
            parts[cells[2], cells[0]].append((int(cells[3]), int(cells[4])))
        lines.append(line)
    (folder / "genes.gff").write_text("##gff-version 3\n" + "\n".join(lines) + "\n")
    return parts, chains


def fasta(folder, chains):
    """Both chromosomes up to the end of the gene's record, unknown bases around it."""
    bases = {}
    with open(folder / "genome.fa", "w") as file:
        for row in tables("assemblies.tsv"):
            if row["assembly"] != "GRCh38":
                continue
            name = "chr" + row["chromosome"]
            text = (REFERENCE / f"{row['gene']}.fa").read_text().split("\n", 1)[1].replace("\n", "").upper()
            if chains[name] == "-":
                text = text[::-1].translate(str.maketrans("ACGT", "TGCA"))
            start = int(row["start"]) - 1
            file.write(f">{name}\n" + "N" * start + text + "\n")
            bases[name] = (start, text)
    subprocess.run(["samtools", "faidx", str(folder / "genome.fa")], check=True)
    return bases


def changes(parts, bases):
    for name, (start, text) in sorted(bases.items()):
        exons = sorted(parts["exon", name])
        places = {place for low, high in parts["CDS", name] for place in range(low, high + 1)}
        for (_, high), (low, _) in zip(exons, exons[1:]):
            places |= set(range(high + 1, high + 9)) | set(range(low - 8, low))
        for place in sorted(places):
            old = text[place - 1 - start]
            for new in "ACGT":
                if new != old:
                    yield name, place, old, new


def theirs(folder, all_changes):
    with open(folder / "in.vcf", "w") as file:
        file.write("##fileformat=VCFv4.2\n##contig=<ID=chr17>\n##contig=<ID=chr7>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n")
        for name, place, old, new in all_changes:
            file.write(f"{name}\t{place}\t.\t{old}\t{new}\t.\t.\t.\n")
    run = subprocess.run(["bcftools", "csq", "--local-csq", "-f", str(folder / "genome.fa"), "-g", str(folder / "genes.gff"), str(folder / "in.vcf")],
                         capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    found = {}
    for line in run.stdout.splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        match = re.search(r"BCSQ=([^;]+)", cells[7])
        found[cells[0], int(cells[1]), cells[3], cells[4]] = [part.split("|") for part in match[1].split(",")] if match else []
    return found


def protein(name):
    """p.(Gly197Cys) as 197G>197C, the way bcftools writes it; None for p.? and names without one place."""
    letters = dict(zip("Ala Arg Asn Asp Cys Gln Glu Gly His Ile Leu Lys Met Phe Pro Ser Thr Trp Tyr Val Ter".split(), "ARNDCQEGHILKMFPSTWYV*"))
    match = re.fullmatch(r".*p\.\((\w{3})(\d+)(\w{3}|=)(?:extTer\S+)?\)", name)
    if not match or match[1] not in letters:
        return None
    first = match[2] + letters[match[1]]
    return first if match[3] == "=" else f"{first}>{match[2]}{letters[match[3]]}"


def main(collagen):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        parts, chains = gff(collagen, folder)
        bases = fasta(folder, chains)
        everything = list(changes(parts, bases))
        (folder / "names.txt").write_text("".join(f"{c[3:]}-{p}-{old}-{new}\n" for c, p, old, new in everything))
        answer = subprocess.run([collagen, "name", "--input", str(folder / "names.txt")], check=True, capture_output=True, text=True).stdout
        ours = list(csv.DictReader(answer.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
        found = theirs(folder, everything)
    same, differing = collections.Counter(), collections.defaultdict(list)
    for change, row in zip(everything, ours, strict=True):
        their = found.get(change, [])
        terms = {term for part in their for term in part[0].lstrip("*@").split("&") if term in MAIN}
        own = {term.replace("_variant", "") for term in row["consequence"].split("&")}
        own = {term for term in own if term in MAIN}
        label = "consequence " + "&".join(sorted(terms)) + " / " + "&".join(sorted(own))
        if terms == own:
            same["consequence"] += 1
        else:
            differing[label].append(f"{'-'.join(map(str, change))} {row['hgvs_c']} {row['consequence']} | {' , '.join('|'.join(part) for part in their)}")
        wanted = protein(row["hgvs_p"])
        theirs_protein = [part[5] for part in their if len(part) > 5]
        if wanted is not None and theirs_protein:
            if wanted == theirs_protein[0]:
                same["protein"] += 1
            else:
                differing["protein"].append(f"{'-'.join(map(str, change))} {row['hgvs_p']} | {theirs_protein[0]}")
    print(f"{len(everything)} changes: {same['consequence']} consequences and {same['protein']} protein changes alike")
    for label, rows in sorted(differing.items(), key=lambda item: -len(item[1])):
        print(f"{len(rows)}\t{label}\n\t" + "\n\t".join(rows[:2]))
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
