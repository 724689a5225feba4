// Every 31-mer of both strands is found where it lies.

import BioSequence
import Numerics
import Testing
import TypeICollagen

@testable import Alignment

@Suite struct KMerIndexTests {
  @Test func packingOfTextAndOfCodesIsTheSame() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<200 {
      let codes = (0..<40).map { _ in UInt8.random(in: 0...3, using: &random) }
      let text = TextRead(codes: codes).bases
      let fromText = unsafe text.withUnsafeBufferPointer { buffer -> UInt64? in
        guard let base = buffer.baseAddress else { return nil }
        let packed = unsafe ScreenKernel.pack16(base) | ScreenKernel.pack16(base + 16) << 32
        #expect(unsafe ScreenKernel.scalarKey(base) == packed & KMer.mask)
        let gathered = unsafe ScreenKernel.gather16(base) | ScreenKernel.gather16(base + 16) << 4
        #expect(KMer.interleaved(packed & KMer.mask) == gathered & KMer.mask)
        #expect(KMer.filterHash(gathered) == KMer.filterHash(gathered & KMer.mask))
        return packed & KMer.mask
      }
      #expect(fromText == KMer.pack(codes, at: 0))
      let other = reverseComplement(Array(codes.prefix(31)))
      #expect(KMer.pack(other, at: 0) == KMer.pack(codes, at: 0).map(KMer.reverseComplement))
    }
  }

  @Test func everyKMerIsFoundOnBothStrands() {
    let index = Fixture.index
    for gene in 0...1 {
      let codes = Fixture.codes(gene)
      let textStart = index.text.ranges[gene].lowerBound
      for offset in stride(from: 0, through: codes.count - 31, by: 7) {
        guard let key = KMer.pack(codes, at: offset) else { continue }
        guard let value = index.lookUp(key), let mirrored = index.lookUp(KMer.reverseComplement(key)) else {
          Issue.record("the 31-mer at \(offset) is missing")
          continue
        }
        let isInRepeat = Fixture.genes[gene].repeats.contains { $0.clamped(to: offset..<offset + 31).count > 21 }
        if isInRepeat { #expect(value & KMerIndex.repeatFlag != 0) }
        if value & KMerIndex.repeatFlag == 0 {
          #expect(value == UInt32(textStart + offset))
          #expect(mirrored == UInt32(textStart + offset) | KMerIndex.reverseFlag)
          let hash = KMer.filterHash(KMer.interleaved(key))
          #expect(index.filter[KMerIndex.filterWord(hash)] & KMerIndex.filterBits(hash) == KMerIndex.filterBits(hash))
        }
      }
    }
  }

  @Test func kmersThatOccurTwiceAreRepeats() {
    let unit: DNASequence = "ACGTTGCAATCGGATCCATGTTCAGCATTAGCCGATATTTACGGC"
    let index = KMerIndex(references: [unit + "TTTTT" + unit, unit.reverseComplement], repeats: [[], []])
    for offset in 0...unit.count - 31 {
      let value = KMer.pack(unit.codes, at: offset).flatMap(index.lookUp)
      #expect(value.map { $0 & KMerIndex.repeatFlag != 0 } == true)
    }
  }

  @Test func noExonIsMasked() {
    for gene in Fixture.genes {
      for exon in gene.record.preferredTranscript.exons {
        let near = exon.lowerBound - 20..<exon.upperBound + 20
        #expect(gene.repeats.allSatisfy { !$0.overlaps(near) })
      }
    }
  }
}
