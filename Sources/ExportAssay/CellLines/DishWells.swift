// The wells of each culture dish, found by line, number and batch over all plates, with the units that their plates have.

internal import Documents
import Numerics

/// The wells of samples by culture dish. Only one analyte is read as collagen; plates are converted into one unit.
struct DishWells {
  /// The wells of one dish on one plate.
  struct Group {
    /// Index of the plate.
    let plate: Int
    /// The wells.
    var wells: [WellResult]
    /// ln of what their concentrations are multiplied by to be in the unit of all.
    let logFactor: Double
  }

  private struct Key: Hashable {
    let line: String
    let bioRep: Int
  }

  private var groups: [Key: [Group]] = [:]

  /// The unit that all concentrations are converted into; empty without wells.
  private(set) var unit = ""
  /// What the wells measure; empty where it is not said.
  private(set) var analyte = ""
  /// Whether any well names a cell line.
  private(set) var namesLines = false
  /// Whether the wells of any line measure type I collagen.
  private(set) var measuresTypeOne = false

  /// Sorts the wells.
  ///
  /// - Throws: where a dish number stands in two batches and the wells do not say which; units that cannot be converted.
  init(
    _ cultures: [CultureDish], _ plates: [PlateEvaluation], _ warnings: inout [AssayWarning]
  ) throws(InputFaults) {
    let labelled = plates.indices.filter { index in plates[index].wells.contains { $0.isOfDish } }
    namesLines = !labelled.isEmpty
    guard let first = labelled.first else { return }
    let used = Self.ofOneAnalyte(labelled, plates, &warnings)
    measuresTypeOne = !used.isEmpty
    unit = used.first.map { plates[$0].record.unit } ?? ""
    analyte = used.first.map { plates[$0].record.analyte } ?? ""
    for index in used {
      let factor = try Self.factor(plates[index].record, plates[used[0]].record)
      for well in plates[index].wells where well.isOfDish {
        let key = Key(line: well.well.cellLine ?? "", bioRep: well.well.bioRep ?? 1)
        var own = groups.removeValue(forKey: key) ?? []
        if own.last?.plate != index {
          own.append(Group(plate: index, wells: [], logFactor: Elementary.log(factor)))
        }
        own[own.count - 1].wells.append(well)
        groups[key] = own
      }
    }
    try checkBatches(cultures, plates)
    warnings += cultures.isEmpty ? Self.withoutCultures(plates[first].record) : unlisted(cultures, plates)
    warnings += labelled.compactMap { Self.nameless(plates[$0]) }
  }

  /// The wells of a dish, one group a plate.
  func of(_ culture: CultureDish) -> [Group] {
    (groups[Key(line: culture.line, bioRep: culture.bioRep)] ?? []).compactMap { group in
      var own = group
      own.wells = group.wells.filter { Self.isSame($0.well.batch, culture.batch) }
      return own.wells.isEmpty ? nil : own
    }
  }

  /// A batch that is not named may be any.
  private static func isSame(_ a: String, _ b: String) -> Bool { a.isEmpty || b.isEmpty || a == b }

  /// The plates of the analyte that the first of them measures, one of type I collagen before others; the others are said.
  private static func ofOneAnalyte(
    _ all: [Int], _ plates: [PlateEvaluation], _ warnings: inout [AssayWarning]
  ) -> [Int] {
    let labelled = all.filter { CollagenAnalyte(plates[$0].record.analyte).kind != .other }
    warnings += notOfTypeOne(all.filter { !labelled.contains($0) }.map { plates[$0].record })
    var names: [String] = []
    for index in labelled where !names.contains(plates[index].record.analyte) {
      names.append(plates[index].record.analyte)
    }
    let first =
      names.first { CollagenAnalyte($0).kind == .typeOne } ?? names.first { !$0.isEmpty } ?? names.first ?? ""
    if let doubt = CollagenAnalyte(first).doubt {
      warnings.append(AssayWarning(file: plates[labelled[0]].record.file, doubt))
    }
    guard names.count > 1 else { return labelled }
    let others = names.filter { $0 != first }.map { $0.isEmpty ? "no named analyte" : $0.quoted() }
    warnings.append(
      AssayWarning(
        file: plates[labelled[0]].record.file,
        "cell lines are read from \(first.quoted()) alone; wells of \(others.joined(separator: ", ")) are given by well"
      ))
    return labelled.filter { plates[$0].record.analyte == first }
  }

