// Rows for alleles: several changes on one chromosome, on both, or in unknown phase.

import BioSequence
import HGVS
import TypeICollagen

extension VariantNamer {
  /// The row of `c.[a;b]`, `c.[a];[b]` or `c.a(;)b`.
  func row(
    forAllele parsed: HGVSDescription, _ axis: Axis, _ accession: String?, _ oddities: [String], _ notes: [String],
    input: String
  ) throws(HGVSError) -> NameRow {
    var corrections = oddities
    var changes: [ResolvedChange] = []
    var annotations: [VariantAnnotation?] = []
    for written in parsed.changes {
      if VariantNamer.isWholeIdentity(written) {
        annotations.append(nil)
        continue
      }
      var resolver = ChangeResolver(axis)
      let change = try resolver.resolve(written)
      changes.append(change)
      for correction in change.corrections where !corrections.contains(correction) { corrections.append(correction) }
      let annotation = annotate(change, axis, accession)
      guard annotation.hgvsC != nil || axis.version == nil else {
        throw HGVSError(.outOfRange, "a change lies outside \(accession ?? "the transcript")")
      }
      annotations.append(annotation)
    }
    if parsed.phase == .cis {
      try checkCis(parsed.changes, changes, axis, accession)
      // One chromosome's changes are named in the order of the record, whichever strand they were written on.
      annotations.sort { ($0?.affectedRange.lowerBound ?? 0) < ($1?.affectedRange.lowerBound ?? 0) }
    }
    let present = annotations.compactMap { $0 }
    guard !present.isEmpty else { throw HGVSError(.unsupported, "an allele without any change cannot be named") }
    var row = NameRow(input: input, status: corrections.isEmpty ? .ok : .corrected)
    fill(&row, present, joinedBy: ";")
    let isReversed = axis.naming.grch38.mapping.strand == .reverse && parsed.phase == .cis
    row.hgvsC = VariantNamer.joined(annotations.map { $0.map { $0.hgvsC ?? "" } }, parsed.phase)
    row.hgvsLRG = VariantNamer.joined(annotations.map { $0?.hgvsLRG }, parsed.phase)
    let forward = isReversed ? annotations.reversed() : annotations
    row.hgvsG38 = VariantNamer.joined(forward.map { $0?.hgvsG38 }, parsed.phase)
    row.hgvsG37 = VariantNamer.joined(forward.map { $0?.hgvsG37 }, parsed.phase)
    let joint = parsed.phase == .cis ? jointChange(present, changes, axis) : nil
    if let joint {
      fill(&row, joint, axis)
    } else {
      row.hgvsP = protein(annotations, parsed.phase, axis)
    }
    row.message = message(corrections, notes, joint == nil ? present : [], axis.naming)
    return row
  }

  private static func isWholeIdentity(_ change: WrittenChange) -> Bool {
    guard case .at(let position) = change.start, position.isUnknown, !change.isRange else { return false }
    return change.edit == .identity(.none)
  }

  /// Joins names of one reference: the accession and type are written once.
  private static func joined(_ names: [String?], _ phase: AllelePhase) -> String {
    guard let first = names.compactMap({ $0 }).first(where: { !$0.isEmpty }),
      let point = first.firstIndex(of: ".", after: first.firstIndex(of: ":"))
    else { return "" }
    let prefix = first[...point]
    let bodies = names.map { name -> String in
      guard let name else { return "=" }
      guard name.hasPrefix(prefix) else { return "?" }
      return String(name.dropFirst(prefix.count))
    }
    switch phase {
    case .cis: return prefix + "[" + bodies.joined(separator: ";") + "]"
    case .trans: return prefix + bodies.map { "[\($0)]" }.joined(separator: ";")
    case .unknown: return prefix + bodies.joined(separator: "(;)")
    case .single: return prefix + bodies.map { "[\($0)]" }.joined()
    }
  }

  // MARK: order and neighbours on one chromosome

  private func checkCis(
    _ written: [WrittenChange], _ changes: [ResolvedChange], _ axis: Axis, _ accession: String?
  ) throws(HGVSError) {
    for (index, pair) in zip(changes, changes.dropFirst()).enumerated() {
      guard pair.0.axisRange.upperBound <= pair.1.axisRange.lowerBound, pair.0.axisRange != pair.1.axisRange else {
        throw HGVSError(
          .wrongOrder, column: written[index + 1].column, "the changes of an allele are out of order or overlap")
      }
      if isOneChange(pair.0, pair.1, axis) {
        let merged = merged([pair.0, pair.1], axis.naming)
        let name = axis.naming.annotate(
          replacing: merged.range, with: merged.replacement, version: axis.version, accession: accession)
        throw HGVSError(
          .mergeNeeded, column: written[index].column,
          "the changes are one and should be merged into \(name.hgvsC ?? name.hgvsLRG)")
      }
    }
  }

