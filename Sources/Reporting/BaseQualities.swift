// What the sequencer says of its bases, by the position in the read: what the page draws and the JSON holds.

package import Documents

/// Base qualities of the aligned reads of a sample.
package struct BaseQualities: Sendable, Hashable, Codable, ValidatedDocument {
  /// What the qualities are.
  package enum State: String, Sendable, Hashable, CaseIterable, Codable {
    /// The sequencer tells many values.
    case measured
    /// It tells a few values only (2-8), so that a mean of them is no base's quality: the fraction above one counts.
    case binned
    /// All bases have the same value, which says nothing.
    case uniform
    /// Some of the reads, or most of their bases, have no qualities.
    case missing
    /// Copies of molecules were joined: the qualities are those of what they agree on, not the sequencer's.
    case joined
  }

  /// The first reads of pairs and single reads, or the second reads.
  package struct Side: Sendable, Hashable, Codable, ValidatedDocument {
    /// Reads that were looked at.
    package let reads: Int
    /// Fraction, 0-1, of the bases of known quality with Phred 30 and more.
    package let phred30: Double
    /// Mean Phred score by position in the read; `nil` where no quality is known.
    package let meanByPosition: [Double?]
    /// Fraction, 0-1, of the bases with Phred 30 and more by position in the read; `nil` where no quality is known.
    package let phred30ByPosition: [Double?]

    /// A side; numbers are rounded as documents hold them.
    package init(reads: Int, phred30: Double, meanByPosition: [Double?], phred30ByPosition: [Double?]) {
      self.reads = reads
      self.phred30 = phred30.rounded4
      self.meanByPosition = meanByPosition.map { $0.map { NumberText.rounded($0, decimals: 2) } }
      self.phred30ByPosition = phred30ByPosition.map { $0?.rounded4 }
    }

    package func validate() throws(InvalidValue) {
      try check("reads", reads, in: DocumentRange.count)
      try check("phred30", phred30, in: DocumentRange.fraction)
      let count = meanByPosition.count
      try require(count <= BaseQualities.mostPositions, "mean_by_position", "more than a short read has")
      try require(count == phred30ByPosition.count, "phred30_by_position", "not as many numbers as mean_by_position")
      for (index, value) in meanByPosition.enumerated() {
        if let value { try check("mean_by_position[\(index + 1)]", value, in: 0...93) }
      }
      for (index, value) in phred30ByPosition.enumerated() {
        if let value { try check("phred30_by_position[\(index + 1)]", value, in: DocumentRange.fraction) }
      }
    }
  }

  /// What the qualities are.
  package let state: State
  /// Different Phred scores that were seen, 0 left out; `nil` where they are not the sequencer's.
  package let values: Int?
  /// Fraction, 0-1, of the bases of the reads looked at whose quality is Phred 0: not known.
  package let unknownFraction: Double?
  /// First reads of pairs, and single reads; `nil` where there is no curve.
  package let first: Side?
  /// Second reads; `nil` without mates, and where there is no curve.
  package let second: Side?

  /// Bases of the longest read that is no long one.
  private static let mostPositions = 1000
  /// A sequencer that tells no more values than this tells them in bins.
  package static let mostBins = 8

  /// Qualities of a sample.
  package init(
    state: State, values: Int? = nil, unknownFraction: Double? = nil, first: Side? = nil, second: Side? = nil
  ) {
    self.state = state
    self.values = values
    self.unknownFraction = unknownFraction?.rounded4
    self.first = first
    self.second = second
  }

  package func validate() throws(InvalidValue) {
    if let values { try check("values", values, in: 0...93) }
    if let unknownFraction { try check("unknown_fraction", unknownFraction, in: DocumentRange.fraction) }
    let isDrawn = state == .measured || state == .binned
    try require(isDrawn == (first != nil || second != nil), "state", "curves go with `measured` and `binned` alone")
  }

  /// The qualities in one sentence.
  package var sentence: String {
    switch state {
    case .uniform: return "Base qualities all have one value and say nothing: no curve is drawn."
    case .missing: return "Base qualities are missing, of some reads at least: no curve is drawn."
    case .joined:
      return
        "Base qualities after joining copies are those of what the copies agree on, not the sequencer's: no curve is "
        + "drawn."
    case .measured, .binned: break
    }
    let what = state == .binned ? "bases of Phred 30 and above" : "mean Phred score"
    let sides = [(first, "first reads", "line"), (second, "second reads", "dashed")].compactMap { side, name, stroke in
      side.map { "\($0.reads) \(name) (\(stroke)): \(NumberText.fixed(100 * $0.phred30, 1)) % of Phred 30 and above" }
    }
    var text = "Base quality: \(what) by position in the read, of aligned reads; \(sides.joined(separator: "; "))"
    if state == .binned { text += "; the qualities have \(values ?? 0) values only" }
    if let unknownFraction, unknownFraction > 0 {
      text += "; \(NumberText.fixed(100 * unknownFraction, 2)) % of the bases have none (Phred 0) and are left out"
    }
    return text
  }
}
