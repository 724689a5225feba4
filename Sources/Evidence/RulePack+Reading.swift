// The embedded rule pack from its document. The pack is part of the program: a fault in it is a fault of the program.

import Documents
import Reporting

extension RulePack {
  init(_ document: DocumentNode) {
    name = document.word("name")
    version = document.word("version")
    disorder = document.word("disorder")
    diseaseGroup = document.word("disease_group")
    transcriptSets = Dictionary(
      uniqueKeysWithValues: document.part("transcripts").elements.map { ($0.word("accession"), $0.word("set")) })
    schemes = document.part("schemes").elements.map { scheme in
      PointScheme(
        id: scheme.word("id"), name: scheme.word("name"), source: scheme.word("source"),
        floors: ["pathogenic", "likely_pathogenic", "uncertain", "likely_benign"].map { scheme.count($0) })
    }
    oddsVeryStrong = document.value("odds_very_strong")
    prior = document.value("prior")
    population = Population(document.part("population"))
    known = Known(document.part("known"))
    splicing = Splicing(document.part("splicing"))
    rna = RNA(document.part("rna"))
    predictors = document.part("predictors").elements.map { Predictor($0) }
    predictorRule = document.word("predictor_rule")
    hotspot = Hotspot(document.part("hotspot"))
    deNovo = DeNovo(document.part("de_novo"))
    segregation = Segregation(document.part("segregation"))
    phenotype = Phenotype(document.part("phenotype"))
    let counts = document.part("case_counts")
    caseCounts = (counts.steps("ps4", "count"), counts.word("ps4_source"))
    let tree = document.part("pvs1").elements.map { branch in
      Branch(
        id: branch.word("id"), strength: branch.optionalStrength("strength"),
        strengthIfNullTolerated: branch.optionalStrength("strength_if_null_tolerated"), text: branch.word("text"),
        source: branch.word("source"))
    }
    branches = Dictionary(uniqueKeysWithValues: tree.map { ($0.id, $0) })
    longFraction = document.value("long_fraction")
    functional = Functional(document.part("functional"))
    criteria = Dictionary(
      uniqueKeysWithValues: document.part("criteria").elements.compactMap { entry in
        guard let criterion = ACMGCriterion(rawValue: entry.word("code")), let use = Use(rawValue: entry.word("use"))
        else { return nil }
        return (
          criterion,
          CriterionRule(
            use: use, title: entry.word("title"), reason: entry["reason"]?.text ?? "", source: entry.word("source"))
        )
      })
    precondition(criteria.count == ACMGCriterion.allCases.count, "the rule pack speaks of every criterion")
  }
}

extension RulePack.Predictor {
  init(_ part: DocumentNode) {
    name = part.word("name")
    looksAt = part.word("looks_at")
    let ends = part.part("range").elements.compactMap(\.number)
    range = ends[0]...ends[1]
    isLowDamaging = part["damaging"]?.text == "low"
    source = part.word("source")
    pathogenic = part.steps("pp3", "bound")
    benign = part.steps("bp4", "bound")
  }
}

extension RulePack.Population {
  init(_ part: DocumentNode) {
    filteringFields = part.words("filtering_fields")
    counts = part.words("counts")
    nominal = part.part("nominal").elements.map { ($0.word("field"), $0.value("alleles"), $0.word("source")) }
    confidence = part.value("confidence")
    filteringSource = part.word("filtering_source")
    let factors = part.part("derivation")
    derivation = [
      ("prevalence", "prevalence", "prevalence_source"), ("genetic fraction", "genetic_fraction", "genetic_source"),
      ("allelic fraction", "allelic_fraction", "allelic_source"), ("penetrance", "penetrance", "penetrance_source"),
    ].map { ($0.0, factors.value($0.1), factors.word($0.2)) }
    standAloneAbove = part.value("ba1_above")
    strongAbove = part.value("bs1_above")
    supportingAbove = part.value("bs1_supporting_above")
    rareStrength = part.strength("pm2_strength")
    sources = [part.word("ba1_source"), part.word("bs1_source"), part.word("pm2_source")]
    leastCoveredFraction = part.value("least_covered_fraction")
  }
}

extension RulePack.Known {
  init(_ part: DocumentNode) {
    significance = [part.words("pathogenic"), part.words("likely_pathogenic")]
    refusedReview = part.words("refused_review")
    sameChange = [part.strength("ps1_pathogenic"), part.strength("ps1_likely")]
    otherChange = (part.strength("pm5_one"), part.strength("pm5_several"), part.strength("pm5_beside_pm1"))
    otherChangeSource = part.word("pm5_source")
    splicing = part.part("ps1_splicing").elements.map { row in
      guard let comparison = RulePack.SpliceRow.Comparison(rawValue: row.word("comparison")) else {
        preconditionFailure("the embedded rules name a comparison of PS1")
      }
      return RulePack.SpliceRow(
        isAtDinucleotide: row["at_dinucleotide"]?.boolean ?? false, baseline: row.word("baseline"),
        comparison: comparison, strengths: [row.optionalStrength("pathogenic"), row.optionalStrength("likely")])
    }
    splicingSource = part.word("ps1_splicing_source")
    scoreTolerance = part.value("score_tolerance")
  }
}

extension RulePack.Splicing {
  init(_ part: DocumentNode) {
    donor = (part.count("donor_exonic"), part.count("donor_intronic"))
    acceptor = (part.count("acceptor_exonic"), part.count("acceptor_intronic"))
    silentFrom = (part.count("bp7_donor"), part.count("bp7_acceptor"))
    silentSource = part.word("bp7_source")
    withheld = part.part("withheld").elements.map {
      Stretch(isDonor: $0.word("site") == "donor", places: $0.count("from")...$0.count("to"))
    }
    withheldSource = part.word("withheld_source")
  }
}

