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
    /// Who says so.
    package let source: String
  }

  /// How the functional study is weighed.
  package struct Functional: Sendable, Hashable {
    /// Least OddsPath of PS3 at very strong, strong, moderate, supporting.
    package let damaging: [Step]
    /// Greatest OddsPath of BS3 at strong, moderate, supporting.
    package let benign: [Step]
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
  /// The group of diseases (``GeneDisease/group``) that the disorder belongs to.
  package let diseaseGroup: String
  /// The sets that transcripts belong to, by accession: `MANE Select`.
  package let transcriptSets: [String: String]
  /// Point schemes; the first is the one that decides.
  package let schemes: [PointScheme]
  /// Odds of very strong evidence.
  package let oddsVeryStrong: Double
  /// Prior probability.
  package let prior: Double
  /// Bounds on the allele frequency.
  package let population: Population
  /// What known variants count for.
  package let known: Known
  /// Splice sites and the places around them.
  package let splicing: Splicing
  /// What transcripts of the patient count for.
  package let rna: RNA
  /// Predictors, in the order of preference.
  package let predictors: [Predictor]
  /// Why only one predictor decides.
  package let predictorRule: String
  /// The critical domain of PM1.
  package let hotspot: Hotspot
  /// De novo occurrence.
  package let deNovo: DeNovo
  /// Cosegregation.
  package let segregation: Segregation
  /// The phenotype.
  package let phenotype: Phenotype
  /// Numbers of unrelated probands for PS4, most first, with the source.
  package let caseCounts: (steps: [Step], source: String)
  /// Branches of PVS1 by id.
  package let branches: [String: Branch]
  /// Fraction of the protein from which an in-frame loss is strong wherever it lies.
  package let longFraction: Double
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
