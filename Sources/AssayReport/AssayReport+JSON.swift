// assay.json: every number of the run; the schema is schemas/assay.schema.json.

internal import ExportAssay
import Numerics

extension AssayReport {
  /// The machine-readable result.
  static func json(_ result: AssayResult) -> String {
    let root: JSONText = .object([
      ("schemaVersion", .text("1.0")), ("kind", .text("collagen.assay")),
      ("notice", .text(notice)),
      (
        "inputs",
        .list(
          result.inputs.map {
            .object([
              ("name", .text($0.name)), ("kind", .text($0.kind)), ("encoding", .text($0.encoding)),
              ("bytes", .integer($0.byteCount)),
            ])
          })
      ),
      ("options", options(result.options)), ("synthesisUnit", .text(synthesisUnit(result))),
      ("lines", .list(result.lines.map { line($0, result) })), ("controls", controls(result)),
      ("dishes", .list(result.dishes.map { dish($0, result) })), ("plates", .list(result.plates.map(plate))),
      ("chains", .list(result.chains.map(chain))), ("laneProfiles", .list(result.lanes.map(lane))),
      ("pulseChase", .list(result.chases.map(chase))), ("thermalStability", .list(result.meltings.map(melting))),
      (
        "collagenase",
        .list(
          result.collagenase.map {
            .object([
              ("line", .text($0.sample.line)), ("role", .text($0.sample.role.rawValue)),
              ("bioRep", .integer($0.sample.bioRep)), ("fraction", .text($0.sample.fraction)),
              ("collagenPercent", .number($0.percent)), ("flags", flags($0.flags)),
            ])
          })
      ),
      (
        "hydroxyproline",
        .list(
          result.hydroxyproline.map {
            .object([
              ("line", .text($0.sample.line)), ("bioRep", .integer($0.sample.bioRep)),
              ("collagenMicrograms", .maybe($0.collagen)), ("hydroxylationPercent", .maybe($0.hydroxylation)),
              ("flags", flags($0.flags)),
            ])
          })
      ),
      ("dxa", .list(result.density.map(density))), ("dxaChanges", .list(result.densityChanges.map(change))),
      ("qualityLevels", .list(result.qualityLevels.map(qualityLevel))),
      ("controlCharts", .list(result.controlCharts.map(controlChart))),
      ("controlRules", .list(result.controlRules.map { .text($0) })),
      (
        "warnings",
        .list(
          result.warnings.map {
            .object([
              ("file", .text($0.file)), ("line", $0.line.map { .integer($0) } ?? .null), ("message", .text($0.message)),
            ])
          })
      ),
    ])
    return root.render() + "\n"
  }

  /// What every report says.
  static let notice =
    "Ranges are those of the literature for classes of osteogenesis imperfecta, not diagnostic cut-offs. For research use."

  private static func flags(_ flags: Set<QualityFlag>) -> JSONText { .list(flags.sorted().map { .text($0.rawValue) }) }

  private static func options(_ options: AssayOptions) -> JSONText {
    .object([
      ("curve", .text(options.curve.model?.rawValue ?? "auto")),
      ("weights", .text(options.curve.weighting?.rawValue ?? "auto")),
      ("blanks", .text(options.curve.blanks.rawValue)),
      ("standards", .text(options.curve.calibrators.rawValue)),
      ("falseAbnormalRate", .number(options.rules.falseAbnormal)),
      ("normalNeedsPower", .number(options.rules.power)), ("nullHighPercent", .number(options.rules.nullHigh)),
      ("nullLowPercent", .number(options.rules.nullLow)),
      ("exportEffectPercent", .number(options.rules.secretionEffect)),
      (
        "constants",
        .object([
          ("iminoAcidRatio", .number(options.constants.iminoAcidRatio)),
          (
            "iminoAcidRatioSource",
            .text(
              options.constants.iminoAcidRatio == AssayConstants().iminoAcidRatio
                ? "the usual convention; no source was found" : "set for this run")
          ),
          ("collagenPerHydroxyproline", .number(options.constants.collagenPerHydroxyproline)),
          ("pipettingCV", .number(options.constants.pipettingCV)),
        ])
      ),
    ])
  }

