// Rows for descriptions of the sequence: single changes, alleles, VCF-style.

import BioSequence
import HGVS
import TypeICollagen

extension VariantNamer {
  /// The row of a description in the HGVS grammar.
  func row(for parsed: HGVSDescription, input: String) throws(HGVSError) -> NameRow {
    if parsed.type == .protein { return try row(forProtein: parsed, input: input) }
    let (axis, accession, notes) = try axis(for: parsed)
    if parsed.type == .rna, parsed.changes.count > 1 {
      throw HGVSError(.unsupported, "alleles of r. descriptions are not read: give the c. description")
    }
    var corrections = VariantNamer.corrections(of: parsed.oddities, type: parsed.type)
    if parsed.type == .rna { corrections.append("r. read as the change of the DNA with the same letters") }
    if parsed.type == .transcript { corrections.append("n. positions of a coding transcript are written as c.") }
    if parsed.changes.count == 1, ExonEvent.isUncertain(parsed.changes[0]) {
      return try row(forUncertain: parsed.changes[0], axis, accession, corrections, notes, input: input)
    }
    if parsed.changes.count > 1 || parsed.phase != .single {
      return try row(forAllele: parsed, axis, accession, corrections, notes, input: input)
    }
    var resolver = ChangeResolver(axis)
    let change = try resolver.resolve(parsed.changes[0])
    let version = axis.version
    let annotation = annotate(change, axis, accession)
    guard annotation.hgvsC != nil || version == nil else {
      throw HGVSError(.outOfRange, "the change lies outside \(accession ?? "the transcript")")
    }
    corrections += change.corrections
    if let claim = parsed.protein {
      corrections += try checkTitle(claim, annotation, axis.naming)
    }
    var row = NameRow(input: input, status: corrections.isEmpty ? .ok : .corrected)
    fill(&row, [annotation], joinedBy: "|")
    row.message = message(corrections, notes, [annotation], axis.naming)
    return row
  }

  /// The row of a VCF-style description.
  func row(for allele: WrittenVCFAllele, _ oddities: [WrittenOddity], input: String) throws(HGVSError) -> NameRow {
    let change = try resolve(allele)
    var corrections = VariantNamer.corrections(of: oddities, type: .genomic)
    let annotation = change.naming.annotate(replacing: change.range, with: change.replacement)
    let isGRCh38 = change.placement.mapping.assembly == .grch38
    let canonical = isGRCh38 ? annotation.vcf38 : annotation.vcf37
    if allele.position != canonical.position || allele.reference != canonical.reference
      || allele.alternate != canonical.alternate, allele.reference != allele.alternate
    {
      corrections.append("VCF allele trimmed and left-aligned")
    }
    if let note = change.note { corrections.append(note) }
    var row = NameRow(input: input, status: corrections.isEmpty ? .ok : .corrected)
    fill(&row, [annotation], joinedBy: "|")
    let notes = ["read on \(change.placement.mapping.assembly.rawValue)"]
    row.message = message(corrections, corrections.isEmpty ? [] : notes, [annotation], change.naming)
    return row
  }

  /// A VCF-style description checked against its assembly, as a change of the record.
  func resolve(
    _ allele: WrittenVCFAllele
  ) throws(HGVSError) -> (
    naming: GeneNaming, placement: Placement, range: Range<Int>, replacement: [UInt8], note: String?
  ) {
    guard let naming = gene(onChromosome: allele.chromosome) else {
      throw HGVSError(.unknownReference, "the chromosome holds neither gene")
    }
    let (placement, note) = placement(of: naming, holding: allele.position)
    let mapping = placement.mapping
    let start = allele.position - 1 - mapping.range.lowerBound
    guard start >= 0, start + allele.reference.count <= placement.forward.count else {
      throw HGVSError(.outOfRange, Axis.outside(allele.position, mapping, naming))
    }
    let range = start..<start + allele.reference.count
    guard placement.forward[range].elementsEqual(allele.reference) else {
      let reason = text(80) {
        $0.append(text: "\(mapping.assembly.rawValue) has ")
        $0.append(codes: placement.forward[range].prefix(50))
        $0.append(text: " at \(mapping.chromosome):\(allele.position), not ")
        $0.append(codes: allele.reference.prefix(50))
      }
      throw HGVSError(.referenceMismatch, reason)
    }
    let change = placement.recordChange(replacing: range, with: allele.alternate)
    return (naming, placement, change.range, change.replacement, note)
  }

