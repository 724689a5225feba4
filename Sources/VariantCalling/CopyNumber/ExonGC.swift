// The GC content around exons, linear and squared.

import BioSequence

/// The GC content around exons, centred at its mean over all exons.
struct ExonGC: Sendable {
  /// For every record and exon the content of the exon and its surroundings, minus the mean.
  let perExon: [[Double]]
  /// The squares of these less their least-squares line on the content itself: curvature that is uncorrelated with slope.
  let squares: [[Double]]

  /// Bases on both sides of an exon that its fragments reach.
  private static let flank = 150

  init(references: [CallReference]) {
    let contents = references.map { record in
      record.exons.map { exon in
        let range = max(0, exon.lowerBound - ExonGC.flank)..<min(record.sequence.count, exon.upperBound + ExonGC.flank)
        let codes = record.sequence.codes[range]
        return Double(codes.count { $0 == 1 || $0 == 2 }) / Double(max(1, codes.count))
      }
    }
    let all = contents.flatMap(\.self)
    let mean = all.reduce(0, +) / Double(max(1, all.count))
    let centred = contents.map { $0.map { $0 - mean } }
    perExon = centred
    // The line through the squares by least squares.
    let flat = centred.flatMap(\.self)
    let second = flat.reduce(0) { $0 + $1 * $1 }
    let third = flat.reduce(0) { $0 + $1 * $1 * $1 }
    let (level, slope) = (second / Double(max(1, flat.count)), second > 1e-9 ? third / second : 0)
    squares = centred.map { $0.map { $0 * $0 - level - slope * $0 } }
  }

  /// The content over a group of exons, and its square.
  func content(record: Int, exons: ClosedRange<Int>) -> (content: Double, square: Double) {
    guard record < perExon.count, exons.upperBound < perExon[record].count else { return (0, 0) }
    let number = Double(exons.count)
    return (perExon[record][exons].reduce(0, +) / number, squares[record][exons].reduce(0, +) / number)
  }
}
