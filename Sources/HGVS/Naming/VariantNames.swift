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
  package let hgvs: String
  /// Left-aligned allele, against the assembly's own bases.
  package let vcf: VCFAllele
}

/// All names and consequences of one variant.
///
/// An immutable class: a variant is handed through many steps, and each takes one reference count instead of one a name.
package final class VariantNames: Sendable {
  /// HGNC symbol.
  package let gene: String
  /// The kind of variant, after normalisation.
  package let variantClass: VariantClass
  /// The names on GRCh38; `nil` if the gene is not placed there.
  package let grch38: GenomicName?
  /// The names on GRCh37; `nil` if the gene is not placed there.
  package let grch37: GenomicName?
  /// `LRG_1:g.8638G>T`, 3' on the gene record.
  package let hgvsRecord: String
  /// `NM_000088.4:c.589G>T`; `nil` outside the transcript.
  package let hgvsC: String?
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

  init(
    gene: String, variantClass: VariantClass, grch38: GenomicName?, grch37: GenomicName?, hgvsRecord: String,
    hgvsC: String?, hgvsP: String?, effect: TranscriptEffect, exon: String?, legacyExon: String?, edit: SequenceEdit,
    affectedRange: Range<Int>, alleleBases: [UInt8], version: Int, isVersionNamed: Bool
  ) {
    self.gene = gene
    self.variantClass = variantClass
    self.grch38 = grch38
    self.grch37 = grch37
    self.hgvsRecord = hgvsRecord
    self.hgvsC = hgvsC
    self.hgvsP = hgvsP
    self.effect = effect
    self.exon = exon
    self.legacyExon = legacyExon
    self.edit = edit
    self.affectedRange = affectedRange
    self.alleleBases = alleleBases
    self.version = version
    self.isVersionNamed = isVersionNamed
  }

  /// The names on an assembly; `nil` if the gene is not placed there.
  package func genomic(on assembly: Assembly) -> GenomicName? { assembly == .grch38 ? grch38 : grch37 }
  /// Terms joined by `&`, most severe first.
  package var consequence: String {
    let terms = effect.consequences
    if terms.rawValue.nonzeroBitCount == 1, let only = terms.mostSevere { return only.name }
    return text { terms.write(to: &$0) }
  }
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
    func genomic(_ name: GenomicName?, _ assembly: Assembly) -> GenomicName? {
      guard let name, let placement = gene.placement(on: assembly) else { return name }
      return GenomicName(hgvs: named(name.hgvs, placement.turned(repeated.unit)), vcf: name.vcf)
    }
    return VariantNames(
      gene: self.gene, variantClass: variantClass, grch38: genomic(grch38, .grch38), grch37: genomic(grch37, .grch37),
      hgvsRecord: named(hgvsRecord, repeated.unit), hgvsC: hgvsC.map { named($0, repeated.unit) }, hgvsP: hgvsP,
      effect: effect, exon: exon, legacyExon: legacyExon, edit: edit, affectedRange: affectedRange,
      alleleBases: alleleBases, version: version, isVersionNamed: isVersionNamed)
  }
}

extension VariantNames: Hashable {
  /// Whether variant, version and every name are the same.
  package static func == (left: VariantNames, right: VariantNames) -> Bool {
    left === right
      || left.gene == right.gene && left.edit == right.edit && left.version == right.version
        && left.isVersionNamed == right.isVersionNamed && left.variantClass == right.variantClass
        && left.grch38 == right.grch38 && left.grch37 == right.grch37 && left.hgvsRecord == right.hgvsRecord
        && left.hgvsC == right.hgvsC && left.hgvsP == right.hgvsP && left.effect == right.effect
        && left.exon == right.exon && left.legacyExon == right.legacyExon
        && left.affectedRange == right.affectedRange && left.alleleBases == right.alleleBases
  }

  /// Hashes the gene and the change.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(gene)
    hasher.combine(edit)
  }
}
