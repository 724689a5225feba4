// PM2, BA1 and BS1: the filtering allele frequency of exactly this change against what the disorder can explain.

import BioSequence
import Knowledge
import Numerics
import Reporting
import TypeICollagen

/// A frequency of an allele in a population, with what it rests on.
struct PopulationFrequency: Sendable {
  /// Point estimate.
  let frequency: Double
  /// Filtering allele frequency: the greatest population frequency that the observed count excludes at 95 %.
  let filtering: Double
  /// Names and values of the fields.
  let inputs: [CriterionOutcome.Input]
  /// Allele number, where the file has one.
  let alleles: Double?
  /// Whether the number of alleles is known, from the file or from the data set that a field is of.
  let isCounted: Bool

  /// Of one entry, by the rule pack's fields; `nil` if the entry holds no frequency.
  init?(_ numbers: [String: Double], rules: RulePack.Population) {
    var inputs: [CriterionOutcome.Input] = []
    var filtering = 0.0
    var points: [Double] = []
    var alleles: Double?
    for ending in rules.counts {
      guard let count = numbers["AC" + ending], let number = numbers["AN" + ending], number > 0, count <= number else {
        continue
      }
      let bound = PopulationFrequency.filtering(count: count, of: number, confidence: rules.confidence)
      points.append(count / number)
      filtering = max(filtering, bound)
      alleles = alleles ?? number
      inputs.append(
        CriterionOutcome.Input("AC\(ending)/AN\(ending)", "\(decimal(count, 9))/\(decimal(number, 9))"))
    }
    // The file's own filtering frequency is over all its populations.
    for field in rules.filteringFields {
      guard let value = numbers[field] else { continue }
      filtering = max(filtering, value)
      inputs.append(CriterionOutcome.Input(field, decimal(value, 3)))
    }
    if points.isEmpty {
      for known in rules.nominal {
        guard let value = numbers[known.field] else { continue }
        let bound = PopulationFrequency.filtering(
          count: (value * known.alleles).rounded(), of: known.alleles, confidence: rules.confidence)
        points.append(value)
        filtering = max(filtering, bound)
        inputs.append(
          CriterionOutcome.Input(known.field, "\(decimal(value, 3)) of about \(decimal(known.alleles, 9)) alleles"))
      }
      for field in ["AF_joint", "AF_grpmax", "AF_popmax", "AF"] {
        guard let value = numbers[field] else { continue }
        points.append(value)
        inputs.append(CriterionOutcome.Input(field, decimal(value, 3)))
      }
    }
    guard let greatest = points.max() ?? (filtering > 0 ? filtering : nil) else { return nil }
    frequency = greatest
    self.filtering = filtering
    self.alleles = alleles
    isCounted = alleles != nil || filtering > 0 || rules.nominal.contains { numbers[$0.field] != nil }
    self.inputs = inputs
  }

  /// The greatest frequency f for which a count of at least this many alleles has a probability of at most 1 - confidence:
  /// half the chi-squared quantile with 2 AC degrees of freedom, divided by AN; 0 for up to one allele, as in gnomAD.
  static func filtering(count: Double, of number: Double, confidence: Double) -> Double {
    guard count > 1, number > 0 else { return 0 }
    return Distribution.chiSquaredQuantile(1 - confidence, df: 2 * count) / 2 / number
  }
}

extension CriteriaAssessor {
  /// PM2, BA1 and BS1.
  ///
  /// - Parameter silent: whether BP4 or BP7 say that splicing and protein stay as they are: rarity then supports nothing.
  func frequency(silent: Bool) -> [CriterionOutcome] {
    func every(_ status: CriterionOutcome.Status, _ more: [Input], _ reason: String) -> [CriterionOutcome] {
      [.pm2, .ba1, .bs1].map {
        CriterionOutcome($0, status, rule: "\($0.rawValue).frequency", inputs: names + more, reason: reason)
      }
    }
    guard let known = inputs.known else { return every(.notAssessed, [], missingKnown) }
    let file = Input("known", fileNames(known))
    guard let variant else {
      return every(.notAssessed, [file], "the alleles of this variant cannot be compared with the file's")
    }
    let entries = known.entries(of: variant, symbol: finding.gene)
    let rules = inputs.pack.population
    let counted = entries.filter { !$0.isFiltered }
    var found: (frequency: PopulationFrequency, entry: KnownVariant)?
    for entry in counted {
      guard let own = PopulationFrequency(entry.numbers, rules: rules) else { continue }
      if let best = found?.frequency, (best.filtering, best.frequency) >= (own.filtering, own.frequency) { continue }
      found = (own, entry)
    }
    if let (frequency, entry) = found {
      let largest = known.largestAlleleNumber(ofFile: entry.file) ?? 0
      let isThin = frequency.alleles.map { $0 < rules.leastCoveredFraction * largest } ?? false
      return byFrequency(frequency, isThin: isThin, silent: silent, inputs: [file] + frequency.inputs)
    }
    if entries.contains(where: \.isFiltered) {
      return every(
        .notAssessed, [file],
        "the population file marks this allele with a filter: neither its frequency nor its absence is evidence")
    }
    // Of a file of one chromosome, or of a piece of one, absence counts where the file has records around the place.
    let populations = known.files.indices.filter { known.files[$0].isCompletePopulation }
    let complete = populations.filter { known.stretch(ofFile: $0, symbol: finding.gene).surrounds(variant.range) }
    if !complete.isEmpty, !entries.contains(where: { complete.contains($0.file) }) {
      let absent = PopulationFrequency(["AC": 0, "AN": 1], rules: rules)
      return absent.map {
        byFrequency(
          $0, isThin: false, silent: silent, inputs: [file, Input("AF", "absent from a complete population file")])
      } ?? []
    }
    if entries.isEmpty, !populations.isEmpty {
      return every(
        .notAssessed, [file],
        "the change is on no file of a population, but none has records on both sides of its place "
          + "(\(PopulationStretch.rule)): that part of the gene may not be in the file")
    }
    return every(
      .notAssessed, [file],
      entries.isEmpty
        ? "no file of a whole population was given; that this change is on no file says nothing of its frequency"
        : "the record of this change holds no frequency")
  }

