// Exports that contradict themselves where no printed concentration shows it: an error or a warning at the place.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct ContradictionTests {
  /// A vendor export as text, one occurrence of a piece replaced in the line that starts so.
  private func edited(_ name: String, line prefix: String, _ old: String, _ new: String) throws -> [UInt8] {
    let bytes = try Fixture.bytes("vendor/" + name)
    let isWide = bytes.starts(with: [0xFF, 0xFE])
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
    let text = isWide ? String(decoding: units, as: UTF16.self) : String(bytes.map { Character(Unicode.Scalar($0)) })
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let index = try #require(lines.firstIndex { $0.hasPrefix(prefix) })
    var cells = lines[index].unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
    let cell = try #require(cells.firstIndex(of: old))
    cells[cell] = new
    lines[index] = cells.joined(separator: "\t")
    let result = lines.joined(separator: "\n")
    guard isWide else { return result.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
    return [0xFF, 0xFE] + Array(result.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  private func error(_ bytes: [UInt8]) -> InputFaults? {
    do {
      _ = try AssayRun.run(inputs: [("x.txt", bytes)])
      return nil
    } catch { return error }
  }

  @Test func maskedWellOfAnotherGroup() throws {
    let name = "softmax_elisatools_assay_2.txt"
    let renamed = try edited(name, line: "3\t750\tMasked\tC1", "C1", "G5")
    let found = try #require(error(renamed))
    #expect(found.code == .duplicateWell && found.line == 17 && found.well == "G5")
    // A masked well that no group holds contradicts nothing.
    #expect(error(try Fixture.bytes("vendor/" + name)) == nil)
  }

  @Test func blankExchangedWithSample() throws {
    let name = "gen5_Fluorescamine_Protein_Quantitation_no_results_matrix.txt"
    let bytes = try edited(name, line: "A\tBLK\tBLK", "BLK", "SPL33")
    let found = try #require(error(bytes))
    #expect(found.code == .inconsistent && found.line != nil)
    var text = String(decoding: bytes, as: UTF8.self)
    text.replace("\tSPL25\tSPL33\tSPL33\tWell ID", with: "\tSPL25\tSPL33\tBLK\tWell ID")
    let exchanged = try #require(error(Array(text.utf8)))
    #expect(exchanged.code == .inconsistent && exchanged.well == "A12" && exchanged.line == 32)
  }

  @Test func levelOffTheSeries() throws {
    let bytes = try edited("softmax_elisatools_assay_2.txt", line: "6\t93.75", "93.75", "93.72")
    let result = try AssayRun.run(inputs: [("x.txt", bytes)])
    #expect(result.warnings.contains { $0.message.contains("93.72") && $0.line != nil })
  }

  @Test func dilutionSeries() throws {
    let two = [640.0, 320, 160, 80, 40, 20, 10]
    #expect(DilutionSeries.oddLevel(two) == nil)
    // Rounded as people write them.
    #expect(DilutionSeries.oddLevel([3000, 1500, 750, 375, 188, 93.8, 46.9]) == nil)
    #expect(DilutionSeries.oddLevel([1000, 333, 111, 37, 12, 4]) == nil)
    // No series at all, or one level chosen apart.
    #expect(DilutionSeries.oddLevel([600, 500, 400, 300, 200, 100, 50]) == nil)
    #expect(DilutionSeries.oddLevel([640, 320, 200, 160, 80, 40, 20]) == nil)
    let odd = try #require(DilutionSeries.oddLevel([3000, 1500, 750, 375, 187.5, 93.72, 46.875]))
    #expect(odd.level == 93.72 && abs(odd.expected - 93.75) < 0.01)
  }
}
