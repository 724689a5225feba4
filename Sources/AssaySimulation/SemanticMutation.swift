// Slips of meaning in right tables: a wrong unit, role, column, batch or label, a missing cell.

package import Numerics

/// A slip that leaves a table readable.
package enum SemanticMutation: String, CaseIterable, Sendable {
  case unitOfOnePlate, unitOfSomeWells, standardsOfOnePlateInOtherUnit
  case mediumInMicrolitres, cellLayerInMicrolitres, oneVolumeInMicrolitres, volumesExchanged, oneDishVolumesExchanged
  case normalizerCellMissing, normalizerOfOneDishInOtherUnit, normalizerOfCaseInOtherUnit, cellsAbsolute
  case normalizersExchanged, hoursInMinutes, hoursOfOneDishInMinutes, hoursMissing, volumeMissing
  case batchColumnLost, batchOfWellsWrong
  case dilutionInverted, dilutionsInverted, dilutionMissing, dilutionsOfCaseMissing, dilutionTenfold
  case controlsNotConfluent, controlsWithoutAscorbate, caseNotConfluent
  case fractionsOfOneDishExchanged, fractionsOfCaseExchanged, fractionsExchanged
  case standardAsUnknown, unknownAsBlank, standardsShuffled, standardsReversed, standardsFlat, blankAsUnknown
  case otherAnalyte, wellsOfCaseLost, cultureOfCaseLost, oneDishLost, nominalAndSignalExchanged
  case repsExchanged, signalOfOneWellTenfold, controlsLost, roleOfControlIsCase, roleOfControlIsQC
  case bioRepOfWellWrong, lineOfWellWrong, casesWithTheControlsVolume

  /// Changes a study; `false` where the study has nothing for this slip.
  package func apply(to study: inout RightStudy, _ random: inout RandomSource) -> Bool {
    let place = SlipPlace(study, &random)
    return changeUnits(&study, place) ?? changeCultures(&study, place) ?? changeWells(&study, place, &random)
      ?? changeLabels(&study, place, &random) ?? false
  }

  /// A unit, volume or dilution; `nil` for other slips.
  private func changeUnits(_ study: inout RightStudy, _ place: SlipPlace) -> Bool? {
    switch self {
    case .unitOfOnePlate:
      guard place.plates.count > 1, study.plate.columns.contains("unit") else { return false }
      study.plate.edit("unit", where: { $0["plate_id"] == place.plates[0] }) { $0 == "ng/mL" ? "pg/mL" : "mg/mL" }
    case .unitOfSomeWells:
      guard study.plate.columns.contains("unit") else { return false }
      study.plate.edit("unit", where: { place.isDish($0) }) { $0 == "ng/mL" ? "pg/mL" : "mg/mL" }
    case .standardsOfOnePlateInOtherUnit:
      guard place.plates.count > 1 else { return false }
      study.plate.edit("nominal_conc", where: { $0["plate_id"] == place.plates[0] }, times: 1000)
    case .mediumInMicrolitres: study.cultures.edit("medium_ml", where: place.everywhere, times: 1000)
    case .cellLayerInMicrolitres: study.cultures.edit("cell_layer_ml", where: place.everywhere, times: 1000)
    case .oneVolumeInMicrolitres: study.cultures.edit("medium_ml", where: place.isDish, times: 1000)
    case .volumesExchanged: study.cultures.exchange("medium_ml", "cell_layer_ml", where: place.isCase)
    case .oneDishVolumesExchanged: study.cultures.exchange("medium_ml", "cell_layer_ml", where: place.isDish)
    case .casesWithTheControlsVolume: study.cultures.edit("medium_ml", where: place.isCase, times: 4)
    case .normalizerOfOneDishInOtherUnit: study.cultures.edit(place.normalizer, where: place.isDish, times: 1000)
    case .normalizerOfCaseInOtherUnit: study.cultures.edit(place.normalizer, where: place.isCase, times: 1000)
    case .cellsAbsolute:
      guard study.cultures.columns.contains("cells_x1e5") else { return false }
      study.cultures.edit("cells_x1e5", where: place.everywhere, times: 1e5)
    case .hoursInMinutes: study.cultures.edit("label_hours", where: place.everywhere, times: 60)
    case .hoursOfOneDishInMinutes: study.cultures.edit("label_hours", where: place.isDish, times: 60)
    case .dilutionInverted: study.plate.edit("dilution_factor", where: place.isDish) { number(1 / (Double($0) ?? 1)) }
    case .dilutionsInverted:
      study.plate.edit("dilution_factor", where: place.isUnknown) { number(1 / (Double($0) ?? 1)) }
    case .dilutionMissing: study.plate.edit("dilution_factor", where: place.isDish) { _ in "" }
    case .dilutionsOfCaseMissing: study.plate.edit("dilution_factor", where: place.isCase) { _ in "" }
    case .dilutionTenfold:
      study.plate.edit("dilution_factor", where: { place.isDish($0) && $0["fraction"] == "medium" }, times: 10)
    default: return nil
    }
    return true
  }

  /// Cells, dishes and lines that are missing, unsound or of another batch; `nil` for other slips.
  private func changeCultures(_ study: inout RightStudy, _ place: SlipPlace) -> Bool? {
    switch self {
    case .normalizerCellMissing: study.cultures.edit(place.normalizer, where: place.isDish) { _ in "" }
    case .normalizersExchanged:
      guard study.cultures.columns.contains("dna_ug"), study.cultures.columns.contains("protein_ug") else {
        return false
      }
      study.cultures.exchange("dna_ug", "protein_ug", where: place.isDish)
    case .hoursMissing: study.cultures.edit("label_hours", where: place.isDish) { _ in "" }
    case .volumeMissing: study.cultures.edit("medium_ml", where: place.isDish) { _ in "" }
    case .batchColumnLost:
      guard study.plate.columns.contains("batch") else { return false }
      study.cultures.edit("bio_rep", where: place.everywhere) { _ in "1" }
      study.plate.columns.removeAll { $0 == "batch" }
    case .batchOfWellsWrong:
      guard study.plate.columns.contains("batch") else { return false }
      study.plate.edit("batch", where: place.isDish) { $0 == "B1" ? "B2" : "B1" }
    case .controlsNotConfluent, .controlsWithoutAscorbate, .caseNotConfluent:
      let column = self == .controlsWithoutAscorbate ? "ascorbate_ug_ml" : "confluent_days"
      study.cultures.edit(column, where: self == .caseNotConfluent ? place.isCase : place.isControl) { _ in "0" }
    case .wellsOfCaseLost: study.plate.rows.removeAll(where: place.isCase)
    case .cultureOfCaseLost: study.cultures.rows.removeAll(where: place.isCase)
    case .oneDishLost: study.plate.rows.removeAll(where: place.isDish)
    case .controlsLost:
      let cases = study.caseLines
      study.plate.rows.removeAll { place.isUnknown($0) && !cases.contains($0["line_id"] ?? "") }
    default: return nil
    }
    return true
  }

  /// What wells hold and read; `nil` for other slips.
  private func changeWells(_ study: inout RightStudy, _ place: SlipPlace, _ random: inout RandomSource) -> Bool? {
    switch self {
    case .standardAsUnknown: study.plate.rows[place.standards[random.below(place.standards.count)]]["role"] = "unknown"
    case .unknownAsBlank: study.plate.rows[place.well]["role"] = "blank"
    case .blankAsUnknown: study.plate.edit("role", where: { $0["role"] == "blank" }) { _ in "unknown" }
    case .standardsShuffled:
      var signals = place.standards.map { study.plate.rows[$0]["signal"] ?? "" }
      signals.shuffle(using: &random)
      for (k, index) in place.standards.enumerated() { study.plate.rows[index]["signal"] = signals[k] }
    case .standardsReversed:
      let signals = place.standards.map { study.plate.rows[$0]["signal"] ?? "" }
      for (k, index) in place.standards.enumerated() {
        study.plate.rows[index]["signal"] = signals[place.standards.count - 1 - k]
      }
    case .standardsFlat:
      for index in place.standards { study.plate.rows[index]["signal"] = number(1 + 0.01 * random.normal()) }
    case .otherAnalyte:
      study.plate.columns.append("analyte")
      study.plate.edit("analyte", where: place.everywhere) { _ in "PICP" }
      study.plate.edit("analyte", where: { place.isDish($0) }) { _ in "P1NP" }
    case .nominalAndSignalExchanged: study.plate.exchange("nominal_conc", "signal", where: { $0["role"] == "standard" })
    case .signalOfOneWellTenfold:
      study.plate.rows[place.well]["signal"] = number(10 * (Double(study.plate.rows[place.well]["signal"] ?? "") ?? 0))
    default: return nil
    }
    return true
  }

  /// Labels of dishes, fractions and roles; `nil` for other slips.
  private func changeLabels(_ study: inout RightStudy, _ place: SlipPlace, _ random: inout RandomSource) -> Bool? {
    switch self {
    case .fractionsOfOneDishExchanged, .fractionsOfCaseExchanged, .fractionsExchanged:
      let isMine =
        self == .fractionsOfOneDishExchanged
        ? place.isDish : self == .fractionsOfCaseExchanged ? place.isCase : place.isUnknown
      study.plate.edit("fraction", where: isMine) { $0 == "medium" ? "cell_layer" : $0 == "cell_layer" ? "medium" : $0 }
    case .repsExchanged: study.plate.exchange("bio_rep", "tech_rep", where: place.isUnknown)
    case .roleOfControlIsCase, .roleOfControlIsQC:
      let controls = Set(study.cultures.rows.filter(place.isControl).compactMap { $0["line_id"] }).sorted()
      let one = controls[random.below(controls.count)]
      study.cultures.edit("role", where: { $0["line_id"] == one }) { _ in
        self == .roleOfControlIsCase ? "case" : "qc"
      }
    case .bioRepOfWellWrong: study.plate.rows[place.well]["bio_rep"] = "9"
    case .lineOfWellWrong: study.plate.rows[place.well]["line_id"] = "C1"
    default: return nil
    }
    return true
  }
}

