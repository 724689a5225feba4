// Gen5 exports: blocks of a small plate, and each damage with its place.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

/// A six-well plate as Gen5 writes it.
private struct SixWells {
  var ids = [["STD1", "STD2", "BLK"], ["SPL1", "SPL2", "SPL1"]]
  var doses = [["100", "50", ""], ["", "", ""]]
  var readings: [(label: String, cells: [[String]])] = [
    ("450", [["1.500", "0.900", "0.100"], ["0.700", "0.500", "0.710"]])
  ]
  var tail: [String] = []

  private func block(_ title: String, _ sets: [(label: String, cells: [[String]])]) -> [String] {
    var lines = ["", title, "\t1\t2\t3"]
    for row in 0..<2 {
      for (k, set) in sets.enumerated() {
        lines.append(([k == 0 ? WellPosition.rowName(row) : ""] + set.cells[row] + [set.label]).joined(separator: "\t"))
      }
    }
    return lines
  }

  var lines: [String] {
    ["Software Version\t3.1", "", "Plate Number\tPlate 7", "Procedure Details", "Read\t450"]
      + block("Layout", [("Well ID", ids), ("Conc/Dil", doses)])
      + block(readings.count == 1 ? readings[0].label : "Results", readings) + tail
  }

  func records() throws -> [PlateRecord] {
    try Fixture.records("g.txt", Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}

@Suite struct Gen5Tests {
  @Test func smallPlate() throws {
    let record = try #require(try SixWells().records().first)
    #expect(record.name == "Plate 7" && record.format.name == "Gen5" && record.unit.isEmpty)
    #expect(record.wells.map(\.position.description) == ["A1", "A2", "A3", "B1", "B2", "B3"])
    #expect(record.wells.map(\.role) == [.standard, .standard, .blank, .unknown, .unknown, .unknown])
    #expect(record.wells.map(\.nominal) == [100, 50, 0, nil, nil, nil])
    #expect(record.wells.map(\.sample) == ["STD1", "STD2", "BLK", "SPL1", "SPL2", "SPL1"])
    #expect(record.wells.map(\.signal) == [1.5, 0.9, 0.1, 0.7, 0.5, 0.71].map { .value($0, decimals: 3) })
  }

  /// Conc/Dil of a sample is its dilution, however it is written; that of a control is its concentration.
  @Test func amounts() throws {
    var plate = SixWells()
    plate.ids[1] = ["SPL1", "SPL2", "CTL1"]
    plate.doses[1] = ["20", "0.05", "75"]
    let wells = try #require(try plate.records().first).wells
    #expect(wells[3].dilution == 20 && abs(wells[4].dilution - 20) < 1e-12)
    #expect(wells[5].role == .qc && wells[5].nominal == 75 && wells[5].dilution == 1)
  }

  /// A list by well says the same as the matrices.
  @Test func lists() throws {
    var rows = ["Well ID\tName\tWell\tConc/Dil\t450"]
    let plate = SixWells()
    for row in 0..<2 {
      for column in 0..<3 {
        let well = WellPosition.rowName(row) + String(column + 1)
        rows.append(
          [plate.ids[row][column], "", well, plate.doses[row][column], plate.readings[0].cells[row][column]]
            .joined(separator: "\t"))
      }
    }
    let text = (["Software Version\t3.1", "", "Plate Number\tPlate 7", ""] + rows).joined(separator: "\n") + "\n"
    let listed = try #require(try Fixture.records("l.txt", Array(text.utf8)).first)
    let matrix = try #require(try plate.records().first)
    #expect(
      listed.wells.map(\.signal) == matrix.wells.map(\.signal) && listed.wells.map(\.role) == matrix.wells.map(\.role))
    #expect(listed.wells.map(\.nominal) == matrix.wells.map(\.nominal))
    let twice = #expect(throws: InputFaults.self) { try Fixture.records("l.txt", Array((text + rows[1] + "\n").utf8)) }
    #expect(twice?.code == .duplicateWell && twice?.well == "A1" && twice?.line == 12)
  }

  /// Printed concentrations, tokens among them, and the curve with its parameters.
  @Test func results() throws {
    var plate = SixWells()
    plate.readings.append(("[Concentration]", [["99.8", "50.1", "<0"], ["38.2", "?????", "39.0"]]))
    plate.tail = [
      "", "Curve Name\tCurve Formula\tA\tB\tR2\tFit F Prob", "StdCurve\tY=A*X+B\t0.0140\t0.100\t0.999\t?????",
    ]
    let record = try #require(try plate.records().first)
    #expect(record.wells.map { $0.printedConcentration?.value } == [99.8, 50.1, nil, 38.2, nil, 39.0])
    #expect(record.wells.map(\.printedToken) == [nil, nil, "<0", nil, "?????", nil])
    #expect(record.printedCurve?.formula == "Y=A*X+B" && record.printedCurve?.parameters.map(\.value) == [0.014, 0.1])
    #expect(record.warnings.isEmpty && VendorParity.candidateModels(record.printedCurve).first == .linear)
  }

  /// Each damage: code, line and words.
  @Test func damage() {
    let lines = SixWells().lines
    func changed(_ index: Int, _ line: String) -> String {
      var copy = lines
      copy[index] = line
      return copy.joined(separator: "\n") + "\n"
    }
    func without(_ index: Int) -> String { (lines[..<index] + lines[(index + 1)...]).joined(separator: "\n") + "\n" }
    // Lines (0-based): 6 Layout, 7 its header, 8 to 11 its rows; 13 the reading's title, 14 header, 15 and 16 rows.
    let rows: [(text: String, code: InputFault.Code, line: Int?, words: String)] = [
      (changed(15, "A\t1.500\t0.900\t450"), .rowLength, 16, "where the matrix has 3 columns"),
      (changed(16, "C\t0.700\t0.500\t0.710\t450"), .badBlock, 17, "row B expected, 'C' found"),
      (changed(16, "B\t0.700\t0.500\t0.710\t"), .badBlock, 17, "row without its label"),
      (changed(16, "B\t0.700\t0.500\t0.710\t570"), .badBlock, 17, "not those of row A"),
      (changed(15, "A\t1.500\t0.900\t0.100\t1.5"), .badBlock, 16, "a value where the row's label belongs"),
      (changed(15, "A\t1.5oo\t0.900\t0.100\t450"), .badNumber, 16, "neither a number nor a known token"),
      (without(16), .badBlock, 16, "rows are missing"),
      (without(14), .badBlock, 15, "a row of values outside a matrix"),
      (changed(13, ""), .badBlock, 15, "a matrix without a title"),
      (changed(13, "570"), .badBlock, 16, "holds rows of '450'"),
      (changed(9, "\t1oo\t50\t\tConc/Dil"), .badNumber, 10, "Conc/Dil '1oo' is not a number"),
      (changed(9, "\t\t50\t\tConc/Dil"), .badNumber, 9, "a standard without its concentration"),
      (changed(8, "A\tSTD1\tSTX2\tBLK\tWell ID"), .badToken, 9, "well ID 'STX2' is not known"),
      (
        changed(10, "B\tSPL1\tSPL2\t\tWell ID").replacing("\t\t\t\tConc/Dil", with: "\t\t\t5\tConc/Dil"), .inconsistent,
        12,
        "Conc/Dil '5' at a well without a well ID"
      ),
      (lines[..<13].joined(separator: "\n"), .notEvaluable, 1, "plate 1 has no results"),
      ("Software Version\t3.1\n", .notEvaluable, 1, "plate 1 has no results"),
    ]
    for row in rows {
      let error = #expect(throws: InputFaults.self, "\(row.words)") {
        try Fixture.records("g.txt", Array(row.text.utf8))
      }
      #expect(error?.code == row.code && error?.line == row.line, "\(row.words): \(String(describing: error))")
      #expect(error?.message.contains(row.words) == true, "\(error?.message ?? "")")
    }
  }

