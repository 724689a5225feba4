// Levels of standards that should be a dilution series, and one of them that is not on it.

internal import Documents
import Numerics
internal import TypeICollagen

/// Finds the one level that stands off an otherwise even dilution series.
enum DilutionSeries {
  /// The level that is off, where all others are a series of one constant ratio within the rounding of their digits and
  /// it alone departs, by no more than a tenth: more is a choice (a level left out or added), less than the rounding is none.
  ///
  /// - Parameter levels: concentrations above 0; order and repeats do not matter.
  /// - Returns: the level with what the series would have there; `nil` if all fit, or the levels are no series anyway.
  static func oddLevel(_ levels: [Double]) -> (level: Double, expected: Double)? {
    let sorted = Set(levels.filter { $0 > 0 && $0.isFinite }).sorted()
    guard sorted.count >= 6, sorted.count <= 40 else { return nil }
    let intervals = sorted.map { logInterval($0) }
    guard line(intervals, without: nil) == nil else { return nil }
    // Without an end the rest is freer, so a level inside explains more.
    let inside: [Int] = sorted.indices.dropFirst().dropLast().filter { line(intervals, without: $0) != nil }
    let ends: [Int] = [0, sorted.count - 1].filter { line(intervals, without: $0) != nil }
    let candidates = inside.isEmpty ? ends : inside
    guard candidates.count == 1, let index = candidates.first, let fit = line(intervals, without: index) else {
      return nil
    }
    let found = (level: sorted[index], expected: Elementary.exp(fit.start + fit.slope * Double(index)))
    guard Swift.abs(found.level / found.expected - 1) <= 0.1 else { return nil }
    return found
  }

  /// ln of the numbers that would be written as this one.
  private static func logInterval(_ value: Double) -> (low: Double, high: Double) {
    let text = NumberText.significant(value, 15)
    let half = 0.5 * Elementary.powerOfTen(-(NumberText.decimals(text, mark: .point) ?? 0))
    guard half < value else { return (Elementary.log(value) - ln2, Elementary.log(value) + ln2) }
    return (Elementary.log(value - half) - 1e-9, Elementary.log(value + half) + 1e-9)
  }

  /// A rising straight line through all intervals at 0, 1, 2 ..., if there is one. If there is, one through an upper end
  /// and a lower end is among them.
  private static func line(
    _ intervals: [(low: Double, high: Double)], without skipped: Int?
  ) -> (start: Double, slope: Double)? {
    let used = intervals.indices.filter { $0 != skipped }
    for a in used {
      for b in used where b != a {
        let slope = (intervals[b].low - intervals[a].high) / Double(b - a)
        guard slope > 0 else { continue }
        let start = intervals[a].high - slope * Double(a)
        let fits = used.allSatisfy { k in
          let at = start + slope * Double(k)
          return at >= intervals[k].low - 1e-12 && at <= intervals[k].high + 1e-12
        }
        if fits { return (start, slope) }
      }
    }
    return nil
  }
}

extension PlateRecord {
  /// A warning where one level of the standards stands off their series: nothing else in a table shows a mistyped level.
  var seriesWarning: AssayWarning? {
    let standards = wells.filter { $0.role == .standard && $0.isIncluded }
    guard let odd = DilutionSeries.oddLevel(standards.compactMap(\.nominal)) else { return nil }
    let line = wells.first { $0.role == .standard && $0.nominal == odd.level }?.line
    return AssayWarning(
      file: file, line: line,
      "standard \(NumberText.significant(odd.level)) is off the dilution series of all other levels, which has \(NumberText.significant(odd.expected, 5)) there"
    )
  }
}
