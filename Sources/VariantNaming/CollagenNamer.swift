// From one description in any form to the line of `collagen name`: all names, and the meaning for the chain.

package import BioSequence
package import HGVS
package import TypeICollagen

/// Names variants of collagen genes.
///
///     let row = CollagenNamer().row(for: "NM_000088.4:c.589G>T")
///     row.hgvsP  // NP_000079.2:p.(Gly197Cys)
package struct CollagenNamer: Sendable {
  /// The genes.
  package let genes: GeneCatalog
  private let namer: VariantNamer

  /// A namer.
  ///
  /// - Parameter assembly: what descriptions without an accession count on.
  package init(genes: GeneCatalog = .embedded, assembly: Assembly = .grch38) {
    self.genes = genes
    namer = VariantNamer(genes: genes.genes.map(\.model), assembly: assembly)
  }

  /// The variant of a gene record that a description of one variant means, and the index of its gene in ``genes``.
  ///
  /// - Throws: ``HGVSError`` also for alleles, protein descriptions and uncertain ends, which are no single variant.
  package func variant(for description: String) throws(HGVSError) -> (gene: Int, variant: Variant) {
    try namer.variant(for: description)
  }

  /// Names one description. Never traps: what cannot be named gives a row with status `error` and the reason.
  package func row(for description: String) -> NameRow {
    do throws(HGVSError) {
      return row(try namer.name(description), input: description)
    } catch {
      var row = NameRow(input: description, status: .error)
      row.message = error.description
      return row
    }
  }

  private func row(_ named: NamedVariant, input: String) -> NameRow {
    var row = NameRow(input: input, status: named.corrections.isEmpty ? .ok : .corrected)
    row.gene = named.gene.symbol
    row.hgvsG38 = named.hgvsG38
    row.hgvsG37 = named.hgvsG37
    row.hgvsLRG = named.hgvsRecord
    row.hgvsC = named.hgvsC
    row.hgvsP = named.hgvsP
    row.vcf38 = named.vcf38
    row.vcf37 = named.vcf37
    row.consequence = named.consequence
    row.exon = named.exon
    row.legacyExon = named.legacyExon
    guard let gene = genes.genes.first(where: { $0.model === named.gene }) else { return row }
    row.message = fill(&row, from: named, gene)
    return row
  }

  /// Writes the columns of the chain, and gives the message.
  private func fill(_ row: inout NameRow, from named: NamedVariant, _ gene: CollagenGene) -> String {
    func write(_ effects: [CollagenEffect]) { row.collagenEffect = effects.map(\.rawValue).joined(separator: "&") }
    switch named.content {
    case .variants(let all):
      let annotations = all.map { VariantAnnotation($0, gene) }
      row.helixResidue = named.once(annotations.map { $0.helixResidue.map { String($0) } ?? "" })
      row.tripletPosition = named.once(annotations.map { $0.tripletPosition?.rawValue ?? "" })
      row.collagenEffect = named.once(annotations.map(\.collagenEffect))
      return named.message { index in annotations[index].remarks(gene) }
    case .protein(let change, let version):
      write(gene.collagenEffects(of: change, on: gene.model.transcripts[version]))
      row.helixResidue = change.firstResidue.flatMap(gene.helixResidue(ofResidue:)).map { String($0) } ?? ""
      row.tripletPosition = change.firstResidue.flatMap(gene.tripletPosition(ofResidue:))?.rawValue ?? ""
    case .exons(let event, _): write(gene.effects(of: event))
    }
    return named.message()
  }
}
