// Precomputed splice predictions of a gene: which sites a substitution or the loss of one base is predicted to make or break.

/// What a model predicts for the splice sites around one change.
///
/// Scores say how sure the model is that a site changes. They are not amounts of transcript.
package struct SplicePrediction: Sendable, Hashable {
  /// The kind of change of a site.
  package enum Kind: Int, Sendable, Hashable, CaseIterable {
    case acceptorGain, acceptorLoss, donorGain, donorLoss

    /// The kind in words.
    package var words: String {
      switch self {
      case .acceptorGain: "acceptor gain"
      case .acceptorLoss: "acceptor loss"
      case .donorGain: "donor gain"
      case .donorLoss: "donor loss"
      }
    }
  }

  /// One predicted change of a site.
  package struct Site: Sendable, Hashable {
    /// What happens to it.
    package let kind: Kind
    /// Delta score, 0-1.
    package let score: Double
    /// Bases from the changed base to the exon's first or last base at the site, in transcript direction.
    package let distance: Int
    /// That exon base, 0-based on the gene record.
    package let place: Int
  }

  /// The changes with a score of 0.02 and more, the highest first; empty if every score is below.
  package let sites: [Site]
  /// Whether the change lies where a low score is no sign of normal splicing: the last base of an exon, +3 to +6, -3.
  package let isLowScoreWeak: Bool

  /// The highest score; 0 stands for less than 0.02.
  package var score: Double { sites.first?.score ?? 0 }

  /// From this score on a change of splicing is predicted (calibration on 1,737 variants of both genes with a ClinVar class).
  package static let damaging = 0.2
  /// Below this score no change of splicing is predicted, unless ``isLowScoreWeak``.
  package static let harmless = 0.05
  /// The model, as a rule pack names it.
  package static let model = "CI-SpliceAI"
  /// What has to be shown with the scores.
  package static let attribution =
    "Splice predictions computed with CI-SpliceAI 1.2.2 (ci-spliceai.com; Strauch Y, Lord J, Niranjan M, Baralle D. "
    + "CI-SpliceAI - Improving machine learning predictions of disease causing splicing variants using curated "
    + "alternative splice sites. PLOS ONE 2022;17(6):e0269159, doi:10.1371/journal.pone.0269159), licensed "
    + "under CC BY 4.0 (creativecommons.org/licenses/by/4.0). Changes: precomputed for COL1A1 and COL1A2 with "
    + "an own implementation of the inference, rounded to two decimals, distances given in transcript direction. The "
    + "scores are not amounts of transcript."
}

/// The rows of `splice-GENE.tsv`, searched as the text they are: nothing is read before a variant asks.
package struct SpliceTable: Sendable, Hashable {
  private let text: [UInt8]
  /// Offset of the first row.
  private let start: Int

  /// A table from its text, sorted by position after a header line.
  package init(text: String) {
    self.text = Array(text.utf8)
    start = (self.text.firstIndex(of: 10) ?? self.text.count - 1) + 1
  }

  /// The predicted changes of a row, in the order of the columns; empty if there is no such row.
  ///
  /// - Parameters:
  ///   - position: 1-based on the gene record.
  ///   - alternate: the new base, or `-`.
  /// - Complexity: O(log rows).
  func sites(position: Int, alternate: UInt8) -> [SplicePrediction.Site] {
    let text = text.span
    var low = start
    var high = text.count
    while low < high {
      let middle = lineStart(text, at: (low + high) / 2)
      let (number, end) = SpliceTable.number(text, at: middle)
      if number < position { low = SpliceTable.lineEnd(text, at: end) + 1 } else { high = middle }
    }
    while low < text.count {
      let (number, end) = SpliceTable.number(text, at: low)
      guard number == position else { return [] }
      let next = SpliceTable.lineEnd(text, at: end)
      // The base and its tab stand between the position and the four kinds.
      if text[end + 1] == alternate { return sites(text, end + 3, next, position) }
      low = next + 1
    }
    return []
  }

  /// `score:distance` a kind, in hundredths and in bases.
  private func sites(_ text: Span<UInt8>, _ from: Int, _ end: Int, _ position: Int) -> [SplicePrediction.Site] {
    var found: [SplicePrediction.Site] = []
    var place = from
    for kind in SplicePrediction.Kind.allCases {
      guard place < end else { break }
      if text[place] == 9 {
        place += 1
        continue
      }
      let (score, colon) = SpliceTable.number(text, at: place)
      place = colon + 1
      let isNegative = place < end && text[place] == UInt8(ascii: "-")
      let (size, next) = SpliceTable.number(text, at: isNegative ? place + 1 : place)
      let distance = isNegative ? -size : size
      found.append(
        SplicePrediction.Site(
          kind: kind, score: Double(score) / 100, distance: distance, place: position - 1 + distance))
      place = next + 1
    }
    return found
  }

  private func lineStart(_ text: Span<UInt8>, at offset: Int) -> Int {
    var place = offset
    while place > start, text[place - 1] != 10 { place -= 1 }
    return place
  }

  private static func lineEnd(_ text: Span<UInt8>, at offset: Int) -> Int {
    var place = offset
    while place < text.count, text[place] != 10 { place += 1 }
    return place
  }

  private static func number(_ text: Span<UInt8>, at offset: Int) -> (Int, Int) {
    var place = offset
    var value = 0
    while place < text.count, text[place] >= 48, text[place] <= 57 {
      value = value * 10 + Int(text[place] - 48)
      place += 1
    }
    return (value, place)
  }
}
