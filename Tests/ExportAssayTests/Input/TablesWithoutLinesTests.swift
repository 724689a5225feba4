// Analytes that differ in capitals alone are one, and tables from which no figure of a line comes.

import Documents
import Testing

@testable import AssaySimulation
@testable import ExportAssay

@Suite struct TablesWithoutLinesTests {
  @Test func capitalsTellNothingApart() throws {
    let (cultures, plate) = (Example.table(.cultures), Example.table(.plate))
    let right = try Example.run(cultures, plate)
    for (column, value) in [("analyte", "picp"), ("analyte", "Picp")] {
      var other = plate
      other.edit(column, where: { $0["bio_rep"] == "1" && !($0[column] ?? "").isEmpty }) { _ in value }
      let found = try Example.run(cultures, other)
      #expect(found.lines.map(\.synthesis.value) == right.lines.map(\.synthesis.value), "\(column)")
      #expect(found.warnings == right.warnings, "\(found.words)")
    }
  }

  /// Collagenase and hydroxyproline beside cultures say what they give and what to do.
  @Test func digestsBesideCultures() throws {
    let found = try Example.run(Example.table(.cultures), Example.table(.collagenase))
    #expect(
      found.words.contains("table of amounts") && !found.words.contains("no collagen is measured"), "\(found.words)")
    #expect(found.emptiness == nil)
    #expect(try Example.run(Example.table(.cultures)).emptiness != nil)
  }
}
