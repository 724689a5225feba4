// Tidy plate tables, stacked grids and plate maps: each rule by one small table.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct TidyPlateReaderTests {
  static let header =
    "plate_id,well,role,sample_id,line_id,bio_rep,tech_rep,fraction,nominal_conc,dilution_factor,signal"

  private func records(_ rows: String, _ header: String = header) throws -> [PlateRecord] {
    try Fixture.records("t.csv", Array((header + "\n" + rows).utf8))
  }

  /// What each cell becomes; what is left out has its default.
  @Test func cells() throws {
    let records = try records(
      """
      P1,A1,standard,S1,,,1,,640,,2.5
      P1,A2,blank,B,,,1,,,,0.05
      P2,b07,unknown,s,L,2,1,medium,,20,0.9
      P2,B8,spike,s,,,2,,100,,1.1
      P2,B9,qc,Q,,,1,,50,,0.7

      """)
    #expect(
      records.map(\.name) == ["P1", "P2"] && records.allSatisfy { $0.unit == "ng/mL" && $0.format.name == "tidy" })
    let wells = records.flatMap(\.wells)
    #expect(wells.map(\.role) == [.standard, .blank, .unknown, .spike, .qc])
    #expect(wells.map(\.nominal) == [640, 0, nil, 100, 50] && wells.map(\.dilution) == [1, 1, 20, 1, 1])
    #expect(wells[2].cellLine == "L" && wells[2].bioRep == 2 && wells[2].fraction == .medium && wells[2].line == 4)
    #expect(wells[2].position.description == "B7" && wells[0].cellLine == nil && wells.allSatisfy(\.isIncluded))
  }

  /// A reference wavelength is subtracted; a masked signal and include = 0 leave the well out; a unit is kept.
  @Test func signals() throws {
    let header = "plate_id,well,role,nominal_conc,signal,signal_ref,include,unit"
    let wells = try records(
      "P,A1,standard,10,1.250,0.05,,pg/mL\nP,A2,unknown,,Masked,,1,pg/mL\nP,A3,unknown,,1.5,,0,\nP,A4,unknown,,OVRFLW,0.1,,\n",
      header)
    #expect(wells[0].unit == "pg/mL")
    #expect(wells[0].wells.map(\.signal.number).map { $0.map { ($0 * 1000).rounded() } } == [1200, nil, 1500, nil])
    #expect(wells[0].wells.map(\.isIncluded) == [true, false, false, true] && wells[0].wells[3].signal == .overflow)
    // Without a name a sample is called by its line or its well.
    #expect(wells[0].wells.map(\.sample) == ["A1", "A2", "A3", "A4"])
  }

  /// Every rule that a row can break, with the column that is to blame.
  @Test func refusals() throws {
    let first = "P,A1,standard,S1,,,1,,640,,2.5\n"
    let rows: [(row: String, code: InputFault.Code, column: String, words: String)] = [
      ("P,A1,standard,S1,,,2,,640,,2.4", .duplicateWell, "well", "already stands in line 2"),
      (",A2,standard,S1,,,2,,640,,2.4", .badToken, "plate_id", "plate_id is empty"),
      ("P,Q99,standard,S1,,,2,,640,,2.4", .badWell, "well", "'Q99' is not a well"),
      ("P,A2,standard,S1,,,2,,,,2.4", .badNumber, "nominal_conc", "a standard needs nominal_conc"),
      ("P,A2,blank,B,,,1,,5,,2.4", .inconsistent, "nominal_conc", "a blank with a concentration"),
      (
        "P,A2,standard,S1,,,2,,320,,2.4", .inconsistent, "nominal_conc",
        "'S1' has nominal_conc '320' here and '640' in line 2"
      ),
      ("P,A2,standard,S1,L,,2,,640,,2.4", .inconsistent, "line_id", "has line_id 'L' here"),
      ("P,A2,standard,S1,,,1,,640,,2.4", .inconsistent, "tech_rep", "replicate 1 of 'S1' already stands in line 2"),
      ("P,A2,unknown,s,L,1.5,1,,,,2.4", .badNumber, "bio_rep", "not a whole number"),
      ("P,A2,unknown,s,L,1,1,serum,,,2.4", .badToken, "fraction", "'serum' is not one of"),
      ("P,A2,unknown,s,L,1,1,,,0,2.4", .badNumber, "dilution_factor", "must be above 0"),
      ("P,A2,unknown,s,L,1,1,,,0.05,2.4", .badNumber, "dilution_factor", "0.05 is below 1"),
      ("P,A2,unknown,s,L,1,1,,,,", .badNumber, "signal", "signal is empty"),
      ("P,A2,unknown,s,L,1,1,,,,n.d.", .badNumber, "signal", "neither a number nor a known token"),
    ]
    let columns = Self.header.split(separator: ",").map(String.init)
    for row in rows {
      let error = #expect(throws: InputFaults.self) { try records(first + row.row + "\n") }
      #expect(error?.code == row.code && error?.line == 3, "\(row.row)")
      #expect(error?.column == columns.firstIndex(of: row.column).map { $0 + 1 }, "\(row.row)")
      #expect(error?.message.contains(row.words) == true, "\(error?.message ?? "")")
    }
    // 640 and 640.0 are one concentration.
    #expect(try records(first + "P,A2,standard,S1,,,2,,640.0,,2.4\n").count == 1)
  }

  @Test func wholePlates() throws {
    let units = "plate_id,well,role,nominal_conc,signal,unit"
    let two = #expect(throws: InputFaults.self) { try records("P,A1,blank,,1,ng/mL\nP,A2,blank,,1,ug/mL\n", units) }
    #expect(two?.code == .inconsistent && two?.message == "two units on one plate")
    let none = #expect(throws: InputFaults.self) { try records("") }
    #expect(none?.message == "a plate table with a header but no rows")
    // One well beyond the plate that 24 others lie on is misspelt.
    var rows = (0..<24).map {
      "P,\(Character(Unicode.Scalar(UInt8(65 + $0 % 8))))\($0 / 8 + 1),unknown,s\($0),,,1,,,,1"
    }
    rows.append("P,I1,unknown,s99,,,1,,,,1")
    let outside = #expect(throws: InputFaults.self) { try records(rows.joined(separator: "\n") + "\n") }
    #expect(outside?.code == .badWell && outside?.well == "I1" && outside?.line == 26)
    // A replicate that is missing from a numbering is told.
    let gap = try records("P,A1,unknown,s,,,1,,,,1\nP,A2,unknown,s,,,3,,,,1\nP,A3,unknown,t,,,2,,,,1\n")
    #expect(gap[0].warnings.map(\.message) == ["plate 'P': replicate 2 of s and 1 more not in the table"])
  }
}

