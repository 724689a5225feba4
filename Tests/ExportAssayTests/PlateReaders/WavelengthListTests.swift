// Lists with a column of wavelengths, and with row and column of a well apart.

import Documents
import Testing

@testable import AssaySimulation
@testable import ExportAssay

@Suite struct WavelengthListTests {
  private static let cultures = Example.table(.cultures)
  private static let plate = Example.table(.plate)

  /// The example read as a list, with a map.
  private static func run(_ header: String, _ read: String = "", _ rows: (String, String) -> [String]) throws
    -> AssayResult
  {
    let list = plate.rows.flatMap { rows($0["well"] ?? "", $0["signal"] ?? "") }
    var map = plate
    map.columns.removeAll { $0 == "signal" || $0 == "signal_ref" || $0 == "plate_id" || $0 == "note" }
    map.columns.append("read")
    for index in map.rows.indices { map.rows[index]["read"] = read }
    return try AssayRun.run(
      inputs: [
        ("c.csv", Array(cultures.text().utf8)), ("r.txt", Array(([header] + list).joined(separator: "\n").utf8)),
      ], maps: [("m.csv", Array(map.text().utf8))])
  }

  private func checkRight(_ found: AssayResult) throws {
    let right = try Example.run(Self.cultures, Self.plate)
    #expect(found.lines.map(\.synthesis.value) == right.lines.map(\.synthesis.value), "\(found.words)")
    #expect(found.warnings.isEmpty, "\(found.words)")
  }

  @Test func aWavelengthIsNoSignal() throws {
    for title in ["Wavelength", "Wavelength [nm]", "wavelength (nm)"] {
      try checkRight(try Self.run("Well\t\(title)\tAbs") { ["\($0)\t450\t\($1)"] })
    }
  }

  @Test func twoWavelengthsAreTwoReadings() throws {
    let rows = { (well: String, signal: String) in ["\(well)\t450\t\(signal)", "\(well)\t570\t0.04"] }
    try checkRight(try Self.run("Well\tWavelength\tAbs", "450", rows))
    let found = try Self.run("Well\tWavelength\tAbs", "", rows)
    #expect(found.words.contains("was read 2 times ('Abs (450)', 'Abs (570)'): 'Abs (450)' is used"), "\(found.words)")
  }

  @Test func rowAndColumnApart() throws {
    try checkRight(
      try Self.run("Row\tColumn\tOD") { well, signal in ["\(well.prefix(1))\t\(well.dropFirst())\t\(signal)"] })
  }
}
