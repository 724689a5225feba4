// Four real RNA reads of COL1A2: spliced, and one pair reads into its adapter. A spliced read is no deletion.

import BioSequence
import Testing
import TypeICollagen

@testable import Alignment

@Suite struct RealReadsTests {
  /// Two pairs out of the example data of genome/analysis-workflows (gerald_H3MYFBBXX_5_GCCAAT_1k.bam), which span exons
  /// 41-43 and 30-32 of COL1A2.
  private static let reads: [(bases: String, qualities: String)] = [
    (
      #"GCCATCGCGACCTGGGGGACCATCGTTCCCAGGGTTGCCATCACGACCAGCTTCACCAGGAGCACCGTTGACTCCAGGACTACCCACAGCACCAGGAGGACCACGGGCCCCAGGAGGGCCGGCAATGCCAAGAGGACCAGGTTCACCCACA"#,
      #",AFFFKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKFKKKKKKKKKKKKKKKKKKKKKKKFKKKKKKKKKFKKKKKKKKKKKKKKKKFAKKKKKKKK"#
    ),
    (
      #"GGTGAACGTGGTCTACCAGGTGTTGCTGGTGCTGTGGGTGAACCTGGTCCTCTTGGCATTGCCGGCCCTCCTGGGGCCCGTGGTCCTCCTGGTGCTGTGGGTAGTCCTGGAGTCAACGGTGCTCCTGGTGAAGCTGGTCGTGATGGCAACC"#,
      #"AAFFFKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKFFKKKKKKKKFKKKKKFFFFKKKKKKKFKKKKKKAKKKKKKKKFKKKFKKFFKFA7AKKKKKKKAF,7KKKKFKK"#
    ),
    (
      #"CAGGTTCACCCTTGTTTCCATCAGGCCCTGGGGGTCCAGAAGGACCTCGGCTTCCAATAGGACCAGTAGGACCGGCAGCACCACTCACACCTGGGGGACCGCGTTCCCCTCTTGGAACAGAGATCGGAAGAGCACACGTCTGAACTCCAGT"#,
      #"AAF<AFAFKAAF<AF7KKKKFFKKKKKKFKK<FA<<FKKAKFKKKAKKK,A,FKKKKAF<AFFKA7,FK7A,A,77<AFK7,A<FF,AF7F<KFFFKK<<AAK<,FKKA7,A,<FA,,F,A<<,,,,AKAKK,A<F,7AAAAAK7A,,,AF"#
    ),
    (
      #"CTGGTCCAAGAGGGGAACGCGGTCCCCCAGGTGAGAGTGGTGCTGCCGGTCCTACTGGTCCTATTGGAAGCCGAGGTCCTTCTGGACCCCCAGGGCCTGATGGAAACAAGGGTGAACCTGAGATCGGAAGAGCGTCGTGTAGGAAAAGAGT"#,
      #"AA,FA<AFFFK7FKKAFKKK,7(FF<FKKFAFKKKKKFKKAFAAFKF<FFFFKKAK7<,,7AF,A7,FFA<KKK,AAF7,AKAKFKKKKKKKKK<AKKKFFF,AFAFKKKAAFFAKKF<,7,7FFAKFFA,<,A77,A,,AF,,A<,,7,,"#
    ),
  ]

  private static func read(_ number: Int) -> TextRead {
    var read = TextRead(text: reads[number].bases)
    read.qualities = Array(reads[number].qualities.utf8)
    return read
  }

  @Test func splicedReadsJumpAtAnnotatedIntronsOnly() {
    var scratch = MapperScratch()
    let screen = ReadScreen(index: Fixture.index)
    for pair in 0...1 {
      let first = Self.read(2 * pair)
      let second = Self.read(2 * pair + 1)
      let isCandidate = screen.isCandidate(first.bases.span) || screen.isCandidate(second.bases.span)
      #expect(isCandidate)
      var store = AlignedReadStore()
      let outcome = Fixture.mapper.map(first, second, into: &store, scratch: &scratch)
      #expect(outcome == TemplateOutcome(first: .used, second: .used))
      for read in store.reads {
        #expect(read.reference == 1)
        var position = read.start
        for run in store.cigars[read.cigar] {
          #expect(run.kind != .deletion)
          if run.kind == .skip {
            #expect(Fixture.introns[1].contains(position..<position + run.length))
          }
          if run.consumesReference { position += run.length }
        }
      }
    }
  }

  @Test func adapterTailsAreClipped() {
    var scratch = MapperScratch()
    var store = AlignedReadStore()
    _ = Fixture.mapper.map(Self.read(2), Self.read(3), into: &store, scratch: &scratch)
    // The template is 119 bases long: 32 bases of each read are adapter.
    for read in store.reads {
      let runs = Array(store.cigars[read.cigar])
      let clip = read.strand == .forward ? runs.last : runs.first
      #expect(clip?.kind == .softClip && (clip?.length ?? 0) >= 32)
    }
  }
}