@Suite struct PlaterReaderTests {
  private static func grid(_ name: String, _ rows: [[String]], delimiter: String = ",") -> String {
    var text = ([name] + (1...rows[0].count).map(String.init)).joined(separator: delimiter) + "\n"
    for (k, row) in rows.enumerated() { text += ([WellPosition.rowName(k)] + row).joined(separator: delimiter) + "\n" }
    return text
  }

  private static let roles = grid("role", [["standard", "unknown", ""], ["blank", "qc", "spike"]])
  private static let signals = grid("signal", [["2.5", "1.1", ""], ["0.05", "0.9", "1.2"]])
  private static let doses = grid("nominal_conc", [["640", "", ""], ["", "50", "100"]])

  private func records(_ text: String) throws -> [PlateRecord] { try Fixture.records("g.csv", Array(text.utf8)) }

  /// Wells without a role are empty; the line of a well is that of its signal.
  @Test func grids() throws {
    let record = try #require(try records("# note\n" + Self.roles + "\n" + Self.doses + ",,,\n" + Self.signals).first)
    #expect(record.wells.map(\.position.description) == ["A1", "A2", "B1", "B2", "B3"])
    #expect(record.wells.map(\.role) == [.standard, .unknown, .blank, .qc, .spike])
    #expect(record.wells.map(\.signal.number) == [2.5, 1.1, 0.05, 0.9, 1.2])
    #expect(record.wells[0].line == 11 && record.wells[4].line == 12 && record.name == "plate")
  }

  @Test func refusals() {
    let rows: [(text: String, code: InputFault.Code, line: Int?, words: String)] = [
      (Self.roles + "\n" + Self.grid("colour", [["a", "b", "c"]]), .unknownColumn, 5, "'colour' is not known"),
      (Self.roles + "\n" + Self.roles, .duplicateColumn, 5, "'role' twice"),
      (Self.roles.replacing("1,2,3", with: "1,2,3,5"), .badBlock, 1, "plate column 4 expected"),
      (Self.roles.replacing("B,", with: "C,"), .badBlock, 3, "row B expected"),
      (Self.roles.replacing("B,blank,qc,spike", with: "B,blank,qc"), .rowLength, 3, "3 cells where the grid has 4"),
      (Self.roles + "\n" + Self.grid("signal", [["1", "2", "3"]]), .badBlock, 6, "another size than the first"),
      (Self.signals, .missingColumn, nil, "no grid named role"),
      (
        Self.roles + "\n" + Self.grid("sample_id", [["", "", "s"], ["", "", ""]]) + "\n"
          + Self.signals.replacing("1.1,\n", with: "1.1,7\n"), .inconsistent, 10, "a sample and a signal but no role"
      ),
    ]
    for row in rows {
      let error = #expect(throws: InputFaults.self) { try records(row.text) }
      #expect(error?.code == row.code && error?.line == row.line, "\(row.words): \(String(describing: error))")
      #expect(error?.message.contains(row.words) == true, "\(error?.message ?? "")")
    }
  }

