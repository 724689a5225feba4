// SoftMax Pro exports: what a column's formula means, which plates and columns are found, and each damage with its place.

import Documents
import TypeICollagen
import Testing

@testable import AssaySimulation
@testable import ExportAssay

@Suite struct SoftMaxMeaningTests {
  /// Columns of a group by name and formula, with the meaning of the last one in short: quantity, statistic, scaling.
  @Test func formulas() {
    let columns: [(name: String, formula: String)] = [
      ("Wells", "!WellIDs"), ("Values", "!WellValues"), ("Result", "InterpX(Std@StandardCurve,Values)"),
      ("Dil", "!Factor"), ("MeanV", "Average(Values)"),
    ]
    let rows: [(formula: String, meaning: String)] = [
      ("!WellValues", "signal each"), ("Values", "signal each"), ("!WellLm1-!WellLm2", "signal each"),
      ("Average(Values)", "signal mean"), ("Stdev(Values)", "signal deviation"), ("Cv(Values)", "signal variation"),
      ("InterpX(Std@StandardCurve,Values)", "concentration each"),
      ("InterpX(Std@StandardCurve,MeanV)", "concentration mean of-mean"),
      ("InterpX(Std@StandardCurve,Average(Values))", "concentration mean of-mean"),
      ("Average(Result)", "concentration mean"), ("Cv(Result)", "concentration variation"),
      ("Result*Dil", "concentration each scaled"), ("Dil*Result", "concentration each scaled"),
      ("Average(Result)*!Factor", "concentration mean scaled"), ("Average(Result*Dil)", "concentration mean scaled"),
      ("Result*Dil*Dil", "-"), ("Result+Dil", "-"), ("Average(Average(Values))", "-"), ("!WellIDs", "-"), ("", "-"),
      ("If(Result>5,1,0)", "-"), ("InterpX(Std@StandardCurve,Cv(Values))", "-"), ("Unknown(Values)", "-"),
    ]
    for row in rows {
      let all = (columns + [("Own", row.formula)]).map {
        SoftMaxExport.Column(name: $0.name, formula: $0.formula, precision: nil)
      }
      let meaning = SoftMaxExport.meanings(of: all)[5].map { meaning in
        "\(meaning.quantity) \(meaning.statistic)" + (meaning.isScaled ? " scaled" : "")
          + (meaning.isOfMeanSignal ? " of-mean" : "")
      }
      #expect(meaning ?? "-" == row.meaning, "\(row.formula)")
    }
  }

  @Test func arguments() {
    #expect(SoftMaxExport.argument("average(x)", "average") == "x")
    #expect(SoftMaxExport.argument("average((x)+(y))", "average") == "(x)+(y)")
    for text in ["average(x)+(y)", "average(x", "averagex)", "mean(x)"] {
      #expect(SoftMaxExport.argument(text, "average") == nil, "\(text)")
    }
    #expect(SoftMaxExport.plain("Inter pX(\"A\")") == "interpx(a)")
    #expect(SoftMaxExport.unused("P", among: ["P", "P (2)"]) == "P (3)" && SoftMaxExport.unused("P", among: []) == "P")
  }

  /// A column that holds itself, or two that hold each other, means nothing and ends.
  @Test func circles() {
    let columns = [("A", "B"), ("B", "A"), ("C", "Average(C)")].map {
      SoftMaxExport.Column(name: $0.0, formula: $0.1, precision: nil)
    }
    #expect(SoftMaxExport.meanings(of: columns).allSatisfy { $0 == nil })
  }

