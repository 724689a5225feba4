// Whole exons that are lost or doubled, and what that does to the transcript.

import BioSequence

/// Whole exons that are lost, or stand twice in a row.
package struct ExonEvent: Sendable, Hashable {
  /// What the event does to the transcript; `nil` if no exon lies wholly inside, or if every exon does.
  package let skip: ExonSkip?
  /// 0-based indices of the exons that lie wholly inside; `nil` if there is none.
  package let exons: ClosedRange<Int>?
  /// Whether every exon of the transcript lies inside.
  package let isWholeGene: Bool
  /// Whether the exons are lost; doubled otherwise.
  package let isDeletion: Bool

  /// The event of losing or doubling a range of the record.
  package init(range: Range<Int>, isDeletion: Bool, on model: TranscriptModel) {
    let inside = model.exons.indices.filter {
      range.lowerBound <= model.exons[$0].lowerBound && model.exons[$0].upperBound <= range.upperBound
    }
    self.init(exons: inside.first.map { $0...inside[inside.count - 1] }, isDeletion: isDeletion, on: model)
  }

  /// The event of losing or doubling these exons (0-based indices).
  package init(exons: ClosedRange<Int>?, isDeletion: Bool, on model: TranscriptModel) {
    self.exons = exons
    self.isDeletion = isDeletion
    isWholeGene = exons?.count == model.exons.count
    skip = isWholeGene ? nil : exons.map { model.skipping(exons: $0) }
  }

  /// What the event does, in one sentence.
  package var summary: String {
    if let skip { return skip.summary(isDeletion: isDeletion) }
    guard isWholeGene else { return "no exon lies wholly inside the certain part" }
    return isDeletion ? "the whole gene is lost" : "the whole gene is there once more"
  }

  /// The Sequence Ontology terms of the event.
  package var consequences: ConsequenceSet {
    guard exons != nil else { return ConsequenceSet(.intron) }
    if isWholeGene { return ConsequenceSet(isDeletion ? .transcriptAblation : .transcriptAmplification) }
    return [
      ConsequenceSet(isDeletion ? .featureTruncation : .featureElongation), ConsequenceSet(.codingSequence),
      ConsequenceSet(.intron),
    ]
  }
}

extension ExonEvent {
  /// The first and last of a range of exons, `8` or `8-10`.
  static func list(_ exons: ClosedRange<Int>, _ name: (Int) -> String) -> String {
    exons.count == 1 ? name(exons.lowerBound) : name(exons.lowerBound) + "-" + name(exons.upperBound)
  }
}
