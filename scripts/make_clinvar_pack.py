#!/usr/bin/env python3
"""Makes knowledge/clinvar.vcf, the ClinVar entries that are compiled into the program, from two labelled tables.

usage: make_clinvar_pack.py VARIANTS.tsv SPLICE.tsv NAMES.tsv > knowledge/clinvar.vcf

VARIANTS.tsv: hgvs_c, clinvar_significance, variation_id, rsid, gnomad_af ...; SPLICE.tsv: hgvs_c, clinvar_class; NAMES.tsv: what
`collagen name --input` makes of all hgvs_c of both. ClinVar is in the public domain (NCBI). The classes are those of a public
export of ClinVar of 2025-12; where it merges pathogenic and likely pathogenic, so does CLNSIG. Review status is not in it.
"""
import csv
import sys


def rows(path):
    return list(csv.DictReader(open(path), delimiter="\t"))


def significance(text):
    parts = [part.strip() for part in text.split("|")]
    if any("onflicting" in part for part in parts):
        return "Conflicting_classifications_of_pathogenicity"
    exact = {
        "Pathogenic": "Pathogenic", "Likely pathogenic": "Likely_pathogenic", "Pathogenic or likely pathogenic": "Pathogenic/Likely_pathogenic",
        "Pathogenic/Likely pathogenic": "Pathogenic/Likely_pathogenic", "Benign": "Benign", "Likely benign": "Likely_benign",
        "Benign or likely benign": "Benign/Likely_benign", "Benign/Likely benign": "Benign/Likely_benign",
        "Uncertain significance": "Uncertain_significance", "pathogenic_or_likely": "Pathogenic/Likely_pathogenic",
        "benign_or_likely": "Benign/Likely_benign",
    }
    found = [exact[part] for part in parts if part in exact]
    # Of several exports the one with the single class says most.
    for single in ("Pathogenic", "Likely_pathogenic", "Benign", "Likely_benign"):
        if single in found:
            return single
    return found[0] if found else None


def main():
    names = {row["input"]: row["vcf38"] for row in rows(sys.argv[3]) if row["vcf38"] not in (".", "")}
    entries = {}
    for row in rows(sys.argv[1]) + rows(sys.argv[2]):
        allele = names.get(row["hgvs_c"])
        word = significance(row.get("clinvar_significance") or row.get("clinvar_class") or "")
        if allele is None or word is None or allele in entries:
            continue
        info = ["CLNSIG=" + word]
        if row.get("rsid"):
            info.append("RS=" + row["rsid"].removeprefix("rs"))
        if row.get("gnomad_af"):
            info.append("gnomAD_AF=" + row["gnomad_af"])
        entries[allele] = (row.get("variation_id") or row["hgvs_c"], ";".join(info))
    print("##fileformat=VCFv4.2")
    print("##fileDate=20251231")
    print("##source=ClinVar (NCBI, public domain), entries of COL1A1 and COL1A2 in public exports up to 2025-12; review status not exported")
    print("##reference=GRCh38")
    print('##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Aggregate germline classification">')
    print('##INFO=<ID=RS,Number=.,Type=String,Description="dbSNP ID">')
    print('##INFO=<ID=gnomAD_AF,Number=A,Type=Float,Description="Allele frequency in gnomAD as exported, without its allele number">')
    print("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO")

    def place(allele):
        chrom, pos, ref, alt = allele.split("-")
        return int(chrom), int(pos), ref, alt

    for allele in sorted(entries, key=place):
        chrom, pos, ref, alt = place(allele)
        identifier, info = entries[allele]
        print(f"{chrom}\t{pos}\t{identifier}\t{ref}\t{alt}\t.\t.\t{info}")


main()
