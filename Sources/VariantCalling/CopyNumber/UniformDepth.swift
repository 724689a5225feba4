// The expectation of a sample of even depth: all start positions of fragments, weighted by their GC content.

import Alignment
import BioSequence
import Numerics

/// The expectation from the sample itself, or why there is none.
package enum UniformDepth: Sendable, Hashable {
  /// Depth is even once GC is accounted for.
  case fits(ExpectedDepth)
  /// It is not, or cannot be known.
  case fails(CopyNumberNoCall)
}

/// Fits the number of fragments that start in windows over the whole records.
///
/// ln(mean) = level of the record + b1 (GC - 0.5) + b2 (GC - 0.5)^2: a log-linear Poisson regression by iteratively
/// reweighted least squares (Nelder and Wedderburn 1972), windows that stand out weighed down. GC is taken over the
/// mean fragment, as Benjamini and Speed (2012, Nucleic Acids Res 40:e72) found it to act.
struct UniformDepthFit {
  private let reads: PreparedReads
  private let references: [CallReference]
  private let lengths: [Int]
  private var windows: [Window] = []
  private var coefficients: [Double] = []

  private struct Window {
    let reference: Int
    let gc: Double
    let count: Double
    var weight = 1.0
  }

  private static let width = 300
  /// Windows this near a record's end may lack fragments that reach beyond it.
  private static let edge = 800
  private static let leastPerWindow = 10.0

  static func expectation(reads: PreparedReads, references: [CallReference]) -> UniformDepth {
    guard var fit = UniformDepthFit(reads: reads, references: references) else { return .fails(.tooFewFragments) }
    let counts = fit.windows.map(\.count).sorted()
    guard counts.count >= 20 else { return .fails(.tooFewFragments) }
    let middle = counts[counts.count / 2]
    let empty = counts.count { $0 < 0.2 * max(middle, counts[counts.count * 9 / 10] / 2) }
    if 4 * empty > counts.count { return .fails(.captured) }
    if middle < leastPerWindow { return .fails(.tooFewFragments) }
    let variances = fit.solve()
    guard variances.dispersion.squareRoot() <= CopyNumberNoCall.largestExcessVariation else {
      return .fails(.uneven(variances.dispersion.squareRoot()))
    }
    return .fits(fit.expectation(dispersion: variances.dispersion, recordRatioDeviation: variances.scale))
  }

  private init?(reads: PreparedReads, references: [CallReference]) {
    guard !references.isEmpty, references.allSatisfy({ !$0.exons.isEmpty }) else { return nil }
    self.reads = reads
    self.references = references
    var seen: [Int] = []
    var widths: [Int] = []
    var starts = references.map { [Int32](repeating: 0, count: $0.sequence.count) }
    for reference in references.indices {
      reads.forEachUsed(on: reference) { index in
        let read = reads.store.reads[index]
        let mate = Int(reads.mates[index])
        let hasMate = mate >= 0 && reads.uses[mate] == .used
        if hasMate && mate < index { return }
        let other = hasMate ? reads.store.reads[mate] : read
        starts[reference][min(read.start, other.start)] += 1
        if hasMate, read.isProperPair { seen.append(max(read.end, other.end) - min(read.start, other.start)) }
        widths.append(read.end - read.start)
      }
    }
    guard widths.count >= 500 else { return nil }
    widths.sort()
    seen.sort()
    let median = widths[widths.count / 2]
    lengths =
      seen.count >= 200 ? (0..<12).map { [seen] in max(median, seen[seen.count * (2 * $0 + 1) / 24]) } : [median]
    let mean = lengths.reduce(0, +) / lengths.count
    for (reference, record) in references.enumerated() {
      let sums = UniformDepthFit.gcSums(record.sequence)
      var lower = UniformDepthFit.edge
      while lower + UniformDepthFit.width + UniformDepthFit.edge <= record.sequence.count {
        let window = lower..<lower + UniformDepthFit.width
        lower += UniformDepthFit.width
        if record.repeats.contains(where: { $0.overlaps(window.lowerBound..<window.upperBound + mean) }) { continue }
        let extent = window.lowerBound..<min(sums.count - 1, window.upperBound + mean)
        windows.append(
          Window(
            reference: reference, gc: Double(sums[extent.upperBound] - sums[extent.lowerBound]) / Double(extent.count),
            count: Double(starts[reference][window].reduce(0, +))))
      }
    }
  }

  private static func gcSums(_ sequence: DNASequence) -> [Int32] {
    var sums: [Int32] = [0]
    sums.reserveCapacity(sequence.count + 1)
    var sum: Int32 = 0
    for code in sequence.codes {
      if code == 1 || code == 2 { sum += 1 }
      sums.append(sum)
    }
    return sums
  }

