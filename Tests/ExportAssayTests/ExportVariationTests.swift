// Exports in all their variations, written from one curve: every printed concentration is reproduced, every well is right.

import Testing

@testable import ExportAssay

@Suite struct ExportVariationTests {
  private func record(_ text: String, _ name: String = "x.txt", bytes: [UInt8]? = nil) throws -> PlateRecord {
    let decoded = try DecodedText(file: name, bytes: bytes ?? Array(text.utf8))
    let source = try #require(PlateRecord.exportSource(decoded), "\(name)")
    let records = try PlateRecord.read(decoded, source)
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
