// One line of the ledger: a criterion, whether it was applied, from what, by which rule, and why not where not.

/// What became of one criterion for one variant.
package struct CriterionOutcome: Sendable, Hashable {
  /// What became of it.
  package enum Status: Sendable, Hashable {
    /// It holds, at this strength.
    case applied(EvidenceStrength)
    /// Its inputs are there and it does not hold.
    case notMet
    /// An input that it needs is not there.
    case notAssessed
    /// The rule pack does not use it, or leaves it to a person.
    case notUsed

    /// The word of the ledger.
    package var word: String {
      switch self {
      case .applied: "applied"
      case .notMet: "not_met"
      case .notAssessed: "not_assessed"
      case .notUsed: "not_used"
      }
    }
  }

  /// An input with its value, as text.
  package struct Input: Sendable, Hashable {
    /// What it is.
    package let name: String
    /// Its value.
    package let value: String

    /// An input.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A person's judgement that stands in the place of the program's.
  package struct Curated: Sendable, Hashable {
    /// Who judged it; empty if the record does not say.
    package let by: String
    /// When, as the record has it; empty if it does not say.
    package let date: String
    /// What was counted.
    package let count: Int?
    /// What the program had made of the criterion: code or state, and reason.
    package let automatic: String
  }

  /// Which criterion.
  package let criterion: ACMGCriterion
  /// What became of it.
  package let status: Status
  /// Whether transcripts of the patient decided it, and no prediction.
  package let isRNA: Bool
  /// The person's judgement, if one stands here.
  package let curated: Curated?
  /// The rule that decided.
  package let rule: String
  /// What it was decided from.
  package let inputs: [Input]
  /// Why, in words.
  package let reason: String

  /// A line of the ledger.
  package init(
    _ criterion: ACMGCriterion, _ status: Status, rule: String? = nil, inputs: [Input] = [], isRNA: Bool = false,
    curated: Curated? = nil, reason: String
  ) {
    self.criterion = criterion
    self.status = status
    self.isRNA = isRNA
    self.curated = curated
    self.rule = rule ?? criterion.rawValue
    self.inputs = inputs
    self.reason = reason
  }

  /// The criterion with its strength, if it was applied.
  package var applied: AppliedCriterion? {
    if case .applied(let strength) = status { return AppliedCriterion(criterion, strength) }
    return nil
  }

  /// The code with its strength if applied, else the plain code; `(RNA)` behind what transcripts decided.
  package var code: String { (applied?.code ?? criterion.rawValue) + (isRNA ? " (RNA)" : "") }
}

/// The ledger of one variant with what it adds up to, by both schemes.
package struct VariantClassificationLedger: Sendable {
  /// Every criterion, in the order of ``ACMGCriterion``.
  package let outcomes: [CriterionOutcome]
  /// Name and version of the rule pack.
  package let rulePack: String
  /// The scheme of the points.
  package let scheme: PointScheme
  /// The sum of the points; of a criterion that stands alone its own.
  package let points: Int
  /// The class by points.
  package let pointsClass: VariantClassification
  /// The class by the rules of 2015.
  package let rules: CombiningRules2015.Result
  /// Odds of pathogenicity of the points.
  package let odds: Double
  /// Posterior probability.
  package let posterior: Double
  /// The prior it is for.
  package let prior: Double

  /// Adds a ledger up.
  package init(_ outcomes: [CriterionOutcome], pack: RulePack = .embedded) {
    self.outcomes = outcomes
    let applied = outcomes.compactMap(\.applied)
    rulePack = pack.label
    scheme = pack.scheme
    // What stands alone decides alone: nothing is added to it (Richards et al. 2015).
    let alone = applied.filter { $0.strength == .standAlone }
    points = PointScheme.total(alone.isEmpty ? applied : alone)
    pointsClass = pack.scheme.classification(ofPoints: points)
    rules = CombiningRules2015.classify(applied)
    odds = PointScheme.odds(ofPoints: points, oddsVeryStrong: pack.oddsVeryStrong)
    prior = pack.prior
    posterior = PointScheme.posterior(odds: odds, prior: pack.prior)
  }

  /// The applied criteria.
  package var applied: [AppliedCriterion] { outcomes.compactMap(\.applied) }

  /// Whether both schemes give the same class.
  package var agrees: Bool { pointsClass == rules.classification }

  /// The class in words: the one by points.
  package var summary: String { pointsClass.rawValue }

  /// Where the combining rules of 2015 give another class, that in a sentence.
  package var disagreement: String? {
    agrees
      ? nil
      : "The combining rules of 2015 give another class, \(rules.classification.rawValue.lowercased()): \(rules.reason)."
  }
}
