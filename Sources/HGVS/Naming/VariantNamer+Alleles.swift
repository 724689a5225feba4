// Names of alleles: several variants on one chromosome, on both, or in unknown phase.

import BioSequence

extension VariantNamer {
  /// Names `c.[a;b]`, `c.[a];[b]` or `c.a(;)b`.
  func name(
    allele parsed: HGVSDescription, _ system: CoordinateSystem, _ accession: String?, _ oddities: [String],
    _ notes: [String]
  ) throws(HGVSError) -> NamedVariant {
    var corrections = oddities
    var edits: [ResolvedEdit] = []
    var all: [VariantNames?] = []
    for written in parsed.variants {
      if VariantNamer.isWholeIdentity(written) {
        all.append(nil)
        continue
      }
      var resolver = EditResolver(system)
      let edit = try resolver.resolve(written)
      edits.append(edit)
      for correction in edit.corrections where !corrections.contains(correction) { corrections.append(correction) }
      let names = names(edit, system, accession)
      guard names.hgvsC != nil || system.version == nil else {
        throw HGVSError(.outOfRange, "a change lies outside \(accession ?? "the transcript")")
      }
      all.append(names)
    }
    if parsed.phase == .cis {
      try checkCis(parsed.variants, edits, system, accession)
      // One chromosome's variants are named in the order of the record, whichever strand they were written on.
      all.sort { ($0?.affectedRange.lowerBound ?? 0) < ($1?.affectedRange.lowerBound ?? 0) }
    }
    let present = all.compactMap { $0 }
    guard !present.isEmpty else { throw HGVSError(.unsupported, "an allele without any change cannot be named") }
    var named = NamedVariant(gene: system.gene, variants: present, corrections: corrections, separator: ";")
    named.notes = notes
    named.hgvsC = VariantNamer.joined(all.map { $0.map { $0.hgvsC ?? "" } }, parsed.phase)
    named.hgvsRecord = VariantNamer.joined(all.map { $0?.hgvsRecord }, parsed.phase)
    for placement in system.gene.placements {
      let assembly = placement.mapping.assembly
      let isReversed = placement.mapping.strand == .reverse && parsed.phase == .cis
      let names = (isReversed ? all.reversed() : all).map { $0?.genomic(on: assembly)?.hgvs }
      switch assembly {
      case .grch38: named.hgvsG38 = VariantNamer.joined(names, parsed.phase)
      case .grch37: named.hgvsG37 = VariantNamer.joined(names, parsed.phase)
      }
    }
    if parsed.phase == .cis, name(jointly: present, system, &named) { return named }
    named.hgvsP = protein(all, parsed.phase, system)
    return named
  }

  private static func isWholeIdentity(_ variant: WrittenVariant) -> Bool {
    guard case .at(let position) = variant.start, position.isUnknown, !variant.isRange else { return false }
    return variant.edit == .identity(.none)
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
    _ written: [WrittenVariant], _ edits: [ResolvedEdit], _ system: CoordinateSystem, _ accession: String?
  ) throws(HGVSError) {
    for (index, pair) in zip(edits, edits.dropFirst()).enumerated() {
      guard pair.0.writtenRange.upperBound <= pair.1.writtenRange.lowerBound, pair.0.writtenRange != pair.1.writtenRange
      else {
        throw HGVSError(
          .wrongOrder, column: written[index + 1].column, VariantNamer.orderReason(edits, system, accession))
      }
      if isOneChange(pair.0, pair.1, system) {
        let merged = merged([pair.0, pair.1], system.gene)
        let name = system.gene.names(
          replacing: merged.range, with: merged.replacement, version: system.version, accession: accession)
        throw HGVSError(
          .mergeNeeded, column: written[index].column,
          "the changes are one and should be merged into \(name.hgvsC ?? name.hgvsRecord)")
      }
    }
  }

  /// What is wrong with the order of an allele's changes, with the right one if there is one.
  private static func orderReason(
    _ edits: [ResolvedEdit], _ system: CoordinateSystem, _ accession: String?
  ) -> String {
    let sorted = edits.sorted { $0.writtenRange.lowerBound < $1.writtenRange.lowerBound }
    let isApart = zip(sorted, sorted.dropFirst()).allSatisfy {
      $0.writtenRange.upperBound <= $1.writtenRange.lowerBound && $0.writtenRange != $1.writtenRange
    }
    guard isApart else { return "the changes of an allele overlap" }
    let names = sorted.map { edit -> String? in
      let names = system.gene.names(
        replacing: edit.range, with: edit.replacement, version: system.version, accession: accession)
      switch system.kind {
      case .coding, .transcript: return names.hgvsC
      case .record: return names.hgvsRecord
      case .chromosome(let placement): return names.genomic(on: placement.mapping.assembly)?.hgvs
      }
    }
    return "the changes of an allele are out of order: write \(joined(names, .cis))"
  }

