// What an RNA sample shows of its genes and its library: the parts `expression` and `library`.

package import Documents

/// How much of one gene an RNA sample shows.
package struct ReportedExpression: Sendable, Hashable, Codable, ValidatedDocument {
  /// What the amount means.
  package enum Level: String, Sendable, Hashable, CaseIterable, Codable {
    case expressed
    /// Below a fiftieth of the other gene: its junctions have no call.
    case low
    case notExpressed = "not_expressed"
  }

  /// Gene symbol.
  package var gene: String
  /// Mean number of fragments over a known junction.
  package var fragmentsPerJunction: Double
  /// What follows.
  package var level: Level
  /// Fraction (0-1) of its molecules that run on into introns.
  package var unsplicedFraction: Double

  /// A gene; the numbers are rounded as documents hold them.
  package init(gene: String, fragmentsPerJunction: Double, level: Level, unsplicedFraction: Double) {
    self.gene = gene
    self.fragmentsPerJunction = (fragmentsPerJunction * 10).rounded() / 10
    self.level = level
    self.unsplicedFraction = unsplicedFraction.rounded4
  }

  package func validate() throws(InvalidValue) {
    try check("fragments_per_junction", fragmentsPerJunction, in: 0...1e9)
    try check("unspliced_fraction", unsplicedFraction, in: DocumentRange.fraction)
  }
}

/// The expression of the first gene (COL1A1) relative to the second one (COL1A2).
package struct ReportedExpressionRatio: Sendable, Hashable, Codable, ValidatedDocument {
  /// Fragments per junction of the one over those of the other.
  package var value: Double
  /// Lower end of the 95 % interval.
  package var low: Double
  /// Upper end of the 95 % interval.
  package var high: Double
  /// Lower end of the range of 95 % of lines like the controls; `nil` without controls.
  package var normalLow: Double?
  /// Upper end of that range.
  package var normalHigh: Double?

  /// A ratio; rounded as documents hold them.
  package init(value: Double, low: Double, high: Double, normal: ClosedRange<Double>? = nil) {
    self.value = value.rounded4
    self.low = low.rounded4
    self.high = high.rounded4
    normalLow = normal?.lowerBound.rounded4
    normalHigh = normal?.upperBound.rounded4
  }

  /// Whether the whole interval lies outside the range of the controls; `nil` without controls.
  package var isUnusual: Bool? {
    guard let normalLow, let normalHigh else { return nil }
    return high < normalLow || low > normalHigh
  }

  /// The ratio with its interval and the controls' range.
  package var text: String {
    func number(_ value: Double) -> String { NumberText.fixed(value, 2) }
    let own = "\(number(value)) (\(number(low))-\(number(high)))"
    guard let normalLow, let normalHigh else { return own }
    return own + (isUnusual == true ? ", outside" : ", not outside")
      + " the range of lines like the controls, \(number(normalLow))-\(number(normalHigh)) (95 %)"
  }

  package func validate() throws(InvalidValue) {
    try check("value", value, in: 0...1e9)
    try check("low", low, in: 0...1e9)
    try check("high", high, in: 0...1e9)
    try check("normal_low", normalLow, in: 0...1e9)
    try check("normal_high", normalHigh, in: 0...1e9)
  }
}

/// What the reads say of an RNA library.
package struct ReportedLibrary: Sendable, Hashable, Codable, ValidatedDocument {
  /// Fragments whose both ends are known.
  package var fragments: Int
  /// Fraction (0-1) of them that begin and end where another one does.
  package var repeatedFraction: Double
  /// Whether those are more than arise by chance, so that copies were counted once.
  package var copiesPresent: Bool
  /// Fraction (0-1) of first reads of the strand opposite to the transcript.
  package var antisenseFirst: Double?
  /// Depth of genomic DNA (reads before the transcripts' starts) as a fraction of the transcripts' depth.
  package var genomicFraction: Double?
  /// Whether fragments with a variant are counted as well as those without; not so of short reads without mates. `nil` in
  /// documents of earlier versions.
  package var allelesComparable: Bool?

  /// A library; fractions are rounded as documents hold them.
  package init(
    fragments: Int, repeatedFraction: Double, copiesPresent: Bool, antisenseFirst: Double?, genomicFraction: Double?,
    allelesComparable: Bool? = nil
  ) {
    self.allelesComparable = allelesComparable
    self.fragments = fragments
    self.repeatedFraction = repeatedFraction.rounded4
    self.copiesPresent = copiesPresent
    self.antisenseFirst = antisenseFirst?.rounded4
    self.genomicFraction = genomicFraction.map { min(1, $0).rounded4 }
  }

  package func validate() throws(InvalidValue) {
    try check("fragments", fragments, in: DocumentRange.depth)
    try check("repeated_fraction", repeatedFraction, in: DocumentRange.fraction)
    if let antisenseFirst { try check("antisense_first", antisenseFirst, in: DocumentRange.fraction) }
    if let genomicFraction { try check("genomic_fraction", genomicFraction, in: DocumentRange.fraction) }
  }
}
