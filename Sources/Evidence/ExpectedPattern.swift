// The biochemical phenotype expected of each molecular class: data of rules/concordance.json.

import Documents
import Numerics

/// Expected patterns, read once from the embedded rules.
package struct ExpectedPatterns: Sendable {
  /// The pattern of one class.
  package struct Pattern: Sendable, Hashable {
    /// The class.
    package let molecularClass: PatternClass
    /// The pattern in words.
    package let text: String
    /// Expected bands, in the units of the rules; an axis without a band is expected normal.
    package let bands: [AssayAxisKind: ClosedRange<Double>]
  }

  /// Name and version of the rules.
  package let label: String
  /// Where they come from.
  package let source: String
  /// Odds from which a pattern counts as concordant.
  package let concordantOdds: Double
  /// Power without which nothing is called discordant.
  package let powerNeeded: Double
  /// The most that one axis may weigh, as odds.
  package let axisOddsCap: Double
  /// Title of each axis.
  package let titles: [AssayAxisKind: String]
  private let patterns: [PatternClass: Pattern]

  /// The patterns compiled into the program.
  package static let embedded = ExpectedPatterns(EmbeddedRules.document(named: "concordance.json"))

  /// The pattern of a class.
  package subscript(molecularClass: PatternClass) -> Pattern {
    guard let pattern = patterns[molecularClass] else { preconditionFailure("the rules know every class") }
    return pattern
  }

  init(_ document: DocumentNode) {
    label = "\(document.word("name"))/\(document.word("version"))"
    source = document.word("source")
    concordantOdds = document.value("concordant_odds")
    powerNeeded = document.value("power_needed")
    axisOddsCap = document.value("axis_odds_cap")
    titles = Dictionary(
      uniqueKeysWithValues: document.part("axes").elements.compactMap { axis in
        AssayAxisKind(rawValue: axis.word("axis")).map { ($0, axis.word("title")) }
      })
    patterns = Dictionary(
      uniqueKeysWithValues: document.part("classes").elements.compactMap { entry in
        guard let molecularClass = PatternClass(rawValue: entry.word("class")) else { return nil }
        let bands = entry.part("bands").entries.compactMap { band -> (AssayAxisKind, ClosedRange<Double>)? in
          let ends = band.value.elements.compactMap(\.number)
          guard let kind = AssayAxisKind(rawValue: band.key), ends.count == 2 else { return nil }
          return (kind, ends[0]...ends[1])
        }
        return (
          molecularClass,
          Pattern(
            molecularClass: molecularClass, text: entry.word("text"), bands: Dictionary(uniqueKeysWithValues: bands))
        )
      })
    precondition(patterns.count == PatternClass.allCases.count, "the rules know every class")
    precondition(titles.count == AssayAxisKind.allCases.count, "the rules know every axis")
  }

  /// Turns a band of the rules into the axis's scale of analysis.
  static func onScale(_ band: ClosedRange<Double>, of axis: AxisReading) -> ClosedRange<Double> {
    func end(_ value: Double) -> Double {
      switch axis.kind {
      case .synthesis, .typeIIIRatio: return axis.controlMean + Elementary.log(value)
      case .chainRatio: return Elementary.log(value)
      case .secretion:
        let fraction = min(max(value * axis.natural(axis.controlMean) / 100, 1e-6), 1 - 1e-6)
        return Elementary.log(fraction / (1 - fraction))
      case .migration: return axis.controlMean + value * axis.controlSD
      case .melting: return axis.controlMean + value
      }
    }
    return end(band.lowerBound)...end(band.upperBound)
  }
}