  /// Neighbours, in their canonical places or as written, and substitutions in one codon, are one variant.
  private func isOneChange(_ first: ResolvedEdit, _ second: ResolvedEdit, _ system: CoordinateSystem) -> Bool {
    let (low, high) = first.range.lowerBound <= second.range.lowerBound ? (first, second) : (second, first)
    if low.range.upperBound == high.range.lowerBound { return true }
    let gene = system.gene
    let lowEdit = gene.canonicalEdit(replacing: low.range, with: low.replacement)
    let highEdit = gene.canonicalEdit(replacing: high.range, with: high.replacement)
    if lowEdit.kind == .identity || highEdit.kind == .identity { return false }
    if lowEdit.replacedRange.upperBound >= high.range.lowerBound { return true }
    let model = gene.transcripts[system.version ?? 0]
    guard lowEdit.kind == .substitution, highEdit.kind == .substitution,
      let lowPlace = model.transcriptOffset(ofRecordOffset: low.range.lowerBound),
      let highPlace = model.transcriptOffset(ofRecordOffset: high.range.lowerBound),
      model.coding.contains(lowPlace), model.coding.contains(highPlace),
      high.range.lowerBound - low.range.lowerBound == highPlace - lowPlace
    else { return false }
    return (lowPlace - model.coding.lowerBound) / 3 == (highPlace - model.coding.lowerBound) / 3
  }

  /// Edits of one chromosome as one edit from the first to the last base.
  private func merged(_ edits: [ResolvedEdit], _ gene: GeneModel) -> (range: Range<Int>, replacement: [UInt8]) {
    let sorted = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard let first = sorted.first, let last = sorted.last else { return (0..<0, []) }
    var bases: [UInt8] = []
    var place = first.range.lowerBound
    for edit in sorted {
      if place < edit.range.lowerBound { bases += gene.codes[place..<edit.range.lowerBound] }
      bases += edit.replacement
      place = edit.range.upperBound
    }
    return (first.range.lowerBound..<last.range.upperBound, bases)
  }

  // MARK: protein

  /// Names the protein that the variants of one chromosome make together.
  ///
  /// - Returns: whether they do anything else together than each alone.
  private func name(jointly present: [VariantNames], _ system: CoordinateSystem, _ named: inout NamedVariant) -> Bool {
    let version = system.version ?? 0
    let model = system.gene.transcripts[version]
    guard present.allSatisfy({ $0.hgvsP != nil }) else { return false }
    let edits = present.enumerated().compactMap { index, names in
      names.effect.splicing == nil ? model.splicedEdit(names.edit, index: index) : nil
    }
    if present.contains(where: { $0.effect.splicing != nil }) {
      guard !edits.isEmpty else { return false }
      named.hgvsP = model.transcript.proteinAccession + ":p.?"
      named.notes.append(
        "the changes of one chromosome share a transcript: where one of them changes splicing, what the others do there is not "
          + "known; the columns have each change as if it were alone")
      return true
    }
    let joint = model.jointChanges(edits)
    guard edits.count > 1, !joint.areApart else { return false }
    let changes = joint.groups.map(\.change)
    named.content = .protein(changes, version: version)
    named.haplotype = JointHaplotype(variants: present, joint: joint)
    let bodies = changes.map { change in text { change.writeBody(to: &$0, protein: model.protein) } }
    let isWhole = changes.count == 1 && (changes[0] == .unknown || changes[0] == .noProtein)
    let body = isWhole ? bodies[0] : "(" + bodies.joined(separator: ";") + ")"
    named.hgvsP = model.transcript.proteinAccession + ":p." + (changes.count > 1 ? "[\(body)]" : body)
    named.consequence = named.once(joint.groups.map { group in text { model.consequences(of: group).write(to: &$0) } })
    for index in joint.untranslated {
      named.notes.append(
        "\(present[index].hgvsC ?? "") is not translated: an earlier change ends the frame or the chain")
    }
    return true
  }

  private func protein(_ all: [VariantNames?], _ phase: AllelePhase, _ system: CoordinateSystem) -> String {
    let model = system.gene.transcripts[system.version ?? 0]
    let accession = model.transcript.proteinAccession
    guard all.compactMap({ $0 }).allSatisfy({ $0.hgvsP != nil }) else { return "" }
    let bodies = all.map { names -> String in
      guard let names else { return "(=)" }
      let change = names.effect.coding.change
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
}

extension String {
  /// The first place of a character at or after another place; from the start if that is `nil`.
  fileprivate func firstIndex(of character: Character, after place: Index?) -> Index? {
    self[(place ?? startIndex)...].firstIndex(of: character)
  }
}
