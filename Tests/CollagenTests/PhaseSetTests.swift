// Phase sets name records that are in the output, and no others.

import Reporting
import Testing

@testable import Collagen

@Suite struct PhaseSetTests {
  private func call(_ pos: Int, _ genotype: String, set: Int?, gene: String = "COL1A1") -> Call {
    var call = Call(gene: gene, assembly: .grch38, chrom: "chr17", pos: pos, ref: "A", alt: "C")
    call.genotype = genotype
    call.phaseSet = set
    return call
  }

  @Test func aSetIsNamedByItsFirstRecord() {
    let calls = ScreenReportBuilder.phaseSetsNamed([
      call(120, "0|1", set: 77), call(100, "1|0", set: 77), call(300, "0/1", set: nil),
      call(50, "0|1", set: 77, gene: "COL1A2"),
    ])
    #expect(calls.map(\.phaseSet) == [100, 100, nil, nil])
    #expect(calls.map(\.genotype) == ["0|1", "1|0", "0/1", "0/1"])
  }

  @Test func aSetOfOneHeterozygoteSaysNothing() {
    let calls = ScreenReportBuilder.phaseSetsNamed([call(10, "1|0", set: 5), call(12, "1|1", set: 5)])
    #expect(calls.map(\.phaseSet) == [nil, nil])
    #expect(calls.map(\.genotype) == ["0/1", "1/1"])
  }
}
