// What a tidy plate table says more than once: the labels of a sample's replicates, and the plate its wells lie on.

internal import Documents

/// Collects the labels of the rows and finds contradictions.
struct TidyPlateLabels {
  /// What one sample is, from its first row.
  private struct Subject {
    let line: Int
    let cells: [String: String]
  }

  private var subjects: [String: Subject] = [:]
  private var replicates: [String: Int] = [:]
  /// Replicate numbers by plate and sample.
  private var numbers: [String: [String: [Int]]] = [:]

  /// Columns that belong to the sample and not to the well.
  private static let shared = ["nominal_conc", "line_id", "bio_rep", "batch", "fraction"]

  /// Checks a row against the earlier ones of its plate.
  ///
  /// - Throws: `inconsistent` where a sample has another concentration, line, dish or fraction than in an earlier row, or
  ///   where one of its replicates occurs twice.
  mutating func check(_ reader: RowReader, plate: String) throws(InputFaults) {
    guard let sample = reader.text("sample_id"), let role = reader.text("role") else { return }
    let key = [plate, role, sample].joined(separator: "\t")
    var cells: [String: String] = [:]
    for column in Self.shared where !(column == "nominal_conc" && role == "spike") {
      let cell = reader.text(column) ?? ""
      cells[column] = column == "fraction" ? cell.lowercased() : cell
    }
    if let first = subjects[key] {
      for column in Self.shared {
        guard let old = first.cells[column], let new = cells[column], !Self.isSame(old, new) else { continue }
        throw reader.error(
          .inconsistent, column,
          "sample \(sample.quoted()) has \(column) \(new.quoted()) here and \(old.quoted()) in line \(first.line)")
      }
    } else {
      subjects[key] = Subject(line: reader.row.line, cells: cells)
    }
    guard let number = try reader.integer("tech_rep") else { return }
    let dilution = reader.text("dilution_factor") ?? ""
    let subject = role + "\t" + sample + "\t" + dilution
    if let line = replicates.updateValue(reader.row.line, forKey: key + "\t" + dilution + "\t" + String(number)) {
      throw reader.error(
        .inconsistent, "tech_rep", "replicate \(number) of \(sample.quoted()) already stands in line \(line)")
    }
    numbers[plate, default: [:]][subject, default: []].append(number)
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let x = NumberText.parse(a), let y = NumberText.parse(b) else { return false }
    return x == y
  }

  /// One or two wells beyond the 8 x 12 plate on which all others lie are misspelt.
  func checkPositions(_ wells: [PlateWell], _ table: NamedTable) throws(InputFaults) {
    for name in Set(wells.map(\.plate)).sorted() {
      let own = wells.filter { $0.plate == name }
      let outside = own.filter { $0.position.row > 7 || $0.position.column > 11 }
      guard let first = outside.first, outside.count <= 2, own.count - outside.count >= 24 else { continue }
      throw InputFaults(
        .badWell, file: table.file, line: first.line, column: table.index("well").map { $0 + 1 },
        well: first.position.description,
        "the well is beyond the 8 x 12 plate that the other \(own.count - outside.count) wells lie on")
    }
  }

  /// Replicates that are missing from a numbering that starts at 1.
  func warnings(plate: String, file: String) -> [AssayWarning] {
    guard let subjects = numbers[plate] else { return [] }
    var missing: [String] = []
    for (subject, found) in subjects.sorted(by: { $0.key < $1.key }) {
      guard let most = found.max(), most <= 96, most != found.count else { continue }
      let parts = subject.split(separator: "\t", omittingEmptySubsequences: false)
      let absent = (1...Swift.max(most, 1)).filter { !found.contains($0) }
      guard let first = absent.first, parts.count > 1 else { continue }
      missing.append("replicate \(first) of \(parts[1])")
    }
    guard let first = missing.first else { return [] }
    let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
    return [AssayWarning(file: file, "plate \(plate.quoted()): \(first)\(more) not in the table")]
  }
}
