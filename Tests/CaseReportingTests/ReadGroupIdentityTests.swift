// Tests of the names that reads carry in their read groups, against the name of the sample and the case.

import Documents
import Evidence
import Reporting
import Testing

@testable import CaseReporting
@testable import Collagen

@Suite struct ReadGroupIdentityTests {
  @Test(arguments: [
    ("P07", []), ("P07", ["P07"]), ("P07", ["p7"]), ("P07", ["P-07"]), ("P07_rep2", ["P07"]), ("P07", ["P07", "P-07"]),
    ("P07", ["P07_S12"]), ("P07", ["p07_S1_L002"]),
  ])
  func theSamplesNameInAnyWritingIsNoAlarm(_ sample: String, _ names: [String]) {
    #expect(LaboratoryName.warnings(sample: sample, readGroups: [("x.bam", names)]) == [])
  }

  @Test(arguments: [
    ("P07", ["P08"]), ("P07", ["P07", "P08"]), ("P1", ["P10"]), ("P07", ["DNA-7"]), ("P07", ["P07_mother"]),
  ])
  func anotherNameIsToldWithTheFile(_ sample: String, _ names: [String]) throws {
    let told = LaboratoryName.warnings(sample: sample, readGroups: [("own.bam", [sample]), ("x.bam", names)])
    let text = try #require(told.first)
    #expect(told.count == 1 && text.hasPrefix("IDENTITY_MISMATCH: ") && text.contains("x.bam"))
    #expect(text.contains(names[names.count - 1]) && text.contains("sample screened is \(sample)"))
  }

  private func faults(_ record: String, _ names: [String]?, allows: Bool = false) throws -> [InputFault] {
    var document = screenDocument("P07")
    document.inputs = [
      ReportedInput(
        name: "x.bam", bytes: 7, sha256: String(repeating: "a", count: 64), container: "bam", completeness: .verified,
        readSamples: names)
    ]
    // What is written is what is read.
    let read = try ScreenDocument(json: document.text(), file: "s.json")
    #expect(read.inputs.first?.readSamples == names)
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array(record.utf8)))
    sources.screen = SourceFile(name: "s.json", document: document)
    sources.allowsIdentityMismatch = allows
    do {
      let report = try CaseReporter.report(sources, version: testVersion)
      return allows ? report.identity.alarms : []
    } catch { return error.faults }
  }

  @Test(
    arguments: [
      ("id: P07\n", nil), ("id: P07\n", ["P07"]), ("id: P07\n", ["p-7"]), ("id: P07\n", ["P07_S3"]),
      ("id: P07\nidentity: {samples: [DNA-7, P07]}\n", ["DNA-7"]), ("id: P07\nidentity: {lines: [F7]}\n", ["F7"]),
    ] as [(String, [String]?)])
  func readsOfTheCaseAreReported(_ record: String, _ names: [String]?) throws {
    #expect(try faults(record, names).isEmpty)
  }

  @Test(arguments: [
    ("id: P07\n", ["P08"]), ("id: P07\n", ["P07", "P08"]), ("id: P07\nidentity: {samples: [P07, P09]}\n", ["P08"]),
  ])
  func readsOfAnotherPersonAreRefused(_ record: String, _ names: [String]) throws {
    for allows in [false, true] {
      let found = try faults(record, names, allows: allows)
      #expect(found.map(\.code) == [.identityMismatch] && found.first?.exitStatus == 65)
      let fault = try #require(found.first)
      #expect(fault.reason.contains("x.bam") && fault.reason.contains("P08") && fault.reason.contains("P07"))
      #expect(fault.remedy.contains("identity: {samples: [P08]}"))
    }
  }
}
