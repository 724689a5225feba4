// The rules of evidence as data: strengths, bounds, words and sources, read from the embedded rules/acmg.json.

import Documents
import DocumentsYAML

/// A versioned set of rules. The program holds one; a report names it.
package struct RulePack: Sendable {
  /// How a criterion is treated.
  package enum Use: String, Sendable, CaseIterable {
    /// Judged by the program where its inputs exist.
    case automatic
    /// Left to a person.
    case manual
    /// Not used for these genes.
    case never
  }

  /// What the pack says of one criterion.
  package struct CriterionRule: Sendable, Hashable {
    /// How it is treated.
    package let use: Use
    /// What it asks, in a few words.
    package let title: String
    /// Why it is not judged; empty for an automatic one.
    package let reason: String
  }

  /// A branch of the decision tree of PVS1.
  package struct Branch: Sendable, Hashable {
    /// Its identifier, which is the rule id of the ledger.
    package let id: String
    /// The strength given, or `nil` where PVS1 does not apply.
    package let strength: EvidenceStrength?
    /// Why.
    package let text: String
  }

  /// A bound of a predictor's score with the strength it gives.
  package struct ScoreStep: Sendable, Hashable {
    /// At least this (PP3), or at most this (BP4).
    package let bound: Double
    /// The strength given.
    package let strength: EvidenceStrength
  }

  /// A predictor whose scores are understood.
  package struct Predictor: Sendable, Hashable {
    /// Name as in the scores file.
    package let name: String
    /// `missense` or `splicing`.
    package let looksAt: String
    /// Where the bounds come from.
    package let source: String
    /// Steps for PP3, strongest first.
    package let pathogenic: [ScoreStep]
    /// Steps for BP4, strongest first.
    package let benign: [ScoreStep]
  }

  /// Bounds on the allele frequency.
  package struct Population: Sendable, Hashable {
    /// INFO fields that hold a frequency.
    package let fields: [String]
    /// BA1 above this.
    package let standAloneAbove: Double
    /// BS1 above this.
    package let strongAbove: Double
    /// PM2 at or below this.
    package let rareAtMost: Double
    /// The strength of PM2.
    package let rareStrength: EvidenceStrength
    /// Sources of the three.
    package let sources: [String]
  }

  /// How the functional study is weighed.
  package struct Functional: Sendable, Hashable {
    /// Least OddsPath of PS3 at very strong, strong, moderate, supporting.
    package let damaging: [ScoreStep]
    /// Greatest OddsPath of BS3 at strong, moderate, supporting.
    package let benign: [ScoreStep]
    /// Where the thresholds come from.
    package let source: String
    /// Fewest controls for more than supporting strength.
    package let controlsForModerate: Int
    /// Whether the strength is taken from the unfavourable end of the interval.
    package let usesLowerBound: Bool
    /// Sensitivity and specificity taken without a validation table, and where from.
    package let defaultSensitivity: Double
    /// See ``defaultSensitivity``.
    package let defaultSpecificity: Double
    /// See ``defaultSensitivity``.
    package let defaultSource: String
    /// Greatest strength of a normal assay without a validation table.
    package let capNormal: EvidenceStrength
    /// Greatest strength of an abnormal assay without a validation table.
    package let capAbnormal: EvidenceStrength
  }

  /// Name of the pack.
  package let name: String
  /// Its version, raised with every change.
  package let version: String
  /// The disorder it is made for.
  package let disorder: String
  /// Point schemes; the first is the one that decides.
  package let schemes: [PointScheme]
  /// Odds of very strong evidence.
  package let oddsVeryStrong: Double
  /// Prior probability.
  package let prior: Double
  /// Bounds on the allele frequency.
  package let population: Population
  /// Values of CLNSIG that mean pathogenic, and likely pathogenic.
  package let knownPathogenic: [[String]]
  /// Values of CLNREVSTAT that are not trusted.
  package let refusedReview: [String]
  /// Strengths of PS1 and PM5 from pathogenic and from likely pathogenic entries.
  package let knownStrengths: [String: EvidenceStrength]
  /// Predictors.
  package let predictors: [Predictor]
  /// Meioses and strengths of PP1, strongest first, with the source.
  package let segregation: (steps: [(meioses: Int, strength: EvidenceStrength)], source: String)
  /// Signs needed for PP4, and the source.
  package let phenotype: (features: Int, source: String)
  /// Branches of PVS1 by id.
  package let branches: [String: Branch]
  /// Strength and words of PM4 for an in-frame skip.
  package let inFrameSkip: Branch
  /// How the functional study is weighed.
  package let functional: Functional
  /// What the pack says of each criterion.
  package let criteria: [ACMGCriterion: CriterionRule]

  /// The pack compiled into the program.
  package static let embedded = RulePack(EmbeddedRules.document(named: "acmg.json"))

  /// Name and version in one word, for ledgers.
  package var label: String { "\(name)/\(version)" }

  /// The scheme that decides.
  package var scheme: PointScheme { schemes[0] }

  func branch(_ id: String) -> Branch {
    guard let branch = branches[id] else { preconditionFailure("the rule pack has this branch") }
    return branch
  }
}

extension EmbeddedRules {
  /// One of the embedded files as a document.
  static func document(named name: String) -> DocumentNode {
    guard let file = files.first(where: { $0.name == name }),
      let document = try? DocumentNode.parse(file.text.description, file: name)
    else { preconditionFailure("the rule file is embedded and sound") }
    return document
  }
}

/// Access to the embedded rule files as they are, for export and for the test that compares them.
package enum RuleFiles {
  /// The names of the embedded files, sorted.
  package static var names: [String] { EmbeddedRules.files.map(\.name) }

  /// The content of an embedded file; `nil` for a name that is not in ``names``.
  package static func text(named name: String) -> String? {
    EmbeddedRules.files.first { $0.name == name }?.text.description
  }
}