  /// Neighbours, in their canonical places or as written, and substitutions in one codon, are one change.
  private func isOneChange(_ first: ResolvedChange, _ second: ResolvedChange, _ axis: Axis) -> Bool {
    let (low, high) = first.range.lowerBound <= second.range.lowerBound ? (first, second) : (second, first)
    if low.range.upperBound == high.range.lowerBound { return true }
    let naming = axis.naming
    let lowEdit = naming.canonicalEdit(replacing: low.range, with: low.replacement)
    let highEdit = naming.canonicalEdit(replacing: high.range, with: high.replacement)
    if lowEdit.kind == .identity || highEdit.kind == .identity { return false }
    if lowEdit.replacedRange.upperBound >= high.range.lowerBound { return true }
    let model = naming.models[axis.version ?? 0]
    guard lowEdit.kind == .substitution, highEdit.kind == .substitution,
      let lowPlace = model.transcriptOffset(ofRecordOffset: low.range.lowerBound),
      let highPlace = model.transcriptOffset(ofRecordOffset: high.range.lowerBound),
      model.coding.contains(lowPlace), model.coding.contains(highPlace),
      high.range.lowerBound - low.range.lowerBound == highPlace - lowPlace
    else { return false }
    return (lowPlace - model.coding.lowerBound) / 3 == (highPlace - model.coding.lowerBound) / 3
  }

  /// Changes of one chromosome as one change from the first to the last base.
  private func merged(_ changes: [ResolvedChange], _ naming: GeneNaming) -> (range: Range<Int>, replacement: [UInt8]) {
    let sorted = changes.sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard let first = sorted.first, let last = sorted.last else { return (0..<0, []) }
    var bases: [UInt8] = []
    var place = first.range.lowerBound
    for change in sorted {
      if place < change.range.lowerBound { bases += naming.record[place..<change.range.lowerBound] }
      bases += change.replacement
      place = change.range.upperBound
    }
    return (first.range.lowerBound..<last.range.upperBound, bases)
  }

  // MARK: protein

  /// The protein change of all changes together, where a frameshift among them makes the single ones meaningless.
  private func jointChange(
    _ present: [VariantAnnotation], _ changes: [ResolvedChange], _ axis: Axis
  ) -> ProteinChange? {
    guard present.contains(where: { $0.effect.coding.isFrameshift }),
      present.allSatisfy({ $0.effect.introns == nil && $0.hgvsP != nil })
    else { return nil }
    let model = axis.naming.models[axis.version ?? 0]
    let whole = merged(changes, axis.naming)
    guard let range = joinedTranscriptRange(whole.range, model) else { return nil }
    let isInOneExon = range.count == whole.range.count
    let bases = isInOneExon ? whole.replacement : exonicReplacement(changes, range, model)
    return model.codingEffect(replacing: range, with: bases).change
  }

  /// The columns that follow from the protein change of all changes together.
  private func fill(_ row: inout NameRow, _ joint: ProteinChange, _ axis: Axis) {
    let naming = axis.naming
    let model = naming.models[axis.version ?? 0]
    row.hgvsP = text {
      $0.append(text: model.transcript.proteinAccession + ":")
      joint.write(to: &$0, protein: model.protein)
    }
    row.consequence = text { model.consequences(of: joint).write(to: &$0) }
    row.collagenEffect = naming.gene.collagenEffects(of: joint, on: model).map(\.rawValue).joined(separator: "&")
    row.helixResidue = joint.firstResidue.flatMap(naming.gene.helixResidue(ofResidue:)).map { String($0) } ?? ""
    row.tripletPosition = joint.firstResidue.flatMap(naming.gene.tripletPosition(ofResidue:))?.rawValue ?? ""
  }

  private func protein(_ annotations: [VariantAnnotation?], _ phase: AllelePhase, _ axis: Axis) -> String {
    let model = axis.naming.models[axis.version ?? 0]
    let accession = model.transcript.proteinAccession
    guard annotations.compactMap({ $0 }).allSatisfy({ $0.hgvsP != nil }) else { return "" }
    let bodies = annotations.map { annotation -> String in
      guard let annotation else { return "(=)" }
      let change = annotation.effect.coding.change
      let name = text { change.write(to: &$0, protein: model.protein) }
      return String(name.dropFirst(2))
    }
    switch phase {
    case .cis:
      let inner = bodies.map { $0.hasPrefix("(") ? String($0.dropFirst().dropLast()) : $0 }
      return accession + ":p.[(" + inner.joined(separator: ";") + ")]"
    case .trans: return accession + ":p." + bodies.map { "[\($0)]" }.joined(separator: ";")
    case .unknown: return accession + ":p." + bodies.joined(separator: "(;)")
    case .single: return accession + ":p." + bodies.joined()
    }
  }

  /// Record offsets of a stretch whose ends are exonic, as transcript offsets with the introns left out.
  private func joinedTranscriptRange(_ range: Range<Int>, _ model: TranscriptModel) -> Range<Int>? {
    if let inOne = model.transcriptRange(ofRecordRange: range) { return inOne }
    guard !range.isEmpty, let first = model.transcriptOffset(ofRecordOffset: range.lowerBound),
      let last = model.transcriptOffset(ofRecordOffset: range.upperBound - 1)
    else { return nil }
    return first..<last + 1
  }

  private func exonicReplacement(_ changes: [ResolvedChange], _ range: Range<Int>, _ model: TranscriptModel) -> [UInt8]
  {
    var bases: [UInt8] = []
    var place = range.lowerBound
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard let part = model.transcriptRange(ofRecordRange: change.range) else { continue }
      if place < part.lowerBound { bases += model.spliced[place..<part.lowerBound] }
      bases += change.replacement
      place = part.upperBound
    }
    if place < range.upperBound { bases += model.spliced[place..<range.upperBound] }
    return bases
  }
}

extension String {
  /// The first place of a character at or after another place; from the start if that is `nil`.
  fileprivate func firstIndex(of character: Character, after place: Index?) -> Index? {
    self[(place ?? startIndex)...].firstIndex(of: character)
  }
}
