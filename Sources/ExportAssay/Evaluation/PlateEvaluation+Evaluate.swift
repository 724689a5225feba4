// The steps from a plate record to its evaluation.

package import Documents
import Numerics
internal import TypeICollagen

extension PlateEvaluation {
  /// Evaluates a record.
  ///
  /// - Throws: an error if there are no standards, or no curve can be fitted.
  package static func evaluate(_ record: PlateRecord, options: CurveOptions) throws(InputFaults) -> PlateEvaluation {
    let parity = VendorParity.find(record)
    let isAutomatic = options == CurveOptions()
    let usesVendor = isAutomatic && parity.map { $0.count(.no) * 20 <= $0.comparisons.count } ?? false
    try checkIsolated(record, parity)
    if let parity { try parity.checkStandards(record) }
    let signals = try signals(record, parity, options)
    let hasZero = record.wells.contains { $0.role == .standard && $0.nominal == 0 && $0.isIncluded }
    let usesBlanks =
      options.blanks == .zeroStandard && !hasZero && (parity.map { usesVendor ? $0.usesBlanks : true } ?? true)
    let blanks = record.wells.indices.filter {
      record.wells[$0].isIncluded
        && (record.wells[$0].role == .blank || (record.wells[$0].role == .standard && record.wells[$0].nominal == 0))
    }.compactMap { signals[$0].number }
    let anchor = options.blanks == .constrain ? CurveAnchor(blanks: blanks) : nil
    if options.blanks == .constrain, anchor == nil {
      throw InputFaults(.notEvaluable, file: record.file, "no blanks to hold the curve's start at")
    }
    let calibrators = VendorParity.calibrators(record.wells, signals, blanks: usesBlanks)
      .filter { anchor == nil || $0.concentration > 0 }
    guard !calibrators.isEmpty else {
      throw InputFaults(
        .notEvaluable, file: record.file, "plate \(record.name.quoted()) has no standards with a signal")
    }
    let chosen = try choose(record, calibrators, anchor, options, usesVendor ? parity?.curve.model : nil)
    try DoseResponse.check(record, calibrators, parity)
    let reading = usesVendor ? parity?.curve ?? chosen.curve : chosen.curve
    let levels = levels(calibrators, reading)
    let limits = limits(chosen.curve, blanks: blanks, levels: levels, wells: record.wells, signals: signals)
    var wells = record.wells.indices.map { index in
      wellResult(record.wells[index], signals[index], chosen.curve, usesVendor ? parity?.curve : nil, limits)
    }
    if let parity, isAutomatic { markDisagreements(&wells, parity) }
    PlateChecks.markReplicates(&wells)
    var checks: [PlateCheck] = []
    var flags = curveFlags(chosen.curve, levels, blanks: blanks)
    PlateChecks.run(&wells, chosen.curve, limits, &checks, &flags)
    return PlateEvaluation(
      record: record, curve: chosen.curve, alternative: chosen.other, choice: chosen.reason, parity: parity,
      usesVendorCurve: usesVendor, limits: limits, levels: levels, wells: wells, checks: checks, flags: flags,
      verdict: PlateChecks.verdict(levels, checks, wells, limits))
  }

  /// Marks every well whose concentration here is not the one the vendor printed.
  private static func markDisagreements(_ wells: inout [WellResult], _ parity: VendorParity) {
    if parity.count(.no) * 2 > parity.comparisons.count {
      for index in wells.indices { wells[index].flags.insert(.vendorDisagrees) }
    }
    for item in parity.comparisons where item.wells.count == 1 {
      let index = item.wells[0]
      let allowed = Swift.max(1.000_001 * item.printed.unit, 1.05 * item.allowance + 0.5 * item.printed.unit)
      guard let x = wells[index].reading?.concentration, Swift.abs(x - item.printed.value) <= allowed else {
        wells[index].flags.insert(.vendorDisagrees)
        continue
      }
    }
  }

  /// A few wells that contradict a curve which reproduces all others mean damage, not another curve.
  private static func checkIsolated(_ record: PlateRecord, _ parity: VendorParity?) throws(InputFaults) {
    guard let parity else { return }
    try checkMeans(record, parity)
    let single = parity.comparisons.filter { $0.wells.count == 1 }
    let wrong = single.filter { item in
      item.agreement == .no
        && !(Swift.abs(item.computed - item.printed.value) <= 8 * Swift.max(item.allowance, item.printed.unit))
    }
    guard let first = wrong.first, single.count >= 8, wrong.count * 5 <= single.count else { return }
    let well = record.wells[first.wells[0]]
    throw InputFaults(
      .inconsistent, file: record.file, line: well.line, well: well.position.description,
      "the printed concentration does not follow from the well's signal, as it does in \(single.count - wrong.count) other wells"
    )
  }

