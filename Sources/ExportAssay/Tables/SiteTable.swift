// Sites of modification by mass spectrometry: how much of a residue carries a modification.

internal import Documents
package import TypeICollagen

/// A modification of a residue.
package enum SiteModification: String, Sendable, CaseIterable {
  case hydroxylysine
  case galactosylHydroxylysine = "galactosyl_hydroxylysine"
  case glucosylgalactosylHydroxylysine = "glucosylgalactosyl_hydroxylysine"
  case threeHydroxyproline = "3_hydroxyproline"
  case fourHydroxyproline = "4_hydroxyproline"

  /// Whether it is a form of one lysine: the forms of a residue cannot be more than all of it.
  var isOfLysine: Bool { [.hydroxylysine, .galactosylHydroxylysine, .glucosylgalactosylHydroxylysine].contains(self) }
}

/// How much of one residue carries one modification, in one dish.
package struct SiteOccupancy: Sendable {
  /// The line.
  package let line: String
  /// Its role, where the table says it.
  package let role: CellLineRole?
  /// The dish.
  package let bioRep: Int
  /// The run of the instrument or culture; empty where it is not said.
  package let batch: String
  /// The chain: `alpha1_I` or `alpha2_I`.
  package let chain: String
  /// The residue as the laboratory numbers it.
  package let residue: String
  /// The modification.
  package let modification: SiteModification
  /// Per cent of the residue that carries it, 0 to 100.
  package let occupancy: Double
  /// The table.
  package let file: String
  /// The line of the file.
  package let fileLine: Int
}

extension SiteOccupancy: TableRow {
  static var kind: TableKind { .sites }

  init(_ reader: RowReader) throws(InputFaults) {
    line = try reader.requiredText("line_id")
    role = try reader.choice("role", CellLineRole.self)
    bioRep = try reader.ordinal("bio_rep") ?? 1
    batch = reader.text("batch") ?? ""
    guard let chain = try reader.word("chain", ["alpha1_I", "alpha2_I"]) else {
      throw reader.error(.badToken, "chain", "chain is empty")
    }
    self.chain = chain
    residue = try reader.requiredText("residue")
    modification = try reader.requiredChoice("modification", SiteModification.self)
    occupancy = try reader.requiredNumber("occupancy_pct")
    guard (0...100).contains(occupancy) else {
      throw reader.error(.badNumber, "occupancy_pct", "occupancy_pct must be 0 to 100, in per cent of the residue")
    }
    file = reader.table.file
    fileLine = reader.row.line
  }

  /// What it is the occupancy of.
  var site: [String] { [line, String(bioRep), batch, chain, residue, modification.rawValue] }

  static func read(_ table: NamedTable) throws(InputFaults) -> [SiteOccupancy] {
    try table.check(as: kind)
    var rows: [SiteOccupancy] = []
    var seen: [[String]: Int] = [:]
    var forms: [[String]: Double] = [:]
    for row in table.rows {
      let reader = RowReader(table, row)
      let item = try SiteOccupancy(reader)
      let place = [item.line, String(item.bioRep), item.batch, item.chain, item.residue]
      if let line = seen.updateValue(row.line, forKey: item.site) {
        throw reader.error(
          .inconsistent, "modification", "this site of this dish already stands in line \(line)",
          remedy: "keep one of them")
      }
      if item.modification.isOfLysine {
        forms[place, default: 0] += item.occupancy
        if let sum = forms[place], sum > 101 {
          throw reader.error(
            .inconsistent, "occupancy_pct",
            "the forms of residue \(item.residue.quoted()) add up to more than 100 %: write each form alone, not those that carry it too"
          )
        }
      }
      rows.append(item)
    }
    let bare = zip(table.rows, rows).filter { !table.text($0.0, "occupancy_pct").hasSuffix("%") }.map(\.1)
    // Beside `45 %` a bare 0.45 may be either.
    if bare.count < rows.count, let odd = bare.first(where: { $0.occupancy > 0 && $0.occupancy <= 1 }) {
      throw InputFaults(
        .badNumber, file: table.file, line: odd.fileLine,
        reason: "occupancy_pct \(NumberText.significant(odd.occupancy)) without a sign beside others with %",
        remedy: "write all in per cent, 0 to 100, with the sign or without it")
    }
    if let most = bare.map(\.occupancy).max(), most > 0, most <= 1 {
      throw InputFaults(
        .badNumber, file: table.file, line: table.headerLine,
        "no occupancy_pct is above 1: these are fractions; write per cent, 0 to 100")
    }
    return rows
  }
}
