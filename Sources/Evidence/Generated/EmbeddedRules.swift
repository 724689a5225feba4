// Made by scripts/embed-rules from the files in rules/. Do not edit.
// swift-format-ignore-file

/// The rule files as they lie in the repository, compiled into the binary.
enum EmbeddedRules {
  /// File name and content, in the order of the names.
  static let files: [(name: String, text: StaticString)] = [
    (name: "acmg.json", text: #"""
{
  "name": "collagen-oi-acmg",
  "version": "1.1.0",
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
    "bs1_source": "more than a dominant disorder of 7.4 in 100,000 (Lindahl et al. 2015, EJHG 23:1042) can explain by one allele at a penetrance of one half, 0.000074, rounded up",
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
    {"id": "PVS1.gene", "strength": null, "text": "loss of one COL1A2 allele does not cause osteogenesis imperfecta; loss of both causes cardiac-valvular Ehlers-Danlos syndrome (OMIM 225320)"},
    {"id": "PVS1.not_null", "strength": null, "text": "no null variant"},
    {"id": "PVS1.allele_lost", "strength": "very_strong", "text": "the allele is lost; COL1A1 haploinsufficiency causes osteogenesis imperfecta type I"},
    {"id": "PVS1.nmd", "strength": "very_strong", "text": "the stop is read in time for nonsense-mediated decay: half of the chains are missing"},
    {"id": "PVS1.escape", "strength": "very_strong", "text": "the stop lies where nonsense-mediated decay does not reach: a chain with a broken C-propeptide is made, which is worse than none, not milder; the region is critical and holds pathogenic missense variants (upweighting as in Walker et al. 2023)"},
    {"id": "PVS1.skip_frameshift", "strength": "very_strong", "text": "a canonical splice site is lost and skipping the exon shifts the frame into a stop read by nonsense-mediated decay"},
    {"id": "PVS1.skip_frameshift_escape", "strength": "very_strong", "text": "a canonical splice site is lost and skipping the exon shifts the frame; the stop escapes nonsense-mediated decay and leaves a broken C-propeptide"},
    {"id": "PVS1.skip_in_frame", "strength": null, "text": "a canonical splice site is lost, but skipping the exon keeps the frame: a shortened chain is built in, which is structural, not null; counted under PM4"},
    {"id": "PVS1.exon_deletion_frameshift", "strength": "very_strong", "text": "whole exons are lost and the frame shifts into a stop read in time for nonsense-mediated decay: half of the chains are missing"},
    {"id": "PVS1.exon_deletion_escape", "strength": "very_strong", "text": "whole exons are lost and the frame shifts; the stop escapes nonsense-mediated decay and leaves a broken C-propeptide, which is worse than no chain, not milder"},
    {"id": "PVS1.exon_deletion_in_frame", "strength": null, "text": "whole exons are lost, but the frame is kept: a shortened chain is built in, which is structural, not null; counted under PM4"},
    {"id": "PVS1.exon_duplication_frameshift", "strength": "very_strong", "text": "whole exons stand twice in a row, as the sequence of the junction shows, and the frame shifts"},
    {"id": "PVS1.exon_duplication_presumed", "strength": "strong", "text": "whole exons are there twice and would shift the frame in a row; that the copy lies in a row is presumed, not seen (strong, Abou Tayoun et al. 2018)"},
    {"id": "PVS1.exon_duplication_in_frame", "strength": null, "text": "whole exons are there twice and the frame is kept: a longer chain, which is structural, not null; counted under PM4"},
    {"id": "PVS1.splice_unknown", "strength": "moderate", "text": "a canonical splice site is lost, but what the messenger then looks like cannot be told from the exons"},
    {"id": "PVS1.start", "strength": "moderate", "text": "the start codon is lost (Walker et al. 2023: moderate)"}
  ],
  "in_frame_skip": {
    "strength": "strong",
    "text": "an exon of the helix is left out of a chain that is built in (region critical to function: strong, Walker et al. 2023)"
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
    "default_source": "share of probands with abnormal collagen, Wenstrup et al. 1990, Am J Hum Genet 46:975; the specificity is an assumption",
    "cap_normal_without_table": "moderate",
    "cap_abnormal_without_table": "supporting"
  },
  "criteria": [
    {"code": "PVS1", "use": "automatic", "title": "null variant where loss of function causes the disease"},
    {"code": "PS1", "use": "automatic", "title": "same amino-acid change as a known pathogenic variant"},
    {"code": "PS2", "use": "automatic", "title": "de novo, parents confirmed"},
    {"code": "PS3", "use": "automatic", "title": "functional study shows a damaging effect"},
    {"code": "PS4", "use": "manual", "title": "more frequent in patients than in controls", "reason": "needs counts of patients and controls, which the inputs do not hold"},
    {"code": "PM1", "use": "automatic", "title": "critical place: glycine of the triple helix"},
    {"code": "PM2", "use": "automatic", "title": "absent from or very rare in controls"},
    {"code": "PM3", "use": "never", "title": "in trans with a pathogenic variant (recessive)", "reason": "made for recessive disorders"},
    {"code": "PM4", "use": "automatic", "title": "length of the protein changes"},
    {"code": "PM5", "use": "automatic", "title": "other missense change at a residue with a known pathogenic one"},
    {"code": "PM6", "use": "automatic", "title": "de novo, parents not confirmed"},
    {"code": "PP1", "use": "automatic", "title": "goes with the disease in the family"},
    {"code": "PP2", "use": "never", "title": "missense in a gene with little benign missense variation", "reason": "says the same as PM1 where it matters here"},
    {"code": "PP3", "use": "automatic", "title": "computation predicts an effect"},
    {"code": "PP4", "use": "automatic", "title": "phenotype specific for the disease"},
    {"code": "PP5", "use": "never", "title": "reputable source says pathogenic", "reason": "no longer used by ClinGen"},
    {"code": "BA1", "use": "automatic", "title": "frequency above 5 %"},
    {"code": "BS1", "use": "automatic", "title": "frequency too high for the disorder"},
    {"code": "BS2", "use": "manual", "title": "seen in a healthy adult", "reason": "needs a healthy carrier of a fully penetrant variant, which the inputs do not hold"},
    {"code": "BS3", "use": "automatic", "title": "functional study shows no damaging effect"},
    {"code": "BS4", "use": "automatic", "title": "does not go with the disease in the family"},
    {"code": "BP1", "use": "never", "title": "missense where only truncation causes the disease", "reason": "wrong for both genes: missense changes of the helix are the commonest cause"},
    {"code": "BP2", "use": "manual", "title": "with a pathogenic variant in cis or trans", "reason": "phase with a pathogenic variant is not judged by the program"},
    {"code": "BP3", "use": "never", "title": "in-frame change in a repeat without function", "reason": "the Gly-X-Y repeat has a function"},
    {"code": "BP4", "use": "automatic", "title": "computation predicts no effect"},
    {"code": "BP5", "use": "manual", "title": "another cause was found", "reason": "needs the other cause, which the inputs do not hold"},
    {"code": "BP6", "use": "never", "title": "reputable source says benign", "reason": "no longer used by ClinGen"},
    {"code": "BP7", "use": "automatic", "title": "synonymous without effect on splicing"}
  ]
}

"""#),
    (name: "concordance.json", text: #"""
{
  "name": "collagen-concordance",
  "version": "1.0.0",
  "source": "which axis moves and which way: biochemical literature of type I collagen (Barsh and Byers 1981, Bateman 1984, Willing 1988, Wenstrup 1990, Pace 2001 and others); the ends of the bands are working values of this pack, no published cut-offs",
  "concordant_odds": 4.33,
  "power_needed": 0.8,
  "axis_odds_cap": 350,
  "axes": [
    {"axis": "synthesis", "title": "synthesis", "unit": "ratio to the controls' mean"},
    {"axis": "secretion", "title": "secreted share", "unit": "ratio to the controls' mean"},
    {"axis": "migration", "title": "delay on the gel", "unit": "standard deviations of the controls"},
    {"axis": "chain_ratio", "title": "alpha1 to alpha2", "unit": "ratio"},
    {"axis": "type_iii_ratio", "title": "type III to type I", "unit": "ratio to the controls' mean"},
    {"axis": "melting", "title": "melting temperature", "unit": "degrees from the controls' mean"}
  ],
  "classes": [
    {"class": "col1a1_null", "text": "about half the amount, of normal structure and secretion",
     "bands": {"synthesis": [0.35, 0.70], "type_iii_ratio": [1.4, 2.8]}},
    {"class": "col1a2_null_heterozygous", "text": "normal in every axis", "bands": {}},
    {"class": "col1a2_null_biallelic", "text": "homotrimers of alpha1, often slow",
     "bands": {"chain_ratio": [6, 100]}},
    {"class": "alpha1_glycine", "text": "low secretion, slow bands, lower melting point",
     "bands": {"synthesis": [0.70, 1.10], "secretion": [0.50, 0.90], "migration": [2.5, 12], "melting": [-5, -0.5]}},
    {"class": "alpha1_glycine_n_terminal", "text": "near normal: substitutions at the helix's N-terminal end may not show in this assay",
     "bands": {"secretion": [0.85, 1.00], "migration": [0, 4], "melting": [-1, 0]}},
    {"class": "alpha2_glycine", "text": "half of the molecules slow, secretion normal or somewhat low",
     "bands": {"secretion": [0.60, 1.00], "migration": [2, 10], "melting": [-2, -0.5]}},
    {"class": "helix_in_frame", "text": "shortened chains that are kept back: low secretion, slow bands, lower melting point",
     "bands": {"synthesis": [0.70, 1.10], "secretion": [0.40, 0.90], "migration": [2.5, 12], "melting": [-6, -0.5]}},
    {"class": "c_propeptide", "text": "slow assembly: low secretion, the whole chain slow, normal melting point",
     "bands": {"synthesis": [0.60, 1.10], "secretion": [0.40, 0.95], "migration": [2.5, 12]}},
    {"class": "n_proteinase_site", "text": "pN chains that persist; amount normal or raised",
     "bands": {"synthesis": [1.0, 2.0]}},
    {"class": "c_proteinase_site", "text": "pC chains that persist; the other axes normal", "bands": {}},
    {"class": "uncertain", "text": "no pattern can be foretold", "bands": {}},
    {"class": "none", "text": "normal in every axis", "bands": {}}
  ]
}

"""#),
  ]
}
