// Criteria that need the clinical record: PS2, PM6, PP1, BS4, PP4.

import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// Why the family's counts cannot be used for this variant, or `nil` if they can.
  private var familyObstacle: (CriterionOutcome.Status, String)? {
    guard inputs.record != nil else { return (.notAssessed, "no clinical record was given") }
    if let isOther = isOfAnotherFamilyVariant {
      return isOther ? (.notMet, "the record's family data are about another variant") : nil
    }
    if candidates == 1, !isOpen {
      return (
        .notAssessed,
        "another variant may be the cause, and the record does not say that the family was tested for this one"
      )
    }
    return candidates <= 1
      ? nil
      : (.notAssessed, "several variants were called and the record does not say which one the family was tested for")
  }

  /// The signs of the record that point to the disorder.
  private var signs: [CaseRecord.Feature] {
    (inputs.record?.distinctFeatures ?? []).filter(inputs.pack.phenotype.signs.contains)
  }

  private var isDiagnosed: Bool {
    inputs.record?.preExisting.contains {
      ($0.kind == .mildOI || $0.kind == .osteogenesisImperfecta) && $0.basis == .clinical
    } ?? false
  }

  /// Whether the record has a clinical diagnosis or enough of the disorder's signs, one of which has few other causes.
  private var isClinical: Bool {
    isDiagnosed || inputs.pack.phenotype.showsDisorder(inputs.record?.distinctFeatures ?? [])
  }

  private var hasFragileBones: Bool {
    let record = inputs.record
    return record?.imaging.contains { $0.finding == .vertebralCollapse || $0.finding == .fracture } == true
      || record?.features.contains(.recurrentFractures) == true
  }

  /// Whether the record has fragile bones, complaints or signs, whatever their cause.
  private var hasUnspecificSigns: Bool {
    let record = inputs.record
    return hasFragileBones || record?.symptoms.isEmpty == false || record?.features.isEmpty == false
  }

  /// How well the record's phenotype fits the disease that the variant causes.
  private var fit: RulePack.DeNovo.Fit {
    if let otherDisease {
      if otherDisease.signs.isEmpty { return .none }
      return otherDisease.signs.count >= inputs.pack.phenotype.features ? .specific : .consistent
    }
    if isClinical { return .specific }
    if !signs.allSatisfy(inputs.pack.phenotype.unspecificSigns.contains) { return .consistent }
    return hasUnspecificSigns ? .heterogeneous : .none
  }

  /// The rule of PS2 and PM6 for a variant on both alleles.
  static let newOnBoth = "PS2.both_alleles"

  /// Why a homozygous variant is not de novo.
  static let newOnBothWords =
    "the variant is homozygous, and none is new on both alleles: uniparental disomy, a loss of the other allele that was not "
    + "called, or a parent who carries it must be looked for"

  /// PS2 and PM6: points by how well the phenotype fits, summed over probands.
  func deNovo() -> [CriterionOutcome] {
    func both(_ status: CriterionOutcome.Status, _ reason: String, _ more: [Input] = []) -> [CriterionOutcome] {
      [.ps2, .pm6].map { CriterionOutcome($0, status, inputs: more, reason: reason) }
    }
    if let (status, reason) = familyObstacle { return both(status, reason) }
    guard let family = inputs.record?.family, let state = family.deNovo, state != .unknown else {
      return both(.notAssessed, "the record does not say whether the variant is de novo")
    }
    var given = [Input("family.de_novo", state.rawValue)]
    if state == .inherited { return both(.notMet, "the variant was inherited", given) }
    if let fraction = family.parentalMosaicismVAF, fraction > 0 {
      return both(
        .notMet, "a parent is mosaic: the variant is not de novo",
        given + [Input("family.parental_mosaicism_vaf", "\(fraction)")])
    }
    if finding.zygosity == .homozygous {
      return [.ps2, .pm6].map {
        CriterionOutcome(
          $0, .notMet, rule: CriteriaAssessor.newOnBoth, inputs: given, reason: CriteriaAssessor.newOnBothWords)
      }
    }
    // Affected children of the patient do not contradict a variant that is new in her.
    if family.affectedRelatives == true, (family.meiosesInOffspring ?? 0) == 0 {
      return both(.notMet, "other relatives are affected", given + [Input("family.affected_relatives", "true")])
    }
    let rules = inputs.pack.deNovo
    let isConfirmed = state == .confirmed
    let row = rules.points[fit] ?? (0, 0)
    let points = isConfirmed ? row.confirmed : row.assumed
    given += [Input("phenotype_fit", fit.rawValue), Input("points", decimal(points, 3))]
    guard let step = rules.steps.first(where: { points >= $0.bound }) else {
      let why = otherDisease?.withheld ?? "the record has no phenotype that fits the gene"
      return both(.notMet, "de novo, but phenotype \(fit.words): \(why) (\(rules.source))", given)
    }
    let criterion = isConfirmed ? ACMGCriterion.ps2 : .pm6
    return [.ps2, .pm6].map { code in
      CriterionOutcome(
        code, code == criterion ? .applied(step.strength) : .notMet,
        rule: code == .ps2 ? "PS2.confirmed" : "PM6.assumed", inputs: given,
        reason: code == criterion
          ? "de novo, \(isConfirmed ? "both parents confirmed" : "parents not confirmed"); phenotype "
            + "\(fit.words): \(decimal(points, 3)) points (\(rules.source))"
            + (finding.zygosity == .hemizygous
              ? "; one copy is left: where the loss of the other one comes from is not told by this" : "")
          : isConfirmed ? "counted under PS2" : "the parents are not confirmed")
    }
  }

  /// PP1, BS4 and PP4 together: PP1 and PP4 share a limit.
  func familyAndPhenotype() -> [CriterionOutcome] {
    let rules = inputs.pack.segregation
    let family = cosegregation()
    let phenotype = phenotypePoints()
    guard let meioses = family.points, phenotype.points >= 1 else {
      return [
        family.outcome(strength(ofPoints: family.points ?? 0)), family.against, phenotype.outcome(whole(phenotype)),
      ]
    }
    // The greatest sum of both that the limit allows; the more weight to what carries more.
    let most = min(rules.mostPoints, meioses + phenotype.points)
    var best: (sum: Int, first: EvidenceStrength?, second: EvidenceStrength?) = (-1, nil, nil)
    let steps: [EvidenceStrength?] = [nil] + rules.steps.reversed().map(\.strength)
    for first in steps where points(first) <= meioses {
      for second in steps where points(second) <= phenotype.points && points(first) + points(second) <= most {
        let sum = Int(points(first) + points(second))
        if sum > best.sum { best = (sum, first, second) }
      }
    }
    return [family.outcome(best.first), family.against, phenotype.outcome(best.second)]
  }

  private func points(_ strength: EvidenceStrength?) -> Double {
    strength.map { Double(PointScheme.points(AppliedCriterion(.pp1, $0))) } ?? 0
  }

  private func strength(ofPoints points: Double) -> EvidenceStrength? {
    inputs.pack.segregation.steps.first { points >= $0.bound }?.strength
  }

  private func whole(_ found: PhenotypePoints) -> EvidenceStrength? { strength(ofPoints: found.points) }

  private struct Cosegregation {
    /// Points for the variant after what relatives without it take away; `nil` where there is nothing to count.
    let points: Double?
    let outcome: (EvidenceStrength?) -> CriterionOutcome
    let against: CriterionOutcome
  }

  private func cosegregation() -> Cosegregation {
    let rules = inputs.pack.segregation
    func nothing(_ status: CriterionOutcome.Status, _ reason: String, _ against: CriterionOutcome? = nil)
      -> Cosegregation
    {
      Cosegregation(
        points: nil, outcome: { _ in CriterionOutcome(.pp1, status, reason: reason) },
        against: against ?? CriterionOutcome(.bs4, status, reason: reason))
    }
    if let (status, reason) = familyObstacle { return nothing(status, reason) }
    if let reason = otherDisease?.withheld { return nothing(.notMet, reason) }
    let family = inputs.record?.family ?? CaseRecord.Family()
    let without = family.affectedWithoutVariant ?? 0
    let meioses = family.countedMeioses
    let given = [
      Input("family.meioses", meioses.map { "\($0)" } ?? "none"),
      Input("family.affected_without_variant", "\(without)"),
    ]
    let net = Double(meioses ?? 0) - rules.phenocopyPoints * Double(without)
    let against: CriterionOutcome
    switch without {
    case 0:
      against = CriterionOutcome(
        .bs4, family.affectedWithoutVariant == nil ? .notAssessed : .notMet,
        reason: family.affectedWithoutVariant == nil
          ? "the record counts no affected relatives without it" : "every affected relative tested carries it")
    case _ where without > 1 && net <= 0:
      against = CriterionOutcome(
        .bs4, .applied(.strong), rule: "BS4.affected_without", inputs: given,
        reason: "\(without) affected relatives do not carry it (\(rules.source))")
    default:
      against = CriterionOutcome(
        .bs4, .notMet, rule: "BS4.affected_without", inputs: given,
        reason:
          "\(without == 1 ? "one affected relative does" : "\(without) affected relatives do") not carry it, weighed "
          + "against the co-segregation: \(rules.phenocopySource)")
    }
    guard meioses != nil else { return nothing(.notAssessed, "the record counts no meioses", against) }
    return Cosegregation(
      points: max(net, 0),
      outcome: { strength in
        let taken = without > 0 ? "; \(without) affected without it: \(rules.phenocopySource)" : ""
        return CriterionOutcome(
          .pp1, strength.map { .applied($0) } ?? .notMet, rule: "PP1.meioses", inputs: given,
          reason: strength == nil
            ? "too few informative meioses are left to count" + taken
            : "\(meioses ?? 0) informative meioses\(taken) (\(rules.source))")
      }, against: against)
  }

  private struct PhenotypePoints {
    let points: Double
    let outcome: (EvidenceStrength?) -> CriterionOutcome
  }

  /// PP4: clinical osteogenesis imperfecta, weighed by the diagnostic yield of the gene. Pregnancy-associated osteoporosis
  /// alone is not specific, and the assay is never counted here.
  private func phenotypePoints() -> PhenotypePoints {
    let rule = "PP4.clinical_oi"
    let rules = inputs.pack.phenotype
    func none(_ status: CriterionOutcome.Status, _ reason: String, _ given: [Input] = []) -> PhenotypePoints {
      PhenotypePoints(points: 0) { _ in CriterionOutcome(.pp4, status, rule: rule, inputs: given, reason: reason) }
    }
    guard inputs.record != nil else { return none(.notAssessed, "no clinical record was given") }
    var given = [
      Input("features", signs.isEmpty ? "none" : signs.map(\.rawValue).joined(separator: ", ")),
      Input("clinical_diagnosis", isDiagnosed ? "osteogenesis imperfecta" : "none"),
    ]
    guard isClinical else {
      let reason =
        switch fit {
        case .specific, .consistent:
          "a clinical diagnosis or \(rules.features) signs of osteogenesis imperfecta are needed, one of them blue sclerae, "
            + "dentinogenesis imperfecta or Wormian bones"
        case .heterogeneous:
          hasFragileBones
            ? "fragile bones, in pregnancy or not, have many other causes than osteogenesis imperfecta"
            : "what is on record has many other causes than osteogenesis imperfecta"
        case .none: "the record has no sign of osteogenesis imperfecta"
        }
      return none(.notMet, reason, given)
    }
    let isNegative: Bool
    switch standing {
    case .other(let reason): return none(.notMet, reason, given)
    case .candidate(let otherGenesNegative): isNegative = otherGenesNegative
    }
    if otherDisease != nil {
      return none(.notMet, "the variant is not expected to cause osteogenesis imperfecta", given)
    }
    guard let yields = rules.yields[finding.gene] else {
      return none(.notMet, "the diagnostic yield of this gene is not known", given)
    }
    let yield = isNegative ? yields.otherNegative : yields.alone
    let points = rules.points(ofYield: yield)
    given += [Input("diagnostic_yield", decimal(yield, 3)), Input("points", decimal(points, 2))]
    let percent = decimal(100 * yield, 3)
    return PhenotypePoints(points: points) { strength in
      CriterionOutcome(
        .pp4, strength.map { .applied($0) } ?? .notMet, rule: rule, inputs: given,
        reason: "osteogenesis imperfecta by clinical signs; \(finding.gene) explains \(percent) % of such patients"
          + (isNegative ? ", the other gene having no candidate in the sequence given" : "")
          + " (\(rules.yieldSource); \(rules.source)); the assay is not counted here"
          + (strength == nil ? "; the limit of PP1 and PP4 together is reached" : ""))
    }
  }
}

extension RulePack.DeNovo.Fit {
  /// How well the phenotype fits, in words.
  var words: String {
    switch self {
    case .specific: "highly specific for the gene"
    case .consistent: "consistent with the gene, but not highly specific"
    case .heterogeneous: "consistent with the gene, with many other causes"
    case .none: "not consistent with the gene"
    }
  }
}

extension CriteriaAssessor {
  /// Whether the record names a variant of the family that is not this one; `nil` if it names none.
  var isOfAnotherFamilyVariant: Bool? {
    guard let record = inputs.record,
      let named = FamilyVariant(record, genes: inputs.genes, assembly: finding.assembly)
    else { return nil }
    return !(named.isAbout(finding) || haplotypePart.map { named.isAbout($0.original) } == true)
  }
}
