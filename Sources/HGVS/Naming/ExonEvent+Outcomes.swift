// The transcripts of a deletion or duplication whose ends are not exactly known: those of every place where the ends may lie.

import BioSequence

extension ExonEvent {
  /// The ranges that stand for all that the event may be: ends within an exon at their innermost, a base and two further
  /// out, which is every frame, and at their outermost place; ends in introns, all alike off the splice sites, in the middle.
  ///
  /// - Parameters:
  ///   - range: what is certainly lost or doubled.
  ///   - most: what may be lost or doubled at most.
  static func ranges(
    _ range: Range<Int>, _ most: Range<Int>, _ touched: ClosedRange<Int>?, _ model: TranscriptModel
  ) -> [Range<Int>] {
    guard let touched else { return [range] }
    let (first, last) = (model.exons[touched.lowerBound], model.exons[touched.upperBound])
    var lowers = [range.lowerBound]
    if range.lowerBound > first.lowerBound {
      let least = max(most.lowerBound, first.lowerBound)
      lowers += [range.lowerBound - 1, range.lowerBound - 2, least].filter { $0 >= least && $0 < range.lowerBound }
    } else if touched.lowerBound > 0 {
      lowers = [(model.exons[touched.lowerBound - 1].upperBound + first.lowerBound) / 2]
    }
    var uppers = [range.upperBound]
    if range.upperBound < last.upperBound {
      let highest = min(most.upperBound, last.upperBound)
      uppers += [range.upperBound + 1, range.upperBound + 2, highest].filter { $0 <= highest && $0 > range.upperBound }
    } else if touched.upperBound + 1 < model.exons.count {
      uppers = [(last.upperBound + model.exons[touched.upperBound + 1].lowerBound) / 2]
    }
    return lowers.flatMap { lower in uppers.map { lower..<max(lower, $0) } }
  }

  /// The outcomes of all of them, each once. The protein is named where it is the same in all.
  static func outcomes(of edits: [SequenceEdit], isNamed: Bool, on model: TranscriptModel) -> SplicingOutcomes? {
    let each = edits.map { edit -> SplicingOutcomes? in
      if let outcomes = model.splicingOutcomes(of: edit) { return outcomes }
      guard model.touchedParts(edit.range).exons != nil else { return nil }
      let coding = model.placedEffect(of: edit).coding
      return SplicingOutcomes([TranscriptOutcome(.normal, isExpected: true, coding: coding)], isUncertain: true)
    }
    let known = each.compactMap { $0 }
    guard let first = known.first else { return nil }
    var all: [TranscriptOutcome] = []
    for outcome in known.flatMap(\.all) where !all.contains(outcome) { all.append(outcome) }
    all = all.map { outcome in
      let isOne = known.allSatisfy {
        $0.all.contains { $0.splicing == outcome.splicing && $0.coding == outcome.coding }
      }
      return isNamed && isOne ? outcome : outcome.withoutName
    }
    return SplicingOutcomes(
      all.filter(\.isExpected) + all.filter { !$0.isExpected }, isUncertain: known.count > 1 || first.isUncertain)
  }

  /// Whether all that may be lost or doubled lies within one exon, off the three bases that belong to its donor.
  static func isWithin(
    _ most: Range<Int>, _ touched: ClosedRange<Int>?, _ splicing: SplicingOutcomes?, _ model: TranscriptModel
  ) -> Bool {
    guard let touched, touched.count == 1, let splicing else { return false }
    let exon = model.exons[touched.lowerBound]
    let end = exon.upperBound - (touched.lowerBound == model.exons.count - 1 ? 0 : 3)
    return most.lowerBound >= exon.lowerBound && most.upperBound <= end
      && splicing.all.allSatisfy { $0.splicing == .normal }
  }
}
