// Naming a variant of the gene record: every name and the consequence on one transcript version.

package import BioSequence

extension GeneModel {
  /// Names a variant of the gene record.
  ///
  ///     let names = gene.names(of: Variant(range: 8637..<8638, replacement: "T"))
  ///
  /// - Precondition: the variant lies on the record.
  package func names(of variant: Variant) -> VariantNames {
    names(replacing: variant.range, with: variant.replacement.codes)
  }

  /// Names a variant of the gene record.
  ///
  /// - Parameters:
  ///   - range: replaced record offsets, 0-based half-open.
  ///   - replacement: nucleotide codes on the record's strand.
  ///   - version: index of the transcript version in ``transcripts`` to name it on; the first that holds the variant
  ///     unless given.
  ///   - accession: what to call that version; its RefSeq accession unless given.
  /// - Precondition: the range lies on the record.
  package func names(
    replacing range: Range<Int>, with replacement: [UInt8], version: Int? = nil, accession: String? = nil
  ) -> VariantNames {
    let edit = canonicalEdit(replacing: range, with: replacement)
    let (codingEdit, index, isInside) = codingEdit(edit, version: version)
    let range = codingEdit.replacedRange
    let bases = codingEdit.replacement(on: codes)
    let model = transcripts[index]
    let effect = model.effect(of: codingEdit)
    var coding: [UInt8] = []
    coding.reserveCapacity(48)
    let inside =
      isInside && codingEdit.writeCoding(accession ?? model.transcript.accession, to: &coding, on: model)
    let protein = text(56) {
      $0.append(text: model.transcript.proteinAccession)
      $0.append(UInt8(ascii: ":"))
      effect.coding.change.write(to: &$0, protein: model.protein)
    }
    return VariantNames(
      gene: record.symbol, variantClass: variantClass(of: codingEdit, on: model),
      grch38: genomicName(range, bases, on: placement(on: .grch38)),
      grch37: genomicName(range, bases, on: placement(on: .grch37)),
      hgvsRecord: text { edit.writeGenomic(record.accession, to: &$0, on: codes, origin: 1) },
      hgvsC: inside ? String(decoding: coding, as: UTF8.self) : nil, hgvsP: inside ? protein : nil, effect: effect,
      exon: exonText(effect) { String($0 + 1) }, legacyExon: exonText(effect) { record.legacyExonNames[$0] },
      edit: codingEdit, affectedRange: range, alleleBases: bases, version: index, isVersionNamed: version != nil)
  }

  private func genomicName(_ range: Range<Int>, _ bases: [UInt8], on placement: AssemblyPlacement?) -> GenomicName? {
    guard let placement else { return nil }
    let edit = placement.edit(replacing: range, with: bases)
    let name = text {
      edit.writeGenomic(
        placement.mapping.accession, to: &$0, on: placement.forward, origin: placement.mapping.range.lowerBound + 1)
    }
    return GenomicName(hgvs: name, vcf: placement.vcfAllele(replacing: range, with: bases))
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
    if let exons = effect.exons { return ExonEvent.list(exons, name) }
    return effect.introns.map { name($0.lowerBound) + "i" }
  }
}
