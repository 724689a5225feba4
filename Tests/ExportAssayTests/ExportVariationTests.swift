// Exports in all their variations, written from one curve: every printed concentration is reproduced, every well is right.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct ExportVariationTests {
  private func record(_ text: String, _ name: String = "x.txt", bytes: [UInt8]? = nil) throws -> PlateRecord {
    let records = try Fixture.records(name, bytes ?? Array(text.utf8))
    #expect(records.count == 1, "\(name)")
    return try #require(records.first)
  }

  private func check(_ record: PlateRecord, _ plate: SyntheticPlate, _ name: String, rounded: Bool = false) throws {
    #expect(record.wells.count == 96, "\(name)")
    for well in record.wells {
      let expected = try #require(plate.signals[well.position])
      let signal = try #require(well.signal.number, "\(name) \(well.position)")
      #expect(abs(signal - expected) < (rounded ? 6e-4 : 1e-9), "\(name) \(well.position)")
      #expect((well.role == .standard) == SyntheticPlate.isStandard(well.position), "\(name)")
      if well.role == .standard { #expect(well.nominal == SyntheticPlate.levels[well.position.row], "\(name)") }
    }
    let parity = try #require(VendorParity.find(record), "\(name)")
    #expect(parity.isComplete && parity.comparisons.count > 90, "\(name): \(parity.count(.no)) not")
  }

  static let softMax: [(name: String, style: SoftMaxStyle)] = {
    var list: [(String, SoftMaxStyle)] = [("time", SoftMaxStyle())]
    func add(_ name: String, _ change: (inout SoftMaxStyle) -> Void) {
      for isGrid in [false, true] {
        var style = SoftMaxStyle()
        style.isGrid = isGrid
        change(&style)
        list.append((name + (isGrid ? ", grid" : ", time"), style))
      }
    }
    add("plain") { _ in }
    add("comma in plates, point in groups") { $0.plateComma = true }
    add("comma everywhere") {
      $0.plateComma = true
      $0.groupComma = true
    }
    add("no empty cells at line ends") { $0.isStripped = true }
    add("reduced") { $0.isReduced = true }
    add("second wavelength") { $0.secondWave = 0.045 }
    add("kinetic with reduced data") { $0.isKinetic = true }
    add("result at the mean signal") { $0.resultAtMean = true }
    add("dilution") { $0.factor = 20 }
    add("other names") {
      $0.standards = "STDs run 4"
      $0.columns = ("Well", "OD", "Conc", "AvgConc", "Standard Value pg/mL")
      $0.lineEnd = "\n"
    }
    return list
  }()

  @Test func softMaxVariations() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    for (name, style) in Self.softMax {
      do { try check(try record(style.text(plate), name), plate, name) } catch {
        Issue.record("\(name): \(error)")
      }
    }
  }

  @Test func encodings() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let text = SoftMaxStyle(isGrid: true).text(plate)
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let single = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let forms: [(String, [UInt8])] = [
      ("UTF-16LE with mark", [0xFF, 0xFE] + little), ("UTF-16LE", little), ("UTF-16BE with mark", [0xFE, 0xFF] + big),
      ("UTF-16BE", big), ("UTF-8 with mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8)), ("Windows-1252", single),
    ]
    for (name, bytes) in forms { try check(try record("", name, bytes: bytes), plate, name) }
  }

  @Test func gen5Variations() throws {
    let plate = try SyntheticPlate(usesMeans: false)
    var list: [(String, Gen5Style)] = []
    for comma in [false, true] {
      for reading in ["450", "Read 1:450", "Mean V [420]", "Lum"] {
        list.append(("matrices \(reading) \(comma)", Gen5Style(comma: comma, reading: reading)))
        list.append(("results \(reading) \(comma)", Gen5Style(inResults: true, comma: comma, reading: reading)))
        list.append(
          ("list \(reading) \(comma)", Gen5Style(isList: true, comma: comma, reading: reading, lineEnd: "\n")))
      }
    }
    for (name, style) in list {
      do { try check(try record(style.text(plate), name), plate, name) } catch {
        Issue.record("\(name): \(error)")
      }
    }
  }

  /// The lines of one group table of an export, each with its cells edited.
  private func edited(_ text: String, group: String, _ edit: (inout [String]) -> Void) -> String {
    var isInside = false
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map {
      line -> String in
      if line == "Group: " + group {
        isInside = true
        return String(line)
      }
      if line.isEmpty { isInside = false }
      guard isInside else { return String(line) }
      var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      edit(&cells)
      return cells.joined(separator: "\t")
    }
    return lines.joined(separator: "\n")
  }

  @Test func columnsOfGroupsAreThoseListed() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let text = SoftMaxStyle().text(plate)
    let intact = edited(text, group: "Samples") { _ in }
    try check(try record(intact), plate, "intact")
    // Wells, values and results must be there; a statistic may be hidden.
    for column in [1, 2, 3] {
      let error = #expect(throws: InputFaults.self) {
        try record(edited(text, group: "Samples") { $0.remove(at: column) })
      }
      #expect(error?.code == .missingColumn && error?.line != nil, "\(column)")
    }
    try check(try record(edited(text, group: "Samples") { $0.remove(at: 5) }), plate, "no SD")
    let swapped = #expect(throws: InputFaults.self) {
      try record(edited(text, group: "Samples") { $0.swapAt(3, 5) })
    }
    #expect(swapped?.line != nil)
  }

  /// A masked row leaves no trace in the figures of its sample; the number of its wells shows that it is gone.
  @Test func lostMaskedRowWarns() throws {
    let bytes = try Fixture.bytes("vendor/softmax_elisatools_assay_2.txt")
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.starts(with: Array(" \tD9\tMasked".utf8)) })
    let kept = lines.indices.filter { $0 != row }.map { lines[$0] }
    #expect(try record("", bytes: bytes).warnings.isEmpty)
    #expect(try record("", bytes: Array(kept.joined(separator: [10]))).warnings.count == 1)
    // A row of the standards that was read shows in their mean.
    let last = try #require(
      lines.firstIndex {
        $0.starts(with: Array(" \tRange?\tH3".utf8)) || $0.starts(with: Array(" \t \tRange?\tH3".utf8))
      })
    let without = lines.indices.filter { $0 != last }.map { lines[$0] }
    #expect(throws: InputFaults.self) { try record("", bytes: Array(without.joined(separator: [10]))) }
  }

  @Test func gen5WithoutConcentrationsWarns() throws {
    let text = Gen5Style().text(try SyntheticPlate(usesMeans: false))
    #expect(try record(text).warnings.isEmpty)
    let end = try #require(text.firstRange(of: "Conc\r\n\t1\t"))
    let cut = String(text[..<end.lowerBound])
    #expect(try record(cut).warnings.count == 1)
  }

  @Test func tablesWithoutSignals() throws {
    let map = "plate_id,well,role,sample_id,line_id,bio_rep,fraction\nP,A1,unknown,a,L1,1,medium\n"
    let alone = #expect(throws: InputFaults.self) { try AssayRun.run(inputs: [("map.csv", Array(map.utf8))]) }
    #expect(alone?.code == .missingColumn && alone?.line == 1)
    let reference = map.replacing("fraction", with: "signal_ref").replacing("medium", with: "0.1")
    let lost = #expect(throws: InputFaults.self) { try AssayRun.run(inputs: [("p.csv", Array(reference.utf8))]) }
    #expect(lost?.code == .missingColumn)
  }

  /// Damage that breaks something a file says twice ends in an error with its line.
  @Test func redundancyIsChecked() throws {
    let plate = try SyntheticPlate(usesMeans: true)
    let softMax = SoftMaxStyle(isGrid: true, factor: 20).text(plate)
    let gen5 = Gen5Style(inResults: true).text(try SyntheticPlate(usesMeans: false))
    let edits: [(name: String, text: String, from: String, to: String)] = [
      ("dilution of one sample", softMax, "\t20.0\t", "\t30.0\t"), ("level", softMax, "\t320.000\t", "\t20.000\t"),
      ("well renamed", softMax, "\tC4\t", "\tC6\t"),
      ("row of the grid", softMax, "~End\r\nGroup: St", "\t1\r\n~End\r\nGroup: St"),
      ("level in the layout", gen5, "\t320\t320\t", "\t320\t32\t"), ("level twice", gen5, "\t320\t320\t", "\t20\t20\t"),
      ("row letter", gen5, "\nD\t", "\nE\t"), ("standard's name", gen5, "\tSTD3\t", "\tSTD4\t"),
    ]
    for (name, text, from, to) in edits {
      let range = try #require(text.firstRange(of: from), "\(name)")
      let damaged = text.replacingCharacters(in: range, with: to)
      do {
        _ = try AssayRun.run(inputs: [("x.txt", Array(damaged.utf8))])
        Issue.record("\(name) went unseen")
      } catch {
        #expect(error.line != nil, "\(name): \(error)")
      }
    }
  }
}

extension String {
  fileprivate func firstRange(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].utf8.starts(with: part.utf8) {
        let end = utf8.index(start, offsetBy: part.utf8.count)
        return start..<end
      }
      start = unicodeScalars.index(after: start)
    }
    return nil
  }

  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
