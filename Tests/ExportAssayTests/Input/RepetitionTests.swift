// What is given twice in another form counts once or not at all: tables, plates, names of plates and of lines.

import Documents
import Testing

@testable import AssaySimulation
@testable import ExportAssay

@Suite struct RepetitionTests {
  private static func run(_ files: (String, String)...) throws -> AssayResult {
    try AssayRun.run(inputs: files.map { ($0, Array($1.utf8)) })
  }

  private static let amounts = RightStudy.seeds.lazy.map { RightStudy.ofAnyKind(seed: $0) }.first { $0.measure == .dpm }

  /// A table with another comment, order of columns or way of writing numbers is the same table.
  @Test func tableTwice() throws {
    let study = try #require(Self.amounts)
    let (cultures, table) = (study.cultures.text(), study.plate.text())
    var other = study.plate
    other.columns.reverse()
    other.columns.append("note")
    for index in other.rows.indices {
      other.rows[index]["amount"] = (other.rows[index]["amount"] ?? "") + (index == 0 ? "" : "0")
    }
    for copy in ["# again\n" + table, other.text(";"), study.plate.text("\t")] {
      let error = #expect(throws: InputFaults.self) {
        try Self.run(("c.csv", cultures), ("a.csv", table), ("b.csv", copy))
      }
      #expect(error?.file == "b.csv" && error?.message.contains("count twice") == true, "\(error?.message ?? "")")
    }
  }

  @Test func plateTwice() throws {
    let study = RightStudy(seed: 11)
    let table = study.plate.text()
    var renamed = study.plate
    renamed.edit("plate_id", where: { _ in true }) { "again " + $0 }
    for copy in ["# again\n" + table, renamed.text()] {
      let error = #expect(throws: InputFaults.self) {
        try Self.run(("c.csv", study.cultures.text()), ("a.csv", table), ("b.csv", copy))
      }
      #expect(error?.file == "b.csv" && error?.message.contains("count twice") == true, "\(error?.message ?? "")")
    }
  }

  /// Two plates of one name in two files are two batches of the model, and it is said.
  @Test func plateNameTwice() throws {
    let study = try #require(
      RightStudy.seeds.lazy.map { RightStudy(seed: $0) }.first { Set($0.plate.rows.map { $0["plate_id"] }).count == 2 })
    let names = ["P1", "P2"]
    let parts = names.map { name -> StudyTable in
      var part = study.plate
      part.rows.removeAll { $0["plate_id"] != name }
      part.edit("plate_id", where: { _ in true }) { _ in "P" }
      return part
    }
    let apart = try Self.run(("c.csv", study.cultures.text()), ("p.csv", study.plate.text()))
    let result = try Self.run(
      ("c.csv", study.cultures.text()), ("a.csv", parts[0].text()), ("b.csv", parts[1].text()))
    #expect(result.plates.map(\.record.name) == ["a.csv/P", "b.csv/P"])
    #expect(result.warnings.contains { $0.message.contains("'P' stands in 'a.csv' and 'b.csv'") }, "\(result.warnings)")
    #expect(result.lines.map(\.synthesisPercent) == apart.lines.map(\.synthesisPercent))
  }

  /// Wells of samples without a cell line on a plate where others have one.
  @Test func wellsWithoutLine() throws {
    let study = RightStudy(seed: 11)
    var plate = study.plate
    for column in ["line_id", "bio_rep", "fraction", "sample_id"] {
      plate.edit(column, where: { $0["role"] == "unknown" && $0["tech_rep"] == "2" }) { _ in "" }
    }
    let result = try Self.run(("c.csv", study.cultures.text()), ("p.csv", plate.text()))
    #expect(result.warnings.contains { $0.message.contains("name no cell line") }, "\(result.warnings)")
  }

  @Test func namesOfOneLine() {
    func names(_ names: String...) -> Bool { LineNames.warnings(names).count == 1 }
    #expect(
      names("C2", "c2") && names("C2", "C-2") && names("C2", "C02") && names("C 1-1", "c1_1")
        && names("GM 0969", "GM969"))
    for apart in [
      ["C1-1", "C11"], ["C1", "C2"], ["C10", "C1"], ["C1", "C100"], ["C0", "C"], ["?", "!"], ["C1a", "C1b"],
      ["C1", "C1"],
    ] {
      #expect(LineNames.warnings(apart).isEmpty, "\(apart)")
    }
  }

  @Test func lineUnderTwoNames() throws {
    let study = RightStudy(seed: 11)
    func renamed(_ table: StudyTable) -> StudyTable {
      var table = table
      table.edit("line_id", where: { $0["line_id"] == "C2" && $0["bio_rep"] != "1" }) { _ in "c-2" }
      table.edit("sample_id", where: { $0["role"] == "unknown" }) { _ in "" }
      return table
    }
    let result = try Self.run(("c.csv", renamed(study.cultures).text()), ("p.csv", renamed(study.plate).text()))
    #expect(result.warnings.contains { $0.message.contains("'C2' and 'c-2'") }, "\(result.warnings)")
  }
}

extension RightStudy {
  fileprivate static var seeds: ClosedRange<UInt64> { 1...400 }
}