extension RulePack.RNA {
  init(_ part: DocumentNode) {
    steps = part.part("steps").elements.map { ($0.value("fraction"), $0.count("lowered_by")) }
    transcribedAbove = part.value("allele_transcribed_above")
    leastReads = part.count("least_known_junction_reads")
    source = part.word("source")
  }
}

extension RulePack.Hotspot {
  init(_ part: DocumentNode) {
    func rule(_ key: String) -> Rule {
      let rule = part.part(key)
      return Rule(strength: rule.strength("strength"), text: rule.word("text"), source: rule.word("source"))
    }
    glycine = rule("glycine")
    interrupted = rule("interrupted")
    triplets = rule("triplets")
    let counted = part.part("glycine")
    counts = (
      counted.count("pathogenic"), counted.count("benign"), counted.count("missense_pathogenic"),
      counted.count("missense_benign")
    )
    mostPointsWithPrediction = part.count("most_points_with_pp3")
    predictionSource = part.word("pp3_source")
  }
}

extension RulePack.DeNovo {
  init(_ part: DocumentNode) {
    points = Dictionary(
      uniqueKeysWithValues: part.part("fits").elements.compactMap { fit in
        Fit(rawValue: fit.word("fit")).map { ($0, (fit.value("confirmed"), fit.value("assumed"))) }
      })
    precondition(points.count == Fit.allCases.count, "the rules know every fit")
    steps = part.steps("steps", "points")
    heterogeneousMost = part.value("heterogeneous_most")
    source = part.word("source")
  }
}

extension RulePack.Segregation {
  init(_ part: DocumentNode) {
    steps = part.steps("steps", "points")
    mostPoints = part.value("most_points_with_pp4")
    phenocopyPoints = part.value("phenocopy_points")
    source = part.word("source")
    phenocopySource = part.word("phenocopy_source")
  }
}

extension RulePack.Phenotype {
  init(_ part: DocumentNode) {
    func signs(_ part: DocumentNode, _ key: String) -> [CaseRecord.Feature] {
      part.words(key).compactMap(CaseRecord.Feature.init(rawValue:))
    }
    features = part.count("features_needed")
    specificSigns = signs(part, "specific_signs")
    self.signs = specificSigns + signs(part, "further_signs")
    unspecificSigns = signs(part, "unspecific_signs")
    yields = Dictionary(
      uniqueKeysWithValues: part.part("yields").elements.map {
        ($0.word("gene"), ($0.value("alone"), $0.value("other_negative")))
      })
    yieldSource = part.word("yield_source")
    steps = part.part("steps").elements.map { ($0.value("yield"), $0.value("points")) }
    otherSigns = Dictionary(
      uniqueKeysWithValues: part.part("other_signs").elements.map { entry in
        (entry.word("group"), signs(entry, "signs"))
      })
    lead = part.count("lead")
    leadSource = part.word("lead_source")
    source = part.word("source")
  }
}

extension RulePack.Functional {
  init(_ part: DocumentNode) {
    let thresholds = part.part("thresholds")
    func step(_ key: String, _ strength: EvidenceStrength) -> RulePack.Step {
      RulePack.Step(bound: thresholds.value(key), strength: strength)
    }
    damaging = [
      step("ps3_very_strong", .veryStrong), step("ps3_strong", .strong), step("ps3_moderate", .moderate),
      step("ps3_supporting", .supporting),
    ]
    benign = [
      step("bs3_strong", .strong), step("bs3_moderate", .moderate), step("bs3_supporting", .supporting),
    ]
    source = part.word("source")
    controlsForModerate = part.count("controls_for_moderate")
    usesLowerBound = part["use_lower_bound"]?.boolean ?? false
    defaultSensitivity = part.value("default_sensitivity")
    defaultSpecificity = part.value("default_specificity")
    defaultSource = part.word("default_source")
    capNormal = part.strength("cap_normal_without_table")
    capAbnormal = part.strength("cap_abnormal_without_table")
  }
}

/// Reading of documents that are part of the program.
extension DocumentNode {
  func part(_ key: String) -> DocumentNode {
    guard let part = self[key] else { preconditionFailure("the embedded rules have the key \(key)") }
    return part
  }

  func word(_ key: String) -> String {
    guard let word = part(key).text else { preconditionFailure("the embedded rules have a text at \(key)") }
    return word
  }

  func words(_ key: String) -> [String] { part(key).elements.compactMap(\.text) }

  func value(_ key: String) -> Double {
    guard let value = part(key).number else { preconditionFailure("the embedded rules have a number at \(key)") }
    return value
  }

  func count(_ key: String) -> Int {
    guard let count = part(key).integer else { preconditionFailure("the embedded rules have a number at \(key)") }
    return count
  }

  func strength(_ key: String) -> EvidenceStrength {
    guard let strength = EvidenceStrength(rawValue: word(key)) else {
      preconditionFailure("the embedded rules have a strength at \(key)")
    }
    return strength
  }

  /// A strength, `nil` where there is none or `null`.
  func optionalStrength(_ key: String) -> EvidenceStrength? { self[key]?.text == nil ? nil : strength(key) }

  /// A list of strengths, each with the number it needs.
  func steps(_ key: String, _ number: String) -> [RulePack.Step] {
    part(key).elements.map { RulePack.Step(bound: $0.value(number), strength: $0.strength("strength")) }
  }
}
