// Insert sizes and base qualities as documents have them.

import Alignment
import Reporting
import TranscriptAnalysis
import VariantCalling

extension InsertSizes {
  /// The fragments of a library of DNA; `nil` without enough pairs.
  init?(_ profile: LibraryProfile) {
    guard let median = profile.insertSize, let range = profile.insertRange else { return nil }
    self.init(
      sorted: profile.insertLengths, scale: .gene, median: median, low: range.lowerBound, high: range.upperBound)
  }

  /// The fragments of a library of RNA; `nil` without enough pairs on spliced transcripts.
  init?(_ library: LibraryTraits) {
    let lengths = library.insertLengths
    guard let range = LibraryProfile.ninetyPercent(ofSorted: lengths) else { return nil }
    self.init(
      sorted: lengths, scale: .transcript, median: lengths[lengths.count / 2], low: range.lowerBound,
      high: range.upperBound)
  }
}

extension MappedReads {
  /// With more reads without qualities, a curve of the others would stand for all.
  private static let mostUnscored = 0.01
  /// With more bases of Phred 0 the others say nothing of the reads.
  private static let mostUnknown = 0.5
  /// Fewer reads make no curve.
  private static let fewestReads = 50

  /// The qualities of the aligned reads; `nil` with too few.
  ///
  /// - Parameter reads: all single reads, of which ``unscored`` have no qualities.
  func baseQualities(ofReads reads: Int) -> BaseQualities? {
    let qualities = ReadQualities([store, unspliced])
    let (first, second) = (qualities.first, qualities.second)
    guard first.reads + second.reads >= MappedReads.fewestReads else { return nil }
    if families != nil { return BaseQualities(state: .joined) }
    let withoutScores = max(
      Double(sequences) / Double(max(1, templates)), Double(unscored) / Double(max(1, reads)))
    if withoutScores > MappedReads.mostUnscored { return BaseQualities(state: .missing) }
    let totals = zip(first.totals, second.totals).map(+)
    let values = totals.dropFirst().count { $0 > 0 }
    let unknown = Double(totals[0]) / Double(max(1, totals.reduce(0, +)))
    let isDrawn = values > 1 && unknown <= MappedReads.mostUnknown
    let state: BaseQualities.State =
      isDrawn ? values <= BaseQualities.mostBins ? .binned : .measured : values > 1 ? .missing : .uniform
    return BaseQualities(
      state: state, values: values, unknownFraction: unknown, first: isDrawn ? BaseQualities.Side(first) : nil,
      second: isDrawn ? BaseQualities.Side(second) : nil)
  }
}

extension BaseQualities.Side {
  /// `nil` without reads, and where no quality is known.
  fileprivate init?(_ side: ReadQualities.Side) {
    guard let whole = ReadQualities.fraction(from: 30, of: side.totals) else { return nil }
    let positions = 0..<side.commonPositions
    self.init(
      reads: side.reads, phred30: whole, meanByPosition: positions.map { side.mean(at: $0) },
      phred30ByPosition: positions.map { side.fraction(from: 30, at: $0) })
  }
}
