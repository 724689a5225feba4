// What a run is told, and everything that it found.

package import Documents
package import Numerics
package import TypeICollagen

/// What a run may be told.
package struct AssayOptions: Sendable, Equatable {
  /// The standard curve.
  package var curve = CurveOptions()
  /// The limits of the class rule.
  package var rules = ClassRules()
  /// Compositions of the chains by name (`alpha1_I`, `alpha2_I`, `alpha1_III`).
  package var chains: [String: ChainComposition]
  /// Constants of the biochemistry.
  package var constants = AssayConstants()

  /// The defaults.
  package init(chains: [String: ChainComposition] = [:]) { self.chains = chains }
}

/// Everything a run found.
package struct AssayResult: Sendable {
  /// An input with what it was read as.
  package struct Input: Sendable {
    /// The name as given.
    package let name: String
    /// The kind.
    package let kind: String
    /// Its text encoding.
    package let encoding: String
    /// Its length in bytes.
    package let byteCount: Int
    /// SHA-256 of the file as it lies on disk, where the caller gave it.
    package var sha256: String?
    /// What an export says of reader, date and operator.
    package let provenance: PlateProvenance?
  }
  /// The inputs in the order given.
  package let inputs: [Input]
  /// The options.
  package let options: AssayOptions
  /// Plates.
  package let plates: [PlateEvaluation]
  /// Dishes.
  package let dishes: [DishMeasurement]
  /// The unit that the collagen of a dish is given in; empty where it is not said.
  package let collagenUnit: String
  /// What measures the collagen of the dishes: `plate of PICP`, `band_volume of 14C-Pro`, `dpm`; empty where nothing does.
  package let collagenMeasure: String
  /// The unit of synthesis: mass of the analyte per normaliser and hour.
  package var synthesisUnit: String { Self.synthesisUnit(collagenUnit, normalizer) }

  static func synthesisUnit(_ collagen: String, _ normalizer: DishMeasurement.Normalizer) -> String {
    "\(collagen.isEmpty ? "unit" : collagen)/(\(normalizer.rawValue)*h)"
  }

  /// What synthesis is divided by.
  package let normalizer: DishMeasurement.Normalizer
  /// Lines.
  package let lines: [CellLineResult]
  /// The controls' interval of ln synthesis and logit secretion, where there are controls.
  package let controlIntervals: [AssayReadout: ReferenceInterval]
  /// Bands.
  package let chains: [ChainFigures]
  /// Lane profiles.
  package let lanes: [LaneDeconvolution]
  /// Pulse-chase series.
  package let chases: [ChaseResult]
  /// Thermal stability.
  package let meltings: [MeltingResult]
  /// Sites of modification against the controls.
  package let sites: [SiteComparison]
  /// Collagenase digestions.
  package let collagenase: [CollagenaseResult]
  /// Hydroxyproline.
  package let hydroxyproline: [HydroxyprolineResult]
  /// Quality controls by level over all plates.
  package let qualityLevels: [QualityLevel]
  /// Control lines and quality controls over the runs, from five runs on.
  package let controlCharts: [ControlChart]
  /// Broken control rules, in words.
  package var controlRules: [String] { controlCharts.flatMap(\.words) }
  /// Oddities.
  package let warnings: [AssayWarning]
}

extension AssayResult {
  /// The fault of a run from whose tables no figure came, with what is said of them; `nil` where any came.
  package var emptiness: InputFaults? {
    guard plates.isEmpty, lines.isEmpty, chains.isEmpty, lanes.isEmpty, chases.isEmpty, meltings.isEmpty, sites.isEmpty,
      collagenase.isEmpty, hydroxyproline.isEmpty
    else { return nil }
    let reasons = warnings.map(\.message).joined(separator: "; ")
    return InputFaults(
      .notEvaluable, file: warnings.first?.file ?? inputs.first?.name ?? "", line: warnings.first?.line,
      "no figure comes from these tables" + (reasons.isEmpty ? "" : ": " + reasons))
  }
}
