// Everything that is said about one variant of a gene: its names, its place, its consequence.

package import BioSequence

/// The class of a variant, as the column `class` names it.
package enum VariantClass: String, Sendable, Hashable, CaseIterable, Codable {
  case snv, mnv, deletion, insertion, duplication, delins, inversion
  case exonDeletion = "exon_deletion"
  case exonDuplication = "exon_duplication"
  /// A break behind which lies something unknown.
  case breakpoint
  /// No change: the reference bases themselves.
  case reference
}

/// The names of a variant on one assembly.
package struct GenomicName: Sendable, Hashable {
  /// `NC_000017.11:g.50198002C>A`, 3' on the forward strand.
  package internal(set) var hgvs: String
  /// Left-aligned allele, against the assembly's own bases.
  package let vcf: VCFAllele
}

/// All names and consequences of one variant.
package struct VariantNames: Sendable, Hashable {
  /// HGNC symbol.
  package let gene: String
  /// The kind of variant, after normalisation.
  package let variantClass: VariantClass
  /// The names on GRCh38; `nil` if the gene is not placed there.
  package internal(set) var grch38: GenomicName?
  /// The names on GRCh37; `nil` if the gene is not placed there.
  package internal(set) var grch37: GenomicName?
  /// `LRG_1:g.8638G>T`, 3' on the gene record.
  package internal(set) var hgvsRecord: String
  /// `NM_000088.4:c.589G>T`; `nil` outside the transcript.
  package internal(set) var hgvsC: String?
  /// `NP_000079.2:p.(Gly197Cys)`; `nil` outside the transcript.
  package let hgvsP: String?
  /// What the variant touches and does on the transcript.
  package let effect: TranscriptEffect
  /// Exons touched, `8` or `8-10`; an intron alone as `8i`; `nil` outside the transcript.
  package let exon: String?
  /// The same in the exon names of the older literature.
  package let legacyExon: String?
  /// The edit, canonical on the gene record and moved into the transcript.
  package let edit: SequenceEdit
  /// The record offsets that the variant replaces, canonical; empty for insertions and duplications.
  package let affectedRange: Range<Int>
  /// The bases that stand in place of ``affectedRange``, as nucleotide codes on the record's strand.
  package let alleleBases: [UInt8]
  /// Index in ``GeneModel/transcripts`` of the transcript version that the names stand on.
  package let version: Int
  /// Whether the caller chose the transcript version.
  let isVersionNamed: Bool

  /// The names on an assembly; `nil` if the gene is not placed there.
  package func genomic(on assembly: Assembly) -> GenomicName? { assembly == .grch38 ? grch38 : grch37 }
  /// Terms joined by `&`, most severe first.
  package var consequence: String { text { effect.consequences.write(to: &$0) } }
  /// The most severe term.
  package var mostSevereConsequence: Consequence? { effect.consequences.mostSevere }
}

extension VariantNames {
  /// The names of "no change" written as the repeat that was described: `c.589-1_590G[3]` instead of `=`.
  ///
  /// - Parameter repeated: the unit on the record's strand, and how often the reference has it.
  func written(asRepeat repeated: (unit: [UInt8], count: Int), _ gene: GeneModel) -> VariantNames {
    func named(_ name: String, _ unit: [UInt8]) -> String {
      guard name.hasSuffix("=") else { return name }
      return name.dropLast()
        + text {
          $0.append(codes: unit)
          $0.append(text: "[")
          $0.append(number: repeated.count)
          $0.append(text: "]")
        }
    }
    var copy = self
    copy.hgvsC = hgvsC.map { named($0, repeated.unit) }
    copy.hgvsRecord = named(hgvsRecord, repeated.unit)
    for placement in gene.placements {
      let unit = placement.turned(repeated.unit)
      switch placement.mapping.assembly {
      case .grch38: copy.grch38?.hgvs = named(grch38?.hgvs ?? "", unit)
      case .grch37: copy.grch37?.hgvs = named(grch37?.hgvs ?? "", unit)
      }
    }
    return copy
  }
}
