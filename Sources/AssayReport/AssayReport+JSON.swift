// assay.json: every number of the run; the schema is schemas/assay.schema.json.

internal import Numerics
internal import Documents
package import ExportAssay
internal import TypeICollagen

extension AssayReport {
  /// The machine-readable result: the document of the lines, and then everything else that the run found.
  package static func json(_ result: AssayResult, version: String? = nil) throws -> String {
    guard case .object(var lines) = try DocumentEncoder().value(of: document(result)) else { return "" }
    // These come below, with all that they hold.
    lines["plates"] = nil
    lines["dishes"] = nil
    lines["controls"] = nil
    lines["options"] = nil
    let rest: JSONObject = [
      "program": .text("collagen"), "version": .optional(version), "inputs": .list(result.inputs.map(input)),
      "options": options(result.options), "collagen_measure": .text(result.collagenMeasure),
      "controls": controls(result),
      "dishes": .list(result.dishes.map(dish)), "plates": .list(result.plates.map(plate)),
      "chains": .list(result.chains.map(chain)), "lane_profiles": .list(result.lanes.map(lane)),
      "pulse_chase": .list(result.chases.map(chase)), "thermal_stability": .list(result.meltings.map(melting)),
      "sites": .list(result.sites.map(site)),
      "collagenase": .list(
        result.collagenase.map {
          .object([
            "line": .text($0.sample.line), "role": .text($0.sample.role.rawValue),
            "bio_rep": .integer($0.sample.bioRep),
            "fraction": .text($0.sample.fraction), "collagen_percent": number($0.percent), "flags": flags($0.flags),
          ])
        }),
      "hydroxyproline": .list(
        result.hydroxyproline.map {
          .object([
            "line": .text($0.sample.line), "bio_rep": .integer($0.sample.bioRep),
            "collagen_micrograms": number($0.collagen), "hydroxylation_percent": number($0.hydroxylation),
            "flags": flags($0.flags),
          ])
        }),
      "quality_levels": .list(result.qualityLevels.map(qualityLevel)),
      "control_charts": .list(result.controlCharts.map(controlChart)),
      "control_rules": .texts(result.controlRules),
      "warnings": .list(
        result.warnings.map {
          .object(["file": .text($0.file), "line": .optional($0.line), "message": .text($0.message)])
        }),
    ]
    return JSONValue.object(lines.appending(rest)).document()
  }

  /// A number with ten significant digits; null where there is none or it is beyond what assay.json may hold, as the
  /// condition number of parameters that cannot be told apart.
  static func number(_ value: Double?, within limit: Double = 1e15) -> JSONValue {
    .significant(value.flatMap { abs($0) <= limit ? $0 : nil }, 10)
  }

  private static func input(_ input: AssayResult.Input) -> JSONValue {
    let said = input.provenance
    return .object([
      "name": .text(input.name), "kind": .text(input.kind), "encoding": .text(input.encoding),
      "bytes": .integer(input.byteCount), "software": .optional(said?.software),
      "instrument": .optional(said?.instrument),
      "serial_number": .optional(said?.serialNumber), "measured": .optional(said?.measured),
      "saved": .optional(said?.saved), "operator": .optional(said?.person),
      "protocol": .optional(said?.protocolName), "sha256": .optional(input.sha256),
    ])
  }

  /// What every report says.
  static let notice =
    "Ranges are those of the literature for classes of osteogenesis imperfecta, not diagnostic cut-offs. For research use."

  private static func flags(_ flags: Set<QualityFlag>) -> JSONValue { .texts(flags.sorted().map(\.rawValue)) }

  private static func truth(_ value: Bool?) -> JSONValue { value.map { .boolean($0) } ?? .null }

  private static func options(_ options: AssayOptions) -> JSONValue {
    .object([
      "curve": .text(options.curve.model?.rawValue ?? "auto"),
      "weights": .text(options.curve.weighting?.rawValue ?? "auto"),
      "blanks": .text(options.curve.blanks.rawValue),
      "standards": .text(options.curve.calibrators.rawValue),
      "false_abnormal_rate": number(options.rules.falseAbnormal),
      "normal_needs_power": number(options.rules.power), "null_high_percent": number(options.rules.nullHigh),
      "null_low_percent": number(options.rules.nullLow),
      "secretion_effect_percent": number(options.rules.secretionEffect),
      "limits": .object(JSONObject(ClassLimit.all.map { ($0.key, number($0.value(in: options.rules))) })),
      "constants": .object([
        "imino_acid_ratio": number(options.constants.iminoAcidRatio),
        "imino_acid_ratio_source": .text(
          options.constants.iminoAcidRatio == AssayConstants().iminoAcidRatio
            ? "the usual convention; no source was found" : "set for this run"),
        "collagen_per_hydroxyproline": number(options.constants.collagenPerHydroxyproline),
        "pipetting_cv": number(options.constants.pipettingCV),
      ]),
    ])
  }

