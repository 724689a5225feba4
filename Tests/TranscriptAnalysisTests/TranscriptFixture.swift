// Reads of transcripts without errors, cut at even distances: what a test needs, made once.

import Alignment
import BioSequence
import TypeICollagen
import VariantCalling

@testable import TranscriptAnalysis

enum TranscriptFixture {
  static let models = GeneCatalog.embedded.genes
  static let genes = models.map {
    SplicedGene(record: $0.record.sequence, transcript: $0.record.preferredTranscript)
  }
  static let mapper = TranscriptMapper(
    genes: genes, records: KMerIndex(references: models.map(\.record.sequence), repeats: models.map(\.repeats)),
    repeats: models.map(\.repeats))

  private static let letters = Array("ACGTN".utf8)

  static func text(_ codes: some Sequence<UInt8>) -> [UInt8] { codes.map { letters[Int($0)] } }

  /// Pairs of 150 bases from fragments of 320, cut from a fragment every `step` bases; both strands in turn.
  ///
  /// - Parameter spread: fragments are up to so many bases longer, by their place: copies are as long as each other.
  static func map(
    _ fragment: [UInt8], step: Int, first: Int = 0, spread: Int = 1, into alignments: inout TranscriptAlignments
  ) {
    var scratch = TranscriptMapperScratch()
    var number = first
    for start in stride(from: 0, through: fragment.count - 319 - spread, by: step) {
      let one = text(fragment[start..<start + 150])
      let end = start + 320 + start * 7 % spread
      let two = text(fragment[end - 150..<end].reversed().map { 3 - $0 })
      let scores = [UInt8](repeating: 70, count: 150)
      let isTurned = (spread > 1 ? start / step : number) % 2 == 1
      _ = mapper.mapPair(
        firstBases: (isTurned ? two : one).span, firstQualities: scores.span,
        secondBases: (isTurned ? one : two).span, secondQualities: scores.span, template: number, into: &alignments,
        scratch: &scratch)
      number += 1
    }
  }

  /// The transcript of a gene with an event.
  static func fragment(_ event: SplicingEvent) -> [UInt8] {
    let gene = genes[event.gene]
    let before = Array(gene.mRNA.codes[..<event.lost.lowerBound])
    return before + Array(gene.record.codes[event.gained]) + Array(gene.mRNA.codes[event.lost.upperBound...])
  }

  /// Pairs from 420 bases on both sides of an event.
  ///
  /// - Parameter codes: a transcript of its gene, with the event or without it.
  static func map(
    around event: SplicingEvent, _ codes: [UInt8], step: Int, first: Int, into alignments: inout TranscriptAlignments
  ) {
    let place = event.lost.lowerBound
    let part = max(0, place - 420)..<min(codes.count, place + event.gained.count + 420)
    map(Array(codes[part]), step: step, first: first, into: &alignments)
  }

  static var analysis: SplicingAnalysis {
    SplicingAnalysis(
      genes: genes, targets: genes.map(\.transcript.exons), repeats: models.map(\.repeats), options: .init())
  }
}