  /// One identifier has one concentration; a concentration at an empty well is damage.
  @Test func contradictions() {
    var plate = SixWells()
    plate.ids[0] = ["STD1", "STD1", "BLK"]
    let two = #expect(throws: InputFaults.self) { try plate.records() }
    #expect(
      two?.code == .inconsistent && two?.well == "A2"
        && two?.message.contains("STD1 has Conc/Dil '50' here") == true)
    var empty = SixWells()
    empty.ids[1][2] = ""
    empty.readings.append(("[Conc]", [["99.8", "50.1", ""], ["38.2", "20.0", "39.0"]]))
    let stray = #expect(throws: InputFaults.self) { try empty.records() }
    #expect(stray?.well == "B3" && stray?.message.contains("empty in the layout") == true)
  }

  /// Names of the user's own, twice alike, are samples and said; what is near to one of Gen5's is a misprint.
  @Test func ownIdentifiers() throws {
    var plate = SixWells()
    plate.ids[1] = ["PAT1", "PAT2", "PAT3"]
    let record = try #require(try plate.records().first)
    #expect(record.wells.suffix(3).allSatisfy { $0.role == .unknown })
    #expect(record.warnings.contains { $0.message.contains("well ID 'PAT1' is none of Gen5's own") })
    plate.ids[1] = ["SPX1", "SPX2", "SPX3"]
    #expect(throws: InputFaults.self) { try plate.records() }
  }
}
