// Pairs of primers from BED and BEDPE.

import BioSequence
import Documents
import Testing
import TypeICollagen
import VariantCalling

@testable import Collagen

@Suite struct AmpliconPrimersTests {
  private func read(_ text: String) throws(InputFaults) -> (amplicons: [Amplicon], elsewhere: Int) {
    try AmpliconPrimers.bed(text, file: "p.bed", assembly: .grch38, genes: .embedded)
  }

  /// The same pair, however its primers are named; COL1A1 lies on the reverse strand.
  @Test(arguments: [("LEFT", "RIGHT"), ("F", "R"), ("fwd", "rev"), ("LEFT_1", "RIGHT_1"), ("L", "R"), ("F1", "R1")])
  func pairsAreFoundByName(left: String, right: String) throws {
    let found = try read(
      "chr17\t50198000\t50198020\tEX5_\(left)\nchr17\t50198200\t50198225\tEX5_\(right)\nchr1\t5\t25\tother_F\n")
    #expect(found.elsewhere == 1)
    let length = 50_206_639
    #expect(
      found.amplicons == [
        Amplicon(
          reference: 0, range: length - 50_198_225..<length - 50_198_000,
          insert: length - 50_198_200..<length - 50_198_020)
      ])
  }

  @Test func pairsOfOneLineAreRead() throws {
    let bed = try read("7\t94413900\t94413920\ta_F\n7\t94414100\t94414120\ta_R\n")
    let pairs = try read("chr7\t94413900\t94413920\tchr7\t94414100\t94414120\ta\t0\t+\t-\n")
    #expect(bed.amplicons == pairs.amplicons && pairs.amplicons.count == 1)
  }

  @Test func alternativePrimersMakeFurtherPairs() throws {
    let found = try read(
      "7\t94413900\t94413920\ta_LEFT\n7\t94413910\t94413930\ta_LEFT_alt1\n7\t94414100\t94414120\ta_RIGHT\n")
    #expect(found.amplicons.count == 2)
  }

  @Test(arguments: [
    "7\t94413900\t94413920\ta_F\n", "7\t94413900\t94413920\n", "7\t94413920\t94413900\ta_F\n",
    "1\t5\t25\ta_F\n1\t200\t220\ta_R\n", "chr7\t94413900\t94413920\tchr17\t50198000\t50198020\ta\n",
    "7\t94413900\t94413920\ta_F\n7\t94413910\t94413930\ta_R\n", "",
  ])
  func whatIsNoPairIsRefused(text: String) {
    #expect(throws: InputFaults.self) { try read(text) }
  }
}
