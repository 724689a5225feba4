// Which curve did the reader's own software use? Found by reproducing every concentration that it printed.

import Numerics
internal import TypeICollagen

/// How closely the printed concentrations of an export are reproduced from its raw signals.
package struct VendorParity: Sendable {
  /// How one printed number compares.
  package enum Agreement: String, Sendable, CaseIterable {
    /// Within one unit of the last printed digit.
    case digit
    /// Beyond that, but within what the rounding of the printed signals allows.
    case signalRounding = "signal_rounding"
    /// Not reproduced.
    case no
  }

  /// One printed number.
  package struct Comparison: Sendable {
    /// Indices into the record's wells; one for a well, several for a mean.
    package let wells: [Int]
    /// What was printed.
    package let printed: PrintedNumber
    /// What this program computes.
    package let computed: Double
    /// The difference that the rounding of the signals allows.
    package let allowance: Double
    /// The verdict.
    package let agreement: Agreement
  }

  /// The function, weighting and calibrators found.
  package let curve: StandardCurve
  /// The reading used (`450-620`, `Blank 450`), empty for the only one.
  package let reading: String
  /// Whether one mean a level was fitted.
  package let usesLevelMeans: Bool
  /// Whether blank wells entered the fit as zero standards.
  package let usesBlanks: Bool
  /// Every printed number.
  package let comparisons: [Comparison]

  /// How many comparisons have an agreement.
  package func count(_ agreement: Agreement) -> Int { comparisons.count { $0.agreement == agreement } }

  /// Whether every printed number was reproduced.
  package var isComplete: Bool { !comparisons.isEmpty && count(.no) == 0 }

  /// The candidate curves in the order of preference, and the best of them for a record that prints concentrations.
  static func find(_ record: PlateRecord) -> VendorParity? {
    guard !record.printedMeans.isEmpty || record.wells.contains(where: { $0.printedConcentration != nil }) else {
      return nil
    }
    let models = candidateModels(record.printedCurve)
    let hasBlanks = record.wells.contains { $0.role == .blank && $0.isIncluded }
    let hasZero = record.wells.contains { $0.role == .standard && $0.nominal == 0 }
    var best: VendorParity?
    for weighting in [Weighting.none, .inverseY2, .inverseY] {
      for model in models {
        for usesMeans in record.format.fitsLevelMeans ? [true, false] : [false, true] {
          for usesBlanks in hasBlanks && !hasZero ? [false, true] : [false] {
            for reading in record.readings {
              let calibrators = calibrators(record.wells, reading.signals, blanks: usesBlanks)
              let points = usesMeans ? StandardCurve.levelMeans(calibrators) : calibrators
              guard let curve = StandardCurve.fit(points, model: model, weighting: weighting) else { continue }
              let candidate = compare(record, reading, curve, usesMeans, usesBlanks)
              if candidate.isComplete { return candidate }
              if candidate.count(.no) < best?.count(.no) ?? .max { best = candidate }
            }
          }
        }
      }
    }
    return best
  }

  /// Calibrators of a record with given signals.
  static func calibrators(_ wells: [PlateWell], _ signals: [WellSignal], blanks: Bool) -> [Calibrator] {
    wells.indices.compactMap { index in
      let well = wells[index]
      guard well.isIncluded, well.role == .standard || (blanks && well.role == .blank), let nominal = well.nominal,
        let signal = signals[index].number
      else { return nil }
      return Calibrator(concentration: nominal, signal: signal, well: index)
    }
  }

  static func candidateModels(_ printed: PrintedCurve?) -> [CurveModel] {
    guard let formula = printed?.formula.lowercased() else { return [.linear, .logLog, .fourPL, .fivePL] }
    if formula.contains("(x/c)^b") {
      return printed?.parameters.count ?? 4 > 4 ? [.fivePL, .fourPL] : [.fourPL, .fivePL]
    }
    if formula.contains("log") { return [.logLog, .linear] }
    return formula.contains("x") ? [.linear, .fourPL, .fivePL] : CurveModel.allCases
  }

  static func compare(
    _ record: PlateRecord, _ reading: PlateReading, _ curve: StandardCurve,
    _ usesMeans: Bool, _ usesBlanks: Bool
  ) -> VendorParity {
    var comparisons: [Comparison] = []
    var computed = [Double?](repeating: nil, count: record.wells.count)
    var allowances = [Double](repeating: 0, count: record.wells.count)
    for (index, well) in record.wells.enumerated() {
      guard case .value(let signal, let decimals) = reading.signals[index] else { continue }
      let x = curve.concentration(for: signal)
      computed[index] = x
      let half = 0.5 * Elementary.powerOfTen(-decimals)
      if let x { allowances[index] = allowance(curve, signal, half, x) }
      guard let printed = well.printedConcentration else { continue }
      comparisons.append(Self.comparison([index], printed, x ?? .nan, x == nil ? 0 : allowances[index]))
    }
    for mean in record.printedMeans {
      let values = mean.wells.compactMap { computed[$0] }
      let allowed = mean.wells.map { allowances[$0] }.mean * mean.factor
      if mean.isOfMeanSignal {
        let signals = mean.wells.compactMap { reading.signals[$0].number }
        guard !signals.isEmpty, let x = curve.concentration(for: signals.mean) else { continue }
        comparisons.append(Self.comparison(mean.wells, mean.printed, x * mean.factor, allowed))
        continue
      }
      guard values.count == mean.wells.count else { continue }
      comparisons.append(Self.comparison(mean.wells, mean.printed, values.mean * mean.factor, allowed))
    }
    return VendorParity(
      curve: curve, reading: reading.name, usesLevelMeans: usesMeans, usesBlanks: usesBlanks, comparisons: comparisons)
  }

  /// The larger change of the concentration when the signal moves by half a printed unit.
  private static func allowance(_ curve: StandardCurve, _ signal: Double, _ half: Double, _ x: Double) -> Double {
    let moved = [signal - half, signal + half].compactMap { curve.concentration(for: $0) }.map { Swift.abs($0 - x) }
    return moved.max() ?? 0
  }

  private static func comparison(
    _ wells: [Int], _ printed: PrintedNumber, _ computed: Double, _ allowance: Double
  ) -> Comparison {
    let difference = Swift.abs(computed - printed.value)
    let agreement: Agreement
    if difference <= 1.000_001 * printed.unit {
      agreement = .digit
    } else if difference <= 1.05 * allowance + 0.5 * printed.unit {
      agreement = .signalRounding
    } else {
      agreement = .no
    }
    return Comparison(wells: wells, printed: printed, computed: computed, allowance: allowance, agreement: agreement)
  }
}
