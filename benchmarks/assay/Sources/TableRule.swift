// What a valid plate table is, written without the readers: a damaged table that obeys it is another table, and no reader
// can tell it from the first.

import Foundation

enum TableRule {
  /// Columns of a plate table in any order; the same number of cells in every row; wells of an 8 x 12 plate, each once a
  /// plate; numbers where numbers belong; one level, line, dish and fraction a sample; each replicate once.
  static func isValidPlate(_ text: String) -> Bool {
    var lines = text.replacingOccurrences(of: "\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map(String.init)
    while let first = lines.first, first.hasPrefix("#") || first.isEmpty { lines.removeFirst() }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    guard let head = lines.first, !text.contains("\"") else { return false }
    let names = head.components(separatedBy: ",")
    let known: Set<String> = [
      "plate_id", "well", "role", "sample_id", "line_id", "bio_rep", "tech_rep", "fraction", "nominal_conc",
      "dilution_factor", "signal", "signal_ref", "include", "note",
    ]
    guard Set(names).count == names.count, known.isSuperset(of: names),
      Set(names).isSuperset(of: ["plate_id", "well", "role", "signal"])
    else { return false }
    var wells: Set<String> = []
    var subjects: [String: [String]] = [:]
    var replicates: Set<String> = []
    for line in lines.dropFirst() {
      let cells = line.components(separatedBy: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == names.count else { return false }
      let row = Dictionary(uniqueKeysWithValues: zip(names, cells))
      guard isValidRow(row), let plate = row["plate_id"], let well = row["well"], let role = row["role"],
        wells.insert(plate + " " + well).inserted
      else { return false }
      let key = [plate, role, row["sample_id"] ?? ""].joined(separator: " ")
      let facts = ["nominal_conc", "line_id", "bio_rep", "fraction"].map { row[$0] ?? "" }
      guard row["sample_id"]?.isEmpty ?? true || subjects.updateValue(facts, forKey: key) ?? facts == facts else {
        return false
      }
      if let number = row["tech_rep"], !number.isEmpty, row["sample_id"]?.isEmpty == false {
        guard replicates.insert(key + " " + (row["dilution_factor"] ?? "") + " " + number).inserted else {
          return false
        }
      }
    }
    return true
  }

  private static func isValidRow(_ row: [String: String]) -> Bool {
    func matches(_ text: String?, _ pattern: String) -> Bool {
      (text ?? "").range(of: "^(" + pattern + ")$", options: .regularExpression) != nil
    }
    let number = "[+-]?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?|[+-]?[0-9]+\\."
    let token = "Masked|OVRFLW|Range\\?|NaN|NA|\\.|MISSED|OUT"
    return matches(row["plate_id"], ".+") && matches(row["well"], "[A-Ha-h](0?[1-9]|1[0-2])")
      && matches(row["role"], "standard|blank|qc|unknown|spike") && matches(row["signal"], number + "|" + token)
      && matches(row["signal_ref"], number + "|" + token + "|")
      && ["nominal_conc", "dilution_factor"].allSatisfy { matches(row[$0], number + "||NA|\\.") }
      && ["bio_rep", "tech_rep"].allSatisfy { matches(row[$0], "[0-9]+|" + number + "||NA|\\.") }
      && matches(row["fraction"], "medium|cell_layer|degraded||NA|\\.")
      && matches(row["include"], "0|1|true|false|TRUE|FALSE|yes|no||NA|\\.")
      && !(row["role"] == "standard" && (row["nominal_conc"] ?? "").isEmpty)
  }
}
