"""Compares our names with those of ferro-hgvs, Mutalyzer's protein rules and Mutalyzer's algebra, and sorts every
difference under the rule that decides it. An unexplained difference ends with exit code 1.

Usage: compare.py REFERENCE_FOLDER TABLE.tsv [EVERY_NTH]     (make_reference.py, naming-tool table)
"""
import collections
import json
import pathlib
import random
import re
import sys
import time

folder = pathlib.Path(sys.argv[1])
step = int(sys.argv[3]) if len(sys.argv) > 3 else 1
random.seed(1)


def rows():
    with open(sys.argv[2]) as lines:
        head = next(lines).rstrip("\n").split("\t")
        for number, line in enumerate(lines):
            if number % step == 0:
                yield dict(zip(head, line.rstrip("\n").split("\t")))


def records():
    found = {}
    for block in (folder / "records.fa").read_text().split(">")[1:]:
        head, text = block.split("\n", 1)
        found["COL1A1" if "000017" in head else "COL1A2"] = (head.strip(), text.replace("\n", ""))
    return found


RECORDS = records()
TABLE = list(rows())
report = collections.defaultdict(lambda: [0, ""])


def note(peer, rule, row, theirs):
    entry = report[(peer, rule)]
    entry[0] += 1
    if not entry[1]:
        entry[1] = f"{row['hgvs_c']} {row['hgvs_p']} | {theirs}"


# --- ferro-hgvs ---------------------------------------------------------------------------------------------------


def ferro():
    import ferro_hgvs as f

    target = folder / "ferro.json"
    f.convert_gff(f.ConvertGffConfig(gff=str(folder / "records.gff3"), fasta=str(folder / "records.fa"),
                                     output=str(target), emit_genomic_sequences=True))
    data = json.loads(target.read_text())
    for transcript in data["transcripts"]:
        transcript["cds_end"] -= 3  # it adds a stop codon to the CDS of the GFF3, which holds it already
    target.write_text(json.dumps(data))
    normalizer = f.Normalizer(reference_json=str(target))
    projector = f.VariantProjector(reference_json=str(target))
    start = time.time()
    for row in TABLE:
        try:
            name = str(normalizer.normalize(row["spelled_c"]))
        except Exception as error:
            note("ferro-hgvs c.", classify_ferro_error(row, str(error)), row, str(error)[:160])
            continue
        name = re.sub(r"^NC_[0-9.]+\((.*?)\)", r"\1", name)
        if name != row["hgvs_c"]:
            note("ferro-hgvs c.", classify_ferro_c(row, name), row, name)
    print(f"ferro-hgvs: {len(TABLE)} c. names normalised, {len(TABLE) / (time.time() - start):.0f} a second")
    start = time.time()
    for row in TABLE:
        contig, _ = RECORDS[row["gene"]]
        transcript = row["spelled_c"].split(":")[0]
        try:
            found = projector.project(f"{contig}:{row['spelled_g']}", transcript)
        except Exception as error:
            note("ferro-hgvs p.", classify_ferro_error(row, str(error)), row, str(error)[:160])
            continue
        theirs = found.p_name.split(":", 1)[1] if found.p_name else "p.?"
        ours = row["hgvs_p"].split(":", 1)[1]
        if theirs != ours:
            rule = classify_protein(row, ours, theirs)
            if theirs == "p.?" and "[" in (found.c_name or ""):
                rule = "a change in a repeat has a protein name like any other"
            elif ";" in (found.c_name or ""):
                rule = "one edit stays one edit: its protein change is one as well"
            note("ferro-hgvs p.", rule, row, f"{found.c_name} {theirs}")
    print(f"ferro-hgvs: {len(TABLE)} g. names projected, {len(TABLE) / (time.time() - start):.0f} a second")


def classify_ferro_error(row, error):
    if "does not overlap transcript" in error:
        return "a change that ends with the transcript is named (ferro-hgvs refuses)"
    return f"UNEXPLAINED refusal: {error[:60]}"


