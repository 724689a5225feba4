// How long the sequenced fragments are: what the page draws and the JSON holds.

package import Documents

/// The lengths of the fragments of a library, from end to end of both reads.
package struct InsertSizes: Sendable, Hashable, Codable, ValidatedDocument {
  /// What the distance between the ends is measured on.
  package enum Scale: String, Sendable, Hashable, CaseIterable, Codable {
    /// The gene: both reads lie on it.
    case gene
    /// The spliced transcript, introns left out: both reads lie on it.
    case transcript
  }

  /// What the distance between the ends is measured on.
  package let scale: Scale
  /// Fragments that were measured.
  package let fragments: Int
  /// Their median length in bases.
  package let median: Int
  /// Length that 5 % of the fragments do not reach.
  package let low: Int
  /// Length that 5 % of the fragments exceed.
  package let high: Int
  /// Lengths that are counted together.
  package let binWidth: Int
  /// Fragments by length: the first number is of those below ``binWidth``, and so on.
  package let counts: [Int]
  /// Fragments that are longer than those of the last number.
  package let longer: Int

  /// No more numbers than this in a document that is read.
  private static let mostBins = 1000
  /// About so many are drawn.
  private static let drawnBins = 60

  /// The distribution of some lengths; `nil` without any.
  ///
  /// - Parameter sorted: in ascending order, above 0.
  package init?(sorted: [Int], scale: Scale, median: Int, low: Int, high: Int) {
    guard let last = sorted.last else { return nil }
    // The longest hundredth would press all others together.
    let limit = max(high, min(last, sorted[sorted.count - 1 - sorted.count / 100]))
    let width = [1, 2, 5, 10, 20, 50, 100, 200].first { limit / $0 < InsertSizes.drawnBins } ?? 500
    var counts = [Int](repeating: 0, count: limit / width + 1)
    var longer = 0
    for length in sorted {
      if length / width < counts.count { counts[length / width] += 1 } else { longer += 1 }
    }
    self.scale = scale
    fragments = sorted.count
    (self.median, self.low, self.high) = (median, low, high)
    binWidth = width
    self.counts = counts
    self.longer = longer
  }

  package func validate() throws(InvalidValue) {
    try check("fragments", fragments, in: DocumentRange.count)
    try check("longer", longer, in: DocumentRange.count)
    for (key, value) in [("median", median), ("low", low), ("high", high)] {
      try check(key, value, in: DocumentRange.offset)
    }
    try require(low <= median && median <= high, "median", "outside its own range")
    try check("bin_width", binWidth, in: 1...1_000_000)
    try require(counts.count <= InsertSizes.mostBins, "counts", "more than \(InsertSizes.mostBins) numbers")
    for (index, count) in counts.enumerated() { try check("counts[\(index + 1)]", count, in: DocumentRange.count) }
    let sum = counts.reduce(longer) { $0 &+ $1 }
    try require(sum == fragments, "counts", "do not come to the fragments")
  }

  /// The distribution in one sentence.
  package var sentence: String {
    let place =
      switch scale {
      case .gene: "with both reads on one gene"
      case .transcript: "with both reads on a spliced transcript; lengths are those on the transcript, without introns"
      }
    let beyond = longer > 0 ? "; \(longer) longer ones are not drawn" : ""
    return "Insert size: median \(median) bases, \(low)-\(high) for nine of ten; \(fragments) fragments \(place)"
      + beyond
  }
}
