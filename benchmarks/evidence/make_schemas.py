#!/usr/bin/env python3
"""Writes the schemas of the documents of screen, report, cohort and case (JSON Schema 2020-12) into schemas/, and all schemas into the program."""
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
NAME = {"type": ["string", "number"]}
NAMES = {"anyOf": [NAME, rows(NAME)]}
DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}", "description": "YYYY-MM-DD"}
CRITERION = {"type": "string", "pattern": "^(PVS1|BA1|PS[1-4]|PM[1-6]|PP[1-5]|BS[1-4]|BP[1-7])$"}
CASE_FIELDS = dict(
    schema={"const": "collagen.case/2"}, id={"type": ["string", "number"], "description": "pseudonym, never a name"},
    synthetic={"type": "boolean", "description": "made up; every output says so"}, group=T, note=T,
    indication={"type": "string", "description": "why the examination was asked for"}, specimen=table(type=T, id=T, collected=DATE, received=DATE),
    identity={**table(samples=NAMES, rna_samples=NAMES, lines=NAMES), "description": "the names of this person's samples and cell lines in the laboratory"},
    relatives={**NAMES, "description": "ids of cases that are relatives"},
    subject=table(sex=enum("female", "male", "other", "unknown"), age_years={**between(0, 130), "description": "at the first complaint"}, postmenopausal=B),
    pregnancies=rows(table(number=between(1, 30, "integer"), index={"type": "boolean", "description": "the complaints belong to this one"}, onset=ONSET, onset_weeks_post_partum=between(0, 260), lactation=B)),
    symptoms=rows(table(site=enum("back", "hip", "ankle", "knee", "pelvis", "rib", "wrist", "foot", "other"), onset=ONSET, resolution_months=between(0, 1200), note=T)),
    pre_existing=rows(table(kind=enum("corticosteroid", "heparin", "mild_oi", "osteogenesis_imperfecta", "anorexia_nervosa", "malabsorption", "hyperthyroidism", "hyperparathyroidism", "amenorrhoea", "other"), basis=enum("clinical", "biochemical", "genetic"), note=T)),
    features=rows(enum("blue_sclerae", "dentinogenesis_imperfecta", "hearing_loss", "recurrent_fractures", "wormian_bones", "joint_hypermobility", "short_stature")),
    imaging=rows(table(modality=enum("radiograph", "mri", "ct", "scintigraphy", "other"), site=T, finding=enum("vertebral_collapse", "localised_hip_osteoporosis", "marrow_oedema", "fracture", "normal", "other"), note=T)),
    bmd=rows(table(site=enum("lumbar_spine", "total_hip", "femoral_neck", "forearm", "whole_body"), region=T, value_g_cm2=between(0, 5), t_score=between(-15, 15), z_score=between(-15, 15), device=T, weeks_post_partum=between(0, 5200), date=T, reading=T, reference=T, change=T)),
    dxa={**TEXTS, "description": "tables of bone density, relative to the record; their scans join bmd"},
    biopsies=rows(table(site=T, histology=enum("osteoblast_failure", "low_turnover", "high_turnover", "osteomalacia", "normal", "other"), note=T)),
    family=table(de_novo=enum("confirmed", "assumed", "inherited", "unknown"), meioses=between(0, 1000, "integer"), meioses_in_offspring={**between(0, 1000, "integer"), "description": "those of meioses to the patient's own children"}, affected_with_variant=between(0, 1000, "integer"), affected_without_variant=between(0, 1000, "integer"), variant={"type": "string", "description": "c. name that the counts are about"}, affected_relatives=B, parental_mosaicism_vaf=between(0, 1), note=T),
    fibroblast_assay=table(cultured=YES, synthesis=LEVEL, export=LEVEL, chain_pattern=LEVEL, passage=between(0, 200, "integer"), controls=between(0, 10000, "integer"), files=TEXTS, note=T),
    sequence=table(reads=TEXTS, vcf=T, screen=T, molecule=T),
    subsequent_pregnancies=rows(table(number=between(1, 30, "integer"), recurrence=enum("none", "mild", "full", "unknown"), note=T)),
    outcome=table(follow_up_years=between(0, 120), status=enum("recovered", "good", "unknown", "persistent_pain", "repeated_fractures"), note=T),
    curation=rows(table(["code", "strength", "reason"], code=CRITERION, strength=enum("supporting", "moderate", "strong", "very_strong", "stand_alone", "not_met"), count=between(0, 1_000_000, "integer"), reason=T, by=T, date=DATE)),
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
GENE = {"type": "string", "description": "symbol"}
EFFECTS = rows(enum("glycine_substitution", "null_allele", "in_frame_exon_skip", "c_propeptide", "n_proteinase_site", "c_proteinase_site", "in_frame_indel", "splice_uncertain", "other_missense", "synonymous", "noncoding"))
AMOUNT = between(0, 10**15)
SHARE, COUNT, POSITION, OFFSET = between(0, 1), between(0, 10**9, "integer"), between(1, 300_000_000, "integer"), between(0, 300_000_000, "integer")
PAIR = {"type": "array", "items": between(-300_000_000, 300_000_000, "integer"), "minItems": 2, "maxItems": 2}


def every(**properties):
    """A table that always has all of its keys; values that may be absent are null."""
    return table(list(properties), **properties)


def since_two(*later, **properties):
    """The same; the keys named first are not in documents of older programs."""
    return table([key for key in properties if key not in later], **properties)


SYMBOLIC = every(type={"type": "string", "description": "DEL, DUP or INS"}, end=maybe(POSITION), position_interval=maybe({**PAIR, "description": "around pos"}), end_interval=maybe({**PAIR, "description": "around end"}),
                 copy_number=maybe(between(0, 1000, "integer")), probability=maybe(SHARE),
                 left_inserted={**maybe(T), "description": "first bases of an insertion of unknown length, on the chromosome's strand"},
                 right_inserted={**maybe(T), "description": "its last bases"})
KNOWN = table(["id", "significance", "review_status", "stars", "gene_info", "file", "file_date"], id=maybe(T), significance=rows(T), review_status=maybe(T), stars=maybe(between(0, 4, "integer")), gene_info=maybe(T), file=T, file_date=maybe(T), superseded_by={**maybe(T), "description": "the newer file whose class counts"})
KNOWN_FILE = every(name=T, date=maybe(T), assembly=enum("GRCh38", "GRCh37"), in_genes=COUNT, misfits=COUNT, not_comparable=COUNT, is_complete_population=B, remark=maybe(T))
FINDING = dict(gene=GENE, **{"class": maybe(enum("snv", "mnv", "deletion", "insertion", "duplication", "delins", "inversion", "exon_deletion", "exon_duplication", "breakpoint", "reference"))},
               assembly=enum("GRCh38", "GRCh37"), chrom=T, pos={**POSITION, "description": "1-based, as in the VCF"}, ref=T, alt=T, symbolic=maybe(SYMBOLIC),
               hgvs_g=maybe(T), hgvs_lrg=maybe(T), hgvs_c=maybe(T), hgvs_p=maybe(T), consequence={**rows(T), "description": "Sequence Ontology terms, the most severe first"}, collagen_effect=EFFECTS,
               exon=maybe(T), legacy_exon=maybe(T), helix_residue=maybe(between(1, 10_000, "integer")), triplet_position=maybe(enum("G", "X", "Y")), genotype=maybe(T),
               zygosity=maybe(enum("heterozygous", "homozygous", "hemizygous", "mosaic")), depth=maybe(COUNT), ref_depth=maybe(COUNT), alt_depth=maybe(COUNT), vaf=maybe(SHARE), vaf_low=maybe(SHARE), vaf_high=maybe(SHARE),
               quality=maybe({**COUNT, "description": "GQ"}), qual=maybe({**COUNT, "description": "QUAL"}), filter={**rows(T), "description": "PASS alone, the filters that failed, or nothing if none were applied"},
               phase_set=maybe(POSITION), known=rows(KNOWN),
               haplotype_hgvs_p={"type": ["string", "null"], "description": "what all changes of the call's haplotype do to the protein together; null where only one lies in the coding sequence"},
               haplotype_consequence={"anyOf": [{**rows(T), "description": "Sequence Ontology terms of the haplotype"}, {"type": "null"}]},
               splice_prediction={"type": ["string", "null"], "description": "transcripts that CI-SpliceAI predicts, joined by semicolons, none, or null for what was not scored; scores are not amounts of transcript"})
RATIO = dict(ratio=SHARE, ratio_low=SHARE, ratio_high=SHARE)
JUNCTION = since_two("kept_fraction", "kept_fragments", gene=GENE, kind=enum("canonical", "exon_skip", "cryptic_donor", "cryptic_acceptor", "cryptic_exon", "intron_retention"), chrom=T, start=OFFSET, end=OFFSET, reads=COUNT, **RATIO, fragments={"type": "number", "minimum": 0},
                 exon=T, length=I, consequence=maybe(T), collagen_effect=EFFECTS, hgvs_r=maybe(T), site=maybe(T), filter=rows(T),
                 psi={**maybe(SHARE), "description": "of all spliced transcripts there; of forms that share a site they add to 1"}, psi_low=maybe(SHARE), psi_high=maybe(SHARE),
                 normal_low=maybe(SHARE), normal_high={**maybe(SHARE), "description": "psi in 95 % of controls"}, p_value=maybe(SHARE), smallest_psi={**maybe(SHARE), "description": "of another form that would have shown in one fragment, with 95 % confidence"},
                 hgvs_p=maybe(T), verdict=maybe(enum("as_annotated", "aberrant", "no_call")), overhang=maybe(COUNT), variant_alternative={**maybe(T), "description": "a variant of the gene that would give the same transcript"},
                 kept_fraction={**maybe(SHARE), "description": "of a known junction: what keeps its intron of the fragments with another spliced junction beside it, unspliced transcripts among them"}, kept_fragments=maybe(AMOUNT))
ALLELES = every(gene=GENE, hgvs_c=T, source=enum("called", "queried", "dna"), alt_depth=COUNT, ref_depth=COUNT, **RATIO, verdict=enum("balanced", "both_alleles", "imbalanced", "allele_lost", "undetermined"))
BASE_COUNTS = every(gene=GENE, transcript=T, a={**rows(COUNT), "description": "fragments that show A, base by base of the transcript"}, c=rows(COUNT), g=rows(COUNT), t=rows(COUNT),
                    crossing={**rows(COUNT), "description": "fragments that run on without a gap before each base, with 16 aligned bases or more on both sides"},
                    indels={**rows(every(start=OFFSET, end=OFFSET, inserted=T, fragments=COUNT)), "description": "left-aligned on the transcript; 0-based, half-open"}, indels_cut=B)
DNA_ALLELE = every(gene=GENE, hgvs_c=T, alt_depth=COUNT, ref_depth=COUNT, **RATIO, state=enum("balanced", "both_alleles", "allele_reduced", "allele_lost", "not_testable"),
                   smallest_fraction={**SHARE, "description": "at which an allele would have been seen with a probability of 95 %"}, reason=maybe(T))


def digested(*others, **properties):
    """A file with the digest that was asked for: its key tells the algorithm, digest: none that there is none."""
    digests = [{"sha256": HEX}, {"blake3": HEX}, {"digest": enum("none")}]
    return {"anyOf": [table([*others, *digest], **properties, **digest) for digest in digests], "description": "the digest is of the bytes as they lie on disk; on the route region of the lines read"}


INPUT = digested("name", "bytes", "container", "completeness", name={"type": "string", "description": "base name"}, bytes={"type": "integer", "minimum": 0}, container=T, completeness=enum("verified", "unproven"), route=maybe(enum("stream", "region")),
                 read_samples={"anyOf": [rows(T), {"type": "null"}], "description": "names of the samples in the read groups (SM) of an alignment file"})
RUN = every(chrom=T, start=OFFSET, end=OFFSET, gene=GENE, region=T, depth_median=COUNT, verdict=enum("reference", "variant", "no_call"), reason=maybe(T))
LIMIT = every(power=SHARE, median=SHARE, worst=SHARE)
COUNTS = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
GENOTYPE = every(gene=GENE, name=T, chrom=T, pos=POSITION, ref=T, alt=T, copies={**between(0, 2, "integer"), "description": "of the allele; of RNA: in no, some or all transcripts"}, depth=maybe(COUNT),
                 frequency=maybe({**SHARE, "description": "in the general population, of a known common variant"}))
CONTAMINATION = every(fraction=between(0, 1), low=between(0, 1), high=between(0, 1), sites=COUNT)
LIBRARY = since_two("divergent_fraction", orientation=enum("inward", "outward", "same_strand", "single"), insert_size=maybe(OFFSET), insert_size_low=maybe(OFFSET), insert_size_high=maybe(OFFSET),
                indel_rate={**between(0, 1), "description": "insertions and deletions of reads a base"}, mismatch_rate={**between(0, 1), "description": "wrong bases of reads a base"},
                platform=enum("illumina_like", "ion_like", "nanopore_like", "unknown"),
                contamination={**maybe(CONTAMINATION), "description": "another person's DNA, where alleles below the germline range point to it"},
                divergent_fraction={**maybe(between(0, 1)), "description": "reads that differ from the genes at one base in 25 and more: another species, or converted DNA"})
INSERT_SIZES = every(scale={**enum("gene", "transcript"), "description": "what the distance between the ends is measured on; a transcript has no introns"}, fragments={**COUNT, "description": "that were measured, of deep samples a part"},
                     median=OFFSET, low={**OFFSET, "description": "5 % are shorter"}, high={**OFFSET, "description": "5 % are longer"}, bin_width=between(1, 1_000_000, "integer"),
                     counts={**rows(COUNT), "maxItems": 1000, "description": "fragments by length: the first number is of those below bin_width, and so on"}, longer={**COUNT, "description": "than those of the last number"})
QUALITY_SIDE = every(reads={**COUNT, "description": "that were looked at"}, phred30={**SHARE, "description": "of the bases of known quality"},
                     mean_by_position={**rows(maybe(between(0, 93))), "maxItems": 1000, "description": "mean Phred score; null where none is known"},
                     phred30_by_position={**rows(maybe(SHARE)), "maxItems": 1000, "description": "fraction of the bases with Phred 30 and more"})
BASE_QUALITIES = every(state={**enum("measured", "binned", "uniform", "missing", "joined"), "description": "binned: 2-8 values; uniform: one value; missing: some reads, or most bases, have none; joined: those of joined copies"},
                       values=maybe(between(0, 93, "integer")), unknown_fraction={**maybe(SHARE), "description": "bases of Phred 0, which the numbers leave out"},
                       first={**maybe(QUALITY_SIDE), "description": "first reads of pairs and single reads"}, second={**maybe(QUALITY_SIDE), "description": "second reads"})
SCREEN = since_two("insert_sizes", "base_qualities", schema={"const": "collagen.screen/2"}, version={"type": "string", "description": "program and version"}, sample=T, assembly=enum("GRCh38", "GRCh37"), inputs=rows(INPUT), input_completeness=enum("verified", "unproven"),
               counts={**every(reads=I, used=I, filtered=COUNTS, unmapped=I), "description": "single reads; reads = used + the sum of filtered + unmapped"},
               settings=since_two("amplicons", molecule=enum("dna", "rna"), known=rows(KNOWN_FILE), target=T, min_depth=COUNT, min_vaf=SHARE, amplicons={**maybe(T), "description": "base name of the file of primers"}, duplicates=enum("marked", "not_marked", "amplicons", "families")), calls=rows(every(**FINDING)),
               coverage=every(target_bases=I, reference=I, variant=I, no_call=I, no_call_by_reason=COUNTS, detection_limit=maybe(LIMIT), runs={**rows(RUN), "description": "the target, tiled once; 0-based, half-open"},
                              detection_limits=rows(every(chrom=T, start=OFFSET, end=OFFSET, limit=SHARE))),
               library={**maybe(LIBRARY), "description": "what the reads say of library and sequencer; null for RNA"},
               insert_sizes={**maybe(INSERT_SIZES), "description": "how long the fragments are; null for single reads, and where too few pairs lie on the genes"},
               base_qualities={**maybe(BASE_QUALITIES), "description": "of the aligned reads; null with too few of them"},
               genotypes={**maybe(rows(GENOTYPE)), "description": "what two samples of one person are compared by: all common variants that the reads decide, and every sure rare one"},
               confirmations=rows(every(description=T, gene=GENE, name=T, alt_depth=COUNT, ref_depth=COUNT, vaf=SHARE, vaf_low=SHARE, vaf_high=SHARE, detection_limit=SHARE, verdict=enum("seen", "unclear", "not_seen", "no_data"))),
               rna=maybe(every(junctions=rows(JUNCTION), allele_ratios=rows(ALLELES), unspliced_fraction=SHARE,
                               base_counts={**maybe(rows(BASE_COUNTS)), "description": "by which a report counts the DNA's variants in the RNA"},
                               expression=maybe(rows(every(gene=GENE, fragments_per_junction={"type": "number", "minimum": 0}, level=enum("expressed", "low", "not_expressed"), unspliced_fraction=SHARE))),
                               expression_ratio={**maybe(since_two("normal_low", "normal_high", value=AMOUNT, low=AMOUNT, high=AMOUNT, normal_low=maybe(AMOUNT), normal_high={**maybe(AMOUNT), "description": "in 95 % of lines like the controls"})), "description": "of the first gene to the second one, with the error of counting"},
                               library=maybe(every(fragments=COUNT, repeated_fraction=SHARE, copies_present=B, antisense_first=maybe(SHARE), genomic_fraction=maybe(SHARE), alleles_comparable=maybe(B))), controls=maybe(COUNT))), warnings=rows(T), contigs=rows(every(name=T, length=POSITION)),
               families=maybe(every(identifier=T, fragments=COUNT, families=COUNT, singletons=COUNT, singletons_used=B, duplex=COUNT, outvoted=COUNT, strand_differences=COUNT,
                                    sizes={**rows(rows(COUNT)), "description": "fragments of a family, families of that size"}, error_rate=SHARE)),
               exon_depth=maybe(every(form=T, genes=rows(every(gene=GENE, exons=I, groups={**rows(rows(COUNT)), "description": "first exon, last exon, fragments"})))))
CURATED = every(by=T, date=T, count=maybe(I), automatic={"type": "string", "description": "what the program had made of the criterion"})
LEDGER = table(["criterion", "code", "status", "strength", "points", "rule", "rna", "curated", "reason", "inputs"], criterion=T, code=T, rna={"type": "boolean", "description": "decided by the patient's transcripts"}, curated=maybe(CURATED),
               status=enum("applied", "not_met", "not_assessed", "not_used"), strength=maybe(STRENGTH), points=I, rule=T, reason=T, inputs=rows(NAMED))
CLASSIFICATION = table(["summary", "rule_pack", "points", "rules_2015", "agree", "ledger"], summary=T, rule_pack=T, agree=B,
                       points=table(["scheme", "total", "class"], scheme=T, name=T, source=T, total=I, odds=N, prior=N, posterior=N, **{"class": CLASSES}),
                       rules_2015=table(["class", "reason"], reason=T, **{"class": CLASSES}), ledger={**rows(LEDGER), "minItems": 28, "maxItems": 28})
MEANING = table(["molecular_class", "decay"], residue=maybe(I), domain=maybe(T), helix_residue=maybe(between(1, 1014, "integer")), triplet=maybe(between(1, 338, "integer")),
                triplet_position=maybe(enum("G", "X", "Y")), stop=maybe(I), decay=enum("expected", "escapes", "no_early_stop"), exon_skip=maybe({"type": "object"}), lethal_stretch=B, molecular_class=T)
CONCORDANCE = table(["verdict", "expected_class", "log_ratio", "power", "axes"], verdict=enum("CONCORDANT", "DISCORDANT", "UNINFORMATIVE"), expected_class=T, expectation=T, log_ratio=N, power=N,
                    decided_by=maybe(AXIS), reason=T, unexplained=rows(AXIS), left_out={"type": "object"},
                    axes=rows(table(["axis", "log_ratio"], axis=AXIS, log_ratio=N, power=N, expected_low=N, expected_high=N)))
DISEASE = every(name=T, mim=maybe(T), mondo=maybe(T), inheritance=enum("AD", "AR"), source=T)
DISEASES = since_two("evaluation", causes=rows(DISEASE), carrier_of=rows(DISEASE), outside_disorder=B,
                     evaluation={**T, "description": "of an allele that causes no disease by itself: for which condition its class was evaluated, and for which not"})
CALL = table(["gene", "hgvs_c", "filter", "meaning", "classification", "disease", "known_status", "concordance", "vrs"], **FINDING, frequency=maybe(every(field=T, count=COUNT, number=COUNT, low=N, high=N)), predictions=rows(table(["predictor", "score"], predictor=T, score=N, source={**T, "description": "file, or embedded"})), meaning=MEANING, classification=CLASSIFICATION, disease=DISEASES, known_status={**rows(KNOWN), "description": "the variant's own entries on file, never counted"}, transcripts=maybe(every(prediction=enum("splicing", "decay"), verdict=enum("confirmed", "contradicted", "not_testable"), reason=T)), concordance=maybe(CONCORDANCE), vrs=maybe({"type": "object"}))
ASSAY = table(["line", "class", "axes"], line=T, measured={**B, "description": "false where the assay holds nothing of the line; its class then says nothing"}, reasons=rows(T), flags=rows(T), power=maybe(N), **{"class": enum("QUANTITATIVE", "STRUCTURAL", "MIXED", "N_PROCESSING", "HOMOTRIMER", "NORMAL", "INDETERMINATE")},
              axes=rows(table(["axis", "value", "controls"], axis=AXIS, value=maybe(N), unit=T, relative=maybe(N), analysis_value=maybe(N), control_mean=maybe(N), control_sd=maybe(N), controls=I, p=maybe(N), power=maybe(N), low=maybe(N), high=maybe(N), outside=B, usable=B, flags=rows(T))))
ODDS = maybe(table(["odds"], odds=N, low=N, high=N, strength=maybe(STRENGTH)))
RNA = every(summary=T, known_junctions=I, seen_junctions=I, unspliced_fraction=SHARE, events=rows(JUNCTION), allele_ratios=rows(ALLELES),
            dna_alleles={**maybe(rows(DNA_ALLELE)), "description": "every heterozygous exonic variant of the DNA, counted in the RNA; null without DNA"},
            variants={**maybe(rows(every(gene=GENE, hgvs_c=T, alt_depth=maybe(COUNT), depth=maybe(COUNT), dna=enum("called", "not_counted", "absent", "no_call", "not_known"), dna_depth=maybe(COUNT)))), "description": "the RNA's variants, looked for in the DNA"},
            interpretations=rows(every(gene=GENE, observation=T, text=T, **RATIO, molecular_class=maybe(T), explained_by=maybe(T), concordance=maybe(CONCORDANCE))))
REMARK = every(line={**COUNT, "description": "1-based line of the VCF"}, gene=GENE, place=T, alt=T, reason=T)
CHANGES = "result class variant criterion genotype disease known frequency prediction transcripts concordance assay rna flag record curation knowledge program method input other".split()
REPORT = every(schema={"const": "collagen.report/2"}, version=T, case=CASE,
               identity=every(banner={"type": ["string", "null"], "description": "stands on every output if names or genotypes say that the parts are of two persons"},
                              parts=rows(every(kind=enum("sample", "rna_sample", "line"), name=T, file=T, made_from=rows(T), known=B)), alarms=rows(every(code=T, file=T, text=T)),
                              doubts={**rows(T), "description": "why the RNA may be another person's although no genotype contradicts the DNA's"},
                              grounds={**rows(every(kind=enum("genotypes", "names"), files=rows(T), compared=COUNT, agreement_probability=maybe(between(0, 1)), text=T)),
                                       "description": "what it rests on that two parts are of one person: genotypes that few unrelated people have, or the names alone"}),
               date={"type": ["string", "null"], "description": "when the report is issued, as the caller says"}, research_use=T, answer={"type": "string", "description": "the result in one sentence"},
               flags=rows(every(code={"type": "string", "pattern": "^[A-Z_]+$"}, text=T)), calls=rows(CALL), not_counted=rows(every(**FINDING)),
               vcf=maybe(every(file=T, sample=maybe(T), samples=COUNT, assembly=enum("GRCh38", "GRCh37"), assembly_stated=B, records=COUNT, not_interpreted=rows(REMARK),
                               without_genotype=rows(REMARK), genes_not_in_file=rows(GENE))),
               coverage=maybe(every(sample=T, target_bases=I, no_call=I, detection_limit=maybe(LIMIT), gaps=rows(RUN))), rna=maybe(RNA), assay=maybe(ASSAY),
               validation=maybe(table(["pathogenic", "benign"], pathogenic=I, pathogenic_abnormal=I, benign=I, benign_abnormal=I, abnormal=ODDS, normal=ODDS)),
               laboratory=every(name=maybe(T), address=maybe(T), accreditation=maybe(T), authorised_by=maybe(T), title=maybe(T)),
               interpretation=rows(every(part=enum("mechanism", "severity", "recurrence", "recommendation"), text=T, source=T)), citations=rows(T), knowledge=every(pack=maybe(T), sha256=maybe(HEX), date=maybe(T), sources=rows(every(kind=enum("clinvar", "gnomad", "alphamissense", "revel", "spliceai", "own"), file=T, version=maybe(T), date=maybe(T), licence=T, assembly=maybe(T), records=COUNT, sha256=maybe(HEX)))),
               audit_trail={**rows(every(code=CRITERION, strength=enum("supporting", "moderate", "strong", "very_strong", "stand_alone", "not_met"), count=maybe(I), reason=maybe(T), by=maybe(T), date=maybe(T),
                                         standing=enum("counts", "replaced", "no_variant"), variant=maybe(T), automatic=maybe(T))), "description": "every judgement of the record, in its order"},
               issue={"type": "integer", "minimum": 1, "description": "1, or one more than that of the report before"},
               previous={**maybe(every(file=T, sha256=HEX, date=maybe(T), issue={"type": "integer", "minimum": 1}, version=maybe(T), digest=maybe(T),
                                       changes=rows(every(part=enum(*CHANGES), subject=T, before=maybe(T), after=maybe(T))))), "description": "the report that this one takes the place of, and what differs"},
               limits=rows(T), methods=rows(NAMED), inputs=rows(every(role=T, name=T, bytes=I, sha256=HEX)), screen_inputs=rows(INPUT), warnings=rows(T), digest=HEX,
               content_sha256={**HEX, "description": "of the canonical text (RFC 8785) of all other keys: tells an edit when the report is issued again"})
COHORT = every(schema={"const": "collagen.cohort/2"}, version=T, synthetic=B, research_use=T, rules=rows(T), rows=rows(every(group=T, measure=T, value=maybe(N), denominator=maybe(I))),
               variants=rows(every(gene=GENE, hgvs_c=T, hgvs_p=maybe(T), cases=rows(T))),
               cases=rows(every(id=T, ok=B, error=maybe(T), answer=maybe(T), flags=rows(T), assay=maybe(T), sequenced=B, classes=rows(T), concordance=maybe(T), rna_alleles=rows(DNA_ALLELE), genes_not_covered={**rows(GENE), "description": "genes of the target of which nothing is known"}, no_call_bases=maybe(I))),
               warnings=rows(T))

FILE = every(name={"type": "string", "description": "base name of an input; path below the folder of a result"}, bytes={"type": "integer", "minimum": 0}, sha256=HEX)
MANIFEST = every(schema={"const": "collagen.manifest/1"}, program={"const": "collagen"}, version=T, command={"type": "string", "description": "screen, assay, report, cohort or simulate"}, sample={"type": ["string", "null"], "description": "sample or case"},
                 command_line={**rows(T), "description": "what decides the bytes of the results, with base names instead of paths"}, state={"enum": ["complete", "incomplete"], "description": "incomplete while files are replaced one by one"},
                 inputs=rows(digested("name", "bytes", name={"type": "string", "description": "base name"}, bytes={"type": "integer", "minimum": 0})), files={**rows(FILE), "description": "every file of the result"}, others={**rows(T), "description": "names that were in the folder before and are not of this run"},
                 earlier={**rows(FILE), "description": "of the others, those that an earlier run of another command or sample made, as its manifest listed them; there only if it lists something"},
                 former={**rows(FILE), "description": "while incomplete: the files of the run before"}, digest={**HEX, "description": "of the canonical text (RFC 8785) of all other keys"})
MANIFEST["required"].remove("earlier")
VERIFY = every(schema={"const": "collagen.verify/1"}, folders=rows(every(folder=T, state=enum("whole", "changed", "mixed", "foreign"), reason=maybe(T), command=maybe(T), sample=maybe(T), changed=rows(T), missing=rows(T), added=rows(T))))
NAMES = every(schema={"const": "collagen.names/1"},
              names=rows(table(["input", "status"], input={"type": "string", "description": "as given"}, status=enum("ok", "corrected", "error"),
                               **{name: maybe(T) for name in "hgvs_g38 hgvs_g37 hgvs_lrg hgvs_c hgvs_p vcf38 vcf37 gene exon legacy_exon helix_residue triplet_position "
                                  "message spdi vrs_id rna".split()}, consequence={"type": ["array", "null"], "items": T}, collagen_effect={"type": ["array", "null"], "items": T}, outcomes={"type": ["array", "null"], "items": {"type": "object"}})))

# Ranges by key, wherever a number of the name has none of its own; a number without any has WIDEST, as in DocumentSchema. Writers give null for what
# lies beyond (a fit that does not settle has wild errors).
WIDEST = 10**15
RANGES = {(0, 1): "confidence power p p_two_sided p_low p_high p_effect_excluded prior posterior",
          (0, 10**9): "target_bases reference variant no_call no_call_bases known_junctions seen_junctions pathogenic pathogenic_abnormal benign benign_abnormal "
                      "denominator dishes lines wells lanes shift_lanes type_three_lanes blank_wells temperatures runs unreadable printed reproduced_to_the_digit "
                      "within_signal_rounding not_reproduced control_lines controls degrees_of_freedom",
          (0, 10**18): "residual_variance residual_sum_of_squares",
          (0, WIDEST): "bytes reads used unmapped standard_error control_deviation control_sd condition_number medium_relative_error cell_layer_relative_error "
                      "logit_secretion_error signal_cv_percent cv_within_run_percent cv_between_runs_percent cv_total_percent odds fwhm_mm width_celsius",
          (1, 1000): "exons", (1, 10_000): "residue", (-1000, 1000): "total", (-1_000_000, 1_000_000): "length"}
RANGE_OF = {key: bounds for bounds, keys in RANGES.items() for key in keys.split()}


def ranged(schema, key=""):
    """The schema with the ranges of its numbers."""
    if isinstance(schema, list):
        return [ranged(one, key) for one in schema]
    if not isinstance(schema, dict):
        return schema
    types = schema.get("type", [])
    types = types if isinstance(types, list) else [types]
    done = {}
    for word, value in schema.items():
        if word in ("properties", "$defs"):
            done[word] = {name: ranged(one, name) for name, one in value.items()}
        else:
            done[word] = ranged(value, key) if word in ("items", "anyOf", "additionalProperties") else value
    if {"number", "integer"} & set(types) and "string" not in types:
        low, high = (-WIDEST, WIDEST) if {"minimum", "maximum"} & {*schema} else RANGE_OF.get(key, (-WIDEST, WIDEST))
        done["minimum"], done["maximum"] = done.get("minimum", low), done.get("maximum", high)
    return done


def write(name, identifier, title, schema):
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": identifier, "title": title, **ranged(schema)}
    (ROOT / "schemas" / name).write_text(json.dumps(document, indent=1) + "\n")


write("screen.schema.json", "collagen.screen/2", "Result of collagen screen", SCREEN)
write("case.schema.json", "collagen.case/2", "Clinical record of one case; every field is optional but the id", CASE)
write("report.schema.json", "collagen.report/2", "Report of one case", REPORT)
write("cohort.schema.json", "collagen.cohort/2", "Tables of a cohort", COHORT)
write("manifest.schema.json", "collagen.manifest/1", "Manifest of a folder of results", MANIFEST)
write("names.schema.json", "collagen.names/1", "Answer of collagen name --format json", NAMES)
write("verify.schema.json", "collagen.verify/1", "Answer of collagen verify", VERIFY)

ASSAY_FILE = ROOT / "schemas" / "assay.schema.json"
ASSAY_FILE.write_text(json.dumps(ranged(json.loads(ASSAY_FILE.read_text())), indent=1) + "\n")


def embed():
    """All schemas as a source file, for `collagen schema`."""
    lines = ["// Written by benchmarks/evidence/make_schemas.py from schemas/. Do not edit.", "// swift-format-ignore-file", "",
             "extension DocumentSchemas {", "  /// Names and texts, sorted by name.", "  static let embedded: [(name: String, text: String)] = ["]
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        lines += ["    (", f'      "{path.name.split(".")[0]}",', '      #"""']
        lines += ["      " + line for line in path.read_text().rstrip().split("\n")]
        lines += ['      """#', "    ),"]
    target = ROOT / "Sources" / "Reporting" / "Generated" / "EmbeddedSchemas.swift"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines + ["  ]", "}"]) + "\n")


embed()
