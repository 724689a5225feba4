// Quality controls over runs: accuracy, precision within and between runs, total error.

import Numerics
internal import TypeICollagen

/// One level of the quality controls over all plates given. One plate is one run.
///
/// Limits follow ICH M10 (2022) in style for ligand-binding assays: mean within ±20 % of nominal, CV at most 20 %, total error
/// (absolute bias plus CV) at most 30 %; 25, 25 and 40 % at the lowest and highest standard.
package struct QualityLevel: Sendable {
  /// The sample.
  package let sample: String
  /// Nominal concentration, undiluted.
  package let nominal: Double
  /// Its unit.
  package let unit: String
  /// Plates.
  package let runs: Int
  /// Wells with a number.
  package let count: Int
  /// Wells that were read but gave no number inside the curve.
  package let unreadable: Int
  /// The mean of the runs' means.
  package let mean: Double
  /// 100 (mean - nominal) / nominal.
  package let bias: Double
  /// CV within a run, %; NaN without replicates.
  package let withinCV: Double
  /// CV between runs, %; NaN with one run.
  package let betweenCV: Double
  /// CV of a single result in another run, %: both components together.
  package let totalCV: Double
  /// Whether the level lies at an end of the standards.
  package let isEnd: Bool
  /// Whether there are six runs with three wells each, as M10 asks for.
  package let isComplete: Bool

  /// |bias| + total CV.
  package var totalError: Double { Swift.abs(bias) + totalCV }
  /// The allowed bias and CV.
  package var limit: Double { isEnd ? 25 : 20 }
  /// The allowed total error.
  package var totalErrorLimit: Double { isEnd ? 40 : 30 }
  /// Whether bias, precision and total error hold.
  package var passes: Bool {
    unreadable == 0 && Swift.abs(bias) <= limit && totalCV <= limit && totalError <= totalErrorLimit
  }

  /// All levels with at least three wells.
  static func evaluate(_ plates: [PlateEvaluation]) -> [QualityLevel] {
    struct Key: Hashable, Comparable {
      let nominal: Double
      let sample: String
      static func < (a: Key, b: Key) -> Bool { (a.nominal, a.sample) < (b.nominal, b.sample) }
    }
    var groups: [Key: [String: [Double]]] = [:]
    var units: [Key: String] = [:]
    var ends: Set<Key> = []
    var failed: [Key: Int] = [:]
    for (index, plate) in plates.enumerated() {
      for item in plate.wells where item.well.role == .qc && item.well.isIncluded {
        guard let nominal = item.well.nominal, nominal > 0 else { continue }
        let key = Key(nominal: nominal, sample: item.well.sample)
        units[key] = plate.record.unit
        let inWell = nominal / item.well.dilution
        if inWell <= plate.curve.lowestStandard * 1.000_001 || inWell >= plate.curve.highestStandard * 0.999_999 {
          ends.insert(key)
        }
        if let x = item.sampleConcentration {
          groups[key, default: [:]]["\(index)\t" + item.well.plate, default: []].append(x)
        } else if item.signal != .masked {
          failed[key, default: 0] += 1
        }
      }
    }
    return groups.keys.sorted().compactMap { key in
      let runs = groups[key] ?? [:]
      return level(
        key.sample, key.nominal, units[key] ?? "", runs.keys.sorted().compactMap { runs[$0] },
        unreadable: failed[key] ?? 0, isEnd: ends.contains(key))
    }
  }

  /// Variance components of a one-way layout: within = MSW, between = (MSB - MSW) / n0.
  static func level(
    _ sample: String, _ nominal: Double, _ unit: String, _ runs: [[Double]], unreadable: Int, isEnd: Bool
  ) -> QualityLevel? {
    let all = runs.flatMap(\.self)
    guard all.count >= 3 else { return nil }
    let mean = runs.map(\.mean).mean
    var within = Double.nan
    var between = Double.nan
    var total = all.standardDeviation
    if runs.count == 1 {
      within = total
    } else if let variance = AnalysisOfVariance(runs) {
      let inside = variance.within / Double(variance.withinFreedom)
      let squares = runs.map { Double($0.count * $0.count) }.compensatedSum()
      let size = (Double(all.count) - squares / Double(all.count)) / Double(runs.count - 1)
      let outside = Swift.max(0, (variance.between / Double(variance.betweenFreedom) - inside) / size)
      within = inside.squareRoot()
      between = outside.squareRoot()
      total = (inside + outside).squareRoot()
    }
    return QualityLevel(
      sample: sample, nominal: nominal, unit: unit, runs: runs.count, count: all.count, unreadable: unreadable,
      mean: mean, bias: 100 * (mean / nominal - 1), withinCV: 100 * within / mean, betweenCV: 100 * between / mean,
      totalCV: 100 * total / mean, isEnd: isEnd,
      isComplete: runs.count >= 6 && runs.allSatisfy { $0.count >= 3 })
  }
}
