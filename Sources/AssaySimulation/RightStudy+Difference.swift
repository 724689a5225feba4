// What a slip changed in the tables of a study, in words: for the list of what went wrong.

extension RightStudy {
  /// The first cells that differ from those of the right study.
  func difference(from right: RightStudy) -> String {
    let tables = [
      ("cultures", right.cultures, cultures), (right.measure.fileName, right.plate, plate),
      ("further", right.further ?? StudyTable(columns: [], rows: []), further ?? StudyTable(columns: [], rows: [])),
    ]
    let words = tables.compactMap { name, old, new in new.difference(from: old).map { "\(name): \($0)" } }
    return " | " + words.joined(separator: " | ")
  }
}

extension StudyTable {
  fileprivate func difference(from old: StudyTable) -> String? {
    let lost = old.columns.filter { !columns.contains($0) }
    if !lost.isEmpty { return "without \(lost.joined(separator: ", "))" }
    if rows.count != old.rows.count { return "\(old.rows.count) -> \(rows.count) rows" }
    var cells: [String] = []
    for (a, b) in zip(old.rows, rows) {
      for column in columns where a[column] != b[column] {
        cells.append("\(a["line_id"] ?? "") \(column) \(a[column] ?? "") -> \(b[column] ?? "")")
      }
    }
    return cells.isEmpty ? nil : "\(cells.count) cells, \(cells.prefix(3).joined(separator: "; "))"
  }
}
