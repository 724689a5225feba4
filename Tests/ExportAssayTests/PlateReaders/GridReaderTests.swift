// Exports of every reader with a plate map give the wells of the tidy table, to the digit.

import Documents
import Numerics
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct GridReaderTests {
  /// What a well is to the evaluation.
  struct Well: Hashable, CustomStringConvertible {
    let place: String
    let words: String
    var description: String { "\(place): \(words)" }
  }

  /// Wells without the samples' names, which exports make up.
  static func wells(_ record: PlateRecord) -> Set<Well> {
    Set(
      record.wells.map { well in
        let parts: [Any] = [
          well.role, well.cellLine ?? "", well.cellLine == nil ? 0 : well.bioRep ?? 0, well.fraction?.rawValue ?? "",
          well.role == .unknown ? -1 : well.nominal ?? -1, well.dilution, well.signal.number ?? -1, well.isIncluded,
        ]
        return Well(place: well.position.description, words: parts.map { "\($0)" }.joined(separator: " "))
      })
  }

  static func file(_ name: String) throws -> PlateFile {
    PlateFile(name: name, bytes: try Fixture.bytes("readers/" + name))
  }

  static func map(_ names: [String]) throws -> PlateMap {
    var map = PlateMap()
    for name in names where !name.isEmpty { map.add(try PlateMapFile.read(file(name))) }
    return map
  }

  /// Every line of readers/INDEX.tsv: the reader that knows the file, and the wells with the map.
  @Test func formsOfTheIndex() throws {
    let tidy = try #require(try TidyPlateReader().read(Self.file("plate.csv")).plates.first)
    let index = try NamedTable(Fixture.text("readers/INDEX.tsv"), form: .tabs)
    #expect(index.rows.count >= 28)
    for row in index.rows {
      let name = index.text(row, "file")
      let file = try Self.file(name)
      let reader = try #require(try PlateReaders.reader(for: file), "\(name)")
      #expect(reader.format.name == index.text(row, "reader"), "\(name)")
      let grids = try reader.read(file).grids
      #expect(grids.count == 1, "\(name): \(grids.map(\.name))")
      let map = try Self.map([index.text(row, "maps")])
      let record = try #require(try grids.first.map { try $0.record(map.of($0.name, isOnly: true)) })
      let (found, wanted) = (Self.wells(record), Self.wells(tidy))
      #expect(
        found == wanted, "\(name): \(found.subtracting(wanted).prefix(3)) not \(wanted.subtracting(found).prefix(3))")
    }
  }

  /// Dilutions that neither the export nor its map says are told as those of a plate table are.
  @Test func dilutionsNotSaid() throws {
    func warnings(_ map: (inout [String]) -> Void) throws -> [String] {
      let lines = String(decoding: try Fixture.bytes("readers/map.csv"), as: UTF8.self).split(separator: "\n")
      let text = lines.enumerated().map { index, line in
        var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if index > 0 { map(&cells) }
        return cells.joined(separator: ",")
      }.joined(separator: "\n")
      let result = try AssayRun.run(
        inputs: ["generic_grid.csv", "cultures.csv"].map { ($0, try Fixture.bytes("readers/" + $0)) },
        maps: [("map.csv", Array(text.utf8))])
      return result.warnings.map(\.message).filter { $0.contains("dilution_factor") }
    }
    #expect(try warnings { _ in }.isEmpty)
    #expect(
      try warnings { $0[7] = "" } == [
        "plate 'generic_grid': no sample has a dilution_factor, so all count as undiluted; write 1 where they are"
      ])
    let some = try warnings { if $0[5] == "medium" { $0[7] = "" } }
    #expect(some.count == 1 && some[0].contains("dilution_factor is empty in"), "\(some)")
  }

  /// What an export says of machine, date and operator.
  @Test func provenance() throws {
    func provenance(_ name: String) throws -> PlateProvenance {
      let file = try Self.file(name)
      return try #require(try PlateReaders.reader(for: file)).read(file).provenance
    }
    let tecan = try provenance("tecan_icontrol.txt")
    #expect(tecan.software == "Tecan i-control 2.0.10.0" && tecan.instrument == "infinite 200Pro")
    #expect(tecan.serialNumber == "1234567890" && tecan.measured == "2026-03-02 10:01:00")
    #expect(tecan.person == "BENCH\\reader")
    let german = try provenance("tecan_icontrol_german.txt")
    #expect(german.serialNumber == "1234567890" && german.instrument == "infinite 200Pro")
    let magellan = try provenance("tecan_magellan.xlsx")
    #expect(magellan.serialNumber == "1109005000" && magellan.instrument == "infinite F50")
    #expect(magellan.person == "Reader" && magellan.measured == "2026-03-02 10:02:11")
    #expect(magellan.protocolName == "elisa.mth")
    let mars = try provenance("bmg_mars_plate.csv")
    #expect(mars.instrument == "CLARIOstar" && mars.measured == "02/03/2026 10:29:50" && mars.person == "USER")
    let skanit = try provenance("skanit.xlsx")
    #expect(skanit.instrument == "Varioskan LUX" && skanit.serialNumber == "3020-81776")
    #expect(skanit.software?.contains("7.0.0.50") == true && skanit.measured == "3/2/2026 10:15:00 AM")
    let envision = try provenance("envision.csv")
    #expect(envision.serialNumber == "1050242" && envision.software == "EnVision Workstation 1.14.3049.1642")
    let kaleido = try provenance("kaleido.csv")
    #expect(kaleido.serialNumber == "1234567" && kaleido.person == "bench" && kaleido.protocolName == "PICP")
    #expect(try provenance("softmax5.xml").instrument == "SPECTRAmax M2e ROM v2.1.35")
  }

  /// Files of a known instrument that cannot be read name it and the reason.
  @Test func refusals() throws {
    func reason(_ name: String) throws -> String {
      let file = try Self.file(name)
      let reader = try #require(try PlateReaders.reader(for: file))
      return #expect(throws: InputFaults.self) { try reader.read(file) }?.message ?? ""
    }
    for (name, instrument) in [("tecan_kinetic.txt", "Tecan i-control"), ("bmg_mars_kinetic.csv", "BMG MARS")] {
      let words = try reason(name)
      #expect(words.hasPrefix(instrument) && words.contains("kinetic"), "\(words)")
    }
    let empty = PlateFile(name: "e.txt", bytes: Array("Application: Tecan i-control\nDevice: x\n".utf8))
    let reader = try #require(try PlateReaders.reader(for: empty))
    let error = #expect(throws: InputFaults.self) { try reader.read(empty) }
    #expect(error?.message.hasPrefix("Tecan i-control: no grid or list of wells") == true)
    // A cell that is neither a number nor a token is named with its well.
    let text = String(decoding: try Fixture.bytes("readers/tecan_icontrol.txt"), as: UTF8.self)
    let first = try #require(try TidyPlateReader().read(Self.file("plate.csv")).plates[0].wells[0].signal.number)
    let odd = PlateFile(
      name: "o.txt", bytes: Array(text.split(separator: "\t\(first)\t").joined(separator: "\tfoo\t").utf8))
    let fault = #expect(throws: InputFaults.self) { try reader.read(odd) }
    #expect(fault?.well == "A1" && fault?.code == .badNumber && fault?.line != nil)
  }

  /// Concentrations that other software computed are no signals: another grid or column is read, or the file is refused.
  @Test func computedValuesAreNoSignals() throws {
    func grid(_ title: String, _ factor: Int) -> String {
      title + "\n,1,2,3\n"
        + "ABC".enumerated().map { row, letter in
          "\(letter)," + (1...3).map { String(factor * (10 * row + $0)) }.joined(separator: ",")
        }.joined(separator: "\n") + "\n\n"
    }
    func readings(_ text: String) throws -> [String] {
      let file = PlateFile(name: "g.csv", bytes: Array(text.utf8))
      let reader = try #require(try PlateReaders.reader(for: file))
      return try reader.read(file).grids.flatMap(\.readings).filter { !$0.isCalculated }.map(\.name)
    }
    for title in [
      "Concentration (ng/mL)", "Conc. [pg/ml]", "Calculated", "Mean Conc", "Results ug/mL", "CV %",
      "konzentration µg/ml",
    ] {
      #expect(try readings(grid(title, 1)).isEmpty, "\(title)")
      #expect(try readings(grid(title, 1) + grid("OD 450", 3)) == ["OD 450"], "\(title)")
      let list = "Well,\(title),OD450\nA1,10,0.2\nA2,20,0.4\nB1,30,0.5\nB2,35,0.7\n"
      #expect(try readings(list) == ["OD450"], "\(title)")
      var map = PlateMap()
      map.add(try PlateMapEntry.read(NamedTable(Fixture.text("m.csv", "well,sample_id,nominal_conc\nA1,S1,10\n"))))
      let file = PlateFile(name: "g.csv", bytes: Array(grid(title, 1).utf8))
      let plate = try #require(try PlateReaders.reader(for: file)?.read(file).grids.first)
      let error = #expect(throws: InputFaults.self) { try plate.record(map.of(plate.name, isOnly: true)) }
      #expect(error?.message.contains("computed values only") == true && error?.message.contains(title) == true)
    }
    for title in [
      "OD 450", "Absorbance", "Raw data", "Signal 450-570", "Results", "RFU", "Plate 1 standards 0-1000 ng/mL",
      "Raw OD CV staining", "CV staining", "OD of 10 ug/mL coating",
    ] {
      #expect(try readings(grid(title, 1)) == [title])
    }
  }

  /// Tables in the sheets of a workbook are the tables.
  @Test func tablesOfAWorkbook() throws {
    func lines(_ names: String...) throws -> [String] {
      let result = try AssayRun.run(inputs: names.map { ($0, try Fixture.bytes("readers/" + $0)) })
      return result.lines.map {
        "\($0.line) \($0.synthesisPercent) \($0.secretion.value) \(String(describing: $0.verdict?.name))"
      }
    }
    #expect(try lines("tables.xlsx") == lines("cultures.csv", "plate.csv"))
  }
}

