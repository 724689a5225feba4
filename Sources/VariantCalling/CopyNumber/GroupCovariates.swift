// What fragments over exons go with from sample to sample: GC content and its square, and the length of fragments.

import BioSequence
import Numerics

/// The GC content around exons, centred at its mean over all exons.
struct ExonGC: Sendable {
  /// For every record and exon the content of the exon and its surroundings, minus the mean.
  let perExon: [[Double]]
  /// The squares of these, minus what a linear term over all exons tells of them: what bends and does not slope.
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

/// The loads of groups of exons on a sample's depth.
struct GroupCovariates: Sendable {
  let gc: ExonGC
  /// `nil`: the sample's own fragments tell.
  let span: FragmentLengthEffect?

  /// 1, the centred GC content, the rise by the length of fragments, and the squared GC content.
  func covariates(record: Int, exons: ClosedRange<Int>) -> SIMD4<Double> {
    let (content, square) = gc.content(record: record, exons: exons)
    return SIMD4(1, content, span?.rise(record: record, exons: exons) ?? 0, square)
  }

  /// The logarithm of a group's change by a stretch, less what its load tells.
  func beyond(record: Int, exons: ClosedRange<Int>, lengthRatio: Double) -> Double {
    guard lengthRatio != 0, let span else { return 0 }
    let change = span.change(record: record, exons: exons, lengthRatio: lengthRatio)
    return min(max(change - lengthRatio * span.rise(record: record, exons: exons), -2), 2)
  }

  /// By how much a group's depth differs by slope, stretch and curve; the level is left out.
  func factor(_ depth: DepthCoefficients, record: Int, exons: ClosedRange<Int>) -> Double {
    var adjustment = depth
    adjustment.x = 0
    guard adjustment != .zero else { return 1 }
    let linear = (adjustment * covariates(record: record, exons: exons)).sum()
    return Elementary.exp(linear + beyond(record: record, exons: exons, lengthRatio: adjustment.z))
  }
}
