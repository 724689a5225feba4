// From one description in any form to all its names.

public import BioSequence

/// Names variants of genes from descriptions in any of the forms that are read: HGVS, VCF-style, and the residue numbers
/// of the older literature.
///
///     let namer = VariantNamer(genes: [GeneModel(record)])
///     let named = try namer.name("NM_000088.4:c.589G>T")
///     named.hgvsP  // NP_000079.2:p.(Gly197Cys)
///
/// A value; make one and keep it. One description takes a few microseconds.
public struct VariantNamer: Sendable {
  /// What a VCF-style description or a bare `chr17` means.
  public let assembly: Assembly
  /// The genes whose variants are named.
  public let genes: [GeneModel]
  let catalog: ReferenceCatalog
  /// Whether the description itself names the assembly.
  let isAssemblyNamed: Bool

  /// A namer.
  ///
  /// - Parameters:
  ///   - genes: the genes that descriptions may name.
  ///   - assembly: what descriptions without an accession count on.
  public init(genes: [GeneModel], assembly: Assembly = .grch38) {
    self.assembly = assembly
    self.genes = genes
    catalog = ReferenceCatalog(genes)
    isAssemblyNamed = false
  }

  /// The same namer for a description that names its assembly.
  private init(_ other: VariantNamer, assembly: Assembly) {
    self.assembly = assembly
    genes = other.genes
    catalog = other.catalog
    isAssemblyNamed = true
  }

  /// Names one description.
  ///
  /// - Throws: ``HGVSError`` with the reason and, for faults of the grammar, the column.
  public func name(_ description: String) throws(HGVSError) -> NamedVariant {
    let (parsed, form) = try read(description)
    guard let form else { return try name(parsed) }
    let namer = form.assembly.map { VariantNamer(self, assembly: $0) } ?? self
    var named = try namer.name(parsed)
    // What is right in its own form is not corrected for not being HGVS.
    named.corrections = form.correction.map { [$0] + named.corrections } ?? []
    named.notes = form.notes + named.notes
    return named
  }

  private func name(_ parsed: ParsedDescription) throws(HGVSError) -> NamedVariant {
    switch parsed {
    case .hgvs(let parsed): try name(parsed)
    case .vcf(let allele, let oddities): try name(allele, oddities)
    case .legacy(let chain, let edit, let oddities): try name(legacy: chain, edit, oddities)
    }
  }

  /// A description in HGVS or VCF style, or in another form as the description that it means.
  private func read(_ description: String) throws(HGVSError) -> (ParsedDescription, TranslatedForm?) {
    let parsed: ParsedDescription
    do throws(HGVSError) {
      parsed = try HGVSParser.parse(description)
    } catch {
      guard let form = try translated(description) else { throw error }
      return (try HGVSParser.parse(form.text), form)
    }
    // `E17del` reads like a residue, and is an exon.
    if case .legacy = parsed, let form = try translated(description) { return (try HGVSParser.parse(form.text), form) }
    // In brackets behind a chromosome stands its assembly.
    if case .hgvs(let written) = parsed, let selector = written.selector, VariantNamer.assembly(selector) != nil,
      let form = try translated(description)
    {
      return (try HGVSParser.parse(form.text), form)
    }
    return (parsed, nil)
  }

  /// The variant of the gene record that a description of one variant means, for callers that plant or compare variants.
  ///
  /// - Returns: the index of the gene, and the variant as written (not shifted).
  /// - Throws: ``HGVSError`` also for alleles, protein descriptions and uncertain ends, which are no single variant.
  package func variant(for description: String) throws(HGVSError) -> (gene: Int, variant: Variant) {
    let gene: GeneModel
    let range: Range<Int>
    let replacement: [UInt8]
    let (parsed, form) = try read(description)
    let namer = form?.assembly.map { VariantNamer(self, assembly: $0) } ?? self
    switch parsed {
    case .hgvs(let parsed):
      guard parsed.type != .protein else { throw VariantNamer.isProtein }
      guard parsed.type != .rna else {
        throw HGVSError(.unsupported, "an r. description tells a transcript, not a change of the DNA: give c. or g.")
      }
      guard parsed.variants.count == 1 else {
        throw HGVSError(.unsupported, "the description is not one change of the sequence but an allele of several")
      }
      let system = try system(for: parsed).system
      var resolver = EditResolver(system)
      let edit = try resolver.resolve(parsed.variants[0])
      (gene, range, replacement) = (system.gene, edit.range, edit.replacement)
    case .vcf(let allele, _):
      let edit = try namer.resolve(allele)
      (gene, range, replacement) = (edit.gene, edit.range, edit.replacement)
    case .legacy: throw VariantNamer.isProtein
    }
    guard let index = genes.firstIndex(where: { $0 === gene }) else {
      throw HGVSError(.unknownReference, "the reference is not one of \(catalog.list)")
    }
    return (index, Variant(range: range, replacement: DNASequence(codes: replacement)))
  }

  private static let isProtein = HGVSError(
    .unsupported, "a protein name may mean several changes of the sequence: give the c. or g. name")

  // MARK: references

