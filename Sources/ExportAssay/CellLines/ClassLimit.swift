// The limits that a laboratory may change: key, unit, range and meaning of each, for the page, the template and `--limits`.

package import Documents

/// One limit of the class rule or of plausibility.
package struct ClassLimit: Sendable {
  /// Its key in a limits file.
  package let key: String
  /// Its unit; empty for a plain number.
  package let unit: String
  /// What it may be.
  package let range: ClosedRange<Double>
  /// What it decides.
  package let meaning: String
  private let path: any WritableKeyPath<ClassRules, Double> & Sendable

  /// Its value in a set of rules.
  package func value(in rules: ClassRules) -> Double { rules[keyPath: path] }

  private init(
    _ key: String, _ path: any WritableKeyPath<ClassRules, Double> & Sendable, _ range: ClosedRange<Double>,
    _ unit: String = "", _ meaning: String
  ) {
    self.key = key
    self.path = path
    self.range = range
    self.unit = unit
    self.meaning = meaning
  }

  /// All limits in the order of the page.
  package static let all: [ClassLimit] = [
    .init(
      "false_abnormal", \.falseAbnormal, 0.001...0.2, "",
      "probability that a normal line is called abnormal on any readout"),
    .init("second_readout", \.secondReadout, 0.001...0.1, "", "one-sided p value that a second readout needs"),
    .init(
      "mixed_amount", \.mixedAmount, 0.001...0.2, "",
      "one-sided p value that low synthesis needs beside a structural finding"),
    .init(
      "mixed_likelihood_ratio", \.mixedLikelihoodRatio, 0.1...100, "",
      "likelihood ratio of a lost allele over a structural one from which the class is MIXED"),
    .init("null_high", \.nullHigh, 40...95, "% of control", "synthesis up to this may be that of a null allele"),
    .init("null_low", \.nullLow, 5...50, "% of control", "synthesis below this is more than a null allele explains"),
    .init("null_spread", \.nullSpread, 0...0.5, "", "standard deviation of ln synthesis between null alleles"),
    .init("structural_low", \.structuralLow, 30...100, "% of control", "least synthesis of a structural allele alone"),
    .init(
      "structural_high", \.structuralHigh, 90...200, "% of control", "greatest synthesis of a structural allele alone"),
    .init("secretion_high", \.secretionHigh, 50...100, "% of control", "secretion above this is not called low"),
    .init("null_effect", \.nullEffect, 20...80, "% of control", "synthesis that the power is given for"),
    .init("secretion_effect", \.secretionEffect, 40...95, "% of control", "secretion that the power is given for"),
    .init("power", \.power, 0.5...0.999, "", "power that a normal result needs"),
    .init("exclusion", \.exclusion, 0.001...0.1, "", "p value at which the loss must be excluded for a normal result"),
    .init("homotrimer", \.homotrimer, 0.3...1, "", "fraction of homotrimers from which the class is HOMOTRIMER"),
    .init("second_band", \.secondBand, 0...50, "% of alpha1(I)", "second band that counts"),
    .init("propeptide", \.propeptide, 0.02...0.9, "", "fraction of chains with N-propeptide that counts"),
    .init(
      "above_synthesis", \.aboveSynthesis, 105...300, "% of control", "synthesis from this on is above the controls"),
    .init(
      "above_secretion", \.aboveSecretion, 1.1...10, "times",
      "medium : cell layer from so many times that of the controls on is above them"),
    .init(
      "plausible_synthesis_low", \.plausibleSynthesisLow, 0...50, "% of control",
      "synthesis below this is flagged IMPLAUSIBLE"),
    .init(
      "plausible_synthesis_high", \.plausibleSynthesisHigh, 150...1000, "% of control",
      "synthesis above this is flagged IMPLAUSIBLE"),
    .init(
      "plausible_secretion", \.plausibleSecretion, 0...60, "% of control", "secretion below this is flagged IMPLAUSIBLE"
    ),
  ]

  /// A limits file with the defaults.
  package static var template: String {
    let rules = ClassRules()
    let lines = all.map { limit in
      let unit = limit.unit.isEmpty ? "" : ", \(limit.unit)"
      let range =
        "\(NumberText.significant(limit.range.lowerBound)) to \(NumberText.significant(limit.range.upperBound))"
      return "# \(limit.meaning) (\(range)\(unit))\n\(limit.key): \(NumberText.significant(limit.value(in: rules)))\n"
    }
    return
      "# Limits of the fibroblast assay (collagen assay --limits FILE). Keys that are left out keep these values.\n"
      + lines.joined()
  }

  /// The rules with limits by their keys, as a document has them; `nil` where one is no limit or out of its range.
  package static func rules(_ limits: [String: Double]) -> ClassRules? {
    var rules = ClassRules()
    for (key, value) in limits {
      guard let limit = all.first(where: { $0.key == key }), limit.range.contains(value) else { return nil }
      rules[keyPath: limit.path] = value
    }
    return rules
  }

  /// Changes rules by a limits file.
  ///
  /// - Throws: every key that is not known, value that is no number or out of its range, and limits that exclude each other.
  package static func apply(_ document: DocumentNode, file: String, to rules: inout ClassRules) throws(InputFaults) {
    guard case .table(let entries) = document.content else {
      throw InputFaults(.wrongType, file: file, line: 1, reason: "a limits file has a key and a number in each line")
    }
    var faults: [InputFault] = []
    for entry in entries {
      func fault(_ code: InputFault.Code, _ reason: String, _ remedy: String) {
        faults.append(
          InputFault(
            code, file: file, line: entry.mark.line, column: entry.mark.column, place: entry.key, reason: reason,
            remedy: remedy))
      }
      guard let limit = all.first(where: { $0.key == entry.key }) else {
        let near = all.map(\.key).min { editDistance($0, entry.key) < editDistance($1, entry.key) } ?? ""
        fault(
          .unknownKey, "no limit of this name",
          editDistance(near, entry.key) <= 3 ? "did you mean \(near)?" : "collagen template limits lists them")
        continue
      }
      guard let value = entry.value.number else {
        fault(.wrongType, "not a number", "write a plain number")
        continue
      }
      guard limit.range.contains(value) else {
        fault(
          .outOfRange, "\(NumberText.significant(value)) is out of range",
          "write a number from \(NumberText.significant(limit.range.lowerBound)) to \(NumberText.significant(limit.range.upperBound))"
        )
        continue
      }
      rules[keyPath: limit.path] = value
    }
    func order(_ low: String, _ high: String) {
      guard let a = all.first(where: { $0.key == low }), let b = all.first(where: { $0.key == high }),
        !(a.value(in: rules) < b.value(in: rules))
      else { return }
      faults.append(
        InputFault(.conflict, file: file, reason: "\(low) is not below \(high)", remedy: "correct one of them"))
    }
    order("null_low", "null_high")
    order("structural_low", "structural_high")
    order("null_low", "null_effect")
    order("null_effect", "null_high")
    if !faults.isEmpty { throw InputFaults(faults) }
  }
}
