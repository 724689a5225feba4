// Everything that is said about one change: its names, its place, its consequence, its meaning for the chain.

package import BioSequence
package import HGVS
package import TypeICollagen

/// The class of a change, as the column `class` names it.
package enum VariantClass: String, Sendable, Hashable, CaseIterable {
  case snv, mnv, deletion, insertion, duplication, delins, inversion
  case exonDeletion = "exon_deletion"
  case exonDuplication = "exon_duplication"
  /// No change: the reference bases themselves.
  case reference
}

/// All names and consequences of one change.
package struct VariantAnnotation: Sendable, Hashable {
  /// HGNC symbol.
  package let gene: String
  /// The kind of change, after normalisation.
  package let variantClass: VariantClass
  /// `NC_000017.11:g.50198002C>A`, 3' on the forward strand.
  package internal(set) var hgvsG38: String
  /// The same on GRCh37.
  package internal(set) var hgvsG37: String
  /// `LRG_1:g.8638G>T`, 3' on the record.
  package internal(set) var hgvsLRG: String
  /// `NM_000088.4:c.589G>T`; `nil` outside the transcript.
  package internal(set) var hgvsC: String?
  /// `NP_000079.2:p.(Gly197Cys)`; `nil` outside the transcript.
  package let hgvsP: String?
  /// Left-aligned allele on GRCh38.
  package let vcf38: VCFAllele
  /// Left-aligned allele on GRCh37, against that assembly's bases.
  package let vcf37: VCFAllele
  /// What the change touches and does on the transcript.
  package let effect: TranscriptEffect
  /// Exons touched, `8` or `8-10`; an intron alone as `8i`; `nil` outside the transcript.
  package let exon: String?
  /// The same in the exon names of the older literature.
  package let legacyExon: String?
  /// Number in the triple helix of the first residue that the change names.
  package let helixResidue: Int?
  /// Place of that residue in its Gly-X-Y triplet.
  package let tripletPosition: TripletPosition?
  /// The effects on the chain.
  package let collagenEffects: [CollagenEffect]
  /// The exon skip that is expected when a splice site or a whole exon is lost.
  package let expectedSkip: ExonSkip?
  /// The record offsets that the change replaces, canonical; empty for insertions and duplications.
  package let affectedRange: Range<Int>
  /// The bases that stand in place of ``affectedRange``, as nucleotide codes on the record's strand.
  package let alleleBases: [UInt8]
  /// Index in ``GeneNaming/models`` of the transcript version that the names stand on.
  package let version: Int
  /// Whether the caller chose the transcript version.
  let isVersionAsked: Bool

  /// Terms joined by `&`, most severe first.
  package var consequence: String { text { effect.consequences.write(to: &$0) } }
  /// The expected kind of molecular defect with its reasons.
  ///
  /// - Parameter gene: the gene that the annotation was made for.
  package func molecularPrediction(_ gene: CollagenGene) -> MolecularPrediction {
    gene.molecularPrediction(effects: collagenEffects, effect: effect, skip: expectedSkip)
  }
  /// The most severe term.
  package var mostSevereConsequence: Consequence? { effect.consequences.mostSevere }
  /// Effects joined by `&`.
  package var collagenEffect: String { collagenEffects.map(\.rawValue).joined(separator: "&") }
}

extension GeneNaming {
  /// Names a change of the gene record.
  ///
  /// - Parameters:
  ///   - range: replaced record offsets, 0-based half-open.
  ///   - replacement: nucleotide codes on the record's strand.
  ///   - version: index of the transcript version in ``models`` to name it on; the first that holds the change unless given.
  ///   - accession: what to call that version; its RefSeq accession unless given.
  /// - Precondition: the range lies on the record.
  package func annotate(
    replacing range: Range<Int>, with replacement: [UInt8], version: Int? = nil, accession: String? = nil
  ) -> VariantAnnotation {
    annotate(canonicalEdit(replacing: range, with: replacement), version: version, accession: accession)
  }

