// Slips in any cell, row or column of any table of a study, drawn at random.

package import Numerics

/// A slip that may fall on any table.
package enum CellMutation: String, CaseIterable, Sendable {
  case cellEmptied, cellOfOtherRow, cellTenfold, cellTenth, cellThousandfold, cellThousandth, cellDoubled, cellHalved
  case columnEmptied, columnRemoved, columnsExchanged, columnShifted, columnThousandfold, columnDoubledInCases
  case rowRemoved, rowDoubled, lineOfRowOther, bioRepOfRowOther, batchOfRowOther, fractionOfRowOther, roleOfRowOther

  /// Columns that no figure comes from.
  private static let idle: Set<String> = ["passage", "tech_rep", "sample_id"]
  /// Columns of what was measured.
  private static let measured: Set<String> = ["amount", "signal", "volume", "counts"]

  /// Changes a study; `false` where the study has nothing for this slip.
  package func apply(to study: inout RightStudy, _ random: inout RandomSource) -> Bool {
    let cases = study.caseLines
    if let further = study.further, random.below(3) == 0 {
      var table = further
      guard change(&table, cases, &random) else { return false }
      study.further = table
      return true
    }
    return random.below(2) == 0 ? change(&study.cultures, cases, &random) : change(&study.plate, cases, &random)
  }

  private func change(_ table: inout StudyTable, _ cases: [String], _ random: inout RandomSource) -> Bool {
    let columns = table.columns.filter { !Self.idle.contains($0) }
    let column = columns[random.below(columns.count)]
    let numeric = columns.filter { name in name != "bio_rep" && table.rows.contains { Double($0[name] ?? "") != nil } }
    let quantity = numeric.isEmpty ? column : numeric[random.below(numeric.count)]
    let row = random.below(table.rows.count)
    func times(_ factor: Double) -> Bool {
      let filled = table.rows.indices.filter { Double(table.rows[$0][quantity] ?? "") != nil }
      guard !filled.isEmpty, let value = Double(table.rows[filled[row % filled.count]][quantity] ?? "") else {
        return false
      }
      table.rows[filled[row % filled.count]][quantity] = number(value * factor)
      return true
    }
    switch self {
    case .cellEmptied: table.rows[row][column] = ""
    case .cellOfOtherRow: table.rows[row][column] = table.rows[random.below(table.rows.count)][column]
    case .cellTenfold: return times(10)
    case .cellTenth: return times(0.1)
    case .cellThousandfold: return times(1000)
    case .cellThousandth: return times(0.001)
    case .cellDoubled: return times(2)
    case .cellHalved: return times(0.5)
    case .columnEmptied: for index in table.rows.indices { table.rows[index][column] = "" }
    case .columnRemoved: table.columns.removeAll { $0 == column }
    case .columnsExchanged:
      let other = columns[random.below(columns.count)]
      for index in table.rows.indices {
        (table.rows[index][column], table.rows[index][other]) = (table.rows[index][other], table.rows[index][column])
      }
    case .columnShifted:
      let cells = table.rows.map { $0[column] }
      for index in table.rows.indices { table.rows[index][column] = cells[(index + 1) % cells.count] }
    case .columnThousandfold:
      // The scale of everything alike is ``UnseenMutation``.
      guard quantity == "signal" || !Self.measured.contains(quantity), quantity != "nominal_conc" else { return false }
      for index in table.rows.indices {
        if let value = Double(table.rows[index][quantity] ?? "") { table.rows[index][quantity] = number(1000 * value) }
      }
    case .columnDoubledInCases:
      // What was measured of a line alone has nothing beside it.
      guard !Self.measured.contains(quantity) else { return false }
      for index in table.rows.indices where cases.contains(table.rows[index]["line_id"] ?? "") {
        if let value = Double(table.rows[index][quantity] ?? "") { table.rows[index][quantity] = number(2.5 * value) }
      }
    case .rowRemoved: table.rows.remove(at: row)
    case .rowDoubled: table.rows.append(table.rows[row])
    case .lineOfRowOther: return other("line_id", row, &table, &random)
    case .bioRepOfRowOther: return other("bio_rep", row, &table, &random)
    case .batchOfRowOther: return other("batch", row, &table, &random)
    case .fractionOfRowOther: return other("fraction", row, &table, &random)
    case .roleOfRowOther: return other("role", row, &table, &random)
    }
    return true
  }

  /// Another word of the column in a row that has one.
  private func other(
    _ column: String, _ row: Int, _ table: inout StudyTable, _ random: inout RandomSource
  ) -> Bool {
    let filled = table.rows.indices.filter { table.rows[$0][column]?.isEmpty == false }
    guard table.columns.contains(column), !filled.isEmpty else { return false }
    let index = filled[row % filled.count]
    let words = Set(table.rows.compactMap { $0[column] }).subtracting(["", table.rows[index][column] ?? ""]).sorted()
    guard !words.isEmpty else { return false }
    table.rows[index][column] = words[random.below(words.count)]
    return true
  }
}