  /// Grids without signals are a map, with signals none.
  @Test func maps() throws {
    let map = Self.roles + "\n" + Self.grid("line_id", [["", "L", ""], ["", "", ""]])
    let table = try #require(try PlaterReader.map(Fixture.text("m.csv", map)))
    #expect(table.columns == ["plate_id", "well", "role", "line_id"] && table.rows.count == 5)
    #expect(try PlaterReader.map(Fixture.text("g.csv", Self.roles + "\n" + Self.signals)) == nil)
    #expect(try PlaterReader.map(Fixture.text("t.csv", "a,b\n1,2\n")) == nil)
  }
}

@Suite struct PlateMapTests {
  private func entries(_ rows: String) throws -> [PlateMapEntry] {
    try PlateMapEntry.read(
      NamedTable(Fixture.text("m.csv", "plate_id,well,line_id,bio_rep,fraction,dilution_factor\n" + rows)))
  }

  @Test func reading() throws {
    let found = try entries("P1,A5,L,2,medium,10\nP1,A6,,,,\n")
    let first = found[0].contents
    #expect(first.line == "L" && first.bioRep == 2 && first.fraction == .medium && first.dilution == 10)
    #expect(found[1].contents.line == nil && found[1].contents.dilution == nil && found[1].fileLine == 3)
    #expect(throws: InputFaults.self) { try entries("P1,A5,L,2,medium,\nP1,a5,M,2,medium,\n") }
    #expect(throws: InputFaults.self) { try entries("P1,Q99,L,2,medium,\n") }
  }

  /// Samples of an export get lines, dishes and fractions; standards, wells without a line and tidy plates stay.
  @Test func labels() throws {
    func record(_ format: PlateFormat) throws -> PlateRecord {
      var wells = [try PlateEvaluationTests.well(0, .standard, "S", .value(1, decimals: 1), nominal: 10)]
      wells += try (1...3).map {
        try PlateEvaluationTests.well($0, .unknown, "s\($0)", .value(1, decimals: 1), dilution: 2)
      }
      return PlateRecord(file: "x", format: format, name: "P", unit: "", wells: wells)
    }
    var map = PlateMap()
    map.add(try entries("other,A1,X,1,medium,\nother,B1,L,3,cell_layer,\nother,C1,M,1,medium,5\nother,D1,,,,\n"))
    try map.check(["P"])
    let labelled = try record(Gen5Reader().format).labelled(by: map, isOnly: true)
    // The one plate of the map is taken for the one plate of the export, whatever each calls it.
    #expect(labelled.wells.map(\.cellLine) == [nil, "L", "M", nil])
    #expect(labelled.wells.map(\.dilution) == [1, 2, 5, 2] && labelled.wells[1].bioRep == 3)
    #expect(labelled.wells[1].fraction == .cellLayer)
    #expect(
      labelled.warnings.contains { $0.message.contains("1 wells otherwise than the export") }, "\(labelled.warnings)")
    var more = PlateMap()
    more.add(
      try PlateMapEntry.read(
        NamedTable(Fixture.text("n.csv", "well,line_id,bio_rep,include\nB1,L,1,0\nC1,L,2,1\nH12,L,3,1\nA1,,,0\n"))))
    let excluded = try record(Gen5Reader().format).labelled(by: more, isOnly: true)
    #expect(excluded.wells.map(\.isIncluded) == [true, false, true, true])
    #expect(excluded.warnings.contains { $0.message.contains("1 wells of cell lines that the export does not hold") })
    #expect(excluded.warnings.contains { $0.message.contains("1 wells otherwise than the export") })
    let tidy = try record(TidyPlateReader().format).labelled(by: map, isOnly: true)
    #expect(tidy.wells.allSatisfy { $0.cellLine == nil })
    // A map of two plates, neither of which was read, is refused; so is one of another plate where two were read.
    #expect(throws: InputFaults.self) { try map.check(["P", "Q"]) }
    map.add(try entries("third,A1,X,1,medium,\n"))
    #expect(throws: InputFaults.self) { try map.check(["P"]) }
  }

  /// A reference wavelength that some wells lack is subtracted from the others alone, and it is said.
  @Test func referenceOfSomeWells() throws {
    let header = "plate_id,well,role,nominal_conc,signal,signal_ref\n"
    func warnings(_ first: String, _ second: String) throws -> [String] {
      let rows = "P,A1,standard,10,1.2,\(first)\nP,A2,standard,5,0.8,\(second)\nP,A3,standard,1,OVRFLW,\n"
      let file = PlateFile(name: "p.csv", bytes: Array((header + rows).utf8))
      return try TidyPlateReader().read(file).plates[0].warnings.map(\.message)
    }
    #expect(try warnings("0.04", "").contains { $0.contains("signal_ref is empty in 1 of 2 wells") })
    #expect(try warnings("0.04", "0.05").isEmpty)
    #expect(try warnings("", "").isEmpty)
  }
}