  /// Names a canonical edit of the record.
  func annotate(_ edit: SequenceEdit, version: Int? = nil, accession: String? = nil) -> VariantAnnotation {
    let (codingEdit, index, isInside) = codingEdit(edit, version: version)
    let range = codingEdit.replacedRange
    let bases = codingEdit.replacement(on: record)
    let model = models[index]
    let effect = model.effect(of: codingEdit)
    var coding: [UInt8] = []
    coding.reserveCapacity(48)
    let inside =
      isInside && codingEdit.writeCoding(accession ?? model.transcript.accession, to: &coding, on: model)
    let change = effect.coding.change
    let protein = text(56) {
      $0.append(text: model.transcript.proteinAccession)
      $0.append(UInt8(ascii: ":"))
      change.write(to: &$0, protein: model.protein)
    }
    let helix = change.firstResidue.flatMap(gene.helixResidue(ofResidue:))
    return VariantAnnotation(
      gene: gene.symbol, variantClass: variantClass(of: codingEdit, on: model),
      hgvsG38: genomicName(range, bases, on: grch38),
      hgvsG37: genomicName(range, bases, on: grch37),
      hgvsLRG: text { edit.writeGenomic(gene.record.lrgID, to: &$0, on: record, origin: 1) },
      hgvsC: inside ? String(decoding: coding, as: UTF8.self) : nil, hgvsP: inside ? protein : nil,
      vcf38: grch38.vcfAllele(replacing: range, with: bases), vcf37: grch37.vcfAllele(replacing: range, with: bases),
      effect: effect, exon: exonText(effect) { String($0 + 1) },
      legacyExon: exonText(effect) { gene.legacyExonNames[$0] }, helixResidue: helix,
      tripletPosition: helix == nil ? nil : change.firstResidue.flatMap(gene.tripletPosition(ofResidue:)),
      collagenEffects: gene.collagenEffects(of: effect, edit: codingEdit, on: model),
      expectedSkip: effect.introns == nil ? nil : gene.expectedSkip(of: effect, edit: codingEdit, on: model),
      affectedRange: range,
      alleleBases: bases,
      version: index, isVersionAsked: version != nil)
  }

  private func genomicName(_ range: Range<Int>, _ bases: [UInt8], on placement: Placement) -> String {
    let edit = placement.edit(replacing: range, with: bases)
    return text {
      edit.writeGenomic(
        placement.mapping.accession, to: &$0, on: placement.forward, origin: placement.mapping.range.lowerBound + 1)
    }
  }

  /// A deletion or duplication that holds a whole exon is an exon deletion or duplication.
  private func variantClass(of edit: SequenceEdit, on model: TranscriptModel) -> VariantClass {
    let holdsExon =
      (edit.kind == .deletion || edit.kind == .duplication)
      && model.exons.contains { edit.range.lowerBound <= $0.lowerBound && $0.upperBound <= edit.range.upperBound }
    return switch edit.kind {
    case .identity: .reference
    case .substitution: .snv
    case .deletion: holdsExon ? .exonDeletion : .deletion
    case .duplication: holdsExon ? .exonDuplication : .duplication
    case .insertion: .insertion
    case .inversion: .inversion
    case .delins: edit.inserted.count == edit.range.count ? .mnv : .delins
    }
  }

  private func exonText(_ effect: TranscriptEffect, _ name: (Int) -> String) -> String? {
    if let exons = effect.exons {
      guard exons.lowerBound < exons.upperBound else { return name(exons.lowerBound) }
      return name(exons.lowerBound) + "-" + name(exons.upperBound)
    }
    return effect.introns.map { name($0.lowerBound) + "i" }
  }
}

extension VariantAnnotation {
  /// The annotation of "no change" written as the repeat that was described: `c.589-1_590G[3]` instead of `=`.
  ///
  /// - Parameter repeated: the unit on the record's strand, and how often the reference has it.
  func written(asRepeat repeated: (unit: [UInt8], count: Int), _ naming: GeneNaming) -> VariantAnnotation {
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
    copy.hgvsLRG = named(hgvsLRG, repeated.unit)
    copy.hgvsG38 = named(hgvsG38, naming.grch38.turned(repeated.unit))
    copy.hgvsG37 = named(hgvsG37, naming.grch37.turned(repeated.unit))
    return copy
  }
}

/// Names a change of a gene's record: every name, consequence and collagen effect, on the preferred transcript.
///
/// - Precondition: the change lies on the gene's record.
package func annotate(variant: Variant, gene: CollagenGene) -> VariantAnnotation {
  GeneNaming.naming(of: gene).annotate(replacing: variant.range, with: variant.replacement.codes)
}
