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
/// Names are written when they are asked for, into the caller's buffer or as a text of their own. An immutable class: a
/// variant is handed through many steps, and each takes one reference count.
package final class VariantNames: Sendable {
  /// The gene that the variant was named on.
  let model: GeneModel
  /// The kind of variant, after normalisation.
  package let variantClass: VariantClass
  /// What the variant touches and does on the transcript.
  package let effect: TranscriptEffect
  /// The edit, canonical on the gene record.
  let recordEdit: SequenceEdit
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
  /// What the transcript version is called.
  let accession: String
  /// Whether the variant lies in the transcript, and so has a name on it.
  let isInside: Bool
  /// The unit on the record's strand and its number, where "no change" was described as a repeat: `c.589-1_590G[3]`
  /// instead of `=`.
  let repeated: RepeatedUnit?

  /// A repeat unit and how often the reference has it.
  struct RepeatedUnit: Sendable, Hashable {
    let unit: [UInt8]
    let count: Int
  }

  init(
    model: GeneModel, variantClass: VariantClass, effect: TranscriptEffect, recordEdit: SequenceEdit,
    edit: SequenceEdit, affectedRange: Range<Int>, alleleBases: [UInt8], version: Int, isVersionNamed: Bool,
    accession: String, isInside: Bool, repeated: RepeatedUnit? = nil
  ) {
    self.model = model
    self.variantClass = variantClass
    self.effect = effect
    self.recordEdit = recordEdit
    self.edit = edit
    self.affectedRange = affectedRange
    self.alleleBases = alleleBases
    self.version = version
    self.isVersionNamed = isVersionNamed
    self.accession = accession
    self.isInside = isInside
    self.repeated = repeated
  }

  /// The names of "no change" written as the repeat that was described.
  ///
  /// - Parameter repeated: the unit on the record's strand, and how often the reference has it.
  func written(asRepeat repeated: (unit: [UInt8], count: Int)) -> VariantNames {
    VariantNames(
      model: model, variantClass: variantClass, effect: effect, recordEdit: recordEdit, edit: edit,
      affectedRange: affectedRange, alleleBases: alleleBases, version: version, isVersionNamed: isVersionNamed,
      accession: accession, isInside: isInside, repeated: RepeatedUnit(unit: repeated.unit, count: repeated.count))
  }
}

extension VariantNames: Hashable {
  /// Whether gene, change, version and what they are called are the same; everything else follows from these.
  package static func == (left: VariantNames, right: VariantNames) -> Bool {
    left === right
      || left.edit == right.edit && left.recordEdit == right.recordEdit && left.version == right.version
        && left.isVersionNamed == right.isVersionNamed && left.accession == right.accession
        && left.repeated == right.repeated && left.model == right.model
  }

  /// Hashes gene and change.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(model)
    hasher.combine(edit)
  }
}

extension VariantNames {
  /// HGNC symbol.
  package var gene: String { model.symbol }
  /// The names on GRCh38; `nil` if the gene is not placed there.
  package var grch38: GenomicName? { genomic(on: .grch38) }
  /// The names on GRCh37; `nil` if the gene is not placed there.
  package var grch37: GenomicName? { genomic(on: .grch37) }
  /// `LRG_1:g.8638G>T`, 3' on the gene record.
  package var hgvsRecord: String { text { writeRecord(to: &$0) } }
  /// `NM_000088.4:c.589G>T`; `nil` outside the transcript.
  package var hgvsC: String? { isInside ? text { writeCoding(to: &$0) } : nil }
  /// Whether ``hgvsC`` is there.
  package var hasCodingName: Bool { isInside }
  /// `NP_000079.2:p.(Gly197Cys)`; `nil` outside the transcript, unless all of it is lost, doubled or turned.
  package var hgvsP: String? { isInside || holdsTranscript ? text(56) { writeProtein(to: &$0) } : nil }
  /// Exons touched, `8` or `8-10`; an intron alone as `8i`; `nil` outside the transcript.
  package var exon: String? { exonText { String($0 + 1) } }
  /// The same in the exon names of the older literature.
  package var legacyExon: String? { exonText { model.record.legacyExonNames[$0] } }

  /// The names on an assembly; `nil` if the gene is not placed there.
  package func genomic(on assembly: Assembly) -> GenomicName? {
    guard let placement = model.placement(on: assembly) else { return nil }
    return GenomicName(
      hgvs: text { writeGenomic(on: placement, to: &$0) },
      vcf: placement.vcfAllele(replacing: affectedRange, with: alleleBases))
  }

