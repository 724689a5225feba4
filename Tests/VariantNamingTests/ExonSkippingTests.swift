// What a skipped exon leaves of the chain, and where messages decay.

import BioSequence
import HGVS
import Testing
import TypeICollagen

@Suite struct ExonSkippingTests {
  private func model(_ gene: CollagenGene) -> TranscriptModel { gene.model.transcripts[0] }

  /// The protein of the exons that are left, translated plainly; with its stop if there is one.
  private func protein(without skipped: ClosedRange<Int>, _ model: TranscriptModel) -> [AminoAcid] {
    var bases: [UInt8] = []
    var start = 0
    for (index, exon) in model.exons.enumerated() {
      if index == 0 { start = model.coding.lowerBound }
      if !skipped.contains(index) { bases += model.record[exon] }
    }
    return GeneticCode.translate(DNASequence(codes: Array(bases[start...])), stopping: true)
  }

  /// Every run of one to three inner exons of both genes, against translating what is left.
  @Test func everySkipIsWhatTranslatingTheRestGives() {
    var checked = 0
    for gene in GeneCatalog.embedded.genes {
      let model = model(gene)
      for first in 1..<model.exons.count - 1 {
        for last in first..<min(first + 3, model.exons.count - 1) {
          let skip = model.skipping(exons: first...last)
          let rest = protein(without: first...last, model)
          let lost = model.exons[first...last].reduce(0) { $0 + $1.count }
          if skip.losesStartOrStop { continue }
          checked += 1
          #expect(skip.codingBases == lost && skip.isInFrame == (lost % 3 == 0), "\(gene.symbol) \(first)-\(last)")
          if skip.isInFrame {
            #expect(rest.count == model.protein.count - lost / 3 && skip.residues?.count == lost / 3)
            #expect(skip.decay == nil)
          } else {
            #expect(skip.decay?.stopCodon == rest.count, "\(gene.symbol) \(first)-\(last)")
            let junction = model.exonStarts[model.exons.count - 1] - lost
            #expect(skip.decay?.distance == junction - model.coding.lowerBound - 3 * rest.count)
          }
        }
      }
    }
    #expect(checked > 280)
  }

  /// Leaving out an exon that lies in the helix and keeps the frame keeps Gly at every third residue of what is left.
  @Test func inFrameSkipsOfHelixExonsKeepTheRegister() {
    for gene in GeneCatalog.embedded.genes {
      let model = model(gene)
      let helix = gene.tripleHelix
      for exon in 1..<model.exons.count - 1 {
        let skip = model.skipping(exons: exon...exon)
        guard skip.isInFrame, let residues = skip.residues, residues.lowerBound >= helix.lowerBound,
          residues.upperBound <= helix.upperBound
        else { continue }
        let rest = protein(without: exon...exon, model)
        for place in stride(from: helix.lowerBound, through: helix.upperBound - residues.count, by: 3) {
          #expect(rest[place - 1] == .gly, "\(gene.symbol) exon \(exon + 1) residue \(place)")
        }
        #expect(gene.effects(ofSkipping: skip) == [.inFrameExonSkip])
      }
    }
  }

  /// Every codon of both genes made a stop: decay up to the 50-base rule's codon, escape from the next one on.
  @Test func decayTurnsToEscapeOnceInEveryGene() throws {
    for gene in GeneCatalog.embedded.genes {
      let model = model(gene)
      let junction = model.exonStarts[model.exons.count - 1] - model.coding.lowerBound
      var escapes: [Int] = []
      for codon in 2..<model.protein.count {
        let start = model.coding.lowerBound + 3 * (codon - 1)
        let effect = model.codingEffect(replacing: start..<start + 3, with: [3, 0, 0])
        let decay = try #require(NonsenseMediatedDecay(effect))
        #expect(decay.stopCodon == codon && decay.distance == junction - 3 * codon)
        if decay.outcome == .escape { escapes.append(codon) }
      }
      let first = (junction - NonsenseMediatedDecay.limit) / 3 + 1
      #expect(escapes == Array(first..<model.protein.count), "\(gene.symbol)")
    }
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
