// A plate as it was read, whose wells a layout in the export or a plate map describes.

internal import TypeICollagen

/// A plate whose wells still have to be described.
package struct GridPlate: Sendable {
  /// One reading of the wells.
  struct Reading: Sendable {
    let name: String
    let isCalculated: Bool
    var signals: [WellPosition: (signal: WellSignal, line: Int)] = [:]
  }

  /// The file.
  package let file: String
  /// The software that wrote it.
  package let format: PlateFormat
  /// The plate's name in the file.
  package internal(set) var name: String
  /// The 1-based line of its first grid or list.
  let line: Int
  /// What was measured, in the order of the file.
  var readings: [Reading] = []
  /// What the export says of the wells.
  var contents: [WellPosition: WellContents] = [:]

  init(file: String, format: PlateFormat, name: String, line: Int) {
    self.file = file
    self.format = format
    self.name = name
    self.line = line
  }
}
