// Events and junctions of a VCF whose place is known within an interval only, and which the interval leads into a gene.

import BioSequence
import Documents
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct VCFImpreciseEndTests {
  /// The case as the command reads it: only the lines that may matter.
  private func read(_ maker: VCFMaker, _ record: String) throws -> VCFCase {
    var filter = VCFRegionFilter(GenomicLocator().regions)
    let bytes = maker.text(["1000|N|<NON_REF>|PASS|.|GT|0/0", record])
    let kept: [UInt8] = bytes.split(separator: 10).filter { filter.keeps($0) }.flatMap { Array($0) + [10] }
    return try VCFCase(kept, file: "s.vcf", names: ["S"])
  }

  /// ALT and INFO of events before the gene; `@` is the other end, 80,000 bases before POS.
  private static let events = [
    ("<INV>", "SVTYPE=INV;END=@"), ("<DEL>", "SVTYPE=DEL;END=@"), ("<DUP>", "SVTYPE=DUP;END=@"),
    ("N[chr3:1000[", "SVTYPE=BND"), ("]chr3:1000]N", "SVTYPE=BND"), ("N.", "SVTYPE=BND"),
    ("<INS>", "SVTYPE=INS;SVLEN=900"),
    ("<TRA>", "SVTYPE=TRA;CHR2=chr3;END=1000"),
  ]

  @Test(arguments: events, [0, 1]) func anIntervalThatReachesTheGeneIsNamed(
    _ event: (String, String), _ gene: Int
  ) throws {
    let maker = VCFMaker(assembly: .grch38, gene: gene)
    let isSpan = event.1.contains("@")
    // The nearer end lies 3,000 bases before the gene, or behind it.
    for isBefore in [true, false] {
      let near = isBefore ? maker.first - 3_000 : maker.last + 3_000
      let position = isSpan && isBefore ? near - 80_000 : near
      let told = event.1.replacing("@", with: "\(isBefore ? near : near + 80_000)")
      let key = isSpan && isBefore ? "CIEND" : "CIPOS"
      func record(_ reach: Int, _ genotype: String) -> String {
        let interval = isBefore ? "-100,\(reach)" : "-\(reach),100"
        return "\(position)|N|\(event.0)|PASS|\(told);IMPRECISE;\(key)=\(interval)|GT|\(genotype)"
      }
      let found = try read(maker, record(5_000, "0/1"))
      #expect(found.notInterpreted.map(\.gene) == [maker.own.symbol], "\(event.0) \(isBefore)")
      let answer = CaseAssessment(record: CaseRecord(id: "S"), screen: nil, vcf: found, assay: nil).answer
      #expect(answer.contains("could not be interpreted"), "\(answer)")
      #expect(try read(maker, record(5_000, "0/0")).notInterpreted.isEmpty, "\(event.0)")
      // One whose interval ends before the gene is none of it.
      let far = try read(maker, record(2_000, "0/1"))
      #expect(far.notInterpreted.isEmpty && far.screen.calls.isEmpty, "\(event.0) \(isBefore)")
    }
  }

  /// In the flank of the record an interval may hold an exon.
  @Test(arguments: [0, 1]) func anInsertionWhoseIntervalHoldsAnExonIsOpen(_ gene: Int) throws {
    let maker = VCFMaker(assembly: .grch38, gene: gene)
    let position = maker.first + 50
    func effect(_ interval: String) throws -> [CollagenEffect]? {
      try read(
        maker,
        "\(position)|\(maker.bases(position...position))|<INS>|PASS|SVTYPE=INS;SVLEN=900;IMPRECISE;\(interval)|GT|0/1"
      ).screen.calls.first?.collagenEffect
    }
    #expect(try effect("CIPOS=-10,10") == [.noncoding])
    #expect(try effect("CIPOS=-10,9000") == [.spliceUncertain])
  }
}
