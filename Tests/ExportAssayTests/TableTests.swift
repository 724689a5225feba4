// Tables of cultures, gels and melting: what is refused, what is warned of, and hand-computed figures.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct TableTests {
  private static func study(_ name: String) throws -> String {
    String(decoding: try Fixture.bytes("study/\(name).csv"), as: UTF8.self)
  }

  /// The first row of a table with one cell changed.
  private static func changed(_ name: String, _ column: String, _ value: String) throws -> [UInt8] {
    var lines = try study(name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let header = try #require(lines.firstIndex { !$0.hasPrefix("#") })
    let index = try #require(lines[header].split(separator: ",").map(String.init).firstIndex(of: column))
    var cells = lines[header + 1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    cells[index] = value
    lines[header + 1] = cells.joined(separator: ",")
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func failure(_ inputs: [(name: String, bytes: [UInt8])]) -> InputFaults? {
    do {
      _ = try AssayRun.run(inputs: inputs)
      return nil
    } catch {
      return error
    }
  }

  /// Slips of the pen in one cell: an error with file, line and column.
  @Test func refusesSlips() throws {
    for (table, column, value) in [
      ("cultures", "bio_rep", "0"), ("cultures", "passage", "-5"), ("cultures", "age_years", "290"),
      ("cultures", "medium_ml", "-2"), ("cultures", "cells_x1e5", "0"), ("cultures", "dna_ug", "NaN"),
      ("bands", "volume", "-5"), ("bands", "saturated_px", "-1"), ("bands", "rf", "1.4"), ("tm", "temp_c", "-300"),
      ("tm", "temp_c", "310"), ("pulse_chase", "efficiency", "92"), ("hydroxyproline", "hyp_ug", "-1"),
      ("collagenase", "resistant_dpm", "NaN"),
    ] {
      let error = Self.failure([(table + ".csv", try Self.changed(table, column, value))])
      #expect(
        error?.file == table + ".csv" && error?.line != nil && error?.column != nil, "\(table) \(column)=\(value)")
    }
  }

  /// The same file twice, a dish in two tables, a table without rows: each would change n or say nothing.
  @Test func refusesTwice() throws {
    let plate = Array(try Self.study("plate").utf8)
    let cultures = try Self.study("cultures")
    #expect(Self.failure([("a.csv", plate), ("b.csv", plate)])?.code == .inconsistent)
    let other = Array((cultures + "# another day\n").utf8)
    #expect(Self.failure([("a.csv", Array(cultures.utf8)), ("b.csv", other)]) != nil)
    let more = cultures.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n"
    #expect(Self.failure([("a.csv", Array(cultures.utf8)), ("b.csv", Array(more.utf8))])?.code == .inconsistent)
    let header = cultures.split(separator: "\n")[1] + "\n"
    #expect(Self.failure([("a.csv", Array(header.utf8))])?.code == .notEvaluable)
    #expect(Self.failure([("a.csv", Array("# only\n# words\n".utf8))])?.description.contains("comment") == true)
    let missing = cultures.split(separator: "\n").map(String.init)
    let renamed = ([missing[0], missing[1].replacing("role", with: "note")] + missing.dropFirst(2))
      .joined(separator: "\n")
    #expect(Self.failure([("a.csv", Array(renamed.utf8))])?.line == 2)
  }

  /// What cannot be used is said.
  @Test func warns() throws {
    func warnings(_ inputs: [(name: String, bytes: [UInt8])]) throws -> String {
      try AssayRun.run(inputs: inputs).warnings.map(\.message).joined(separator: "\n")
    }
    #expect(try warnings([("c.csv", Array(try Self.study("cultures").utf8))]).contains("without a plate"))
    let plate: (name: String, bytes: [UInt8]) = ("plate.csv", Array(try Self.study("plate").utf8))
    #expect(try warnings([plate]).contains("no cultures table"))
    #expect(try warnings([("b.csv", try Self.changed("bands", "band", "alpha9"))]).contains("'alpha9' is not used"))
    let profile = try Self.study("lane_profile").split(separator: "\n").prefix(5).joined(separator: "\n")
    #expect(try warnings([("l.csv", Array(profile.utf8))]).contains("12 points"))
    let timeless = ("c.csv", try Self.changed("cultures", "label_hours", ""))
    #expect(try warnings([plate, timeless]).contains("label_hours is missing for 1 of"))
  }

  /// 100 C / (C + f N) with C = 52000 - 900 and N = 28900; the factor is the caller's.
  @Test func collagenaseFactor() throws {
    let bytes = Array(try Self.study("collagenase").utf8)
    for factor in [5.4, 4.3, 1] {
      var options = AssayOptions()
      options.constants.iminoAcidRatio = factor
      let result = try AssayRun.run(inputs: [("c.csv", bytes)], options: options)
      #expect(abs(result.collagenase[0].percent - 100 * 51100 / (51100 + factor * 28900)) < 1e-9)
    }
  }
}
