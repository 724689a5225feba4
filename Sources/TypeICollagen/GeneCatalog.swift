// The genes that the program knows: looked up by symbol, other name, accession, chromosome and place.

package import BioSequence
package import Documents

/// Collagen genes in the order in which outputs list them; every index of a gene counts by it.
///
///     let genes = try GeneCatalog.embedded.adding(filesOfFolder)
///     genes.gene(named: "alpha1(I)")?.symbol      // COL1A1
///
/// A value that is passed to whatever needs genes. Look-ups are over a handful of genes and linear.
package struct GeneCatalog: Sendable, Equatable {
  /// The genes.
  package let genes: [CollagenGene]

  /// A catalog of genes, in the order that indices count by.
  package init(genes: [CollagenGene]) { self.genes = genes }

  /// The genes of type I collagen, as compiled into the program.
  package static let embedded: GeneCatalog = {
    do throws(InputFault) {
      let tables = try GeneTables(checksDigests: false) { name throws(InputFault) in ReferenceFiles.text(named: name) }
      return GeneCatalog(genes: try tables.all())
    } catch {
      preconditionFailure("the embedded reference is sound, which tests hold: \(error)")
    }
  }()

  /// These genes and further ones in the layout of `reference/`.
  ///
  /// - Parameter content: the text of a file of the folder by its name; `nil` if there is no such file.
  /// - Throws: the first fault of the tables; also where a gene, name or accession is there already. A gene whose record
  ///   is the same as one of these is not added again.
  package func adding(_ content: @escaping (String) throws(InputFault) -> String?) throws(InputFault) -> GeneCatalog {
    let tables = try GeneTables(content)
    var all = genes
    for (gene, row) in zip(try tables.all(), tables.genes.rows) {
      if all.contains(gene) { continue }
      for other in all {
        guard let name = gene.names.first(where: { other.names.contains($0) }) else { continue }
        throw tables.genes.fault(
          .conflict, row, "gene", "\(gene.symbol) and \(other.symbol) share the name \(name)",
          remedy: other.symbol == gene.symbol
            ? "leave the gene out, or give the record that is embedded: see `collagen reference`"
            : "give each gene names and accessions of its own")
      }
      all.append(gene)
    }
    return GeneCatalog(genes: all)
  }

  /// The symbols in order, as in `COL1A1 or COL1A2`.
  package var list: String { GeneName.list(genes.map(\.symbol)) }

  /// The index of the gene with this HGNC symbol.
  package func index(ofSymbol symbol: String) -> Int? { genes.firstIndex { $0.symbol == symbol } }

  /// The gene with this HGNC symbol.
  package func gene(symbol: String) -> CollagenGene? { genes.first { $0.symbol == symbol } }

  /// The gene that a name means: its symbol, another name of gene or chain, or an accession of its record, transcripts
  /// or protein with or without version and LRG part; in any case.
  package func gene(named name: String) -> CollagenGene? {
    let wanted = GeneName.normalised(name)
    let stem = GeneName.normalised(String(name.prefix { $0 != "." }))
    return genes.first { $0.names.contains(wanted) || $0.stems.contains(stem) }
  }

  /// The indices of the genes on a chromosome, by any of its names; on one assembly or either.
  package func indices(onContig name: String, assembly: Assembly? = nil) -> [Int] {
    genes.indices.filter { index in
      genes[index].record.mappings.contains { (assembly == nil || $0.assembly == assembly) && $0.isNamed(name) }
    }
  }

  /// The gene that holds a 0-based half-open range of a chromosome.
  package func gene(onContig name: String, range: Range<Int>, assembly: Assembly) -> CollagenGene? {
    genes.first { gene in
      guard let mapping = gene.record.mapping(on: assembly), mapping.isNamed(name) else { return false }
      return mapping.range.lowerBound <= range.lowerBound && range.upperBound <= mapping.range.upperBound
    }
  }

  /// One placement for each chromosome of an assembly that holds a gene, in the order of files: by number, then X, Y
  /// and other names.
  package func contigs(on assembly: Assembly) -> [AssemblyMapping] {
    var found: [AssemblyMapping] = []
    for mapping in genes.compactMap({ $0.record.mapping(on: assembly) })
    where !found.contains(where: { $0.chromosome == mapping.chromosome }) {
      found.append(mapping)
    }
    return found.sorted {
      let (first, second) = (Int($0.chromosome) ?? Int.max, Int($1.chromosome) ?? Int.max)
      return first != second ? first < second : $0.chromosome < $1.chromosome
    }
  }

  /// The rank of a chromosome among ``contigs(on:)``, by any of its names; `nil` if it holds no gene.
  package func contigRank(_ name: String, on assembly: Assembly) -> Int? {
    contigs(on: assembly).firstIndex { $0.isNamed(name) }
  }
}

extension CollagenGene {
  /// Every name, normalised.
  fileprivate var names: Set<String> {
    var names = [symbol, record.lrgID, record.refSeqGene] + record.aliases
    if !record.lrgID.isEmpty { names += [record.lrgID + "t1", record.lrgID + "p1"] }
    for transcript in record.transcripts { names += [transcript.accession, transcript.proteinAccession] }
    return Set(names.filter { !$0.isEmpty }.map(GeneName.normalised))
  }

  /// The accessions without version, normalised.
  fileprivate var stems: Set<String> {
    var names = [record.refSeqGene, record.lrgID]
    for transcript in record.transcripts {
      names += [transcript.accession, transcript.proteinAccession, transcript.ensemblAccession]
    }
    return Set(names.filter { !$0.isEmpty }.map { GeneName.normalised(String($0.prefix { $0 != "." })) })
  }
}