@Suite struct GridPlateTests {
  private func record(_ name: String, _ rows: String, isOnly: Bool = true) throws -> PlateRecord {
    let file = try GridReaderTests.file(name)
    let grid = try #require(try PlateReaders.reader(for: file)?.read(file).grids.first)
    var map = PlateMap()
    map.add(try PlateMapEntry.read(NamedTable(Fixture.text("m.csv", rows))))
    return try grid.record(map.of(grid.name, isOnly: isOnly))
  }

  /// The first reading with a warning, or the one or the difference that the map names.
  @Test func readings() throws {
    let base = "A1,S1,640"
    let first = try record("tecan_icontrol_two.txt", "well,sample_id,nominal_conc\n\(base)\n")
    #expect(
      first.warnings.contains { $0.message.contains("was read 2 times") && $0.message.contains("'Label2 (570)'") })
    func signal(_ read: String) throws -> Double {
      let found = try record("tecan_icontrol_two.txt", "well,sample_id,nominal_conc,read\n\(base),\(read)\n")
      #expect(!found.warnings.contains { $0.message.contains("was read") })
      return try #require(found.alternatives.first?.signals.first?.number)
    }
    let (one, two) = (try signal("450"), try signal("Label2 (570)"))
    #expect(one == first.wells[0].signal.number && two < one)
    #expect(abs(try signal("450-570") - (one - two)) < 1e-12)
    let error = #expect(throws: InputFaults.self) { try signal("620") }
    #expect(error?.message.contains("there are: Label1 (450), Label2 (570)") == true)
  }

  /// Nothing says what the wells hold: refused with the remedy. A well that was not read, a standard without concentration.
  @Test func undescribed() throws {
    func reason(_ rows: String) -> String {
      (#expect(throws: InputFaults.self) { try record("generic_grid.csv", rows) })?.message ?? ""
    }
    #expect(reason("well,note\nA1,x\n").contains("--map FILE"))
    #expect(reason("well,sample_id,nominal_conc\nA1,S,10\nH12,T,5\n").contains("was not read"))
    #expect(reason("well,role,sample_id\nA1,standard,S\n").contains("has no concentration"))
    #expect(reason("well,line_id,unit\nA1,L,ng/mL\nB1,L,pg/mL\n").contains("two units"))
  }

  /// A well with a signal that no map describes is said; one as low as a blank is not.
  @Test func leftOut() throws {
    let rows = "well,role,sample_id,nominal_conc\nA1,standard,S,640\nH1,blank,B,\n"
    let found = try record("generic_grid.csv", rows)
    #expect(found.wells.count == 2 && found.warnings.contains { $0.message.contains("well A2 reads above the blanks") })
    #expect(found.unit == "ng/mL")
  }

  /// A map says more than the layout of an export, and that is said.
  @Test func overruled() throws {
    let found = try record("bmg_mars_layout.csv", "well,role,sample_id,nominal_conc\nA1,qc,Q,600\n")
    #expect(found.wells.first { $0.position.description == "A1" }?.role == .qc)
    #expect(found.warnings.contains { $0.message.contains("overrules the layout") && $0.message.contains("first A1") })
  }

  /// Maps that contradict each other, and a map of wells where several plates were read.
  @Test func contradictions() throws {
    func map(_ texts: String...) throws -> PlateMap {
      var map = PlateMap()
      for (k, text) in texts.enumerated() {
        map.add(try PlateMapFile.read(PlateFile(name: "m\(k).csv", bytes: Array(text.utf8))))
      }
      return map
    }
    let filled = try map("well,sample_id\nA1,S1\n", "well,nominal_conc\nA1,10\n", "sample_id,dilution_factor\nS1,2\n")
    let found = try filled.of("P", isOnly: true).merged(nil, at: #require(WellPosition("A1")))
    #expect(found.contents.sample == "S1" && found.contents.nominal == 10 && found.contents.dilution == 2)
    let error = #expect(throws: InputFaults.self) {
      try map("well,sample_id\nA1,S1\n", "well,sample_id\nA1,S2\n").of("P", isOnly: true)
    }
    #expect(error?.message.contains("the sample differs from that in line 2 of 'm0.csv'") == true)
    let several = #expect(throws: InputFaults.self) { try filled.of("P", isOnly: false) }
    #expect(several?.message.contains("add the column plate_id") == true)
    #expect(throws: InputFaults.self) { try map("colour,1,2,3\nA,1,2,3\nB,1,2,3\n") }
    #expect(throws: InputFaults.self) { try map("nothing here\n") }
  }
}