  /// The annotation of a resolved change.
  func annotate(_ change: ResolvedChange, _ axis: Axis, _ accession: String?) -> VariantAnnotation {
    let annotation = axis.naming.annotate(
      replacing: change.range, with: change.replacement, version: axis.version, accession: accession)
    return change.unchangedRepeat.map { annotation.written(asRepeat: $0, axis.naming) } ?? annotation
  }

  // MARK: filling a row

  /// Writes the columns of one or several annotations; several values of a column are joined.
  func fill(_ row: inout NameRow, _ all: [VariantAnnotation], joinedBy separator: String) {
    func joined(_ value: (VariantAnnotation) -> String) -> String {
      all.count == 1 ? value(all[0]) : all.map(value).map { $0.isEmpty ? "." : $0 }.joined(separator: separator)
    }
    func once(_ value: (VariantAnnotation) -> String) -> String {
      let first = value(all[0])
      return all.allSatisfy { value($0) == first } ? first : joined(value)
    }
    guard !all.isEmpty else { return }
    row.hgvsG38 = joined { $0.hgvsG38 }
    row.hgvsG37 = joined { $0.hgvsG37 }
    row.hgvsLRG = joined { $0.hgvsLRG }
    row.hgvsC = joined { $0.hgvsC ?? "" }
    row.hgvsP = once { $0.hgvsP ?? "" }
    row.vcf38 = joined { annotation in text { annotation.vcf38.write(to: &$0) } }
    row.vcf37 = joined { annotation in text { annotation.vcf37.write(to: &$0) } }
    row.gene = all[0].gene
    row.consequence = once { $0.consequence }
    row.exon = once { $0.exon ?? "" }
    row.legacyExon = once { $0.legacyExon ?? "" }
    row.helixResidue = once { $0.helixResidue.map { String($0) } ?? "" }
    row.tripletPosition = once { $0.tripletPosition?.rawValue ?? "" }
    row.collagenEffect = once { $0.collagenEffect }
  }

  /// Corrections first, then notes, then what is worth knowing about the change.
  func message(
    _ corrections: [String], _ notes: [String], _ annotations: [VariantAnnotation], _ naming: GeneNaming
  ) -> String {
    var parts = corrections + notes
    for annotation in annotations {
      for remark in annotation.remarks(naming) where !parts.contains(remark) { parts.append(remark) }
    }
    return parts.joined(separator: "; ")
  }

  /// What was read past, in words.
  static func corrections(of oddities: [WrittenOddity], type: CoordinateType) -> [String] {
    var corrections: [String] = []
    for oddity in oddities {
      switch oddity {
      case .upperCaseType: corrections.append("the coordinate type is written in lower case")
      case .lowerCaseBases: if type != .rna { corrections.append("bases are written in upper case") }
      case .spaces: corrections.append("spaces removed")
      case .stopAsX: corrections.append("a stop is written Ter")
      case .residueCase: corrections.append("residues are written with one capital")
      case .keywordCase: corrections.append("keywords are written in lower case")
      case .repeatedType: corrections.append("the coordinate type is written once")
      case .quotes: corrections.append("quotation marks removed")
      case .noAccession: corrections.append("no reference sequence is given")
      case .typography: corrections.append("typeset characters replaced")
      }
    }
    return corrections
  }
}

extension Axis {
  /// The transcript version to name on; `nil` when the description names none.
  var version: Int? {
    switch kind {
    case .coding(let version), .transcript(let version): version
    case .record, .chromosome: nil
    }
  }
}
