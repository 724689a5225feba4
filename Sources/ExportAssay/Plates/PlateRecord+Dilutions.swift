// Samples whose dilution nothing says: they count as undiluted, which medium of a culture hardly ever is.

internal import Documents

extension PlateRecord {
  /// What is said of samples without a dilution, be they of a plate table or of an export with its map.
  var dilutionWarning: AssayWarning? {
    // An export is not to blame for samples that no map makes a dish of.
    let samples = wells.filter { $0.role == .unknown && (!format.takesPlateMap || $0.cellLine != nil) }
    let bare = samples.filter { !$0.isDilutionSaid }
    guard let first = bare.first else { return nil }
    guard bare.count == samples.count else {
      return AssayWarning(
        file: file, line: first.line,
        "plate \(name.quoted()): dilution_factor is empty in \(bare.count) of \(samples.count) wells of samples: taken as 1"
      )
    }
    // A plate without cell lines may well be of undiluted samples.
    guard samples.contains(where: { $0.cellLine != nil }) else { return nil }
    return AssayWarning(
      file: file, line: first.line,
      "plate \(name.quoted()): no sample has a dilution_factor, so all count as undiluted; write 1 where they are")
  }
}