@Suite struct GridScanLawTests {
  /// One plate as text: its wells are found again whatever stands around it.
  @Test(arguments: 1...60) func anyGridIsFound(_ seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    func pick<T>(_ items: [T]) -> T { items[Int(random.next() % UInt64(items.count))] }
    let (rows, columns) = pick([(8, 12), (16, 24), (32, 48)])
    let separator = pick(["\t", ";", ","])
    let comma = separator != "," && random.next() % 2 == 0
    let isList = random.next() % 3 == 0
    var values: [WellPosition: Double] = [:]
    for row in 0..<rows {
      for column in 0..<columns where random.next() % 10 > 0 || (row < 2 && column < 3) {
        values[try #require(WellPosition(row: row, column: column))] = Double(random.next() % 40_000) / 10_000
      }
    }
    func cell(_ position: WellPosition) -> String {
      guard let value = values[position] else { return "" }
      let text = NumberText.fixed(value, 4)
      return comma ? String(text.map { $0 == "." ? "," : $0 }) : text
    }
    var lines = ["Reader 7" + separator + "run 3", "free words, \"quoted\" and a half \" quote", ""]
    let shift = String(repeating: separator, count: Int(random.next() % 3))
    if isList {
      lines.append(shift + ["Well", "Signal"].joined(separator: separator))
      for position in values.keys.sorted() { lines.append(shift + position.description + separator + cell(position)) }
    } else {
      let isPadded = random.next() % 2 == 0
      lines.append(
        shift
          + (["<>"] + (1...columns).map { isPadded && $0 < 10 ? "0\($0)" : String($0) }).joined(separator: separator))
      for row in 0..<rows {
        let cells = (0..<columns).map { WellPosition(row: row, column: $0).map(cell) ?? "" }
        lines.append(shift + ([WellPosition.rowName(row)] + cells).joined(separator: separator))
      }
    }
    lines += ["", "End" + separator + "10:00"]
    let file = PlateFile(name: "g.txt", bytes: Array(lines.joined(separator: "\n").utf8))
    let grids = try GridFile(file)
    #expect(grids.blocks.count == 1, "seed \(seed)")
    let block = try #require(grids.blocks.first)
    let found = block.columns[0].cells.mapValues { NumberText.parse($0.text, mark: grids.mark) }
    #expect(found == values.mapValues { Optional($0) }, "seed \(seed)")
  }

  /// Tables that hold no plate give none.
  @Test func noPlates() throws {
    for text in ["line_id,role\nC1,control\nC2,control\n", "1,2,3\n4,5,6\n", "x,1,2,3\ny,1,2,3\nz,4,5,6\n", ""] {
      let file = PlateFile(name: "t.csv", bytes: Array(text.utf8))
      #expect(GenericReader().recognize(file) == nil, "\(text)")
    }
  }
}
