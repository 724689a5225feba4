// Sequence Ontology terms for what a change does, with the names and the order of severity of Ensembl VEP.

/// A Sequence Ontology consequence term as Ensembl VEP writes it.
///
/// The cases are in VEP's order of severity, most severe first (Ensembl Variation documentation, release 110).
package enum Consequence: UInt8, Sendable, Hashable, CaseIterable, Comparable {
  case transcriptAblation
  case spliceAcceptor
  case spliceDonor
  case stopGained
  case frameshift
  case stopLost
  case startLost
  case transcriptAmplification
  case featureElongation
  case featureTruncation
  case inframeInsertion
  case inframeDeletion
  case missense
  case proteinAltering
  case spliceDonorFifthBase
  case spliceRegion
  case spliceDonorRegion
  case splicePolypyrimidineTract
  case startRetained
  case stopRetained
  case synonymous
  case codingSequence
  case fivePrimeUTR
  case threePrimeUTR
  case intron
  case upstreamGene
  case downstreamGene
  case sequenceVariant

  /// The term's name.
  package var name: String {
    switch self {
    case .transcriptAblation: "transcript_ablation"
    case .spliceAcceptor: "splice_acceptor_variant"
    case .spliceDonor: "splice_donor_variant"
    case .stopGained: "stop_gained"
    case .frameshift: "frameshift_variant"
    case .stopLost: "stop_lost"
    case .startLost: "start_lost"
    case .transcriptAmplification: "transcript_amplification"
    case .featureElongation: "feature_elongation"
    case .featureTruncation: "feature_truncation"
    case .inframeInsertion: "inframe_insertion"
    case .inframeDeletion: "inframe_deletion"
    case .missense: "missense_variant"
    case .proteinAltering: "protein_altering_variant"
    case .spliceDonorFifthBase: "splice_donor_5th_base_variant"
    case .spliceRegion: "splice_region_variant"
    case .spliceDonorRegion: "splice_donor_region_variant"
    case .splicePolypyrimidineTract: "splice_polypyrimidine_tract_variant"
    case .startRetained: "start_retained_variant"
    case .stopRetained: "stop_retained_variant"
    case .synonymous: "synonymous_variant"
    case .codingSequence: "coding_sequence_variant"
    case .fivePrimeUTR: "5_prime_UTR_variant"
    case .threePrimeUTR: "3_prime_UTR_variant"
    case .intron: "intron_variant"
    case .upstreamGene: "upstream_gene_variant"
    case .downstreamGene: "downstream_gene_variant"
    case .sequenceVariant: "sequence_variant"
    }
  }

  /// The term with a name; `nil` for a name that VEP does not use.
  package init?(name: some StringProtocol) {
    guard let term = Consequence.allCases.first(where: { $0.name == name }) else { return nil }
    self = term
  }

  /// Severity order: the more severe term is the smaller.
  package static func < (left: Consequence, right: Consequence) -> Bool { left.rawValue < right.rawValue }
}

extension Consequence: Codable {
  /// Reads the term's name.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let term = Consequence(name: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no Sequence Ontology term of VEP")
    }
    self = term
  }

  /// Writes the term's name.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

/// A set of consequence terms in one word.
package struct ConsequenceSet: OptionSet, Sendable, Hashable {
  /// One bit a case of ``Consequence``.
  package let rawValue: UInt32

  /// A set from its bits.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The set of one term.
  package init(_ term: Consequence) { rawValue = 1 << UInt32(term.rawValue) }

  /// Adds a term.
  package mutating func insert(_ term: Consequence) { formUnion(ConsequenceSet(term)) }

  /// Whether the term is in the set.
  package func contains(_ term: Consequence) -> Bool { rawValue & (1 << UInt32(term.rawValue)) != 0 }

  /// The terms, most severe first.
  package var terms: [Consequence] { Consequence.allCases.filter { contains($0) } }

  /// The most severe term; `nil` in an empty set.
  package var mostSevere: Consequence? {
    Consequence(rawValue: UInt8(truncatingIfNeeded: rawValue.trailingZeroBitCount))
  }

  /// Appends the names joined by `&`, most severe first.
  package func write(to text: inout [UInt8]) {
    var bits = rawValue
    while bits != 0 {
      guard let term = Consequence(rawValue: UInt8(truncatingIfNeeded: bits.trailingZeroBitCount)) else { return }
      text.append(text: term.name)
      bits &= bits - 1
      if bits != 0 { text.append(UInt8(ascii: "&")) }
    }
  }
}
