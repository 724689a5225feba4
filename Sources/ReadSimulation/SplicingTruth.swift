// What an RNA plan means in numbers: the fraction of transcripts with each junction and with each allele.

import BioSequence

/// A junction or retained intron and its fraction of a gene's transcripts.
package struct PlantedJunction: Sendable, Hashable {
  /// What a junction joins.
  package enum Kind: String, Sendable {
    /// Neighbouring exons of the reference transcript.
    case annotated
    /// A known donor and a later known acceptor, with exons between them left out.
    case exonSkip = "exon_skip"
    /// A known donor and an earlier acceptor: an exon that occurs twice.
    case exonRepeat = "exon_repeat"
    /// A donor that the reference transcript does not have.
    case crypticDonor = "cryptic_donor"
    /// An acceptor that the reference transcript does not have.
    case crypticAcceptor = "cryptic_acceptor"
    /// No junction: an intron that stays in the transcript.
    case intronRetention = "intron_retention"
  }

  /// Index of the gene.
  package let gene: Int
  /// What is joined.
  package let kind: Kind
  /// Record offset of the first base that is left out (0-based), which is the end of the exon before.
  package let donor: Int
  /// Record offset of the first base of the exon that follows (0-based). Below `donor` for ``Kind/exonRepeat``.
  package let acceptor: Int
  /// Fraction (0-1) of the gene's transcripts that hold it.
  package let fraction: Double
}

/// A planted variant in the transcripts.
package struct PlantedTranscriptAllele: Sendable, Hashable {
  /// Index in ``SimulationPlan/variants``.
  package let variant: Int
  /// Fraction (0-1) of the transcripts over the position that carry it; `nil` where no transcript holds the position (introns).
  package let fraction: Double?
}

/// The truth of an RNA plan.
package struct SplicingTruth: Sendable {
  /// Every junction of any transcript, and retained introns, by gene and position.
  package private(set) var junctions: [PlantedJunction] = []
  /// One entry a planted variant.
  package private(set) var alleles: [PlantedTranscriptAllele] = []

  /// Reads the truth off a plan; all empty for DNA.
  ///
  /// - Throws: ``SimulationError`` for a plan that cannot be carried out.
  package init(plan: SimulationPlan) throws(SimulationError) {
    guard case .rna(let rna) = plan.molecule else { return }
    alleles = plan.variants.indices.map { PlantedTranscriptAllele(variant: $0, fraction: nil) }
    for gene in plan.genes.indices {
      let forms = try TranscriptIsoforms(
        plan: plan, rna: rna, gene: gene, germline: try Germline(plan: plan, gene: gene))
      addJunctions(of: gene, exons: plan.genes[gene].exons, forms: forms.all)
      for (index, planted) in plan.variants.enumerated() where planted.gene == gene {
        let variant = planted.variant.trimmed(on: plan.genes[gene].sequence)
        alleles[index] = PlantedTranscriptAllele(variant: index, fraction: fraction(planted.allele, variant, forms.all))
      }
    }
  }

  private struct JunctionKey: Hashable {
    let donor: Int
    let acceptor: Int
    let isRetained: Bool
  }

  private mutating func addJunctions(
    of gene: Int, exons: [Range<Int>], forms: [(haplotype: Int, transcript: SimulatedTranscript, amount: Double)]
  ) {
    var total = 0.0
    var fractions: [JunctionKey: Double] = [:]
    for form in forms where form.amount > 0 {
      total += form.amount
      let own = form.transcript.junctions.map { JunctionKey(donor: $0.donor, acceptor: $0.acceptor, isRetained: false) }
      for position in Set(own) { fractions[position, default: 0] += form.amount }
      for (left, right) in zip(exons, exons.dropFirst())
      where form.transcript.holds(left.upperBound..<right.lowerBound) {
        fractions[JunctionKey(donor: left.upperBound, acceptor: right.lowerBound, isRetained: true), default: 0] +=
          form.amount
      }
    }
    let donors = Set(exons.map(\.upperBound))
    let acceptors = Set(exons.map(\.lowerBound))
    let known = Set(zip(exons, exons.dropFirst()).map { [$0.upperBound, $1.lowerBound] })
    let places = fractions.keys.sorted {
      ($0.donor, $0.acceptor, $0.isRetained ? 1 : 0) < ($1.donor, $1.acceptor, $1.isRetained ? 1 : 0)
    }
    for position in places {
      var kind = PlantedJunction.Kind.exonSkip
      if position.isRetained {
        kind = .intronRetention
      } else if known.contains([position.donor, position.acceptor]) {
        kind = .annotated
      } else if !donors.contains(position.donor) {
        kind = .crypticDonor
      } else if !acceptors.contains(position.acceptor) {
        kind = .crypticAcceptor
      } else if position.acceptor < position.donor {
        kind = .exonRepeat
      }
      junctions.append(
        PlantedJunction(
          gene: gene, kind: kind, donor: position.donor, acceptor: position.acceptor,
          fraction: (fractions[position] ?? 0) / total))
    }
  }

  private func fraction(
    _ allele: PlantedAllele, _ variant: Variant,
    _ forms: [(haplotype: Int, transcript: SimulatedTranscript, amount: Double)]
  ) -> Double? {
    var total = 0.0
    var changed = 0.0
    let isStructural = forms.contains { $0.transcript.structural.contains(variant) }
    for form in forms where isStructural || form.transcript.shows(variant.range) {
      total += form.amount
      switch allele {
      case .homozygous: changed += form.amount
      case .heterozygous(let haplotype): changed += haplotype == form.haplotype ? form.amount : 0
      case .mosaic(let fraction): changed += form.amount * Germline.probability(of: fraction, haplotype: form.haplotype)
      }
    }
    return total > 0 ? changed / total : nil
  }
}
