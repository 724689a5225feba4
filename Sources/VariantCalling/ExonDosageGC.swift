// How samples differ from each other by the GC content of exons: one slope a sample.

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

/// How the logarithm of a sample's depth over the expected one changes with GC content.
struct GCSlope: Sendable {
  /// Per unit of GC content (0-1).
  let value: Double
  /// Squared standard error.
  let variance: Double

  /// Variance of an exon's depth beyond chance that is reckoned with.
  private static let excess = 0.004
  /// Neighbouring exons share molecules: errors are larger than those of independent exons by this factor.
  private static let sharing = 1.5
  /// Exons with fewer expected molecules tell nothing.
  private static let leastMolecules = 8.0
  /// Turning point of the biweight, in robust standard deviations.
  private static let biweight = 4.0

  private struct Point {
    let record: Int
    let gc: Double
    let ratio: Double
    let weight: Double
  }

  /// Weighted least squares of ln(seen / expected) on GC with one level a record; exons that stand out, as deleted
  /// ones do, are weighed down (Tukey's biweight). `nil` if the exons do not tell.
  ///
  /// - Parameter expected: for every record and exon the expected molecules, up to a factor a record.
  init?(seen: [[Double]], expected: [[Double]], gc: ExonGC) {
    var points: [Point] = []
    var levels: [Double] = []
    for record in seen.indices {
      let ratios = seen[record].indices.filter { expected[record][$0] > 0 }
        .map { seen[record][$0] / expected[record][$0] }.sorted()
      guard !ratios.isEmpty, ratios[ratios.count / 2] > 0 else { return nil }
      let scale = ratios[ratios.count / 2]
      levels.append(0)
      for exon in seen[record].indices where expected[record][exon] * scale >= GCSlope.leastMolecules {
        let mean = expected[record][exon] * scale
        points.append(
          Point(
            record: record, gc: gc.perExon[record][exon],
            ratio: Logarithm.natural((seen[record][exon] + 0.5) / (mean + 0.5)),
            weight: mean / (1 + GCSlope.excess * mean)))
      }
    }
    guard points.count >= 20 else { return nil }
    var slope = 0.0
    var information = 0.0
    for _ in 0..<6 {
      let residuals = points.map { $0.ratio - levels[$0.record] - slope * $0.gc }
      let sizes = zip(points, residuals).map { $0.weight.squareRoot() * abs($1) }.sorted()
      let deviation = max(0.5, 1.4826 * sizes[sizes.count / 2])
      let weights = zip(points, residuals).map { point, residual in
        let z = point.weight.squareRoot() * residual / (deviation * GCSlope.biweight)
        return abs(z) < 1 ? point.weight * (1 - z * z) * (1 - z * z) : 0
      }
      var sums = levels.map { _ in (weight: 0.0, gc: 0.0, ratio: 0.0) }
      for (point, weight) in zip(points, weights) {
        sums[point.record].weight += weight
        sums[point.record].gc += weight * point.gc
        sums[point.record].ratio += weight * point.ratio
      }
      guard sums.allSatisfy({ $0.weight > 0 }) else { return nil }
      information = 0
      var product = 0.0
      for (point, weight) in zip(points, weights) {
        let sum = sums[point.record]
        let distance = point.gc - sum.gc / sum.weight
        information += weight * distance * distance
        product += weight * distance * (point.ratio - sum.ratio / sum.weight)
      }
      guard information > 1e-6 else { return nil }
      slope = product / information
      levels = sums.map { ($0.ratio - slope * $0.gc) / $0.weight }
    }
    value = slope
    variance = GCSlope.sharing / information
  }

  /// The slope drawn towards zero by how much samples of the laboratory differ.
  func shrunk(spread: Double) -> Double { spread <= 0 ? 0 : value * spread / (spread + variance) }

  /// Variance of slopes between samples beyond their own errors.
  static func spread(of slopes: [GCSlope]) -> Double {
    guard slopes.count >= 3 else { return 0 }
    let mean = slopes.reduce(0) { $0 + $1.value } / Double(slopes.count)
    let squares = slopes.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
    let errors = slopes.reduce(0) { $0 + $1.variance } / Double(slopes.count)
    return max(0, squares / Double(slopes.count - 1) - errors)
  }
}