  /// Terms joined by `&`, most severe first.
  package var consequence: String {
    let terms = effect.consequences
    if terms.rawValue.nonzeroBitCount == 1, let only = terms.mostSevere { return only.name }
    return text { terms.write(to: &$0) }
  }

  /// The most severe term.
  package var mostSevereConsequence: Consequence? { effect.consequences.mostSevere }

  private func exonText(_ name: (Int) -> String) -> String? {
    if let exons = effect.exons { return ExonEvent.list(exons, name) }
    return effect.introns.map { name($0.lowerBound) + "i" }
  }
}

// MARK: writing into a buffer

extension VariantNames {
  /// Appends `NC_000017.11:g.50198002C>A`; nothing if the gene is not placed on the assembly.
  package func writeGenomic(on assembly: Assembly, to text: inout [UInt8]) {
    if let placement = model.placement(on: assembly) { writeGenomic(on: placement, to: &text) }
  }

  private func writeGenomic(on placement: AssemblyPlacement, to text: inout [UInt8]) {
    if let change = oneForOne(on: placement), change.old != change.new {
      text.append(text: placement.mapping.accession)
      text.append(literal: ":g.")
      text.append(number: placement.mapping.range.lowerBound + change.place + 1)
      text.append(code: change.old)
      text.append(UInt8(ascii: ">"))
      text.append(code: change.new)
      return
    }
    placement.edit(replacing: affectedRange, with: alleleBases).writeGenomic(
      placement.mapping.accession, to: &text, on: placement.forward, origin: placement.mapping.range.lowerBound + 1)
    if let repeated { VariantNames.write(placement.turned(repeated.unit), repeated.count, to: &text) }
  }

  /// Appends `17-50198002-C-A`; nothing if the gene is not placed on the assembly.
  package func writeVCF(on assembly: Assembly, to text: inout [UInt8]) {
    guard let placement = model.placement(on: assembly) else { return }
    guard let change = oneForOne(on: placement) else {
      placement.vcfAllele(replacing: affectedRange, with: alleleBases).write(to: &text)
      return
    }
    text.append(text: placement.mapping.chromosome)
    text.append(UInt8(ascii: "-"))
    text.append(number: placement.mapping.range.lowerBound + change.place + 1)
    text.append(UInt8(ascii: "-"))
    text.append(code: change.old)
    text.append(UInt8(ascii: "-"))
    text.append(code: change.new)
  }

  /// One base in place of one, on the forward strand of an assembly: there is nothing to trim and nothing to shift, also
  /// where assembly and record differ; `nil` for other changes.
  package func oneForOne(on placement: AssemblyPlacement) -> (place: Int, old: UInt8, new: UInt8)? {
    guard affectedRange.count == 1, alleleBases.count == 1 else { return nil }
    let place = placement.turned(affectedRange).lowerBound
    return (place, placement.forward[place], placement.turned(base: alleleBases[0]))
  }

  /// Appends `LRG_1:g.8638G>T`.
  package func writeRecord(to text: inout [UInt8]) {
    recordEdit.writeGenomic(model.record.accession, to: &text, on: model.codes, origin: 1)
    if let repeated { VariantNames.write(repeated.unit, repeated.count, to: &text) }
  }

  /// Appends `NM_000088.4:c.589G>T`; nothing outside the transcript.
  package func writeCoding(to text: inout [UInt8]) {
    guard isInside, edit.writeCoding(accession, to: &text, on: model.transcripts[version]), let repeated else { return }
    VariantNames.write(repeated.unit, repeated.count, to: &text)
  }

  /// Whether the whole transcript is lost, doubled or turned.
  private var holdsTranscript: Bool {
    let whole = model.transcripts[version].recordRange
    return edit.range.lowerBound <= whole.lowerBound && edit.range.upperBound >= whole.upperBound
  }

  /// Appends `NP_000079.2:p.(Gly197Cys)`; nothing outside the transcript.
  package func writeProtein(to text: inout [UInt8]) {
    guard isInside || holdsTranscript else { return }
    let transcript = model.transcripts[version]
    text.append(text: transcript.transcript.proteinAccession)
    text.append(UInt8(ascii: ":"))
    effect.coding.change.write(to: &text, protein: transcript.protein)
  }

  /// Writes the repeat in place of the `=` that a name ends with.
  private static func write(_ unit: [UInt8], _ count: Int, to text: inout [UInt8]) {
    guard text.last == UInt8(ascii: "=") else { return }
    text.removeLast()
    text.append(codes: unit)
    text.append(UInt8(ascii: "["))
    text.append(number: count)
    text.append(UInt8(ascii: "]"))
  }
}
