// One line of the ledger: a criterion, whether it was applied, from what, by which rule, and why not where not.

/// What became of one criterion for one variant.
public struct CriterionOutcome: Sendable, Hashable {
  /// What became of it.
  public enum Status: Sendable, Hashable {
    /// It holds, at this strength.
    case applied(EvidenceStrength)
    /// Its inputs are there and it does not hold.
    case notMet
    /// An input that it needs is not there.
    case notAssessed
    /// The rule pack does not use it, or leaves it to a person.
    case notUsed

    /// The word of the ledger.
    public var word: String {
      switch self {
      case .applied: "applied"
      case .notMet: "not_met"
      case .notAssessed: "not_assessed"
      case .notUsed: "not_used"
      }
    }
  }

  /// An input with its value, as text.
  public struct Input: Sendable, Hashable {
    /// What it is.
    public let name: String
    /// Its value.
    public let value: String

    /// An input.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Which criterion.
  public let criterion: ACMGCriterion
  /// What became of it.
  public let status: Status
  /// The rule that decided.
  public let rule: String
  /// What it was decided from.
  public let inputs: [Input]
  /// Why, in words.
  public let reason: String

  /// A line of the ledger.
  public init(_ criterion: ACMGCriterion, _ status: Status, rule: String? = nil, inputs: [Input] = [], reason: String) {
    self.criterion = criterion
    self.status = status
    self.rule = rule ?? criterion.rawValue
    self.inputs = inputs
    self.reason = reason
  }

  /// The criterion with its strength, if it was applied.
  public var applied: AppliedCriterion? {
    if case .applied(let strength) = status { return AppliedCriterion(criterion, strength) }
    return nil
  }

  /// The code with its strength if applied, else the plain code.
  public var code: String { applied?.code ?? criterion.rawValue }
}

/// The ledger of one variant with what it adds up to, by both schemes.
public struct VariantClassificationLedger: Sendable {
  /// Every criterion, in the order of ``ACMGCriterion``.
  public let outcomes: [CriterionOutcome]
  /// Name and version of the rule pack.
  public let rulePack: String
  /// The scheme of the points.
  public let scheme: PointScheme
  /// The sum of the points.
  public let points: Int
  /// The class by points.
  public let pointsClass: VariantClassification
  /// The class by the rules of 2015.
  public let rules: CombiningRules2015.Result
  /// Odds of pathogenicity of the points.
  public let odds: Double
  /// Posterior probability.
  public let posterior: Double
  /// The prior it is for.
  public let prior: Double

  /// Adds a ledger up.
  public init(_ outcomes: [CriterionOutcome], pack: RulePack = .embedded) {
    self.outcomes = outcomes
    let applied = outcomes.compactMap(\.applied)
    rulePack = pack.label
    scheme = pack.scheme
    points = PointScheme.total(applied)
    pointsClass = pack.scheme.classification(ofPoints: points)
    rules = CombiningRules2015.classify(applied)
    odds = PointScheme.odds(ofPoints: points, oddsVeryStrong: pack.oddsVeryStrong)
    prior = pack.prior
    posterior = PointScheme.posterior(odds: odds, prior: pack.prior)
  }

  /// The applied criteria.
  public var applied: [AppliedCriterion] { outcomes.compactMap(\.applied) }

  /// Whether both schemes give the same class.
  public var agrees: Bool { pointsClass == rules.classification }

  /// The class in words: one where both agree, both with their names where not.
  public var summary: String {
    agrees
      ? pointsClass.rawValue
      : "\(pointsClass.rawValue) by points, \(rules.classification.rawValue) by the rules of 2015"
  }
}