  @Test func readAreas() throws {
    // Fields: ... Raw FALSE 1 - - - - - - 1 "450 " 1 12 96 1 8, with the type at index 6.
    func area(_ tail: [String]) -> SoftMaxReadArea? {
      SoftMaxReadArea(
        [
          "Plate:", "P", "1.3", "PlateFormat", "Endpoint", "Absorbance", "Raw", "FALSE", "1", "", "", "", "", "", "1",
          "450 ",
        ]
          + tail, type: 6)
    }
    let whole = try #require(area(["1", "12", "96", "1", "8"]))
    #expect(whole.size == (8, 12) && whole.holds(column: 0) && whole.holds(column: 11) && !whole.holds(column: 12))
    let part = try #require(area(["3", "4", "96", "2", "5"]))
    #expect(!part.holds(column: 1) && part.holds(column: 2) && part.holds(column: 5) && !part.holds(column: 6))
    #expect(part.firstRow == 2 && part.rows == 5)
    #expect(area(["1", "24", "384", "1", "16"])?.size.rows == 16)
    for tail in [
      ["1", "12"], ["0", "12", "96", "1", "8"], ["1", "12", "95", "1", "8"], ["1", "12", "96", "1", "99"],
    ] {
      #expect(area(tail) == nil, "\(tail)")
    }
  }
}

@Suite struct SoftMaxExportTests {
  /// A grid of 2 x 3 wells with a group of standards and one of samples.
  private static let lines = [
    "##BLOCKS= 3",
    "Plate:\tPlate1\t1.3\tPlateFormat\tEndpoint\tAbsorbance\tRaw\tFALSE\t1\t\t\t\t\t\t1\t450 \t1\t3\t6\t1\t2",
    "\tTemperature(C)\t1\t2\t3", "\t24.1\t1.500\t0.900\t0.100", "\t\t0.700\t0.500\t0.710", "~End",
    "Group: Standards", "Sample\tWells\tConc\tValues", "St01\tA1\t100\t1.500", "St02\tA2\t50\t0.900",
    "St03\tA3\t0\t0.100",
    "", "Group Column\tFormula Name\tFormula\tPrecision", "1\tSample\t!SampleNames\t", "2\tWells\t!WellIDs\t",
    "3\tConc\t!SampleDescriptor\t", "4\tValues\t!WellValues\t3 decimal places", "~End",
    "Group: Unknowns", "Sample\tWells\tValues\tMean", "Un01\tB1\t0.700\t0.705", "\tB3\t0.710\t",
    "Un02\tB2\t0.500\t0.500",
    "", "Group Column\tFormula Name\tFormula\tPrecision", "1\tSample\t!SampleNames\t", "2\tWells\t!WellIDs\t",
    "3\tValues\t!WellValues\t3 decimal places", "4\tMean\tAverage(Values)\t3 decimal places", "~End",
    "Original Filename: small; Date Last Saved: 1/2/2026 3:04:05 PM",
  ]

