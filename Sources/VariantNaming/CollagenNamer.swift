// From one description in any form to the line of `collagen name`: all names, and the meaning for the chain.

package import BioSequence
import Documents
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
  private let motif: SpliceMotif

  /// A namer.
  ///
  /// - Parameter assembly: what descriptions without an accession count on.
  package init(genes: GeneCatalog = .embedded, assembly: Assembly = .grch38) {
    self.genes = genes
    namer = VariantNamer(genes: genes.genes.map(\.model), assembly: assembly)
    motif = SpliceMotif(genes.genes.map { $0.model.transcripts[0] })
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
      if let written = rewritten(description) { row.message += "; write \(written)" }
      return row
    }
  }

  /// The same words in an order and with blanks that can be read: the gene first, no blank within the change; `nil` if
  /// that does not help either. Only told, never taken: what was meant is for the reader to say.
  private func rewritten(_ description: String) -> String? {
    let words = description.split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
    guard (2...12).contains(words.count), description.utf8.count <= 200 else { return nil }
    let symbols = words.filter { word in genes.genes.contains { $0.symbol == word.uppercased() } }
    guard symbols.count <= 1 else { return nil }
    let rest = words.filter { !symbols.contains($0) }
    let gene = symbols.map { $0.uppercased() + " " }.joined()
    for candidate in [rest.joined(separator: " "), rest.joined()].map({ gene + $0 }) where candidate != description {
      if (try? namer.name(candidate)) != nil { return candidate }
    }
    return nil
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
      fillAlleles(annotations, of: &row, gene)
      return named.message { index in annotations[index].remarks(gene) + motifRemarks(annotations[index], gene) }
    case .protein(let change, let version):
      write(gene.collagenEffects(of: change, on: gene.model.transcripts[version]))
      row.helixResidue = change.firstResidue.flatMap(gene.helixResidue(ofResidue:)).map { String($0) } ?? ""
      row.tripletPosition = change.firstResidue.flatMap(gene.tripletPosition(ofResidue:))?.rawValue ?? ""
    case .exons(let event, let version):
      let model = gene.model.transcripts[version]
      write(gene.effects(of: event, on: model))
      // Where the event may reach further, these are not all.
      row.outcomeLists = [(event.splicing?.all ?? []).map { OutcomeText($0, gene, on: model, isIntronic: false) }]
      row.outcomes = OutcomeText.joined(row.outcomeLists[0])
    case .transcript(let outcome, let version):
      row.rna = named.hgvsR
      guard let outcome else {
        write([.spliceUncertain])
        break
      }
      let text = OutcomeText(outcome, gene, on: gene.model.transcripts[version], isIntronic: false)
      write(text.effects)
      row.outcomeLists = [[text]]
      row.outcomes = text.text
      let residue = outcome.coding.change.firstResidue
      row.helixResidue = residue.flatMap(gene.helixResidue(ofResidue:)).map { String($0) } ?? ""
      row.tripletPosition = residue.flatMap(gene.tripletPosition(ofResidue:))?.rawValue ?? ""
    }
    return named.message()
  }

  /// For what the tables of predictions do not hold: the own position weights of sites whose bases change.
  private func motifRemarks(_ annotation: VariantAnnotation, _ gene: CollagenGene) -> [String] {
    guard annotation.splicePrediction == nil else { return [] }
    let model = gene.model.transcripts[annotation.version]
    return model.motifChanges(of: annotation.edit, motif).map { change in
      "\(change.isDonor ? "donor" : "acceptor") of exon \(change.exon + 1): own position weights of \(motif.count) sites give "
        + "\(NumberText.fixed(change.before, 1)) bits before and \(NumberText.fixed(change.after, 1)) after"
    }
  }

  /// The columns that are made of whole alleles: SPDI, VRS, RNA and outcomes; several variants are joined by `|`.
  private func fillAlleles(
    _ annotations: [VariantAnnotation], of row: inout NameRow, _ gene: CollagenGene
  ) {
    func joined(_ values: [String]) -> String {
      guard values.count > 1, !values.allSatisfy({ $0 == values[0] }) else { return values.first ?? "" }
      return values.map { $0.isEmpty ? "." : $0 }.joined(separator: "|")
    }
    let alleles = annotations.map { annotation -> (spdi: String, id: String) in
      guard annotation.names.variantClass != .reference,
        let placement = gene.model.placement(on: .grch38) ?? gene.model.placement(on: .grch37),
        let allele = VRSAllele(annotation.names, on: placement)
      else { return ("", "") }
      let offset = placement.mapping.range.lowerBound
      var spdi: [UInt8] = []
      spdi.reserveCapacity(64)
      spdi.append(text: placement.mapping.accession)
      spdi.append(UInt8(ascii: ":"))
      spdi.append(number: allele.start)
      spdi.append(UInt8(ascii: ":"))
      spdi.append(codes: placement.forward[allele.start - offset..<allele.end - offset])
      spdi.append(UInt8(ascii: ":"))
      spdi.append(text: allele.inserted)
      return (String(decoding: spdi, as: UTF8.self), allele.id)
    }
    row.spdi = joined(alleles.map(\.spdi))
    row.vrsID = joined(alleles.map(\.id))
    row.rna = joined(annotations.map { $0.rna(gene) ?? "" })
    row.outcomeLists = annotations.map { $0.outcomes(gene) }
    row.outcomes = joined(row.outcomeLists.map(OutcomeText.joined))
  }
}
