// Calls of one haplotype count once; calls in trans or of unknown phase never count together.

import BioSequence
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct CallHaplotypeTests {
  /// A call as the screen writes it, from a coding name of the gene.
  private static func call(
    _ name: String, gene: Int = 0, genotype: String, phaseSet: Int?, zygosity: Call.Zygosity = .heterozygous
  ) throws -> Call {
    let own = GeneCatalog.embedded.genes[gene]
    let accession = own.model.transcripts[0].transcript.accession
    let variant = try CollagenNamer().variant(for: "\(accession):\(name)").variant
    var call = try #require(Call(annotate(variant: variant, gene: own), assembly: .grch38))
    (call.genotype, call.phaseSet, call.zygosity) = (genotype, phaseSet, zygosity)
    call.filter = ["PASS"]
    return call
  }

  private static func judged(_ calls: [Call]) -> [String: AssessedCall] {
    var screen = ScreenDocument(sample: "s", assembly: .grch38)
    screen.calls = calls
    let assessment = CaseAssessment(record: CaseRecord(id: "s"), screen: screen, assay: nil)
    return Dictionary(uniqueKeysWithValues: assessment.calls.map { ($0.finding.shortCodingName, $0) })
  }

  private static func points(_ call: AssessedCall?, _ criterion: ACMGCriterion) -> Bool {
    call?.ledger.applied.contains { $0.criterion == criterion } ?? false
  }

  /// c.590del and c.600dup: each shifts the frame, together they restore it.
  private static let shifts = ["c.590del", "c.600dup"]

  @Test func twoShiftsThatRestoreTheFrameAreNoNullAllele() throws {
    let alone = Self.judged(try Self.shifts.map { try Self.call($0, genotype: "0/1", phaseSet: nil) })
    let trans = Self.judged([
      try Self.call(Self.shifts[0], genotype: "0|1", phaseSet: 7),
      try Self.call(Self.shifts[1], genotype: "1|0", phaseSet: 7),
    ])
    let others = Self.judged([
      try Self.call(Self.shifts[0], genotype: "0|1", phaseSet: 7),
      try Self.call(Self.shifts[1], genotype: "0|1", phaseSet: 8),
    ])
    for calls in [alone, trans, others] {
      #expect(calls.count == 2 && calls.values.allSatisfy { Self.points($0, .pvs1) && $0.haplotypePart == nil })
    }
    let cis = Self.judged(try Self.shifts.map { try Self.call($0, genotype: "0|1", phaseSet: 7) })
    #expect(cis.count == 2)
    #expect(cis.values.allSatisfy { !Self.points($0, .pvs1) && $0.meaning.decay == .noStop })
    #expect(cis.values.count { Self.points($0, .pm4) || Self.points($0, .pm1) } == 1)
    #expect(cis.values.count { $0.haplotypePart?.role == .lead } == 1)
    // The names on the page are those of the calls.
    #expect(cis.values.allSatisfy { $0.finding.hgvsP?.contains("fs") == true })
  }

  @Test func twoChangesInOneCodonAreOneSubstitution() throws {
    let names = ["c.589G>A", "c.590G>A"]
    let cis = Self.judged(try names.map { try Self.call($0, genotype: "1|0", phaseSet: 3) })
    #expect(cis["c.589G>A"]?.meaning.protein?.residue == 197)
    #expect(cis["c.589G>A"]?.haplotypePart?.hgvsP == "NP_000079.2:p.(Gly197Asn)")
    #expect(cis.values.count { Self.points($0, .pm1) } == 1)
    let unphased = Self.judged(try names.map { try Self.call($0, genotype: "0/1", phaseSet: nil) })
    #expect(unphased.values.count { Self.points($0, .pm1) } == 2)
  }

  /// c.642+1G>A leaves out exon 8, and with it c.589G>T; c.700G>A is on the transcript that is left.
  @Test func whatASkipLeavesOutCountsOnce() throws {
    let names = ["c.642+1G>A", "c.589G>T", "c.706G>A"]
    let calls = try names.map { try Self.call($0, genotype: "0|1", phaseSet: 1) }
    let cis = Self.judged(calls)
    #expect(cis["c.589G>T"]?.haplotypePart?.role == .leftOut)
    #expect(!Self.points(cis["c.589G>T"], .pm1) && Self.points(cis["c.642+1G>A"], .pvs1))
    #expect(cis["c.706G>A"]?.haplotypePart == nil)
    let flags = CallHaplotypes.besideSplicing(calls, genes: .embedded)
    #expect(flags.count == 1 && flags[0].contains("c.706G>A") && !flags[0].contains("c.589G>T"), "\(flags)")
    let trans = Self.judged([
      try Self.call(names[0], genotype: "0|1", phaseSet: 1), try Self.call(names[1], genotype: "1|0", phaseSet: 1),
    ])
    #expect(trans["c.589G>T"]?.haplotypePart == nil && Self.points(trans["c.589G>T"], .pm1))
    #expect(CallHaplotypes.besideSplicing(Array(calls.prefix(2)), genes: .embedded).isEmpty)
  }

  @Test func whatFollowsAStopIsNotCounted() throws {
    let names = ["c.658C>T", "c.1100del"]
    let cis = Self.judged(try names.map { try Self.call($0, genotype: "0|1", phaseSet: 3) })
    let stop = try #require(cis["c.658C>T"]?.finding.hgvsP)
    #expect(stop.contains("Ter"), "\(stop)")
    #expect(Self.points(cis["c.658C>T"], .pvs1) && cis["c.658C>T"]?.haplotypePart == nil)
    let behind = try #require(cis.values.first { $0.finding.shortCodingName != "c.658C>T" })
    #expect(!Self.points(behind, .pvs1) && behind.haplotypePart?.role == .untranslated, "\(behind.ledger.applied)")
    let trans = Self.judged([
      try Self.call(names[0], genotype: "0|1", phaseSet: 3), try Self.call(names[1], genotype: "1|0", phaseSet: 3),
    ])
    #expect(trans.values.allSatisfy { Self.points($0, .pvs1) })
  }

  @Test func farChangesAndMosaicsAndOtherGenesStayApart() throws {
    let far = Self.judged(try ["c.589G>A", "c.1588G>A"].map { try Self.call($0, genotype: "0|1", phaseSet: 3) })
    #expect(far.values.allSatisfy { $0.haplotypePart == nil && Self.points($0, .pm1) })
    var mosaic = try Self.shifts.map { try Self.call($0, genotype: "0|1", phaseSet: 3) }
    mosaic[1].zygosity = .mosaic
    #expect(Self.judged(mosaic).values.allSatisfy { $0.haplotypePart == nil })
    let genes = Self.judged([
      try Self.call("c.590del", genotype: "0|1", phaseSet: 3),
      try Self.call("c.600dup", gene: 1, genotype: "0|1", phaseSet: 3),
    ])
    #expect(genes.values.allSatisfy { $0.haplotypePart == nil })
  }

  /// Every order of the calls, and both sides, give the same classes.
  @Test func theOrderOfCallsDoesNotMatter() throws {
    let calls = try Self.shifts.map { try Self.call($0, genotype: "0|1", phaseSet: 7) }
    let turned = try Self.shifts.map { try Self.call($0, genotype: "1|0", phaseSet: 7) }
    let first = Self.judged(calls)
    for other in [Self.judged(calls.reversed()), Self.judged(turned)] {
      for (name, call) in first {
        #expect(
          other[name]?.ledger.points == call.ledger.points
            && other[name]?.haplotypePart?.role == call.haplotypePart?.role)
      }
    }
  }
}