  private static func controls(_ result: AssayResult) -> JSONValue {
    .list(
      AssayReadout.allCases.compactMap { readout in
        result.controlIntervals[readout].map { interval in
          .object([
            "readout": .text(readout.rawValue), "scale": .text(readout == .secretion ? "logit" : "ln"),
            "method": .text(interval.method.rawValue),
            "is_reference_interval": .boolean(interval.method != .prediction),
            "low": number(interval.low), "high": number(interval.high), "lines": .integer(interval.count),
          ])
        }
      })
  }

  private static func dish(_ dish: DishMeasurement) -> JSONValue {
    .object([
      "line": .text(dish.dish.line), "bio_rep": .integer(dish.dish.bioRep), "batch": .text(dish.batch),
      "medium": number(dish.medium), "medium_relative_error": number(dish.mediumError),
      "cell_layer": number(dish.cellLayer), "cell_layer_relative_error": number(dish.cellLayerError),
      "medium_below_loq": .boolean(dish.isMediumBelow), "cell_layer_below_loq": .boolean(dish.isCellLayerBelow),
      "secretion_percent": number(dish.secretionPercent), "logit_secretion": number(dish.logitSecretion),
      "logit_secretion_error": number(dish.logitError), "degraded_fraction": number(dish.degradedFraction),
      "synthesis": .object([
        "per_ug_dna": number(dish.synthesis(.dna)), "per_ug_protein": number(dish.synthesis(.protein)),
        "per_1e5_cells": number(dish.synthesis(.cells)), "per_dish": number(dish.synthesis(.dish)),
      ]), "flags": flags(dish.flags),
    ])
  }

  private static func curve(_ curve: StandardCurve) -> JSONValue {
    .object([
      "model": .text(curve.model.rawValue), "weighting": .text(curve.weighting.rawValue),
      "theta": number(curve.theta),
      "parameters": .list(
        curve.parameters.indices.map { k in
          let interval = curve.parameterInterval(k)
          return .object([
            "name": .text(curve.model.parameterNames[k]), "value": number(curve.parameters[k]),
            "standard_error": number(curve.standardErrors[k]), "low": number(interval.low),
            "high": number(interval.high),
          ])
        }), "residual_variance": number(curve.scale, within: 1e18),
      "degrees_of_freedom": .integer(curve.degreesOfFreedom),
      "residual_sum_of_squares": number(curve.residualSumOfSquares, within: 1e18), "r_squared": number(curve.rSquared),
      "aicc": number(curve.aicc), "condition_number": number(curve.conditionNumber),
      "converged": .boolean(curve.converged),
      "identifiability_problem": .optional(curve.identifiabilityProblem),
    ])
  }

  private static func plate(_ plate: PlateEvaluation) -> JSONValue {
    .object([
      "name": .text(plate.record.name), "file": .text(plate.record.file),
      "source": .text(plate.record.format.name),
      "unit": .text(plate.record.unit), "curve": curve(plate.curve), "choice": .text(plate.choice),
      "concentrations_from": .text(plate.usesVendorCurve ? "the reader's curve, reproduced" : "this curve"),
      "alternative": plate.alternative.map(curve) ?? .null, "vendor": plate.parity.map(parity) ?? .null,
      "limits": .object([
        "limit_of_blank": number(plate.limits.blank), "limit_of_detection": number(plate.limits.detection),
        "lloq": number(plate.limits.lower), "uloq": number(plate.limits.upper),
        "blank_wells": .integer(plate.limits.blankCount),
      ]),
      "calibrators": .list(
        plate.levels.map {
          .object([
            "nominal": number($0.nominal), "wells": .integer($0.count), "mean_signal": number($0.meanSignal),
            "signal_cv_percent": number($0.signalCV), "back_calculated": number($0.backCalculated),
            "relative_error_percent": number($0.relativeError), "passes": truth($0.passes),
          ])
        }),
      "checks": .list(
        plate.checks.map {
          .object([
            "kind": .text($0.kind.rawValue), "subject": .text($0.subject), "value": number($0.value),
            "value_low": number($0.interval?.low), "value_high": number($0.interval?.high),
            "low": number($0.limits.lowerBound), "high": number($0.limits.upperBound),
            "wells": .integer($0.count),
            "passes": .boolean($0.passes), "detail": .text($0.detail),
          ])
        }),
      "verdict": .object([
        "style": .text("M10-style"), "accepted": .boolean(plate.verdict.isAccepted),
        "criteria": .list(
          plate.verdict.criteria.map {
            .object(["text": .text($0.text), "met": truth($0.isMet)])
          }),
      ]), "flags": flags(plate.flags),
    ])
  }

