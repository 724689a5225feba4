// Losses and gains as calls of a gene: named exactly where their ends are exact, else by the exons that they touch.

import BioSequence
import Documents
import HGVS
import Reporting
import TypeICollagen
import VariantNaming

extension VCFCaseReader {
  /// The call of a loss or gain that reaches into a gene.
  func call(_ event: VCFEvent, _ record: VCFRecord, _ index: Int, _ place: Place) -> Call {
    var call = exactCall(event, place) ?? eventCall(event, place)
    rewrite(&call, as: record, index)
    if event.isRewritten { call.alt = event.isDeletion ? "<DEL>" : "<DUP>" }
    if event.isRewritten { call.pos = event.first - 1 }
    if event.isRewritten { call.ref = "N" }
    if call.isSymbolic {
      call.symbolic = Call.SymbolicAllele(
        type: event.isDeletion ? "DEL" : "DUP", end: event.last, positionInterval: event.firstInterval,
        endInterval: event.lastInterval)
    }
    if let source = header["source"], source.hasPrefix("collagen") { takeNames(&call, record) }
    return call
  }

  /// The call of an event with exact ends inside the gene's record: the same as if its bases were written out.
  private func exactCall(_ event: VCFEvent, _ place: Place) -> Call? {
    let positions = place.placement.positions
    guard event.isExact, event.isDeletion || event.isTandem, positions.contains(event.first),
      positions.contains(event.last)
    else { return nil }
    let local = event.first - positions.lowerBound..<event.last - positions.lowerBound + 1
    let change: (range: Range<Int>, replacement: [UInt8])
    if event.isDeletion {
      change = place.placement.recordEdit(replacing: local, with: [])
    } else {
      // A gain that holds an end of the transcript leaves a whole copy of it, which its bases do not show.
      guard !(event.first...event.last).contains(place.transcribed.lowerBound),
        !(event.first...event.last).contains(place.transcribed.upperBound)
      else { return nil }
      change = place.placement.recordEdit(
        replacing: local.upperBound..<local.upperBound, with: Array(place.placement.forward[local]))
    }
    let variant = locator.canonical(
      Variant(range: change.range, replacement: DNASequence(codes: change.replacement)), gene: place.index)
    return Call(annotate(variant: variant, gene: place.gene), assembly: assembly)
  }

  /// The call of an event whose ends are not exact, or not inside the gene's record: by the exons that it touches.
  private func eventCall(_ event: VCFEvent, _ place: Place) -> Call {
    let positions = place.placement.positions
    let (first, last) = (max(event.first, positions.lowerBound), min(event.last, positions.upperBound))
    let range = place.mapping.recordRange(ofChromosomeRange: first - 1..<last)
    let exons = place.gene.record.preferredTranscript.exons
    let touched = exons.indices.filter { exons[$0].overlaps(range) }
    var call = Call(
      gene: place.gene.symbol, assembly: assembly, chrom: place.mapping.contig, pos: event.first, ref: "N",
      alt: event.isDeletion ? "<DEL>" : "<DUP>")
    name(&call, event, place)
    guard let low = touched.first, let high = touched.last else {
      call.class = event.isDeletion ? .deletion : .duplication
      let part = place.part(at: first)
      call.consequence = [part]
      let mayReach = !event.isExact && (part == .intron || place.hasExon(in: event.reach))
      call.collagenEffect = mayReach ? [.spliceUncertain] : [.noncoding]
      return call
    }
    // What becomes of the transcript follows from whole exons.
    let whole =
      place.gene.record.accession + ":g.(?_\(exons[low].lowerBound + 1))_(\(exons[high].upperBound)_?)" + event.keyword
    let row = namer.row(for: whole)
    call.class = event.isDeletion ? .exonDeletion : .exonDuplication
    call.consequence = row.consequence.split(separator: "&").compactMap { Consequence(name: $0) }
    call.collagenEffect = row.collagenEffect.split(separator: "&").compactMap { CollagenEffect(rawValue: String($0)) }
    call.exon = low == high ? "\(low + 1)" : "\(low + 1)-\(high + 1)"
    let legacy = place.gene.legacyExonNames
    call.legacyExon = low == high ? legacy[low] : "\(legacy[low])-\(legacy[high])"
    call.hgvsP = place.gene.record.preferredTranscript.proteinAccession + ":p.?"
    let isWhole = low == 0 && high == exons.count - 1
    if !event.isDeletion, !isWhole, low == 0 || high == exons.count - 1 {
      // One end of the transcript is doubled: a whole copy of the gene stays beside it.
      call.collagenEffect = [.spliceUncertain]
    }
    return call
  }

  /// The names of an event by its ends; a coding name only where the ends lie on the gene's record.
  private func name(_ call: inout Call, _ event: VCFEvent, _ place: Place) {
    let (low, high) = (event.firstInterval ?? 0...0, event.lastInterval ?? 0...0)
    var bounds = (
      event.first + low.lowerBound, event.first + low.upperBound, event.last + high.lowerBound,
      event.last + high.upperBound
    )
    if bounds.1 > bounds.2 { bounds = (event.first, event.first, event.last, event.last) }
    let isOpen = !event.isExact && event.firstInterval == nil && event.lastInterval == nil
    let text =
      isOpen
      ? "(?_\(event.first))_(\(event.last)_?)"
      : event.isExact
        ? "\(event.first)_\(event.last)" : "(\(bounds.0)_\(bounds.1))_(\(bounds.2)_\(bounds.3))"
    call.hgvsG = "\(place.mapping.accession):g.\(text)\(event.keyword)"
    let positions = place.placement.positions
    guard !event.isExact, positions.contains(event.first), positions.contains(event.last) else { return }
    let row = namer.row(for: call.hgvsG ?? "")
    guard row.status != .error else { return }
    if !row.hgvsC.isEmpty { call.hgvsC = row.hgvsC }
    if !row.hgvsLRG.isEmpty { call.hgvsLRG = row.hgvsLRG }
  }

  /// The names that this program gave an event when it was called.
  private func takeNames(_ call: inout Call, _ record: VCFRecord) {
    if let name = record.info["HGVSC"] { call.hgvsC = name == "." ? nil : name }
    if let name = record.info["HGVSG"] { call.hgvsG = name }
    if let name = record.info["HGVSP"] { call.hgvsP = name }
    call.symbolic?.probability = record.info["EVENTPROB"].flatMap { Double($0) }.flatMap {
      (0...1).contains($0) ? $0 : nil
    }
  }
}
