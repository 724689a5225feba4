// Adds criteria up: by the combining rules of 2015, and by points.

import Numerics

/// The combining rules of ACMG/AMP 2015, Table 5 (Richards et al. 2015, Genet Med 17:405).
///
/// Criteria count at the strength they were applied with. The table knows no benign evidence between supporting and
/// stand-alone but "strong": benign criteria at moderate or very strong are counted there.
package enum CombiningRules2015 {
  /// The class, with the reason in words.
  package struct Result: Sendable, Hashable {
    /// The class.
    package let classification: VariantClassification
    /// Which rule gave it.
    package let reason: String
  }

  /// Combines criteria.
  ///
  /// Pathogenic and benign evidence together make a variant uncertain, except that stand-alone evidence (BA1) decides
  /// when the pathogenic side meets no rule by itself.
  package static func classify(_ criteria: [AppliedCriterion]) -> Result {
    let counts = Counts(criteria)
    let pathogenic = counts.pathogenicSide
    let benign = counts.benignSide
    if let pathogenic, let benign {
      return Result(
        classification: .uncertain,
        reason: "the rules give both \(pathogenic.rawValue) and \(benign.rawValue): contradictory")
    }
    if counts.standAlone > 0, pathogenic == nil {
      return Result(classification: .benign, reason: "stand-alone evidence")
    }
    if counts.hasPathogenic && counts.hasBenign {
      return Result(classification: .uncertain, reason: "pathogenic and benign evidence contradict each other")
    }
    if let side = pathogenic ?? benign { return Result(classification: side, reason: "a combining rule is met") }
    return Result(classification: .uncertain, reason: "no combining rule is met")
  }

  private struct Counts {
    var veryStrong = 0
    var strong = 0
    var moderate = 0
    var supporting = 0
    var standAlone = 0
    var benignStrong = 0
    var benignSupporting = 0

    init(_ criteria: [AppliedCriterion]) {
      for applied in criteria {
        switch (applied.criterion.isPathogenic, applied.strength) {
        case (true, .veryStrong), (true, .standAlone): veryStrong += 1
        case (true, .strong): strong += 1
        case (true, .moderate): moderate += 1
        case (true, .supporting): supporting += 1
        case (false, .standAlone): standAlone += 1
        case (false, .supporting): benignSupporting += 1
        case (false, _): benignStrong += 1
        }
      }
    }

    var hasPathogenic: Bool { veryStrong + strong + moderate + supporting > 0 }
    var hasBenign: Bool { standAlone + benignStrong + benignSupporting > 0 }

    var pathogenicSide: VariantClassification? {
      let withVeryStrong =
        veryStrong >= 1
        && (strong >= 1 || moderate >= 2 || (moderate == 1 && supporting >= 1) || supporting >= 2)
      let withStrong =
        strong == 1
        && (moderate >= 3 || (moderate == 2 && supporting >= 2) || (moderate == 1 && supporting >= 4))
      if withVeryStrong || strong >= 2 || withStrong { return .pathogenic }
      let likely =
        (veryStrong >= 1 && moderate == 1) || (strong == 1 && (moderate == 1 || moderate == 2))
        || (strong == 1 && supporting >= 2) || moderate >= 3 || (moderate == 2 && supporting >= 2)
        || (moderate == 1 && supporting >= 4)
      return likely ? .likelyPathogenic : nil
    }

    var benignSide: VariantClassification? {
      if standAlone >= 1 || benignStrong >= 2 { return .benign }
      return (benignStrong == 1 && benignSupporting >= 1) || benignSupporting >= 2 ? .likelyBenign : nil
    }
  }
}

/// The naturally scaled points (Tavtigian et al. 2020, Hum Mutat 41:1734), with the bands of a named scheme.
package struct PointScheme: Sendable, Hashable {
  /// Identifier in the rule pack.
  package let id: String
  /// Name to print.
  package let name: String
  /// Where the bands come from.
  package let source: String
  /// Fewest points that are pathogenic, likely pathogenic, uncertain, likely benign.
  package let floors: [Int]

  /// The points of one applied criterion: 1, 2, 4, 8, negative on the benign side.
  package static func points(_ applied: AppliedCriterion) -> Int {
    let size =
      switch applied.strength {
      case .supporting: 1
      case .moderate: 2
      case .strong: 4
      case .veryStrong, .standAlone: 8
      }
    return applied.criterion.isPathogenic ? size : -size
  }

  /// The sum of the points.
  package static func total(_ criteria: [AppliedCriterion]) -> Int { criteria.reduce(0) { $0 + points($1) } }

  /// The class of a sum of points.
  package func classification(ofPoints points: Int) -> VariantClassification {
    let classes: [VariantClassification] = [.pathogenic, .likelyPathogenic, .uncertain, .likelyBenign]
    for (floor, classification) in zip(floors, classes) where points >= floor { return classification }
    return .benign
  }

  /// Odds of pathogenicity of a sum of points: `oddsVeryStrong^(points / 8)`.
  package static func odds(ofPoints points: Int, oddsVeryStrong: Double = 350) -> Double {
    Elementary.exp(Elementary.log(oddsVeryStrong) * Double(points) / 8)
  }

  /// Posterior probability from the odds and a prior probability.
  package static func posterior(odds: Double, prior: Double = 0.1) -> Double {
    odds * prior / ((odds - 1) * prior + 1)
  }
}
