// Reads with known places and changes come back at their places with their changes.

import BioSequence
import Testing

@testable import Alignment

@Suite struct ReadMapperTests {
  @Test func exactPairsAreAtTheirPlaces() {
    var random = SeededGenerator(seed: 1)
    var scratch = MapperScratch()
    for gene in 0...1 {
      let codes = Fixture.codes(gene)
      for _ in 0..<300 {
        let insert = Int.random(in: 160...600, using: &random)
        let start = Int.random(in: 4900..<codes.count - insert - 2200, using: &random)
        let template = Array(codes[start..<start + insert])
        var store = AlignedReadStore()
        let outcome = Fixture.mapper.map(
          TextRead(codes: Array(template.prefix(150))), TextRead(codes: Array(reverseComplement(template).prefix(150))),
          into: &store, scratch: &scratch)
        if case .filtered(.repeatOnly) = outcome.first { continue }
        #expect(outcome == TemplateOutcome(first: .used, second: .used))
        guard store.reads.count == 2 else { continue }
        #expect(store.reads[0].reference == gene && store.reads[0].start == start)
        #expect(store.reads[1].reference == gene && store.reads[1].end == start + insert)
        #expect(store.reads[0].isProperPair && store.reads[1].isProperPair)
        #expect(cigarText(store.reads[0], in: store) == "150M")
      }
    }
  }
}
