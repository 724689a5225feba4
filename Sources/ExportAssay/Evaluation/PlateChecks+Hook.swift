// The hook effect in a dilution series of a sample.

internal import Documents
import Numerics
internal import TypeICollagen

extension PlateChecks {
  /// A step from one dilution of a sample to the next.
  private struct Step {
    let from: Double
    let to: Double
    /// Rise of the dilution-corrected result, per cent.
    let rise: Double
    /// Whether the signal itself moves as if the sample held more, although it was diluted.
    let isReversed: Bool
    let count: Int
    var isHooked: Bool { rise > 30 || (isReversed && !(rise <= 0)) }
  }

  /// The hook: the dilution-corrected result rises by more than 30 % from the least dilution to the next, or the signal
  /// rises on dilution (falls, where the standards' signal falls with the concentration). Results count from the plateau on alone, the first dilution after which nothing rises any more.
  ///
  /// Where three dilutions or more rise throughout, the series shows no plateau, and none of it counts: its slope is unlike
  /// the standards', which the test of parallelism says beside. Of two dilutions the second is kept, as a plateau cannot be
  /// seen from one, with the flag for dilutions that disagree. A rise that begins after the least dilution is no hook but a
  /// disagreement of the dilutions, unless the signal itself rises.
  ///
  /// - Returns: whether the series rises throughout, so that none of it counts.
  static func hook(
    _ wells: inout [WellResult], _ curve: StandardCurve, _ indices: [Int], _ dilutions: [Double], _ name: String,
    _ checks: inout [PlateCheck]
  ) -> Bool {
    let steps = steps(wells, indices, dilutions, isRising: curve.isIncreasing)
    let first = steps.firstIndex { $0.rise.isFinite }.flatMap { steps[$0].isHooked ? $0 : nil }
    guard let last = steps.lastIndex(where: { $0.isReversed && $0.isHooked }) ?? first else { return false }
    // The rise goes on up to the first step that is at rest, and past every step where the signal rises.
    var end = last
    while end + 1 < steps.count, steps[end + 1].isHooked { end += 1 }
    let hasPlateau = end + 1 < steps.count
    for step in steps[...end] where step.isHooked {
      checks.append(
        PlateCheck(
          kind: .hook, subject: name, value: step.rise, count: step.count, passes: false,
          detail:
            "rise of the corrected result from dilution \(NumberText.significant(step.from, 4)) to \(NumberText.significant(step.to, 4)), %"
            + (step.isReversed ? "; the signal \(curve.isIncreasing ? "rises" : "falls") on dilution" : "")
            + (hasPlateau || steps.count < 2 ? "" : "; no plateau is reached, no dilution counts")))
    }
    for index in indices {
      if wells[index].well.dilution <= steps[end].from || (!hasPlateau && steps.count > 1) {
        wells[index].flags.insert(.hook)
      } else if !hasPlateau {
        wells[index].flags.insert(.dilutionDiscordant)
      }
    }
    return !hasPlateau && steps.count > 1
  }

  private static func steps(
    _ wells: [WellResult], _ indices: [Int], _ dilutions: [Double], isRising: Bool
  ) -> [Step] {
    func own(_ d: Double) -> [WellResult] { indices.map { wells[$0] }.filter { $0.well.dilution == d } }
    return zip(dilutions, dilutions.dropFirst()).compactMap { a, b in
      let (first, second) = (own(a), own(b))
      // Below LLOQ a rise is noise.
      guard !second.contains(where: { $0.flags.contains(.belowLLOQ) }) else { return nil }
      let x = first.compactMap(\.sampleConcentration).mean
      let y = second.compactMap(\.sampleConcentration).mean
      let s = first.compactMap(\.signal.number).mean
      let t = second.compactMap(\.signal.number).mean
      return Step(
        from: a, to: b, rise: 100 * (y / x - 1), isReversed: isRising ? t > s * 1.05 : s > t * 1.05,
        count: first.count + second.count)
    }
  }
}
