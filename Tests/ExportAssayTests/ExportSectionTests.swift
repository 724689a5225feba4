// Sections of exports that are legal and not needed are passed over with a word; lines that do not belong are refused.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct ExportSectionTests {
  private func record(_ text: String) throws -> PlateRecord {
    let records = try Fixture.records("x.txt", Array(text.utf8))
    #expect(records.count == 1)
    return try #require(records.first)
  }

  private func check(_ record: PlateRecord, _ plate: SyntheticPlate, warnings: Int, _ name: String) throws {
    #expect(record.wells.count == 96 && record.warnings.count == warnings, "\(name): \(record.warnings)")
    for well in record.wells {
      #expect(well.signal.number == plate.signals[well.position], "\(name) \(well.position)")
      #expect((well.role == .standard) == SyntheticPlate.isStandard(well.position), "\(name)")
    }
    let parity = try #require(VendorParity.find(record), "\(name)")
    #expect(parity.isComplete && parity.comparisons.count > 90, "\(name): \(parity.count(.no)) not")
  }

  private func lines(_ text: String) -> [String] {
    text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// A SoftMax export with more blocks before its groups.
  private func extended(_ plate: SyntheticPlate, _ blocks: [[String]]) throws -> String {
    var text = lines(SoftMaxStyle().text(plate))
    let end = try #require(text.firstIndex { $0.hasPrefix("~End") })
    text.insert(contentsOf: blocks.joined(), at: end + 1)
    text[0] = "##BLOCKS= \(3 + blocks.count)"
    return text.joined(separator: "\n")
  }

  @Test func blocksNotNeeded() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    func head(_ kind: String) -> String {
      "Plate:\tOther\t1.3\tTimeFormat\t\(kind)\tAbsorbance\tRaw\tFALSE\t1\t\t\t\t\t\t1\t450 \t1\t12\t96\t1\t8\t\t"
    }
    let names = "\tTemperature(¡C)\t" + plate.wells.map(\.description).joined(separator: "\t") + "\t"
    let zeros = "400\t24.6\t" + plate.wells.map { _ in "0.1" }.joined(separator: "\t") + "\t"
    let list = "Group Column\tFormula Name\tFormula\tPrecision\tNotation"
    let blocks: [(name: String, block: [String])] = [
      ("empty plate", [head("Endpoint"), "~End"]), ("well scan", [head("Well Scan"), names, zeros, "~End"]),
      ("spectrum", [head("Spectrum"), names, zeros, zeros, "~End"]),
      (
        "spectrum by its ends",
        [head("Spectrum").replacing("\t1\t450 \t", with: "\t3\t\t"), names, zeros, zeros, "~End"]
      ),
      ("kinetic", [head("Kinetic"), names, zeros, zeros, "~End"]),
      ("cuvettes", ["Cuvette:\tSet1\t1.3\tTimeFormat\tEndpoint", "\tTemperature(¡C)\tA1", "\t24\t0.1", "~End"]),
      (
        "group without wells",
        [
          "Group: Summary", "Sample\tMeanResult\t", "01\t20.0\t", "", list,
          "1\tSample\t!SampleNames\t2 decimal places\tNumeric",
          "2\tMeanResult\tMeanResult@Samples\t3 decimal places\tNumeric", "", "Group Summaries", "", "~End ",
        ]
      ),
    ]
    for (name, block) in blocks { try check(try record(extended(plate, [block])), plate, warnings: 1, name) }
    try check(
      try record(extended(plate, blocks.map(\.block).prefix(2).suffix(1) + [blocks[5].block])), plate, warnings: 2,
      "two")
    // A group that prints values but has no wells cannot be placed.
    let values = blocks[6].block.map { $0.replacing("MeanResult@Samples", with: "!WellValues") }
    #expect(throws: InputFaults.self) { try record(extended(plate, [values])) }
  }

  /// Free text in a note, a first column of another name, integer sample names, samples without a well.
  @Test func freeWordsOfSoftMax() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let note = ["Note: Remarks", "Group: A was thawed twice", "Plate: see \"label", "a,b\tc;;", "~End"]
    try check(try record(extended(plate, [note])), plate, warnings: 0, "note")
    let text = lines(SoftMaxStyle().text(plate)).joined(separator: "\n")
    for name in ["SampleID", "Sample Name", "Samples"] {
      // The list of formulas below the group has the column's name as well.
      let renamed = text.replacing("\nSample\t", with: "\n\(name)\t").replacing("\n1\tSample\t", with: "\n1\t\(name)\t")
      try check(try record(renamed), plate, warnings: 0, name)
    }
    let odd = #expect(throws: InputFaults.self) { try record(text.replacing("\nSample\t", with: "\nSxmple\t")) }
    #expect(odd?.code == .missingColumn && odd?.message.contains("Sxmple") == true, "\(odd?.message ?? "")")
    let integers = lines(text).map { line in
      line.utf8.prefix(3).elementsEqual(Array("01\t".utf8)) ? "1\t" + line.dropFirst(3) : line
    }
    try check(try record(integers.joined(separator: "\n")), plate, warnings: 0, "integers")
  }

  /// A sample that the template names and no well holds is said and left out; one with a value but without a well is damage.
  @Test func samplesWithoutWells() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    var rows = lines(SoftMaxStyle().text(plate))
    let group = try #require(rows.firstIndex { $0.hasPrefix("Group: Samples") })
    let header = rows[group + 1].split(separator: "\t", omittingEmptySubsequences: false)
    let end = try #require(rows[group...].firstIndex { $0.hasPrefix("~End") })
    let place = (group + 2..<end).first { rows[$0].allSatisfy { $0 == "\t" || $0 == " " } } ?? end
    func row(_ value: String) -> String {
      let names = header.map { $0 == "Value" ? value : "" }
      return (["99"] + names.dropFirst()).joined(separator: "\t")
    }
    rows.insert(row(""), at: place)
    let found = try record(rows.joined(separator: "\n"))
    try check(found, plate, warnings: 1, "without a well")
    #expect(found.warnings.first?.message.contains("sample '99'") == true)
    rows[place] = row("0.512")
    #expect(throws: InputFaults.self) { try record(rows.joined(separator: "\n")) }
  }

  @Test func plateThatIsNeededIsRefused() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let text = SoftMaxStyle().text(plate)
    for (from, to) in [("\tEndpoint\t", "\tWell Scan\t"), ("\tEndpoint\t", "\tPolarization\t")] {
      let error = #expect(throws: InputFaults.self) { try record(text.replacing(from, with: to)) }
      #expect(error?.code == .unknownFormat && error?.line == 2 && error?.column == 5, "\(to)")
    }
  }

  /// Of a kinetic read without its reduced data the values that the groups print are used, and the run says so.
  @Test func printedValuesOfKineticReads() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let text = lines(SoftMaxStyle(isKinetic: true).text(plate))
    let end = try #require(text.firstIndex { $0.hasPrefix("~End") })
    let reduced = try #require(text[..<end].lastIndex { $0.hasPrefix("\t\tA1") || $0.hasPrefix("\t \tA1") })
    let cut = text.indices.filter { !(reduced..<end).contains($0) }.map { text[$0] }
    let record = try record(cut.joined(separator: "\n"))
    #expect(record.wells.count == 96 && record.warnings.count == 1)
    for well in record.wells {
      let signal = try #require(well.signal.number)
      #expect(abs(signal - (plate.signals[well.position] ?? 0)) < 6e-4)
    }
  }

  /// Experiments of one document name their plates and groups alike; each plate is read at its own wavelength.
  @Test func experimentsWithTheSameNames() throws {
    let plates = try [SyntheticPlate(usesMeans: true), SyntheticPlate(usesMeans: true, seed: 8)]
    for hasColumn in [false, true] {
      var text = ["##BLOCKS= 6"]
      for (k, plate) in plates.enumerated() {
        var blocks = lines(SoftMaxStyle().text(plate)).filter { !$0.hasPrefix("##") && !$0.hasPrefix("Original") }
        if k == 1 { blocks = blocks.map { $0.replacing("\t450 \t", with: "\t562 \t") } }
        if hasColumn {
          var isGroup = false
          blocks = blocks.map { line in
            if line.hasPrefix("Sample\t") { isGroup = true }
            if line.isEmpty || line.hasPrefix("Group") { isGroup = false }
            if line.hasPrefix("8\tCV") { return line + "\n9\tWellPlateName\t!WellPlateName\t3 decimal places\tNumeric" }
            if line.hasPrefix("7\tCV") { return line + "\n8\tWellPlateName\t!WellPlateName\t3 decimal places\tNumeric" }
            return isGroup ? line + (line.hasPrefix("Sample\t") ? "WellPlateName" : "Plate1") + "\t" : line
          }
        }
        text += blocks
      }
      let records = try Fixture.records("x.txt", Array(text.joined(separator: "\n").utf8))
      #expect(records.count == 2)
      for (record, plate) in zip(records, plates) { try check(record, plate, warnings: 0, "\(hasColumn)") }
    }
  }

  /// The role that a group's name does not tell is said.
  @Test func namesOfGroups() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    for (name, role, warnings) in [
      ("Unknowns", WellRole.unknown, 0), ("Patient samples", .unknown, 0), ("QC1", .qc, 0), ("Controls", .qc, 0),
      ("Contros", .unknown, 1), ("Family", .unknown, 1),
    ] {
      let record = try record(SoftMaxStyle().text(plate).replacing("Group: Samples", with: "Group: " + name))
      #expect(record.warnings.count == warnings && record.wells.last?.role == role, "\(name)")
    }
  }

  @Test func luminescenceWithoutWavelength() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let text = SoftMaxStyle().text(plate).replacing("\tAbsorbance\t", with: "\tLuminescence\t").replacing(
      "\t450 \t", with: "\t \t")
    try check(try record(text), plate, warnings: 0, "luminescence")
    #expect(throws: InputFaults.self) { try record(text.replacing("\tLuminescence\t", with: "\tAbsorbance\t")) }
  }

  /// Whatever line changes places with the head of the list of formulas, the damage is seen.
  @Test func headOfTheListOfFormulas() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let text = lines(SoftMaxStyle(factor: 10).text(plate))
    let heads = text.indices.filter { text[$0].hasPrefix("Group Column") }
    #expect(heads.count == 2)
    for head in heads {
      for other in text.indices where text[other].split(separator: "\t").count > 3 && !heads.contains(other) {
        var damaged = text
        damaged.swapAt(head, other)
        let error = #expect(throws: InputFaults.self, "line \(other + 1)") {
          try record(damaged.joined(separator: "\n"))
        }
        #expect(error?.line != nil)
      }
    }
  }

  @Test func formulasWithQuotesAndLineBreaks() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let text = SoftMaxStyle().text(plate)
    let formula = "\tStdev(Result)\t"
    #expect(text.contains(formula))
    for other in ["\t\"R\"&Text(Result)\t", "\tIf (Result>0,\"a\",\n\"b\")\t", "\t\"Stdev(Result)\"\t", "\t\"x\"\t"] {
      try check(try record(text.replacing(formula, with: other)), plate, warnings: 0, other)
    }
  }

  @Test func gen5TablesNotNeeded() throws {
    let plate = try SyntheticPlate(usesMeans: false)
    let text = Gen5Style(inResults: true).text(plate)
    let names = plate.wells.map(\.description).joined(separator: "\t")
    let zeros = plate.wells.map { _ in "0.1" }.joined(separator: "\t")
    let tables = [
      "Spectrum\r\n\r\nWavelength\t\(names)\r\n400\t\(zeros)\r\n410\t\(zeros)\r\n\r\n",
      "450\r\n\r\nTime\tT° 450\t\(names)\r\n0:00:00\t24.6\t\(zeros)\r\n\r\n",
      "Statistics\r\nWell ID\tName\tCount\tMean\tStd Dev\tCV (%)\r\nSPL1\t\t2\t1.5\t0.1\t6.7\r\n\r\n",
    ]
    for table in tables {
      try check(
        try record(text.replacing("\r\nResults\r\n", with: "\r\n" + table + "Results\r\n")), plate, warnings: 0, table)
    }
    // A list whose column of wells has lost its name is no table of statistics.
    let list = "Well ID\t\tMean\tConc\r\nSPL1\tA3\t1.5\t20\r\n\r\n"
    let error = #expect(throws: InputFaults.self) {
      try record(text.replacing("\r\nResults\r\n", with: "\r\n" + list + "Results\r\n"))
    }
    #expect(error?.line != nil)
  }

  /// Names that a user gave are samples, with a warning; a misprint of one of Gen5's own names is an error.
  @Test func gen5OwnIdentifiers() throws {
    let plate = try SyntheticPlate(usesMeans: false)
    let text = Gen5Style(inResults: true).text(plate)
    try check(try record(text.replacing("SPL2\t", with: "PTX2\t")), plate, warnings: 1, "own")
    for other in ["SPK2", "SP2", "SSPL2", "XTD2", "BLQ2", "Masked", "12", "PT;2"] {
      let error = #expect(throws: InputFaults.self, "\(other)") {
        try record(text.replacing("SPL2\t", with: "\(other)\t"))
      }
      #expect(error?.line != nil, "\(other)")
    }
  }
}
