// Target regions: exons, genes, and those of a BED file.

import Collagen
import Documents
import Testing
import TypeICollagen

@Suite struct TargetRegionsTests {
  @Test func exonsHaveFlanksInIntronsOnly() throws {
    let gene = GeneCatalog.embedded.genes[0].record
    let regions = TargetRegions.exons(of: .embedded).regions.filter { $0.gene == 0 }
    #expect(regions.count == 51)
    let exons = gene.preferredTranscript.exons
    #expect(regions[0].range == exons[0].lowerBound..<exons[0].upperBound + 20)
    #expect(regions[6].range == exons[6].lowerBound - 20..<exons[6].upperBound + 20)
    #expect(regions[50].range == exons[50].lowerBound - 20..<exons[50].upperBound)
    #expect(regions[6].name == "exon_7")
  }

  @Test func wholeGenesTileTheTranscript() {
    for (index, gene) in GeneCatalog.embedded.genes.enumerated() {
      #expect(TargetRegions.whole(.embedded).ranges(ofGene: index) == [gene.record.preferredTranscript.recordRange])
    }
  }

  @Test func overlapsKeepTheFirstName() {
    let target = TargetRegions([
      TargetRegion(gene: 0, range: 50..<90, name: "b"), TargetRegion(gene: 0, range: 10..<60, name: "a"),
      TargetRegion(gene: 0, range: 20..<30, name: "c"),
    ])
    #expect(target.regions.map(\.name) == ["a", "b"])
    #expect(target.regions.map(\.range) == [10..<60, 60..<90])
  }

  @Test func bedIsReadInChromosomeCoordinates() throws {
    let text = "track name=x\r\n# note\nchr17\t50198001\t50198002\tgly197\n7 94413926 94413927\nchr1\t5\t9\n"
    let read = try TargetRegions.bed(text, file: "p.bed", assembly: .grch38)
    #expect(read.elsewhere == 1)
    #expect(read.target.regions.map(\.range) == [8637..<8638, 24366..<24367])
    #expect(read.target.regions.map(\.name) == ["gly197", "region_4"])
  }

  @Test func badBEDIsRefusedWithItsLine() {
    for (text, line) in [("chr17\t5\n", 1), ("# x\nchr17\t9\t5\n", 2), ("chr17\tx\t5\n", 1), ("chr17\t-4\t5\n", 1)] {
      #expect(throws: InputFaults.self) { try TargetRegions.bed(text, file: "p.bed", assembly: .grch38) }
      do { _ = try TargetRegions.bed(text, file: "p.bed", assembly: .grch38) } catch {
        #expect(error.line == line)
      }
    }
    #expect(throws: InputFaults.self) { try TargetRegions.bed("chr1\t1\t5\n", file: "p.bed", assembly: .grch38) }
  }
}
