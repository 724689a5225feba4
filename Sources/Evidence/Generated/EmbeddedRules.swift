// Made by scripts/embed-rules from the files in rules/. Do not edit.
// swift-format-ignore-file

/// The rule files as they lie in the repository, compiled into the binary.
enum EmbeddedRules {
  /// File name and content, in the order of the names.
  static let files: [(name: String, text: StaticString)] = [
    (name: "acmg.json", text: #"""
{
  "name": "collagen-oi-acmg",
  "version": "2.0.0",
  "disorder": "autosomal dominant osteogenesis imperfecta (COL1A1, COL1A2)",
  "disease_group": "oi",
  "transcripts": [
    {"accession": "NM_000088.4", "set": "MANE Select"},
    {"accession": "NM_000089.4", "set": "MANE Select"}
  ],
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
    "filtering_fields": ["fafmax_faf95_max_joint", "fafmax_faf95_max", "faf95_popmax", "faf95_grpmax", "faf95_max", "faf95_joint", "faf95"],
    "counts": ["_grpmax_joint", "_joint", "_grpmax", "_popmax", ""],
    "nominal": [
      {"field": "AF_TGP", "alleles": 5008, "source": "1000 Genomes phase 3: 2,504 individuals"},
      {"field": "AF_ESP", "alleles": 13006, "source": "ESP6500: 6,503 individuals"},
      {"field": "AF_EXAC", "alleles": 121412, "source": "ExAC: 60,706 individuals"},
      {"field": "gnomAD_AF", "alleles": 31416, "source": "gnomAD v2.1.1 genomes, the smallest of its releases: 15,708 individuals"}
    ],
    "confidence": 0.95,
    "filtering_source": "filtering allele frequency: the greatest population frequency that the upper 95 % limit of the allele count excludes, 0 for up to one allele (Whiffin et al. 2017, Genet Med 19:1151; as in gnomAD)",
    "derivation": {
      "prevalence": 0.000074, "prevalence_source": "osteogenesis imperfecta types I, III and IV, Lindahl et al. 2015, Eur J Hum Genet 23:1042",
      "genetic_fraction": 0.90, "genetic_source": "collagen I variants in 90 % of cases, Lindahl et al. 2015",
      "allelic_fraction": 0.108, "allelic_source": "the most frequent variant in 4 of 91 unrelated patients (COL1A1 p.Gly821Ser; Ho Duy et al. 2016, Hum Genomics 10:27), upper 95 % limit",
      "penetrance": 0.5, "penetrance_source": "assumption on the side of caution: mild osteogenesis imperfecta may go undiagnosed"
    },
    "ba1_above": 0.05,
    "ba1_source": "Richards et al. 2015, Genet Med 17:405",
    "bs1_above": 0.0001,
    "bs1_source": "more than the whole of dominant osteogenesis imperfecta (7.4 in 100,000; Lindahl et al. 2015) could explain if a single allele caused all of it at a penetrance of 0.5: 0.000074, rounded up",
    "bs1_supporting_above": 0.00001,
    "pm2_strength": "supporting",
    "pm2_source": "ClinGen SVI recommendation for PM2, version 1.0: supporting; the bound is the maximum credible allele frequency (Whiffin et al. 2017)",
    "least_covered_fraction": 0.5
  },
  "known": {
    "pathogenic": ["Pathogenic", "Pathogenic/Likely_pathogenic"],
    "likely_pathogenic": ["Likely_pathogenic"],
    "refused_review": ["no_assertion_provided", "no_assertion_criteria_provided", "no_classification_provided", "no_classifications_from_unflagged_records"],
    "ps1_pathogenic": "strong",
    "ps1_likely": "moderate",
    "pm5_one": "moderate",
    "pm5_several": "strong",
    "pm5_beside_pm1": "moderate",
    "pm5_source": "two or more different (likely) pathogenic changes of the residue: strong, and then not added in full to PM1, as the ClinGen RASopathy and SCN expert panels specify",
    "ps1_splicing": [
      {"at_dinucleotide": false, "baseline": "PP3", "comparison": "same_nucleotide", "pathogenic": "strong", "likely": "moderate"},
      {"at_dinucleotide": false, "baseline": "PP3", "comparison": "same_motif", "pathogenic": "moderate", "likely": "supporting"},
      {"at_dinucleotide": true, "baseline": "PVS1", "comparison": "same_dinucleotide", "pathogenic": "supporting", "likely": null},
      {"at_dinucleotide": true, "baseline": "PVS1", "comparison": "same_motif", "pathogenic": "supporting", "likely": "supporting"},
      {"at_dinucleotide": true, "baseline": "PVS1_reduced", "comparison": "same_dinucleotide", "pathogenic": "strong", "likely": null},
      {"at_dinucleotide": true, "baseline": "PVS1_reduced", "comparison": "same_motif", "pathogenic": "moderate", "likely": "supporting"}
    ],
    "ps1_splicing_source": "Walker et al. 2023, Am J Hum Genet 110:1046, Table 2",
    "score_tolerance": 0.1
  },
  "splicing": {
    "donor_exonic": 3, "donor_intronic": 6, "acceptor_exonic": 1, "acceptor_intronic": 20,
    "motif_source": "GT-AG introns: the last 3 bases of the exon and the first 6 of the intron; the last 20 of the intron and the first of the exon (Walker et al. 2023)",
    "bp7_donor": 7, "bp7_acceptor": 21,
    "bp7_source": "intronic at or beyond +7 and -21 with BP4 (Walker et al. 2023)",
    "withheld": [{"site": "donor", "from": -1, "to": -1}, {"site": "donor", "from": 3, "to": 6}, {"site": "acceptor", "from": -3, "to": -3}],
    "withheld_source": "7 of the 8 pathogenic splice variants of both genes that CI-SpliceAI scores below 0.2 lie at +5, +6, -3 or the last base of an exon (this project's calibration on 1,737 ClinVar variants): a low score there is no evidence of normal splicing"
  },
  "rna": {
    "steps": [{"fraction": 0.9, "lowered_by": 0}, {"fraction": 0.5, "lowered_by": 1}, {"fraction": 0.2, "lowered_by": 2}],
    "allele_transcribed_above": 0.1,
    "least_known_junction_reads": 20,
    "source": "Walker et al. 2023: RNA evidence carries PVS1 (RNA) with the strength of its effect, lowered where the variant's allele still gives normal transcript, and BP7_Strong (RNA) where splicing is normal; the bounds on the fraction of the variant's allele (0.9, 0.5, 0.2) are this pack's"
  },
  "predictors": [
    {
      "name": "SpliceAI", "looks_at": "splicing", "range": [0, 1],
      "source": "Walker et al. 2023 (ClinGen SVI Splicing Subgroup)",
      "pp3": [{"bound": 0.2, "strength": "supporting"}],
      "bp4": [{"bound": 0.1, "strength": "supporting"}]
    },
    {
      "name": "CI-SpliceAI", "looks_at": "splicing", "range": [0, 1],
      "source": "scores of CI-SpliceAI 1.2.2 (Strauch et al. 2022, PLoS One 17:e0269159), calibrated on 1,737 ClinVar variants of both genes: 0.04 or less: likelihood ratio of 0.057 (95 % 0.015-0.218); from 0.2 PP3 as in Walker et al. 2023",
      "pp3": [{"bound": 0.2, "strength": "supporting"}],
      "bp4": [{"bound": 0.04, "strength": "supporting"}]
    },
    {
      "name": "REVEL", "looks_at": "missense", "range": [0, 1],
      "source": "Pejaver et al. 2022, Am J Hum Genet 109:2163, Table 2",
      "pp3": [{"bound": 0.932, "strength": "strong"}, {"bound": 0.773, "strength": "moderate"}, {"bound": 0.644, "strength": "supporting"}],
      "bp4": [{"bound": 0.003, "strength": "very_strong"}, {"bound": 0.016, "strength": "strong"}, {"bound": 0.183, "strength": "moderate"}, {"bound": 0.29, "strength": "supporting"}]
    },
    {
      "name": "AlphaMissense", "looks_at": "missense", "range": [0, 1],
      "source": "Bergquist et al. 2025, Genet Med (PMID 40084623)",
      "pp3": [{"bound": 0.990, "strength": "strong"}, {"bound": 0.906, "strength": "moderate"}, {"bound": 0.792, "strength": "supporting"}],
      "bp4": [{"bound": 0.099, "strength": "moderate"}, {"bound": 0.169, "strength": "supporting"}]
    },
    {
      "name": "BayesDel", "looks_at": "missense", "range": [-1.5, 1],
      "source": "Pejaver et al. 2022, Table 2 (without allele frequency)",
      "pp3": [{"bound": 0.50, "strength": "strong"}, {"bound": 0.27, "strength": "moderate"}, {"bound": 0.13, "strength": "supporting"}],
      "bp4": [{"bound": -0.36, "strength": "moderate"}, {"bound": -0.18, "strength": "supporting"}]
    },
    {
      "name": "MutPred2", "looks_at": "missense", "range": [0, 1],
      "source": "Pejaver et al. 2022, Table 2",
      "pp3": [{"bound": 0.932, "strength": "strong"}, {"bound": 0.829, "strength": "moderate"}, {"bound": 0.737, "strength": "supporting"}],
      "bp4": [{"bound": 0.010, "strength": "strong"}, {"bound": 0.197, "strength": "moderate"}, {"bound": 0.391, "strength": "supporting"}]
    },
    {
      "name": "VEST4", "looks_at": "missense", "range": [0, 1],
      "source": "Pejaver et al. 2022, Table 2",
      "pp3": [{"bound": 0.965, "strength": "strong"}, {"bound": 0.861, "strength": "moderate"}, {"bound": 0.764, "strength": "supporting"}],
      "bp4": [{"bound": 0.302, "strength": "moderate"}, {"bound": 0.449, "strength": "supporting"}]
    },
    {
      "name": "CADD", "looks_at": "missense", "range": [0, 100],
      "source": "Pejaver et al. 2022, Table 2 (phred-scaled)",
      "pp3": [{"bound": 28.1, "strength": "moderate"}, {"bound": 25.3, "strength": "supporting"}],
      "bp4": [{"bound": 0.15, "strength": "strong"}, {"bound": 17.3, "strength": "moderate"}, {"bound": 22.7, "strength": "supporting"}]
    },
    {
      "name": "EA", "looks_at": "missense", "range": [0, 1],
      "source": "Pejaver et al. 2022, Table 2 (evolutionary action, scaled to 1)",
      "pp3": [{"bound": 0.821, "strength": "moderate"}, {"bound": 0.685, "strength": "supporting"}],
      "bp4": [{"bound": 0.069, "strength": "moderate"}, {"bound": 0.262, "strength": "supporting"}]
    },
    {
      "name": "PrimateAI", "looks_at": "missense", "range": [0, 1],
      "source": "Pejaver et al. 2022, Table 2",
      "pp3": [{"bound": 0.867, "strength": "moderate"}, {"bound": 0.790, "strength": "supporting"}],
      "bp4": [{"bound": 0.362, "strength": "moderate"}, {"bound": 0.483, "strength": "supporting"}]
    },
    {
      "name": "PolyPhen2", "looks_at": "missense", "range": [0, 1],
      "source": "Pejaver et al. 2022, Table 2 (HumVar)",
      "pp3": [{"bound": 0.999, "strength": "moderate"}, {"bound": 0.978, "strength": "supporting"}],
      "bp4": [{"bound": 0.009, "strength": "moderate"}, {"bound": 0.113, "strength": "supporting"}]
    },
    {
      "name": "MPC", "looks_at": "missense", "range": [0, 10],
      "source": "Pejaver et al. 2022, Table 2",
      "pp3": [{"bound": 1.828, "strength": "moderate"}, {"bound": 1.360, "strength": "supporting"}],
      "bp4": []
    },
    {
      "name": "SIFT", "looks_at": "missense", "range": [0, 1], "damaging": "low",
      "source": "Pejaver et al. 2022, Table 2",
      "pp3": [{"bound": 0, "strength": "moderate"}, {"bound": 0.001, "strength": "supporting"}],
      "bp4": [{"bound": 0.327, "strength": "moderate"}, {"bound": 0.080, "strength": "supporting"}]
    },
    {
      "name": "FATHMM", "looks_at": "missense", "range": [-20, 20], "damaging": "low",
      "source": "Pejaver et al. 2022, Table 2",
      "pp3": [{"bound": -5.04, "strength": "moderate"}, {"bound": -4.14, "strength": "supporting"}],
      "bp4": [{"bound": 4.69, "strength": "moderate"}, {"bound": 3.32, "strength": "supporting"}]
    },
    {
      "name": "phyloP", "looks_at": "missense", "range": [-30, 30],
      "source": "Pejaver et al. 2022, Table 2 (100 vertebrates)",
      "pp3": [{"bound": 9.741, "strength": "moderate"}, {"bound": 7.367, "strength": "supporting"}],
      "bp4": [{"bound": 0.021, "strength": "moderate"}, {"bound": 1.879, "strength": "supporting"}]
    },
    {
      "name": "GERP++", "looks_at": "missense", "range": [-15, 7],
      "source": "Pejaver et al. 2022, Table 2",
      "pp3": [],
      "bp4": [{"bound": -4.54, "strength": "moderate"}, {"bound": 2.70, "strength": "supporting"}]
    },
    {
      "name": "ESM1b", "looks_at": "missense", "range": [-30, 15], "damaging": "low",
      "source": "Bergquist et al. 2025, Genet Med (PMID 40084623), log-likelihood ratios, as OpenCRAVAT's ESM1b module states its bounds; of two readings of the weakest benign bound (-6.2, -6.3) the stricter",
      "pp3": [{"bound": -24.0, "strength": "strong"}, {"bound": -12.2, "strength": "moderate"}, {"bound": -10.7, "strength": "supporting"}],
      "bp4": [{"bound": -3.2, "strength": "moderate"}, {"bound": -6.2, "strength": "supporting"}]
    }
  ],
  "predictor_rule": "one predictor decides, chosen beforehand: the first of this list that has a score; the others are shown and not counted (Pejaver et al. 2022)",
  "hotspot": {
    "glycine": {
      "strength": "strong",
      "text": "only glycine fits inside the triple helix",
      "pathogenic": 155, "benign": 0, "missense_pathogenic": 187, "missense_benign": 69,
      "source": "ClinVar missense variants of both genes: helix glycine 155 (likely) pathogenic, 0 (likely) benign; all missense 187 and 69; OddsPath with one misclassified variant added about 57, strong from 18.7 (Brnich et al. 2020). 130 of the 155 lie in COL1A2; the 25 of COL1A1 alone give about 9 (moderate), and strong is kept there because its chain stands twice in the molecule and the OI consortium lists glycine substitutions of both chains (Marini et al. 2007, Hum Mutat 28:209). Partly circular: laboratories used PM1 for these classifications"
    },
    "interrupted": {
      "strength": "strong",
      "text": "residues are lost or gained so that the Gly-X-Y pattern of the triple helix is interrupted",
      "source": "the same pattern as a glycine substitution, over more than one triplet (Alport consensus: Gly-X-Y position 1 is PM1, Savige et al. 2021, Eur J Hum Genet 29:1186)"
    },
    "triplets": {
      "strength": "moderate",
      "text": "whole Gly-X-Y triplets of the triple helix are lost or gained: the pattern goes on, but the chains are out of register",
      "source": "this pack: the pattern goes on, which PM4 too would weigh as moderate; no published calibration was found"
    },
    "most_points_with_pp3": 4,
    "pp3_source": "PM1 and PP3 together at most strong (Pejaver et al. 2022)"
  },
  "de_novo": {
    "fits": [
      {"fit": "specific", "confirmed": 2, "assumed": 1},
      {"fit": "consistent", "confirmed": 1, "assumed": 0.5},
      {"fit": "heterogeneous", "confirmed": 0.5, "assumed": 0.25},
      {"fit": "none", "confirmed": 0, "assumed": 0}
    ],
    "steps": [{"points": 4, "strength": "very_strong"}, {"points": 2, "strength": "strong"}, {"points": 1, "strength": "moderate"}, {"points": 0.5, "strength": "supporting"}],
    "heterogeneous_most": 1,
    "source": "ClinGen SVI recommendation for de novo criteria (PS2 and PM6), version 1.1"
  },
  "segregation": {
    "steps": [{"points": 4, "strength": "strong"}, {"points": 2, "strength": "moderate"}, {"points": 1, "strength": "supporting"}],
    "most_points_with_pp4": 5,
    "phenocopy_points": 2,
    "source": "one point for each co-segregating relative of a dominant family; PP1 and PP4 together at most 5 points (Biesecker et al. 2024, Am J Hum Genet 111:24)",
    "phenocopy_source": "an affected relative without the variant takes away two points: fractures have other causes in about one relative of ten (this pack's assumption: likelihood ratio 0.1 / 0.5); BS4 needs two of them and nothing left of the co-segregation"
  },
  "phenotype": {
    "features_needed": 2,
    "specific_signs": ["blue_sclerae", "dentinogenesis_imperfecta", "wormian_bones"],
    "further_signs": ["hearing_loss", "recurrent_fractures"],
    "unspecific_signs": ["recurrent_fractures", "hearing_loss"],
    "yields": [
      {"gene": "COL1A1", "alone": 0.459, "other_negative": 0.607},
      {"gene": "COL1A2", "alone": 0.244, "other_negative": 0.452}
    ],
    "yield_source": "308 and 164 of 671 patients with osteogenesis imperfecta (Lin et al. 2024, J Endocrinol Invest 47:67); where the other gene was sequenced and has no candidate its carriers are left out of the denominator",
    "steps": [
      {"yield": 0.816, "points": 5}, {"yield": 0.754, "points": 4.5}, {"yield": 0.68, "points": 4}, {"yield": 0.596, "points": 3.5}, {"yield": 0.506, "points": 3},
      {"yield": 0.415, "points": 2.5}, {"yield": 0.33, "points": 2}, {"yield": 0.254, "points": 1.5}, {"yield": 0.191, "points": 1}
    ],
    "other_signs": [
      {"group": "eds", "signs": ["joint_hypermobility"], "source": "joint hypermobility is a criterion of the arthrochalasia and the classic type (Malfait et al. 2017, Am J Med Genet C 175:8)"}
    ],
    "lead": 4,
    "lead_source": "with several candidates phenotype and family data belong to the one that leads by 4 points, odds of 18.7 (after the apportionment of Biesecker et al. 2024)",
    "source": "points by diagnostic yield, Biesecker et al. 2024, Am J Hum Genet 111:24; a clinical diagnosis of osteogenesis imperfecta, or two of its signs of which one is blue sclerae, dentinogenesis imperfecta or Wormian bones, as fractures and hearing loss have other causes"
  },
  "case_counts": {
    "ps4": [{"count": 10, "strength": "strong"}, {"count": 4, "strength": "moderate"}, {"count": 2, "strength": "supporting"}],
    "ps4_source": "unrelated probands with osteogenesis imperfecta and a variant that meets PM2; the steps 2, 4 and 10 are this pack's, in the manner of expert panels for rare dominant disorders"
  },
  "pvs1": [
    {"id": "PVS1.gene", "strength": null, "source": "Guarnieri et al. 2019; OMIM 225320", "text": "one null allele of this gene does not cause dominant osteogenesis imperfecta; two cause cardiac-valvular Ehlers-Danlos syndrome"},
    {"id": "PVS1.unknown_gene", "strength": null, "source": "the reference of the gene", "text": "what one null allele of this gene does is not known"},
    {"id": "PVS1.biallelic", "strength": "very_strong", "source": "Schwarze et al. 2004, Am J Hum Genet 74:917", "text": "both alleles are null: cardiac-valvular Ehlers-Danlos syndrome, recessive"},
    {"id": "PVS1.biallelic_escape", "strength": "very_strong", "source": "Walker et al. 2023; Willing et al. 1990, J Clin Invest 85:282; Schwarze et al. 2004, Am J Hum Genet 74:917", "text": "no allele gives a normal chain, and one or both have a premature stop codon whose mRNA is expected to escape nonsense-mediated decay: a chain that does not assemble acts as a null allele (two: cardiac-valvular Ehlers-Danlos syndrome, recessive), one that assembles carries an altered C-propeptide"},
    {"id": "PVS1.not_null", "strength": null, "source": "Abou Tayoun et al. 2018", "text": "not a null variant"},
    {"id": "PVS1.allele_lost", "strength": "very_strong", "source": "Abou Tayoun et al. 2018, Hum Mutat 39:1517", "text": "the whole allele is lost: haploinsufficiency"},
    {"id": "PVS1.nmd", "strength": "very_strong", "source": "Abou Tayoun et al. 2018", "text": "premature stop codon; the mRNA is expected to undergo nonsense-mediated decay: haploinsufficiency"},
    {"id": "PVS1.escape", "strength": "very_strong", "source": "Walker et al. 2023; Willing et al. 1990, J Clin Invest 85:282", "text": "premature stop codon; the mRNA is expected to escape nonsense-mediated decay. The chain either fails to assemble, so that the allele acts as a null allele (a C-terminal frameshift whose chain was not detectable gave type I, Willing et al. 1990), or is incorporated with a defective C-propeptide; the assay distinguishes the two. The region is critical and harbours pathogenic missense variants (upweighted as in Walker et al. 2023)"},
    {"id": "PVS1.skip_frameshift", "strength": "very_strong", "source": "Abou Tayoun et al. 2018", "text": "canonical splice site lost; skipping of the exon is out of frame, and the mRNA is expected to undergo nonsense-mediated decay"},
    {"id": "PVS1.skip_frameshift_escape", "strength": "very_strong", "source": "Walker et al. 2023; Willing et al. 1990", "text": "canonical splice site lost; skipping of the exon is out of frame, and the mRNA is expected to escape nonsense-mediated decay, with an altered C-propeptide"},
    {"id": "PVS1.exon_deletion_frameshift", "strength": "very_strong", "source": "Abou Tayoun et al. 2018", "text": "out-of-frame deletion of whole exons; the mRNA is expected to undergo nonsense-mediated decay: haploinsufficiency"},
    {"id": "PVS1.exon_deletion_escape", "strength": "very_strong", "source": "Walker et al. 2023; Willing et al. 1990", "text": "out-of-frame deletion of whole exons; the mRNA is expected to escape nonsense-mediated decay, with an altered C-propeptide"},
    {"id": "PVS1.in_frame_helix", "strength": "very_strong", "strength_if_null_tolerated": "strong", "source": "Walker et al. 2023, Table 1; Marini et al. 2007", "text": "exons of the triple helix are lost in frame: the shortened chain is incorporated and acts by a dominant-negative effect. PVS1 is used for the loss of a critical region, strong, upweighted to very strong because pathogenic missense variants lie there; PM4 and PM1 are not added"},
    {"id": "PVS1.in_frame_c_propeptide", "strength": "very_strong", "strength_if_null_tolerated": "strong", "source": "Walker et al. 2023, Table 1", "text": "an in-frame part of the C-propeptide is lost, which chains need to assemble and where pathogenic missense variants lie: strong, upweighted to very strong"},
    {"id": "PVS1.in_frame_n_proteinase", "strength": "very_strong", "source": "Malfait et al. 2017, Am J Med Genet C 175:8", "text": "the exon that holds the N-proteinase cleavage site is lost in frame: the loss that defines arthrochalasia Ehlers-Danlos syndrome"},
    {"id": "PVS1.in_frame_long", "strength": "strong", "source": "Abou Tayoun et al. 2018", "text": "more than a tenth of the protein is lost in frame"},
    {"id": "PVS1.in_frame_other", "strength": "moderate", "source": "Abou Tayoun et al. 2018", "text": "exons outside the critical regions are lost in frame, less than a tenth of the protein"},
    {"id": "PVS1.exon_duplication_frameshift", "strength": "very_strong", "source": "Abou Tayoun et al. 2018", "text": "tandem duplication of whole exons, shown by the sequence of the junction, that shifts the reading frame"},
    {"id": "PVS1.exon_duplication_presumed", "strength": "strong", "source": "Abou Tayoun et al. 2018", "text": "duplication of whole exons that shifts the reading frame if in tandem; the tandem position is presumed, not shown"},
    {"id": "PVS1.exon_duplication_in_frame", "strength": null, "source": "Abou Tayoun et al. 2018", "text": "in-frame duplication of whole exons: a longer chain, a structural defect and not a null allele; counted under PM4"},
    {"id": "PVS1.first_donor", "strength": "strong", "source": "Abou Tayoun et al. 2018; reading of the gene's own intron 1", "text": "the donor site of the first exon is lost: the exon cannot be skipped; retention of intron 1 reads into an early stop codon, and without the site the signal peptide or the start codon is lost. Strong and not very strong, because a cryptic donor may rescue the frame"},
    {"id": "PVS1.splice_unknown", "strength": "moderate", "source": "Abou Tayoun et al. 2018", "text": "canonical splice site lost, but the resulting transcript cannot be predicted from the exons"},
    {"id": "PVS1.start_signal", "strength": "strong", "source": "Walker et al. 2023, Table 1 (moderate, upweighted by the next start codon)", "text": "start codon lost; translation from the next in-frame start codon would leave out the signal peptide and the N-propeptide, and the chain would not enter the secretory pathway"},
    {"id": "PVS1.start", "strength": "moderate", "source": "Walker et al. 2023, Table 1", "text": "start codon lost"}
  ],
  "long_fraction": 0.1,
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
    {"code": "PVS1", "use": "automatic", "title": "null variant, or loss of a critical region", "source": "Abou Tayoun et al. 2018, Hum Mutat 39:1517; Walker et al. 2023, Am J Hum Genet 110:1046"},
    {"code": "PS1", "use": "automatic", "title": "same amino-acid change, or same splice event, as a known pathogenic variant", "source": "Richards et al. 2015; Walker et al. 2023, Table 2"},
    {"code": "PS2", "use": "automatic", "title": "de novo, parents confirmed", "source": "ClinGen SVI de novo recommendation, version 1.1"},
    {"code": "PS3", "use": "automatic", "title": "well-established functional study shows a damaging effect", "source": "Brnich et al. 2020, Genome Med 12:3"},
    {"code": "PS4", "use": "manual", "title": "more frequent in patients than in controls", "reason": "needs counts of patients, which a curator enters in the record (curation)", "source": "Richards et al. 2015"},
    {"code": "PM1", "use": "automatic", "title": "critical domain without benign variation: Gly-X-Y of the triple helix", "source": "Savige et al. 2021; counts in this pack"},
    {"code": "PM2", "use": "automatic", "title": "absent from or very rare in controls", "source": "ClinGen SVI recommendation for PM2, version 1.0"},
    {"code": "PM3", "use": "never", "title": "in trans with a pathogenic variant (recessive)", "reason": "for recessive disorders", "source": "Richards et al. 2015"},
    {"code": "PM4", "use": "automatic", "title": "change of protein length", "source": "Richards et al. 2015"},
    {"code": "PM5", "use": "automatic", "title": "other missense change at a residue with a known pathogenic one", "source": "Richards et al. 2015; ClinGen RASopathy expert panel"},
    {"code": "PM6", "use": "automatic", "title": "de novo, parents not confirmed", "source": "ClinGen SVI de novo recommendation, version 1.1"},
    {"code": "PP1", "use": "automatic", "title": "cosegregation with the disease in the family", "source": "Biesecker et al. 2024, Am J Hum Genet 111:24"},
    {"code": "PP2", "use": "never", "title": "missense in a gene with little benign missense variation", "reason": "duplicates PM1 where it matters here", "source": "this pack"},
    {"code": "PP3", "use": "automatic", "title": "computational evidence of a deleterious effect", "source": "Pejaver et al. 2022; Walker et al. 2023; Bergquist et al. 2025"},
    {"code": "PP4", "use": "automatic", "title": "phenotype specific for the disease", "source": "Biesecker et al. 2024"},
    {"code": "PP5", "use": "never", "title": "reported as pathogenic by a reputable source", "reason": "another's class is no evidence of its own", "source": "this pack; the criterion of Richards et al. 2015 is left out"},
    {"code": "BA1", "use": "automatic", "title": "allele frequency above 5 %", "source": "Richards et al. 2015"},
    {"code": "BS1", "use": "automatic", "title": "allele frequency greater than expected for the disorder", "source": "Whiffin et al. 2017, Genet Med 19:1151"},
    {"code": "BS2", "use": "manual", "title": "observed in a healthy adult", "reason": "needs a healthy carrier of a fully penetrant variant, which a curator enters in the record (curation)", "source": "Richards et al. 2015"},
    {"code": "BS3", "use": "automatic", "title": "well-established functional study shows no damaging effect", "source": "Brnich et al. 2020"},
    {"code": "BS4", "use": "automatic", "title": "lack of segregation in affected family members", "source": "Biesecker et al. 2024"},
    {"code": "BP1", "use": "never", "title": "missense where only truncation causes the disease", "reason": "wrong for both genes: missense changes of the helix are the commonest cause", "source": "Marini et al. 2007"},
    {"code": "BP2", "use": "manual", "title": "observed in cis or trans with a pathogenic variant", "reason": "needs the phase with a pathogenic variant, which a curator enters in the record (curation)", "source": "Richards et al. 2015"},
    {"code": "BP3", "use": "never", "title": "in-frame change in a repetitive region without a known function", "reason": "the Gly-X-Y repeat has a function", "source": "this pack"},
    {"code": "BP4", "use": "automatic", "title": "computational evidence of no effect", "source": "Pejaver et al. 2022; Walker et al. 2023; Bergquist et al. 2025"},
    {"code": "BP5", "use": "manual", "title": "found in a case with an alternate molecular basis", "reason": "needs the alternate cause, which a curator enters in the record (curation)", "source": "Richards et al. 2015"},
    {"code": "BP6", "use": "never", "title": "reported as benign by a reputable source", "reason": "another's class is no evidence of its own", "source": "this pack; the criterion of Richards et al. 2015 is left out"},
    {"code": "BP7", "use": "automatic", "title": "synonymous or intronic, no effect on splicing", "source": "Walker et al. 2023"}
  ]
}

"""#),
    (name: "concordance.json", text: #"""
{
  "name": "collagen-concordance",
  "version": "1.1.0",
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
    {"class": "col1a1_null_biallelic", "text": "almost no type I procollagen: no normal alpha1(I) chain is made",
     "bands": {"synthesis": [0.005, 0.2], "type_iii_ratio": [2.8, 200]}},
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
    (name: "interpretation.json", text: #"""
{
  "name": "collagen-interpretation",
  "version": "1.4.0",
  "citations": [
    {"mark": "Richards et al. 2015", "pmid": "25741868", "seen": "number found in a second bibliographic source"},
    {"mark": "Tavtigian et al. 2020", "pmid": "32720330", "seen": "number found in a second bibliographic source"},
    {"mark": "Abou Tayoun et al. 2018", "pmid": "30192042", "seen": "number found in a second bibliographic source"},
    {"mark": "Walker et al. 2023", "pmid": "37352859", "seen": "number found in a second bibliographic source"},
    {"mark": "Pejaver et al. 2022", "pmid": "36413997", "seen": "number found in a second bibliographic source"},
    {"mark": "Bergquist et al. 2025", "pmid": "40084623", "seen": "number found in a second bibliographic source"},
    {"mark": "Whiffin et al. 2017", "pmid": "28518168", "seen": "number found in a second bibliographic source"},
    {"mark": "Brnich et al. 2020", "pmid": "31892348", "seen": "number found in a second bibliographic source"},
    {"mark": "Biesecker et al. 2024", "pmid": "38103548", "seen": "number found in a second bibliographic source"},
    {"mark": "Marini et al. 2007", "pmid": "17078022", "seen": "number found in a second bibliographic source"},
    {"mark": "Lindahl et al. 2011", "pmid": "21344539", "seen": "number found in a second bibliographic source"},
    {"mark": "Wenstrup et al. 1990", "pmid": "2339695", "seen": "abstract in PubMed: 132 probands, biochemical alterations in 86 %, half the amount of normal procollagen in group A"},
    {"mark": "Cohn et al. 1986", "pmid": "3016737", "seen": "abstract in PMC386434: Gly988Cys, lethal"},
    {"mark": "Edwards and Graham 1990", "seen": "abstract: J Pediatr 117:67, a patient with type I and a cysteine for a glycine of the triple helix"},
    {"mark": "Gensure et al. 2005", "pmid": "15864348", "seen": "abstract: 3040C>T in three families with Caffey disease"},
    {"mark": "Ho Duy et al. 2016", "pmid": "27519266", "seen": "abstract in PMC4983065: 91 patients, p.Gly821Ser in four"},
    {"mark": "Schwarze et al. 2004", "seen": "reference list of doi 10.1359/jbmr.090720; OMIM 225320"},
    {"mark": "Guarnieri et al. 2019", "seen": "abstract: Am J Med Genet A 179:846, recessive null variants of COL1A2, no bone fragility"},
    {"mark": "Willing et al. 1990", "seen": "excerpt: J Clin Invest 85:282"},
    {"mark": "Korkko et al. 1998", "seen": "summary: Am J Hum Genet 62:98, COL1A1 null alleles in osteogenesis imperfecta type I"},
    {"mark": "Malfait et al. 2017", "seen": "reference list of doi 10.1038/s41436-019-0470-9: the international classification of 2017"},
    {"mark": "doi 10.1186/1750-1172-8-58", "seen": "abstract: the known p.(Arg312Cys) of COL1A1 in classic Ehlers-Danlos syndrome"},
    {"mark": "Lindahl et al. 2015", "seen": "abstract: Eur J Hum Genet 23:1042, collagen I variants in 90 % of cases"},
    {"mark": "Lin et al. 2024", "seen": "abstract: J Endocrinol Invest 47, 671 patients, COL1A1 308, COL1A2 164"},
    {"mark": "Savige et al. 2021", "seen": "abstract in PMC8384871: PM1 for position 1 of Gly-X-Y"},
    {"mark": "Strauch et al. 2022", "seen": "readme of CI-SpliceAI, doi 10.1371/journal.pone.0269159"},
    {"mark": "Genet Med 2011;13:125", "seen": "abstract: recurrence 1.3 %, parental mosaicism 16 %"},
    {"mark": "Barsh and Byers 1981", "seen": "reference list: Proc Natl Acad Sci USA 78:5142"},
    {"mark": "Bateman 1984", "seen": "bibliographic record: Biochem J"},
    {"mark": "Willing 1988", "seen": "excerpt"},
    {"mark": "Pace 2001", "seen": "excerpt: J Med Genet 38:443"},
    {"mark": "OMIM 619115", "seen": "excerpt of GenCC's list of entities of COL1A1"},
    {"mark": "OMIM 225320", "seen": "page of the entry"},
    {"mark": "CanVIG-UK", "seen": "excerpt: J Med Genet, Table 1, after ACGS 2020"},
    {"mark": "ClinGen SVI", "seen": "excerpts of the recommendations named"},
    {"mark": "ClinGen RASopathy", "seen": "excerpt"},
    {"mark": "ClinVar", "seen": "the entries in knowledge/clinvar.vcf"},
    {"mark": "gnomAD", "seen": "posts of broadinstitute/gnomad-blog"},
    {"mark": "1000 Genomes phase 3", "seen": "size of the data set"},
    {"mark": "ExAC", "seen": "size of the data set"},
    {"mark": "ESP6500", "seen": "size of the data set"}
  ],
  "statements": [
    {"part": "mechanism", "class": "col1a1_null", "zygosity": "one", "text": "The variant is expected to act as a null allele: about half the amount of type I procollagen is made, of normal structure (haploinsufficiency).", "source": "Wenstrup et al. 1990, Am J Hum Genet 46:975"},
    {"part": "mechanism", "class": "col1a1_null", "zygosity": "mosaic", "text": "In the cells that carry the variant one allele is expected to be null: they make about half the amount of type I procollagen, of normal structure.", "source": "Wenstrup et al. 1990, Am J Hum Genet 46:975"},
    {"part": "mechanism", "class": "col1a1_null", "zygosity": "both", "text": "Both alleles are expected to be null: no normal alpha1(I) chain is made, and without it no type I collagen. What is known of null alleles of this gene is of one null allele.", "source": "this pack: every molecule of type I collagen holds two alpha1(I) chains"},
    {"part": "mechanism", "class": "col1a1_null_biallelic", "text": "Both alleles are expected to be null: no normal alpha1(I) chain is made, and without it no type I collagen. What is known of null alleles of this gene is of one null allele.", "source": "this pack: every molecule of type I collagen holds two alpha1(I) chains"},
    {"part": "mechanism", "class": "col1a2_null_heterozygous", "text": "One null allele of this gene does not cause dominant osteogenesis imperfecta; two cause cardiac-valvular Ehlers-Danlos syndrome.", "source": "Schwarze et al. 2004, Am J Hum Genet 74:917; Guarnieri et al. 2019"},
    {"part": "mechanism", "class": "col1a2_null_biallelic", "text": "Both alleles are null: without alpha2(I) chains the molecules are homotrimers of alpha1(I).", "source": "Schwarze et al. 2004, Am J Hum Genet 74:917"},
    {"part": "mechanism", "class": "alpha1_glycine", "text": "A glycine of the Gly-X-Y repeat is replaced. Only glycine fits inside the triple helix: molecules that incorporate the chain fold late and are defective (a dominant-negative effect).", "source": "Marini et al. 2007, Hum Mutat 28:209"},
    {"part": "mechanism", "class": "alpha1_glycine_n_terminal", "text": "A glycine of the Gly-X-Y repeat is replaced near the N-terminal end of the triple helix; molecules that incorporate the chain are defective (a dominant-negative effect).", "source": "Marini et al. 2007, Hum Mutat 28:209"},
    {"part": "mechanism", "class": "alpha2_glycine", "zygosity": "one", "text": "A glycine of the Gly-X-Y repeat is replaced. Only glycine fits inside the triple helix: the half of the molecules that incorporate the chain are defective (a dominant-negative effect).", "source": "Marini et al. 2007, Hum Mutat 28:209"},
    {"part": "mechanism", "class": "alpha2_glycine", "zygosity": "mosaic", "text": "A glycine of the Gly-X-Y repeat is replaced. Only glycine fits inside the triple helix: in the cells that carry the variant the half of the molecules that incorporate the chain are defective (a dominant-negative effect).", "source": "Marini et al. 2007, Hum Mutat 28:209"},
    {"part": "mechanism", "class": "alpha2_glycine", "zygosity": "both", "text": "A glycine of the Gly-X-Y repeat is replaced, and no normal allele of the gene stands beside it. Only glycine fits inside the triple helix: every molecule holds one alpha2(I) chain, and all that are made with it are defective.", "source": "Marini et al. 2007, Hum Mutat 28:209; this pack: the copies of the chain in the molecule"},
    {"part": "mechanism", "class": "helix_in_frame", "text": "Residues of the triple helix are lost or gained in frame: the altered chain is incorporated, and the molecules with it are defective (a dominant-negative effect).", "source": "Marini et al. 2007, Hum Mutat 28:209"},
    {"part": "mechanism", "class": "c_propeptide", "text": "The C-propeptide is altered, by which chains find each other: the chain assembles late, or not at all.", "source": "Willing et al. 1990, J Clin Invest 85:282"},
    {"part": "mechanism", "class": "n_proteinase_site", "text": "The cleavage site of the N-proteinase is lost: the N-propeptide stays on the chain.", "source": "Malfait et al. 2017, Am J Med Genet C 175:8"},
    {"part": "mechanism", "class": "c_proteinase_site", "text": "The cleavage site of the C-proteinase is altered: the C-propeptide is not removed.", "source": "Lindahl et al. 2011, Hum Mutat 32:598"},
    {"part": "mechanism", "class": "uncertain", "text": "What becomes of the chain cannot be told from the variant alone: several transcripts or effects are possible.", "source": "this pack: no single effect is on record for this kind of change"},
    {"part": "mechanism", "class": "any", "zygosity": "mosaic", "text": "The variant is mosaic: the cells without it make normal type I collagen, and this sample does not show what fraction of the bone's cells they are.", "source": "this pack: a mosaic variant is not in every cell"},
    {"part": "severity", "class": "any", "zygosity": "mosaic", "text": "The severity cannot be predicted: what is on record of similar variants is of persons who carry them in every cell.", "source": "this pack: it holds no series of mosaic persons"},
    {"part": "severity", "class": "col1a1_null", "zygosity": "one", "text": "Null alleles of this gene are found in osteogenesis imperfecta type I, the mildest form.", "source": "Korkko et al. 1998, Am J Hum Genet 62:98; Wenstrup et al. 1990, Am J Hum Genet 46:975"},
    {"part": "severity", "class": "alpha1_glycine", "place": "lethal", "text": "The residue lies in a stretch of the helix in which all substitutions on record were lethal (helix 691-823, 910-964).", "source": "Marini et al. 2007, Hum Mutat 28:209"},
    {"part": "severity", "class": "alpha1_glycine", "place": "lethal", "person": "adult", "text": "The residue lies in a stretch of the helix in which all substitutions on record were lethal (helix 691-823, 910-964), yet the record is of an adult. Sample identity, a mosaic that the reads do not show, and the classification should be examined again.", "source": "Marini et al. 2007, Hum Mutat 28:209; this pack: the record is held against the series"},
    {"part": "severity", "class": "alpha1_glycine", "place": "other", "text": "The severity cannot be predicted from the variant alone: about one third of glycine substitutions of alpha1(I) were lethal, also outside the two stretches in which all were.", "source": "Marini et al. 2007, Hum Mutat 28:209; Cohn et al. 1986, Proc Natl Acad Sci USA 83:6045"},
    {"part": "severity", "class": "alpha1_glycine_n_terminal", "text": "Substitutions of the first 200 residues of the helix of alpha1(I) on record were not lethal; otherwise the severity cannot be predicted from the variant alone.", "source": "Marini et al. 2007, Hum Mutat 28:209"},
    {"part": "severity", "class": "alpha2_glycine", "text": "The severity cannot be predicted from the variant alone: about 80 % of glycine substitutions of alpha2(I) on record were not lethal.", "source": "Marini et al. 2007, Hum Mutat 28:209"},
    {"part": "severity", "class": "c_proteinase_site", "text": "Bone density may be normal or high; that does not exclude the disease.", "source": "Lindahl et al. 2011, Hum Mutat 32:598"},
    {"part": "severity", "class": "any", "text": "The severity in this person cannot be predicted from what is known of similar variants.", "source": "this pack: it holds no series of such variants"},
    {"part": "recurrence", "inheritance": "AD", "zygosity": "one", "text": "Inheritance is autosomal dominant: each child of a heterozygous person inherits the variant with a probability of one half.", "source": "Mendelian inheritance; the sentence is that of this pack"},
    {"part": "recurrence", "inheritance": "AD", "zygosity": "both", "text": "Inheritance is autosomal dominant: every child of a person without a normal allele inherits a changed one.", "source": "Mendelian inheritance; the sentence is that of this pack"},
    {"part": "recurrence", "inheritance": "AD", "zygosity": "mosaic", "text": "Inheritance is autosomal dominant: how many of a mosaic person's children inherit the variant depends on the fraction of the germ cells, which this sample does not show; it may be none, and up to one half.", "source": "Mendelian inheritance; the sentence is that of this pack"},
    {"part": "recurrence", "inheritance": "AD", "zygosity": "one", "group": "oi", "origin": "not_inherited", "text": "If neither parent carries it, one of them may be mosaic: recurrence after one lethally affected child was 1.3 %, and 16 % of families with dominant disease had a mosaic parent.", "source": "recurrence of perinatal lethal osteogenesis imperfecta in sibships, Genet Med 2011;13:125"},
    {"part": "recurrence", "inheritance": "AD", "pair": "chromosomes", "text": "Inheritance is autosomal dominant, and the two variants lie on different chromosomes: each child of a heterozygous person inherits each of them with a probability of one half, and at least one of them with a probability of three quarters.", "source": "Mendelian inheritance; the sentence is that of this pack"},
    {"part": "recurrence", "inheritance": "AD", "pair": "trans", "text": "Inheritance is autosomal dominant, and the two variants lie on different copies of the gene: every child inherits one of them.", "source": "Mendelian inheritance; the sentence is that of this pack"},
    {"part": "recurrence", "inheritance": "AD", "pair": "cis", "text": "Inheritance is autosomal dominant, and the two variants lie on one copy of the gene: each child inherits both or neither, each with a probability of one half.", "source": "Mendelian inheritance; the sentence is that of this pack"},
    {"part": "recurrence", "inheritance": "AD", "pair": "unknown", "text": "Inheritance is autosomal dominant. Whether the two variants lie on one copy of the gene or on both is not known: on one, each child inherits both with a probability of one half; on both, every child inherits one of them. The parents' genotypes tell.", "source": "Mendelian inheritance; the sentence is that of this pack"},
    {"part": "recurrence", "inheritance": "AR", "text": "Where the disease is recessive, each sibling of an affected person has a probability of one in four to be affected.", "source": "Schwarze et al. 2004, Am J Hum Genet 74:917"},
    {"part": "recommendation", "result": "pathogenic", "text": "Recommended: confirmation by an independent method, testing of the parents and of relatives at risk, and genetic counselling.", "source": "Richards et al. 2015, Genet Med 17:405"},
    {"part": "recommendation", "result": "uncertain", "text": "A variant of uncertain significance should not be used in clinical decisions or to test relatives for risk; segregation in the family, RNA and the fibroblast assay may resolve it.", "source": "Richards et al. 2015, Genet Med 17:405"},
    {"part": "recommendation", "result": "carrier", "text": "One null allele of this gene causes no disease by itself, and neither the family, nor RNA, nor the fibroblast assay can show otherwise. Where the signs are those of the recessive disease, a variant of the other allele should be looked for.", "source": "Schwarze et al. 2004, Am J Hum Genet 74:917; Guarnieri et al. 2019"},
    {"part": "recommendation", "result": "none", "text": "No variant that explains osteogenesis imperfecta was found. That does not exclude it: other genes, and what this method cannot see, remain.", "source": "collagen I variants in 90 % of cases, Lindahl et al. 2015, Eur J Hum Genet 23:1042"},
    {"part": "recommendation", "result": "filtered", "text": "No counted variant explains osteogenesis imperfecta, but one that did not pass the filters might. Recommended: its confirmation by an independent method.", "source": "Richards et al. 2015, Genet Med 17:405"}
  ]
}

"""#),
  ]
}
