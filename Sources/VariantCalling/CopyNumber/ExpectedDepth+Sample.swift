// How an expectation is adjusted to one sample: to its fragment length, and to its own variance.

import Numerics

extension ExpectedDepth {
  /// Widens the variances to what the sample itself shows, by the median over exons.
  ///
  /// - Returns: the sample's coefficient of variation beyond sampling noise, exon by exon, against this expectation with
  ///   the sample's own coefficients.
  mutating func adapt(to counts: [ExonFragmentCounts], covariates: GroupCovariates) -> Double {
    let adjusted = adjustment(as: counts, covariates: covariates)
    var residuals: [(square: Double, mean: Double)] = []
    for (record, (part, counted)) in zip(parts, counts).enumerated() {
      var weights = [Double](repeating: 0, count: part.exonCount)
      for (group, weight) in zip(part.groups, adjusted[record]) {
        for exon in group.first...group.last { weights[exon] += weight }
      }
      let seen = counted.perExon.map(Double.init)
      let ratios = weights.indices.filter { weights[$0] > 0 }.map { seen[$0] / weights[$0] }.sorted()
      guard !ratios.isEmpty else { continue }
      let scale = ratios[ratios.count / 2]
      for exon in weights.indices where weights[exon] * scale >= 4 {
        let mean = weights[exon] * scale
        residuals.append(((seen[exon] - mean) * (seen[exon] - mean) / mean, mean))
      }
    }
    guard residuals.count >= 10 else { return 1 }
    let means = residuals.map(\.mean).sorted()
    // The median of chi-squared with one degree of freedom is 0.4549; events of fewer than half of the exons hardly
    // move it.
    let squares = residuals.map(\.square).sorted()
    let variance = squares[squares.count / 2] / 0.4549
    let typical = means[means.count / 2]
    let own = max(0, (variance - 1) / typical)
    // Only what exceeds the estimate's own standard error widens the expectation.
    let error = 1.65 * variance * (2 / Double(residuals.count)).squareRoot()
    let sure = max(0, (variance - error - 1) / typical)
    for part in parts.indices { parts[part].variances = parts[part].variances.map { max($0, sure) } }
    adaptGroupFractions(to: counts, adjusted: adjusted)
    return own.squareRoot()
  }

  /// Adds to the weights the non-linear part of the sample's fragment-length effect.
  ///
  /// - Returns: the weights with the whole effect of the sample's coefficients.
  private mutating func adjustment(as counts: [ExonFragmentCounts], covariates: GroupCovariates) -> [[Double]] {
    var coefficients = DepthCoefficients.zero
    if coefficientVariances != CoefficientVariances() {
      let groups = parts.map { part in part.groups.map { (exons: $0.first...$0.last, weight: $0.weight) } }
      coefficients =
        ExpectedDepth.coefficients(of: counts, against: groups, covariates: covariates)?.shrunk(
          by: coefficientVariances) ?? .zero
    }
    return parts.indices.map { record in
      parts[record].groups.indices.map { index in
        let group = parts[record].groups[index]
        let exons = group.first...group.last
        let factor = covariates.factor(coefficients, record: record, exons: exons)
        let change = covariates.beyond(record: record, exons: exons, lengthRatio: coefficients.z)
        parts[record].groups[index].weight *= Elementary.exp(change)
        parts[record].groups[index].variance = max(
          group.variance, ExpectedDepth.lengthDoubt * ExpectedDepth.lengthDoubt * change * change)
        return group.weight * factor
      }
    }
  }

  /// The part of the non-linear fragment-length effect that counts as uncertain.
  private static let lengthDoubt = 0.5

  /// Widens the variances of groups over several exons to what the sample itself shows, each against the fragments that
  /// its own exons have.
  private mutating func adaptGroupFractions(to counts: [ExonFragmentCounts], adjusted: [[Double]]) {
    var residuals: [(square: Double, mean: Double)] = []
    for (record, (part, counted)) in zip(parts, counts).enumerated() {
      var seen: [Int: Double] = [:]
      for group in counted.groups { seen[group.first * part.exonCount + group.last] = Double(group.count) }
      var weights = [Double](repeating: 0, count: part.exonCount)
      for (group, weight) in zip(part.groups, adjusted[record]) {
        for exon in group.first...group.last { weights[exon] += weight }
      }
      let fragments = counted.perExon
      for (group, weight) in zip(part.groups, adjusted[record]) where group.first < group.last {
        let exons = group.first...group.last
        let ratio =
          exons.reduce(0) { $0 + Double(fragments[$1]) / max(weights[$1], 1e-9) } / Double(exons.count)
        let mean = weight * ratio
        guard mean >= 4 else { continue }
        let difference = (seen[group.first * part.exonCount + group.last] ?? 0) - mean
        residuals.append((difference * difference / mean, mean))
      }
    }
    guard residuals.count >= 10 else { return }
    let squares = residuals.map(\.square).sorted()
    let means = residuals.map(\.mean).sorted()
    let excess = squares[squares.count / 2] / 0.4549 - 1
    let own = max(0, excess / means[means.count / 2])
    for part in parts.indices {
      for index in parts[part].groups.indices where parts[part].groups[index].first < parts[part].groups[index].last {
        parts[part].groups[index].variance = max(parts[part].groups[index].variance, own)
      }
    }
  }
}