def kind(name):
    return next((word for word in ("delins", "del", "dup", "ins", "inv", ">", "=", "[") if word in name), "?")


def boundaries():
    """For each transcript the c. numbers of the first base of every exon but the first, and the stop codon's end."""
    found = {}
    for gene, parts in spliced().items():
        first = parts["CDS"][0][0]
        length = sum(b - a for a, b in parts["CDS"])
        place, starts = 0, []
        before = sum(min(b, first) - a for a, b in parts["exon"] if a < first)
        for a, b in parts["exon"]:
            starts.append(place - before + 1)
            place += b - a
        found[gene] = (starts[1:], length)
    return found


def classify_ferro_c(row, name):
    ours = row["hgvs_c"]
    pair = (kind(ours.split(":")[1]), kind(name.split(":")[1]))
    if ";" in name:
        return "one edit stays one edit: it is not split into an allele"
    if pair[1] == "[":
        return "repeats are named by what is lost or gained, not by [n]"
    if pair == ("inv", "delins"):
        return "a delins that equals an inversion is an inversion"
    ends = re.search(r"c\.([-*]?)(\d+)_([-*]?)(\d+)[a-z]", name)
    starts, length = BOUNDARIES[row["gene"]]
    if ends:
        low = -int(ends[2]) if ends[1] == "-" else int(ends[2]) + (length if ends[1] == "*" else 0)
        high = -int(ends[4]) if ends[3] == "-" else int(ends[4]) + (length if ends[3] == "*" else 0)
        ours_ends = re.search(r"c\.-(\d+)_(\d+)[a-z]", ours)
        if ours_ends and high < 1:
            return "the 3' shift runs over the borders of the coding sequence"
        if re.search(r"\d\+\d+[a-z]", ours) and low in starts:
            return "positions stay in their exon: bases of two exons are no neighbours on the gene"
        own = re.search(r"c\.(\d+)_(\d+)[a-z]", ours)
        if own and sum(start <= int(own[1]) for start in starts) != sum(start <= low for start in starts):
            return "positions stay in their exon: bases of two exons are no neighbours on the gene"
        if any(low < start <= high for start in starts):
            return "positions stay in their exon: bases of two exons are no neighbours on the gene"
        if (low < 1 <= high or low <= length < high) and pair[0] == pair[1]:
            return "the 3' shift runs over the borders of the coding sequence"
    if re.search(r"[0-9]\+[0-9]", name) and not re.search(r"[0-9][+-][0-9]", ours):
        return "positions stay in their exon: the base before the junction is another base of the gene"
    return f"UNEXPLAINED {pair}"


# --- proteins -----------------------------------------------------------------------------------------------------

LETTERS = dict(zip("Ala Arg Asn Asp Cys Gln Glu Gly His Ile Leu Lys Met Phe Pro Ser Thr Trp Tyr Val Ter Xaa".split(),
                   "ARNDCQEGHILKMFPSTWYV*X"))
NAMES = {letter: name for name, letter in LETTERS.items()}