  private static func triple(_ value: (value: Double, low: Double, high: Double), _ unit: String) -> JSONText {
    .object([
      ("value", .maybe(value.value)), ("low", .maybe(value.low)), ("high", .maybe(value.high)),
      ("confidence", .number(0.95)), ("unit", .text(unit)),
    ])
  }

  private static func line(_ line: CellLineResult, _ result: AssayResult) -> JSONText {
    .object([
      ("line", .text(line.line)), ("role", .text(line.role.rawValue)), ("dishes", .integer(line.dishCount)),
      ("class", line.verdict.map { .text($0.name.rawValue) } ?? .null),
      ("decidingAxis", line.verdict?.readout.map { .text($0.rawValue) } ?? .null),
      ("reason", line.verdict.map { .text($0.reason) } ?? .null),
      ("synthesis", triple(line.synthesis, synthesisUnit(result))),
      ("synthesisPercentOfControl", .maybe(line.synthesisPercent)),
      ("export", triple(line.secretion, "%")), ("exportPercentOfControl", .maybe(line.secretionPercent)),
      ("exportOddsRatio", .maybe(line.secretionOddsRatio)), ("axes", .list(line.findings.map(finding))),
      ("flags", flags(line.flags)),
    ])
  }

  private static func finding(_ item: ReadoutFinding) -> JSONText {
    let c = item.comparison
    let interval = c?.interval()
    return .object([
      ("axis", .text(item.readout.rawValue)), ("value", .maybe(item.value)),
      ("percentOfControl", .maybe(item.percentOfControl)),
      ("method", c.map { .text($0.method.rawValue) } ?? .null),
      ("controlLines", c.map { .integer($0.controlCount) } ?? .null),
      ("controlMean", .maybe(c?.controlMean)), ("controlDeviation", .maybe(c?.lineDeviation)),
      ("difference", .maybe(c?.difference)), ("differenceLow", .maybe(interval?.low)),
      ("differenceHigh", .maybe(interval?.high)),
      ("standardError", .maybe(c?.standardError)), ("t", .maybe(c?.t)),
      ("degreesOfFreedom", .maybe(c?.degreesOfFreedom)),
      ("pTwoSided", .maybe(c?.p)), ("pLow", .maybe(c?.pLow)), ("pHigh", .maybe(c?.pHigh)),
      ("power", .maybe(item.power)),
      ("pEffectExcluded", .maybe(item.exclusion)), ("excludedByQuality", .bool(item.isExcluded)),
    ])
  }

  private static func controls(_ result: AssayResult) -> JSONText {
    .list(
      AssayReadout.allCases.compactMap { readout in
        result.controlIntervals[readout].map { interval in
          .object([
            ("axis", .text(readout.rawValue)), ("scale", .text(readout == .secretion ? "logit" : "ln")),
            ("method", .text(interval.method.rawValue)), ("isReferenceInterval", .bool(interval.method != .prediction)),
            ("low", .number(interval.low)), ("high", .number(interval.high)), ("lines", .integer(interval.count)),
          ])
        }
      })
  }

  private static func dish(_ dish: DishMeasurement, _ result: AssayResult) -> JSONText {
    .object([
      ("line", .text(dish.dish.line)), ("bioRep", .integer(dish.dish.bioRep)), ("batch", .text(dish.batch)),
      ("medium", .maybe(dish.medium)), ("mediumRelativeError", .maybe(dish.mediumError)),
      ("cellLayer", .maybe(dish.cellLayer)), ("cellLayerRelativeError", .maybe(dish.cellLayerError)),
      ("exportPercent", .maybe(dish.secretionPercent)), ("logitExport", .maybe(dish.logitSecretion)),
      ("logitExportError", .maybe(dish.logitError)), ("degradedShare", .number(dish.degradedShare)),
      (
        "synthesis",
        .object(
          DishMeasurement.Normalizer.allCases.map { ("per " + $0.rawValue, JSONText.maybe(dish.synthesis($0))) })
      ), ("flags", flags(dish.flags)),
    ])
  }