  /// Where all wells are reproduced but a printed mean of them is not, a row is missing, doubled or in the wrong group.
  private static func checkMeans(_ record: PlateRecord, _ parity: VendorParity) throws(InputFaults) {
    let single = parity.comparisons.filter { $0.wells.count == 1 }
    guard single.count >= 4, single.allSatisfy({ $0.agreement != .no }) else { return }
    let means = parity.comparisons.filter { $0.wells.count > 1 }
    let wrong = means.filter { $0.agreement == .no }
    guard let first = wrong.first, wrong.count * 5 <= means.count else { return }
    let well = record.wells[first.wells[0]]
    throw InputFaults(
      .inconsistent, file: record.file, line: well.line, well: well.position.description,
      "the printed mean of sample \(well.sample.quoted()) is not that of its \(first.wells.count) wells: rows are missing or misplaced"
    )
  }

  private static func signals(
    _ record: PlateRecord, _ parity: VendorParity?, _ options: CurveOptions
  ) throws(InputFaults) -> [WellSignal] {
    var signals = record.wells.map(\.signal)
    if let parity, parity.count(.no) * 2 <= parity.comparisons.count,
      let alternative = record.alternatives.first(where: { $0.name == parity.reading })
    {
      signals = alternative.signals
    } else if options.blanks != .subtract, let first = record.alternatives.first {
      signals = first.signals
    }
    if options.blanks == .subtract {
      let blanks = record.wells.indices.filter { record.wells[$0].role == .blank && record.wells[$0].isIncluded }
        .compactMap { signals[$0].number }
      guard !blanks.isEmpty else { throw InputFaults(.notEvaluable, file: record.file, "no blanks to subtract") }
      let mean = blanks.mean
      signals = signals.map { signal in
        if case .value(let value, let decimals) = signal { return .value(value - mean, decimals: decimals) }
        return signal
      }
    }
    return signals
  }

  private static func choose(
    _ record: PlateRecord, _ calibrators: [Calibrator], _ anchor: CurveAnchor?, _ options: CurveOptions,
    _ vendorModel: CurveModel?
  ) throws(InputFaults) -> (curve: StandardCurve, other: StandardCurve?, reason: String) {
    let weighting = options.weighting ?? .powerOfMean
    func fit(_ model: CurveModel) -> StandardCurve? {
      let few = options.weighting == nil && calibrators.count < model.parameterCount + 4
      let wells = StandardCurve.fit(calibrators, model: model, weighting: few ? .none : weighting, anchor: anchor)
      guard options.calibrators == .means, let wells else { return wells }
      // A handful of means cannot tell how the noise grows: that comes from the wells.
      return StandardCurve.fit(
        StandardCurve.levelMeans(calibrators), model: model, weighting: few ? .none : weighting,
        fixedTheta: few ? nil : wells.theta, anchor: anchor)
    }
    if let model = options.model ?? vendorModel {
      guard let curve = fit(model) else {
        throw InputFaults(
          .notEvaluable, file: record.file,
          "\(model.rawValue) needs \(model.parameterCount) levels of standards with signals on plate \(record.name.quoted())"
        )
      }
      return (
        curve, nil,
        options.model != nil
          ? "asked for" : "the function of the reader's software, reproduced from its printed results"
      )
    }
    let levels = Set(calibrators.map(\.concentration)).count
    guard levels >= 5, let four = fit(.fourPL) else {
      guard let line = fit(.linear) else {
        throw InputFaults(
          .notEvaluable, file: record.file,
          "plate \(record.name.quoted()) has \(levels) levels of standards: no curve can be fitted")
      }
      return (line, nil, "\(levels) levels of standards carry no more than a straight line")
    }
    guard levels >= 6, let five = fit(.fivePL) else { return (four, nil, "5PL needs six levels of standards") }
    if let problem = five.identifiabilityProblem { return (four, five, "5PL set aside: \(problem)") }
    guard five.aicc < four.aicc - 4 else {
      return (
        four, five, "4PL: AICc of 5PL is not lower by 4 (difference \(NumberText.fixed(five.aicc - four.aicc, 1)))"
      )
    }
    return (five, four, "5PL: its AICc is lower by \(NumberText.fixed(four.aicc - five.aicc, 1))")
  }

