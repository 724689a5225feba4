// assay.json: what the fibroblast assay found for each cell line, for everybody who reads it.

package import TypeICollagen

/// The part of assay.json that other documents are made from. The file holds more (options, dishes, plates, gels, chases):
/// schemas/assay.schema.json has all of it.
package struct AssayDocument: VersionedDocument, Hashable {
  package static let schema = "collagen.assay/2"
  package static let title = "an assay"
  package static let remedy = "run `collagen assay` again on the tables and give the assay.json that it writes"

  /// The schema's name.
  package var schema = AssayDocument.schema
  /// What every report of the assay says about its ranges.
  package var notice: String
  /// Unit of synthesis, such as `ng/(ug DNA*h)`.
  package var synthesisUnit: String
  /// Every cell line.
  package var lines: [CellLine]
  /// The calibrations that it rests on; absent in memory, where nothing needs to be read back.
  package var plates: [Plate]?
  /// The dishes, likewise.
  package var dishes: [Dish]?
  /// The intervals of the control lines, likewise.
  package var controls: [ControlInterval]?
  /// What the run was told, likewise.
  package var options: Options?

  /// The options of a run.
  package struct Options: Codable, Sendable, Hashable {
    /// The limits of the class rule, by their keys.
    package var limits: [String: Double]?
  }

  /// A document of the current form.
  package init(notice: String, synthesisUnit: String, lines: [CellLine]) {
    self.notice = notice
    self.synthesisUnit = synthesisUnit
    self.lines = lines
  }

  /// A value with its interval; absent where it was not measured or the interval is open.
  package struct Estimate: Codable, Sendable, Hashable {
    /// The estimate.
    package var value: Double?
    /// Lower end.
    package var low: Double?
    /// Upper end.
    package var high: Double?
    /// Two-sided confidence of the interval, 0-1.
    package var confidence = 0.95
    /// Unit of all three.
    package var unit: String

    /// An estimate.
    package init(value: Double?, low: Double?, high: Double?, unit: String) {
      self.value = value
      self.low = low
      self.high = high
      self.unit = unit
    }
  }

  /// One cell line.
  package struct CellLine: Codable, Sendable, Hashable {
    /// Its name.
    package var line: String
    /// What it is in the study.
    package var role: CellLineRole
    /// Culture dishes.
    package var dishes = 0
    /// The class of a case line.
    package var `class`: BiochemicalClass?
    /// The readout that decided, if one did.
    package var decidingReadout: AssayReadout?
    /// Why, in words.
    package var reason: String?
    /// Collagen made.
    package var synthesis: Estimate
    /// In per cent of the controls.
    package var synthesisPercentOfControl: Double?
    /// Its 95 % interval.
    package var synthesisPercentOfControlLow: Double?
    /// Upper end.
    package var synthesisPercentOfControlHigh: Double?
    /// Per cent secreted.
    package var secretion: Estimate
    /// In per cent of the controls' percentage.
    package var secretionPercentOfControl: Double?
    /// Its 95 % interval.
    package var secretionPercentOfControlLow: Double?
    /// Upper end.
    package var secretionPercentOfControlHigh: Double?
    /// Collagen in the medium in per cent of the controls: it falls with synthesis and with retention alike.
    package var secretedPercentOfControl: Double?
    /// Its 95 % interval.
    package var secretedPercentOfControlLow: Double?
    /// Upper end.
    package var secretedPercentOfControlHigh: Double?
    /// Odds of secretion over those of the controls.
    package var secretionOddsRatio: Double?
    /// Every readout.
    package var readouts: [Reading] = []
    /// Quality flags.
    package var flags: [String] = []

    /// A line with its two main estimates.
    package init(line: String, role: CellLineRole, synthesis: Estimate, secretion: Estimate) {
      self.line = line
      self.role = role
      self.synthesis = synthesis
      self.secretion = secretion
    }
  }

  /// One readout of one line. Differences are on the scale of analysis: natural logarithm for synthesis, ratios and rate,
  /// logit for secretion, plain for the others.
  package struct Reading: Codable, Sendable, Hashable {
    /// What was measured.
    package var readout: AssayReadout
    /// In its unit: per cent, min, ratio, degrees Celsius.
    package var value: Double?
    /// In per cent of the controls.
    package var percentOfControl: Double?
    /// How it was compared; absent without two control lines.
    package var method: String?
    /// Control lines.
    package var controlLines: Int?
    /// Their mean on the scale of analysis.
    package var controlMean: Double?
    /// Their standard deviation.
    package var controlDeviation: Double?
    /// The line minus the controls.
    package var difference: Double?
    /// Lower end of its 95 % interval.
    package var differenceLow: Double?
    /// Upper end.
    package var differenceHigh: Double?
    /// Its standard error, lines included.
    package var standardError: Double?
    /// The t statistic.
    package var t: Double?
    /// Its degrees of freedom.
    package var degreesOfFreedom: Double?
    /// Two-sided p value.
    package var pTwoSided: Double?
    /// P value towards lower values.
    package var pLow: Double?
    /// P value towards higher values.
    package var pHigh: Double?
    /// Power to tell the class-defining effect, 0-1.
    package var power: Double?
    /// P value that the class-defining effect is not there.
    package var pEffectExcluded: Double?
    /// Whether quality checks took it out of the verdict.
    package var excludedByQuality = false
    /// `at_most` or `at_least` where the value rests on a limit of quantification, `none` where nothing is known; absent for a
    /// measured one.
    package var bound: String?
    /// The same of the controls.
    package var controlBound: String?

    /// A readout without a comparison.
    package init(readout: AssayReadout, value: Double?) {
      self.readout = readout
      self.value = value
    }
  }
}
