// The rules of evidence as data: strengths, bounds, words and sources, read from the embedded rules/acmg.json.

/// A versioned set of rules. The program holds one; a report names it.
public struct RulePack: Sendable {
  /// How a criterion is treated.
  public enum Use: String, Sendable, CaseIterable {
    /// Judged by the program where its inputs exist.
    case automatic
    /// Left to a person.
    case manual
    /// Not used for these genes.
    case never
  }

  /// What the pack says of one criterion.
  public struct CriterionRule: Sendable, Hashable {
    /// How it is treated.
    public let use: Use
    /// What it asks, in a few words.
    public let title: String
    /// Why it is not judged; empty for an automatic one.
    public let reason: String
  }

  /// A branch of the decision tree of PVS1.
  public struct Branch: Sendable, Hashable {
    /// Its identifier, which is the rule id of the ledger.
    public let id: String
    /// The strength given, or `nil` where PVS1 does not apply.
    public let strength: EvidenceStrength?
    /// Why.
    public let text: String
  }

  /// A bound of a predictor's score with the strength it gives.
  public struct ScoreStep: Sendable, Hashable {
    /// At least this (PP3), or at most this (BP4).
    public let bound: Double
    /// The strength given.
    public let strength: EvidenceStrength
  }

  /// A predictor whose scores are understood.
  public struct Predictor: Sendable, Hashable {
    /// Name as in the scores file.
    public let name: String
    /// `missense` or `splicing`.
    public let looksAt: String
    /// Where the bounds come from.
    public let source: String
    /// Steps for PP3, strongest first.
    public let pathogenic: [ScoreStep]
    /// Steps for BP4, strongest first.
    public let benign: [ScoreStep]
  }

  /// Bounds on the allele frequency.
  public struct Population: Sendable, Hashable {
    /// INFO fields that hold a frequency.
    public let fields: [String]
    /// BA1 above this.
    public let standAloneAbove: Double
    /// BS1 above this.
    public let strongAbove: Double
    /// PM2 at or below this.
    public let rareAtMost: Double
    /// The strength of PM2.
    public let rareStrength: EvidenceStrength
    /// Sources of the three.
    public let sources: [String]
  }

  /// How the functional study is weighed.
  public struct Functional: Sendable, Hashable {
    /// Least OddsPath of PS3 at very strong, strong, moderate, supporting.
    public let damaging: [ScoreStep]
    /// Greatest OddsPath of BS3 at strong, moderate, supporting.
    public let benign: [ScoreStep]
    /// Where the thresholds come from.
    public let source: String
    /// Fewest controls for more than supporting strength.
    public let controlsForModerate: Int
    /// Whether the strength is taken from the unfavourable end of the interval.
    public let usesLowerBound: Bool
    /// Sensitivity and specificity taken without a validation table, and where from.
    public let defaultSensitivity: Double
    /// See ``defaultSensitivity``.
    public let defaultSpecificity: Double
    /// See ``defaultSensitivity``.
    public let defaultSource: String
    /// Greatest strength of a normal assay without a validation table.
    public let capNormal: EvidenceStrength
    /// Greatest strength of an abnormal assay without a validation table.
    public let capAbnormal: EvidenceStrength
  }

  /// Name of the pack.
  public let name: String
  /// Its version, raised with every change.
  public let version: String
  /// The disorder it is made for.
  public let disorder: String
  /// Point schemes; the first is the one that decides.
  public let schemes: [PointScheme]
  /// Odds of very strong evidence.
  public let oddsVeryStrong: Double
  /// Prior probability.
  public let prior: Double
  /// Bounds on the allele frequency.
  public let population: Population
  /// Values of CLNSIG that mean pathogenic, and likely pathogenic.
  public let knownPathogenic: [[String]]
  /// Values of CLNREVSTAT that are not trusted.
  public let refusedReview: [String]
  /// Strengths of PS1 and PM5 from pathogenic and from likely pathogenic entries.
  public let knownStrengths: [String: EvidenceStrength]
  /// Predictors.
  public let predictors: [Predictor]
  /// Meioses and strengths of PP1, strongest first, with the source.
  public let segregation: (steps: [(meioses: Int, strength: EvidenceStrength)], source: String)
  /// Signs needed for PP4, and the source.
  public let phenotype: (features: Int, source: String)
  /// Branches of PVS1 by id.
  public let branches: [String: Branch]
  /// Strength and words of PM4 for an in-frame skip.
  public let inFrameSkip: Branch
  /// How the functional study is weighed.
  public let functional: Functional
  /// What the pack says of each criterion.
  public let criteria: [ACMGCriterion: CriterionRule]

  /// The pack compiled into the program.
  public static let embedded = RulePack(EmbeddedRules.document(named: "acmg.json"))

  /// Name and version in one word, for ledgers.
  public var label: String { "\(name)/\(version)" }

  /// The scheme that decides.
  public var scheme: PointScheme { schemes[0] }

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
public enum RuleFiles {
  /// The names of the embedded files, sorted.
  public static var names: [String] { EmbeddedRules.files.map(\.name) }

  /// The content of an embedded file; `nil` for a name that is not in ``names``.
  public static func text(named name: String) -> String? {
    EmbeddedRules.files.first { $0.name == name }?.text.description
  }
}