  private static func records(_ lines: [String]) throws -> [PlateRecord] {
    try Fixture.records("s.txt", Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  @Test func smallPlate() throws {
    let record = try #require(try Self.records(Self.lines).first)
    #expect(record.name == "Plate1" && record.wells.count == 6 && record.warnings.isEmpty)
    #expect(record.wells.map(\.position.description) == ["A1", "A2", "A3", "B1", "B3", "B2"])
    #expect(record.wells.map(\.nominal) == [100, 50, 0, nil, nil, nil])
    #expect(record.wells.map(\.sample) == ["St01", "St02", "St03", "Un01", "Un01", "Un02"])
    #expect(record.wells.map(\.signal.number) == [1.5, 0.9, 0.1, 0.7, 0.71, 0.5])
    #expect(record.wells.map(\.group) == ["Standards", "Standards", "Standards", "Unknowns", "Unknowns", "Unknowns"])
  }

  /// The name of a group tells its role; what it does not tell is said.
  @Test func roles() throws {
    for (name, role, warns) in [
      ("Samples", WellRole.unknown, false), ("Controls", .qc, false), ("QC low", .qc, false), ("Blanks", .blank, false),
      ("Spiked", .spike, false), ("Patient 7", .unknown, false), ("Group 4", .unknown, true),
    ] {
      let lines = Self.lines.map { $0 == "Group: Unknowns" ? "Group: " + name : $0 }
      let record = try #require(try Self.records(lines).first)
      #expect(record.wells.last?.role == role && record.warnings.isEmpty != warns, "\(name)")
    }
  }

  /// Columns that a protocol puts before the samples, in groups with and without their formulas.
  @Test func columnsBeforeTheSamples() throws {
    func before(_ line: String, _ title: String) -> String {
      line.hasPrefix("Sample\t") ? title + "\t" + line : "\t" + line
    }
    var lines = Self.lines
    for index in 19...22 { lines[index] = before(lines[index], "Own") }
    let listed = [
      "Own\t\"q\"\t", "Sample\t!SampleNames\t", "Wells\t!WellIDs\t", "Values\t!WellValues\t", "Mean\tAverage(Values)\t",
    ]
    lines.replaceSubrange(25...28, with: listed.enumerated().map { "\($0 + 1)\t\($1)" })
    let right = try #require(try Self.records(Self.lines).first)
    let found = try #require(try Self.records(lines).first)
    #expect(found.wells.map(\.sample) == right.wells.map(\.sample))
    #expect(found.wells.map(\.signal.number) == right.wells.map(\.signal.number))
  }

  /// Each damage: code, line, words. Lines are counted from 1.
  @Test func damage() {
    func changed(_ number: Int, _ line: String) -> [String] {
      Self.lines.enumerated().map { $0.offset == number - 1 ? line : $0.element }
    }
    let rows: [(lines: [String], code: InputFault.Code, line: Int?, words: String)] = [
      (Array(changed(1, "##BLOCKS= 4").dropLast()), .badBlock, 1, "announces 4 blocks, 3 are there"),
      (changed(1, "##BLOCKS= x"), .badBlock, 1, "with a number expected"),
      (changed(6, ""), .badBlock, 7, "a block begins before the last one has ended"),
      (Array(Self.lines.prefix(29)), .badBlock, 19, "the file is cut off"),
      (changed(31, "stray words"), .badBlock, 31, "unexpected text outside a block"),
      (
        changed(2, Self.lines[1].replacing("PlateFormat", with: "OtherFormat")), .badBlock, 2,
        "'OtherFormat' is not known"
      ),
      (changed(2, Self.lines[1].replacing("Endpoint", with: "Fancy")), .unknownFormat, 2, "'Fancy' reads are not read"),
      (changed(2, "Plate:\tPlate1"), .badBlock, 2, "plate header cut off"),
      (changed(4, "\t24.1\t1.5o0\t0.900\t0.100"), .badNumber, 4, "neither a number nor a known token"),
      (changed(4, "\t24.1\t1.500\t0.900"), .rowLength, 4, "row A is cut short"),
      (changed(5, "\t\t0.700\t0.500\t0.710\t9"), .rowLength, 5, "a value outside the plate's columns"),
      (changed(9, "St01\tA1\t1oo\t1.500"), .badNumber, 9, "concentration '1oo' is not a number"),
      (changed(9, "St01\tA9\t100\t1.500"), .inconsistent, 9, "prints another value than the plate holds"),
      (changed(10, "St02\tA1\t50\t0.900"), .inconsistent, 10, "prints another value than the plate holds"),
      (changed(9, "St01\tA1\t100\t1.5o0"), .badNumber, 9, "neither a number nor a known token"),
      (changed(9, "St01\tA1\t100"), .rowLength, 9, "'Values' is missing"),
      (changed(8, "Probe\tWells\tConc\tValues"), .missingColumn, 8, "column Sample expected"),
      (changed(8, "Sample\tWells\tValues\tConc"), .missingColumn, 8, "column 'Conc' is listed in line 16"),
      (changed(9, "St01\tA1\t100\t1.600"), .inconsistent, 9, "prints another value than the plate holds"),
      (changed(21, "Un01\tB1\t0.700\t0.805"), .inconsistent, 21, "the printed Mean of sample 'Un01'"),
      (changed(16, "7\tConc\t!SampleDescriptor\t"), .badBlock, 16, "column 3 of the list of formulas expected"),
    ]
    for row in rows {
      let error = #expect(throws: InputFaults.self, "\(row.words)") { try Self.records(row.lines) }
      #expect(error?.code == row.code && error?.line == row.line, "\(row.words): \(String(describing: error))")
      #expect(error?.message.contains(row.words) == true, "\(error?.message ?? "")")
    }
  }

  /// Plates alone, and groups without standards, are refused with what is missing.
  @Test func missingGroups() {
    let plate = (["##BLOCKS= 1"] + Self.lines[1...5]).joined(separator: "\n") + "\n"
    let none = #expect(throws: InputFaults.self) { try AssayRun.run(inputs: [("s.txt", Array(plate.utf8))]) }
    #expect(none?.code == .notEvaluable && none?.message.contains("describe them with --map FILE") == true)
    let noStandards = ["##BLOCKS= 2"] + Self.lines[1...5] + Self.lines[18...]
    let lacking = #expect(throws: InputFaults.self) { try Self.records(noStandards) }
    #expect(lacking?.code == .notEvaluable && lacking?.message.contains("no group of standards") == true)
  }
}

@Suite struct SoftMaxMapTests {
  /// The example on a plate of an export with some of its groups; the map describes the rest.
  private static func run(groups: [String]) throws -> AssayResult {
    let plate = Example.table(.plate)
    let signals = Dictionary(plate.rows.map { ($0["well"] ?? "", $0["signal"] ?? "") }) { first, _ in first }
    var lines = ["##BLOCKS= \(1 + groups.count)"]
    lines.append(
      "Plate:\tP1\t1.3\tPlateFormat\tEndpoint\tAbsorbance\tRaw\tFALSE\t1\t\t\t\t\t\t1\t450 \t1\t12\t96\t1\t8")
    lines.append("\tTemperature(C)\t" + (1...12).map(String.init).joined(separator: "\t"))
    for (index, row) in "ABCDEFGH".enumerated() {
      let cells = (1...12).map { signals["\(row)\($0)"] ?? "" }
      lines.append("\t" + (index == 0 ? "24.0" : "") + "\t" + cells.joined(separator: "\t"))
    }
    lines.append("~End")
    for group in groups {
      let isStandard = group == "standard"
      lines += ["Group: \(isStandard ? "Standards" : "Unknowns")", "Sample\tWells\tConc\tValues"]
      for row in plate.rows where row["role"] == group {
        let cells = ["sample_id", "well", "nominal_conc", "signal"].map { row[$0] ?? "" }
        lines.append(cells.joined(separator: "\t"))
      }
      lines += [
        "", "Group Column\tFormula Name\tFormula\tPrecision", "1\tSample\t!SampleNames\t", "2\tWells\t!WellIDs\t",
      ]
      lines += ["3\tConc\t!SampleDescriptor\t", "4\tValues\t!WellValues\t4 decimal places", "~End"]
    }
    lines.append("Original Filename: small; Date Last Saved: 1/2/2026 3:04:05 PM")
    var map = plate
    map.columns.removeAll { ["plate_id", "signal", "signal_ref", "note"].contains($0) }
    return try AssayRun.run(
      inputs: [
        ("c.csv", Array(Example.table(.cultures).text().utf8)),
        ("s.txt", Array((lines.joined(separator: "\n") + "\n").utf8)),
      ], maps: [("m.csv", Array(map.text().utf8))])
  }

  @Test(arguments: [[], ["standard"], ["standard", "unknown"]])
  func mapsReachThePlate(groups: [String]) throws {
    let right = try Example.run(Example.table(.cultures), Example.table(.plate))
    let found = try Self.run(groups: groups)
    #expect(found.lines.count == right.lines.count, "\(found.words)")
    #expect(found.plates.first?.wells.count == right.plates.first?.wells.count, "\(found.words)")
    for (a, b) in zip(found.lines, right.lines) {
      #expect(abs(a.synthesis.value / b.synthesis.value - 1) < 0.01, "\(a.line): \(a.synthesis.value)")
    }
    #expect(found.caseLine?.verdict?.name == .quantitative)
    #expect(found.warnings.isEmpty, "\(found.words)")
  }
}