def classify_protein(row, ours, theirs):
    """The rule that decides between two protein names of one allele."""
    plain = theirs.replace("*", "Ter")
    if plain == ours:
        return "the stop is written Ter"
    if ours == "p.?" and re.search(r"[0-9][+-][0-9]", row["hgvs_c"]):
        return "a change that touches an intron is p.?"
    if ours == "p.?":
        return "a change outside the coding sequence is p.?"
    if ours == "p.(Met1?)":
        return "a lost start codon is p.(Met1?)"
    if "=" in ours:
        return "silent changes name their residues"
    if theirs == "p.(Met1?)" and re.search(r":c\.(-\d+|[123])_\d+dup|:c\.[123]dup", row["hgvs_c"]):
        return "a start codon that stays in its place is used: the copy stands behind it"
    if "ext" in ours or "ext" in theirs:
        if re.fullmatch(r"p\.\((.*)dup\)", ours):
            return "a copy before the unchanged stop codon is a duplication, not an extension"
        if theirs.startswith("p.(Ter") and ours.startswith("p.(Ter"):
            return "extension: the new stop is counted from the old one"
        if theirs == "p.?":
            return "a lost stop codon is an extension, however it was lost"
        return "UNEXPLAINED extension"
    if "Ter" in ours and "delins" in ours:
        return "a delins with a stop names the replaced residues and ends at Ter"
    if "Ter" in ours and "ins" in ours:
        return "an insertion with a stop is an insertion that ends at Ter"
    if "Xaa" in theirs:
        return "a copy before the unchanged stop codon is a duplication, not an extension"
    if "fs" in theirs and "fs" not in ours and (len(row["inserted"]) - int(row["end"]) + int(row["start"])) % 3 == 0:
        return "what is read on in frame is no frameshift"
    end = re.search(r"[_.](\*?)(\d+)(?:del|inv|delins)", row["hgvs_c"])
    stop = BOUNDARIES[row["gene"]][1]
    if theirs == "p.?" and end and (end[1] or int(end[2]) > stop - 3):
        return "a change over the stop codon is read on into the untranslated region"
    if re.fullmatch(r"p\.\([A-Z][a-z]{2}\d+fsTer\S+\)", theirs):
        return "the first changed residue decides, and a frameshift names the new one"
    if end and (end[1] or int(end[2]) > stop - 3) and "delins" in ours:
        return "a change over the stop codon is read on into the untranslated region"
    shape = [re.sub(r"[A-Z][a-z]{2}\d+", "", name) for name in (ours, theirs)]
    if shape[0] == shape[1] and re.search("dup|del|ins", shape[0]):
        return "the 3' rule holds in the protein too"
    if ours.endswith("Ter)") and theirs.endswith("del)"):
        return "nothing left behind the change: the first changed residue is the stop"
    return "UNEXPLAINED protein"


