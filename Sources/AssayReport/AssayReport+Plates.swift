// The plates on assay.html: curve, checks and verdict in the run, parameters and standards in the appendix.

internal import Documents
internal import ExportAssay
internal import Numerics
internal import Pages
internal import TypeICollagen

extension AssayReport {
  static func plateSection(_ plate: PlateEvaluation) -> Markup {
    let unit = plate.record.unit
    var out = Markup.heading(plateTitle(plate.record.name))
    let curve = plate.curve
    out += .paragraph(
      "\(plate.record.format.name) file \(plate.record.file). Curve: \(modelName(curve.model)) (\(plate.choice)); weights: \(weightWords(curve.weighting))\(curve.weighting == .powerOfMean ? ", variance grows with the signal to the power \(Format.number(2 * curve.theta, 3))" : ""); \(curve.calibrators.count) calibrator wells on \(curve.levelCount) levels."
    )
    if let parity = plate.parity { out += parityWords(parity, plate.usesVendorCurve) }
    out += .paragraph(
      "Limit of blank \(Format.number(plate.limits.blank)), limit of detection \(Format.number(plate.limits.detection)), LLOQ \(Format.number(plate.limits.lower)), ULOQ \(Format.number(plate.limits.upper)) \(unit) in the well (\(plate.limits.blankCount) blank wells; —: not available)."
    )
    out += flagParagraph(plate.flags)
    var names: [String] = []
    for well in plate.wells where !names.contains(well.well.plate) { names.append(well.well.plate) }
    out += plots(
      [curvePlot(plate), residualPlot(plate), parallelPlot(plate)] + names.map { heatMap(plate, name: $0) })
    out += .paragraph(
      "Curve: large points are standards, small ones samples; shaded: from LLOQ to ULOQ; narrow band: 95 % interval of the curve. Residuals: in standard deviations of a well, broken lines at 2. \(plate.checks.contains { $0.kind == .parallelSlope } ? "Parallelism: a series that lies along the curve is parallel to the standards; the table of checks has its slope with interval and test. " : "")Signals are as the reader printed them; it gave no unit for them.",
      "small")
    let failed = plate.checks.filter { !$0.passes }
    out += .paragraph(
      "M10-style verdict: \(plate.verdict.isAccepted ? "met" : "NOT met"). \(plate.checks.count - failed.count) of \(plate.checks.count) checks hold; all are in the appendix."
    )
    return out + checkTable(failed)
  }

  /// The curve's parameters and the standards, for the appendix.
  static func plateDetail(_ plate: PlateEvaluation) -> Markup {
    let unit = plate.record.unit
    let curve = plate.curve
    var out = Markup.heading("\(plateTitle(plate.record.name)): curve and standards", isPart: true)
    out += .table(
      ["parameter", "value (95 %)", "standard error"],
      curve.parameters.indices.map { k in
        let interval = curve.parameterInterval(k)
        return [
          curve.model.parameterNames[k], Format.interval(curve.parameters[k], interval, 5),
          Format.number(curve.standardErrors[k]),
        ]
      })
    out += .table(
      [
        Format.quantity("nominal", unit), "wells", "mean signal", "CV of signal, %",
        Format.quantity("back-calculated", unit), "error, %", "within limits",
      ],
      plate.levels.map {
        [
          Format.number($0.nominal, 6), String($0.count), Format.number($0.meanSignal, 5), Format.number($0.signalCV),
          Format.number($0.backCalculated, 4), Format.number($0.relativeError),
          Format.met($0.passes, unknown: "anchor"),
        ]
      })
    return out + checkTables(plate)
  }

  /// Every check with its value, what is allowed and whether it holds, and the criteria of the plate.
  private static func checkTables(_ plate: PlateEvaluation) -> Markup {
    var out = checkTable(plate.checks)
    out += .heading("M10-style verdict: \(plate.verdict.isAccepted ? "met" : "NOT met")", isPart: true)
    out += .table(
      ["criterion", "met"],
      plate.verdict.criteria.map { [$0.text, Format.met($0.isMet)] })
    return out
  }

  /// Checks with value, what is allowed and whether they hold.
  private static func checkTable(_ checks: [PlateCheck]) -> Markup {
    var out = Markup.empty
    if !checks.isEmpty {
      out += .table(
        ["check", "subject", "value", "allowed", "wells", "holds", "what"],
        checks.map {
          [
            $0.kind.rawValue, $0.subject, Format.number(Swift.abs($0.value) < 1e-9 ? 0 : $0.value, 3),
            "\(Format.number($0.limits.lowerBound, 3)) to \(Format.number($0.limits.upperBound, 3))", String($0.count),
            Format.met($0.passes), $0.detail,
          ]
        })
    }
    return out
  }

  /// `4PL` for people.
  static func modelName(_ model: CurveModel) -> String {
    switch model {
    case .fourPL: "4PL"
    case .fivePL: "5PL"
    case .linear: "straight line"
    case .logLog: "straight line on logarithms"
    }
  }

  private static func weightWords(_ weighting: Weighting) -> String {
    weighting == .powerOfMean ? "power of the mean" : weighting.rawValue
  }

  /// `Plate 1` for "1" and for "Plate 1".
  static func plateTitle(_ name: String) -> String { name.hasPrefix("Plate") ? name : "Plate " + name }

  private static func parityWords(_ parity: VendorParity, _ isUsed: Bool) -> Markup {
    let how =
      "\(modelName(parity.curve.model)), weights: \(weightWords(parity.curve.weighting)), \(parity.usesLevelMeans ? "one mean per level" : "single wells")\(parity.reading.isEmpty ? "" : ", reading " + parity.reading)"
    return Markup.paragraph(
      "The reader's software printed \(parity.comparisons.count) concentrations. Recomputed from the raw signals (\(how)): \(parity.count(.digit)) agree to one unit of the last printed digit, \(parity.count(.signalRounding)) within what the rounding of the printed signals allows, \(parity.count(.no)) do not. "
        + (isUsed
          ? "Concentrations below are read from this reproduced curve, so that they are the ones already issued; the intervals come from the replicate wells."
          : "Concentrations below come from this program's own curve."))
  }
}
