// Readers: valid spellings and located errors.

import Numerics
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct NumberTextTests {
  @Test func parsesPlainDecimalsOnly() {
    for (text, value) in [
      ("1.5", 1.5), ("-0.25", -0.25), ("+3", 3), ("1.93E+03", 1930), (".5", 0.5), ("7.66E-05", 7.66e-5),
    ] {
      #expect(NumberText.parse(text) == value, "\(text)")
    }
    for text in ["", "-", "1,5", "1.2.3", "0x10", "inf", "nan", "1e", "1 000", "١", "--1", "1.5.", "e5"] {
      #expect(NumberText.parse(text) == nil, "\(text)")
    }
    #expect(NumberText.parse("1,5", mark: .comma) == 1.5)
    #expect(NumberText.decimals("1.93E+03") == -1)
    #expect(NumberText.decimals("59.038") == 3)
  }

  @Test func formats() {
    #expect(NumberText.fixed(0.15, 1) == "0.2")
    #expect(NumberText.fixed(-0.0001, 3) == "0.000")
    #expect(NumberText.fixed(999.996, 2) == "1000.00")
    #expect(NumberText.significant(3474.07, 6) == "3474.07")
    #expect(NumberText.significant(0.0000001234, 3) == "1.23e-7")
    #expect(NumberText.significant(123456, 3) == "123000")
    var random = RandomSource(seed: 1)
    for _ in 0..<2000 {
      let value = (random.uniform() - 0.5) * Elementary.pow(10, random.uniform(-8, 8))
      let text = NumberText.significant(value, 17)
      #expect(abs((Double(text) ?? .nan) - value) <= 1e-15 * abs(value), "\(text)")
    }
  }
}

@Suite struct ReaderTests {
  private func run(_ text: String, _ name: String = "t.csv") throws -> AssayResult {
    try AssayRun.run(inputs: [(name, Array(text.utf8))])
  }

  private func failure(_ text: String) -> InputFaults? {
    do {
      _ = try AssayRun.run(inputs: [("t.csv", Array(text.utf8))])
      return nil
    } catch {
      return error
    }
  }

  static let header = "plate_id,well,role,nominal_conc,signal\n"
  static let standards = [(10, 0.21), (20, 0.38), (40, 0.68), (80, 1.15), (160, 1.75), (320, 2.3)]

  static func plate(_ extra: String = "", header: String = header, separator: String = ",", comma: Bool = false)
    -> String
  {
    var text = header
    for (k, item) in standards.enumerated() {
      for r in 1...2 {
        let signal = String(item.1 * (r == 1 ? 1.01 : 0.99))
        text +=
          ["P", "\(Character(Unicode.Scalar(UInt8(65 + k))))\(r)", "standard", "\(item.0)", signal].joined(
            separator: separator) + "\n"
      }
    }
    if comma { text = String(text.map { $0 == "." ? "," : $0 }) }
    return text + extra
  }

  @Test func formsOfOnePlate() throws {
    let base = try run(Self.plate("P,A5,unknown,,0.9\n"))
    let x = try #require(base.plates[0].wells.last?.reading?.concentration)
    #expect(x > 40 && x < 80)
    let semicolon = Self.header.split(separator: ",").joined(separator: ";")
    let forms = [
      "\u{FEFF}" + Self.plate("P,A5,unknown,,0.9\n"),
      Self.plate("P;A5;unknown;;0,9\n", header: semicolon, separator: ";", comma: true),
      Self.plate(
        "P\tA5\tunknown\t\t0.9\r\n", header: Self.header.split(separator: ",").joined(separator: "\t"), separator: "\t"),
      Self.plate("P,A5,\"unknown\",,\"0.9\"\n\n\n"), "# note\n" + Self.plate("P,a05,unknown,,0.9"),
    ]
    for form in forms {
      let other = try run(form)
      #expect(other.plates[0].wells.last?.reading?.concentration == x)
    }
  }

