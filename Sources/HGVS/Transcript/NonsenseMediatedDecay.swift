// Whether a transcript with an early stop undergoes nonsense-mediated decay, from the position of the new stop codon.

/// Prediction of nonsense-mediated decay from the position of the NEW stop codon.
///
/// The rule: a stop whose last base lies at least ``limit`` bases before the last exon-exon junction leads to decay
/// (Nagy and Maquat, Trends Biochem Sci 1998;23:198: 50-55 bases). For COL1A1 codon 1399 is the last that does.
package struct NonsenseMediatedDecay: Sendable, Hashable {
  /// What is expected.
  package enum Outcome: String, Sendable, Hashable {
    /// The transcript undergoes nonsense-mediated decay: no protein is made from this allele.
    case decay
    /// The transcript stays: a shortened protein is made.
    case escape
  }

  /// The smallest distance, in bases, from the end of the stop codon to the last junction that still means decay.
  package static let limit = 51
  /// Distances for which published limits disagree, printed as uncertain.
  package static let uncertainBand = 50...55
  /// A stop that ends within so many bases of the start codon may be escaped by starting again further on.
  package static let startProximalBases = 150

  /// What is expected.
  package let outcome: Outcome
  /// Codon number of the new stop, counted in the changed protein.
  package let stopCodon: Int
  /// Bases from the end of the stop codon to the last exon-exon junction; negative when the stop ends after it.
  package let distance: Int
  /// Whether the distance lies in the band on which published limits disagree.
  package var isUncertain: Bool { NonsenseMediatedDecay.uncertainBand.contains(distance) }
  /// Whether the stop lies so near to the start that translation may start again behind it.
  package var isStartProximal: Bool { stopCodon * 3 <= NonsenseMediatedDecay.startProximalBases }

  /// The prediction for an early stop.
  package init(stopCodon: Int, distance: Int) {
    self.stopCodon = stopCodon
    self.distance = distance
    outcome = distance >= NonsenseMediatedDecay.limit ? .decay : .escape
  }

  /// The prediction for a coding effect; `nil` if it makes no early stop.
  package init?(_ effect: CodingEffect) {
    guard let stop = effect.prematureStop, let distance = effect.stopToLastJunction else { return nil }
    self.init(stopCodon: stop, distance: distance)
  }

  /// The rule with its numbers, in one sentence.
  package var explanation: String { text(160) { write(explanationTo: &$0) } }

  /// Appends ``explanation``.
  package func write(explanationTo text: inout [UInt8]) {
    text.append(literal: "new stop at codon ")
    text.append(number: stopCodon)
    if distance >= 0 {
      text.append(literal: " ends ")
      text.append(number: distance)
      text.append(literal: " bases before the last exon-exon junction")
    } else {
      text.append(literal: " lies behind the last exon-exon junction")
    }
    text.append(literal: "; decay is expected from ")
    text.append(number: NonsenseMediatedDecay.limit)
    text.append(literal: " bases on: ")
    text.append(text: outcome.rawValue)
    if isUncertain { text.append(literal: ", uncertain: published limits run from 50 to 55 bases") }
    if isStartProximal {
      text.append(literal: ", but within ")
      text.append(number: NonsenseMediatedDecay.startProximalBases)
      text.append(literal: " bases of the start")
    }
  }
}
