// What stands in the wells of a plate reader's export: the plate table without its signals, such as a layout made here.

internal import Documents
internal import TypeICollagen

/// The contents of one well.
package struct PlateMapEntry: Sendable {
  /// The plate's name in the export.
  package let plate: String
  /// The place.
  package let position: WellPosition
  /// The line.
  package let line: String?
  /// The dish.
  package let bioRep: Int?
  /// Medium or cell layer.
  package let fraction: Fraction?
  /// The dilution; `nil` to keep that of the export.
  package let dilution: Double?
  /// The run in which the dish was grown.
  package let batch: String
  /// The line of the file.
  package let fileLine: Int

  static func read(_ table: NamedTable) throws(InputFaults) -> [PlateMapEntry] {
    try table.check(as: .plateMap, required: ["plate_id", "well"])
    var result: [PlateMapEntry] = []
    var seen: Set<String> = []
    for row in table.rows {
      var reader = RowReader(table, row)
      let (plate, position) = try reader.placeOfWell()
      guard seen.insert(plate + "\t" + position.description).inserted else {
        throw reader.error(.duplicateWell, "well", "the well stands twice", remedy: "keep one of the two rows")
      }
      result.append(
        PlateMapEntry(
          plate: plate, position: position, line: reader.text("line_id"), bioRep: try reader.integer("bio_rep"),
          fraction: try reader.choice("fraction", Fraction.self),
          dilution: reader.text("dilution_factor") == nil ? nil : try TidyPlateReader.dilution(reader),
          batch: reader.text("batch") ?? "",
          fileLine: row.line))
    }
    return result
  }
}

extension RowReader {
  /// The plate and the place of the row's well, which messages then name.
  mutating func placeOfWell() throws(InputFaults) -> (plate: String, position: WellPosition) {
    let plate = try requiredText("plate_id")
    let name = try requiredText("well")
    guard let position = WellPosition(name) else {
      throw error(.badWell, "well", "\(name.quoted()) is not a well", remedy: "write a letter and a number, such as B7")
    }
    well = position.description
    return (plate, position)
  }
}

extension PlateRecord {
  /// The record with lines, dishes and fractions from a map; wells the map does not name stay as they are.
  func labelled(by map: [PlateMapEntry]) -> PlateRecord {
    guard !map.isEmpty, format.takesPlateMap else { return self }
    let names = Set(map.map(\.plate))
    let single = names.count == 1 && Set(wells.map(\.plate)).count == 1
    var copy = self
    copy.wells = wells.map { well in
      guard well.role == .unknown,
        let entry = map.first(where: { $0.position == well.position && ($0.plate == well.plate || single) }),
        let line = entry.line
      else { return well }
      var well = well
      well.cellLine = line
      well.bioRep = entry.bioRep
      well.fraction = entry.fraction
      well.batch = entry.batch
      well.dilution = entry.dilution ?? well.dilution
      return well
    }
    return copy
  }
}