  private static func curve(_ curve: StandardCurve) -> JSONText {
    .object([
      ("model", .text(curve.model.rawValue)), ("weighting", .text(curve.weighting.rawValue)),
      ("theta", .number(curve.theta)),
      (
        "parameters",
        .list(
          curve.parameters.indices.map { k in
            let interval = curve.parameterInterval(k)
            return .object([
              ("name", .text(curve.model.parameterNames[k])), ("value", .number(curve.parameters[k])),
              ("standardError", .maybe(curve.standardErrors[k])), ("low", .maybe(interval.low)),
              ("high", .maybe(interval.high)),
            ])
          })
      ), ("residualVariance", .number(curve.scale)), ("degreesOfFreedom", .integer(curve.degreesOfFreedom)),
      ("residualSumOfSquares", .number(curve.residualSumOfSquares)), ("rSquared", .maybe(curve.rSquared)),
      ("aicc", .maybe(curve.aicc)), ("conditionNumber", .maybe(curve.conditionNumber)),
      ("converged", .bool(curve.converged)),
      ("identifiabilityProblem", curve.identifiabilityProblem.map { .text($0) } ?? .null),
    ])
  }

  private static func plate(_ plate: PlateEvaluation) -> JSONText {
    .object([
      ("name", .text(plate.record.name)), ("file", .text(plate.record.file)),
      ("source", .text(plate.record.format.name)),
      ("unit", .text(plate.record.unit)), ("curve", curve(plate.curve)), ("choice", .text(plate.choice)),
      ("concentrationsFrom", .text(plate.usesVendorCurve ? "the reader's curve, reproduced" : "this curve")),
      ("alternative", plate.alternative.map(curve) ?? .null), ("vendor", plate.parity.map(parity) ?? .null),
      (
        "limits",
        .object([
          ("limitOfBlank", .maybe(plate.limits.blank)), ("limitOfDetection", .maybe(plate.limits.detection)),
          ("lloq", .maybe(plate.limits.lower)), ("uloq", .maybe(plate.limits.upper)),
          ("blankWells", .integer(plate.limits.blankCount)),
        ])
      ),
      (
        "calibrators",
        .list(
          plate.levels.map {
            .object([
              ("nominal", .number($0.nominal)), ("wells", .integer($0.count)), ("meanSignal", .number($0.meanSignal)),
              ("signalCVPercent", .maybe($0.signalCV)), ("backCalculated", .maybe($0.backCalculated)),
              ("relativeErrorPercent", .maybe($0.relativeError)), ("passes", $0.passes.map { .bool($0) } ?? .null),
            ])
          })
      ),
      (
        "checks",
        .list(
          plate.checks.map {
            .object([
              ("kind", .text($0.kind.rawValue)), ("subject", .text($0.subject)), ("value", .maybe($0.value)),
              ("low", .number($0.limits.lowerBound)), ("high", .number($0.limits.upperBound)),
              ("wells", .integer($0.count)),
              ("passes", .bool($0.passes)), ("detail", .text($0.detail)),
            ])
          })
      ),
      (
        "verdict",
        .object([
          ("style", .text("M10-style")), ("accepted", .bool(plate.verdict.isAccepted)),
          (
            "criteria",
            .list(
              plate.verdict.criteria.map {
                .object([("text", .text($0.text)), ("met", $0.isMet.map { .bool($0) } ?? .null)])
              })
          ),
        ])
      ), ("flags", flags(plate.flags)),
    ])
  }

  private static func parity(_ parity: VendorParity) -> JSONText {
    .object([
      ("curve", curve(parity.curve)), ("reading", .text(parity.reading)), ("levelMeans", .bool(parity.usesLevelMeans)),
      ("blanksAsZeroStandard", .bool(parity.usesBlanks)), ("printed", .integer(parity.comparisons.count)),
      ("reproducedToTheDigit", .integer(parity.count(.digit))),
      ("withinSignalRounding", .integer(parity.count(.signalRounding))), ("notReproduced", .integer(parity.count(.no))),
    ])
  }

