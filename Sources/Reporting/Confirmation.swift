// What a sample says of one given variant, called or not: "parent mode".

package import Documents
import Numerics

/// The fragments with and without a queried variant.
package struct Confirmation: Sendable, Hashable, Codable, ValidatedDocument {
  /// How surely the variant was seen. Raw values stand in the JSON.
  package enum Verdict: String, Sendable, CaseIterable, Codable {
    /// Three molecules or more carry it.
    case seen
    /// One or two molecules carry it: chance errors can do that.
    case unclear
    /// No molecule carries it; look at the limit of detection.
    case notSeen = "not_seen"
    /// Fewer than three molecules tell.
    case noData = "no_data"
  }

  /// The description as given.
  package let description: String
  /// Gene symbol.
  package let gene: String
  /// Coding name on the preferred transcript, or the LRG name outside it.
  package let name: String
  /// Molecules that carry the variant.
  package let altDepth: Int
  /// Fragments that carry another allele.
  package let refDepth: Int
  /// Share of the molecules that tell which carry it, 0-1.
  package let vaf: Double
  /// Lower end of the 95 % interval.
  package let vafLow: Double
  /// Upper end of the 95 % interval.
  package let vafHigh: Double
  /// The smallest fraction that would have been seen (three molecules or more) with a probability of 95 % at this depth.
  package let detectionLimit: Double
  /// How surely it was seen.
  package let verdict: Verdict

  /// Counts of a given variant; the verdict follows from them.
  package init(
    description: String, gene: String, name: String, altDepth: Int, refDepth: Int, vaf: Double, vafLow: Double,
    vafHigh: Double, detectionLimit: Double
  ) {
    self.description = description
    self.gene = gene
    self.name = name
    self.altDepth = altDepth
    self.refDepth = refDepth
    self.vaf = vaf.rounded4
    self.vafLow = vafLow.rounded4
    self.vafHigh = vafHigh.rounded4
    self.detectionLimit = detectionLimit.rounded4
    verdict = Confirmation.verdict(altDepth: altDepth, refDepth: refDepth)
  }

  private static func verdict(altDepth: Int, refDepth: Int) -> Verdict {
    if altDepth + refDepth < 3 { return .noData }
    return altDepth >= 3 ? .seen : altDepth > 0 ? .unclear : .notSeen
  }

  package func validate() throws(InvalidValue) {
    try check("alt_depth", altDepth, in: DocumentRange.depth)
    try check("ref_depth", refDepth, in: DocumentRange.depth)
    try check(("vaf", vaf), ("vaf_low", vafLow), ("vaf_high", vafHigh))
    try check("detection_limit", detectionLimit, in: DocumentRange.fraction)
    let told = Confirmation.verdict(altDepth: altDepth, refDepth: refDepth)
    try require(verdict == told, "verdict", "the depths give \(told.rawValue)")
  }

  /// Fewer molecules with the variant are not ``Verdict/seen``.
  package static let fewestSeen = 3

  /// The probability that a variant in this fraction of the molecules would not have been ``Verdict/seen`` at this depth:
  /// P(X < 3) for X ~ Binomial(molecules that tell, fraction).
  package func probabilityOfMissing(fraction: Double) -> Double {
    Binomial(trials: altDepth + refDepth, probability: fraction).cumulative(Confirmation.fewestSeen - 1)
  }

  /// What a counsellor can say of a parent's sample, in sentences.
  package var counsel: String {
    let total = altDepth + refDepth
    let missed = probabilityOfMissing(fraction: 0.01)
    let probability =
      missed < 0.001
      ? "less than 0.1 %" : "\(NumberText.fixed(missed * 100, missed < 0.1 ? 1 : 0)) %"
    let other = "Other tissues, the germ line among them, were not examined."
    let mosaic = "a mosaic with the variant in 1 % of the molecules of this tissue"
    switch verdict {
    case .seen:
      return
        "The variant was found in \(altDepth) of \(total) molecules (\(NumberText.fixed(vaf * 100, 2)) %, 95 % interval "
        + "\(NumberText.fixed(vafLow * 100, 2))-\(NumberText.fixed(vafHigh * 100, 2)) %). \(other)"
    case .unclear:
      return
        "The variant was found in \(altDepth) of \(total) molecules, which errors can bring about: repeat with another method. "
        + "\(mosaic.prefix(1).uppercased())\(mosaic.dropFirst()) would have been missed with a probability of \(probability). \(other)"
    case .notSeen:
      return
        "The variant was not found in \(total) molecules. \(mosaic.prefix(1).uppercased())\(mosaic.dropFirst()) would have been "
        + "missed with a probability of \(probability). \(other)"
    case .noData:
      return "No statement is possible: \(total) molecules tell, and three are needed."
    }
  }

  /// One sentence for people.
  package var sentence: String {
    let total = altDepth + refDepth
    let percent = NumberText.fixed(vaf * 100, 2)
    let interval = "\(NumberText.fixed(vafLow * 100, 2))-\(NumberText.fixed(vafHigh * 100, 2)) %"
    let limit = "limit of detection \(NumberText.fixed(detectionLimit * 100, 2)) %"
    let word =
      switch verdict {
      case .seen: "seen"
      case .unclear: "unclear, errors can do this"
      case .notSeen: "not seen"
      case .noData: "no data"
      }
    return "\(name): \(word): \(altDepth) of \(total) molecules, \(percent) % (95 % \(interval)); \(limit)"
  }
}
