// How much one piece of evidence weighs, and the five classes that evidence adds up to.

/// Weight of a criterion, weakest first.
package enum EvidenceStrength: String, Sendable, CaseIterable, Comparable {
  case supporting
  case moderate
  case strong
  case veryStrong = "very_strong"
  case standAlone = "stand_alone"

  /// The suffix that a criterion carries when its strength was changed, such as `Moderate` in `PS3_Moderate`.
  package var suffix: String {
    switch self {
    case .supporting: "Supporting"
    case .moderate: "Moderate"
    case .strong: "Strong"
    case .veryStrong: "VeryStrong"
    case .standAlone: "StandAlone"
    }
  }

  private var rank: Int {
    switch self {
    case .supporting: 1
    case .moderate: 2
    case .strong: 3
    case .veryStrong: 4
    case .standAlone: 5
    }
  }

  /// The weaker before the stronger.
  package static func < (left: EvidenceStrength, right: EvidenceStrength) -> Bool { left.rank < right.rank }
}

/// The five classes of ACMG/AMP 2015.
package enum VariantClassification: String, Sendable, CaseIterable {
  case pathogenic = "Pathogenic"
  case likelyPathogenic = "Likely pathogenic"
  case uncertain = "Uncertain significance"
  case likelyBenign = "Likely benign"
  case benign = "Benign"

  /// Whether the class is (likely) pathogenic.
  package var isPathogenic: Bool { self == .pathogenic || self == .likelyPathogenic }
}

/// A criterion of ACMG/AMP 2015 (Richards et al. 2015, Genet Med 17:405).
package enum ACMGCriterion: String, Sendable, CaseIterable {
  case pvs1 = "PVS1"
  case ps1 = "PS1"
  case ps2 = "PS2"
  case ps3 = "PS3"
  case ps4 = "PS4"
  case pm1 = "PM1"
  case pm2 = "PM2"
  case pm3 = "PM3"
  case pm4 = "PM4"
  case pm5 = "PM5"
  case pm6 = "PM6"
  case pp1 = "PP1"
  case pp2 = "PP2"
  case pp3 = "PP3"
  case pp4 = "PP4"
  case pp5 = "PP5"
  case ba1 = "BA1"
  case bs1 = "BS1"
  case bs2 = "BS2"
  case bs3 = "BS3"
  case bs4 = "BS4"
  case bp1 = "BP1"
  case bp2 = "BP2"
  case bp3 = "BP3"
  case bp4 = "BP4"
  case bp5 = "BP5"
  case bp6 = "BP6"
  case bp7 = "BP7"

  /// Whether it supports a pathogenic variant.
  package var isPathogenic: Bool { rawValue.hasPrefix("P") }

  /// The strength it has unless changed.
  package var defaultStrength: EvidenceStrength {
    if self == .pvs1 { return .veryStrong }
    if self == .ba1 { return .standAlone }
    if rawValue.hasPrefix("PS") || rawValue.hasPrefix("BS") { return .strong }
    return rawValue.hasPrefix("PM") ? .moderate : .supporting
  }
}

/// A criterion that was applied, at a strength.
package struct AppliedCriterion: Sendable, Hashable {
  /// Which criterion.
  package let criterion: ACMGCriterion
  /// At which strength.
  package let strength: EvidenceStrength

  /// A criterion at a strength, its default one if none is given.
  package init(_ criterion: ACMGCriterion, _ strength: EvidenceStrength? = nil) {
    self.criterion = criterion
    self.strength = strength ?? criterion.defaultStrength
  }

  /// The code with a suffix if the strength is not the default one, such as `PM2_Supporting`.
  package var code: String {
    strength == criterion.defaultStrength ? criterion.rawValue : "\(criterion.rawValue)_\(strength.suffix)"
  }
}
