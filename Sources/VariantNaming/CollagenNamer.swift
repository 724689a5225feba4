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
    var row = NameRow()
    name(description, into: &row)
    return row
  }

  /// Names one description into a row that is written anew.
  ///
  /// - Parameters:
  ///   - listsOutcomes: whether ``NameRow/outcomeLists`` is filled.
  ///   - known: what a caller knows of an allele in VCF style, said at the end of the message; `nil` if nothing.
  package func name(
    _ description: String, into row: inout NameRow, listsOutcomes: Bool = true,
    known: ((_ alleles: String, _ assembly: Assembly) -> [String])? = nil
  ) {
    do throws(HGVSError) {
      let named = try namer.name(description)
      row.begin(description, named.corrections.isEmpty ? .ok : .corrected)
      fill(&row, named, listsOutcomes, known)
    } catch {
      row.begin(description, .error)
      var message = error.description
      if error.mayBeReworded, let written = rewritten(description) { message += "; write \(written)" }
      row.add(.message, message)
    }
  }

  /// Another form of a description that can be read; `nil` if none of those tried can.
  private func rewritten(_ description: String) -> String? {
    WrittenRemedy.candidates(for: description, symbols: genes.genes.map(\.symbol)).first {
      (try? namer.name($0)) != nil
    }
  }

  private func fill(
    _ row: inout NameRow, _ named: NamedVariant, _ listsOutcomes: Bool, _ known: ((String, Assembly) -> [String])?
  ) {
    if let names = named.single {
      row.add(.hgvsG38) { names.writeGenomic(on: .grch38, to: &$0) }
      row.add(.hgvsG37) { names.writeGenomic(on: .grch37, to: &$0) }
      row.add(.hgvsLRG) { names.writeRecord(to: &$0) }
      row.add(.hgvsC) { names.writeCoding(to: &$0) }
      row.add(.hgvsP) { names.writeProtein(to: &$0) }
      row.add(.vcf38) { names.writeVCF(on: .grch38, to: &$0) }
      row.add(.vcf37) { names.writeVCF(on: .grch37, to: &$0) }
    } else {
      row.add(.hgvsG38, named.hgvsG38)
      row.add(.hgvsG37, named.hgvsG37)
      row.add(.hgvsLRG, named.hgvsRecord)
      row.add(.hgvsC, named.hgvsC)
      row.add(.hgvsP, named.hgvsP)
      row.add(.vcf38, named.vcf38)
      row.add(.vcf37, named.vcf37)
    }
    row.add(.gene, named.gene.symbol)
    row.add(.consequence, named.consequence)
    row.add(.exon, named.exon)
    row.add(.legacyExon, named.legacyExon)
    guard let gene = genes.genes.first(where: { $0.model === named.gene }) else {
      preconditionFailure("the namer was made from the catalog's genes")
    }
    var remarks: [String] = []
    if let known {
      // Several changes that a protein name may mean, or the changes of an allele, stand side by side.
      let alleles = row.vcf38
      remarks = alleles.isEmpty ? known(row.vcf37, .grch37) : known(alleles, .grch38)
    }
    switch named.content {
    case .variants(let all):
      fill(&row, all.map { VariantAnnotation($0, gene) }, named, gene, remarks, listsOutcomes)
    case .protein(let changes, let version):
      fill(&row, changes, named, gene, on: gene.model.transcripts[version])
      row.add(.message) { named.write(message: remarks, to: &$0) }
      if let haplotype = named.haplotype { fill(&row, haplotype, named, gene, on: gene.model.transcripts[version]) }
    case .exons(let event, let version):
      let model = gene.model.transcripts[version]
      fill(&row, residue: nil, gene.effects(of: event, on: model), gene)
      row.add(.message) { named.write(message: remarks, to: &$0) }
      let outcomes = outcomes(of: event, gene, on: model)
      row.outcomeLists = [outcomes]
      row.add(.outcomes) { OutcomeText.write(outcomes, to: &$0) }
    case .transcript(let outcome, let version):
      let text = outcome.map { OutcomeText($0, gene, on: gene.model.transcripts[version], isIntronic: false) }
      fill(&row, residue: outcome?.coding.change.firstResidue, text?.effects ?? [.spliceUncertain], gene)
      row.add(.message) { named.write(message: remarks, to: &$0) }
      row.add(.rna, named.hgvsR)
      guard let text else { break }
      row.outcomeLists = [[text]]
      row.add(.outcomes) { text.write(to: &$0) }
    }
  }

  /// Where an event may reach further, these are not all. Those of several places of its ends may read alike.
  private func outcomes(of event: ExonEvent, _ gene: CollagenGene, on model: TranscriptModel) -> [OutcomeText] {
    var found: [OutcomeText] = []
    for outcome in event.splicing?.all ?? [] {
      let text = OutcomeText(outcome, gene, on: model, isIntronic: false)
      if !found.contains(text) { found.append(text) }
    }
    return found
  }

  /// The transcript of variants that are read together: one, unless a predicted change of splicing leaves it open.
  private func fill(
    _ row: inout NameRow, _ haplotype: JointHaplotype, _ named: NamedVariant, _ gene: CollagenGene,
    on model: TranscriptModel
  ) {
    let isDoubtful = haplotype.variants.contains {
      VariantAnnotation($0, gene).collagenEffects.contains(.spliceUncertain)
    }
    row.add(.rna, haplotype.rna(on: gene.model, isSplicingDoubtful: isDoubtful))
    let protein = named.hgvsP.split(separator: ":").last.map { String($0) } ?? ""
    let outcome = OutcomeText(haplotype.joint.groups.map(\.coding), hgvsP: protein, gene, on: model)
    row.outcomeLists = [[outcome]]
    row.add(.outcomes) { outcome.write(to: &$0) }
  }

  /// The columns of the chain for changes of the protein alone.
  private func fill(
    _ row: inout NameRow, _ changes: [ProteinChange], _ named: NamedVariant, _ gene: CollagenGene,
    on model: TranscriptModel
  ) {
    let residues = changes.map(\.firstResidue)
    func once(_ value: (Int) -> String?) -> String { named.once(residues.map { $0.flatMap(value) ?? "" }) }
    row.add(.helixResidue, once { gene.helixResidue(ofResidue: $0).map { String($0) } })
    row.add(.tripletPosition, once { gene.tripletPosition(ofResidue: $0)?.rawValue })
    let effects = changes.map { gene.collagenEffects(of: $0, on: model).map(\.rawValue).joined(separator: "&") }
    row.add(.collagenEffect, named.once(effects))
  }

  /// The columns of the chain for a change of which one residue is known.
  private func fill(_ row: inout NameRow, residue: Int?, _ effects: [CollagenEffect], _ gene: CollagenGene) {
    row.add(.helixResidue, residue.flatMap(gene.helixResidue(ofResidue:)).map { String($0) } ?? "")
    row.add(.tripletPosition, residue.flatMap(gene.tripletPosition(ofResidue:))?.rawValue ?? "")
    row.add(.collagenEffect, effects.map(\.rawValue).joined(separator: "&"))
  }

  /// The columns of the chain, the message, and what is made of whole alleles, for variants of the sequence.
  private func fill(
    _ row: inout NameRow, _ annotations: [VariantAnnotation], _ named: NamedVariant, _ gene: CollagenGene,
    _ known: [String], _ listsOutcomes: Bool
  ) {
    row.add(.helixResidue) { column in
      if annotations.count == 1, let residue = annotations[0].helixResidue {
        column.append(number: residue)
      } else {
        column.append(text: named.once(annotations.map { $0.helixResidue.map { String($0) } ?? "" }))
      }
    }
    row.add(.tripletPosition, named.once(annotations.map { $0.tripletPosition?.rawValue ?? "" }))
    row.add(.collagenEffect, named.once(annotations.map(\.collagenEffect)))
    row.add(.message) {
      named.write(message: known, to: &$0) { index, message in
        annotations[index].write(remarks: gene, to: &message)
        for remark in motifRemarks(annotations[index], gene) { message.addOnce(remark) }
      }
    }
    fillAlleles(annotations, of: &row, gene, listsOutcomes)
  }

  /// For what the tables of predictions do not hold: the own position weights of sites whose bases change.
  private func motifRemarks(_ annotation: VariantAnnotation, _ gene: CollagenGene) -> [String] {
    guard annotation.splicePrediction == nil else { return [] }
    let model = gene.model.transcripts[annotation.version]
    return model.motifChanges(of: annotation.edit, gene.motif).map { change in
      "\(change.isDonor ? "donor" : "acceptor") of exon \(change.exon + 1): own position weights of \(gene.motif.count) sites give "
        + "\(NumberText.fixed(change.before, 1)) bits before and \(NumberText.fixed(change.after, 1)) after"
    }
  }

  /// The same columns of one variant, whose outcomes are asked for as a text alone.
  private func fillAllele(
    _ annotation: VariantAnnotation, of row: inout NameRow, _ gene: CollagenGene, _ placement: AssemblyPlacement?
  ) {
    if let placement, annotation.names.variantClass != .reference {
      if let refget = placement.mapping.contigRefget, let change = annotation.names.oneForOne(on: placement),
        change.old != change.new
      {
        let place = placement.mapping.range.lowerBound + change.place
        row.add(.spdi) {
          $0.append(text: placement.mapping.accession)
          $0.append(UInt8(ascii: ":"))
          $0.append(number: place)
          $0.append(UInt8(ascii: ":"))
          $0.append(code: change.old)
          $0.append(UInt8(ascii: ":"))
          $0.append(code: change.new)
        }
        row.add(.vrsID) { VRSAllele.write(identifierAt: place, refget, base: change.new, to: &$0) }
      } else if let allele = VRSAllele(annotation.names, on: placement) {
        row.add(.spdi) { allele.writeSPDI(on: placement, to: &$0) }
        row.add(.vrsID, allele.id)
      }
    }
    row.add(.rna) { annotation.write(rna: gene, to: &$0) }
    row.add(.outcomes) { annotation.write(outcomes: gene, to: &$0) }
  }

  /// The columns that are made of whole alleles: SPDI, VRS, RNA and outcomes; several variants are joined by `|`.
  private func fillAlleles(
    _ annotations: [VariantAnnotation], of row: inout NameRow, _ gene: CollagenGene, _ listsOutcomes: Bool
  ) {
    func joined(_ values: [String]) -> String {
      guard values.count > 1, !values.allSatisfy({ $0 == values[0] }) else { return values.first ?? "" }
      return values.map { $0.isEmpty ? "." : $0 }.joined(separator: "|")
    }
    let placement = gene.model.placement(on: .grch38) ?? gene.model.placement(on: .grch37)
    if annotations.count == 1, !listsOutcomes {
      fillAllele(annotations[0], of: &row, gene, placement)
      return
    }
    let alleles = annotations.map { annotation in
      annotation.names.variantClass == .reference ? nil : VRSAllele(annotation.names, on: placement)
    }
    let outcomes = annotations.map { $0.outcomes(gene) }
    if listsOutcomes { row.outcomeLists = outcomes }
    if annotations.count == 1 {
      if let allele = alleles[0], let placement {
        row.add(.spdi) { allele.writeSPDI(on: placement, to: &$0) }
        row.add(.vrsID, allele.id)
      }
      row.add(.rna, annotations[0].rna(gene) ?? "")
      row.add(.outcomes) { OutcomeText.write(outcomes[0], to: &$0) }
      return
    }
    func text(_ write: (inout [UInt8]) -> Void) -> String {
      var bytes: [UInt8] = []
      write(&bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    row.add(
      .spdi,
      joined(
        alleles.map { allele in
          text { bytes in if let allele, let placement { allele.writeSPDI(on: placement, to: &bytes) } }
        }))
    row.add(.vrsID, joined(alleles.map { $0?.id ?? "" }))
    row.add(.rna, joined(annotations.map { $0.rna(gene) ?? "" }))
    row.add(.outcomes, joined(outcomes.map { all in text { OutcomeText.write(all, to: &$0) } }))
  }
}

extension HGVSError {
  /// Whether another form may help: where positions, bases and names contradict each other it would hide the fault.
  fileprivate var mayBeReworded: Bool {
    switch code {
    case .contradiction, .referenceMismatch, .lengthMismatch, .outOfRange: false
    default: true
    }
  }
}
