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

  /// A plate that was exported again after a correction, or whose samples stand beside other standards or in other wells.
  @Test func plateTwiceNearly() throws {
    let study = RightStudy(seed: 11)
    var renamed = study.plate
    renamed.edit("plate_id", where: { _ in true }) { "again " + $0 }
    var corrected = renamed
    corrected.rows[20]["signal"] = "1.2345"
    var other = renamed
    other.edit("signal", where: { $0["role"] != "unknown" }) { number((Double($0) ?? 0) * 1.013) }
    var moved = renamed
    let wells = moved.rows.map { $0["well"] }
    for index in moved.rows.indices { moved.rows[index]["well"] = wells[wells.count - 1 - index] }
    for copy in [corrected, other, moved] {
      let error = #expect(throws: InputFaults.self) {
        try Self.run(("c.csv", study.cultures.text()), ("a.csv", study.plate.text()), ("b.csv", copy.text()))
      }
      #expect(error?.message.contains("would count twice") == true, "\(error?.message ?? "")")
    }
  }

  /// The same dishes measured again are one dish each, and it is said and flagged.
  @Test func dishesOnSeveralPlates() throws {
    let study = RightStudy(seed: 11)
    var again = study.plate
    again.edit("plate_id", where: { _ in true }) { "again " + $0 }
    for index in again.rows.indices {
      again.rows[index]["signal"] = number(
        (Double(again.rows[index]["signal"] ?? "") ?? 0) * (index % 2 == 0 ? 1.011 : 0.991))
    }
    let once = try Self.run(("c.csv", study.cultures.text()), ("a.csv", study.plate.text()))
    #expect(!once.warnings.contains { $0.message.contains("measured on plates") })
    #expect(once.dishes.allSatisfy { !$0.flags.contains(.severalPlates) })
    let twice = try Self.run(("c.csv", study.cultures.text()), ("a.csv", study.plate.text()), ("b.csv", again.text()))
    let names = Set(study.plate.rows.compactMap { $0["plate_id"] })
    let said = twice.warnings.filter { $0.message.contains("measured on plates") }
    #expect(said.count == names.count && said.contains { $0.message.contains("'again ") }, "\(said)")
    #expect(twice.dishes.count == once.dishes.count && twice.dishes.allSatisfy { $0.flags.contains(.severalPlates) })
    #expect(twice.lines.allSatisfy { $0.flags.contains(.severalPlates) })
  }

  /// Medium on one plate and cell layer on the other are no repeats; repeats that agree in two digits are no copies, nor are
  /// the curves of one plate of an export that share its standards.
  @Test func noRepeats() throws {
    let study = RightStudy(seed: 11)
    var parts = study.plate
    var more: [[String: String]] = []
    for row in parts.rows where row["role"] != "unknown" {
      var copy = row
      copy["plate_id"] = "Q" + (row["plate_id"] ?? "")
      copy["signal"] = number((Double(row["signal"] ?? "") ?? 0) * 1.02)
      more.append(copy)
    }
    parts.edit("plate_id", where: { $0["fraction"] == "cell_layer" }) { "Q" + $0 }
    parts.rows += more
    let apart = try Self.run(("c.csv", study.cultures.text()), ("p.csv", parts.text()))
    #expect(!apart.warnings.contains { $0.message.contains("measured on plates") }, "\(apart.warnings)")
    func record(_ file: String, _ name: String, _ signals: [Double], from first: Int = 0) throws -> PlateRecord {
      let wells = try signals.enumerated().map { index, signal in
        PlateWell(
          plate: name, position: try #require(WellPosition(row: (first + index) % 8, column: (first + index) / 8)),
          line: index + 1, role: .unknown, sample: "s", cellLine: nil, bioRep: nil, fraction: nil, nominal: nil,
          signal: .value(signal, decimals: 3), isIncluded: true)
      }
      return PlateRecord(file: file, format: PlateFormat(name: "x"), name: name, unit: "", wells: wells)
    }
    let coarse = (1...30).map { Double($0) / 100 }
    try TableCopies.check([record("a", "A", coarse), record("a", "B", coarse.dropLast() + [0.5])])
    let fine = (1...30).map { 0.001 * Double(100 + 7 * $0) }
    try TableCopies.check([record("a", "A", fine), record("a", "A", Array(fine.prefix(16)))])
    try TableCopies.check([record("a", "A", fine), record("a", "B", fine, from: 1)])
    for (file, name) in [("a", "B"), ("b", "A")] {
      #expect(throws: InputFaults.self) {
        try TableCopies.check([record("a", "A", fine), record(file, name, Array(fine.prefix(16)))])
      }
    }
  }

  /// A determination that stands twice is said; a block of rows that was copied is refused.
  @Test func rowsTwice() throws {
    let header = "line_id,role,bio_rep,released_dpm,resistant_dpm\n"
    let rows = (1...8).map { "C\($0),control,1,\(50_000 + 37 * $0),\(30_000 + 11 * $0)\n" }
    let one = try Self.run(("c.csv", header + rows.joined() + rows[2]))
    #expect(
      one.warnings.contains { $0.line == 10 && $0.message.contains("already stands in line 4") }, "\(one.warnings)")
    #expect(try Self.run(("c.csv", header + rows.joined())).warnings.isEmpty)
    #expect(throws: InputFaults.self) { try Self.run(("c.csv", header + rows.joined() + rows.prefix(6).joined())) }
    let hyp =
      "line_id,role,bio_rep,hyp_ug,method\nC1,control,1,2.4,hplc\nC1,control,1,2.40,hplc\nC1,control,1,2.5,hplc\n"
    let found = try Self.run(("h.csv", hyp))
    #expect(found.warnings.count { $0.message.contains("already stands in line 2") } == 1, "\(found.warnings)")
  }

  /// Amounts of one dish in two tables, or with and without their batch, would be added up.
  @Test func amountsTwice() throws {
    let study = try #require(
      RightStudy.seeds.lazy.map { RightStudy.ofAnyKind(seed: $0) }.first {
        $0.measure == .dpm && $0.cultures.columns.contains("batch")
      })
    let line = study.caseLines[0]
    var other = study.plate
    other.rows.removeAll { $0["line_id"] != line }
    other.edit("amount", where: { _ in true }) { number((Double($0) ?? 0) * 1.02) }
    var bare = other
    bare.columns.removeAll { $0 == "batch" }
    var whole = study.plate
    whole.rows += bare.rows.map { row in
      var row = row
      row["batch"] = ""
      return row
    }
    for files in [[study.plate, other], [study.plate, bare], [whole]] {
      let inputs = [("c.csv", study.cultures.text())] + files.enumerated().map { ("a\($0).csv", $1.text()) }
      let error = #expect(throws: InputFaults.self) {
        try AssayRun.run(inputs: inputs.map { ($0, Array($1.utf8)) })
      }
      #expect(error?.code == .inconsistent, "\(error?.message ?? "")")
    }
  }

  /// Case of measure, analyte, unit and chain makes no other kind of amount.
  @Test func amountsInAnyCase() throws {
    let study = try #require(Self.amounts)
    let line = study.caseLines[0]
    var plain = study.plate
    plain.columns += ["analyte", "unit", "chain"]
    for index in plain.rows.indices {
      plain.rows[index].merge(["analyte": "Pro", "unit": "dpm", "chain": "alpha1_I"]) { $1 }
    }
    var other = plain
    for (column, value) in [("analyte", "PRO"), ("unit", "DPM"), ("chain", "Alpha1_I")] {
      other.edit(column, where: { $0["line_id"] == line }) { _ in value }
    }
    let results = try [plain, other].map { try Self.run(("c.csv", study.cultures.text()), ("a.csv", $0.text())) }
    #expect(results[0].lines.map(\.synthesis.value) == results[1].lines.map(\.synthesis.value))
    #expect(results[0].warnings == results[1].warnings)
  }

  /// A concentration is that of the whole fraction: how much was loaded would scale it twice.
  @Test func concentrationsWithLoading() throws {
    let study = try #require(Self.amounts)
    var loaded = study.plate
    loaded.columns += ["unit", "loading", "loading_unit"]
    for index in loaded.rows.indices {
      loaded.rows[index].merge(["unit": "ng/mL", "loading": "20", "loading_unit": "uL"]) { $1 }
    }
    let error = #expect(throws: InputFaults.self) {
      try Self.run(("c.csv", study.cultures.text()), ("a.csv", loaded.text()))
    }
    #expect(error?.message.contains("loading beside a concentration") == true, "\(error?.message ?? "")")
  }

  /// Sites and bands of one dish in two tables; points of a pulse-chase are said.
  @Test func furtherTablesTwice() throws {
    let sites = "line_id,role,bio_rep,chain,residue,modification,occupancy_pct\n"
    func rows(_ occupancy: Int) -> String { "F,case,1,alpha1_I,99,hydroxylysine,\(occupancy)\n" }
    #expect(throws: InputFaults.self) { try Self.run(("a.csv", sites + rows(40)), ("b.csv", sites + rows(60))) }
    let bands = "gel_id,lane,line_id,role,fraction,label,band,volume\n"
    func band(_ lane: Int, _ volume: Int) -> String { "G1,\(lane),F,case,medium,14C-Pro,alpha1_I,\(volume)\n" }
    #expect(throws: InputFaults.self) { try Self.run(("a.csv", bands + band(1, 900)), ("b.csv", bands + band(1, 800))) }
    let gels = try Self.run(("a.csv", bands + band(1, 900)), ("b.csv", bands + band(2, 800)))
    #expect(gels.warnings.contains { $0.message.contains("gel 'G1' also stands in 'a.csv'") }, "\(gels.warnings)")
    let chase = "experiment_id,line_id,role,chase_min,fraction,counts\n"
    func points(_ more: Int) -> String {
      [0, 10, 20, 40].map { "E,F,case,\($0),cell_layer,\(1000 - 20 * $0 + more)\n" }.joined()
    }
    let chases = try Self.run(("a.csv", chase + points(0)), ("b.csv", chase + points(7)))
    #expect(chases.warnings.contains { $0.message.contains("4 points of this table also stand") }, "\(chases.warnings)")
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

  /// A batch under two spellings is told: its controls would be taken apart.
  @Test func batchUnderTwoNames() throws {
    let study = try #require(
      (1...40 as ClosedRange<UInt64>).lazy.map { RightStudy(seed: $0) }.first { study in
        study.cultures.columns.contains("batch") && study.cultures.text().contains("B1")
      })
    func warned(_ edit: (inout StudyTable) -> Void) throws -> [String] {
      var (cultures, plate) = (study.cultures, study.plate)
      edit(&cultures)
      edit(&plate)
      return try Self.run(("c.csv", cultures.text()), ("p.csv", plate.text())).warnings.map(\.message)
        .filter { $0.hasPrefix("batches ") && $0.contains("they count as") }
    }
    #expect(try warned { _ in }.isEmpty)
    #expect(
      try warned { $0.edit("batch", where: { $0["batch"] == "B1" && $0["bio_rep"] == "1" }) { _ in "b1" } }.count == 1)
    #expect(LineNames.warnings(["B1", "B-01", ""], of: "batches").count == 1)
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
