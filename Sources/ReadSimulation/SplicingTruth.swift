// What an RNA plan means in numbers: the share of messages with each junction and with each allele.

import BioSequence

/// A junction or retained intron and its share of a gene's messages.
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
    /// No junction: an intron that stays in the message.
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
  /// Share (0-1) of the gene's messages that hold it.
  package let fraction: Double
}

/// A planted change in the messages.
package struct PlantedMessageAllele: Sendable, Hashable {
  /// Index in ``SimulationPlan/variants``.
  package let variant: Int
  /// Share (0-1) of the messages over the place that carry it; `nil` where no message holds the place (introns).
  package let fraction: Double?
}

/// The truth of an RNA plan.
package struct MessageTruth: Sendable {
  /// Every junction of any message, and retained introns, by gene and place.
  package private(set) var junctions: [PlantedJunction] = []
  /// One entry a planted change.
  package private(set) var alleles: [PlantedMessageAllele] = []

  /// Reads the truth off a plan; all empty for DNA.
  ///
  /// - Throws: ``SimulationError`` for a plan that cannot be carried out.
  package init(plan: SimulationPlan) throws(SimulationError) {
    guard case .rna(let rna) = plan.molecule else { return }
    alleles = plan.variants.indices.map { PlantedMessageAllele(variant: $0, fraction: nil) }
    for gene in plan.genes.indices {
      let forms = try MessageForms(plan: plan, rna: rna, gene: gene, germline: try Germline(plan: plan, gene: gene))
      addJunctions(of: gene, exons: plan.genes[gene].exons, forms: forms.all)
      for (index, planted) in plan.variants.enumerated() where planted.gene == gene {
        let variant = planted.variant.trimmed(on: plan.genes[gene].sequence)
        alleles[index] = PlantedMessageAllele(variant: index, fraction: fraction(planted.allele, variant, forms.all))
      }
    }
  }

  private struct Place: Hashable {
    let donor: Int
    let acceptor: Int
    let isRetained: Bool
  }

  private mutating func addJunctions(
    of gene: Int, exons: [Range<Int>], forms: [(haplotype: Int, message: Message, amount: Double)]
  ) {
    var total = 0.0
    var shares: [Place: Double] = [:]
    for form in forms where form.amount > 0 {
      total += form.amount
      let own = form.message.junctions.map { Place(donor: $0.donor, acceptor: $0.acceptor, isRetained: false) }
      for place in Set(own) { shares[place, default: 0] += form.amount }
      for (left, right) in zip(exons, exons.dropFirst())
      where form.message.holds(left.upperBound..<right.lowerBound) {
        shares[Place(donor: left.upperBound, acceptor: right.lowerBound, isRetained: true), default: 0] += form.amount
      }
    }
    let donors = Set(exons.map(\.upperBound))
    let acceptors = Set(exons.map(\.lowerBound))
    let known = Set(zip(exons, exons.dropFirst()).map { [$0.upperBound, $1.lowerBound] })
    let places = shares.keys.sorted {
      ($0.donor, $0.acceptor, $0.isRetained ? 1 : 0) < ($1.donor, $1.acceptor, $1.isRetained ? 1 : 0)
    }
    for place in places {
      var kind = PlantedJunction.Kind.exonSkip
      if place.isRetained {
        kind = .intronRetention
      } else if known.contains([place.donor, place.acceptor]) {
        kind = .annotated
      } else if !donors.contains(place.donor) {
        kind = .crypticDonor
      } else if !acceptors.contains(place.acceptor) {
        kind = .crypticAcceptor
      } else if place.acceptor < place.donor {
        kind = .exonRepeat
      }
      junctions.append(
        PlantedJunction(
          gene: gene, kind: kind, donor: place.donor, acceptor: place.acceptor,
          fraction: (shares[place] ?? 0) / total))
    }
  }

  private func fraction(
    _ allele: PlantedAllele, _ variant: Variant, _ forms: [(haplotype: Int, message: Message, amount: Double)]
  ) -> Double? {
    var total = 0.0
    var changed = 0.0
    let isStructural = forms.contains { $0.message.structural.contains(variant) }
    for form in forms where isStructural || form.message.shows(variant.range) {
      total += form.amount
      switch allele {
      case .homozygous: changed += form.amount
      case .heterozygous(let haplotype): changed += haplotype == form.haplotype ? form.amount : 0
      case .mosaic(let fraction): changed += form.amount * Germline.chance(of: fraction, haplotype: form.haplotype)
      }
    }
    return total > 0 ? changed / total : nil
  }
}