  private static func wellResult(
    _ well: PlateWell, _ signal: WellSignal, _ curve: StandardCurve, _ vendor: StandardCurve?, _ limits: CurveLimits
  ) -> WellResult {
    var flags: Set<QualityFlag> = []
    if !well.isIncluded { flags.insert(.masked) }
    switch signal {
    case .overflow: flags.insert(.saturated)
    case .masked: flags.insert(.masked)
    case .missing: flags.insert(.notRead)
    case .value: break
    }
    guard let number = signal.number else {
      return WellResult(
        well: well, signal: signal, reading: nil, usesVendorCurve: vendor != nil, replicateCV: .nan, flags: flags)
    }
    var reading = curve.read(signal: number)
    if let vendor {
      let x = vendor.concentration(for: number)
      if let x, let own = reading.concentration, own > 0, x > 0 {
        let ratio = x / own
        reading = CurveReading(
          concentration: x, low: reading.low * ratio, high: reading.high * ratio, relativeError: reading.relativeError)
      } else {
        reading = CurveReading(
          concentration: x, low: reading.low, high: reading.high, relativeError: reading.relativeError)
      }
    }
    if well.role == .unknown || well.role == .qc || well.role == .spike {
      let beyondTop = reading.concentration == nil && (number > curve.signalRange.upperBound) == curve.isIncreasing
      let x = reading.concentration ?? (beyondTop ? .infinity : 0)
      if x < limits.detection { flags.insert(.belowLoD) }
      if x < limits.lower { flags.insert(.belowLLOQ) }
      if x > limits.upper { flags.insert(.aboveULOQ) }
    }
    return WellResult(
      well: well, signal: signal, reading: reading, usesVendorCurve: vendor != nil, replicateCV: .nan, flags: flags)
  }

  private static func levels(_ calibrators: [Calibrator], _ reading: StandardCurve) -> [CalibratorLevel] {
    let values = Set(calibrators.map(\.concentration)).sorted()
    let positive = values.filter { $0 > 0 }
    return values.map { nominal in
      let signals = calibrators.filter { $0.concentration == nominal }.map(\.signal)
      let back = signals.compactMap { reading.concentration(for: $0) }
      let mean = back.count == signals.count ? back.mean : .nan
      let error = nominal > 0 ? 100 * (mean - nominal) / nominal : .nan
      let limit = nominal == positive.first || nominal == positive.last ? 25.0 : 20
      return CalibratorLevel(
        nominal: nominal, count: signals.count, meanSignal: signals.mean,
        signalCV: signals.count > 1 ? 100 * signals.coefficientOfVariation : .nan, backCalculated: mean,
        relativeError: error, passes: nominal > 0 ? Swift.abs(error) <= limit : nil)
    }
  }

  /// Limits of blank and detection (EP17 in form) and the ends of the working range (precision profile and bias).
  private static func limits(
    _ curve: StandardCurve, blanks: [Double], levels: [CalibratorLevel], wells: [PlateWell], signals: [WellSignal]
  ) -> CurveLimits {
    let sign = curve.isIncreasing ? 1.0 : -1
    var blank = Double.nan
    var detection = Double.nan
    if blanks.count >= 2 {
      let limitSignal = blanks.mean + sign * 1.645 * blanks.standardDeviation
      // Blanks that lie below the start of the curve give no concentration, and 0 would be no limit.
      func positive(_ signal: Double) -> Double {
        curve.concentration(for: signal).flatMap { $0 > 0 ? $0 : nil } ?? .nan
      }
      blank = positive(limitSignal)
      let low = levels.filter { $0.nominal > 0 && $0.count > 1 }.prefix(2)
      let count = low.reduce(0) { $0 + $1.count }
      let freedom = Double(count - low.count)
      if freedom > 0 {
        let squares = low.map { level -> Double in
          let sd = level.signalCV / 100 * Swift.abs(level.meanSignal)
          return sd * sd * Double(level.count - 1)
        }
        let sd = (squares.compensatedSum() / freedom).squareRoot()
        let factor = 1.645 / (1 - 1 / (4 * freedom))
        detection = positive(limitSignal + sign * factor * sd)
      }
    }
    let range = workingRange(curve, levels)
    return CurveLimits(
      blank: blank, detection: detection, lower: Swift.max(range.lower, detection.isNaN ? 0 : detection),
      upper: range.upper,
      blankCount: blanks.count)
  }

