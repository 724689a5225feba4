// Planted events are found as what they are, and nothing else is.

import Alignment
import BioSequence
import Numerics
import Testing
import VariantCalling

@testable import TranscriptAnalysis

@Suite struct SplicingAnalysisTests {
  /// Fragments with and without an event, analysed.
  private func result(_ event: SplicingEvent?, gene: Int, step: Int = 4) -> SplicingResult {
    var alignments = TranscriptAlignments()
    TranscriptFixture.map(TranscriptFixture.genes[gene].mRNA.codes, step: step, into: &alignments)
    if let event {
      TranscriptFixture.map(TranscriptFixture.fragment(event), step: 3 * step, first: 100_000, into: &alignments)
    }
    return TranscriptFixture.analysis.result(of: alignments)
  }

  @Test func ordinaryMessagesShowEveryJunctionAndNothingElse() {
    for gene in 0...1 {
      let found = result(nil, gene: gene)
      #expect(found.events.isEmpty && found.calls.calls.isEmpty && !found.looksLikeDNA)
      let own = found.junctions.filter { $0.gene == gene }
      #expect(own.count == TranscriptFixture.genes[gene].introns.count)
      #expect(own.allSatisfy { $0.fragments > 10 && $0.fraction.value == 1 })
    }
  }

  @Test func skipsOfOneAndTwoExonsAreFound() {
    // COL1A2's exons 2 and 3 are 11 and 15 bases long.
    let wanted: [(gene: Int, exons: ClosedRange<Int>)] = [
      (0, 7...7), (0, 20...21), (0, 47...47), (1, 1...1), (1, 2...2),
    ]
    for (gene, exons) in wanted {
      let skip = SplicingEvent.skip(exons: exons, of: TranscriptFixture.genes[gene], number: gene)
      let found = result(skip, gene: gene, step: 6)
      let called = found.events.filter(\.isCalled)
      #expect(called.map(\.event) == [skip], "\(gene) \(exons)")
      #expect(
        called.allSatisfy { abs($0.fraction.value - 0.25) < 0.08 }, "\(gene) \(exons) \(called.map(\.fraction.value))")
      #expect(found.calls.passing.isEmpty, "\(gene) \(exons) \(found.calls.passing.map(\.variant))")
      #expect(skip.skippedExons(of: TranscriptFixture.genes[gene]) == exons)
    }
  }

  @Test func keptIntronsAreFound() {
    for (gene, intron) in [(0, 12), (0, 49), (1, 5)] {
      let event = SplicingEvent.retention(intron: intron, of: TranscriptFixture.genes[gene], number: gene)
      let found = result(event, gene: gene, step: 6)
      let called = found.events.filter(\.isCalled)
      #expect(called.map(\.event) == [event], "\(gene) \(intron)")
      #expect(called.allSatisfy { $0.fraction.low < 0.25 && $0.fraction.high > 0.25 }, "\(called.map(\.fraction))")
      #expect(found.calls.passing.isEmpty)
    }
  }

  @Test func otherSpliceSitesAreFound() {
    let gene = TranscriptFixture.genes[0]
    var tried = 0
    for intron in stride(from: 3, to: 45, by: 20) {
      let range = gene.introns[intron]
      let codes = gene.record.codes
      // The first GT and the last AG at least 20 bases inside the intron.
      let donor = (range.lowerBound + 20..<range.upperBound - 20).first { codes[$0] == 2 && codes[$0 + 1] == 3 }
      let acceptor = (range.lowerBound + 20..<range.upperBound - 20).last { codes[$0 - 2] == 0 && codes[$0 - 1] == 2 }
      let border = gene.exonStarts[intron + 1]
      var events: [SplicingEvent] = []
      if let donor {
        events.append(SplicingEvent(gene: 0, kind: .crypticDonor, at: border, gained: range.lowerBound..<donor))
      }
      if let acceptor {
        events.append(SplicingEvent(gene: 0, kind: .crypticAcceptor, at: border, gained: acceptor..<range.upperBound))
      }
      for event in events {
        tried += 1
        let found = result(event, gene: 0, step: 6)
        #expect(found.events.filter(\.isCalled).map(\.event) == [event], "\(event)")
        #expect(found.calls.passing.isEmpty)
      }
    }
    #expect(tried >= 4)
  }

  @Test func changesInExonsAreCalledOnTheRecordAndWeighed() throws {
    let gene = TranscriptFixture.genes[0]
    // The last base of exon 10, the first of exon 20, and three bases in the middle of exon 30.
    let exons = gene.transcript.exons
    let sites = [exons[9].upperBound - 1..<exons[9].upperBound, exons[19].lowerBound..<exons[19].lowerBound + 1]
    var fragment = gene.mRNA.codes
    for site in sites {
      let offset = try #require(gene.transcript.transcriptOffset(ofRecordOffset: site.lowerBound))
      fragment[offset] = (fragment[offset] + 1) & 3
    }
    var alignments = TranscriptAlignments()
    TranscriptFixture.map(gene.mRNA.codes, step: 5, into: &alignments)
    TranscriptFixture.map(fragment, step: 5, first: 100_000, into: &alignments)
    let found = TranscriptFixture.analysis.result(of: alignments)
    #expect(found.calls.passing.map(\.variant.range) == sites)
    for call in found.calls.passing {
      let balance = AlleleBalance(alternate: call.alternateDepth, reference: call.referenceDepth)
      #expect(balance.verdict == .balanced)
      let evidence = try #require(TranscriptFixture.analysis.evidence(for: call.variant, on: 0, in: found.reads))
      #expect(abs(evidence.alleleFraction.value - 0.5) < 0.05)
    }
    #expect(found.calls.coverage[0].counts.variant == 2)
    let intronic = Variant(range: exons[9].upperBound + 5..<exons[9].upperBound + 6, replacement: "A")
    #expect(TranscriptFixture.analysis.evidence(for: intronic, on: 0, in: found.reads) == nil)
  }

  @Test func genomicReadsLookLikeDNA() {
    var alignments = TranscriptAlignments()
    TranscriptFixture.map(TranscriptFixture.genes[0].record.codes, step: 9, into: &alignments)
    let found = TranscriptFixture.analysis.result(of: alignments)
    #expect(found.looksLikeDNA && found.unsplicedFraction.value > 0.95)
    #expect(found.events.allSatisfy { !$0.isCalled } && found.calls.passing.isEmpty)
  }

  @Test func readsLieOnTheRecordOverAllTheirIntrons() {
    var alignments = TranscriptAlignments()
    let gene = TranscriptFixture.genes[1]
    TranscriptFixture.map(gene.mRNA.codes, step: 50, into: &alignments)
    let store = alignments.onRecords(TranscriptFixture.genes)
    #expect(store.reads.count == alignments.spliced.reads.count + alignments.unspliced.reads.count)
    var jumps = 0
    for read in store.reads {
      var offset = read.start
      var base = read.bases.lowerBound
      for run in store.cigars[read.cigar] {
        if run.kind == .skip {
          jumps += 1
          #expect(gene.introns.contains(offset..<offset + run.length))
        }
        if run.kind == .match {
          #expect(
            Array(store.bases[base..<base + run.length]) == Array(gene.record.codes[offset..<offset + run.length]))
        }
        if run.consumesReference { offset += run.length }
        if run.consumesRead { base += run.length }
      }
    }
    #expect(jumps > store.reads.count)
  }
}
