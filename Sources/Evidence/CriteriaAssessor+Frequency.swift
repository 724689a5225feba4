// PM2, BA1 and BS1: the filtering allele frequency of exactly this change against what the disorder can explain.

import BioSequence
import Knowledge
import Numerics
import Reporting
import TypeICollagen

/// A frequency of an allele in a population, with what it rests on.
struct PopulationFrequency: Sendable {
  /// Point estimate: of all samples where the file counts them, else the greatest of those that it has.
  let frequency: Double
  /// Filtering allele frequency: the greatest population frequency that the observed count excludes at 95 %, of all samples
  /// and of the groups that the file counts.
  let filtering: Double
  /// Names and values of the fields, the count of all samples first.
  let inputs: [CriterionOutcome.Input]
  /// Whether the file itself counts the allele.
  let hasCounts: Bool
  /// Whether the number of alleles is known, from the file or from the data set that a field is of.
  let isCounted: Bool

  /// Of one entry, by the rule pack's fields; `nil` if the entry holds no frequency.
  init?(_ numbers: [String: Double], rules: RulePack.Population) {
    var inputs: [CriterionOutcome.Input] = []
    var filtering = 0.0
    var points: [Double] = []
    let wholes = KnownVariant.wholeEndings.filter(rules.counts.contains)
    for ending in wholes + rules.counts.filter({ !wholes.contains($0) }) {
      guard let count = numbers["AC" + ending], let number = numbers["AN" + ending], number > 0, count <= number else {
        continue
      }
      let bound = PopulationFrequency.filtering(count: count, of: number, confidence: rules.confidence)
      filtering = max(filtering, bound)
      let name = "AC\(ending)/AN\(ending)"
      inputs.append(CriterionOutcome.Input(name, "\(decimal(count, 9))/\(decimal(number, 9))"))
      // What a single allele is of a group says nothing of the population; its filtering frequency does.
      if wholes.contains(ending) {
        points.append(count / number)
      } else {
        inputs.append(CriterionOutcome.Input("filtering_allele_frequency of \(name)", decimal(bound, 3)))
        if !wholes.contains(where: { numbers["AC" + $0] != nil && numbers["AN" + $0] != nil }) {
          points.append(count / number)
        }
      }
    }
    // The file's own filtering frequency is over all its populations.
    for field in rules.filteringFields {
      guard let value = numbers[field] else { continue }
      filtering = max(filtering, value)
      inputs.append(CriterionOutcome.Input(field, decimal(value, 3)))
    }
    hasCounts = !points.isEmpty
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
    isCounted = hasCounts || filtering > 0 || rules.nominal.contains { numbers[$0.field] != nil }
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
  /// How well a place is covered in a population file.
  private enum Seen { case wholly, thinly(String), notKnown }

  /// PM2, BA1 and BS1.
  ///
  /// - Parameter silent: whether BP4 or BP7 say that splicing and protein stay as they are: rarity then supports nothing.
  func frequency(silent: Bool) -> [CriterionOutcome] {
    guard let known = inputs.known else { return every([], missingKnown) }
    let file = Input("known", fileNames(known))
    guard let variant else { return every([file], "the alleles of this variant cannot be compared with the file's") }
    let entries = known.entries(of: variant, symbol: finding.gene)
    if let found = present(entries.filter { !$0.isFiltered }, known, silent: silent, file: file) { return found }
    if entries.contains(where: \.isFiltered) {
      return every(
        [file], "the population file marks this allele with a filter: neither its frequency nor its absence is evidence"
      )
    }
    return absent(variant, entries, known, silent: silent, file: file)
  }

  private func every(_ more: [Input], _ reason: String) -> [CriterionOutcome] {
    [.pm2, .ba1, .bs1].map {
      CriterionOutcome($0, .notAssessed, rule: "\($0.rawValue).frequency", inputs: names + more, reason: reason)
    }
  }

  /// By the entries of the allele; `nil` if none holds a frequency. BA1 and BS1 are judged by the greatest filtering
  /// frequency of all entries, rarity by the counts of a file that covers the place in enough samples, where there are such.
  private func present(
    _ entries: [KnownVariant], _ known: KnownVariants, silent: Bool, file: Input
  ) -> [CriterionOutcome]? {
    let rules = inputs.pack.population
    var all = entries.compactMap { entry in
      PopulationFrequency(entry.numbers, rules: rules).map { (own: $0, seen: seen(entry, $0, known), file: entry.file) }
    }
    // The frequency that the embedded entries have from gnomAD gives way to gnomAD's own counts.
    if all.contains(where: \.own.hasCounts) {
      all.removeAll { known.files[$0.file].name == KnownVariants.embeddedName }
    }
    let order = all.sorted { ($0.own.filtering, $0.own.frequency) > ($1.own.filtering, $1.own.frequency) }
    guard let greatest = order.first else { return nil }
    func isWhole(_ seen: Seen) -> Bool { if case .wholly = seen { true } else { false } }
    let best = order.first { $0.own.hasCounts && isWhole($0.seen) } ?? greatest
    var shown = best.own.inputs
    if best.file != greatest.file, greatest.own.filtering > best.own.filtering { shown += greatest.own.inputs }
    return byFrequency(
      best.own, filtering: greatest.own.filtering, seen: best.seen, silent: silent, inputs: [file] + shown)
  }

  /// By the allele number of all samples, against the file's greatest.
  private func seen(_ entry: KnownVariant, _ found: PopulationFrequency, _ known: KnownVariants) -> Seen {
    guard found.hasCounts else { return .wholly }
    guard let own = entry.alleleNumber else { return .notKnown }
    let largest = known.largestAlleleNumbers(ofFile: entry.file)[own.field] ?? own.number
    guard own.number < inputs.pack.population.leastCoveredFraction * largest else { return .wholly }
    return .thinly(thinWords(own.number, of: largest, file: known.files[entry.file].name))
  }

  private func thinWords(_ number: Double, of largest: Double, file: String) -> String {
    "\(decimal(number, 9)) of \(decimal(largest, 9)) alleles (AN) of \(file), less than "
      + "\(decimal(inputs.pack.population.leastCoveredFraction, 2)) of them"
  }

  /// By the absence of the allele: of a file of one chromosome, or of a piece of one, it counts where the file has records
  /// around the place, of which the nearest were seen in enough samples.
  private func absent(
    _ variant: Variant, _ entries: [KnownVariant], _ known: KnownVariants, silent: Bool, file: Input
  ) -> [CriterionOutcome] {
    let rules = inputs.pack.population
    let populations = known.files.indices.filter { known.files[$0].isCompletePopulation }
    guard !entries.contains(where: { populations.contains($0.file) }), !populations.isEmpty else {
      return every(
        [file],
        entries.isEmpty
          ? "no file of a whole population was given; that this change is on no file says nothing of its frequency"
          : "the record of this change holds no frequency")
    }
    let places = populations.map { index in
      known.stretch(ofFile: index, symbol: finding.gene, leastCovered: rules.leastCoveredFraction)
        .coverage(of: variant.range)
    }
    if places.contains(.covered) {
      let more = [file, Input("AF", "absent from a complete population file")]
      return PopulationFrequency(["AC": 0, "AN": 1], rules: rules).map {
        byFrequency($0, filtering: 0, seen: .wholly, silent: silent, inputs: more)
      } ?? []
    }
    for (index, place) in zip(populations, places) {
      guard case .thin(let number, let largest) = place else { continue }
      return every(
        [file],
        "the change is on no file of a population, but a record beside its place counts "
          + "\(thinWords(number, of: largest, file: known.files[index].name)): too few samples were seen there for its "
          + "absence to be evidence")
    }
    return every(
      [file],
      "the change is on no file of a population, but none has records on both sides of its place "
        + "(\(PopulationStretch.rule)): that part of the gene may not be in the file")
  }

  private func byFrequency(
    _ found: PopulationFrequency, filtering greatest: Double, seen: Seen, silent: Bool, inputs more: [Input]
  ) -> [CriterionOutcome] {
    let rules = inputs.pack.population
    let given = names + more + [Input("filtering_allele_frequency", decimal(greatest, 3))]
    func outcome(_ criterion: ACMGCriterion, _ strength: EvidenceStrength?, _ reason: String) -> CriterionOutcome {
      CriterionOutcome(
        criterion, strength.map { .applied($0) } ?? .notMet, rule: "\(criterion.rawValue).frequency", inputs: given,
        reason: reason)
    }
    let rarity = rarity(found, filtering: greatest, seen: seen, silent: silent)
    guard found.isCounted else {
      let reason = "the file gives a frequency without the number of alleles that it was counted in"
      return [outcome(.pm2, nil, rarity.0 == nil ? rarity.1 : reason)]
        + [ACMGCriterion.ba1, .bs1].map {
          CriterionOutcome($0, .notAssessed, rule: "\($0.rawValue).frequency", inputs: given, reason: reason)
        }
    }
    let filtering = decimal(greatest, 3)
    let isCommon = greatest > rules.standAloneAbove
    let strong: (EvidenceStrength?, String) =
      isCommon
      ? (nil, "counted under BA1")
      : recessiveNote.isEmpty
        ? byDominantLimits(greatest) : (nil, "filtering allele frequency \(filtering)" + recessiveNote)
    return [
      outcome(.pm2, rarity.0, rarity.1),
      outcome(
        .ba1, isCommon ? .standAlone : nil,
        "filtering allele frequency \(filtering), \(isCommon ? "above" : "not above") \(decimal(rules.standAloneAbove, 3))"
      ),
      outcome(.bs1, strong.0, strong.1),
    ]
  }

  /// Whether an allele is rare, and why or why not.
  private func rarity(
    _ found: PopulationFrequency, filtering: Double, seen: Seen, silent: Bool
  ) -> (EvidenceStrength?, String) {
    let rules = inputs.pack.population
    let bound = decimal(rules.maximumCredible, 2)
    let tooFrequent = "more frequent than \(bound), the maximum credible allele frequency" + recessiveNote
    if filtering > rules.maximumCredible { return (nil, tooFrequent) }
    // Of few samples one allele is a great fraction, and no sign that it is frequent.
    switch seen {
    case .thinly(let words):
      return (nil, "not called rare: its record counts \(words), so that too few samples were seen")
    case .notKnown:
      return (
        nil, "not called rare: the record has no allele number of all samples (AN), which tells how many were seen"
      )
    case .wholly: break
    }
    if found.frequency > rules.maximumCredible { return (nil, tooFrequent) }
    return silent
      ? (nil, "rare, but no effect on splicing or protein is predicted: nearly every such change is rare")
      : (rules.rareStrength, "absent, or no more frequent than \(bound): \(rules.derivationText)")
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
