// Bone density that a record names: which score is read, in which words, and what is refused.

import Documents
import Foundation
import Reporting
import Testing

@testable import Evidence

@Suite struct DensityTests {
  private static let header =
    "subject_id,scan_date,age_years,sex,menopausal_status,device,site,bmd_g_cm2,vertebrae,reference_id,weeks_post_partum\n"
  private static let reference =
    "reference_id,site,device,sex,kind,age_low,age_high,mean_g_cm2,sd_g_cm2,source\n"
    + "r,lumbar_spine,Hologic,F,age,20,80,1.000,0.100,made for this test\n"

  private func record(_ rows: String, reference: String = reference, id: String = "S") throws -> CaseRecord {
    var record = CaseRecord(id: id)
    try record.addDensities([
      ("d.csv", Array((Self.header + rows + "\n").utf8)), ("r.csv", Array(reference.utf8)),
    ])
    return record
  }

  private func scan(_ row: String) throws -> CaseRecord.BoneDensity { try #require(record(row).bmd.first) }

  /// Z = (0.800 - 1.000) / 0.100 = -2.0 is below the expected range; 0.801 is within.
  @Test func words() throws {
    let low = try scan("S,2026-03-01,30,F,pre,Hologic,lumbar_spine,0.800,L1-L4,r,10")
    #expect(low.zScore == -2 && low.tScore == nil && low.reference == "made for this test")
    #expect(low.reading?.hasPrefix("below the expected range for age") == true)
    #expect(low.reading?.contains("10 weeks post partum: lactation lowers") == true)
    let within = try scan("S,2026-03-01,30,F,pre,Hologic,lumbar_spine,0.801,L1-L4,r,")
    #expect(within.reading?.hasPrefix("within the expected range") == true)
    #expect(within.reading?.contains("not diagnosed from bone density alone") == true)
    let single = try scan("S,2026-03-01,30,F,pre,Hologic,lumbar_spine,0.8,L2,r,")
    #expect(single.reading?.contains("single vertebra") == true && single.zScore == nil)
    let unknown = try scan("S,2026-03-01,30,F,pre,Hologic,lumbar_spine,0.8,L1-L4,other,")
    #expect(unknown.reading?.contains("reference 'other' is not among the tables") == true)
    let wrist = try scan("S,,30,F,pre,Hologic,radius_33,0.655,,,")
    #expect(wrist.site == .forearm && wrist.region == "1/3" && wrist.zScore == nil)
  }

  /// Z before menopause whatever the age, T after it whatever the age; men by age.
  @Test func whichScore() throws {
    for (cells, words) in [
      ("45,F,post", "T score -2.2"), ("52,F,pre", "below"), ("45,F,", "below"), ("55,F,", "T score"),
      ("45,M,", "Z score not given"),
    ] {
      let found = try scan("S,2026-03-01,\(cells),Hologic,lumbar_spine,0.8,L1-L4,,")
      #expect(found.reading?.hasPrefix(words) == true, "\(cells): \(found.reading ?? "")")
      #expect(found.tScore == nil || found.zScore == nil)
    }
  }

  /// LSC = 2.77 RMS-SD of 30 pairs that are 0.02 apart: 2.77 x 0.02 / sqrt 2 = 0.039.
  @Test func changes() throws {
    let first = "S,2026-03-01,30,F,pre,Hologic,lumbar_spine,0.800,L1-L4,,\n"
    func change(_ second: String, pairs: Int = 30) throws -> String {
      let precision = (0..<pairs).map { "Q\($0),lumbar_spine,Hologic,0.800\nQ\($0),lumbar_spine,Hologic,0.820\n" }
      var record = CaseRecord(id: "S")
      try record.addDensities([
        ("d.csv", Array((Self.header + second + "\n" + first).utf8)),
        ("p.csv", Array(("precision_subject_id,site,device,bmd_g_cm2\n" + precision.joined()).utf8)),
      ])
      #expect(record.bmd.count == 2 && record.bmd[0].change == nil)
      return record.bmd[1].change ?? ""
    }
    let far = try change("S,2026-09-01,30,F,pre,Hologic,lumbar_spine,0.840,L1-L4,,")
    #expect(far == "since 2026-03-01: +0.040 g/cm2, a real change (least significant change 0.039 g/cm2)")
    #expect(try change("S,2026-09-01,30,F,pre,Hologic,lumbar_spine,0.830,L1-L4,,").contains("within the precision"))
    #expect(try change("S,2026-09-01,30,F,pre,Lunar,lumbar_spine,0.9,L1-L4,,").contains("not interchangeable"))
    #expect(try change("S,2026-09-01,30,F,pre,Hologic,lumbar_spine,0.9,L2-L4,,").contains("other vertebrae"))
    #expect(
      try change("S,2026-09-01,30,F,pre,Hologic,lumbar_spine,0.9,L1-L4,,", pairs: 9).contains("cannot be said"))
  }

  /// What would give a score of the wrong person or unit is refused at its place.
  @Test func refusals() throws {
    for (row, code, column) in [
      ("T,2026-03-01,30,F,pre,Hologic,lumbar_spine,0.8,,,", InputFault.Code.conflict, nil),
      ("S,2026-03-01,30,F,pre,Hologic,lumbar_spine,781,,,", .badNumber, 8),
      ("S,01/03/2026,30,F,pre,Hologic,lumbar_spine,0.8,,,", .badToken, 2),
      ("S,2026-03-01,30,X,pre,Hologic,lumbar_spine,0.8,,,", .badToken, 4),
      ("S,2026-03-01,30,F,pre,Hologic,spine,0.8,,,", .badToken, 7),
    ] as [(String, InputFault.Code, Int?)] {
      let error = #expect(throws: InputFaults.self, "\(row)") { try record(row) }
      #expect(error?.code == code && error?.line == 2 && error?.file == "d.csv", "\(row)")
      if let column { #expect(error?.column == column, "\(row)") }
    }
    var man = CaseRecord(id: "S")
    man.subject.sex = .male
    #expect(throws: InputFaults.self) {
      try man.addDensities([
        ("d.csv", Array((Self.header + "S,,30,F,pre,Hologic,lumbar_spine,0.8,,,\n").utf8))
      ])
    }
  }

  /// The tables of the fixture, as a record names them.
  @Test func fixture() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/evidence/dxa")
    let names = ["dxa.csv", "dxa_reference.csv", "dxa_precision.csv"]
    var record = try CaseRecord(text: "id: S17\ndxa: [\(names.joined(separator: ", "))]\n", file: "x.yaml")
    #expect(record.dxa == names)
    try record.addDensities(names.map { ($0, [UInt8](try Data(contentsOf: folder.appending(path: $0)))) })
    #expect(record.bmd.count == 4 && record.bmd.filter { $0.zScore != nil }.count == 2)
    #expect(record.bmd.compactMap(\.change).count == 1)
  }
}
