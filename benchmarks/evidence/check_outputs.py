#!/usr/bin/env python3
"""Optional check of the committed outputs with other people's libraries: JSON Schemas (jsonschema), Phenopackets (phenopackets
and our own list of required fields), VRS identifiers (ga4gh.vrs: computed from the report's own alleles, and normalised anew).

usage: check_outputs.py [REPORT.json ...]     needs: pip install jsonschema phenopackets ga4gh.vrs pyyaml
"""
import json
import pathlib
import sys

import jsonschema
import yaml
from google.protobuf.json_format import ParseDict
from phenopackets.schema.v2 import Phenopacket

from ga4gh.core import ga4gh_identify
from ga4gh.vrs import models

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "fixtures" / "cases"
failures = 0


def check(name, act):
    global failures
    try:
        note = act()
        print(f"ok    {name}{'  ' + str(note) if note else ''}")
    except Exception as error:  # every failure is reported, none stops the others
        failures += 1
        print(f"FAIL  {name}: {str(error)[:300]}")


def schema(name):
    return jsonschema.Draft202012Validator(json.loads((ROOT / "schemas" / name).read_text()))


def phenopacket(path):
    packet = json.loads(path.read_text())
    ParseDict(packet, Phenopacket())
    for key in ("id", "subject", "metaData"):
        assert key in packet, key
    for key in ("created", "createdBy", "resources", "phenopacketSchemaVersion"):
        assert key in packet["metaData"], key
    known = {r["namespacePrefix"] for r in packet["metaData"]["resources"]}
    used = {f["type"]["id"].split(":")[0] for f in packet["phenotypicFeatures"]}
    used |= {m["assay"]["id"].split(":")[0] for m in packet["measurements"]}
    assert used <= known, used - known


def vrs(path):
    count = 0
    for call in json.loads(path.read_text())["calls"]:
        if call["vrs"] is None:
            continue
        allele = dict(call["vrs"])
        expected = allele.pop("id")
        assert ga4gh_identify(models.Allele(**allele)) == expected, call["hgvs_c"]
        count += 1
    return f"{count} alleles"


reports = [pathlib.Path(p) for p in sys.argv[1:]] or sorted(CASES.glob("*/expected/*.report.json"))
for path in reports:
    check(f"report schema {path.name}", lambda: schema("report.schema.json").validate(json.loads(path.read_text())))
    check(f"VRS {path.name}", lambda: vrs(path))
for path in sorted(CASES.glob("*/expected/*.phenopacket.json")):
    check(f"phenopacket {path.name}", lambda: phenopacket(path))
for path in sorted(CASES.glob("*/expected/cohort.json")):
    check(f"cohort schema {path.parent.parent.name}", lambda: schema("cohort.schema.json").validate(json.loads(path.read_text())))
for path in sorted(CASES.glob("**/*.yaml")):
    check(f"case schema {path.name}", lambda: schema("case.schema.json").validate(yaml.safe_load(path.read_text())))
sys.exit(1 if failures else 0)