  static let damagedRows: [(row: String, code: InputFault.Code, well: String?)] = [
    ("P,A5,unknown,,\n", .badNumber, "A5"), ("P,A5,unknown,,n.d.\n", .badNumber, "A5"),
    ("P,A1,unknown,,0.9\n", .duplicateWell, "A1"), ("P,A5,unknown,0.9\n", .rowLength, nil),
    ("P,A5,unknown,,0.9,1\n", .rowLength, nil), ("P,A5,sample,,0.9\n", .badToken, "A5"),
    ("P,Z99,unknown,,0.9\n", .badWell, nil), ("P,A5,\"unknown,,0.9\n", .quoting, nil),
    ("P,A5,unknown,,1e\n", .badNumber, "A5"), ("P,A5,standard,,0.9\n", .badNumber, "A5"),
    ("P,A5,unknown,,0\u{0}9\n", .encoding, nil),
  ]

  @Test func locatedErrors() throws {
    for (row, code, well) in Self.damagedRows {
      let error = try #require(failure(Self.plate(row)), "\(row)")
      #expect(error.code == code, "\(row)")
      #expect(error.line == 14, "\(row)")
      if let well { #expect(error.well == well, "\(row)") }
      #expect(!error.description.contains("\n"))
    }
  }

  @Test func headerErrors() throws {
    #expect(failure("plate_id,well,role,nominal_conc\nP,A1,standard,1\n")?.code == .missingColumn)
    #expect(failure("plate_id,well,well,role,signal\n")?.code == .duplicateColumn)
    #expect(failure("plate_id,well,role,signal,colour\nP,A1,unknown,1,red\n")?.code == .unknownColumn)
    #expect(failure("a,b,c\n1,2,3\n")?.code == .unknownFormat)
    #expect(failure("")?.code == .unknownFormat)
    #expect(failure("##BLOCKS= 2\nPlate:\tx\n")?.code == .badBlock)
  }

  @Test func tokensAreNeverZero() throws {
    let extra =
      "P,A5,unknown,,OVRFLW\nP,A6,unknown,,Masked\nP,A7,unknown,,?????\nP,A8,unknown,,>40.000\nP,A9,unknown,,*0.356*\nP,A10,unknown,,Range?\n"
    let wells = try run(Self.plate(extra)).plates[0].wells.filter { $0.well.role == .unknown }
    #expect(wells.allSatisfy { $0.reading == nil && !$0.isUsable })
    #expect(wells.map { $0.flags.sorted().first } == [.saturated, .masked, .notRead, .saturated, .masked, .notRead])
  }

  @Test func plater() throws {
    var text = ""
    for (name, cells) in [("role", "standard"), ("nominal_conc", ""), ("signal", "")] {
      text += name + "," + (1...12).map(String.init).joined(separator: ",") + "\n"
      for r in 0..<8 {
        let row = (1...12).map { c -> String in
          guard c <= 2, r < 6 else { return "" }
          if name == "role" { return cells }
          return name == "signal" ? String(Self.standards[r].1 * (c == 1 ? 1.01 : 0.99)) : String(Self.standards[r].0)
        }
        text += "\(Character(Unicode.Scalar(UInt8(65 + r))))," + row.joined(separator: ",") + "\n"
      }
      text += "\n"
    }
    let plater = try run(text).plates[0]
    let tidy = try run(Self.plate()).plates[0]
    #expect(plater.curve.parameters == tidy.curve.parameters)
    // As spreadsheets write it: empty rows of delimiters, semicolons or tabs, decimal commas, a mark at the start.
    let padded = text.replacing("\n\n", with: "\n" + String(repeating: ",", count: 12) + "\n")
    var variants = [padded, "\u{FEFF}" + padded]
    for delimiter in [";", "\t"] {
      variants.append(padded.replacing(",", with: delimiter))
      variants.append(padded.replacing(",", with: delimiter).replacing(".", with: ","))
    }
    for variant in variants { #expect(try run(variant).plates[0].curve.parameters == plater.curve.parameters) }
    let short = #expect(throws: InputFaults.self) { try run(padded.replacing("\nC,", with: "\n,")) }
    #expect(short?.line != nil)
  }

  /// A few hundred damaged exports: a located error, or the values of the undamaged file. The benchmark runs 10,000.
  @Test func damagedExports() throws {
    var random = RandomSource(seed: 4)
    let name = "vendor/softmax_softmaxpro_example_reduced.txt"
    let bytes = try Fixture.bytes(name)
    let truth = try AssayRun.run(inputs: [(name, bytes)]).plates[0].wells
    var errors = 0
    for _ in 0..<30 {
      var damaged = bytes
      let start = random.below(damaged.count - 1)
      switch random.below(3) {
      case 0: damaged.remove(at: start)
      case 1: damaged.removeSubrange(start...)
      default:
        if let tab = damaged[start...].firstIndex(of: 9) { damaged.remove(at: tab) }
      }
      do {
        let wells = try AssayRun.run(inputs: [(name, damaged)]).plates[0].wells
        for item in wells where !item.flags.contains(.vendorDisagrees) {
          let same = truth.first { $0.well.position == item.well.position && $0.well.group == item.well.group }
          guard let a = item.reading?.concentration, let b = same?.reading?.concentration else { continue }
          #expect(abs(a - b) <= 0.01 * abs(b) + 0.1, "\(item.well.position)")
        }
      } catch {
        errors += 1
        #expect(!error.file.isEmpty)
      }
    }
    #expect(errors > 10)
  }
}

@Suite struct PlateLayoutTests {
  private func dishes(_ lines: Int, reps: Int = 3) -> [PlateLayout.Dish] {
    (1...lines).flatMap { k in (1...reps).map { PlateLayout.Dish(line: "C\(k)", role: .control, bioRep: $0) } }
      + (1...reps).map { PlateLayout.Dish(line: "F17", role: .case, bioRep: $0) }
  }

  @Test func keepsTogetherWhatBelongsTogether() throws {
    let wells = try PlateLayout.make(dishes: dishes(6), plates: 2, seed: 7)
    #expect(wells == (try PlateLayout.make(dishes: dishes(6), plates: 2, seed: 7)))
    #expect(wells != (try PlateLayout.make(dishes: dishes(6), plates: 2, seed: 8)))
    for plate in 1...2 {
      let here = wells.filter { $0.plate == plate }
      #expect(Set(here.map(\.position)).count == here.count)
      if here.contains(where: { $0.line == "F17" }) {
        #expect(Set(here.filter { $0.line.hasPrefix("C") }.map(\.line)).count >= 3)
      }
    }
    for line in Set(wells.map(\.line)) where !line.isEmpty {
      for rep in 1...3 {
        let own = wells.filter { $0.line == line && $0.bioRep == rep }
        #expect(Set(own.map(\.plate)).count == 1)
        #expect(own.filter { $0.fraction == .medium }.count == 2 && own.filter { $0.fraction == .cellLayer }.count == 2)
      }
    }
  }

  @Test func refuses() {
    let lonely = [PlateLayout.Dish(line: "F17", role: .case, bioRep: 1)]
    #expect(throws: InputFaults.self) { _ = try PlateLayout.make(dishes: lonely, plates: 1, seed: 1) }
    #expect(throws: InputFaults.self) { _ = try PlateLayout.make(dishes: dishes(12), plates: 1, seed: 1) }
    let apart =
      dishes(1, reps: 1).filter { $0.role == .control }
      + (1...30).map { PlateLayout.Dish(line: "F17", role: .case, bioRep: $0) }
    #expect(throws: InputFaults.self) { _ = try PlateLayout.make(dishes: apart, plates: 2, seed: 1) }
  }
}
