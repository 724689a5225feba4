// From an allele as a VCF states it to the change of a gene record, whatever the chromosome is called.

package import BioSequence
package import Documents
package import HGVS
package import TypeICollagen

/// An allele of a VCF on the genes' records.
package enum AlleleLocus: Sendable, Hashable {
  /// It does not lie wholly on a gene record.
  case elsewhere
  /// It has no sequence of its own: symbolic, a breakend, `*`, or with bases that are not known.
  case notComparable
  /// REF is not what the assembly has there.
  case mismatch
  /// A change of the record of the gene with this index, trimmed and left-aligned there; empty if ALT is the record's sequence.
  case located(gene: Int, variant: Variant)
}

/// Finds the genes' records in coordinates of either assembly.
///
/// The normal form of an allele is its change of the gene record, trimmed and left-aligned on the record, so that every
/// representation (padded, shifted, of either assembly or strand) is one value.
package struct GenomicLocator: Sendable {
  /// What a chromosome's name stands for.
  package enum Contig: Sendable, Hashable {
    /// A chromosome of a gene: its bare name, and the assembly if the name tells it.
    case chromosome(String, Assembly?)
    /// A version of such a chromosome that belongs to another assembly, or none.
    case unsupported
  }

  /// The genes, in the order that indices count by.
  package let genes: GeneCatalog
  private let contigs: [String: Contig]
  /// What files write before the bare name of a chromosome.
  private static let prefixes = ["", "CHR", "CHROMOSOME"]
  private let stems: [String]

  /// A locator of genes.
  package init(genes: GeneCatalog = .embedded) {
    self.genes = genes
    var contigs: [String: Contig] = [:]
    var stems: Set<String> = []
    for mapping in genes.genes.flatMap(\.record.mappings) {
      let chromosome = mapping.chromosome
      for prefix in GenomicLocator.prefixes { contigs[prefix + chromosome] = .chromosome(chromosome, nil) }
      for accession in [mapping.accession] + mapping.otherNames {
        contigs[accession.uppercased()] = .chromosome(chromosome, mapping.assembly)
        let stem = String(accession.prefix { $0 != "." })
        stems.insert(stem.uppercased() + ".")
        // Without its version an accession says no more than the chromosome's number.
        contigs[stem.uppercased()] = .chromosome(chromosome, nil)
      }
    }
    self.contigs = contigs
    self.stems = stems.sorted()
  }

  /// The names of a gene's own record and transcripts, versions aside, on which some pipelines count instead of a chromosome.
  private static func recordNames(_ gene: CollagenGene) -> [String] {
    let record = gene.record
    let accessions =
      [record.lrgID, record.refSeqGene] + record.transcripts.flatMap { [$0.accession, $0.ensemblAccession] }
    return ([record.symbol] + accessions).filter { !$0.isEmpty }.map { String($0.prefix { $0 != "." }) }
  }

  /// The symbol of the gene whose own record or transcript a name in CHROM is; `nil` if it is none.
  package func gene(ofRecordNamed name: String) -> String? {
    let stem = ContigName.plain(name).prefix { $0 != "." }
    return genes.genes.first { GenomicLocator.recordNames($0).contains { $0.uppercased() == stem } }?.symbol
  }

  /// What a name of a chromosome stands for; `nil` if it is none of the genes' chromosomes.
  package func contig(named name: String) -> Contig? {
    let own = ContigName.assembly(before: name).map { $0.hasSuffix("38") ? Assembly.grch38 : .grch37 }
    let name = ContigName.plain(name)
    if let contig = contigs[name] {
      guard let own, case .chromosome(let chromosome, let said) = contig else { return contig }
      return said == nil || said == own ? .chromosome(chromosome, own) : .unsupported
    }
    return stems.contains { name.hasPrefix($0) } ? .unsupported : nil
  }

  /// The placement of a gene by its chromosome's name; `nil` for every other chromosome.
  ///
  /// - Parameter assembly: what a name without an assembly counts on.
  func placements(on name: String, assembly: Assembly) -> [(gene: Int, placement: AssemblyPlacement)] {
    guard case .chromosome(let chromosome, let own) = contig(named: name) else { return [] }
    return genes.genes.enumerated().compactMap { index, gene in
      let placement = gene.model.placement(on: own ?? assembly)
      return placement?.mapping.chromosome == chromosome ? placement.map { (index, $0) } : nil
    }
  }

  /// Places an allele.
  ///
  /// - Parameters:
  ///   - contig: any name of the chromosome.
  ///   - position: 1-based.
  ///   - assembly: what the position counts on, unless the contig's accession tells it.
  package func locate(
    contig: String, position: Int, reference: String, alternate: String, assembly: Assembly
  ) -> AlleleLocus {
    for (index, placement) in placements(on: contig, assembly: assembly) {
      let start = position - 1 - placement.mapping.range.lowerBound
      guard start >= 0, start + reference.utf8.count <= placement.forward.count else { continue }
      guard let expected = DNASequence(text: reference) else { return .notComparable }
      guard VCFRecord.isSequence(alternate), let replacement = DNASequence(text: alternate),
        !replacement.codes.contains(4), !expected.codes.contains(4), expected != replacement
      else { return .notComparable }
      let range = start..<start + expected.count
      guard placement.forward[range].elementsEqual(expected.codes) else { return .mismatch }
      let change = placement.recordEdit(replacing: range, with: replacement.codes)
      let variant = Variant(range: change.range, replacement: DNASequence(codes: change.replacement))
      return .located(gene: index, variant: canonical(variant, gene: index))
    }
    return .elsewhere
  }

  /// The normal form of a change of a gene's record.
  package func canonical(_ variant: Variant, gene index: Int) -> Variant {
    variant.leftAligned(on: genes.genes[index].record.sequence)
  }

  /// The genes whose records a stretch of a chromosome reaches, with their placement.
  ///
  /// - Parameter range: 1-based positions, both ends included.
  package func genes(
    reachedBy range: ClosedRange<Int>, on contig: String, assembly: Assembly
  ) -> [(gene: Int, placement: AssemblyPlacement)] {
    placements(on: contig, assembly: assembly).filter { $0.placement.positions.overlaps(range) }
  }

  /// How REF of a record fits an assembly: the number of its bases that lie on a gene's record there and are known, and
  /// whether they are the assembly's; `nil` if there is none.
  package func fit(_ record: VCFRecord, _ assembly: Assembly) -> (bases: Int, isFitting: Bool)? {
    for (_, placement) in placements(on: record.chromosome, assembly: assembly)
    where placement.mapping.assembly == assembly {
      let start = record.position - 1 - placement.mapping.range.lowerBound
      let end = min(placement.forward.count, start + record.reference.utf8.count)
      guard max(0, start) < end else { continue }
      let inside = max(0, start)..<end
      guard let expected = DNASequence(text: record.reference) else { return (record.reference.utf8.count, false) }
      let known = inside.filter { expected.codes[$0 - start] < 4 }
      if known.isEmpty { return nil }
      return (known.count, known.allSatisfy { placement.forward[$0] == expected.codes[$0 - start] })
    }
    return nil
  }

  /// Where the genes' records lie on both assemblies: what of a large VCF is to be read.
  package var regions: [VCFRegionFilter.Region] {
    genes.genes.flatMap { gene in
      gene.record.mappings.flatMap { mapping in
        let positions = mapping.range.lowerBound + 1...mapping.range.upperBound
        let bare = GenomicLocator.prefixes.map { $0 + mapping.chromosome }
        let accessions = [mapping.accession] + mapping.otherNames
        let names = bare + accessions
        // Of the last ones, which are refused, the first record is enough.
        return [
          VCFRegionFilter.Region(names: names, positions: [positions]),
          VCFRegionFilter.Region(names: unversioned(accessions), positions: [positions]),
          VCFRegionFilter.Region(names: GenomicLocator.recordNames(gene), positions: []),
        ]
      }
    }
  }

  private func unversioned(_ accessions: [String]) -> [String] { accessions.map { String($0.prefix { $0 != "." }) } }
}

extension AssemblyPlacement {
  /// The positions of the record on the chromosome, 1-based, both ends included.
  package var positions: ClosedRange<Int> { mapping.range.lowerBound + 1...mapping.range.upperBound }
}
