// The checks of each plate and the intervals of the control lines as assay.json holds them, held against each other.

package import Documents
package import Numerics
package import TypeICollagen

extension AssayDocument {
  /// One check of a plate.
  package struct Check: Codable, Sendable, Hashable, ValidatedDocument {
    /// What was checked.
    package var kind: PlateCheckKind
    /// The sample.
    package var subject: String
    /// The figure, in per cent.
    package var value: Double?
    /// Lower end of its interval; absent in documents of earlier versions.
    package var valueLow: Double?
    /// Upper end.
    package var valueHigh: Double?
    /// The least that passes.
    package var low: Double?
    /// The most that passes.
    package var high: Double?
    /// Wells, or dilutions of a series.
    package var wells: Int
    /// Whether it passes.
    package var passes: Bool

    package func validate() throws(InvalidValue) {
      let allowed = kind.allowed
      let isNearLimit = kind == .replicates && high == PlateCheckKind.allowedNearLimit.upperBound
      try require(low == allowed.lowerBound, "low", "not that of the checks of this kind")
      try require(high == allowed.upperBound || isNearLimit, "high", "not that of the checks of this kind")
      guard let value else { return }
      try require(value >= kind.least, "value", "below \(NumberText.significant(kind.least, 3))")
      try checkVerdict(value)
      guard let valueLow, let valueHigh else { return }
      try require(valueLow <= valueHigh, "value_high", "the interval ends before it begins")
      // Rim and trends are factors: their intervals lie evenly on the log scale.
      let isFactor = kind == .edge || kind == .drift
      // So near to none left, ten digits say too little.
      guard !isFactor || valueLow > -99.99 else { return }
      func onScale(_ percent: Double) -> Double { isFactor ? Elementary.log1p(percent / 100) : percent / 100 }
      let centre = (onScale(valueLow) + onScale(valueHigh)) / 2
      let width = onScale(valueHigh) - onScale(valueLow)
      try require(
        abs(onScale(value) - centre) <= 1e-6 * (width + abs(centre)) + 1e-9, "value",
        "not in the middle of its interval")
    }

    /// Whether it passes follows from the figure, apart from a trend or a slope that is not significant.
    private func checkVerdict(_ value: Double) throws(InvalidValue) {
      guard let low, let high else { return }
      let tolerance = 1e-7
      let isInside = value >= low + tolerance && value <= high - tolerance
      let isOutside = value < low - tolerance || value > high + tolerance
      switch kind {
      case .hook:
        try require(!passes, "passes", "only a hook that was seen is listed")
        try require(value > 0, "value", "a hook is a rise")
      case .replicates:
        try require(!passes && value > high - tolerance, "value", "only replicates that differ too much are listed")
      case .dilutionLinearity, .parallelism, .qualityControl, .spike:
        try require(isInside ? passes : !(isOutside && passes), "passes", "does not follow from the figure")
      case .parallelSlope, .edge, .drift:
        try require(!isInside || passes, "passes", "does not follow from the figure")
      }
    }
  }

  /// What control lines have on the scale of analysis.
  package struct ControlInterval: Codable, Sendable, Hashable, ValidatedDocument {
    /// What was measured.
    package var readout: AssayReadout
    /// How the interval was made.
    package var method: ReferenceInterval.Method
    /// Lower end.
    package var low: Double?
    /// Upper end.
    package var high: Double?
    /// Control lines.
    package var lines: Int

    package func validate() throws(InvalidValue) {
      try require((low ?? -.infinity) <= high ?? .infinity, "high", "the interval ends before it begins")
    }
  }
}

extension AssayDocument.Plate {
  /// The largest deviation d and the coefficient of variation c of the n dilutions of one sample: as the squares of the
  /// deviations add up to (n - 1) c^2, c sqrt((n - 1) / n) <= |d| <= c (n - 1) / sqrt(n).
  func checkDilutions() throws(InvalidValue) {
    let checks = checks ?? []
    for (index, spread) in checks.enumerated() where spread.kind == .parallelism && index > 0 {
      let linear = checks[index - 1]
      guard linear.kind == .dilutionLinearity, linear.subject == spread.subject, spread.wells > 1,
        let deviation = linear.value, let cv = spread.value
      else { continue }
      let n = Double(spread.wells)
      let least = cv * ((n - 1) / n).squareRoot()
      let most = cv * (n - 1) / n.squareRoot()
      let tolerance = 1e-6 * most + 1e-7
      try require(linear.wells == spread.wells, "checks[\(index)].wells", "not that of the parallelism beside it")
      try require(
        abs(deviation) >= least - tolerance && abs(deviation) <= most + tolerance, "checks[\(index)].value",
        "does not agree with the parallelism beside it")
    }
  }
}

extension AssayDocument {
  /// The intervals follow from the control lines: of the logarithm of synthesis and the logit of secretion.
  func checkControls() throws(InvalidValue) {
    let own = lines.filter { $0.role == .control }
    for (index, interval) in (controls ?? []).enumerated() {
      let values: [Double]
      switch interval.readout {
      case .synthesis: values = own.compactMap(\.synthesis.value).map { Elementary.log($0) }
      case .secretion:
        values = own.compactMap(\.secretion.value).map { Elementary.log($0 / (100 - $0)) }
      default: continue
      }
      try require(
        values.count { $0.isFinite } == interval.lines, "controls[\(index + 1)].lines",
        "not the number of control lines with a figure")
      // Ten digits of lines that are all but the same may leave no spread.
      guard let expected = ReferenceInterval(values.filter(\.isFinite)) else { continue }
      let key = "controls[\(index + 1)]"
      try require(
        expected.method == interval.method, key + ".method", "does not follow from the number of control lines")
      try require(expected.count == interval.lines, key + ".lines", "not the number of control lines with a figure")
      for (end, found, value) in [("low", interval.low, expected.low), ("high", interval.high, expected.high)] {
        // Of all but everything that is secreted, ten digits leave too few of what is not.
        guard let found, value.isFinite, interval.readout == .synthesis || abs(value) < 9 else { continue }
        try require(
          abs(found - value) <= 1e-5 * (1 + abs(value)), "\(key).\(end)", "does not follow from the control lines")
      }
    }
  }
}