/// Where a slip falls: a case, a dish, a well, drawn once.
private struct SlipPlace {
  let aCase: String
  let line: String
  let rep: String
  let normalizer: String
  let plates: [String]
  let standards: [Int]
  let well: Int

  init(_ study: RightStudy, _ random: inout RandomSource) {
    aCase = study.caseLines[random.below(study.caseLines.count)]
    let culture = random.below(study.cultures.rows.count)
    line = study.cultures.rows[culture]["line_id"] ?? ""
    rep = study.cultures.rows[culture]["bio_rep"] ?? ""
    normalizer = study.cultures.columns.last ?? ""
    plates = Set(study.plate.rows.compactMap { $0["plate_id"] }).sorted()
    let wells = study.plate.rows.indices.filter { study.plate.rows[$0]["role"] == "unknown" }
    well = wells[random.below(wells.count)]
    standards = study.plate.rows.indices.filter { study.plate.rows[$0]["role"] == "standard" }
  }

  func isCase(_ row: [String: String]) -> Bool { row["line_id"] == aCase }
  func isUnknown(_ row: [String: String]) -> Bool { row["role"] == "unknown" }
  func isDish(_ row: [String: String]) -> Bool { row["line_id"] == line && row["bio_rep"] == rep }
  func isControl(_ row: [String: String]) -> Bool { row["role"] == "control" }
  func everywhere(_ row: [String: String]) -> Bool { true }
}

extension StudyTable {
  mutating func edit(_ column: String, where isMine: ([String: String]) -> Bool, _ change: (String) -> String) {
    for index in rows.indices where isMine(rows[index]) { rows[index][column] = change(rows[index][column] ?? "") }
  }

  mutating func edit(_ column: String, where isMine: ([String: String]) -> Bool, times factor: Double) {
    edit(column, where: isMine) { text in Double(text).map { number($0 * factor) } ?? text }
  }

  mutating func exchange(_ a: String, _ b: String, where isMine: ([String: String]) -> Bool) {
    for index in rows.indices where isMine(rows[index]) { swap(&rows[index], a, b) }
  }

  private func swap(_ row: inout [String: String], _ a: String, _ b: String) {
    let first = row[a]
    row[a] = row[b]
    row[b] = first
  }
}
