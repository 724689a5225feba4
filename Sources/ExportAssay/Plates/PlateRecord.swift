// The wells of one curve's plates with what an export says beside them.

/// What a file format is: the values by which the evaluation treats plates of one reader unlike those of another.
package struct PlateFormat: Sendable, Equatable {
  /// Its name in results and on pages.
  package let name: String
  /// What an input of this format is called in the list of inputs; the name unless set.
  package let inputKind: String
  /// Whether the export leaves cell lines, dishes and fractions to a plate map.
  package let takesPlateMap: Bool
  /// Whether the reader's software fits one mean a level rather than single wells, unless its numbers show otherwise.
  package let fitsLevelMeans: Bool

  /// A format.
  package init(name: String, inputKind: String? = nil, takesPlateMap: Bool = false, fitsLevelMeans: Bool = false) {
    self.name = name
    self.inputKind = inputKind ?? name
    self.takesPlateMap = takesPlateMap
    self.fitsLevelMeans = fitsLevelMeans
  }
}

/// A curve as printed in an export.
package struct PrintedCurve: Sendable {
  /// Its name.
  package let name: String
  /// The formula as printed.
  package let formula: String
  /// The parameters in the order printed, without R2 and F.
  package let parameters: [PrintedNumber]
}

/// A mean of several wells' concentrations that the vendor printed.
package struct PrintedMean: Sendable {
  /// Group and sample.
  package let label: String
  /// Its wells, as indices into the plate's wells.
  package let wells: [Int]
  /// Multiplied onto the mean (the dilution factor of an adjusted result; 1 otherwise).
  package let factor: Double
  /// Whether the concentration was read once, at the mean signal of the wells, and not averaged over them.
  package let isOfMeanSignal: Bool
  /// What was printed.
  package let printed: PrintedNumber
  /// The 1-based line.
  package let line: Int
}

/// One reading of all wells of a record.
package struct PlateReading: Sendable {
  /// Its name in the export (`450`, `Blank 450`, `450-620`); empty for the only one.
  package let name: String
  /// Signals in the order of the record's wells.
  package var signals: [WellSignal]
}

/// The wells of one curve's plates with what belongs to them.
package struct PlateRecord: Sendable {
  /// The file.
  package let file: String
  /// How it was written.
  package let format: PlateFormat
  /// The name of the plate, or of the plates together.
  package internal(set) var name: String
  /// Unit of concentration; empty when the file does not say.
  package internal(set) var unit: String
  /// What is measured; empty where it is not said.
  package internal(set) var analyte = ""
  /// All wells in the order of the file.
  package internal(set) var wells: [PlateWell]
  /// Other readings of the same wells that the reader's software may have used for the curve.
  package internal(set) var alternatives: [PlateReading] = []
  /// By plate: the line of its block, and the wells that the export reads and puts in no group, which a map may describe.
  var withoutGroup: [String: (line: Int, signals: [WellPosition: WellSignal])] = [:]
  /// Printed means.
  package internal(set) var printedMeans: [PrintedMean] = []
  /// The curve the export names, if it does.
  package internal(set) var printedCurve: PrintedCurve?
  /// Oddities.
  package internal(set) var warnings: [AssayWarning] = []

  /// The record with the file in the names of its plates.
  var namedByFile: PlateRecord {
    var copy = self
    copy.name = file + "/" + name
    for index in wells.indices { copy.wells[index].plate = file + "/" + wells[index].plate }
    return copy
  }

  /// Every reading of the wells: the alternatives, or the only one there is.
  var readings: [PlateReading] {
    alternatives.isEmpty ? [PlateReading(name: "", signals: wells.map(\.signal))] : alternatives
  }
}