  private func row(_ window: Window) -> [Double] {
    references.indices.map { $0 == window.reference ? 1 : 0 } + [
      window.gc - 0.5, (window.gc - 0.5) * (window.gc - 0.5),
    ]
  }

  /// Fits, and returns the variance beyond sampling noise (squared coefficient of variation) and the standard error of the
  /// difference between the first two levels.
  private mutating func solve() -> (dispersion: Double, scale: Double) {
    let mean = windows.reduce(0) { $0 + $1.count } / Double(windows.count)
    coefficients = references.indices.map { _ in Elementary.log(max(mean, 1)) } + [0, 0]
    var dispersion = 0.0
    let size = coefficients.count
    var inverse: [Double] = []
    for _ in 0..<8 {
      var matrix = [Double](repeating: 0, count: size * size)
      var right = [Double](repeating: 0, count: size)
      var residuals: [Double] = []
      var means: [Double] = []
      for index in windows.indices {
        let row = row(windows[index])
        let linear = zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
        let mean = Elementary.exp(min(max(linear, -5), 20))
        let residual = (windows[index].count - mean) / (mean + dispersion * mean * mean).squareRoot()
        residuals.append((windows[index].count - mean) / mean.squareRoot())
        means.append(mean)
        windows[index].weight = abs(residual) > 3 ? 0.01 : 1
        let weight = windows[index].weight * mean / (1 + dispersion * mean)
        let working = linear + (windows[index].count - mean) / mean
        for i in row.indices where row[i] != 0 {
          right[i] += weight * row[i] * working
          for j in row.indices { matrix[i * size + j] += weight * row[i] * row[j] }
        }
      }
      // A little weight against steep curves keeps the fit definite when GC hardly varies.
      for i in references.count..<size { matrix[i * size + i] += 1 }
      guard let factor = CholeskyFactor(matrix, size) else { return (1, 1) }
      inverse = factor.inverse()
      coefficients = factor.solve(right)
      let absolute = residuals.map { abs($0) }.sorted()
      let deviation = 1.4826 * absolute[absolute.count / 2]
      let typical = means.sorted()[means.count / 2]
      dispersion = max(0, (deviation * deviation - 1) / typical)
    }
    let scale = references.count > 1 ? max(0, inverse[0] + inverse[size + 1] - 2 * inverse[1]) : 0
    return (dispersion, scale.squareRoot())
  }

  /// Between two records lies more than the fit's own error.
  private static let scaleFloor = 0.06
  /// The expectation of even depth rests on so many fragments that its own sampling noise is negligible.
  private static let certainty = 1e6
  /// No depth is known better than this.
  private static let dispersionFloor = 0.0009

  private func expectation(dispersion: Double, recordRatioDeviation: Double) -> ExpectedDepth {
    let parts = references.indices.map { part(of: $0, dispersion: max(dispersion, UniformDepthFit.dispersionFloor)) }
    return ExpectedDepth(
      parts: parts,
      recordRatioDeviation: (recordRatioDeviation * recordRatioDeviation + UniformDepthFit.scaleFloor
        * UniformDepthFit.scaleFloor).squareRoot())
  }

  /// Sums all start positions of fragments by the exons that they show.
  private func part(of reference: Int, dispersion: Double) -> ExonExpectation {
    let record = references[reference]
    let overlap = ExonOverlap(exons: record.exons)
    let sums = UniformDepthFit.gcSums(record.sequence)
    let count = record.exons.count
    var weights = [Double](repeating: 0, count: count * count)
    let slope = coefficients[references.count]
    let curvature = coefficients[references.count + 1]
    let longest = (lengths.last ?? 0) + ExonOverlap.margin
    var start = max(0, record.exons[0].lowerBound - longest)
    let end = min(record.sequence.count - longest, record.exons[count - 1].upperBound + ExonOverlap.margin)
    var mark = 0
    while start < end {
      while mark < count, overlap.windows[mark].upperBound <= start { mark += 1 }
      // No exon within reach: go on to where the next one comes.
      if mark < count, record.exons[mark].lowerBound > start + longest {
        start = record.exons[mark].lowerBound - longest
      }
      for length in lengths {
        guard let shown = overlap.exons(by: start..<start + length) else { continue }
        let gc = min(0.25, max(-0.25, Double(sums[start + length] - sums[start]) / Double(length) - 0.5))
        weights[shown.lowerBound * count + shown.upperBound] +=
          Elementary.exp(slope * gc + curvature * gc * gc) / Double(lengths.count)
      }
      start += 1
    }
    return ExonExpectation(
      exonCount: count,
      groups: weights.indices.filter { weights[$0] > 0 }.map {
        ExpectedGroup(
          first: $0 / count, last: $0 % count, weight: weights[$0], certainty: UniformDepthFit.certainty, variance: 0)
      }, variances: [Double](repeating: dispersion, count: count))
  }
}
