// From a change on the gene record to its Sequence Ontology terms, by the rules of Ensembl VEP 104 and later.

import BioSequence

/// A change on one transcript: what it touches and what that does.
package struct TranscriptEffect: Sendable, Hashable {
  /// All terms that hold.
  package let consequences: ConsequenceSet
  /// The effect on the translation; `unknown` as soon as an intron base is touched.
  package let coding: CodingEffect
  /// Indices (0-based) of the exons touched; `nil` if none is.
  package let exons: ClosedRange<Int>?
  /// Indices (0-based; intron i follows exon i) of the introns touched; `nil` if none is.
  package let introns: ClosedRange<Int>?
  /// The transcripts that the allele can make; `nil` if every splice site and exon end is left in its place.
  package internal(set) var splicing: SplicingOutcomes?
}

extension TranscriptModel {
  /// The effect of an edit of the gene record on this transcript.
  ///
  /// - Parameter edit: canonical on the record.
  package func effect(of edit: SequenceEdit) -> TranscriptEffect {
    let place = placedEffect(of: edit)
    return splicingOutcomes(of: edit).map { effect(of: edit, place, $0) } ?? place
  }

  /// What follows from the place of a change alone, by VEP's rules.
  func placedEffect(of edit: SequenceEdit) -> TranscriptEffect {
    let range = edit.replacedRange
    let touched = touchedParts(range)
    var terms = ConsequenceSet()
    var coding = CodingEffect(change: .unknown)
    if edit.kind == .identity {
      return TranscriptEffect(
        consequences: identityTerms(range), coding: identityEffect(range), exons: touched.exons,
        introns: touched.introns)
    }
    let whole = recordRange
    if range.lowerBound <= whole.lowerBound && range.upperBound >= whole.upperBound && edit.inserted.isEmpty {
      return TranscriptEffect(
        consequences: ConsequenceSet(.transcriptAblation), coding: CodingEffect(change: .noProtein),
        exons: touched.exons, introns: touched.introns)
    }
    if touched.exons == nil && touched.introns == nil {
      terms.insert(range.upperBound <= whole.lowerBound ? .upstreamGene : .downstreamGene)
      return TranscriptEffect(consequences: terms, coding: coding, exons: nil, introns: nil)
    }
    if let effect = effect(ofExonicDuplication: edit) { return effect }
    if let introns = touched.introns { addIntronTerms(range, introns, to: &terms) }
    addExonEdgeTerms(range, touched.exons, to: &terms)
    if touched.introns == nil, let inTranscript = transcriptRange(ofRecordRange: range) {
      coding = codingEffect(replacing: inTranscript, with: edit.replacement(on: record))
      addCodingTerms(coding, inTranscript, edit, to: &terms)
    } else if touched.exons != nil {
      addRegionTerms(range, to: &terms)
    }
    return TranscriptEffect(consequences: terms, coding: coding, exons: touched.exons, introns: touched.introns)
  }

  /// A duplication whose bases lie within one exon: the copy belongs to the exon, also where it ends the exon, because
  /// the splice site then follows the copy.
  private func effect(ofExonicDuplication edit: SequenceEdit) -> TranscriptEffect? {
    guard edit.kind == .duplication, let original = transcriptRange(ofRecordRange: edit.range) else { return nil }
    let place = original.upperBound..<original.upperBound
    let index = exonIndex(atOrBefore: edit.range.lowerBound)
    var terms = ConsequenceSet()
    var effect = codingEffect(replacing: place, with: edit.replacement(on: record))
    if place.lowerBound == coding.upperBound {
      // The copy stands behind the stop codon.
      effect = CodingEffect(change: .synonymous(first: protein.count, last: protein.count))
    }
    let exon = exons[index]
    let atEnd = index + 1 < exons.count && edit.range.upperBound > exon.upperBound - 3
    let atStart = index > 0 && edit.range.upperBound < exon.lowerBound + 3
    if atEnd || atStart { terms.insert(.spliceRegion) }
    addCodingTerms(effect, place, edit, to: &terms)
    return TranscriptEffect(consequences: terms, coding: effect, exons: index...index, introns: nil)
  }