  /// The widest run of concentrations between the outer standards with a precision of 25 % at its ends and 20 % inside, cut
  /// at calibrators that are missed by more than 25 %.
  private static func workingRange(_ curve: StandardCurve, _ levels: [CalibratorLevel]) -> (
    lower: Double, upper: Double
  ) {
    let low = curve.lowestStandard
    let high = curve.highestStandard
    guard low > 0, high > low else { return (low, high) }
    let steps = 240
    var best: (lower: Double, upper: Double)?
    var run: (lower: Double, upper: Double)?
    for k in 0...steps {
      let x = low * Elementary.pow(high / low, Double(k) / Double(steps))
      if curve.precision(at: x) <= 0.25 {
        run = (run?.lower ?? x, x)
        if let run, run.upper / run.lower > (best.map { $0.upper / $0.lower } ?? 0) { best = run }
      } else {
        run = nil
      }
    }
    guard var range = best else { return (.nan, .nan) }
    for level in levels where level.nominal > 0 && !(Swift.abs(level.relativeError) <= 25) {
      if level.nominal <= (range.lower * range.upper).squareRoot() {
        if let next = levels.first(where: { $0.nominal > level.nominal }) {
          range.lower = Swift.max(range.lower, next.nominal)
        }
      } else if let previous = levels.last(where: { $0.nominal < level.nominal }) {
        range.upper = Swift.min(range.upper, previous.nominal)
      }
    }
    return range
  }

  private static func curveFlags(_ curve: StandardCurve, _ levels: [CalibratorLevel], blanks: [Double]) -> Set<
    QualityFlag
  > {
    var flags: Set<QualityFlag> = []
    if curve.identifiabilityProblem != nil { flags.insert(.nonIdentifiable) }
    if levels.filter({ $0.nominal > 0 }).count < 6 { flags.insert(.standardCount) }
    if levels.contains(where: { $0.passes == false }) { flags.insert(.standardError) }
    if levels.contains(where: { $0.nominal > 0 && $0.signalCV > 20 }) { flags.insert(.standardCV) }
    let means = levels.map(\.meanSignal)
    let rises = zip(means, means.dropFirst()).filter { ($1 > $0) != curve.isIncreasing }.count
    if rises > 0 {
      flags.insert(.nonMonotone)
      if let last = means.last, let beforeLast = means.dropLast().last, (last > beforeLast) != curve.isIncreasing {
        flags.insert(.hook)
      }
    }
    if curve.model.parameterCount > 2, let top = levels.last {
      let reached = (top.meanSignal - curve.parameters[0]) / (curve.parameters[1] - curve.parameters[0])
      if reached < 0.7 { flags.insert(.noUpperPlateau) }
    }
    if let lowest = levels.first(where: { $0.nominal > 0 }), !blanks.isEmpty, curve.isIncreasing,
      Swift.abs(blanks.mean) > 0.9 * Swift.abs(lowest.meanSignal)
    {
      flags.insert(.blankHigh)
    }
    if let p = lackOfFit(curve), p < 0.01 { flags.insert(.lackOfFit) }
    return flags
  }

  /// The p value of the lack-of-fit test against replicates, on the weighted scale; `nil` without replicates or spare levels.
  static func lackOfFit(_ curve: StandardCurve) -> Double? {
    let levels = Set(curve.calibrators.map(\.concentration)).sorted()
    let n = curve.calibrators.count
    let pureFreedom = n - levels.count
    let lackFreedom = levels.count - curve.model.parameterCount
    guard pureFreedom > 0, lackFreedom > 0 else { return nil }
    var pure = 0.0
    var lack = 0.0
    for level in levels {
      let signals = curve.calibrators.filter { $0.concentration == level }.map(\.signal)
      let fitted = curve.signal(at: level)
      let w = 1 / Swift.max(curve.signalVariance(fitted), 1e-300)
      let mean = signals.mean
      pure += w * signals.map { ($0 - mean) * ($0 - mean) }.compensatedSum()
      lack += w * Double(signals.count) * (mean - fitted) * (mean - fitted)
    }
    guard pure > 0 else { return nil }
    return Distribution.fUpper(
      lack / Double(lackFreedom) / (pure / Double(pureFreedom)), Double(lackFreedom), Double(pureFreedom))
  }
}
