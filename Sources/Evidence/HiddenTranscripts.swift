// Transcripts that do not show a site: those without its exon, and those that keep an intron beside it.

import BioSequence
import Numerics
package import Reporting
package import TypeICollagen
import VariantNaming

/// The transcripts that aberrant splicing hides at a site: they may be of either allele.
package struct HiddenTranscripts: Sendable, Hashable {
  /// The greatest fraction (0-1) of the gene's transcripts that they may be.
  package let fraction: Double
  /// What hides them, with the fractions.
  package let words: String
}

extension ReportedJunction {
  /// Transcript offsets that an event leaves out; `nil` where it leaves none out.
  fileprivate func leftOut(of transcript: Transcript) -> Range<Int>? {
    let starts = transcript.exonStarts
    guard length <= 0, let exons, exons.upperBound < starts.count else { return nil }
    let (start, end) = (starts[exons.lowerBound - 1], starts[exons.upperBound])
    switch kind {
    case .exonSkip: return start..<end
    case .crypticDonor: return max(0, end + length)..<end
    case .crypticAcceptor: return start..<min(transcript.length, start - length)
    case .canonical, .crypticExon, .intronRetention: return nil
    }
  }

  /// The transcript offset at which an event puts a piece of an intron in; `nil` where it puts none in.
  fileprivate func border(of transcript: Transcript) -> Int? {
    guard length > 0, let exons, exons.lowerBound < transcript.exonStarts.count - 1 else { return nil }
    return transcript.exonStarts[exons.lowerBound]
  }
}

extension SplicingReport {
  /// A read of so many bases that holds the end of an exon may run on into the intron: it lies on the gene then and is counted
  /// at no base of the transcript.
  private static let readLength = 150

  /// The transcripts that called events hide at a change of the transcript; `nil` where they hide none.
  func hidden(at change: Variant, of gene: CollagenGene) -> HiddenTranscripts? {
    let range =
      change.range.isEmpty ? max(0, change.range.lowerBound - 1)..<change.range.upperBound + 1 : change.range
    let transcript = gene.record.preferredTranscript
    let hiding = calledEvents.filter { event in
      guard event.gene == gene.symbol else { return false }
      if let lost = event.leftOut(of: transcript) { return lost.overlaps(range) }
      guard let border = event.border(of: transcript) else { return false }
      let reach = border - SplicingReport.readLength..<border + SplicingReport.readLength
      return reach.overlaps(range)
    }
    guard !hiding.isEmpty else { return nil }
    return HiddenTranscripts(
      fraction: min(1, hiding.reduce(0) { $0 + $1.fraction.high }),
      words: hiding.map { "\($0.words), fraction \($0.fraction.text(decimals: 2))" }.joined(separator: "; "))
  }

  /// The report with its allele ratios judged beside its events: a site that some of the transcripts do not show says less of
  /// the amounts of the two alleles.
  package func judgedBesideEvents(genes: GeneCatalog) -> SplicingReport {
    guard !calledEvents.isEmpty, !alleleRatios.isEmpty else { return self }
    let namer = CollagenNamer(genes: genes, assembly: .grch38)
    var judged = self
    judged.alleleRatios = alleleRatios.map { ratio in
      guard let found = try? namer.variant(for: ratio.hgvsC), genes.genes[found.gene].symbol == ratio.gene,
        let change = genes.genes[found.gene].record.preferredTranscript.change(found.variant),
        let hidden = hidden(at: change, of: genes.genes[found.gene])
      else { return ratio }
      let balance = AlleleBalance(alternate: ratio.altDepth, reference: ratio.refDepth, hidden: hidden.fraction)
      var row = ratio
      row.verdict = ReportedAlleleRatio.Verdict(rawValue: balance.verdict.rawValue) ?? .undetermined
      return row
    }
    return judged
  }
}