  /// The coordinates that a nucleotide description counts in, the transcript version to print, and notes.
  func system(
    for parsed: HGVSDescription
  ) throws(HGVSError) -> (system: CoordinateSystem, accession: String?, notes: [String]) {
    let reference = try catalog.resolve(parsed.reference)
    let selector = try selected(parsed, beside: reference)
    switch selector ?? reference {
    case .transcript(let gene, let version, let accession):
      let isTranscriptType = parsed.type == .transcript
      guard parsed.type == .coding || isTranscriptType || parsed.type == .rna else {
        throw HGVSError(
          .wrongCoordinateType,
          "\(accession) is a transcript: its positions are c., not \(parsed.type.letter).")
      }
      let kind = isTranscriptType ? CoordinateSystem.Kind.transcript(version: version) : .coding(version: version)
      return (CoordinateSystem(genes[gene], kind), accession, [])
    case .gene(let gene):
      guard parsed.type == .coding || parsed.type == .rna else {
        throw HGVSError(
          .wrongCoordinateType, "a gene symbol has no \(parsed.type.letter). positions: name a reference sequence")
      }
      let accession = genes[gene].record.preferredTranscript.accession
      return (CoordinateSystem(genes[gene], .coding(version: 0)), accession, ["read on \(accession)"])
    case .record(let gene):
      guard parsed.type == .genomic else { throw needsTranscript(parsed, genes[gene]) }
      return (CoordinateSystem(genes[gene], .record), nil, [])
    case .chromosome(let assembly, let name):
      let found = try locate(chromosome: name, number(of: parsed, on: name, only: assembly), only: assembly)
      guard parsed.type == .genomic else { throw needsTranscript(parsed, found.gene) }
      return (CoordinateSystem(found.gene, .chromosome(found.placement)), nil, [])
    case .bareChromosome(let name):
      let found = try locate(chromosome: name, number(of: parsed, on: name))
      guard parsed.type == .genomic else { throw needsTranscript(parsed, found.gene) }
      let note = found.note ?? "read on \(found.placement.mapping.assembly.rawValue)"
      return (CoordinateSystem(found.gene, .chromosome(found.placement)), nil, [note])
    case .protein:
      throw HGVSError(.wrongCoordinateType, "a protein reference takes p. descriptions only")
    }
  }

  /// The gene on a chromosome that holds a 1-based position, and its placement.
  ///
  /// Without an assembly, the chosen one is tried first, then the other: the two ranges of a gene seldom meet. A position
  /// outside all genes gives the first gene of the chromosome, so that the fault can tell where it lies.
  ///
  /// - Parameter only: the assembly that was named, if any.
  func locate(
    chromosome name: String, _ number: Int?, only named: Assembly? = nil
  ) throws(HGVSError) -> (gene: GeneModel, placement: AssemblyPlacement, note: String?) {
    var first: (GeneModel, AssemblyPlacement)?
    var fallback: (GeneModel, AssemblyPlacement)?
    var other: (GeneModel, AssemblyPlacement)?
    for gene in genes {
      for placement in gene.placements where placement.mapping.chromosome == name {
        let isChosen = placement.mapping.assembly == named ?? assembly
        guard isChosen || named == nil else { continue }
        let holds = number.map { placement.mapping.range.contains($0 - 1) } ?? false
        if isChosen, holds { return (gene, placement, nil) }
        if isChosen, first == nil { first = (gene, placement) }
        if fallback == nil { fallback = (gene, placement) }
        if !isChosen, holds, other == nil { other = (gene, placement) }
      }
    }
    if let (gene, placement) = other {
      let assembly = placement.mapping.assembly.rawValue
      return (gene, placement, "the position lies on \(gene.symbol) in \(assembly) only: read there")
    }
    guard let (gene, placement) = first ?? fallback else {
      throw HGVSError(.unknownReference, column: 1, "the chromosome does not hold \(catalog.list)")
    }
    return (gene, placement, nil)
  }

  private func needsTranscript(_ parsed: HGVSDescription, _ gene: GeneModel) -> HGVSError {
    let accession = gene.record.preferredTranscript.accession
    return HGVSError(
      .wrongCoordinateType,
      "a genomic reference has no \(parsed.type.letter). positions: write \(parsed.reference)(\(accession)):\(parsed.type.letter)."
    )
  }

  /// The reference in brackets: a transcript beside a genomic one, or the gene's symbol beside any.
  private func selected(
    _ parsed: HGVSDescription, beside reference: ResolvedReference
  ) throws(HGVSError) -> ResolvedReference? {
    guard let selector = parsed.selector else { return nil }
    let inner = try catalog.resolve(selector)
    guard geneIndices(inner).contains(where: { geneIndices(reference).contains($0) }) else {
      throw HGVSError(.contradiction, "the reference and what stands in its brackets belong to different genes")
    }
    switch (reference, inner) {
    case (_, .gene): return nil
    case (.chromosome, .transcript), (.record, .transcript), (.gene, .transcript), (.bareChromosome, .transcript):
      return inner
    default:
      throw HGVSError(.unknownReference, "in brackets stands a transcript after a genomic reference, or the gene")
    }
  }

  func geneIndices(_ reference: ResolvedReference) -> [Int] {
    switch reference {
    case .transcript(let gene, _, _), .record(let gene), .protein(let gene), .gene(let gene): [gene]
    case .chromosome(_, let name), .bareChromosome(let name):
      genes.indices.filter { genes[$0].record.mappings.contains { $0.chromosome == name } }
    }
  }
}
