// Which genes a record of a VCF reaches, and what lies at a place of them.

import BioSequence
import Documents
import HGVS
import Reporting
import TypeICollagen
import VariantNaming

extension VCFCaseReader {
  /// The genes that a record reaches: by its bases, its symbolic alleles' ends, or the other place of a junction.
  func reached(by record: VCFRecord) -> [Place] {
    var stretches: [(contig: String, range: ClosedRange<Int>)] = []
    var (start, end) = (record.position, record.end)
    if let other = record.otherPlace {
      stretches.append((other.contig, record.reach(of: other.position, within: "CIEND", alternate: 0)))
    }
    for (index, text) in record.alternates.enumerated() {
      let own = record.reach(of: record.position, within: "CIPOS", alternate: index)
      (start, end) = (min(start, own.lowerBound), max(end, own.upperBound))
      if let doubt = record.doubtfulReach(alternate: index) {
        (start, end) = (min(start, doubt.range.lowerBound), max(end, doubt.range.upperBound))
      }
      switch VCFAlternate(text) {
      case .symbolic:
        guard record.otherPlace == nil, let span = record.span(alternate: index) else { continue }
        (start, end) = (max(1, min(start, span.reach.lowerBound)), max(end, span.reach.upperBound))
      case .breakend(let junction):
        guard let contig = junction.contig else { continue }
        let mate = record.reach(of: junction.position, within: "CIEND", alternate: index)
        let start = contig == record.chromosome ? record.position : junction.position
        stretches.append((contig, min(start, mate.lowerBound)...max(start, mate.upperBound)))
      default: continue
      }
    }
    stretches.append((record.chromosome, start...max(start, end)))
    var found: [Place] = []
    for (contig, range) in stretches {
      for (index, placement) in locator.genes(reachedBy: range, on: contig, assembly: assembly)
      where !found.contains(where: { $0.index == index }) {
        found.append(Place(index: index, gene: locator.genes.genes[index], placement: placement))
      }
    }
    return found
  }
}

extension VCFCaseReader.Place {
  private var transcript: Transcript { gene.record.preferredTranscript }

  /// The transcribed stretch of the chromosome, 1-based.
  var transcribed: ClosedRange<Int> {
    let range = mapping.chromosomeRange(
      ofRecordRange: transcript.exons[0].lowerBound..<transcript.exons[transcript.exons.count - 1].upperBound)
    return range.lowerBound + 1...range.upperBound
  }

  /// The part of the gene at a position: an exon's bases, an intron, or the flank before or behind.
  func part(at position: Int) -> Consequence {
    let offset = mapping.recordOffset(ofChromosomeOffset: position - 1)
    if offset < transcript.exons[0].lowerBound { return .upstreamGene }
    if offset >= transcript.exons[transcript.exons.count - 1].upperBound { return .downstreamGene }
    return transcript.exons.contains { $0.contains(offset) } ? .codingSequence : .intron
  }

  /// Whether positions of the chromosome hold a base of an exon.
  func hasExon(in range: ClosedRange<Int>) -> Bool {
    transcript.exons.contains {
      let exon = mapping.chromosomeRange(ofRecordRange: $0)
      return range.lowerBound <= exon.upperBound && range.upperBound > exon.lowerBound
    }
  }

  /// `8` for a position in exon 8, `8i` in the intron behind it.
  func exonText(at position: Int) -> String? {
    let offset = mapping.recordOffset(ofChromosomeOffset: position - 1)
    guard let last = transcript.exons.lastIndex(where: { $0.lowerBound <= offset }) else { return nil }
    return transcript.exons[last].contains(offset) ? "\(last + 1)" : "\(last + 1)i"
  }

  /// The base of the assembly at a position of the gene.
  func base(at position: Int) -> String {
    let local = position - placement.positions.lowerBound
    guard placement.forward.indices.contains(local) else { return "N" }
    return DNASequence(codes: [placement.forward[local]]).description
  }
}