  private static func parity(_ parity: VendorParity) -> JSONValue {
    .object([
      "curve": curve(parity.curve), "reading": .text(parity.reading), "level_means": .boolean(parity.usesLevelMeans),
      "blanks_as_zero_standard": .boolean(parity.usesBlanks), "printed": .integer(parity.comparisons.count),
      "reproduced_to_the_digit": .integer(parity.count(.digit)),
      "within_signal_rounding": .integer(parity.count(.signalRounding)), "not_reproduced": .integer(parity.count(.no)),
    ])
  }

  private static func chain(_ chain: ChainFigures) -> JSONValue {
    .object([
      "line": .text(chain.line), "role": .text(chain.role.rawValue), "alpha1_to_alpha2": number(chain.ratio),
      "alpha1_to_alpha2_low": number(chain.ratioInterval?.low),
      "alpha1_to_alpha2_high": number(chain.ratioInterval?.high),
      "alpha1_to_alpha2_is_molar": .boolean(chain.ratioIsMolar),
      "lanes": .integer(chain.logRatios.count), "homotrimer_fraction": number(chain.homotrimer),
      "type_three_to_type_one": number(chain.typeThree.mean), "type_three_lanes": .integer(chain.typeThree.count),
      "type_three_is_molar": .boolean(chain.typeThreeIsMolar), "shift_percent": number(chain.shifts.mean),
      "shift_percent_low": number(chain.shiftInterval?.low), "shift_percent_high": number(chain.shiftInterval?.high),
      "shift_lanes": .integer(chain.shifts.count), "broadening": number(chain.broadening.mean),
      "dipyridyl_shift_percent": number(chain.dipyridylShifts.mean),
      "propeptide_fraction": number(chain.propeptide.mean),
      "second_band": .boolean(chain.hasSecondBand), "flags": flags(chain.flags),
    ])
  }

  private static func site(_ item: SiteComparison) -> JSONValue {
    .object([
      "line": .text(item.line), "role": .text(item.role.rawValue), "chain": .text(item.chain),
      "site": .text(item.residue), "modification": .text(item.modification.rawValue),
      "occupancy_percent": number(item.occupancy), "dishes": .integer(item.dishCount),
      "controls": .integer(item.comparison?.controlCount ?? 0), "difference": number(item.comparison?.difference),
      "low": number(item.comparison?.ownInterval.low), "high": number(item.comparison?.ownInterval.high),
      "p": number(item.comparison?.p), "p_adjusted": number(item.adjusted),
    ])
  }

  private static func lane(_ lane: LaneDeconvolution) -> JSONValue {
    .object([
      "gel": .text(lane.profile.gel), "lane": .integer(lane.profile.lane), "delta_bic": number(lane.deltaBIC),
      "second_band_accepted": .boolean(lane.bands.count > 1), "slow_fraction": number(lane.slowFraction),
      "slow_fraction_low": number(lane.slowInterval.low), "slow_fraction_high": number(lane.slowInterval.high),
      "resolution": number(lane.resolution),
      "bands": .list(
        lane.bands.map {
          .object([
            "position_mm": number($0.position), "height": number($0.height), "fwhm_mm": number($0.fullWidth),
            "area": number($0.area),
          ])
        }),
    ])
  }

  private static func chase(_ chase: ChaseResult) -> JSONValue {
    .object([
      "experiment": .text(chase.experiment), "line": .text(chase.line), "role": .text(chase.role.rawValue),
      "bio_rep": .integer(chase.bioRep), "chain": .text(chase.chain), "points": .integer(chase.points.count),
      "model": .optional(chase.best?.model.rawValue), "half_life_min": number(chase.best?.halfLife),
      "half_life_low": number(chase.halfLifeInterval.low), "half_life_high": number(chase.halfLifeInterval.high),
      "delay_min": number(chase.best?.delay), "secreted_fraction": number(chase.best?.secretedFraction),
      "lost_fraction": number(chase.best?.lostFraction), "conservation": number(chase.conservation),
      "models": .list(
        chase.fits.map {
          .object([
            "model": .text($0.model.rawValue), "aicc": number($0.aicc), "half_life_min": number($0.halfLife),
          ])
        }),
      "flags": flags(chase.flags),
    ])
  }

  private static func melting(_ item: MeltingResult) -> JSONValue {
    .object([
      "line": .text(item.line), "bio_rep": .integer(item.bioRep), "run": .text(item.run),
      "melting_celsius": number(item.melting), "within_temperatures": .boolean(item.isWithin),
      "low": number(item.interval.low), "high": number(item.interval.high), "width_celsius": number(item.width),
      "temperatures": .integer(item.points.count),
    ])
  }
}
