// The plates of a SoftMax Pro export whose wells stand in no group: a plate map describes them.

internal import Documents

extension SoftMaxExport {
  /// The plates of an export without groups.
  ///
  /// - Throws: why a plate cannot be read.
  func grids(_ format: PlateFormat) throws(InputFaults) -> [GridPlate] {
    var result: [GridPlate] = []
    for plate in plates {
      if let fault = plate.refusal ?? plate.doubt { throw fault }
      guard !plate.readings.isEmpty else { continue }
      var grid = GridPlate(file: file, format: format, name: plate.name, line: plate.line)
      // Without readings at the wavelengths, what the software made of them is all there is.
      let isReducedOnly = !plate.readings.contains { plate.waves.contains($0.name) }
      grid.readings = plate.readings.map { reading in
        GridPlate.Reading(
          name: reading.name, isCalculated: !isReducedOnly && !plate.waves.contains(reading.name),
          signals: reading.signals.mapValues { ($0, plate.line) })
      }
      result.append(grid)
    }
    return result
  }
}

extension SoftMaxAssembly {
  /// The wells that no group names, by plate, as the reading has them that the groups are computed from. They are on the curve
  /// of their plate where it has only one.
  func withoutGroup(
    _ standard: Int, _ plates: [[Int]], _ readings: [String?]
  ) -> [String: (line: Int, signals: [WellPosition: WellSignal])] {
    let curves = layouts.indices.filter { layouts[$0].isStandard }
    var result: [String: (line: Int, signals: [WellPosition: WellSignal])] = [:]
    for plate in Set(plates[standard]) where curves.count(where: { plates[$0].contains(plate) }) == 1 {
      let own = export.plates[plate]
      guard let name = readings[plate], var rest = own.readings.first(where: { $0.name == name })?.signals else {
        continue
      }
      for (k, layout) in layouts.enumerated() {
        for (r, row) in layout.group.rows.enumerated() where plates[k][r] == plate {
          if let position = WellPosition(row.cells[layout.wells]) { rest[position] = nil }
        }
      }
      result[own.name] = (own.line, rest)
    }
    return result
  }
}