  /// The exons and introns that hold a base of the range; an insertion touches what both its neighbours lie in, and
  /// between an exon and an intron it touches both.
  func touchedParts(_ range: Range<Int>) -> (exons: ClosedRange<Int>?, introns: ClosedRange<Int>?) {
    let whole = recordRange
    let first = max(range.isEmpty ? range.lowerBound - 1 : range.lowerBound, whole.lowerBound)
    let last = min(range.isEmpty ? range.lowerBound : range.upperBound - 1, whole.upperBound - 1)
    guard first <= last, !range.isEmpty || range.lowerBound > whole.lowerBound && range.lowerBound < whole.upperBound
    else { return (nil, nil) }
    let low = exonIndex(atOrBefore: first)
    let high = exonIndex(atOrBefore: last)
    let startsInExon = first < exons[low].upperBound
    let endsInExon = last < exons[high].upperBound
    let firstExon = startsInExon ? low : low + 1
    let lastIntron = endsInExon ? high - 1 : high
    return (firstExon <= high ? firstExon...high : nil, low <= lastIntron ? low...lastIntron : nil)
  }

  private func addIntronTerms(_ range: Range<Int>, _ introns: ClosedRange<Int>, to terms: inout ConsequenceSet) {
    for index in introns {
      let start = exons[index].upperBound
      let end = exons[index + 1].lowerBound
      if touches(range, start..<start + 2) { terms.insert(.spliceDonor) }
      if touches(range, end - 2..<end) { terms.insert(.spliceAcceptor) }
      if touches(range, start..<end) || isInsertion(range, at: start) || isInsertion(range, at: end) {
        terms.insert(.intron)
      }
      if touches(range, start + 4..<start + 5) {
        terms.insert(.spliceDonorFifthBase)
      } else if touches(range, start + 2..<start + 6) {
        terms.insert(.spliceDonorRegion)
      }
      if touches(range, end - 17..<end - 2), range.lowerBound >= start, range.upperBound <= end {
        terms.insert(.splicePolypyrimidineTract)
      }
      let nearDonor =
        touches(range, start + 6..<start + 8) || isInsertion(range, at: start)
        || isInsertion(range, at: start + 2)
      let nearAcceptor =
        touches(range, end - 8..<end - 2) || isInsertion(range, at: end) || isInsertion(range, at: end - 2)
      if nearDonor || nearAcceptor, !terms.contains(.spliceDonor), !terms.contains(.spliceAcceptor) {
        terms.insert(.spliceRegion)
      }
    }
  }

  /// The last and first three bases of an exon beside an intron.
  private func addExonEdgeTerms(_ range: Range<Int>, _ touched: ClosedRange<Int>?, to terms: inout ConsequenceSet) {
    guard let touched, !terms.contains(.spliceDonor), !terms.contains(.spliceAcceptor) else { return }
    for index in touched {
      let exon = exons[index]
      let atEnd = index + 1 < exons.count && touches(range, exon.upperBound - 3..<exon.upperBound)
      let atStart = index > 0 && touches(range, exon.lowerBound..<exon.lowerBound + 3)
      if atEnd || atStart { terms.insert(.spliceRegion) }
    }
  }

  /// Whether the range shares a base with `window`; an insertion must lie between two bases of it.
  private func touches(_ range: Range<Int>, _ window: Range<Int>) -> Bool {
    range.isEmpty
      ? range.lowerBound > window.lowerBound && range.lowerBound < window.upperBound : range.overlaps(window)
  }

  private func isInsertion(_ range: Range<Int>, at offset: Int) -> Bool { range.isEmpty && range.lowerBound == offset }

  /// The parts of the transcript that a change over an exon border reaches.
  private func addRegionTerms(_ range: Range<Int>, to terms: inout ConsequenceSet) {
    guard let touched = touchedParts(range).exons else { return }
    for index in touched {
      let lower = max(range.lowerBound, exons[index].lowerBound) - exons[index].lowerBound + exonStarts[index]
      let upper = min(range.upperBound, exons[index].upperBound) - exons[index].lowerBound + exonStarts[index]
      if lower < coding.lowerBound { terms.insert(.fivePrimeUTR) }
      if upper > coding.upperBound { terms.insert(.threePrimeUTR) }
      if upper > coding.lowerBound && lower < coding.upperBound {
        terms.insert(.codingSequence)
        if lower < coding.lowerBound + 3 { terms.insert(.startLost) }
        if upper > coding.upperBound - 3 { terms.insert(.stopLost) }
      }
    }
  }

