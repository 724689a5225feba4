// The embedded rule pack from its document. The pack is part of the program: a fault in it is a fault of the program.

import Documents

extension RulePack {
  init(_ document: DocumentNode) {
    name = document.word("name")
    version = document.word("version")
    disorder = document.word("disorder")
    schemes = document.part("schemes").elements.map { scheme in
      PointScheme(
        id: scheme.word("id"), name: scheme.word("name"), source: scheme.word("source"),
        floors: ["pathogenic", "likely_pathogenic", "uncertain", "likely_benign"].map { scheme.count($0) })
    }
    oddsVeryStrong = document.value("odds_very_strong")
    prior = document.value("prior")
    population = Population(document.part("population"))
    let known = document.part("known")
    knownPathogenic = [known.words("pathogenic"), known.words("likely_pathogenic")]
    refusedReview = known.words("refused_review")
    knownStrengths = Dictionary(
      uniqueKeysWithValues: ["ps1_pathogenic", "ps1_likely", "pm5_pathogenic", "pm5_likely"].map {
        ($0, known.strength($0))
      })
    predictors = document.part("predictors").elements.map { predictor in
      Predictor(
        name: predictor.word("name"), looksAt: predictor.word("looks_at"), source: predictor.word("source"),
        pathogenic: predictor.part("pp3").elements.map { ScoreStep($0) },
        benign: predictor.part("bp4").elements.map { ScoreStep($0) })
    }
    let segregation = document.part("segregation")
    self.segregation = (
      segregation.part("steps").elements.map { ($0.count("meioses"), $0.strength("strength")) },
      segregation.word("source")
    )
    let phenotype = document.part("phenotype")
    self.phenotype = (phenotype.count("features_needed"), phenotype.word("source"))
    let tree = document.part("pvs1").elements.map { branch in
      Branch(
        id: branch.word("id"), strength: branch["strength"]?.text == nil ? nil : branch.strength("strength"),
        text: branch.word("text"))
    }
    branches = Dictionary(uniqueKeysWithValues: tree.map { ($0.id, $0) })
    let skip = document.part("in_frame_skip")
    inFrameSkip = Branch(id: "PM4.skip_in_frame", strength: skip.strength("strength"), text: skip.word("text"))
    functional = Functional(document.part("functional"))
    criteria = Dictionary(
      uniqueKeysWithValues: document.part("criteria").elements.compactMap { entry in
        guard let criterion = ACMGCriterion(rawValue: entry.word("code")), let use = Use(rawValue: entry.word("use"))
        else { return nil }
        return (
          criterion, CriterionRule(use: use, title: entry.word("title"), reason: entry["reason"]?.text ?? "")
        )
      })
    precondition(criteria.count == ACMGCriterion.allCases.count, "the rule pack speaks of every criterion")
  }
}

extension RulePack.ScoreStep {
  init(_ step: DocumentNode) {
    self.init(bound: step.value("bound"), strength: step.strength("strength"))
  }
}

extension RulePack.Population {
  init(_ part: DocumentNode) {
    fields = part.words("fields")
    standAloneAbove = part.value("ba1_above")
    strongAbove = part.value("bs1_above")
    rareAtMost = part.value("pm2_at_most")
    rareStrength = part.strength("pm2_strength")
    sources = [part.word("ba1_source"), part.word("bs1_source"), part.word("pm2_source")]
  }
}

extension RulePack.Functional {
  init(_ part: DocumentNode) {
    let thresholds = part.part("thresholds")
    func step(_ key: String, _ strength: EvidenceStrength) -> RulePack.ScoreStep {
      RulePack.ScoreStep(bound: thresholds.value(key), strength: strength)
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
}
