// Deletions and duplications whose ends are only known to lie in introns: c.(534+1_535-1)_(642+1_643-1)del.

import BioSequence
import HGVS
import TypeICollagen

/// A deletion or duplication with uncertain ends, on the record.
struct ExonEvent {
  /// Record offsets of the written positions, in record order; `nil` for `?`.
  let bounds: [Int?]
  let isDeletion: Bool
  /// What is certainly lost or doubled, on the record.
  let certain: Range<Int>

  static func isUncertain(_ change: WrittenChange) -> Bool {
    if case .between = change.start { return true }
    if case .between = change.end { return true }
    return false
  }

  init(_ change: WrittenChange, on axis: Axis) throws(HGVSError) {
    switch change.edit {
    case .deletion(.none): isDeletion = true
    case .duplication(.none): isDeletion = false
    default:
      throw HGVSError(
        .unsupported, column: change.column, "a change with uncertain ends can only be a deletion or duplication")
    }
    guard change.isRange else {
      throw HGVSError(.unsupported, column: change.column, "expected two uncertain ends: (a_b)_(c_d)del")
    }
    let start = try ExonEvent.pair(change.start, axis, change.column)
    let end = try ExonEvent.pair(change.end, axis, change.column)
    guard let inner = start.1, let outer = end.0 else {
      throw HGVSError(.unsupported, column: change.column, "the inner positions have to be known: (?_b)_(c_?)del")
    }
    let all = [start.0, inner, outer, end.1].compactMap { $0 }
    guard zip(all, all.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw HGVSError(.wrongOrder, column: change.column, "the start lies after the end")
    }
    if case .chromosome(let placement) = axis.kind, placement.mapping.strand == .reverse {
      bounds = [end.1, outer, inner, start.0].map { $0.map { placement.forward.count - 1 - $0 } }
    } else {
      bounds = [start.0, inner, outer, end.1]
    }
    guard let first = bounds[1], let last = bounds[2] else {
      throw HGVSError(.unsupported, column: change.column, "the inner positions have to be known: (?_b)_(c_?)del")
    }
    certain = first..<last + 1
  }

  private static func pair(_ end: WrittenEnd, _ axis: Axis, _ column: Int) throws(HGVSError) -> (Int?, Int?) {
    var isRenumbered = false
    func offset(_ position: WrittenPosition) throws(HGVSError) -> Int? {
      position.isUnknown ? nil : try axis.offset(of: position, column: column, isRenumbered: &isRenumbered)
    }
    switch end {
    case .at(let position):
      let place = try offset(position)
      return (place, place)
    case .between(let low, let high): return (try offset(low), try offset(high))
    }
  }

  var keyword: String { isDeletion ? "del" : "dup" }

  /// `(a_b)_(c_d)del` with positions written by `name`, in the order of `bounds`.
  func body(_ bounds: [Int?], _ name: (Int) -> String) -> String {
    func end(_ first: Int?, _ second: Int?) -> String {
      if let first, first == second { return name(first) }
      return "(" + (first.map(name) ?? "?") + "_" + (second.map(name) ?? "?") + ")"
    }
    return end(bounds[0], bounds[1]) + "_" + end(bounds[2], bounds[3]) + keyword
  }
}

extension VariantNamer {
  /// The row of a deletion or duplication with uncertain ends.
  func row(
    forUncertain change: WrittenChange, _ axis: Axis, _ accession: String?, _ corrections: [String], _ notes: [String],
    input: String
  ) throws(HGVSError) -> NameRow {
    let event = try ExonEvent(change, on: axis)
    let naming = axis.naming
    let model = naming.models[axis.version ?? 0]
    var row = NameRow(input: input, status: corrections.isEmpty ? .ok : .corrected)
    row.gene = naming.gene.symbol
    row.hgvsLRG = naming.gene.record.lrgID + ":g." + event.body(event.bounds) { String($0 + 1) }
    row.hgvsG38 = chromosomeName(event, naming.grch38)
    row.hgvsG37 = chromosomeName(event, naming.grch37)
    if event.bounds.allSatisfy({ $0.map { model.recordRange.contains($0) } ?? true }) {
      row.hgvsC =
        (accession ?? model.transcript.accession) + ":c."
        + event.body(event.bounds) { model.position(ofRecordOffset: $0)?.description ?? "?" }
    }
    row.hgvsP = model.transcript.proteinAccession + ":p.?"
    describe(event, naming, model, in: &row)
    row.message = (corrections + notes + [row.message]).filter { !$0.isEmpty }.joined(separator: "; ")
    return row
  }

  private func chromosomeName(_ event: ExonEvent, _ placement: Placement) -> String {
    let mapping = placement.mapping
    let bounds = mapping.strand == .reverse ? Array(event.bounds.reversed()) : event.bounds
    return mapping.accession + ":g."
      + event.body(bounds) { String(mapping.chromosomeOffset(ofRecordOffset: $0) + 1) }
  }

  private func describe(_ event: ExonEvent, _ naming: GeneNaming, _ model: TranscriptModel, in row: inout NameRow) {
    let inside = model.exons.indices.filter {
      event.certain.lowerBound <= model.exons[$0].lowerBound && model.exons[$0].upperBound <= event.certain.upperBound
    }
    guard let first = inside.first, let last = inside.last else {
      row.consequence = "intron_variant"
      row.collagenEffect = CollagenEffect.spliceUncertain.rawValue
      row.message = "no exon lies wholly inside the certain part"
      return
    }
    row.exon = first == last ? String(first + 1) : "\(first + 1)-\(last + 1)"
    let legacy = naming.gene.legacyExonNames
    row.legacyExon = first == last ? legacy[first] : "\(legacy[first])-\(legacy[last])"
    if inside.count == model.exons.count {
      row.consequence = (event.isDeletion ? Consequence.transcriptAblation : .transcriptAmplification).name
      row.collagenEffect = (event.isDeletion ? CollagenEffect.nullAllele : .noncoding).rawValue
      row.message = event.isDeletion ? "the whole gene is lost" : "the whole gene is there once more"
      return
    }
    var terms = ConsequenceSet(event.isDeletion ? .featureTruncation : .featureElongation)
    terms.insert(.codingSequence)
    terms.insert(.intron)
    row.consequence = text { terms.write(to: &$0) }
    let skip = model.skipping(exons: first...last)
    row.collagenEffect = naming.gene.effects(of: skip, isDeletion: event.isDeletion).map(\.rawValue)
      .joined(separator: "&")
    row.message = skip.summary(isDeletion: event.isDeletion)
  }
}
