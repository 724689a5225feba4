// What an assay's document may hold: intervals around their values, statistics that follow from each other, words in place.

package import Documents
import Numerics
import TypeICollagen

extension AssayDocument {
  package func validate() throws(InvalidValue) {
    let names = lines.map { "\($0.role.rawValue)\t\($0.line)" }
    try require(Set(names).count == names.count, "lines", "a line occurs twice")
    try checkControls()
    for (index, line) in lines.enumerated() {
      try require(
        line.synthesis.unit == synthesisUnit, "lines[\(index + 1)].synthesis.unit",
        "not the synthesis_unit of the document")
      try require(line.secretion.unit == "%", "lines[\(index + 1)].secretion.unit", "not %")
    }
    try checkDishes()
  }

  /// A line's dishes are those that are listed, and it has their flags.
  private func checkDishes() throws(InvalidValue) {
    guard let dishes else { return }
    for (index, line) in lines.enumerated() {
      let own = dishes.filter { $0.line == line.line }
      let measured = own.count { $0.logitSecretion != nil }
      try require(
        (measured...max(measured, own.count)).contains(line.dishes), "lines[\(index + 1)].dishes",
        "not the number of its dishes, \(own.count)")
      let missing = own.flatMap { $0.flags ?? [] }.first { !line.flags.contains($0) }
      try require(missing == nil, "lines[\(index + 1)].flags", "a dish has the flag \(missing ?? ""), its line has not")
    }
  }
}

extension AssayDocument {
  /// Whether two figures of one quantity lie within a fifth of each other; absent ones say nothing.
  fileprivate static func areNear(_ one: Double?, _ other: Double?) -> Bool {
    guard let one, let other else { return true }
    return abs(one - other) <= 0.2 * max(abs(one), abs(other)) + 1e-12
  }
}

extension AssayDocument.Estimate: ValidatedDocument {
  package func validate() throws(InvalidValue) {
    for (key, number) in [("value", value), ("low", low), ("high", high)] {
      try check(key, number, in: DocumentRange.measured)
    }
    try require((low ?? -.infinity) <= high ?? .infinity, "high", "the interval ends before it begins")
    if let value {
      try require((low ?? -.infinity) <= value, "value", "below its own interval")
      try require(value <= high ?? .infinity, "value", "above its own interval")
    }
    try check("confidence", confidence, in: DocumentRange.fraction)
  }
}

extension AssayDocument.CellLine: ValidatedDocument {
  package func validate() throws(InvalidValue) {
    try require(!line.isEmpty, "line", "a cell line has a name")
    try check("dishes", dishes, in: 0...1_000_000)
    try checkPercentages()
    for (key, number) in [("synthesis.value", synthesis.value), ("synthesis.low", synthesis.low)] {
      try check(key, number, in: 0...DocumentRange.measured.upperBound)
    }
    for (key, number) in [
      ("secretion.value", secretion.value), ("secretion.low", secretion.low), ("secretion.high", secretion.high),
    ] {
      try check(key, number, in: 0...100)
    }
    try require(readouts.count == Set(readouts.map(\.readout)).count, "readouts", "a readout occurs twice")
    for (readout, key, value, percent) in [
      (AssayReadout.synthesis, "synthesis", synthesis.value, synthesisPercentOfControl),
      (.secretion, "secretion", secretion.value, secretionPercentOfControl),
    ] {
      guard let own = readouts.first(where: { $0.readout == readout }) else { continue }
      // Both are of the same dishes; a censored or weighted mean may differ a little.
      try require(
        AssayDocument.areNear(own.value, value), "\(key).value", "not that of the readout \(readout.rawValue)")
      try require(
        AssayDocument.areNear(own.percentOfControl, percent), "\(key)_percent_of_control",
        "not that of the readout \(readout.rawValue)")
    }
    try checkDeciding()
  }

