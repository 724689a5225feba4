// What molecules over exons go with from sample to sample: GC content, and the length of fragments.

import BioSequence

/// The GC content around exons, centred at its mean over all exons.
struct ExonGC: Sendable {
  /// For every record and exon the content of the exon and its surroundings, minus the mean.
  let perExon: [[Double]]

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
    perExon = contents.map { $0.map { $0 - mean } }
  }

  /// The content over a group of exons.
  func content(record: Int, exons: ClosedRange<Int>) -> Double {
    guard record < perExon.count, exons.upperBound < perExon[record].count else { return 0 }
    return perExon[record][exons].reduce(0, +) / Double(exons.count)
  }
}

/// By how much the number of molecules that reach exactly some exons grows with the length of fragments.
struct FragmentSpan: Sendable {
  /// For every record the derivative of the logarithm by that of the mean length, minus the mean over molecules; first exon
  /// times number of exons plus last one.
  private let tables: [[Double]]
  private let counts: [Int]

  /// Lengths over their mean: a sample's fragments differ.
  private static let lengths = [0.76, 0.84, 0.92, 1, 1.08, 1.16, 1.24]
  /// Groups that only the longest fragments reach grow faster than any straight line tells.
  private static let steepest = 4.0
  /// Means that are tried, in bases.
  private static let means = stride(from: 80.0, through: 800, by: 10)

  /// Fragments of the mean length that fits how many exons molecules of `controls` reach.
  init(references: [CallReference], controls: [[ExonCounts]]) {
    let windows = references.map { ExonTouch(exons: $0.exons).windows }
    let groups = controls.flatMap { $0.flatMap(\.groups) }
    let molecules = groups.reduce(0) { $0 + $1.count }
    let further = Double(groups.reduce(0) { $0 + $1.count * ($1.last - $1.first) }) / Double(max(1, molecules))
    // Longer fragments reach more exons: the first mean length that reaches so many.
    let mean = FragmentSpan.means.first { FragmentSpan.furtherExons(windows, mean: $0) >= further } ?? 800
    counts = windows.map(\.count)
    tables = windows.map { windows in
      let count = windows.count
      var table = [Double](repeating: 0, count: count * count)
      var sum = 0.0
      var all = 0.0
      for first in 0..<count {
        for last in first..<count {
          let shorter = FragmentSpan.places(windows, first, last, mean: 0.9 * mean)
          let longer = FragmentSpan.places(windows, first, last, mean: 1.1 * mean)
          guard longer > 0 else {
            table[first * count + last] = first == last ? 0 : FragmentSpan.steepest
            continue
          }
          let rise = Logarithm.natural(longer / max(shorter, 0.01 * longer)) / Logarithm.natural(1.1 / 0.9)
          table[first * count + last] = min(max(rise, -FragmentSpan.steepest), FragmentSpan.steepest)
          sum += (shorter + longer) * table[first * count + last]
          all += shorter + longer
        }
      }
      return table.map { $0 - sum / max(all, 1) }
    }
  }

  /// The derivative for a group of exons.
  func rise(record: Int, exons: ClosedRange<Int>) -> Double {
    guard record < tables.count, exons.upperBound < counts[record] else { return 0 }
    return tables[record][exons.lowerBound * counts[record] + exons.upperBound]
  }

  /// Mean number of exons that molecules reach beyond their first one.
  private static func furtherExons(_ records: [[Range<Int>]], mean: Double) -> Double {
    var sum = 0.0
    var all = 0.0
    for windows in records {
      for first in windows.indices {
        for last in first..<windows.count {
          let places = places(windows, first, last, mean: mean)
          if places == 0, windows[last].lowerBound - windows[first].upperBound > Int(2 * mean) { break }
          // A molecule is caught by each of its exons.
          let caught = places * Double(last - first + 1)
          sum += caught * Double(last - first)
          all += caught
        }
      }
    }
    return sum / max(all, 1)
  }

  /// Number of places at which fragments reach exactly the exons `first...last`.
  static func places(_ windows: [Range<Int>], _ first: Int, _ last: Int, mean: Double) -> Double {
    let before = first > 0 ? windows[first - 1].upperBound : Int.min / 4
    let behind = last + 1 < windows.count ? windows[last + 1].lowerBound : Int.max / 4
    return lengths.reduce(0) { sum, share in
      let length = Int(share * mean)
      let lowest = max(before, windows[last].lowerBound - length + 1)
      let highest = min(windows[first].upperBound - 1, behind - length)
      return sum + Double(max(0, highest - lowest + 1))
    }
  }
}

/// The loads of groups of exons on a sample's depth.
struct GroupLoads: Sendable {
  let gc: ExonGC
  /// `nil`: the sample's own fragments tell.
  let span: FragmentSpan?

  /// 1, the centred GC content, and the rise by the length of fragments.
  func loads(record: Int, exons: ClosedRange<Int>) -> SIMD3<Double> {
    SIMD3(1, gc.content(record: record, exons: exons), span?.rise(record: record, exons: exons) ?? 0)
  }
}