  private static func chain(_ chain: ChainFigures) -> JSONText {
    .object([
      ("line", .text(chain.line)), ("role", .text(chain.role.rawValue)), ("alpha1ToAlpha2", .maybe(chain.ratio)),
      ("alpha1ToAlpha2Low", .maybe(chain.ratioInterval?.low)),
      ("alpha1ToAlpha2High", .maybe(chain.ratioInterval?.high)),
      ("alpha1ToAlpha2IsMolar", .bool(chain.ratioIsMolar)),
      ("lanes", .integer(chain.logRatios.count)), ("homotrimerShare", .maybe(chain.homotrimer)),
      ("typeThreeToTypeOne", .maybe(chain.typeThree.mean)), ("typeThreeLanes", .integer(chain.typeThree.count)),
      ("typeThreeIsMolar", .bool(chain.typeThreeIsMolar)), ("shiftPercent", .maybe(chain.shifts.mean)),
      ("shiftPercentLow", .maybe(chain.shiftInterval?.low)), ("shiftPercentHigh", .maybe(chain.shiftInterval?.high)),
      ("shiftLanes", .integer(chain.shifts.count)), ("broadening", .maybe(chain.broadening.mean)),
      ("dipyridylShiftPercent", .maybe(chain.dipyridylShifts.mean)), ("propeptideShare", .maybe(chain.propeptide.mean)),
      ("secondBand", .bool(chain.hasSecondBand)), ("flags", flags(chain.flags)),
    ])
  }

  private static func lane(_ lane: LaneDeconvolution) -> JSONText {
    .object([
      ("gel", .text(lane.profile.gel)), ("lane", .integer(lane.profile.lane)), ("deltaBIC", .maybe(lane.deltaBIC)),
      ("secondBandAccepted", .bool(lane.bands.count > 1)), ("slowShare", .number(lane.slowShare)),
      ("slowShareLow", .maybe(lane.slowInterval.low)), ("slowShareHigh", .maybe(lane.slowInterval.high)),
      ("resolution", .maybe(lane.resolution)),
      (
        "bands",
        .list(
          lane.bands.map {
            .object([
              ("positionMm", .number($0.position)), ("height", .number($0.height)), ("fwhmMm", .number($0.fullWidth)),
              ("area", .number($0.area)),
            ])
          })
      ),
    ])
  }

  private static func chase(_ chase: ChaseResult) -> JSONText {
    .object([
      ("experiment", .text(chase.experiment)), ("line", .text(chase.line)), ("role", .text(chase.role.rawValue)),
      ("bioRep", .integer(chase.bioRep)), ("chain", .text(chase.chain)), ("points", .integer(chase.points.count)),
      ("model", chase.best.map { .text($0.model.rawValue) } ?? .null), ("halfLifeMin", .maybe(chase.best?.halfLife)),
      ("halfLifeLow", .maybe(chase.halfLifeInterval.low)), ("halfLifeHigh", .maybe(chase.halfLifeInterval.high)),
      ("delayMin", .maybe(chase.best?.delay)), ("secretedShare", .maybe(chase.best?.secretedShare)),
      ("lostShare", .maybe(chase.best?.lostShare)), ("conservation", .maybe(chase.conservation)),
      (
        "models",
        .list(
          chase.fits.map {
            .object([
              ("model", .text($0.model.rawValue)), ("aicc", .maybe($0.aicc)), ("halfLifeMin", .maybe($0.halfLife)),
            ])
          })
      ),
      ("flags", flags(chase.flags)),
    ])
  }

  private static func melting(_ item: MeltingResult) -> JSONText {
    .object([
      ("line", .text(item.line)), ("bioRep", .integer(item.bioRep)), ("meltingCelsius", .number(item.melting)),
      ("low", .maybe(item.interval.low)), ("high", .maybe(item.interval.high)), ("widthCelsius", .number(item.width)),
      ("temperatures", .integer(item.points.count)),
    ])
  }

  private static func density(_ item: DensityResult) -> JSONText {
    .object([
      ("subject", .text(item.scan.subject)), ("date", .text(item.scan.date)), ("site", .text(item.scan.site)),
      ("device", .text(item.scan.device)), ("bmdGPerCm2", .number(item.scan.density)), ("tScore", .maybe(item.tScore)),
      ("zScore", .maybe(item.zScore)), ("reference", .text(item.source)), ("reading", .text(item.reading)),
    ])
  }

  private static func change(_ item: DensityChange) -> JSONText {
    .object([
      ("subject", .text(item.subject)), ("site", .text(item.site)), ("from", .text(item.dates.from)),
      ("to", .text(item.dates.to)),
      ("differenceGPerCm2", .maybe(item.difference)), ("leastSignificantChange", .maybe(item.leastSignificant)),
      ("reading", .text(item.reading)),
    ])
  }
}
