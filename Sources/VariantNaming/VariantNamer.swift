// From one description in any form to all its names: the front door of `collagen name`.

package import BioSequence
package import HGVS
import TypeICollagen

/// Names changes of the type I collagen genes from descriptions in any of the forms that are read.
///
///     let row = VariantNamer().row(for: "NM_000088.4:c.589G>T")
///     row.hgvsP  // NP_000079.2:p.(Gly197Cys)
///
/// A value; making one is cheap once the genes are laid out. One description takes a few microseconds.
package struct VariantNamer: Sendable {
  /// What a VCF-style description or a bare `chr17` means.
  package let assembly: Assembly
  let genes: [GeneNaming]
  let catalog: ReferenceCatalog

  private static let sharedCatalog = ReferenceCatalog(GeneNaming.all)

  /// A namer.
  ///
  /// - Parameter assembly: what descriptions without an accession count on.
  package init(assembly: Assembly = .grch38) {
    self.assembly = assembly
    genes = GeneNaming.all
    catalog = VariantNamer.sharedCatalog
  }

  /// Names one description. Never traps: what cannot be named gives a row with status `error` and the reason.
  package func row(for description: String) -> NameRow {
    do {
      switch try HGVSParser.parse(description) {
      case .hgvs(let parsed): return try row(for: parsed, input: description)
      case .vcf(let allele, let oddities): return try row(for: allele, oddities, input: description)
      case .legacy(let chain, let edit, let oddities):
        return try row(forLegacy: chain, edit, oddities, input: description)
      }
    } catch {
      var row = NameRow(input: description, status: .error)
      row.message = error.description
      return row
    }
  }

  /// The change of the gene record that a description of one change means, for callers that plant or compare variants.
  ///
  /// - Returns: the gene and the change, as written (not shifted).
  /// - Throws: ``HGVSError`` also for alleles, protein descriptions and uncertain ends, which are no single change.
  package func variant(for description: String) throws(HGVSError) -> (gene: GeneNaming, variant: Variant) {
    switch try HGVSParser.parse(description) {
    case .hgvs(let parsed):
      guard parsed.type != .protein else { throw VariantNamer.isProtein }
      guard parsed.changes.count == 1 else {
        throw HGVSError(.unsupported, "the description is not one change of the sequence but an allele of several")
      }
      let (axis, _, _) = try axis(for: parsed)
      var resolver = ChangeResolver(axis)
      let change = try resolver.resolve(parsed.changes[0])
      return (axis.naming, Variant(range: change.range, replacement: DNASequence(codes: change.replacement)))
    case .vcf(let allele, _):
      let change = try resolve(allele)
      return (change.naming, Variant(range: change.range, replacement: DNASequence(codes: change.replacement)))
    case .legacy: throw VariantNamer.isProtein
    }
  }

  private static let isProtein = HGVSError(
    .unsupported, "a protein name may mean several changes of the sequence: give the c. or g. name")

  // MARK: references

  /// The axis that a nucleotide description counts on, the transcript version to print, and notes.
  func axis(for parsed: HGVSDescription) throws(HGVSError) -> (axis: Axis, accession: String?, notes: [String]) {
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
      let kind = isTranscriptType ? Axis.Kind.transcript(version: version) : .coding(version: version)
      return (Axis(genes[gene], kind), accession, [])
    case .gene(let gene):
      guard parsed.type == .coding || parsed.type == .rna else {
        throw HGVSError(
          .wrongCoordinateType, "a gene symbol has no \(parsed.type.letter). positions: name a reference sequence")
      }
      let accession = genes[gene].models[0].transcript.accession
      return (Axis(genes[gene], .coding(version: 0)), accession, ["read on \(accession)"])
    case .record(let gene):
      guard parsed.type == .genomic else { throw needsTranscript(parsed, genes[gene]) }
      return (Axis(genes[gene], .record), nil, [])
    case .chromosome(let assembly, let name):
      guard let naming = gene(onChromosome: name) else {
        throw HGVSError(.unknownReference, column: 1, "the chromosome holds neither gene")
      }
      guard parsed.type == .genomic else { throw needsTranscript(parsed, naming) }
      return (Axis(naming, .chromosome(naming.placement(on: assembly))), nil, [])
    case .bareChromosome(let name):
      guard let naming = gene(onChromosome: name) else {
        throw HGVSError(.unknownReference, column: 1, "the chromosome holds neither gene")
      }
      guard parsed.type == .genomic else { throw needsTranscript(parsed, naming) }
      let (placement, note) = placement(of: naming, holding: firstNumber(of: parsed))
      return (Axis(naming, .chromosome(placement)), nil, [note ?? "read on \(placement.mapping.assembly.rawValue)"])
    case .protein:
      throw HGVSError(.wrongCoordinateType, "a protein reference takes p. descriptions only")
    }
  }

  private func firstNumber(of parsed: HGVSDescription) -> Int? {
    switch parsed.changes.first?.start {
    case .at(let position): position.position.number
    case .between(let low, let high): high.isUnknown ? low.position.number : high.position.number
    case nil: nil
    }
  }

  func gene(onChromosome name: String) -> GeneNaming? {
    genes.first { $0.grch38.mapping.chromosome == name }
  }

  /// The placement that holds a 1-based chromosome position: that of the chosen assembly, or the other one if only
  /// that holds it (the two ranges of a gene do not meet).
  func placement(of naming: GeneNaming, holding number: Int?) -> (Placement, String?) {
    let chosen = naming.placement(on: assembly)
    let other = naming.placement(on: assembly == .grch38 ? .grch37 : .grch38)
    guard let number, !chosen.mapping.range.contains(number - 1), other.mapping.range.contains(number - 1) else {
      return (chosen, nil)
    }
    return (other, "the position lies on \(naming.gene.symbol) in \(other.mapping.assembly.rawValue) only: read there")
  }

  private func needsTranscript(_ parsed: HGVSDescription, _ naming: GeneNaming) -> HGVSError {
    let accession = naming.models[0].transcript.accession
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
      genes.indices.filter { genes[$0].grch38.mapping.chromosome == name }
    }
  }
}
