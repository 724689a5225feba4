// A screen of RNA that is read back: own names are taken for every event of both genes, edited ones are not.

import BioSequence
import Reporting
import Testing
import TranscriptAnalysis
import TypeICollagen

@testable import CaseReporting

@Suite struct JunctionNamesTests {
  private static let naming = SplicingNaming(.embedded, assembly: .grch38)

  /// All known junctions.
  static func known(_ naming: SplicingNaming = JunctionNamesTests.naming) throws -> [ReportedJunction] {
    try zip(naming.catalog.genes, naming.genes).flatMap { gene, spliced in
      let mapping = try #require(gene.record.mapping(on: naming.assembly))
      return spliced.introns.enumerated().map { index, intron in
        let place = mapping.chromosomeRange(ofRecordRange: intron)
        return ReportedJunction(
          gene: gene.symbol, kind: .canonical, chrom: mapping.contig, start: place.lowerBound, end: place.upperBound,
          reads: 40, ratio: Fraction(1, 0.9, 1), fragments: 40, exon: "\(index + 1)^\(index + 2)",
          psi: Fraction(1, 0.9, 1), verdict: .asAnnotated)
      }
    }
  }

  /// The skip of one exon.
  static func skip(
    _ exon: Int, gene number: Int = 0, psi: Double = 0.4, _ naming: SplicingNaming = JunctionNamesTests.naming
  ) throws -> ReportedJunction {
    let (gene, spliced) = (naming.catalog.genes[number], naming.genes[number])
    let event = SplicingEvent.skip(exons: exon - 1...exon - 1, of: spliced, number: number)
    let names = naming.names(of: event, psi: psi)
    let mapping = try #require(gene.record.mapping(on: naming.assembly))
    let place = mapping.chromosomeRange(ofRecordRange: event.recordRange(on: spliced))
    return ReportedJunction(
      gene: gene.symbol, kind: .exonSkip, chrom: mapping.contig, start: place.lowerBound, end: place.upperBound,
      reads: 40, ratio: Fraction(psi, psi, psi), fragments: 60, exon: names.exon, length: names.length,
      consequence: names.consequence, collagenEffect: names.effects, hgvsR: names.hgvsR, site: names.site,
      filter: ["PASS"], psi: Fraction(psi, psi, psi), hgvsP: names.hgvsP)
  }

  private func report(_ junctions: [ReportedJunction]) -> SplicingReport {
    SplicingReport(junctions: junctions, alleleRatios: [], unsplicedFraction: 0)
  }

  @Test(arguments: Assembly.allCases) func ownNamesAreTaken(_ assembly: Assembly) throws {
    let naming = SplicingNaming(.embedded, assembly: assembly)
    let known = try JunctionNamesTests.known(naming)
    #expect(naming.contradictions(report(known), isOfThisVersion: true).isEmpty)
    for (number, spliced) in naming.genes.enumerated() {
      for exon in 2..<spliced.transcript.exons.count {
        for psi in [0.3, 0.94996, 0.95, 1] {
          let found = naming.contradictions(
            report(known + [try JunctionNamesTests.skip(exon, gene: number, psi: psi, naming)]), isOfThisVersion: true)
          #expect(found.isEmpty, "exon \(exon): \(found)")
        }
      }
    }
  }

  @Test func editedNamesAreNot() throws {
    let known = try JunctionNamesTests.known()
    let right = try JunctionNamesTests.skip(8)
    let changes: [(String, (inout ReportedJunction) -> Void)] = [
      ("exon", { $0.exon = "12" }), ("gene", { $0.gene = "COL1A2" }), ("chrom", { $0.chrom = "chr7" }),
      ("start", { $0.kind = .crypticExon }), ("start", { $0.start += 1 }), ("length", { $0.length = -55 }),
      ("hgvs_r", { $0.hgvsR = "NM_000088.4:r.[=,600_650del]" }), ("hgvs_p", { $0.hgvsP = "NP_000079.2:p.[=]" }),
      ("consequence", { $0.consequence = "no change" }), ("collagen_effect", { $0.collagenEffect = [.nullAllele] }),
      ("reads", { $0.reads = 1 }), ("reads", { $0.fragments = 0.5 }), ("site", { $0.site = "GT" }),
      ("start", { ($0.kind, $0.length, $0.filter) = (.canonical, 0, []) }),
    ]
    for (key, change) in changes {
      var edited = right
      change(&edited)
      let found = JunctionNamesTests.naming.contradictions(report(known + [edited]), isOfThisVersion: true)
      let place = found.first?.place ?? ""
      #expect(place.hasSuffix("." + key) || (["gene", "chrom"].contains(key) && !found.isEmpty), "\(key): \(place)")
    }
    // Words of another version may be other ones; names may not.
    var other = right
    other.consequence = "other words"
    #expect(JunctionNamesTests.naming.contradictions(report(known + [other]), isOfThisVersion: false).isEmpty)
    other.hgvsR = "NM_000088.4:r.1del"
    #expect(!JunctionNamesTests.naming.contradictions(report(known + [other]), isOfThisVersion: false).isEmpty)
  }

  @Test func junctionsThatAreGoneAreMissed() throws {
    let known = try JunctionNamesTests.known()
    for junctions in [[], Array(known.dropFirst(30)), known + [known[0]]] {
      let found = JunctionNamesTests.naming.contradictions(report(junctions), isOfThisVersion: true)
      #expect(found.contains { $0.place == "junctions" })
    }
    // The event that made a junction aberrant was taken away.
    var touched = known
    touched[6].verdict = .aberrant
    let found = JunctionNamesTests.naming.contradictions(report(touched), isOfThisVersion: true)
    #expect(found.map(\.place) == ["junctions[7].verdict"])
    touched.append(try JunctionNamesTests.skip(8))
    #expect(JunctionNamesTests.naming.contradictions(report(touched), isOfThisVersion: true).isEmpty)
  }
}
