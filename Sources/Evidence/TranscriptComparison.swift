// The DNA and the RNA of one person beside each other: every heterozygous exonic variant of the DNA counted in the
// transcripts, every variant of the transcripts looked for in the DNA.

import BioSequence
package import Numerics
package import Reporting
package import TypeICollagen

/// A heterozygous exonic variant of the DNA as the transcripts show it.
package struct TranscribedSite: Sendable, Hashable {
  /// What the transcripts say of the two alleles.
  package typealias State = TranscribedAllele.State

  /// The call of the DNA.
  package let call: Call
  /// Its fragments in the RNA.
  package let balance: AlleleBalance
  /// What they say.
  package let state: State
  /// Why it is not testable.
  package let reason: String?

  /// The transcripts that do not show the site, where they are why it is not testable.
  package let hidden: HiddenTranscripts?

  /// A site with its counts, or why it cannot be counted.
  init(
    _ call: Call, counts: (alternate: Int, reference: Int)?, uncounted: String, hidden: HiddenTranscripts? = nil
  ) {
    self.call = call
    let shown = AlleleBalance(alternate: counts?.alternate ?? 0, reference: counts?.reference ?? 0)
    balance = AlleleBalance(alternate: shown.alternate, reference: shown.reference, hidden: hidden?.fraction ?? 0)
    state = State(balance.verdict)
    let decisive = state == .notTestable && shown.verdict != .undetermined ? hidden : nil
    self.hidden = decisive
    reason = state == .notTestable ? TranscribedSite.reason(counts == nil ? uncounted : nil, balance, decisive) : nil
  }

  /// Why a site is not testable.
  private static func reason(_ uncounted: String?, _ balance: AlleleBalance, _ hidden: HiddenTranscripts?) -> String {
    if let uncounted { return uncounted }
    if balance.total == 0 { return "no fragment of the RNA lies there" }
    if balance.total < AlleleBalance.fewestFragments {
      return "fewer than \(AlleleBalance.fewestFragments) fragments of the RNA"
    }
    guard let hidden else { return "the interval does not decide" }
    return "not all transcripts show it (\(hidden.words)): of all of them \(decimal(balance.leastOfAll, 2)) to "
      + "\(decimal(balance.mostOfAll, 2)) may have the variant"
  }

  /// Whether both alleles leave enough transcripts to be half of them, or near it: the lesser one surely a quarter.
  package var showsBothAlleles: Bool {
    state != .notTestable && min(balance.leastOfAll, 1 - balance.mostOfAll) >= TranscribedSite.bothAbove
  }

  /// Whether the allele with the variant surely leaves a quarter of the transcripts or more.
  var showsVariant: Bool { state != .notTestable && balance.leastOfAll >= TranscribedSite.bothAbove }

  private static let bothAbove = 0.25

  /// Whether the fragments show one allele only, or next to only one.
  package var showsOneAllele: Bool { state == .lost }

  /// The site as documents have it.
  package var row: TranscribedAllele {
    TranscribedAllele(gene: call.gene, hgvsC: call.name, balance: balance, state: state, reason: reason)
  }

  /// The site in a line: `c.589G>T 0 of 175, 0.00 (0.00-0.02), allele lost`.
  package var sentence: String {
    let counts = "\(balance.alternate) of \(balance.total)"
    guard let reason else {
      return "\(call.shortCodingName) \(counts), \(balance.fraction.text(decimals: 2)), \(row.stateWords)"
    }
    guard balance.total > 0 else { return "\(call.shortCodingName) \(state.words): \(reason)" }
    let start = "\(call.shortCodingName) \(counts), \(balance.fraction.text(decimals: 2)), \(state.words): \(reason)"
    if hidden != nil { return start }
    return start
      + ", an allele of less than \(decimal(balance.smallestSeen, 2)) of the transcripts would not have been seen"
  }
}

extension AlleleBalance {
  /// Fragments that tell.
  package var total: Int { alternate + reference }
}

