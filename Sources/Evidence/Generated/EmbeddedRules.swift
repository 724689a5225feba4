// Made by scripts/embed-rules from the files in rules/. Do not edit.
// swift-format-ignore-file

/// The rule files as they lie in the repository, compiled into the binary.
enum EmbeddedRules {
  /// File name and content, in the order of the names.
  static let files: [(name: String, text: StaticString)] = [
    (name: "acmg.json", text: #"""
{
  "name": "collagen-oi-acmg",
  "version": "1.1.1",
  "disorder": "autosomal dominant osteogenesis imperfecta (COL1A1, COL1A2)",
  "schemes": [
    {
      "id": "tavtigian2020",
      "name": "points, Tavtigian 2020",
      "source": "Tavtigian et al. 2020, Hum Mutat 41:1734",
      "pathogenic": 10, "likely_pathogenic": 6, "uncertain": 0, "likely_benign": -6
    },
    {
      "id": "acgs2020",
      "name": "points, ACGS 2020 bands",
      "source": "ACGS 2020 as restated by CanVIG-UK, J Med Genet",
      "pathogenic": 10, "likely_pathogenic": 6, "uncertain": 0, "likely_benign": -5
    }
  ],
  "points": {"supporting": 1, "moderate": 2, "strong": 4, "very_strong": 8, "stand_alone": 8},
  "odds_very_strong": 350,
  "prior": 0.1,
  "population": {
    "fields": ["AF_grpmax", "AF_popmax", "AF", "AF_TGP", "AF_EXAC", "AF_ESP", "gnomAD_AF"],
    "ba1_above": 0.05,
    "ba1_source": "Richards et al. 2015, Genet Med 17:405",
    "bs1_above": 0.0001,
    "bs1_source": "above what a dominant disorder of 7.4 in 100,000 (Lindahl et al. 2015, EJHG 23:1042) can explain by a single allele at a penetrance of 0.5, 0.000074, rounded up",
    "pm2_at_most": 0.00001,
    "pm2_strength": "supporting",
    "pm2_source": "ClinGen SVI recommendation for PM2, version 1.0 (supporting); the bound is this pack's"
  },
  "known": {
    "pathogenic": ["Pathogenic", "Pathogenic/Likely_pathogenic"],
    "likely_pathogenic": ["Likely_pathogenic"],
    "refused_review": ["no_assertion_provided", "no_assertion_criteria_provided", "no_classification_provided", "no_classifications_from_unflagged_records"],
    "ps1_pathogenic": "strong",
    "ps1_likely": "moderate",
    "pm5_pathogenic": "moderate",
    "pm5_likely": "supporting"
  },
  "predictors": [
    {
      "name": "SpliceAI", "looks_at": "splicing",
      "source": "Walker et al. 2023 (ClinGen SVI Splicing Subgroup)",
      "pp3": [{"bound": 0.2, "strength": "supporting"}],
      "bp4": [{"bound": 0.1, "strength": "supporting"}]
    },
    {
      "name": "REVEL", "looks_at": "missense",
      "source": "Pejaver et al. 2022, Am J Hum Genet 109:2163, Table 2",
      "pp3": [{"bound": 0.932, "strength": "strong"}, {"bound": 0.773, "strength": "moderate"}, {"bound": 0.644, "strength": "supporting"}],
      "bp4": [{"bound": 0.003, "strength": "very_strong"}, {"bound": 0.016, "strength": "strong"}, {"bound": 0.183, "strength": "moderate"}, {"bound": 0.29, "strength": "supporting"}]
    }
  ],
  "segregation": {
    "steps": [{"meioses": 7, "strength": "strong"}, {"meioses": 5, "strength": "moderate"}, {"meioses": 3, "strength": "supporting"}],
    "source": "steps of 3, 5 and 7 informative meioses as in the ClinGen specification for MYH7 (Kelly et al. 2018); none is published for COL1A1 or COL1A2"
  },
  "phenotype": {
    "features_needed": 2,
    "source": "this pack: a clinical diagnosis of osteogenesis imperfecta, or two of its signs"
  },
  "pvs1": [
    {"id": "PVS1.gene", "strength": null, "text": "a heterozygous null allele of this gene is not known to cause disease"},
    {"id": "PVS1.not_null", "strength": null, "text": "not a null variant"},
    {"id": "PVS1.allele_lost", "strength": "very_strong", "text": "the whole allele is lost: haploinsufficiency"},
    {"id": "PVS1.nmd", "strength": "very_strong", "text": "premature stop codon; the transcript is expected to undergo nonsense-mediated decay: haploinsufficiency"},
    {"id": "PVS1.escape", "strength": "very_strong", "text": "premature stop codon; the transcript is expected to escape nonsense-mediated decay: a chain with a truncated C-propeptide is made, which is more severe than a null allele, not milder; the region is critical for function and harbours pathogenic missense variants (upweighted as in Walker et al. 2023)"},
    {"id": "PVS1.skip_frameshift", "strength": "very_strong", "text": "canonical splice site lost; skipping of the exon is out of frame, and the transcript is expected to undergo nonsense-mediated decay"},
    {"id": "PVS1.skip_frameshift_escape", "strength": "very_strong", "text": "canonical splice site lost; skipping of the exon is out of frame, and the transcript is expected to escape nonsense-mediated decay, with a truncated C-propeptide"},
    {"id": "PVS1.skip_in_frame", "strength": null, "text": "canonical splice site lost, but skipping of the exon is in frame: a shortened chain is incorporated, a structural defect and not a null allele; counted under PM4"},
    {"id": "PVS1.exon_deletion_frameshift", "strength": "very_strong", "text": "out-of-frame deletion of whole exons; the transcript is expected to undergo nonsense-mediated decay: haploinsufficiency"},
    {"id": "PVS1.exon_deletion_escape", "strength": "very_strong", "text": "out-of-frame deletion of whole exons; the transcript is expected to escape nonsense-mediated decay: a chain with a truncated C-propeptide is made, which is more severe than a null allele, not milder"},
    {"id": "PVS1.exon_deletion_in_frame", "strength": null, "text": "in-frame deletion of whole exons: a shortened chain is incorporated, a structural defect and not a null allele; counted under PM4"},
    {"id": "PVS1.exon_duplication_frameshift", "strength": "very_strong", "text": "tandem duplication of whole exons, shown by the sequence of the junction, that shifts the reading frame"},
    {"id": "PVS1.exon_duplication_presumed", "strength": "strong", "text": "duplication of whole exons that shifts the reading frame if in tandem; the tandem position is presumed, not shown (strong, Abou Tayoun et al. 2018)"},
    {"id": "PVS1.exon_duplication_in_frame", "strength": null, "text": "in-frame duplication of whole exons: a longer chain, a structural defect and not a null allele; counted under PM4"},
    {"id": "PVS1.splice_unknown", "strength": "moderate", "text": "canonical splice site lost, but the resulting transcript cannot be predicted from the exons"},
    {"id": "PVS1.start", "strength": "moderate", "text": "start codon lost (moderate, Walker et al. 2023)"}
  ],
  "in_frame_skip": {
    "strength": "strong",
    "text": "in-frame skipping of an exon of the triple helix; the shortened chain is incorporated (region critical for function: strong, Walker et al. 2023)"
  },
  "functional": {
    "thresholds": {
      "ps3_very_strong": 350, "ps3_strong": 18.7, "ps3_moderate": 4.3, "ps3_supporting": 2.1,
      "bs3_supporting": 0.48, "bs3_moderate": 0.23, "bs3_strong": 0.053
    },
    "source": "Brnich et al. 2020, Genome Med 12:3",
    "controls_for_moderate": 11,
    "strength_with_fewer_controls": "supporting",
    "use_lower_bound": false,
    "default_sensitivity": 0.864,
    "default_specificity": 0.95,
    "default_source": "proportion of probands with abnormal collagen, Wenstrup et al. 1990, Am J Hum Genet 46:975; the specificity is an assumption",
    "cap_normal_without_table": "moderate",
    "cap_abnormal_without_table": "supporting"
  },
  "criteria": [
    {"code": "PVS1", "use": "automatic", "title": "null variant where loss of function causes the disease"},
    {"code": "PS1", "use": "automatic", "title": "same amino-acid change as a known pathogenic variant"},
    {"code": "PS2", "use": "automatic", "title": "de novo, parents confirmed"},
    {"code": "PS3", "use": "automatic", "title": "well-established functional study shows a damaging effect"},
    {"code": "PS4", "use": "manual", "title": "more frequent in patients than in controls", "reason": "needs counts of patients and controls, which the input files do not contain"},
    {"code": "PM1", "use": "automatic", "title": "mutational hot spot or critical domain: glycine of the triple helix"},
    {"code": "PM2", "use": "automatic", "title": "absent from or very rare in controls"},
    {"code": "PM3", "use": "never", "title": "in trans with a pathogenic variant (recessive)", "reason": "for recessive disorders"},
    {"code": "PM4", "use": "automatic", "title": "change of protein length"},
    {"code": "PM5", "use": "automatic", "title": "other missense change at a residue with a known pathogenic one"},
    {"code": "PM6", "use": "automatic", "title": "de novo, parents not confirmed"},
    {"code": "PP1", "use": "automatic", "title": "cosegregation with the disease in the family"},
    {"code": "PP2", "use": "never", "title": "missense in a gene with little benign missense variation", "reason": "duplicates PM1 where it matters here"},
    {"code": "PP3", "use": "automatic", "title": "computational evidence of a deleterious effect"},
    {"code": "PP4", "use": "automatic", "title": "phenotype specific for the disease"},
    {"code": "PP5", "use": "never", "title": "reported as pathogenic by a reputable source", "reason": "no longer used by ClinGen"},
    {"code": "BA1", "use": "automatic", "title": "allele frequency above 5 %"},
    {"code": "BS1", "use": "automatic", "title": "allele frequency greater than expected for the disorder"},
    {"code": "BS2", "use": "manual", "title": "observed in a healthy adult", "reason": "needs a healthy carrier of a fully penetrant variant, which the input files do not contain"},
    {"code": "BS3", "use": "automatic", "title": "well-established functional study shows no damaging effect"},
    {"code": "BS4", "use": "automatic", "title": "lack of segregation in affected family members"},
    {"code": "BP1", "use": "never", "title": "missense where only truncation causes the disease", "reason": "wrong for both genes: missense changes of the helix are the commonest cause"},
    {"code": "BP2", "use": "manual", "title": "observed in cis or trans with a pathogenic variant", "reason": "the program does not judge the phase with a pathogenic variant"},
    {"code": "BP3", "use": "never", "title": "in-frame change in a repetitive region without a known function", "reason": "the Gly-X-Y repeat has a function"},
    {"code": "BP4", "use": "automatic", "title": "computational evidence of no effect"},
    {"code": "BP5", "use": "manual", "title": "found in a case with an alternate molecular basis", "reason": "needs the alternate cause, which the input files do not contain"},
    {"code": "BP6", "use": "never", "title": "reported as benign by a reputable source", "reason": "no longer used by ClinGen"},
    {"code": "BP7", "use": "automatic", "title": "synonymous, no predicted effect on splicing"}
  ]
}

"""#),
    (name: "concordance.json", text: #"""
{
  "name": "collagen-concordance",
  "version": "1.0.1",
  "source": "which readout is altered and in which direction: biochemical literature of type I collagen (Barsh and Byers 1981, Bateman 1984, Willing 1988, Wenstrup 1990, Pace 2001 and others); the limits of the bands are working values of this pack, not published cut-offs",
  "concordant_odds": 4.33,
  "power_needed": 0.8,
  "axis_odds_cap": 350,
  "axes": [
    {"axis": "synthesis", "title": "synthesis", "unit": "ratio to the controls' mean"},
    {"axis": "secretion", "title": "secreted fraction", "unit": "ratio to the controls' mean"},
    {"axis": "migration", "title": "delayed migration", "unit": "standard deviations of the controls"},
    {"axis": "chain_ratio", "title": "alpha1 to alpha2", "unit": "ratio"},
    {"axis": "type_iii_ratio", "title": "type III to type I", "unit": "ratio to the controls' mean"},
    {"axis": "melting", "title": "melting temperature", "unit": "degrees from the controls' mean"}
  ],
  "classes": [
    {"class": "col1a1_null", "text": "about half the amount of type I procollagen, of normal structure and secretion",
     "bands": {"synthesis": [0.35, 0.70], "type_iii_ratio": [1.4, 2.8]}},
    {"class": "col1a2_null_heterozygous", "text": "normal in every readout", "bands": {}},
    {"class": "col1a2_null_biallelic", "text": "alpha1(I) homotrimers, often with delayed migration",
     "bands": {"chain_ratio": [6, 100]}},
    {"class": "alpha1_glycine", "text": "reduced secretion, delayed migration (overmodification), reduced thermal stability",
     "bands": {"synthesis": [0.70, 1.10], "secretion": [0.50, 0.90], "migration": [2.5, 12], "melting": [-5, -0.5]}},
    {"class": "alpha1_glycine_n_terminal", "text": "near normal: substitutions at the N-terminal end of the helix may not be detected by this assay",
     "bands": {"secretion": [0.85, 1.00], "migration": [0, 4], "melting": [-1, 0]}},
    {"class": "alpha2_glycine", "text": "half of the molecules with delayed migration, secretion normal or mildly reduced",
     "bands": {"secretion": [0.60, 1.00], "migration": [2, 10], "melting": [-2, -0.5]}},
    {"class": "helix_in_frame", "text": "shortened chains with intracellular retention: reduced secretion, delayed migration, reduced thermal stability",
     "bands": {"synthesis": [0.70, 1.10], "secretion": [0.40, 0.90], "migration": [2.5, 12], "melting": [-6, -0.5]}},
    {"class": "c_propeptide", "text": "delayed chain assembly: reduced secretion, delayed migration of the whole chain, normal thermal stability",
     "bands": {"synthesis": [0.60, 1.10], "secretion": [0.40, 0.95], "migration": [2.5, 12]}},
    {"class": "n_proteinase_site", "text": "persistent pN chains; amount normal or increased",
     "bands": {"synthesis": [1.0, 2.0]}},
    {"class": "c_proteinase_site", "text": "persistent pC chains; the other readouts normal", "bands": {}},
    {"class": "uncertain", "text": "no pattern can be predicted", "bands": {}},
    {"class": "none", "text": "normal in every readout", "bands": {}}
  ]
}

"""#),
  ]
}
