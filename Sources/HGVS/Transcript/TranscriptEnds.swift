// Changes that take away where transcription starts or ends, or turn the whole gene: what the transcript is then is in doubt.

import BioSequence

extension TranscriptModel {
  /// Leaders of fewer bases are often passed over by ribosomes (Kozak 1991, Gene Expr 1:111).
  private static let shortestLeader = 20
  /// Bases beyond the first or last one of the transcript that its start or end cannot do without: the core promoter
  /// (Smale and Kadonaga 2003, Annu Rev Biochem 72:449), the element behind the place where the mRNA is cut.
  private static let beyondEnd = 20
  /// The polyadenylation signal lies within so many bases of the end (Proudfoot 2011, Genes Dev 25:1770).
  private static let signalReach = 40

  /// The polyadenylation signal, AATAAA or ATTAAA, nearest to the end of the transcript, on the record; the last bases of
  /// the transcript where there is none.
  var polyadenylationSignal: Range<Int> {
    let end = recordRange.upperBound
    let first = max(exons[exons.count - 1].lowerBound, end - TranscriptModel.signalReach)
    for place in stride(from: end - 6, through: first, by: -1) {
      let bases = record[place..<place + 6]
      if bases.elementsEqual([0, 0, 3, 0, 0, 0]) || bases.elementsEqual([0, 3, 3, 0, 0, 0]) {
        return place..<place + 6
      }
    }
    return max(first, end - TranscriptModel.beyondEnd)..<end
  }

  /// The transcripts of an allele that has lost an end of the transcript but not the exon at it, or whose whole gene is
  /// turned; `nil` for all others.
  ///
  /// - Parameter written: canonical on the record.
  func outcomesOfEnds(_ written: SequenceEdit) -> SplicingOutcomes? {
    // A loss that can be written so that it leaves the start codon whole does.
    let start = transcript.recordOffset(ofTranscriptOffset: coding.lowerBound)
    let isBefore = written.kind == .deletion && written.range.lowerBound < start
    let edit = (isBefore ? written.moved(toEndBy: start, on: record) : nil) ?? written
    let (range, whole) = (edit.range, recordRange)
    let isLoss = edit.kind == .deletion || edit.kind == .delins && edit.inserted.count < range.count
    guard isLoss || edit.kind == .inversion else { return nil }
    let most = edit.kind == .inversion ? widest(range) : range
    if most.lowerBound <= whole.lowerBound, most.upperBound >= whole.upperBound {
      guard edit.kind == .inversion else { return nil }
      let turned = TranscriptOutcome(.geneInversion, isExpected: true, coding: CodingEffect(change: .unknown))
      return SplicingOutcomes([turned], isUncertain: true)
    }
    // With an intron base the exon's other site is lost as well, and the exon with it.
    let first = range.clamped(to: whole)
    guard !first.isEmpty, let place = transcriptRange(ofRecordRange: first) else { return nil }
    var other: TranscriptOutcome?
    if losesEnd(range) {
      other = TranscriptOutcome(.endLost, isExpected: true, coding: CodingEffect(change: .noProtein))
    } else if place.upperBound <= coding.lowerBound {
      other = lostStart(range, place, edit)
    } else if range.lowerBound < whole.lowerBound {
      let none = TranscriptOutcome(.noTranscript, isExpected: true, coding: CodingEffect(change: .noProtein))
      return SplicingOutcomes([none], isUncertain: false)
    }
    // An exon that is lost whole is judged by its sites.
    guard let other, !exons.contains(where: { $0.lowerBound >= range.lowerBound && $0.upperBound <= range.upperBound })
    else { return nil }
    let coding = codingEffect(replacing: place, with: edit.inserted)
    return SplicingOutcomes([other, TranscriptOutcome(.normal, isExpected: true, coding: coding)], isUncertain: true)
  }

  /// The widest inversion that makes the same allele: bases at its ends that stay as they are belong to it or not.
  private func widest(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower > 0, upper < record.count, record[upper] < 4, record[lower - 1] == 3 - record[upper] {
      lower -= 1
      upper += 1
    }
    return lower..<upper
  }

  /// Whether the signal by which the transcript is ended is lost, or its last base with what follows it.
  private func losesEnd(_ range: Range<Int>) -> Bool {
    let end = recordRange.upperBound
    guard range.upperBound > end - TranscriptModel.signalReach else { return false }
    let signal = polyadenylationSignal
    return range.lowerBound <= signal.lowerBound && range.upperBound >= signal.upperBound
      || range.contains(end - 1) && range.upperBound >= end + TranscriptModel.beyondEnd
  }

  /// The transcript without its start, or with a leader too short for the start codon to be found; `nil` where neither is so.
  private func lostStart(_ range: Range<Int>, _ place: Range<Int>, _ edit: SequenceEdit) -> TranscriptOutcome? {
    let left = coding.lowerBound - place.count + edit.inserted.count
    let isShort = left < TranscriptModel.shortestLeader && coding.lowerBound - left > left
    let takesFirst = range.contains(recordRange.lowerBound)
    if takesFirst, isShort || range.lowerBound <= recordRange.lowerBound - TranscriptModel.beyondEnd {
      return TranscriptOutcome(.noTranscript, isExpected: true, coding: CodingEffect(change: .noProtein))
    }
    return isShort ? TranscriptOutcome(.normal, isExpected: true, coding: CodingEffect(change: .startLost)) : nil
  }
}
