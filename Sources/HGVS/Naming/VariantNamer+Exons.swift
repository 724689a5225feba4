// Names of deletions and duplications with uncertain ends.

import BioSequence

extension VariantNamer {
  /// Names a deletion or duplication with uncertain ends.
  func name(
    uncertain written: WrittenVariant, _ system: CoordinateSystem, _ accession: String?, _ corrections: [String],
    _ notes: [String]
  ) throws(HGVSError) -> NamedVariant {
    let event = try UncertainEvent(written, on: system)
    let gene = system.gene
    let version = system.version ?? 0
    let model = gene.transcripts[version]
    let exons = ExonEvent(
      range: event.certain, outer: event.outer(gene.codes.count), isDeletion: event.isDeletion, on: model)
    var named = NamedVariant(gene: gene, content: .exons(exons, version: version), corrections: corrections)
    named.hgvsRecord = gene.record.accession + ":g." + event.body(event.bounds) { String($0 + 1) }
    named.hgvsG38 = chromosomeName(event, gene.placement(on: .grch38))
    named.hgvsG37 = chromosomeName(event, gene.placement(on: .grch37))
    if event.bounds.allSatisfy({ $0.map { model.recordRange.contains($0) } ?? true }) {
      named.hgvsC =
        (accession ?? model.transcript.accession) + ":c."
        + event.body(event.bounds) { model.position(ofRecordOffset: $0)?.description ?? "?" }
    }
    named.hgvsP = model.transcript.proteinAccession + (exons.isWholeGene && exons.isDeletion ? ":p.0?" : ":p.?")
    named.consequence = text { exons.consequences.write(to: &$0) }
    if let range = exons.touched {
      named.exon = ExonEvent.list(range) { String($0 + 1) }
      named.legacyExon = ExonEvent.list(range) { gene.record.legacyExonNames[$0] }
    }
    named.notes = notes + [exons.summary(on: model)]
    return named
  }

  private func chromosomeName(_ event: UncertainEvent, _ placement: AssemblyPlacement?) -> String {
    guard let mapping = placement?.mapping else { return "" }
    let bounds = mapping.strand == .reverse ? Array(event.bounds.reversed()) : event.bounds
    return mapping.accession + ":g."
      + event.body(bounds) { String(mapping.chromosomeOffset(ofRecordOffset: $0) + 1) }
  }
}
