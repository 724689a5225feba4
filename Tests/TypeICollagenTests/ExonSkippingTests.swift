// What a skipped exon leaves of the chain, and where messages decay.

import BioSequence
import HGVS
import Testing
import TypeICollagen

@Suite struct ExonSkippingTests {
  private func model(_ gene: CollagenGene) -> TranscriptModel {
    TranscriptModel(transcript: gene.record.preferredTranscript, record: gene.record.sequence)
  }

  @Test func onlyExons3And48And49OfCOL1A1ShiftTheFrame() {
    let model = model(GeneCatalog.embedded.genes[0])
    let shifting = (1..<model.exons.count - 1).filter { !model.skipping(exons: $0...$0).isInFrame }.map { $0 + 1 }
    #expect(shifting == [3, 48, 49])
    for exon in [48, 49] {
      #expect(model.skipping(exons: exon - 1...exon - 1).decay != nil)
    }
  }

  /// 11, 259 and 185 bases.
  @Test func onlyExons2And49And50OfCOL1A2ShiftTheFrame() {
    let model = model(GeneCatalog.embedded.genes[1])
    let shifting = (1..<model.exons.count - 1).filter { !model.skipping(exons: $0...$0).isInFrame }.map { $0 + 1 }
    #expect(shifting == [2, 49, 50])
  }

  @Test func helicalExonsLoseWholeTriplets() {
    let gene = GeneCatalog.embedded.genes[0]
    let model = model(gene)
    for exon in 7...46 {
      let skip = model.skipping(exons: exon - 1...exon - 1)
      #expect(skip.isInFrame)
      #expect((skip.residues?.count ?? 1) % 3 == 0)
      #expect(skip.codingBases == model.exons[exon - 1].count)
    }
    let sixth = model.skipping(exons: 5...5)
    #expect(sixth.residues?.overlaps(gene.nProteinaseSite) == true)
  }

  @Test func startAndStopCannotBeSkipped() {
    let model = model(GeneCatalog.embedded.genes[0])
    #expect(model.skipping(exons: 0...0).losesStartOrStop)
    #expect(model.skipping(exons: 50...50).losesStartOrStop)
    #expect(!model.skipping(exons: 7...8).losesStartOrStop)
  }

  /// The last codon that still means decay is 1399: its stop ends at c.4197, 51 bases before c.4248^4249.
  @Test func decayEndsBehindCodon1399OfCOL1A1() throws {
    let model = model(GeneCatalog.embedded.genes[0])
    for (codon, outcome, distance) in [
      (1399, NonsenseMediatedDecay.Outcome.decay, 51), (1400, .escape, 48), (1398, .decay, 54), (1397, .decay, 57),
    ] {
      let start = model.coding.lowerBound + 3 * (codon - 1)
      let effect = model.codingEffect(replacing: start..<start + 3, with: [3, 0, 0])
      let decay = try #require(NonsenseMediatedDecay(effect))
      #expect(decay.outcome == outcome)
      #expect(decay.distance == distance)
      #expect(decay.isUncertain == (50...55).contains(distance))
    }
  }

  /// A frameshift before codon 1399 whose new stop lies behind it escapes: the new stop decides.
  @Test func theNewStopDecidesNotTheChange() throws {
    let model = model(GeneCatalog.embedded.genes[0])
    var early = 0
    for codon in 1380...1399 {
      let place = model.coding.lowerBound + 3 * (codon - 1)
      let effect = model.codingEffect(replacing: place..<place + 1, with: [])
      guard let stop = effect.prematureStop, let decay = NonsenseMediatedDecay(effect) else { continue }
      // one base is missing before the junction as well
      let distance = 4248 - 1 - 3 * stop
      #expect(decay.distance == distance)
      #expect(decay.outcome == (distance >= 51 ? .decay : .escape))
      if distance < 51 { early += 1 }
    }
    #expect(early > 0)
  }
}