  /// What is said of plates of other collagens and proteins.
  private static func notOfTypeOne(_ records: [PlateRecord]) -> [AssayWarning] {
    var seen: Set<String> = []
    return records.filter { seen.insert($0.analyte).inserted }.map { record in
      AssayWarning(
        file: record.file, line: record.wells.first?.line,
        "\(record.analyte.quoted()) is no measure of type I collagen: its concentrations are given by well, and nothing of cell lines is computed from them"
      )
    }
  }

  private static func factor(
    _ record: PlateRecord, _ first: PlateRecord
  ) throws(InputFaults) -> Double {
    guard record.unit != first.unit else { return 1 }
    guard let factor = ConcentrationUnit(record.unit).factor(to: ConcentrationUnit(first.unit)) else {
      throw InputFaults(
        .inconsistent, file: record.file, line: record.wells.first?.line,
        "plate \(record.name.quoted()) is in \(record.unit.isEmpty ? "no unit" : record.unit.quoted()), plate \(first.name.quoted()) in \(first.unit.isEmpty ? "none" : first.unit.quoted()): give both a unit of mass in volume, or evaluate them apart"
      )
    }
    return factor
  }

  /// Refuses wells that may be of either of two dishes.
  private func checkBatches(_ cultures: [CultureDish], _ plates: [PlateEvaluation]) throws(InputFaults) {
    var seen: [Key: CultureDish] = [:]
    for dish in cultures {
      let key = Key(line: dish.line, bioRep: dish.bioRep)
      guard let other = seen.updateValue(dish, forKey: key) else { continue }
      for group in groups[key] ?? [] {
        guard
          let well = group.wells.first(where: {
            Self.isSame($0.well.batch, dish.batch) && Self.isSame($0.well.batch, other.batch)
          })
        else { continue }
        throw InputFaults(
          .inconsistent, file: plates[group.plate].record.file, line: well.well.line,
          "dish \(dish.bioRep) of line \(dish.line.quoted()) stands in two batches of the cultures and the well does not say which: add the column batch to the plate, or number the dishes through"
        )
      }
    }
  }

  /// Said where plates name lines but no table of cultures is given.
  private static func withoutCultures(_ record: PlateRecord) -> [AssayWarning] {
    [
      AssayWarning(
        file: record.file,
        "no cultures table: concentrations are given, but nothing per dish or line (it tells volumes, hours and roles)"
      )
    ]
  }

  /// Wells of samples that name no cell line, on a plate where others do: they are part of no dish.
  private static func nameless(_ plate: PlateEvaluation) -> AssayWarning? {
    let wells = plate.wells.map(\.well).filter { $0.role == .unknown && $0.cellLine == nil && $0.isIncluded }
    guard let first = wells.first else { return nil }
    return AssayWarning(
      file: plate.record.file, line: first.line,
      "plate \(first.plate.quoted()): \(wells.count) wells of samples name no cell line, the first is \(first.position): they are part of no dish"
    )
  }

  /// Dishes on plates that are not in the table of cultures.
  private func unlisted(_ cultures: [CultureDish], _ plates: [PlateEvaluation]) -> [AssayWarning] {
    let listed = Dictionary(grouping: cultures) { Key(line: $0.line, bioRep: $0.bioRep) }
    var seen: Set<[String]> = []
    var warnings: [(plate: Int, warning: AssayWarning)] = []
    for (key, own) in groups {
      for group in own {
        for well in group.wells.map(\.well)
        where listed[key]?.contains(where: { Self.isSame($0.batch, well.batch) }) != true {
          guard seen.insert([key.line, String(key.bioRep), well.batch]).inserted else { continue }
          let batch = well.batch.isEmpty ? "" : ", batch \(well.batch.quoted())"
          let words =
            "line \(key.line.quoted()), dish \(key.bioRep)\(batch) is on the plate but not in the cultures table"
          warnings.append(
            (group.plate, AssayWarning(file: plates[group.plate].record.file, line: well.line, words)))
        }
      }
    }
    return warnings.sorted { ($0.plate, $0.warning.line ?? 0) < ($1.plate, $1.warning.line ?? 0) }.map(\.warning)
  }
}

extension WellResult {
  /// Whether the well holds a sample of a cell line.
  fileprivate var isOfDish: Bool { well.role == .unknown && well.cellLine != nil }
}
