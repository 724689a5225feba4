// Names of descriptions of the sequence: single variants, and VCF-style.

import BioSequence

extension VariantNamer {
  /// Names a description in the HGVS grammar.
  func name(_ parsed: HGVSDescription) throws(HGVSError) -> NamedVariant {
    if parsed.type == .protein { return try name(protein: parsed) }
    let (system, accession, notes) = try system(for: parsed)
    if parsed.type == .rna { return try name(rna: parsed, system, accession, notes) }
    var corrections = VariantNamer.corrections(of: parsed.oddities, type: parsed.type)
    if parsed.type == .transcript { corrections.append("n. positions of a coding transcript are written as c.") }
    if parsed.variants.count == 1, let within = withinRecord(parsed.variants[0], system) {
      return try name(uncertain: within, system, accession, corrections, notes + [VariantNamer.reachesFurther])
    }
    if parsed.variants.count == 1, UncertainEvent.isUncertain(parsed.variants[0]) {
      return try name(uncertain: parsed.variants[0], system, accession, corrections, notes)
    }
    if parsed.variants.count > 1 || parsed.phase != .single {
      return try name(allele: parsed, system, accession, corrections, notes)
    }
    var resolver = EditResolver(system)
    let edit = try resolver.resolve(parsed.variants[0])
    let names = names(edit, system, accession)
    guard names.hasCodingName || system.version == nil else {
      throw HGVSError(.outOfRange, "the change lies outside \(accession ?? "the transcript")")
    }
    corrections += edit.corrections
    if let claim = parsed.protein { corrections += try checkTitle(claim, names, system.gene) }
    var named = NamedVariant(gene: system.gene, variants: [names], corrections: corrections)
    named.notes = notes
    return named
  }

  /// Names a VCF-style description.
  func name(_ allele: WrittenVCFAllele, _ oddities: [WrittenOddity]) throws(HGVSError) -> NamedVariant {
    let edit = try resolve(allele)
    var corrections = VariantNamer.corrections(of: oddities, type: .genomic)
    let names = edit.gene.names(replacing: edit.range, with: edit.replacement)
    let assembly = edit.placement.mapping.assembly
    let canonical = edit.placement.vcfAllele(replacing: names.affectedRange, with: names.alleleBases)
    if allele.reference != allele.alternate,
      allele.position != canonical.position || allele.reference != canonical.reference
        || allele.alternate != canonical.alternate
    {
      corrections.append("VCF allele trimmed and left-aligned")
    }
    if let note = edit.note { corrections.append(note) }
    var named = NamedVariant(gene: edit.gene, variants: [names], corrections: corrections)
    if !corrections.isEmpty { named.notes = ["read on \(assembly.rawValue)"] }
    return named
  }

  /// A VCF-style description checked against its assembly, as an edit of the record.
  func resolve(
    _ allele: WrittenVCFAllele
  ) throws(HGVSError) -> (
    gene: GeneModel, placement: AssemblyPlacement, range: Range<Int>, replacement: [UInt8], note: String?
  ) {
    let (gene, placement, note) = try locate(
      chromosome: allele.chromosome, allele.position, only: isAssemblyNamed ? assembly : nil)
    let mapping = placement.mapping
    let start = allele.position - 1 - mapping.range.lowerBound
    guard start >= 0, start + allele.reference.count <= placement.forward.count else {
      throw HGVSError(.outOfRange, CoordinateSystem.outside(allele.position, mapping, gene))
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
    let edit = placement.recordEdit(replacing: range, with: allele.alternate)
    return (gene, placement, edit.range, edit.replacement, note)
  }

  /// The names of a resolved edit.
  func names(_ edit: ResolvedEdit, _ system: CoordinateSystem, _ accession: String?) -> VariantNames {
    let names = system.gene.names(
      replacing: edit.range, with: edit.replacement, version: system.version, accession: accession)
    return edit.unchangedRepeat.map { names.written(asRepeat: $0) } ?? names
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
      case .typography: corrections.append("typeset characters replaced")
      }
    }
    return corrections
  }
}
