// Exon events as rows of the report: symbolic alleles with names, intervals and what they rest on.

import BioSequence
import Documents
import HGVS
import Numerics
import Reporting
import TypeICollagen
import VariantCalling
import VariantNaming

extension ScreenReportBuilder {
  /// Further scatter of a sample's exons from which it is told.
  private static let notableOverdispersion = 0.05

  /// Events, rows and warnings of a sample's exon copy number.
  func copyNumber(
    _ input: CopyNumberInput, of result: CallSet, inputs: [ReportedInput]
  ) -> (events: [CopyNumberEvent], calls: [Call], warnings: [String]) {
    let panel = options.controls.counts(
      forInputs: Set(inputs.compactMap(\.sha256)), isAmplified: input.ampliconLike, target: options.targetName)
    let references = options.genes.genes.enumerated().map { number, gene in
      CallReference(
        sequence: gene.record.sequence, targets: options.target.ranges(ofGene: number),
        exons: gene.record.preferredTranscript.exons)
    }
    let calls = result.calls
    let breakpoints = result.breakpoints
    let (hasCopies, isDivergent) = (result.hasFurtherCopies, result.library?.isDivergent == true)
    let result = ExonCopyNumber(references: references).assess(input, controls: panel.counts, calls: calls)
    var warnings = panel.warnings
    if let noCall = result.noCall { warnings += text(of: noCall) }
    if case .controls = result.source, result.overdispersion >= ScreenReportBuilder.notableOverdispersion {
      warnings.append(
        "the sample's exon depths scatter by \(NumberText.fixed(100 * result.overdispersion, 0)) % more than its "
          + "controls': exon deletions and duplications are called with less confidence")
    }
    let events = result.events.filter { !isBroken($0, by: breakpoints) }
    // What lies a further time elsewhere is deeper, and what another species lacks is less deep: neither is the person's.
    let (own, others) = (
      events.filter { !isDivergent && (!hasCopies || $0.isDeletion) },
      events.filter { isDivergent || hasCopies && !$0.isDeletion }
    )
    let rows = others.compactMap(row).map { row in
      var row = row
      if row.isPass { row.filter = [CallFilter.foreignDNA.rawValue] }
      return row
    }
    return (own, own.compactMap(row) + rows, warnings)
  }

  /// Whether fragments break in or beside the one or two exons of an event: those that break are counted on both sides, and the
  /// exon looks deeper than it is.
  private func isBroken(_ event: CopyNumberEvent, by breakpoints: [BreakpointCall]) -> Bool {
    let exons = options.genes.genes[event.reference].record.preferredTranscript.exons
    guard event.exons.count <= 2 else { return false }
    let beside = ScreenReportBuilder.fragment
    let range = exons[event.exons.lowerBound].lowerBound - beside...exons[event.exons.upperBound].upperBound + beside
    return breakpoints.contains { $0.reference == event.reference && range.contains($0.position) }
  }

  /// About the length of a fragment.
  private static let fragment = 300

  /// The fragments over the exons as they are written.
  func exonDepth(_ input: CopyNumberInput?) -> [ExonDepth.Gene] {
    guard let input else { return [] }
    return zip(options.genes.genes, input.counts).map { gene, counts in
      ExonDepth.Gene(
        gene: gene.symbol, exons: counts.exonCount,
        groups: counts.groups.map { [$0.first + 1, $0.last + 1, $0.count] })
    }
  }

  /// A call with its row, the genotype being that of the copies which the sample has there.
  func settledRow(_ call: VariantCall, events: [CopyNumberEvent]) -> (call: VariantCall, row: Call)? {
    let around = events.filter { event in
      let exons = options.genes.genes[event.reference].record.preferredTranscript.exons
      let sure = exons[event.exons.lowerBound].lowerBound..<exons[event.exons.upperBound].upperBound
      return event.isPass && event.reference == call.reference && sure.contains(call.variant.range.lowerBound)
        && call.variant.range.upperBound <= sure.upperBound
    }
    guard around.count == 1, let event = around.first else { return row(call).map { (call, $0) } }
    let settled = call.inCopies(event.copyNumber)
    guard var row = row(settled) else { return nil }
    if settled.zygosity == .hemizygous, call.zygosity != .hemizygous { row.genotype = "1" }
    return (settled, row)
  }

