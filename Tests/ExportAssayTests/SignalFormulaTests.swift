// Which signal the results of an export are computed from: formulas, differences, separators.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct SignalFormulaTests {
  /// Formulas over two wavelengths of 0.8 and 0.3 and a shown value of 0.7.
  @Test func evaluates() {
    let names = [
      (name: "od450", formula: "!welllm1"), (name: "od620", formula: "!welllm2"),
      (name: "od450-620", formula: "!wellvalues"),
      (name: "dilution", formula: "!factor"), (name: "diff", formula: "od450-od620"),
    ]
    let waves: [WellSignal] = [.value(0.8, decimals: 3), .value(0.3, decimals: 4)]
    let table: [(formula: String, value: Double?)] = [
      ("!wellvalues", 0.7), ("!welllm2", 0.3), ("!welllm1-!welllm2", 0.5), ("od450-od620", 0.5), ("od450-620", 0.7),
      ("(od450-od620)/2", 0.25), ("diff*2+1", 2), ("od450/od620", 0.8 / 0.3), ("!wellvalues-0.06", 0.64),
      ("!welllm3", nil), ("!wellcolumn4", nil),
    ]
    for item in table {
      let formula = SoftMaxSignalFormula(item.formula, names: names)
      #expect(formula != nil, "\(item.formula)")
      let value = formula?.signal(value: .value(0.7, decimals: 3), waves: waves)?.number
      if let expected = item.value {
        #expect(abs((value ?? .nan) - expected) < 1e-12, "\(item.formula)")
      } else {
        #expect(value == nil, "\(item.formula)")
      }
    }
    for text in ["", "3", "dilution", "od450*dilution", "average(od450)", "od450-", "(od450", "od450)", "other"] {
      #expect(SoftMaxSignalFormula(text, names: names) == nil, "\(text)")
    }
    let difference = SoftMaxSignalFormula("!welllm1-!welllm2", names: [])
    #expect(difference?.signal(value: nil, waves: [.overflow, .value(1, decimals: 1)]) == .overflow)
  }

  /// Results computed from a formula of wavelengths are read from that formula, not from the first wavelength.
  @Test func differenceColumns() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    for (isGrid, formula) in [
      (true, "!WellLm1-!WellLm2"), (false, "!WellLm1 - !WellLm2"), (true, "(!WellLm1-!WellLm2)*1"),
    ] {
      var style = SoftMaxStyle()
      style.isGrid = isGrid
      style.secondWave = 0.052
      let text = style.text(plate).replacing("!WellValues", with: formula)
      let records = try Fixture.records("d.txt", Array(text.utf8))
      let record = try #require(records.first)
      #expect(record.warnings.isEmpty && record.wells.count == 96, "\(formula)")
      for well in record.wells {
        let expected = plate.signals[well.position] ?? .nan
        #expect(abs((well.signal.number ?? .nan) - expected) < 2e-4, "\(formula) \(well.position)")
      }
    }
  }

  /// A formula that cannot be computed from the plate: what the column prints is used, and that is said.
  @Test func printedColumns() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    var style = SoftMaxStyle()
    style.secondWave = 0.052
    let text = style.text(plate).replacing("!WellValues", with: "!WellLm1-Average@Blanks")
    let bytes = Array(text.replacing("\t0.052", with: "\t0.021").utf8)
    let record = try #require(try Fixture.records("d.txt", bytes).first)
    #expect(record.warnings.contains { $0.message.contains("printed, rounded values") })
    for well in record.wells {
      #expect(abs((well.signal.number ?? .nan) - (plate.signals[well.position] ?? .nan)) <= 0.000_51)
    }
  }

  /// Rows of a Gen5 export: layout of two columns of standards and the given readings.
  private static func gen5(_ sets: [(label: String, value: (Int, Int) -> Double)]) -> String {
    var lines = ["Software Version\t3.11.19", "", "Plate Number\tPlate 1", "", "Layout"]
    let header = "\t" + (1...12).map(String.init).joined(separator: "\t")
    lines.append(header)
    for row in 0..<8 {
      let ids = (0..<12).map { $0 < 2 ? "STD\(row + 1)" : "SPL\(row * 5 + $0 / 2)" }
      let doses = (0..<12).map { $0 < 2 ? String(1280 >> row) : "" }
      lines.append(([WellPosition.rowName(row)] + ids + ["Well ID"]).joined(separator: "\t"))
      lines.append(([""] + doses + ["Conc/Dil"]).joined(separator: "\t"))
    }
    lines += ["", "Results", header]
    for row in 0..<8 {
      for (k, set) in sets.enumerated() {
        let cells = (0..<12).map { NumberText.fixed(set.value(row, $0), 3) }
        lines.append(([k == 0 ? WellPosition.rowName(row) : ""] + cells + [set.label]).joined(separator: "\t"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func signal(_ row: Int, _ column: Int) -> Double {
    let dose = column < 2 ? Double(1280 >> row) : Double(20 + row * 31 + column * 17)
    return 2.8 - 2.7 / (1 + dose / 260)
  }

  private static func reference(_ row: Int, _ column: Int) -> Double { 0.04 + 0.001 * Double((row * 5 + column) % 7) }

  /// Without concentrations the difference of two wavelengths is the signal, not the first one of the file; of two
  /// wavelengths without a difference the first is used and that is said.
  @Test func gen5Differences() throws {
    let raw = { (r: Int, c: Int) in Self.signal(r, c) + Self.reference(r, c) }
    let all = [("450", raw), ("570", Self.reference), ("Delta", Self.signal)]
    let three = try #require(
      try Fixture.records("g.txt", Array(Self.gen5(all).utf8)).first)
    #expect(three.alternatives.map(\.name) == ["Delta", "450", "570"])
    #expect(
      three.wells.allSatisfy {
        abs(($0.signal.number ?? .nan) - Self.signal($0.position.row, $0.position.column)) < 6e-4
      })
    #expect(three.warnings.contains { $0.message.contains("'Delta' is used") })
    let two = try #require(
      try Fixture.records("g.txt", Array(Self.gen5(Array(all.prefix(2))).utf8)).first)
    #expect(two.alternatives.map(\.name) == ["450", "570"])
    #expect(two.warnings.contains { $0.message.contains("'450' is used") })
  }

  /// The same export with semicolons or commas between its cells, and filled up by a spreadsheet.
  @Test func otherSeparators() throws {
    let text = Self.gen5([("450", Self.signal)])
    let plain = try #require(try Fixture.records("g.txt", Array(text.utf8)).first)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let filled = lines.map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      return (cells.map(String.init) + [String](repeating: "", count: 20 - cells.count)).joined(separator: ",")
    }
    for other in [
      text.replacing("\t", with: ";"), text.replacing("\t", with: ","), filled.joined(separator: "\r\n"),
      text.replacing(".", with: ",").replacing("\t", with: ";"),
    ] {
      let record = try #require(try Fixture.records("g.csv", Array(other.utf8)).first)
      #expect(record.wells.count == 96)
      #expect(record.wells.map(\.signal.number) == plain.wells.map(\.signal.number))
      #expect(record.wells.map(\.nominal) == plain.wells.map(\.nominal))
    }
    let open = text.replacing("\t", with: ";").replacing("Well ID", with: "\"Well ID")
    #expect(throws: InputFaults.self) { try Fixture.records("g.csv", Array(open.utf8)) }
  }

  /// A dish without its cell layer gives neither synthesis nor per cent exported and is not counted.
  @Test func dishesCounted() throws {
    let plate = String(decoding: try Fixture.bytes("study/plate.csv"), as: UTF8.self).split(separator: "\n")
      .filter { !$0.contains(",CTRL1,3,") || $0.contains(",medium,") }.joined(separator: "\n")
    let result = try AssayRun.run(inputs: [
      ("plate.csv", Array((plate + "\n").utf8)), ("cultures.csv", try Fixture.bytes("study/cultures.csv")),
    ])
    let counts = result.lines.reduce(into: [String: Int]()) { $0[$1.line] = $1.dishCount }
    #expect(counts["CTRL1"] == 2 && counts["CTRL2"] == 3)
  }

  /// Damage is answered with what to do about it.
  @Test func errorsSayWhatToDo() {
    let header = "plate_id,well,role,sample_id,nominal_conc,signal\n"
    let table: [(text: String, words: String)] = [
      (header + "P1,A1,standard,S1,640\n", "separator"),
      (header + "P1,A1,standard,S1,640,high\n", "plain number"),
      (header + "P1,A1,standard,S1,640,1\nP1,A1,standard,S1,640,1\n", "keep one"),
      (header + "P1,\"A1,standard,S1,640,1\n", "quote"),
      (header + "P1,Z99,standard,S1,640,1\n", "such as B7"),
      ("plate_id,well,role,sample_id,nominal_conc\nP1,A1,standard,S1,640\n", "add the column"),
    ]
    for item in table {
      do throws(InputFaults) {
        _ = try AssayRun.run(inputs: [("t.csv", Array(item.text.utf8))])
        Issue.record("accepted: \(item.text)")
      } catch {
        #expect(error.description.contains(item.words) && error.line != nil, "\(error.description)")
      }
    }
  }
}
