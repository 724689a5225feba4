// From an allele as a VCF states it to the change of a gene record, whatever the chromosome is called.

package import BioSequence
package import Documents
import HGVS
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
  private let stems: [String]

  /// A locator of genes.
  package init(genes: GeneCatalog = .embedded) {
    self.genes = genes
    var contigs: [String: Contig] = [:]
    var stems: Set<String> = []
    for mapping in genes.genes.flatMap(\.record.mappings) {
      let chromosome = mapping.chromosome
      for name in [chromosome, "CHR" + chromosome] { contigs[name] = .chromosome(chromosome, nil) }
      for accession in [mapping.accession] + mapping.otherNames {
        contigs[accession.uppercased()] = .chromosome(chromosome, mapping.assembly)
        stems.insert(String(accession.prefix { $0 != "." }) + ".")
      }
    }
    self.contigs = contigs
    self.stems = stems.sorted()
  }

  /// What a name of a chromosome stands for; `nil` if it is none of the genes' chromosomes.
  package func contig(named name: String) -> Contig? {
    let name = name.uppercased()
    if let contig = contigs[name] { return contig }
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

  /// The gene whose record a VCF record reaches into; `nil` if none.
  package func gene(touchedBy record: VCFRecord, assembly: Assembly) -> CollagenGene? {
    // POS of a symbolic allele is the base before it.
    let range = record.position - 1..<max(record.end, record.position)
    return placements(on: record.chromosome, assembly: assembly)
      .first { record.position > 0 && $0.placement.mapping.range.overlaps(range) }.map { genes.genes[$0.gene] }
  }

  /// Whether REF of a record fits an assembly; `nil` if the record does not lie on a gene's record there.
  func fits(_ record: VCFRecord, _ assembly: Assembly) -> Bool? {
    for (_, placement) in placements(on: record.chromosome, assembly: assembly)
    where placement.mapping.assembly == assembly {
      let start = record.position - 1 - placement.mapping.range.lowerBound
      guard start >= 0, start + record.reference.utf8.count <= placement.forward.count else { continue }
      guard let expected = DNASequence(text: record.reference) else { return false }
      return placement.forward[start..<start + expected.count].elementsEqual(expected.codes)
    }
    return nil
  }

  /// Where the genes' records lie on both assemblies: what of a large VCF is to be read.
  package var regions: [VCFRegionFilter.Region] {
    genes.genes.flatMap { gene in
      gene.record.mappings.flatMap { mapping in
        let positions = mapping.range.lowerBound + 1...mapping.range.upperBound
        let bare = ["", "chr", "Chr", "CHR"].map { $0 + mapping.chromosome }
        return [
          VCFRegionFilter.Region(names: bare + [mapping.accession] + mapping.otherNames, positions: [positions])
        ]
      }
    }
  }
}