  private func addCodingTerms(
    _ effect: CodingEffect, _ range: Range<Int>, _ edit: SequenceEdit, to terms: inout ConsequenceSet
  ) {
    if range.lowerBound < coding.lowerBound || range.upperBound <= coding.lowerBound { terms.insert(.fivePrimeUTR) }
    if range.upperBound > coding.upperBound || range.lowerBound >= coding.upperBound { terms.insert(.threePrimeUTR) }
    guard range.upperBound > coding.lowerBound, range.lowerBound < coding.upperBound else { return }
    let reference = effect.referenceResidues
    let alternate = effect.alternateResidues
    if effect.change == .unknown, range.lowerBound < coding.lowerBound {
      terms.insert(.startRetained)
      return
    }
    if effect.isFrameshift { terms.insert(.frameshift) }
    switch effect.change {
    case .startLost, .noProtein:
      terms.insert(.startLost)
      return
    case .extension:
      terms.insert(.stopLost)
      return
    case .synonymous(let first, _):
      if reference.contains(.ter) || effect.isFrameshift {
        terms.insert(.stopRetained)
      } else if first == 1 && edit.kind != .substitution && reference.count != alternate.count {
        terms.insert(.startRetained)
      }
      if !effect.isFrameshift, !reference.contains(.ter), reference == alternate { terms.insert(.synonymous) }
      return
    default: break
    }
    if alternate.contains(.ter) && !reference.contains(.ter) { terms.insert(.stopGained) }
    if reference.contains(.ter) && !alternate.contains(.ter) { terms.insert(.stopLost) }
    guard !effect.isFrameshift else { return }
    if reference.count == alternate.count {
      if !terms.contains(.stopGained) && !terms.contains(.stopLost) { terms.insert(.missense) }
    } else if alternate.count < reference.count {
      terms.insert(edit.kind == .deletion ? .inframeDeletion : .proteinAltering)
    } else {
      let kept = alternate.starts(with: reference) || alternate.suffix(reference.count).elementsEqual(reference)
      terms.insert(kept ? .inframeInsertion : .proteinAltering)
    }
    if terms.contains(.stopGained), alternate.first == .ter { terms.remove(ConsequenceSet(.proteinAltering)) }
  }

  private func identityTerms(_ range: Range<Int>) -> ConsequenceSet {
    let touched = touchedParts(range)
    guard touched.exons != nil else { return ConsequenceSet(touched.introns == nil ? .sequenceVariant : .intron) }
    guard let inTranscript = transcriptRange(ofRecordRange: range) else { return ConsequenceSet(.codingSequence) }
    if inTranscript.upperBound <= coding.lowerBound { return ConsequenceSet(.fivePrimeUTR) }
    if inTranscript.lowerBound >= coding.upperBound { return ConsequenceSet(.threePrimeUTR) }
    return ConsequenceSet(.synonymous)
  }

  private func identityEffect(_ range: Range<Int>) -> CodingEffect {
    guard let inTranscript = transcriptRange(ofRecordRange: range), inTranscript.lowerBound >= coding.lowerBound,
      inTranscript.upperBound <= coding.upperBound, !range.isEmpty
    else { return CodingEffect(change: .identity) }
    let first = (inTranscript.lowerBound - coding.lowerBound) / 3 + 1
    let last = (inTranscript.upperBound - 1 - coding.lowerBound) / 3 + 1
    let residues = Array(protein[first - 1..<last])
    return CodingEffect(
      change: .synonymous(first: first, last: last), referenceResidues: residues, alternateResidues: residues)
  }

  /// The terms that follow from a protein change alone, where the change of the sequence is not known.
  package func consequences(of change: ProteinChange) -> ConsequenceSet {
    switch change {
    case .identity, .unknown: []
    case .synonymous: ConsequenceSet(.synonymous)
    case .startLost, .noProtein: ConsequenceSet(.startLost)
    case .substitution(_, .ter): ConsequenceSet(.stopGained)
    case .substitution: ConsequenceSet(.missense)
    case .deletion: ConsequenceSet(.inframeDeletion)
    case .duplication: ConsequenceSet(.inframeInsertion)
    case .insertion(_, let residues):
      residues.contains(.ter)
        ? [ConsequenceSet(.stopGained), ConsequenceSet(.inframeInsertion)]
        : ConsequenceSet(.inframeInsertion)
    case .delins(let first, let last, let residues):
      residues.contains(.ter)
        ? ConsequenceSet(.stopGained)
        : ConsequenceSet(residues.count == last - first + 1 ? .missense : .proteinAltering)
    case .frameshift: ConsequenceSet(.frameshift)
    case .extension: ConsequenceSet(.stopLost)
    }
  }
}