/// The DNA and the RNA of one person beside each other.
package struct TranscriptComparison: Sendable, Hashable {
  /// Every heterozygous exonic variant of the DNA, in its order.
  package let sites: [TranscribedSite]
  /// Every passed variant of the RNA, in its order.
  package let variants: [TranscriptVariant]
  /// What the RNA has or lacks at borders of exons and the DNA does not.
  package let borders: [BorderChange]

  /// Compares a screen of DNA, or a VCF, with a screen of RNA; the two may be on different assemblies.
  package init(dna: ScreenDocument, rna: ScreenDocument, genes: GeneCatalog) {
    let counted = TranscriptComparison.Counts(rna, genes)
    sites = dna.passed.compactMap { call in
      guard call.zygosity == .heterozygous, let gene = genes.gene(symbol: call.gene) else { return nil }
      return counted.site(call, gene)
    }
    func standing(_ call: Call) -> TranscriptVariant {
      if let own = dna.calls.first(where: { $0.gene == call.gene && $0.hgvsC == call.hgvsC && $0.hgvsC != nil }) {
        return TranscriptVariant(call: call, standing: own.isPass ? .called : .notCounted, depth: nil)
      }
      guard
        let place = (call.pos - 1..<call.pos).moved(from: rna.assembly, to: dna.assembly, gene: call.gene),
        let run = dna.coverage?.runs.first(where: {
          $0.chrom == call.chrom && $0.start <= place.lowerBound && place.upperBound <= $0.end
        })
      else { return TranscriptVariant(call: call, standing: .notKnown, depth: nil) }
      let isAbsent = run.verdict != .noCall
      return TranscriptVariant(
        call: call, standing: isAbsent ? .absent : .noCall, depth: isAbsent ? run.depthMedian : nil)
    }
    variants = rna.passed.map(standing)
    borders = rna.calls.compactMap { BorderChange($0, standing($0).standing, genes: genes) }
  }

  /// The sites of a gene.
  package func sites(of gene: String) -> [TranscribedSite] { sites.filter { $0.call.gene == gene } }

  /// A splicing report whose allele ratios are those of the DNA's sites.
  ///
  /// Ratios of the RNA alone stay where the DNA does not tell: a site is not heterozygous because its transcripts are mixed.
  package func joined(_ splicing: SplicingReport) -> SplicingReport {
    var joined = splicing
    let own = sites.filter { $0.balance.total > 0 }.map { site in
      ReportedAlleleRatio(
        gene: site.call.gene, hgvsC: site.call.name, source: .dna, balance: site.balance)
    }
    let told = Set(
      variants.filter { [.called, .absent].contains($0.standing) }.map { "\($0.call.gene) \($0.call.name)" })
    let names = Set(own.map { "\($0.gene) \($0.hgvsC)" })
    joined.alleleRatios =
      own
      + splicing.alleleRatios.filter { ratio in
        let name = "\(ratio.gene) \(ratio.hgvsC)"
        return !names.contains(name) && (ratio.source == .queried || !told.contains(name))
      }
    return joined
  }
}

extension TranscriptComparison {
  /// Finds the fragments of an allele in a screen of RNA.
  private struct Counts {
    let rna: ScreenDocument
    /// Bases of each gene's preferred transcript, by symbol.
    let transcripts: [String: DNASequence]

    init(_ rna: ScreenDocument, _ genes: GeneCatalog) {
      self.rna = rna
      transcripts = Dictionary(
        genes.genes.map {
          ($0.symbol, $0.record.preferredTranscript.splicedSequence(from: $0.record.sequence))
        }, uniquingKeysWith: { first, _ in first })
    }

    /// The site of a call; `nil` if it does not lie within one exon, where no transcript shows it.
    func site(_ call: Call, _ gene: CollagenGene) -> TranscribedSite? {
      guard let variant = call.recordVariant(on: gene), let change = gene.record.preferredTranscript.change(variant)
      else { return nil }
      guard rna.rna?.library?.allelesComparable != false else {
        return TranscribedSite(
          call, counts: nil, uncounted: "the reads of the RNA have no mates and are too short to count alleles")
      }
      return TranscribedSite(
        call, counts: known(call) ?? counted(change, gene),
        uncounted: rna.rna?.baseCounts == nil
          ? "the RNA was screened by an earlier version: screen it again"
          : "a change of this kind cannot be counted: screen the RNA with --confirm",
        hidden: rna.rna?.hidden(at: change, of: gene))
    }

    /// Counts of the RNA screen's own, which rest on the likelihood of each fragment on both alleles.
    private func known(_ call: Call) -> (alternate: Int, reference: Int)? {
      if let ratio = rna.rna?.alleleRatios.first(where: { $0.gene == call.gene && $0.hgvsC == call.hgvsC }) {
        return (ratio.altDepth, ratio.refDepth)
      }
      let own = rna.calls.first { $0.gene == call.gene && $0.hgvsC == call.hgvsC && $0.hgvsC != nil }
      guard let own, let alternate = own.altDepth, let reference = own.refDepth else { return nil }
      return (alternate, reference)
    }

    private func counted(_ change: Variant, _ gene: CollagenGene) -> (alternate: Int, reference: Int)? {
      guard let counts = rna.rna?.baseCounts?.first(where: { $0.gene == gene.symbol }),
        counts.transcript == gene.record.preferredTranscript.accession, let bases = transcripts[gene.symbol]
      else { return nil }
      return counts.count(of: change, on: bases)
    }
  }
}

extension Transcript {
  /// A change of the record on the transcript; `nil` unless all of it lies in one exon.
  func change(_ variant: Variant) -> Variant? {
    let range = variant.range
    // An insertion lies between two bases of one exon.
    let bases = range.isEmpty ? range.lowerBound - 1...range.lowerBound : range.lowerBound...range.upperBound - 1
    guard let exon = exonIndex(containingRecordOffset: bases.lowerBound), exons[exon].contains(bases.upperBound) else {
      return nil
    }
    let start = exonStarts[exon] + range.lowerBound - exons[exon].lowerBound
    return Variant(range: start..<start + range.count, replacement: variant.replacement)
  }
}
