// Laws of phase in a VCF: what is stated joins changes of one chromosome, whoever states it; what is not stated and matters is told.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct VCFPhaseTests {
  private let maker = VCFMaker(assembly: .grch38, gene: 0)

  private func assessment(_ vcf: VCFCase) -> CaseAssessment {
    CaseAssessment(record: CaseRecord(id: "s"), screen: nil, vcf: vcf, assay: nil)
  }

  /// Two changes of one codon, `p.(Gly197Tyr)` together.
  private func codon(_ format: String, _ first: String, _ second: String) throws -> VCFCase {
    try maker.read([
      "50198001|C|T|PASS|.|\(format)|\(first)".replacing("!", with: "¦"),
      "50198002|C|A|PASS|.|\(format)|\(second)".replacing("!", with: "¦"),
    ])
  }

  /// Whether the two changes of a codon are read as one.
  private func isJoined(_ vcf: VCFCase) -> Bool { assessment(vcf).calls.allSatisfy { $0.haplotypePart != nil } }
  private func isOpen(_ vcf: VCFCase) -> Bool { assessment(vcf).flags.contains { $0.code == .phaseNotKnown } }

  @Test(arguments: [
    // One set for the chromosome where the file has no PS.
    ("GT", "0!1", "0!1"), ("GT", "1!0", "1!0"), ("GT:PS", "0!1:7", "0!1:7"),
    // GATK's physical phase.
    ("GT:PGT:PID", "0/1:0!1:50198001_C_T", "0/1:0!1:50198001_C_T"),
    ("GT:PGT:PID", "0/1:1!0:1_A_T", "0!1:1!0:1_A_T"), ("GT", "1/1", "1/1"),
  ])
  func changesOfOneChromosomeAreReadTogether(_ format: String, _ first: String, _ second: String) throws {
    let found = try codon(format, first, second)
    #expect(found.screen.passed.count == 2)
    #expect(isJoined(found) && !isOpen(found), "\(format) \(first) \(second)")
    for call in found.screen.calls { #expect(throws: Never.self) { try call.validate() } }
    let answer = assessment(found).answer
    #expect(answer.contains("p.(Gly197Tyr)") && !answer.contains("Gly197Cys"), "\(answer)")
  }

  @Test(arguments: [
    ("GT", "0/1", "0/1"), ("GT:PS", "0!1:7", "0!1:8"), ("GT:PS", "0!1:.", "0!1:."), ("GT:PS", "0!1:a", "0!1:b"),
    ("GT:PGT:PID", "0/1:0!1:5_C_T", "0/1:0!1:5_C_G"), ("GT:PGT:PID", "0/1:.:.", "0/1:0!1:5_C_G"), ("GT", "0!1", "0/1"),
  ])
  func anUnknownPhaseThatDecidesIsTold(_ format: String, _ first: String, _ second: String) throws {
    let found = try codon(format, first, second)
    #expect(!isJoined(found) && isOpen(found), "\(format) \(first) \(second)")
    let text = assessment(found).flags.first { $0.code == .phaseNotKnown }?.text ?? ""
    #expect(text.contains("c.589G>T") && text.contains("c.590G>A") && text.contains("p.(Gly197Tyr)"), "\(text)")
  }

  @Test(arguments: [
    ("GT", "0!1", "1!0"), ("GT:PS", "0!1:7", "1!0:7"), ("GT:PGT:PID", "0/1:0!1:5_C_T", "0/1:1!0:5_C_T"),
  ])
  func twoChromosomesAreNeitherJoinedNorOpen(_ format: String, _ first: String, _ second: String) throws {
    let found = try codon(format, first, second)
    #expect(!isJoined(found) && !isOpen(found), "\(format) \(first) \(second)")
  }

  /// Two shifts of the frame: one takes the other back.
  @Test(arguments: [("0/1", "0/1", true), ("0!1", "0!1", false), ("0!1", "1!0", false)])
  func aFrameThatMayBeRestoredIsTold(_ first: String, _ second: String, _ isTold: Bool) throws {
    func record(_ text: String) -> String { text.replacing("!", with: "¦") }
    let found = try maker.read([
      record("50197750|AG|A|PASS|.|GT|\(first)"), record("50197760|G|GA|PASS|.|GT|\(second)"),
    ])
    #expect(found.screen.passed.count == 2 && isOpen(found) == isTold)
  }

  @Test func changesThatDoNotMeetNeedNoPhase() throws {
    let found = try maker.read(["50198002|C|A|PASS|.|GT|0/1", "50198602|T|A|PASS|.|GT|0/1"])
    #expect(found.screen.passed.count == 2 && !isOpen(found))
  }

  // MARK: a change and its parts

  private let whole = "50198001|CC|TA|PASS|.|"

  @Test(arguments: [
    ("GT|0/1", "GT|0/1", 1), ("GT|1/1", "GT|1/1", 1), ("GT:PS|0!1:5", "GT:PS|0!1:5", 1),
    ("GT:PS|0!1:5", "GT:PS|1!0:5", 3),
    // The other chromosome has the part too.
    ("GT|0/1", "GT|1/1", 3),
  ])
  func partsOfALongerChangeAreCountedWithIt(_ longer: String, _ part: String, _ count: Int) throws {
    func record(_ text: String) -> String { text.replacing("!", with: "¦") }
    for order in [[0, 1, 2], [2, 1, 0]] {
      let records = [
        record(whole + longer), record("50198002|C|A|PASS|.|" + part), record("50198001|C|T|PASS|.|" + part),
      ]
      let found = try maker.read(order.map { records[$0] })
      #expect(found.screen.passed.count == count, "\(longer) \(part)")
      let isTold = found.screen.warnings.contains { $0.contains("part of the change") }
      #expect(isTold == (count == 1), "\(longer) \(part)")
    }
    let other = try maker.read([record(whole + longer), record("50198002|C|G|PASS|.|" + part)])
    #expect(other.screen.passed.count == 2)
  }
}
