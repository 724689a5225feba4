#!/usr/bin/env python3
"""Writes schemas/case.schema.json, schemas/report.schema.json and schemas/cohort.schema.json (JSON Schema 2020-12)."""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
T, N, I, B = {"type": "string"}, {"type": "number"}, {"type": "integer"}, {"type": "boolean"}


def enum(*values):
    return {"enum": list(values)}


def table(required=(), **properties):
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def rows(item):
    return {"type": "array", "items": item}


def maybe(schema):
    if "enum" in schema:
        return {"enum": schema["enum"] + [None]}
    if "type" in schema and isinstance(schema["type"], str) and len(schema) == 1:
        return {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def between(low, high, kind="number"):
    return {"type": kind, "minimum": low, "maximum": high}


ONSET = enum("before_pregnancy", "early_pregnancy", "late_pregnancy", "post_partum", "other")
LEVEL = enum("normal", "reduced", "increased", "abnormal", "not_measured")
YES = {"anyOf": [enum("yes", "no", "not_stated"), B]}
TEXTS = {"anyOf": [T, rows(T)]}
CASE_FIELDS = dict(
    schema_version={"const": "collagen.case/1"}, id={"type": ["string", "number"], "description": "pseudonym, never a name"},
    synthetic={"type": "boolean", "description": "made up; every output says so"}, group=T, note=T,
    subject=table(sex=enum("female", "male", "other", "unknown"), age_years={**between(0, 130), "description": "at the first complaint"}, postmenopausal=B),
    pregnancies=rows(table(number=between(1, 30, "integer"), index={"type": "boolean", "description": "the complaints belong to this one"}, onset=ONSET, onset_weeks_post_partum=between(0, 260), lactation=B)),
    symptoms=rows(table(site=enum("back", "hip", "ankle", "knee", "pelvis", "rib", "wrist", "foot", "other"), onset=ONSET, resolution_months=between(0, 1200), note=T)),
    pre_existing=rows(table(kind=enum("corticosteroid", "heparin", "mild_oi", "osteogenesis_imperfecta", "anorexia_nervosa", "malabsorption", "hyperthyroidism", "hyperparathyroidism", "amenorrhoea", "other"), basis=enum("clinical", "biochemical", "genetic"), note=T)),
    features=rows(enum("blue_sclerae", "dentinogenesis_imperfecta", "hearing_loss", "recurrent_fractures", "wormian_bones", "joint_hypermobility", "short_stature")),
    imaging=rows(table(modality=enum("radiograph", "mri", "ct", "scintigraphy", "other"), site=T, finding=enum("vertebral_collapse", "localised_hip_osteoporosis", "marrow_oedema", "fracture", "normal", "other"), note=T)),
    bmd=rows(table(site=enum("lumbar_spine", "total_hip", "femoral_neck", "forearm", "whole_body"), region=T, value_g_cm2=between(0, 5), t_score=between(-15, 15), z_score=between(-15, 15), device=T, weeks_post_partum=between(0, 5200))),
    biopsies=rows(table(site=T, histology=enum("osteoblast_failure", "low_turnover", "high_turnover", "osteomalacia", "normal", "other"), note=T)),
    family=table(de_novo=enum("confirmed", "assumed", "inherited", "unknown"), meioses=between(0, 1000, "integer"), affected_with_variant=between(0, 1000, "integer"), affected_without_variant=between(0, 1000, "integer"), variant={"type": "string", "description": "c. name that the counts are about"}, affected_relatives=B, parental_mosaicism_vaf=between(0, 1), note=T),
    fibroblast_assay=table(cultured=YES, synthesis=LEVEL, export=LEVEL, chain_pattern=LEVEL, passage=between(0, 200, "integer"), controls=between(0, 10000, "integer"), files=TEXTS, note=T),
    sequence=table(reads=TEXTS, vcf=T, screen=T, molecule=T),
    subsequent_pregnancies=rows(table(number=between(1, 30, "integer"), recurrence=enum("none", "mild", "full", "unknown"), note=T)),
    outcome=table(follow_up_years=between(0, 120), status=enum("recovered", "good", "unknown", "persistent_pain", "repeated_fractures"), note=T),
)


def nullable(schema):
    """Every optional value may also be null, which counts as absent."""
    if schema.get("type") == "object":
        keep = schema["required"]
        return {**schema, "properties": {k: nullable(v) if k in keep else maybe(nullable(v)) for k, v in schema["properties"].items()}}
    if schema.get("type") == "array":
        return {**schema, "items": nullable(schema["items"])}
    return schema


CASE = nullable(table(["id"], **CASE_FIELDS))
HEX = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
NAMED = table(["name", "value"], name=T, value=T)
CLASSES = enum("Pathogenic", "Likely pathogenic", "Uncertain significance", "Likely benign", "Benign")
STRENGTH = enum("supporting", "moderate", "strong", "very_strong", "stand_alone")
AXIS = enum("synthesis", "secretion", "migration", "melting", "chain_ratio", "type_iii_ratio")
FINDING = dict(gene=T, end=maybe(I), assembly=enum("GRCh38", "GRCh37"), pos=I, collagen_effect=rows(T), depth=I, alt_depth=I, vaf=N, vaf_low=N, vaf_high=N, quality=I, filter=T,
               **{k: maybe(T) for k in ("class", "chrom", "ref", "alt", "hgvs_g", "hgvs_c", "hgvs_p", "consequence", "exon", "legacy_exon", "genotype", "zygosity", "known")})
LEDGER = table(["criterion", "code", "status", "strength", "points", "rule", "reason", "inputs"], criterion=T, code=T,
               status=enum("applied", "not_met", "not_assessed", "not_used"), strength=maybe(STRENGTH), points=I, rule=T, reason=T, inputs=rows(NAMED))
CLASSIFICATION = table(["summary", "rulePack", "points", "rules2015", "agree", "ledger"], summary=T, rulePack=T, agree=B,
                       points=table(["scheme", "total", "class"], scheme=T, name=T, source=T, total=I, odds=N, prior=N, posterior=N, **{"class": CLASSES}),
                       rules2015=table(["class", "reason"], reason=T, **{"class": CLASSES}), ledger={**rows(LEDGER), "minItems": 28, "maxItems": 28})
MEANING = table(["molecular_class", "decay"], residue=maybe(I), domain=maybe(T), helix_residue=maybe(between(1, 1014, "integer")), triplet=maybe(between(1, 338, "integer")),
                triplet_position=maybe(enum("G", "X", "Y")), stop=maybe(I), decay=enum("expected", "escapes", "no_early_stop"), exon_skip=maybe({"type": "object"}), lethal_stretch=B, molecular_class=T)
CONCORDANCE = table(["verdict", "expected_class", "log_ratio", "power", "axes"], verdict=enum("CONCORDANT", "DISCORDANT", "UNINFORMATIVE"), expected_class=T, expectation=T, log_ratio=N, power=N,
                    decided_by=maybe(AXIS), reason=T, unexplained=rows(AXIS), left_out={"type": "object"},
                    axes=rows(table(["axis", "log_ratio"], axis=AXIS, log_ratio=N, power=N, expected_low=N, expected_high=N)))
CALL = table(["gene", "hgvs_c", "filter", "meaning", "classification", "concordance", "vrs"], **FINDING, meaning=MEANING, classification=CLASSIFICATION, concordance=maybe(CONCORDANCE), vrs=maybe({"type": "object"}))
ASSAY = table(["line", "class", "axes"], line=T, reasons=rows(T), flags=rows(T), power=maybe(N), **{"class": enum("QUANTITATIVE", "STRUCTURAL", "MIXED", "N_PROCESSING", "HOMOTRIMER", "NORMAL", "INDETERMINATE")},
              axes=rows(table(["axis", "value", "controls"], axis=AXIS, value=maybe(N), unit=T, relative=maybe(N), analysis_value=maybe(N), control_mean=maybe(N), control_sd=maybe(N), controls=I, p=maybe(N), power=maybe(N), low=maybe(N), high=maybe(N), outside=B, usable=B, flags=rows(T))))
GAP = table(["chrom", "start", "end", "gene"], chrom=T, start=I, end=I, gene=T, region=T, depth_median=I, reason=T, exonic=B)
ODDS = maybe(table(["odds"], odds=N, low=N, high=N, strength=maybe(STRENGTH)))
SHARE = dict(share=between(0, 1), share_low=between(0, 1), share_high=between(0, 1))
MESSAGES = table(["summary", "known_junctions", "seen_junctions", "unspliced_share", "events", "allele_ratios", "readings"],
                 summary=T, known_junctions=I, seen_junctions=I, unspliced_share=N,
                 events=rows(table(["gene", "kind", "exon", "counts", "share"], gene=T, kind=T, exon=T, consequence=T, collagen_effect=rows(T), hgvs_r=T, reads=I, counts=B, **SHARE)),
                 allele_ratios=rows(table(["gene", "hgvs_c", "verdict", "share"], gene=T, hgvs_c=T, source=T, alt_depth=I, ref_depth=I, verdict=enum("balanced", "imbalanced", "allele_lost", "undetermined"), **SHARE)),
                 readings=rows(table(["gene", "observation", "text", "share"], gene=T, observation=T, text=T, molecular_class=maybe(T), explained_by=maybe(T), concordance=maybe(CONCORDANCE), **SHARE)))
LIMIT = table(["power", "median", "worst"], power=between(0, 1), median=between(0, 1), worst=between(0, 1))
REPORT = table(["schemaVersion", "version", "case", "researchUse", "answer", "flags", "calls", "coverage", "assay", "limits", "methods", "inputs", "digest"],
               schemaVersion={"const": "collagen.report/1"}, version=T, case=CASE, researchUse=T, answer={"type": "string", "description": "the result in one sentence"},
               flags=rows(table(["code", "text"], code={"type": "string", "pattern": "^[A-Z_]+$"}, text=T)), calls=rows(CALL), notCounted=rows(table(["gene", "filter"], **FINDING)),
               coverage=maybe(table(["sample", "targetBases", "noCall", "gaps"], sample=T, targetBases=I, noCall=I, detectionLimit=maybe(LIMIT), gaps=rows(GAP))), messages=maybe(MESSAGES), assay=maybe(ASSAY),
               validation=maybe(table(["pathogenic", "benign"], pathogenic=I, pathogenic_abnormal=I, benign=I, benign_abnormal=I, abnormal=ODDS, normal=ODDS)),
               limits=rows(T), methods=rows(NAMED), inputs=rows(table(["role", "name", "bytes", "sha256"], role=T, name=T, bytes=I, sha256=HEX)),
               screenInputs=rows(table(["name", "bytes", "sha256"], name=T, bytes=I, sha256=T, completeness=T)), warnings=rows(T), digest=HEX)
COHORT = table(["schemaVersion", "version", "synthetic", "rows", "variants", "cases"], schemaVersion={"const": "collagen.cohort/1"}, version=T, synthetic=B, researchUse=T, rules=rows(T),
               rows=rows(table(["group", "measure", "value", "denominator"], group=T, measure=T, value=maybe(N), denominator=maybe(I))),
               variants=rows(table(["gene", "cases"], gene=T, hgvs_c=maybe(T), hgvs_p=maybe(T), cases=rows(T))),
               cases=rows(table(["id", "ok"], id=T, ok=B, error=T, answer=T, flags=rows(T), assay=maybe(T), classes=rows(T), concordance=maybe(T), noCallBases=maybe(I))))


def write(name, identifier, title, schema):
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": identifier, "title": title, **schema}
    (ROOT / "schemas" / name).write_text(json.dumps(document, indent=1) + "\n")


write("case.schema.json", "collagen.case/1", "Clinical record of one case; every field is optional but the id", CASE)
write("report.schema.json", "collagen.report/1", "Report of one case", REPORT)
write("cohort.schema.json", "collagen.cohort/1", "Tables of a cohort", COHORT)
