// Deletions and duplications whose ends are not exactly known: the exons that they certainly hold, and what follows.

import BioSequence

/// Exons that are lost, or stand twice in a row, as far as the certain part of the event tells.
package struct ExonEvent: Sendable, Hashable {
  /// What losing the exons does to the transcript; `nil` if no exon lies wholly inside, or if every exon does.
  package let skip: ExonSkip?
  /// 0-based indices of the exons that lie wholly inside; `nil` if there is none.
  package let exons: ClosedRange<Int>?
  /// 0-based indices of the exons that lie inside at least in part; `nil` if there is none.
  package let touched: ClosedRange<Int>?
  /// Whether every exon of the transcript lies inside.
  package let isWholeGene: Bool
  /// Whether the exons are lost; doubled otherwise.
  package let isDeletion: Bool
  /// Whether further exons, or a further part of an exon, may be lost or doubled: the outer ends do not exclude it.
  package let mayReachFurther: Bool
  /// The transcripts that the allele can make, wherever within one exon its ends lie; of further exons none is counted on.
  package let splicing: SplicingOutcomes?
  /// Whether the certain part holds a base of the start codon, or of the stop codon.
  package let codons: (start: Bool, stop: Bool)
  /// Whether the event may reach into exons that it does not touch for certain.
  private let reachesFurtherExons: Bool
  /// Whether all that may be lost or doubled lies within one exon, off its splice sites: the frame alone is at stake.
  package let isWithinExon: Bool

  /// The event of losing or doubling a range of the record.
  ///
  /// - Parameters:
  ///   - range: what is certainly lost or doubled.
  ///   - outer: what may be lost or doubled at most; the same range if the ends are known, the record if they are not.
  package init(range: Range<Int>, outer: Range<Int>? = nil, isDeletion: Bool, on model: TranscriptModel) {
    let inside = model.exons.indices.filter {
      range.lowerBound <= model.exons[$0].lowerBound && model.exons[$0].upperBound <= range.upperBound
    }
    exons = inside.first.map { $0...inside[inside.count - 1] }
    touched = range.isEmpty ? nil : model.touchedParts(range).exons
    self.isDeletion = isDeletion
    isWholeGene = exons?.count == model.exons.count
    skip = isWholeGene ? nil : exons.map { model.skipping(exons: $0) }
    let most = outer ?? range
    let reached = most.isEmpty ? nil : model.touchedParts(most).exons
    mayReachFurther = exons == nil ? reached != nil : reached != exons
    func holds(_ codon: Int) -> Bool {
      (codon..<codon + 3).contains { offset in
        range.contains(model.transcript.recordOffset(ofTranscriptOffset: offset))
      }
    }
    codons = (holds(model.coding.lowerBound), holds(model.coding.upperBound - 3))
    reachesFurtherExons = reached != touched
    let kind = isDeletion ? SequenceEdit.Kind.deletion : .duplication
    splicing = ExonEvent.outcomes(
      of: ExonEvent.ranges(range, most, touched, model).map { SequenceEdit(kind: kind, range: $0) },
      isNamed: !reachesFurtherExons, on: model)
    isWithinExon = ExonEvent.isWithin(most, touched, splicing, model) && !reachesFurtherExons
  }

  /// Whether exons lie inside only in part, so that what is left of them is not known.
  package var isPartial: Bool { touched != exons }

  /// What the event does, in one sentence.
  package func summary(on model: TranscriptModel) -> String {
    var text: String
    if isWholeGene {
      text = isDeletion ? "the whole gene is lost" : "the whole gene is there once more"
    } else if isPartial, let touched {
      text = "exon" + (touched.count == 1 ? " " : "s ") + ExonEvent.list(touched) { String($0 + 1) }
      text += isDeletion ? " lost at least in part" : " doubled at least in part"
      if isDeletion, codons.start { text += ", with the start codon" }
      if isDeletion, codons.stop { text += ", with the stop codon" }
    } else if let exons {
      let certain = splicing?.certain
      text = isDeletion ? model.skipping(exons: exons).summary() : certain?.summary(on: model) ?? ""
      if text.isEmpty {
        text = "exon" + (exons.count == 1 ? " " : "s ") + ExonEvent.list(exons) { String($0 + 1) } + " doubled"
      }
    } else {
      text = "no exon lies wholly inside the certain part"
    }
    return mayReachFurther && !isWholeGene ? text + "; how far the event reaches is not known" : text
  }

  /// The Sequence Ontology terms of the event.
  package var consequences: ConsequenceSet {
    guard touched != nil else { return ConsequenceSet(.intron) }
    if isWholeGene { return ConsequenceSet(isDeletion ? .transcriptAblation : .transcriptAmplification) }
    var terms: ConsequenceSet = [ConsequenceSet(.codingSequence)]
    if exons != nil {
      terms.insert(isDeletion ? .featureTruncation : .featureElongation)
      terms.insert(.intron)
    }
    if isDeletion, codons.start { terms.insert(.startLost) }
    if isDeletion, codons.stop { terms.insert(.stopLost) }
    return terms
  }

  /// Whether two events are the same.
  package static func == (left: ExonEvent, right: ExonEvent) -> Bool {
    left.exons == right.exons && left.touched == right.touched && left.isDeletion == right.isDeletion
      && left.mayReachFurther == right.mayReachFurther && left.splicing == right.splicing
      && left.codons == right.codons
  }

  /// Hashes the exons.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(exons)
    hasher.combine(touched)
    hasher.combine(isDeletion)
  }
}

extension ExonEvent {
  /// The first and last of a range of exons, `8` or `8-10`.
  static func list(_ exons: ClosedRange<Int>, _ name: (Int) -> String) -> String {
    exons.count == 1 ? name(exons.lowerBound) : name(exons.lowerBound) + "-" + name(exons.upperBound)
  }
}
