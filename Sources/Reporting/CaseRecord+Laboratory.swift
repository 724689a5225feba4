// The parts of a clinical record that the laboratory keeps: specimen, names in the laboratory, judged criteria.

extension CaseRecord {
  /// The specimen that the laboratory received. Dates are `YYYY-MM-DD`, with a time if the record has one.
  package struct Specimen: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// What it is: `blood`, `skin biopsy`.
    package var type: String?
    /// The laboratory's number for it.
    package var id: String?
    /// When it was taken.
    package var collected: String?
    /// When it reached the laboratory.
    package var received: String?
  }

  /// The names that a person's samples have in the laboratory; the case's id need not be among them.
  package struct Identity: Sendable, Hashable, Codable {
    /// No other name than the case's id.
    package init() {}

    /// Sample names of DNA.
    package var samples: [String] = []
    /// Sample names of RNA.
    package var rnaSamples: [String] = []
    /// Fibroblast lines.
    package var lines: [String] = []

    /// Every name.
    package var all: [String] { samples + rnaSamples + lines }
  }

  /// A criterion of the ACMG/AMP scheme as a person judged it.
  package struct Curation: Sendable, Hashable, Codable {
    /// How strongly the criterion applies.
    package enum Strength: String, Sendable, CaseIterable, Codable {
      case supporting, moderate, strong
      case veryStrong = "very_strong"
      case standAlone = "stand_alone"
      case notMet = "not_met"
    }
    /// The criterion: `PS4`.
    package var code: String
    /// How strongly it applies.
    package var strength: Strength
    /// What was counted, such as probands.
    package var count: Int?
    /// Why.
    package var reason: String?
    /// Who judged it.
    package var by: String?
    /// When, as `YYYY-MM-DD`.
    package var date: String?

    /// A judged criterion.
    package init(code: String, strength: Strength) {
      self.code = code
      self.strength = strength
    }

    /// The criteria of Richards et al. 2015.
    package static let codes: [String] =
      ["PVS1", "BA1"] + (1...4).map { "PS\($0)" } + (1...6).map { "PM\($0)" } + (1...5).map { "PP\($0)" }
      + (1...4).map { "BS\($0)" } + (1...7).map { "BP\($0)" }
  }
}