  private func byFrequency(
    _ found: PopulationFrequency, isThin: Bool, silent: Bool, inputs more: [Input]
  ) -> [CriterionOutcome] {
    let rules = inputs.pack.population
    let given = names + more + [Input("filtering_allele_frequency", decimal(found.filtering, 3))]
    func outcome(_ criterion: ACMGCriterion, _ strength: EvidenceStrength?, _ reason: String) -> CriterionOutcome {
      CriterionOutcome(
        criterion, strength.map { .applied($0) } ?? .notMet, rule: "\(criterion.rawValue).frequency", inputs: given,
        reason: reason)
    }
    let bound = decimal(rules.maximumCredible, 2)
    let isRare = found.frequency <= rules.maximumCredible && found.filtering <= rules.maximumCredible
    let rarity: (EvidenceStrength?, String) =
      isThin
      ? (nil, "covered in too few samples of the population file to call it rare")
      : silent && isRare
        ? (nil, "rare, but no effect on splicing or protein is predicted: nearly every such change is rare")
        : isRare
          ? (rules.rareStrength, "absent, or no more frequent than \(bound): \(rules.derivationText)")
          : (nil, "more frequent than \(bound), the maximum credible allele frequency" + recessiveNote)
    guard found.isCounted else {
      let reason = "the file gives a frequency without the number of alleles that it was counted in"
      return [outcome(.pm2, nil, rarity.0 == nil ? rarity.1 : reason)]
        + [ACMGCriterion.ba1, .bs1].map {
          CriterionOutcome($0, .notAssessed, rule: "\($0.rawValue).frequency", inputs: given, reason: reason)
        }
    }
    let filtering = decimal(found.filtering, 3)
    let isCommon = found.filtering > rules.standAloneAbove
    let strong: (EvidenceStrength?, String) =
      isCommon
      ? (nil, "counted under BA1")
      : recessiveNote.isEmpty
        ? byDominantLimits(found.filtering) : (nil, "filtering allele frequency \(filtering)" + recessiveNote)
    return [
      outcome(.pm2, rarity.0, rarity.1),
      outcome(
        .ba1, isCommon ? .standAlone : nil,
        "filtering allele frequency \(filtering), \(isCommon ? "above" : "not above") \(decimal(rules.standAloneAbove, 3))"
      ),
      outcome(.bs1, strong.0, strong.1),
    ]
  }

  /// Why the limits of the dominant disease do not hold; empty where they do.
  private var recessiveNote: String {
    guard let otherDisease, otherDisease.isRecessive else { return "" }
    return "; the limits are those of dominant osteogenesis imperfecta; \(otherDisease.name), which "
      + (otherDisease.isCarried ? "two such alleles cause, " : "the variant causes, ")
      + "is recessive, and no limit is set for it"
  }

  /// BS1 by what the dominant disease can explain.
  private func byDominantLimits(_ found: Double) -> (EvidenceStrength?, String) {
    let rules = inputs.pack.population
    let filtering = decimal(found, 3)
    if found > rules.strongAbove {
      return (
        .strong, "filtering allele frequency \(filtering), above \(decimal(rules.strongAbove, 3)): \(rules.sources[1])"
      )
    }
    return found > rules.supportingAbove
      ? (.supporting, "filtering allele frequency \(filtering), above \(rules.derivationText)")
      : (nil, "filtering allele frequency \(filtering), not above \(decimal(rules.supportingAbove, 3))")
  }
}