  private func row(_ event: CopyNumberEvent) -> Call? {
    let gene = options.genes.genes[event.reference]
    guard let mapping = gene.record.mapping(on: options.assembly) else { return nil }
    let extent = EventExtent(event, exons: gene.record.preferredTranscript.exons, length: gene.record.sequence.count)
    let sure = mapping.chromosomeRange(ofRecordRange: extent.exons)
    let lower = mapping.chromosomeRange(ofRecordRange: extent.widest).lowerBound
    let upper = mapping.chromosomeRange(ofRecordRange: extent.widest).upperBound
    let inner = mapping.chromosomeRange(ofRecordRange: extent.narrowest)
    let name = CollagenNamer(genes: options.genes, assembly: options.assembly).row(
      for: extent.description(gene, isDeletion: event.isDeletion))
    let anchor = sure.lowerBound > 0 ? sure.lowerBound - 1 : 0
    let seen = Double(event.observed)
    let difference = abs(event.expected - seen)
    let fraction = min(1, difference / max(event.expected, 1))
    let spread = Distribution.normal95 * event.relativeDeviation
    let alternate = Int((fraction * event.expected).rounded())
    let total = max(alternate, Int(event.expected.rounded()))
    let isHomozygous = event.copyNumber == 0 || event.copyNumber == 4
    var row = Call(
      gene: gene.symbol, assembly: options.assembly, chrom: "chr\(mapping.chromosome)", pos: anchor + 1,
      ref: base(gene, mapping, chromosomeOffset: anchor), alt: event.isDeletion ? "<DEL>" : "<DUP>")
    row.class = event.isDeletion ? .exonDeletion : .exonDuplication
    row.symbolic = Call.SymbolicAllele(
      type: event.isDeletion ? "DEL" : "DUP", end: sure.upperBound,
      positionInterval: lower - sure.lowerBound...inner.lowerBound - sure.lowerBound,
      endInterval: inner.upperBound - sure.upperBound...upper - sure.upperBound,
      copyNumber: event.copyNumber, probability: event.probability.rounded4)
    func told(_ text: String) -> String? { text.isEmpty ? nil : text }
    row.hgvsG = told(options.assembly == .grch38 ? name.hgvsG38 : name.hgvsG37)
    row.hgvsLRG = told(name.hgvsLRG)
    row.hgvsC = told(name.hgvsC)
    row.hgvsP = told(name.hgvsP)
    row.consequence = name.consequence.split(separator: "&").prefix(1).compactMap { Consequence(name: $0) }
    row.collagenEffect = name.collagenEffect.split(separator: "&").compactMap { CollagenEffect(rawValue: String($0)) }
    row.exon = told(name.exon)
    row.legacyExon = told(name.legacyExon)
    row.genotype = isHomozygous ? "1/1" : "0/1"
    row.zygosity = isHomozygous ? .homozygous : .heterozygous
    row.depth = total
    row.refDepth = total - alternate
    row.altDepth = alternate
    row.vaf = fraction.rounded4
    row.vafLow = max(0, min(fraction, fraction - spread)).rounded4
    row.vafHigh = min(1, fraction + spread).rounded4
    row.qual = Int(event.quality.rounded())
    row.quality = event.genotypeQuality
    row.filter = [event.isPass ? "PASS" : CallFilter.lowQuality.rawValue]
    return row
  }

  /// The assembly's base at a chromosome offset inside the record.
  func base(_ gene: CollagenGene, _ mapping: AssemblyMapping, chromosomeOffset: Int) -> String {
    let offset = mapping.recordOffset(ofChromosomeOffset: chromosomeOffset)
    var code = gene.record.sequence.codes[min(max(0, offset), gene.record.sequence.count - 1)]
    if let other = mapping.differences.first(where: { $0.offset == offset }) { code = other.assemblyBase.rawValue }
    let one = DNASequence(codes: [code])
    return (mapping.strand == .reverse ? one.reverseComplement : one).description
  }

  private func text(of noCall: CopyNumberNoCall) -> [String] {
    func percent(_ value: Double) -> String { NumberText.fixed(100 * value, 0) + " %" }
    let start = ScreenWarning.exonEvents + ": "
    switch noCall {
    case .captured:
      return [
        start + "the exons were captured, how well each is captured only --controls of the same method can show"
      ]
    case .uneven(let spread):
      return [start + "depth varies by \(percent(spread)) more than by chance; give --controls of the same method"]
    case .tooFewFragments: return [start + "too few molecules show the exons"]
    case .amplicons: return [start + "amplicon depth is not informative without --controls of the same method"]
    case .controlsDoNotFit(let spread):
      return [start + "the sample's depths differ from those of the controls by \(percent(spread)) more than by chance"]
    case .amplified(let exons):
      return [
        start
          + "\(exons) exons have more than six times the depth of the others: part of the reads is of a plasmid, a minigene or "
          + "another amplified piece"
      ]
    case .orientation:
      return [start + "the mates of most pairs do not face each other; give --controls of the same method"]
    case .chimeric(let fraction):
      return [
        start
          + "\(percent(fraction)) of the reads break off, as if fragments had been joined to each other; give --controls of the "
          + "same method"
      ]
    // Told already, for more than dosage.
    case .spliced: return []
    }
  }
}

/// Where the ends of an event can lie, on the record.
private struct EventExtent {
  /// The most probable exons, from the first to the last base.
  let exons: Range<Int>
  /// From the last base that is surely normal to the next one.
  let widest: Range<Int>
  /// What is surely lost or gained.
  let narrowest: Range<Int>
  /// End of the exon before and start of the exon behind, if there are any.
  private let before: Int?
  private let behind: Int?

  init(_ event: CopyNumberEvent, exons list: [Range<Int>], length: Int) {
    exons = list[event.exons.lowerBound].lowerBound..<list[event.exons.upperBound].upperBound
    let first = event.firstExon.lowerBound
    let last = event.lastExon.upperBound
    widest =
      (first > 0 ? list[first - 1].upperBound : 0)..<(last + 1 < list.count ? list[last + 1].lowerBound : length)
    let lower = list[event.firstExon.upperBound].lowerBound
    narrowest = lower..<max(lower, list[event.lastExon.lowerBound].upperBound)
    before = event.exons.lowerBound > 0 ? list[event.exons.lowerBound - 1].upperBound : nil
    behind = event.exons.upperBound + 1 < list.count ? list[event.exons.upperBound + 1].lowerBound : nil
  }

  /// `LRG_1:g.(a_b)_(c_d)del`: the ends lie in the introns beside the exons, or somewhere outside the gene.
  func description(_ gene: CollagenGene, isDeletion: Bool) -> String {
    let outer = before.map { String($0 + 1) } ?? "?"
    let end = behind.map(String.init) ?? "?"
    return "\(gene.record.accession):g.(\(outer)_\(exons.lowerBound))_(\(exons.upperBound + 1)_\(end))"
      + (isDeletion ? "del" : "dup")
  }
}
