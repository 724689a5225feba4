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
    // An older version with a longer leader names the variant; whether an end is lost is judged on the preferred one.
    let losesEnd =
      version == nil && index > 0 && model.outcomesOfEnds(codingEdit) == nil
      && transcripts[0].outcomesOfEnds(codingEdit) != nil
    let judged = losesEnd ? transcripts[0] : model
    return VariantNames(
      model: self, variantClass: variantClass(of: codingEdit, on: model), effect: judged.effect(of: codingEdit),
      recordEdit: edit, edit: codingEdit, affectedRange: range, alleleBases: bases, version: index,
      isVersionNamed: version != nil, accession: accession ?? model.transcript.accession, isInside: isInside)
  }

  /// A deletion or duplication that holds a whole exon is an exon deletion or duplication.
  private func variantClass(of edit: SequenceEdit, on model: TranscriptModel) -> VariantClass {
    let holdsExon =
      (edit.kind == .deletion || edit.kind == .duplication) && model.holdsExon(edit.range)
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
}

extension GeneModel {
  /// The record offsets that a variant takes in each of the descriptions that make the same allele: where an insertion or a
  /// copy goes in, the empty range there. At most 2,000 places of a repeat.
  package func equalRanges(of variant: Variant) -> [Range<Int>] {
    let edit = canonicalEdit(replacing: variant.range, with: variant.replacement.codes)
    guard edit.kind != .identity else { return [variant.range] }
    return SplicedAllele.ways(edit, codes).flatMap { way in
      way.resume < way.cut ? [way.cut..<way.cut, way.resume..<way.resume] : [way.cut..<way.resume]
    }
  }
}
