#!/usr/bin/env python3
"""Validates the forms of a case's result for other programs with those programs' own packages.

    python3 -m venv venv && venv/bin/pip install phenopackets clinvar-this ga4gh.va_spec fhir.resources jsonschema
    venv/bin/python benchmarks/evidence/check_exports.py FOLDER...

FOLDER is what `collagen report --export clinvar,va,fhir,lovd` wrote. Prints a line a file; the exit code is 1 if one is
not valid or if two of them state different classes. A package that is not there is named and its files are skipped. The page
shows the classes of its first variants only: those are compared.
"""
import csv
import html
import json
import pathlib
import re
import sys

CLASSES = ("Pathogenic", "Likely pathogenic", "Uncertain significance", "Likely benign", "Benign")


def clinvar(document):
    import clinvar_api
    import jsonschema

    schema = json.loads((pathlib.Path(clinvar_api.__file__).parent / "schemas/submission_schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(document)
    from clinvar_api.msg import sub_payload

    [sub_payload.SubmissionVariantSet(**s["variantSet"]) for s in document.get("germlineSubmission", [])]
    return [s["germlineClassification"]["germlineClassificationDescription"] for s in document.get("germlineSubmission", [])]


def va_spec(document):
    from ga4gh.va_spec.acmg_2015 import VariantPathogenicityEvidenceLine, VariantPathogenicityStatement

    for statement in document["statements"]:
        VariantPathogenicityStatement(**statement)
        [VariantPathogenicityEvidenceLine(**line) for line in statement["hasEvidenceLines"]]
    return [s["classification"]["name"] for s in document["statements"]]


def fhir(document):
    from fhir.resources.R4B.bundle import Bundle

    bundle = Bundle(**document)
    return [
        c.valueCodeableConcept.text
        for e in bundle.entry
        if e.resource.get_resource_type() == "Observation"
        for c in e.resource.component
        if c.code.coding[0].code == "53037-8"
    ]


def phenopacket(document):
    from google.protobuf.json_format import ParseDict
    from phenopackets import Phenopacket

    packet = ParseDict(document, Phenopacket())
    names = {0: None, 1: "Benign", 2: "Likely benign", 3: "Uncertain significance", 4: "Likely pathogenic", 5: "Pathogenic"}
    found = [g.variant_interpretation for i in packet.interpretations for g in i.diagnosis.genomic_interpretations]
    records = [v.variation_descriptor.vcf_record for v in found]
    return Classes([names[v.acmg_pathogenicity_classification] for v in found], [(r.chrom, str(r.pos), r.ref, r.alt) for r in records])


class Classes(list):
    """Classes with the place of each variant: a Phenopacket has them by disease, in another order than the report."""

    def __init__(self, classes, places):
        super().__init__(classes)
        self.places = places

    def like(self, other):
        """These classes in the order of the other's variants; as they are if the variants are not the same."""
        if sorted(self.places) != sorted(other.places):
            return list(self)
        taken = list(zip(self.places, self))
        return [taken.pop(next(i for i, (place, _) in enumerate(taken) if place == wanted))[1] for wanted in other.places]


def places(document):
    """The places of a report's variants."""
    return [(c["chrom"], str(c["pos"]), c["ref"], c["alt"]) for c in document["calls"]]


def report(document):
    return Classes([c["classification"]["summary"] for c in document["calls"]], places(document))


def page(text):
    rows = re.findall(r'<tr><td class="name"><b>[^<]*</b>.*?</tr>', text)
    return [html.unescape(re.search(r"<td>([^<]*)<br>-?[0-9]+ points</td></tr>$", row).group(1)) for row in rows]


def plain(text):
    part = re.split(r"^VARIANTS ", text, flags=re.M)[1:]
    # A class stands alone on its line, below the variant.
    return re.findall(rf"^    ({'|'.join(CLASSES)}), -?[0-9]+ points$", part[0], flags=re.M) if part else []


def lovd(text):
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    words = {"vus": "Uncertain significance"} | {c.lower(): c for c in CLASSES}
    return [words[row["VariantOnGenome/ClinicalClassification"].lower()] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


# Forms that no package validates: their own words are read.
TEXTS = {".report.html": page, ".report.txt": plain, ".lovd.tsv": lovd}
CHECKS = {
    ".report.json": report,
    ".clinvar.json": clinvar,
    ".va-spec.json": va_spec,
    ".fhir.json": fhir,
    ".phenopacket.json": phenopacket,
}


def differing(classes):
    """The files whose classes are not those of the report's JSON."""
    wanted = next(c for name, c in classes.items() if name.endswith(".report.json"))
    own = {name: c.like(wanted) if isinstance(c, Classes) and isinstance(wanted, Classes) else c for name, c in classes.items()}
    return {name: c for name, c in own.items() if c != (wanted[: len(c)] if name.endswith(".html") and c else wanted)}


def main(folders):
    failed = False
    for folder in folders:
        classes = {}
        for path in sorted(pathlib.Path(folder).iterdir()):
            for suffix, check in {**CHECKS, **TEXTS}.items():
                if not path.name.endswith(suffix):
                    continue
                try:
                    classes[path.name] = check(path.read_text() if suffix in TEXTS else json.loads(path.read_text()))
                    print(f"valid\t{path}\t{len(classes[path.name])} classes")
                except ModuleNotFoundError as error:
                    print(f"skipped\t{path}\t{error}")
                except Exception as error:  # whatever a validator throws is its verdict
                    failed = True
                    print(f"INVALID\t{path}\t{str(error).splitlines()[0]}\n{str(error)[:1500]}")
        if not any(name.endswith(".report.json") for name in classes):
            failed = True
            print(f"NO REPORT\t{folder}")
        elif wrong := differing(classes):
            failed = True
            print(f"DIFFERENT\t{folder}\t{wrong}")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