  /// Percentages of the controls lie in their intervals, and what is secreted is what is made times the part that is secreted.
  private func checkPercentages() throws(InvalidValue) {
    try check("secretion_odds_ratio", secretionOddsRatio, in: 0...DocumentRange.measured.upperBound)
    for (key, value, low, high) in [
      (
        "synthesis_percent_of_control", synthesisPercentOfControl, synthesisPercentOfControlLow,
        synthesisPercentOfControlHigh
      ),
      (
        "secretion_percent_of_control", secretionPercentOfControl, secretionPercentOfControlLow,
        secretionPercentOfControlHigh
      ),
      (
        "secreted_percent_of_control", secretedPercentOfControl, secretedPercentOfControlLow,
        secretedPercentOfControlHigh
      ),
    ] {
      for (end, number) in [("", value), ("_low", low), ("_high", high)] {
        try check(key + end, number, in: 0...DocumentRange.measured.upperBound)
      }
      try require((low ?? -.infinity) <= value ?? .infinity, "\(key)_low", "above its own value")
      try require(value ?? -.infinity <= high ?? .infinity, "\(key)_high", "below its own value")
      // Both are factors of the controls, whose intervals lie evenly on the log scale.
      if key != "secretion_percent_of_control", let value, let low, let high, low > 0 {
        let (up, down) = (Elementary.log(high / value), Elementary.log(value / low))
        try require(abs(up - down) <= 1e-4 * (1 + up), "\(key)_high", "the value is not in the middle of its interval")
      }
    }
    if let difference = readouts.first(where: { $0.readout == .secretion })?.difference, let secretionOddsRatio {
      let expected = Elementary.exp(difference)
      try require(
        abs(secretionOddsRatio - expected) <= 1e-5 * expected, "secretion_odds_ratio",
        "not what the difference of the readout secretion gives")
    }
    if let made = synthesisPercentOfControl, let part = secretionPercentOfControl, let secretedPercentOfControl {
      try require(
        AssayDocument.areNear(secretedPercentOfControl, made * part / 100), "secreted_percent_of_control",
        "not what synthesis and secretion give together")
    }
  }

  private func checkDeciding() throws(InvalidValue) {
    if let decidingReadout {
      try require(`class` != nil, "deciding_readout", "only a line with a class has one")
      try require(
        readouts.isEmpty || readouts.contains { $0.readout == decidingReadout }, "deciding_readout",
        "not one of the readouts")
    }
  }
}

extension AssayDocument.Reading: ValidatedDocument {
  package func validate() throws(InvalidValue) {
    for (key, number) in [
      ("control_mean", controlMean), ("difference", difference), ("difference_low", differenceLow),
      ("difference_high", differenceHigh),
    ] {
      try check(key, number, in: -1e9...1e9)
    }
    for (key, number) in [("value", value), ("percent_of_control", percentOfControl), ("t", t)] {
      try check(key, number, in: DocumentRange.measured)
    }
    for (key, number) in [
      ("control_deviation", controlDeviation), ("standard_error", standardError),
      ("degrees_of_freedom", degreesOfFreedom),
    ] {
      try check(key, number, in: 0...1e9)
    }
    try check("control_lines", controlLines, in: 0...1_000_000)
    for (key, number) in [
      ("p_two_sided", pTwoSided), ("p_low", pLow), ("p_high", pHigh), ("power", power),
      ("p_effect_excluded", pEffectExcluded),
    ] {
      try check(key, number, in: DocumentRange.fraction)
    }
    if let value {
      switch readout {
      case .synthesis, .rate, .chainRatio, .typeThree:
        try check("value", value, in: 0...DocumentRange.measured.upperBound)
      case .secretion, .secondBand, .propeptide: try check("value", value, in: 0...100)
      case .migration, .melting: break
      }
    }
    try checkStatistics()
  }

