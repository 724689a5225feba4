// Outliers: flagged, never removed. Grubbs, Dixon, generalised ESD.

import Numerics

/// Tests for outliers. All return indices; nothing is ever dropped.
///
///     Grubbs   G = max |x - mean| / s against (n - 1) / sqrt(n) sqrt(t^2 / (n - 2 + t^2)), t of n - 2 degrees of freedom at
///              1 - alpha / 2n (Grubbs 1969, Technometrics 11:1)
///     Rosner   R_i = max |x - mean| / s without the i - 1 before, against (n - i) t / sqrt((n - i - 1 + t^2) (n - i + 1)), t of
///              n - i - 1 degrees of freedom at 1 - alpha / 2(n - i + 1) (Rosner 1983, Technometrics 25:165)
///     Dixon    r10 = gap / range against a table (Dixon 1950, Ann Math Stat 21:488)
package enum OutlierTests {
  /// Grubbs' statistic, its critical value and the index of the extreme value.
  package static func grubbs(_ values: [Double], alpha: Double = 0.05) -> (
    statistic: Double, critical: Double, index: Int
  )? {
    let n = values.count
    let s = values.standardDeviation
    guard n >= 3, s > 0 else { return nil }
    let mean = values.mean
    let index = values.indices.max { Swift.abs(values[$0] - mean) < Swift.abs(values[$1] - mean) } ?? 0
    return (Swift.abs(values[index] - mean) / s, critical(n, alpha / (2 * Double(n))), index)
  }

  private static func critical(_ n: Int, _ tail: Double) -> Double {
    let t = Distribution.tQuantile(1 - tail, df: Double(n - 2))
    return Double(n - 1) / Double(n).squareRoot() * (t * t / (Double(n - 2) + t * t)).squareRoot()
  }

  /// The generalised extreme studentised deviate test (Rosner 1983): indices of up to `most` outliers.
  package static func generalizedESD(
    _ values: [Double], most: Int, alpha: Double = 0.05
  ) -> (statistics: [Double], criticals: [Double], outliers: [Int]) {
    var left = Array(values.indices)
    var statistics: [Double] = []
    var criticals: [Double] = []
    var order: [Int] = []
    var count = 0
    for i in 1...Swift.max(1, most) {
      let sample = left.map { values[$0] }
      let s = sample.standardDeviation
      guard sample.count > 2, s > 0 else { break }
      let mean = sample.mean
      guard let index = left.max(by: { Swift.abs(values[$0] - mean) < Swift.abs(values[$1] - mean) }) else { break }
      let n = values.count
      let t = Distribution.tQuantile(1 - alpha / (2 * Double(n - i + 1)), df: Double(n - i - 1))
      let lambda =
        Double(n - i) * t / ((Double(n - i - 1) + t * t) * Double(n - i + 1)).squareRoot()
      statistics.append(Swift.abs(values[index] - mean) / s)
      criticals.append(lambda)
      order.append(index)
      if statistics[i - 1] > lambda { count = i }
      left.removeAll { $0 == index }
    }
    return (statistics, criticals, Array(order.prefix(count)))
  }

  /// Dixon's r10 for 3 to 7 values at the two-sided 5 % level: the index of an outlier, or `nil`.
  package static func dixon(_ values: [Double]) -> Int? {
    let table: [Int: Double] = [3: 0.970, 4: 0.829, 5: 0.710, 6: 0.625, 7: 0.568]
    guard let limit = table[values.count] else { return nil }
    let order = values.indices.sorted { values[$0] < values[$1] }
    let sorted = order.map { values[$0] }
    let range = sorted[sorted.count - 1] - sorted[0]
    guard range > 0 else { return nil }
    let low = (sorted[1] - sorted[0]) / range
    let high = (sorted[sorted.count - 1] - sorted[sorted.count - 2]) / range
    guard Swift.max(low, high) > limit else { return nil }
    return low > high ? order[0] : order[order.count - 1]
  }

  /// The test that fits the number of control lines: Dixon to 6, Grubbs to 24, generalised ESD from 25.
  package static func controlLines(_ values: [Double]) -> [Int] {
    switch values.count {
    case ..<3: return []
    case 3...6: return dixon(values).map { [$0] } ?? []
    case 7...24:
      guard let result = grubbs(values), result.statistic > result.critical else { return [] }
      return [result.index]
    default: return generalizedESD(values, most: values.count / 10 + 1).outliers
    }
  }
}

/// Control charts over runs.
package enum LeveyJennings {
  /// A broken rule.
  package struct Violation: Sendable, Equatable {
    /// `1-3s`, `2-2s`, `R-4s`, `4-1s` or `10x`.
    package let rule: String
    /// The run, 0-based, at which the rule broke.
    package let run: Int
  }

  /// Westgard's rules (Westgard, Barry, Hunt and Groth 1981) on z scores in the order of the runs.
  package static func violations(_ z: [Double]) -> [Violation] {
    var result: [Violation] = []
    for i in z.indices {
      if Swift.abs(z[i]) > 3 { result.append(Violation(rule: "1-3s", run: i)) }
      if i >= 1 {
        if (z[i] > 2 && z[i - 1] > 2) || (z[i] < -2 && z[i - 1] < -2) { result.append(Violation(rule: "2-2s", run: i)) }
        if (z[i] > 2 && z[i - 1] < -2) || (z[i] < -2 && z[i - 1] > 2) { result.append(Violation(rule: "R-4s", run: i)) }
      }
      if i >= 3 {
        let part = z[(i - 3)...i]
        if part.allSatisfy({ $0 > 1 }) || part.allSatisfy({ $0 < -1 }) {
          result.append(Violation(rule: "4-1s", run: i))
        }
      }
      if i >= 9 {
        let part = z[(i - 9)...i]
        if part.allSatisfy({ $0 > 0 }) || part.allSatisfy({ $0 < 0 }) { result.append(Violation(rule: "10x", run: i)) }
      }
    }
    return result
  }
}
