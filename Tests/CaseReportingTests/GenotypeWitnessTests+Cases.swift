// Samples of one person on two assemblies of the genome, and of few fragments.

import BioSequence
import Evidence
import Reporting
import Testing
import TypeICollagen

extension GenotypeWitnessTests {
  /// A screen as it would be on GRCh37.
  private func onGRCh37(_ screen: ScreenDocument) throws -> ScreenDocument {
    let record = try #require(GeneCatalog.embedded.gene(symbol: "COL1A1")).record
    let starts = try [Assembly.grch37, .grch38].map { try #require(record.mapping(on: $0)).range.lowerBound }
    let shift = starts[0] - starts[1]
    var moved = screen
    moved.assembly = .grch37
    moved.calls = screen.calls.map { call in
      var call = call
      call.pos += shift
      call.assembly = .grch37
      return call
    }
    moved.coverage = screen.coverage.map { coverage in
      ScreenCoverage(
        runs: coverage.runs.map {
          CoverageRun(
            chrom: $0.chrom, start: $0.start + shift, end: $0.end + shift, gene: $0.gene, region: $0.region,
            depthMedian: $0.depthMedian, verdict: $0.verdict)
        })
    }
    moved.genotypes = moved.sureGenotypes()
    return moved
  }

  @Test func screensOnTwoAssembliesAreComparedTheSame() throws {
    let own = screen("a", [call(10, .homozygous, vaf: 1)])
    let others = [
      screen("b", []), screen("b", [call(40, .heterozygous)]), own, screen("r", [], isRNA: true),
      screen("r", [call(10, .homozygous, vaf: 1), call(40, .heterozygous)], isRNA: true),
    ]
    for other in others {
      let expected = conflicts(own, other)
      let moved = [conflicts(own, try onGRCh37(other)), conflicts(try onGRCh37(own), other)]
      #expect(moved == [expected, expected])
    }
    #expect(others.map { conflicts(own, $0) } == [1, 2, 0, 1, 1])
  }

  @Test func fewFragmentsThatAllShowAnAlleleContradictItsAbsence() {
    // Too few fragments to tell one copy from two, but each shows an allele that the other sample does not have.
    #expect(conflicts(screen("b", []), screen("c", [call(10, .homozygous, vaf: 1, depth: 8)])) == 1)
    #expect(conflicts(screen("b", []), screen("c", [call(10, .homozygous, vaf: 1, depth: 4)])) == 0)
    #expect(conflicts(screen("b", [], depth: 12), screen("c", [call(10, .homozygous, vaf: 1, depth: 8)])) == 0)
    #expect(conflicts(screen("b", [], isRNA: true), screen("c", [call(10, .homozygous, vaf: 1, depth: 8)])) == 0)
  }
}