  /// The line's value lies about where the controls' mean and the difference put it, on the scale of the readout: as it is,
  /// its logarithm, or the logit of the percentage that is secreted. What plates and batches add is far less than the bound.
  private func checkScale() throws(InvalidValue) {
    guard let value, let controlMean, let difference else { return }
    let expected = controlMean + difference
    let onScale: Double
    switch readout {
    case .synthesis, .rate, .chainRatio, .typeThree:
      guard value > 0 else { return }
      onScale = Elementary.log(value)
    case .secretion:
      guard value > 0, value < 100 else { return }
      onScale = Elementary.log(value / (100 - value))
    case .migration, .melting: onScale = value
    case .secondBand, .propeptide: return
    }
    // Plates and batches are in the mean of a mixed model, and not in the line's own value.
    let isPlain = method == Self.crawfordHowell
    try require(
      abs(onScale - expected) <= (isPlain ? 1e-4 * (1 + abs(expected)) : 2.5 + 0.1 * abs(expected)), "control_mean",
      "the value does not lie where the controls' mean and the difference put it")
    try checkPercent(controlMean, difference)
  }

  /// The percentage of the controls is that of the difference.
  private func checkPercent(_ mean: Double, _ difference: Double) throws(InvalidValue) {
    guard let percentOfControl else { return }
    func logistic(_ x: Double) -> Double { 1 / (1 + Elementary.exp(-x)) }
    let expected: Double
    switch readout {
    case .synthesis, .rate: expected = 100 * Elementary.exp(difference)
    case .secretion: expected = 100 * logistic(mean + difference) / logistic(mean)
    case .chainRatio, .typeThree, .migration, .melting, .secondBand, .propeptide: return
    }
    try require(
      abs(percentOfControl - expected) <= 1e-5 * expected, "percent_of_control", "not what the difference gives")
  }

  /// How a line is compared with n control lines of one run by Crawford and Howell (1998): the standard error is
  /// s sqrt(1 + 1/n), t has n - 1 degrees of freedom, and p is that of t.
  private static let crawfordHowell = "Crawford-Howell"

  private func checkCrawfordHowell() throws(InvalidValue) {
    guard method == Self.crawfordHowell, let n = controlLines, n > 1 else { return }
    try require(degreesOfFreedom.map { $0 == Double(n - 1) } ?? true, "control_lines", "not degrees_of_freedom + 1")
    if let controlDeviation, let standardError {
      let expected = controlDeviation * (1 + 1 / Double(n)).squareRoot()
      try require(
        abs(standardError - expected) <= 1e-6 * expected + 1e-12, "standard_error",
        "not what control_deviation and control_lines give")
    }
    if let t, let pLow, let degreesOfFreedom {
      let expected = Distribution.t(t, df: degreesOfFreedom)
      try require(abs(pLow - expected) <= 1e-6 * (expected + 1e-6), "p_low", "not that of t")
    }
  }

  /// What follows from each other: the interval lies around the difference, t is the difference over its standard error,
  /// the one-sided p values add up to 1, and twice the smaller one is the two-sided one.
  private func checkStatistics() throws(InvalidValue) {
    func agree(_ one: Double?, _ other: Double?) -> Bool {
      guard let one, let other else { return true }
      return abs(one - other) <= 1e-15 + 1e-6 * max(abs(one), abs(other))
    }
    if let difference {
      try require((differenceLow ?? -.infinity) <= difference, "difference_low", "above the difference")
      try require((differenceHigh ?? .infinity) >= difference, "difference_high", "below the difference")
      if let standardError, standardError > 0 {
        try require(agree(t, difference / standardError), "t", "not the difference over its standard error")
      }
    }
    try checkScale()
    try checkCrawfordHowell()
    if let pLow, let pHigh {
      try require(agree(pLow + pHigh, 1), "p_high", "does not add up to 1 with p_low")
      try require(agree(pTwoSided, 2 * min(pLow, pHigh)), "p_two_sided", "not twice the smaller one-sided p value")
    }
  }
}
