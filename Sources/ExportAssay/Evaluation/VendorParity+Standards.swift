// Where the standards do not give the printed concentrations, but the printed concentrations agree among themselves: which
// standard is it?

internal import Documents
internal import TypeICollagen

extension VendorParity {
  /// Looks for standards that contradict the printed concentrations.
  ///
  /// Signals and printed concentrations of all wells lie on the vendor's curve, whatever its standards were. If one of the
  /// known functions goes through them and no fit of the standards as read does, a standard far off that curve was damaged or
  /// misplaced. Standards that lie near it (an unknown weighting, a fit of another kind) are no error.
  ///
  /// - Throws: `inconsistent` at the standard that is farthest off.
  func checkStandards(_ record: PlateRecord) throws(InputFaults) {
    let single = comparisons.filter { $0.wells.count == 1 }
    guard single.count >= 8, count(.no) * 2 > comparisons.count, let vendor = Self.curveOfPrinted(record) else {
      return
    }
    let standards = record.wells.indices.filter {
      record.wells[$0].role == .standard && record.wells[$0].isIncluded && vendor.signals[$0].number != nil
    }
    let range = Swift.abs(vendor.curve.signalRange.upperBound - vendor.curve.signalRange.lowerBound)
    var worst: (index: Int, size: Double)?
    var far = 0
    for index in standards {
      guard let nominal = record.wells[index].nominal, let signal = vendor.signals[index].number else { continue }
      let expected = vendor.curve.signal(at: nominal)
      let difference = Swift.abs(signal - expected)
      guard difference > 0.1 * range || difference > 0.4 * Swift.max(Swift.abs(signal), Swift.abs(expected)) else {
        continue
      }
      guard difference > 0.01 * range else { continue }
      far += 1
      if difference > worst?.size ?? 0 { worst = (index, difference) }
    }
    guard let worst, far * 2 <= standards.count else { return }
    let well = record.wells[worst.index]
    throw InputFaults(
      .inconsistent, file: record.file, line: well.line, well: well.position.description,
      "standard \(well.sample.quoted()) is far from the curve that the \(single.count) printed concentrations lie on: its concentration or signal is damaged, or rows are misplaced"
    )
  }

  /// The curve through the signals and the printed concentrations of a record's wells, if one of the known functions
  /// reproduces nine in ten of them.
  private static func curveOfPrinted(
    _ record: PlateRecord
  ) -> (curve: StandardCurve, signals: [WellSignal])? {
    for reading in record.readings {
      let points = record.wells.indices.compactMap { index -> Calibrator? in
        guard let printed = record.wells[index].printedConcentration, printed.value > 0,
          let signal = reading.signals[index].number
        else { return nil }
        return Calibrator(concentration: printed.value, signal: signal, well: index)
      }
      guard points.count >= 8 else { continue }
      for model in candidateModels(record.printedCurve) {
        guard let curve = StandardCurve.fit(points, model: model, weighting: .none) else { continue }
        let found = compare(record, reading, curve, false, false)
        let close = found.comparisons.filter { item in
          item.agreement != .no
            || Swift.abs(item.computed - item.printed.value)
              <= 4 * Swift.max(item.allowance, item.printed.unit) + 1e-3 * Swift.abs(item.printed.value)
        }
        if close.count * 10 >= found.comparisons.count * 9 { return (curve, reading.signals) }
      }
    }
    return nil
  }
}