CODE = {}
for index, residue in enumerate("FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"):
    CODE["TCAG"[index // 16] + "TCAG"[index // 4 % 4] + "TCAG"[index % 4]] = residue


def translate(text):
    found = []
    for place in range(0, len(text) - 2, 3):
        found.append(CODE[text[place:place + 3]])
        if found[-1] == "*":
            break
    return "".join(found)


def spliced():
    """Exons, coding start and length of the preferred transcripts, from the GFF3 that the peers read."""
    found = {}
    for line in (folder / "records.gff3").read_text().splitlines():
        cells = line.split("\t")
        if len(cells) < 9:
            continue
        name = re.search(r"transcript_id=([\w.]+)", cells[8])
        if not name or not name.group(1).endswith(".4"):
            continue
        gene = "COL1A1" if "000017" in cells[0] else "COL1A2"
        entry = found.setdefault(gene, {"exon": [], "CDS": []})
        if cells[2] in entry:
            entry[cells[2]].append((int(cells[3]) - 1, int(cells[4])))
    return found


def mutalyzer_protein():
    """Mutalyzer's own naming functions on the two whole proteins."""
    from mutalyzer.protein import in_frame_description, out_of_frame_description

    parts = spliced()
    start = time.time()
    count = 0
    for row in TABLE[::max(1, len(TABLE) // 100_000)]:
        low, high = int(row["start"]), int(row["end"])
        text = RECORDS[row["gene"]][1]
        exons = parts[row["gene"]]["exon"]
        first, last = parts[row["gene"]]["CDS"][0][0], parts[row["gene"]]["CDS"][-1][1]
        ours = row["hgvs_p"].split(":", 1)[1]
        if not (first <= low and high <= last) or ours == "p.?":
            continue
        old = "".join(text[a:b] for a, b in exons if b > first)
        old = old[first - max(a for a, _ in exons if a <= first):]
        new = []
        for a, b in exons:
            if b <= first:
                continue
            a = max(a, first)
            new.append(text[a:low] + row["inserted"] + text[high:b] if a <= low and high <= b else text[a:b])
        new = "".join(new)
        count += 1
        shift = len(row["inserted"]) - (high - low)
        before, after = translate(old), translate(new)
        if not after.startswith("M"):
            theirs = "Met1?"
        elif shift % 3:
            theirs = out_of_frame_description(before, after)[0]
        else:
            theirs = in_frame_description(before, after)[0]
        theirs = f"p.({theirs})"
        if theirs != ours:
            note("Mutalyzer p.", classify_mutalyzer(row, ours, theirs, before, after), row, theirs)
    print(f"Mutalyzer: {count} protein names, {count / (time.time() - start):.0f} a second")


def classify_mutalyzer(row, ours, theirs, before, after):
    if theirs == "p.(=)":
        return "silent changes name their residues"
    if "Ter" in ours and "delins" in ours:
        return "a delins with a stop names the replaced residues and ends at Ter"
    if "Ter" in ours and "ins" in ours:
        return "an insertion with a stop is an insertion that ends at Ter"
    if ours.endswith("dup)") and "ext" in theirs:
        return "a copy before the unchanged stop codon is a duplication, not an extension"
    if "ins" in ours and "ext" in theirs and "ext" not in ours:
        return "an insertion before the unchanged stop codon is an insertion, not an extension"
    if re.fullmatch(r"p\.\(Ter\d+[A-Z][a-z]{2}extTer\S+\)", ours) and "ext" in theirs:
        return "UNEXPLAINED extension"
    return "UNEXPLAINED protein"


# --- Mutalyzer algebra --------------------------------------------------------------------------------------------


def algebra():
    """The canonical form of Mutalyzer's algebra in a window of the record, against our LRG name."""
    from algebra.extractor import extract_sequence, to_hgvs

    start = time.time()
    sample = [row for row in TABLE if random.random() < 4_000 / max(len(TABLE), 1)]
    for row in sample:
        low, high = int(row["start"]), int(row["end"])
        text = RECORDS[row["gene"]][1]
        begin, end = max(0, low - 130), min(len(text), high + 130)
        reference = text[begin:end]
        observed = text[begin:low] + row["inserted"] + text[high:end]
        theirs = to_hgvs(extract_sequence(reference, observed)[0], reference)
        ours = row["hgvs_lrg"].split(":g.")[1]
        shifted = re.sub(r"\d+(?=[_A-Z=]|del|dup|ins|inv|$)", lambda m: str(int(m.group()) + begin), theirs)
        if shifted != ours:
            note("Mutalyzer algebra g.", classify_algebra(ours, shifted), row, shifted)
    print(f"Mutalyzer algebra: {len(sample)} alleles, {len(sample) / (time.time() - start):.0f} a second")


def classify_algebra(ours, theirs):
    if "=" in ours and theirs == "=":
        return "no change is written with its positions"
    if theirs.startswith("["):
        return "one edit stays one edit: it is not split into an allele"
    if "[" in theirs:
        return "repeats are named by what is lost or gained, not by [n]"
    if "inv" in ours:
        return "a delins that equals an inversion is an inversion"
    if kind(ours) == "delins" and kind(theirs) == "delins":
        return "UNEXPLAINED delins"
    return f"UNEXPLAINED {kind(ours)} {kind(theirs)}"


BOUNDARIES = boundaries()
for peer in (ferro, mutalyzer_protein, algebra):
    try:
        peer()
    except ImportError as error:
        print(f"{peer.__name__}: not installed ({error})")
unexplained = 0
for (peer, rule), (count, example) in sorted(report.items()):
    unexplained += count if rule.startswith("UNEXPLAINED") else 0
    print(f"{peer}\t{count}\t{rule}\t{example}")
print(f"{len(TABLE)} alleles, {unexplained} unexplained differences")
sys.exit(1 if unexplained else 0)
