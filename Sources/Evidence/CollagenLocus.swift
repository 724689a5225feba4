// From chromosome to record, codon and exon: the arithmetic that evidence does on the two genes by itself.

import BioSequence
import HGVS
package import TypeICollagen

/// Places in the two genes.
package enum CollagenLocus {
  /// The place of a stop codon beyond which the mRNA is not destroyed: the first residue number that escapes.
  ///
  /// A stop is read in time if its last base lies at least ``NonsenseMediatedDecay/limit`` bases before the last junction: in COL1A1 (last junction
  /// between c.4248 and c.4249) stops at codons up to 1399.
  package static func firstEscapingStop(in gene: CollagenGene) -> Int {
    let transcript = gene.record.preferredTranscript
    return firstEscapingCodon(lastJunction: lastJunction(of: transcript))
  }

  static func firstEscapingCodon(lastJunction: Int) -> Int { (lastJunction - NonsenseMediatedDecay.limit) / 3 + 1 }

  /// Number of coding bases before the last exon.
  static func lastJunction(of transcript: Transcript) -> Int {
    transcript.exonStarts[transcript.exons.count - 1] - transcript.codingRange.lowerBound
  }

  /// Whether an early stop at a codon leads to decay of the mRNA.
  package static func decay(ofStopAt residue: Int, in gene: CollagenGene) -> DecayVerdict {
    residue < firstEscapingStop(in: gene) ? .expected : .escapes
  }

  /// What leaving out exons, or having them twice, does.
  package enum SkipOutcome: Sendable, Hashable {
    /// The frame is kept; the range is that of the residues lost or doubled, 1-based.
    case inFrame(residues: ClosedRange<Int>)
    /// The frame shifts; the new stop's residue number, and whether the mRNA is destroyed.
    case frameshift(stop: Int, decay: DecayVerdict)
    /// The exon holds the start or the end of translation.
    case untranslatable
  }

  /// Leaves one exon out and reads the rest.
  ///
  /// - Parameter index: 0-based exon index.
  package static func skipping(exon index: Int, of gene: CollagenGene) -> SkipOutcome {
    skipping(exons: index...index, of: gene)
  }

  /// Leaves exons out and reads the rest.
  ///
  /// - Parameter exons: 0-based exon indices of the gene.
  package static func skipping(exons: ClosedRange<Int>, of gene: CollagenGene) -> SkipOutcome {
    outcome(exons, of: gene, isLoss: true)
  }

  /// Reads exons twice in a row.
  ///
  /// - Parameter exons: 0-based exon indices of the gene.
  package static func doubling(exons: ClosedRange<Int>, of gene: CollagenGene) -> SkipOutcome {
    outcome(exons, of: gene, isLoss: false)
  }

  /// The residue number of the stop codon that is read where intron 1 stays in the mRNA, counted from the start codon;
  /// `nil` if the frame runs on into exon 2.
  package static func firstIntronStop(in gene: CollagenGene) -> Int? {
    let transcript = gene.record.preferredTranscript
    guard transcript.exons.count > 1,
      transcript.exonIndex(containingTranscriptOffset: transcript.codingRange.lowerBound) == 0
    else { return nil }
    let start = transcript.exons[0].lowerBound + transcript.codingRange.lowerBound
    let read = gene.record.sequence[start..<transcript.exons[1].lowerBound]
    let protein = GeneticCode.translate(read, stopping: true)
    return protein.last == .ter ? protein.count : nil
  }

  /// The residue number of the next methionine after the first.
  package static func nextStart(in gene: CollagenGene) -> Int? {
    let transcript = gene.record.preferredTranscript
    let spliced = transcript.splicedSequence(from: gene.record.sequence)
    let protein = GeneticCode.translate(spliced[transcript.codingRange], stopping: true)
    return protein.dropFirst().firstIndex(of: .met).map { $0 + 1 }
  }

  private static func outcome(_ exons: ClosedRange<Int>, of gene: CollagenGene, isLoss: Bool) -> SkipOutcome {
    let transcript = gene.record.preferredTranscript
    guard exons.lowerBound > 0, exons.upperBound < transcript.exons.count - 1 else { return .untranslatable }
    let start = transcript.exonStarts[exons.lowerBound] - transcript.codingRange.lowerBound
    let end = transcript.exonStarts[exons.upperBound + 1] - transcript.codingRange.lowerBound
    guard start >= 0, end <= transcript.codingRange.count else { return .untranslatable }
    if (end - start) % 3 == 0 { return .inFrame(residues: start / 3 + 1...start / 3 + (end - start) / 3) }
    let spliced = transcript.splicedSequence(from: gene.record.sequence).codes
    let offset = transcript.codingRange.lowerBound
    let (head, tail) = isLoss ? (start, end) : (end, start)
    let rest = DNASequence(codes: Array(spliced[offset..<offset + head]) + Array(spliced[(offset + tail)...]))
    let protein = GeneticCode.translate(rest, stopping: true)
    guard protein.last == .ter else { return .untranslatable }
    let junction = lastJunction(of: transcript) + head - tail
    let decay: DecayVerdict = protein.count < firstEscapingCodon(lastJunction: junction) ? .expected : .escapes
    return .frameshift(stop: protein.count, decay: decay)
  }
}
