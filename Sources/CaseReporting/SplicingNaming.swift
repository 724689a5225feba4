// Names of junctions and splicing events, and what an event means for the chain.

package import BioSequence
import Documents
import HGVS
package import Reporting
package import TranscriptAnalysis
package import TypeICollagen
import VariantNaming

/// Turns junctions and events into rows of `junctions.tsv`.
package struct SplicingNaming {
  /// The genes.
  package let catalog: GeneCatalog
  /// What places count on.
  package let assembly: Assembly
  /// The transcripts of the genes, in their order.
  package let genes: [SplicedGene]

  /// Names for the preferred transcripts of genes.
  package init(_ catalog: GeneCatalog, assembly: Assembly) {
    self.catalog = catalog
    self.assembly = assembly
    genes = catalog.genes.map {
      SplicedGene(record: $0.record.sequence, transcript: $0.record.preferredTranscript)
    }
  }

  /// The known junctions and events of both genes, in the order of the transcripts.
  package func rows(of found: SplicingResult) -> [ReportedJunction] {
    genes.indices.flatMap { number -> [ReportedJunction] in
      let known = found.junctions.filter { $0.gene == number }.map {
        (genes[number].exonStarts[$0.intron + 1], row($0))
      }
      let events = found.events.filter { $0.event.gene == number }.map { ($0.event.lost.lowerBound, row($0)) }
      return (known + events).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
        .map(\.element.1)
    }
  }

  private func row(_ junction: CountedJunction) -> ReportedJunction {
    let locus = locus(genes[junction.gene].introns[junction.intron], junction.gene)
    var row = ReportedJunction(
      gene: catalog.genes[junction.gene].symbol, kind: .canonical, chrom: locus.chrom,
      start: locus.range.lowerBound, end: locus.range.upperBound, reads: junction.fragments,
      ratio: Fraction(junction.fraction), fragments: junction.fraction.fragments,
      exon: "\(junction.intron + 1)^\(junction.intron + 2)", psi: Fraction(junction.fraction),
      smallestPsi: junction.smallestPSI, verdict: ReportedJunction.Verdict(rawValue: junction.verdict.rawValue),
      overhang: junction.overhang)
    row.keptFraction = (junction.kept?.value).map { NumberText.rounded($0, significant: 4) }
    row.keptFragments = (junction.kept?.fragments).map { ($0 * 10).rounded() / 10 }
    return row
  }

  private func row(_ counted: CountedEvent) -> ReportedJunction {
    let event = counted.event
    let gene = genes[event.gene]
    let locus = locus(event.recordRange(on: gene), event.gene)
    let names = names(of: event, psi: counted.psi.value)
    var row = ReportedJunction(
      gene: catalog.genes[event.gene].symbol,
      kind: ReportedJunction.Kind(rawValue: event.kind.rawValue) ?? .canonical, chrom: locus.chrom,
      start: locus.range.lowerBound, end: locus.range.upperBound, reads: counted.fragments,
      ratio: Fraction(counted.fraction), fragments: counted.fraction.fragments, exon: names.exon,
      length: names.length, consequence: names.consequence, collagenEffect: names.effects, hgvsR: names.hgvsR,
      site: names.site, filter: counted.isCalled ? ["PASS"] : counted.filters.map(\.rawValue),
      psi: Fraction(counted.psi), hgvsP: names.hgvsP, overhang: counted.overhang,
      variantAlternative: names.variantAlternative)
    if let normal = counted.normal {
      row.normalLow = normal.low.rounded4
      row.normalHigh = normal.high.rounded4
      row.pValue = NumberText.rounded(normal.pValue, significant: 4)
    }
    return row
  }

  /// What the place of an event makes of it.
  struct EventNames {
    let exon: String
    let length: Int
    let consequence: String
    let effects: [CollagenEffect]
    let hgvsR: String
    let hgvsP: String
    let site: String?
    let variantAlternative: String?
  }

  /// The names of an event.
  ///
  /// - Parameter psi: its fraction, which decides whether the normal transcript is named beside it.
  func names(of event: SplicingEvent, psi: Double) -> EventNames {
    let consequence = consequence(of: event)
    let site = event.newSite(on: genes[event.gene])
    return EventNames(
      exon: exonText(event), length: event.gained.count - event.lost.count, consequence: consequence.text,
      effects: consequence.effects,
      hgvsR: model(event.gene).transcript.accession + ":r." + SplicingNaming.beside(name(of: event), psi),
      hgvsP: proteinName(of: event, psi), site: site.isEmpty ? nil : site,
      variantAlternative: variantAlternative(of: event))
  }

  /// A changed transcript or protein beside the normal one, `[=,643_696del]`; alone where nearly no other is left.
  private static func beside(_ body: String, _ psi: Double) -> String {
    psi < SplicingNaming.alone ? "[=,\(body)]" : body
  }

  /// From this fraction on the changed transcript is named alone.
  static let alone = 0.95

  /// The protein of the changed transcript: observed on RNA, so without brackets.
  private func proteinName(of event: SplicingEvent, _ psi: Double) -> String {
    let model = model(event.gene)
    let change = model.codingEffect(replacing: event.lost, with: Array(model.record[event.gained])).change
    let start = model.transcript.proteinAccession + ":p."
    if change == .unknown { return start + "?" }
    var body: [UInt8] = []
    if change != .noProtein { change.writeBody(to: &body, protein: model.protein) }
    return start + SplicingNaming.beside(body.isEmpty ? "0" : String(decoding: body, as: UTF8.self), psi)
  }

  /// Up to so many bases a variant of the gene is as good an explanation as another splice site.
  private static let longestVariant = 12

  /// The variant of the gene that would give the same transcript: bases lost or gained where exons meet.
  private func variantAlternative(of event: SplicingEvent) -> String? {
    guard event.kind == .crypticDonor || event.kind == .crypticAcceptor, event.length <= SplicingNaming.longestVariant
    else { return nil }
    let gene = genes[event.gene]
    let bases = event.isLoss ? DNASequence() : gene.record[event.gained]
    let change = RecordLift(gene: gene).variant(Variant(range: event.lost, replacement: bases))
    return annotate(variant: change, gene: catalog.genes[event.gene]).hgvsC
  }

  private func locus(_ range: Range<Int>, _ number: Int) -> (chrom: String, range: Range<Int>) {
    guard let mapping = catalog.genes[number].record.mapping(on: assembly) else { return ("", range) }
    return ("chr\(mapping.chromosome)", mapping.chromosomeRange(ofRecordRange: range))
  }

  private func model(_ number: Int) -> TranscriptModel {
    catalog.genes[number].model.transcripts[0]
  }

  /// `8`, `8-9`, or for an intron `8i`.
  private func exonText(_ event: SplicingEvent) -> String {
    let gene = genes[event.gene]
    if let exons = event.skippedExons(of: gene) {
      return exons.count == 1
        ? "\(exons.lowerBound + 1)" : "\(exons.lowerBound + 1)-\(exons.upperBound + 1)"
    }
    let exon = gene.transcript.exonIndex(containingTranscriptOffset: event.lost.lowerBound)
    return event.isLoss ? "\(exon + 1)" : "\(exon)i"
  }

  /// The name of the change of the transcript, such as `643_696del`.
  private func name(of event: SplicingEvent) -> String {
    let model = model(event.gene)
    func exonic(_ offset: Int) -> String {
      model.position(ofTranscriptOffset: offset, intronOffset: 0).description
    }
    if event.isLoss {
      let ends = [event.lost.lowerBound, event.lost.upperBound - 1].map(exonic)
      return (ends[0] == ends[1] ? ends[0] : "\(ends[0])_\(ends[1])") + "del"
    }
    let inserted = [event.gained.lowerBound, event.gained.upperBound - 1].map {
      model.position(ofRecordOffset: $0)?.description ?? "?"
    }
    return "\(exonic(event.lost.lowerBound - 1))_\(exonic(event.lost.lowerBound))"
      + "ins[\(inserted[0])_\(inserted[1])]"
  }

  /// What the changed transcript makes of the chain.
  private func consequence(of event: SplicingEvent) -> (text: String, effects: [CollagenEffect]) {
    let gene = catalog.genes[event.gene]
    let model = model(event.gene)
    if event.kind == .exonSkip, let exons = event.skippedExons(of: genes[event.gene]) {
      let skip = model.skipping(exons: exons)
      return (skip.summary(), gene.effects(ofSkipping: skip))
    }
    let coding = model.coding
    let isOutside =
      event.isLoss
      ? !event.lost.overlaps(coding)
      : event.lost.lowerBound <= coding.lowerBound || event.lost.lowerBound >= coding.upperBound
    if isOutside { return ("outside the coding sequence", [.noncoding]) }
    if event.lost.overlaps(coding.lowerBound..<coding.lowerBound + 3) { return ("start codon lost", [.nullAllele]) }
    let change = event.gained.count - event.lost.count
    let altered = AlteredTranscript(
      spliced: model.spliced, replaced: event.lost, replacement: Array(model.record[event.gained]))
    let stop = altered.codonsToStop(from: coding.lowerBound)
    guard let stop else { return ("no stop codon", [.cPropeptide]) }
    let expected = model.protein.count + change / 3
    if change % 3 == 0, stop == expected {
      return ("\(change.magnitude / 3) residues \(change < 0 ? "lost" : "gained") in frame", [.inFrameIndel])
    }
    let junctions = model.exonStarts.dropFirst().dropLast().filter {
      event.isLoss ? !event.lost.contains($0) : event.kind != .intronRetention || $0 != event.lost.lowerBound
    }.map {
      $0 > event.lost.lowerBound || ($0 == event.lost.lowerBound && event.kind != .crypticAcceptor) ? $0 + change : $0
    }
    let decay = NonsenseMediatedDecay(
      stopCodon: stop, distance: (junctions.max() ?? 0) - (coding.lowerBound + 3 * stop))
    return (decay.explanation, [decay.outcome == .decay ? .nullAllele : .cPropeptide])
  }
}

extension Fraction {
  init(_ fraction: SplicingFraction) { self.init(fraction.value, fraction.low, fraction.high) }
}
