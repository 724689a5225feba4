// Names of transcripts: r. descriptions are what was seen on RNA, with the protein that follows and no change of the DNA.

import BioSequence

extension VariantNamer {
  /// Names an `r.` description.
  func name(
    rna parsed: HGVSDescription, _ system: CoordinateSystem, _ accession: String?, _ notes: [String]
  ) throws(HGVSError) -> NamedVariant {
    let version = system.version ?? 0
    let gene = system.gene
    let model = gene.transcripts[version]
    let corrections = VariantNamer.corrections(of: parsed.oddities, type: .rna)
    func named(_ outcome: TranscriptOutcome?, _ body: String, _ change: ProteinChange) -> NamedVariant {
      var named = NamedVariant(gene: gene, content: .transcript(outcome, version: version), corrections: corrections)
      named.hgvsR =
        (accession ?? model.transcript.accession) + ":r." + (parsed.isPredictedRNA ? "(" + body + ")" : body)
      named.hgvsP = text {
        $0.append(text: model.transcript.proteinAccession + ":")
        // What follows from an observed transcript is no prediction from the DNA: it stands without brackets.
        if parsed.isPredictedRNA || change == .unknown {
          change.write(to: &$0, protein: model.protein)
        } else {
          $0.append(text: "p.")
          if change == .noProtein { $0.append(text: "0") } else { change.writeBody(to: &$0, protein: model.protein) }
        }
      }
      let isSeen = parsed.isPredictedRNA ? "predicted on RNA" : "observed on RNA"
      named.notes = notes + ["\(isSeen): it names no change of the DNA"]
      return named
    }
    if let whole = parsed.wholeRNA {
      switch whole {
      case .splicing, .unknown: return named(nil, whole.rawValue, .unknown)
      case .none:
        let coding = CodingEffect(change: .noProtein)
        return named(TranscriptOutcome(.noTranscript, isExpected: true, coding: coding), "0", .noProtein)
      case .unchanged:
        let coding = CodingEffect(change: .identity)
        return named(TranscriptOutcome(.normal, isExpected: true, coding: coding), "=", .identity)
      }
    }
    guard parsed.variants.count == 1 else {
      throw HGVSError(
        .unsupported,
        "several changes of one transcript are not read: give each r. description by itself, or the changes of the DNA as "
          + "c.[a;b], which are read together")
    }
    let edit = try splicedEdit(parsed.variants[0], model)
    let (outcome, place) = transcriptOutcome(edit, model)
    let body = VariantNamer.rnaBody(place, model)
    var result = named(outcome, body, outcome.coding.change)
    result.consequence = text { model.consequences(of: outcome.coding.change).write(to: &$0) }
    let last = max(place.namedEnds.last, place.namedEnds.first)
    let low = model.transcript.exonIndex(containingTranscriptOffset: max(place.namedEnds.first, 0))
    let high = model.transcript.exonIndex(containingTranscriptOffset: min(last, model.spliced.count - 1))
    result.exon = ExonEvent.list(low...high) { String($0 + 1) }
    result.legacyExon = ExonEvent.list(low...high) { gene.record.legacyExonNames[$0] }
    result.notes.append(outcome.summary(on: model))
    return result
  }

  /// Positions and change in the letters of RNA, `589_642del`.
  private static func rnaBody(_ edit: SequenceEdit, _ model: TranscriptModel) -> String {
    let ends = edit.namedEnds
    let name = text {
      model.position(ofTranscriptOffset: ends.first, intronOffset: 0).write(to: &$0)
      if ends.last > ends.first {
        $0.append(UInt8(ascii: "_"))
        model.position(ofTranscriptOffset: ends.last, intronOffset: 0).write(to: &$0)
      }
      edit.writeChange(to: &$0, on: model.spliced)
    }
    return name.lowercased().replacing("t", with: "u")
  }

  /// A written change as one of the spliced transcript, its stated bases checked.
  private func splicedEdit(_ written: WrittenVariant, _ model: TranscriptModel) throws(HGVSError) -> SequenceEdit {
    guard case .at(let start) = written.start, case .at(let end) = written.end, !start.isUnknown, !end.isUnknown else {
      throw HGVSError(.unsupported, column: written.column, "an r. description needs known positions")
    }
    func offset(_ position: WrittenPosition) throws(HGVSError) -> Int {
      guard position.position.offset == 0 else {
        throw HGVSError(
          .wrongCoordinateType, column: written.column,
          "the normal transcript has no intron bases: a retained one is written ins[\(position)_...]")
      }
      let place = model.transcriptOffset(of: position.position)
      guard model.spliced.indices.contains(place) else {
        throw HGVSError(.outOfRange, column: written.column, "r.\(position) lies outside \(model.transcript.accession)")
      }
      return place
    }
    let first = try offset(start)
    let last = written.isRange ? try offset(end) : first
    guard first <= last else { throw HGVSError(.wrongOrder, column: written.column, "the start lies after the end") }
    let range = first..<last + 1
    func check(_ stated: StatedReference) throws(HGVSError) {
      try VariantNamer.check(stated, range, model, written.column)
    }
    func edit(_ replaced: Range<Int>, _ bases: [UInt8]) -> SequenceEdit {
      SequenceEdit(replacing: replaced, with: bases, on: model.spliced, limit: model.spliced.count)
    }
    func between() throws(HGVSError) -> Range<Int> {
      guard written.isRange, range.count == 2 else {
        throw HGVSError(.wrongOrder, column: written.column, "an insertion stands between two neighbouring bases")
      }
      return first + 1..<first + 1
    }
    switch written.edit {
    case .substitution(let old, let new):
      try check(.bases(old))
      return edit(range, new)
    case .deletion(let stated):
      try check(stated)
      return edit(range, [])
    case .duplication(let stated):
      try check(stated)
      return edit(range.upperBound..<range.upperBound, Array(model.spliced[range]))
    case .delins(let stated, let bases):
      try check(stated)
      return edit(range, bases)
    case .inversion(let stated):
      try check(stated)
      return edit(range, model.spliced[range].reversed().map { $0 < 4 ? 3 - $0 : $0 })
    case .identity(let stated):
      try check(stated)
      return SequenceEdit(kind: .identity, range: range)
    case .insertion(let bases): return edit(try between(), bases)
    case .insertedRange(let low, let high):
      let place = try between()
      let bases = try recordBases(low, high, model, written.column)
      return edit(place, bases)
    case .repeated:
      throw HGVSError(.unsupported, column: written.column, "a repeat in a transcript is written as dup, ins or del")
    }
  }

  private static func check(
    _ stated: StatedReference, _ range: Range<Int>, _ model: TranscriptModel, _ column: Int
  ) throws(HGVSError) {
    switch stated {
    case .none: return
    case .length(let count):
      guard count == range.count else {
        throw HGVSError(.lengthMismatch, column: column, "the positions are \(range.count) bases, not \(count)")
      }
    case .bases(let bases):
      guard model.spliced[range].elementsEqual(bases) else {
        throw HGVSError(.referenceMismatch, column: column, "the transcript has other bases there")
      }
    }
  }

  /// The bases of the gene record between two positions of which either may lie in an intron.
  private func recordBases(
    _ low: WrittenPosition, _ high: WrittenPosition, _ model: TranscriptModel, _ column: Int
  ) throws(HGVSError) -> [UInt8] {
    let ends = [low, high].compactMap { written -> Int? in
      let place = model.transcriptOffset(of: written.position)
      guard model.spliced.indices.contains(place) else { return nil }
      let offset = model.transcript.recordOffset(ofTranscriptOffset: place) + written.position.offset
      return model.record.indices.contains(offset) ? offset : nil
    }
    guard ends.count == 2, ends[0] <= ends[1] else {
      throw HGVSError(.outOfRange, column: column, "the inserted positions lie outside \(model.transcript.accession)")
    }
    return Array(model.record[ends[0]...ends[1]])
  }

  /// What a change of the transcript is as an event of splicing, and its place: at exon ends where it can lie there.
  private func transcriptOutcome(_ edit: SequenceEdit, _ model: TranscriptModel) -> (TranscriptOutcome, SequenceEdit) {
    func outcome(_ splicing: TranscriptOutcome.Splicing, _ edit: SequenceEdit) -> (TranscriptOutcome, SequenceEdit) {
      let coding = model.codingEffect(replacing: edit.replacedRange, with: edit.replacement(on: model.spliced))
      return (TranscriptOutcome(splicing, isExpected: true, coding: coding), edit)
    }
    guard edit.kind == .deletion || edit.kind == .insertion || edit.kind == .duplication else {
      if edit.kind == .identity {
        return (TranscriptOutcome(.normal, isExpected: true, coding: CodingEffect(change: .identity)), edit)
      }
      return outcome(.normal, edit)
    }
    for shift in 0...100 {
      guard let moved = shift == 0 ? edit : edit.moved(toEndBy: edit.namedEnds.last + 1 - shift, on: model.spliced)
      else {
        break
      }
      if let splicing = splicing(moved, model) { return outcome(splicing, moved) }
    }
    if let exons = exonsJoinedInside(edit, model) { return outcome(.otherJunction(exons), edit) }
    return outcome(.normal, edit)
  }

  /// The exons of which a deletion takes bases over a junction, wherever it is written; `nil` if it can lie in one exon.
  private func exonsJoinedInside(_ edit: SequenceEdit, _ model: TranscriptModel) -> ClosedRange<Int>? {
    guard edit.kind == .deletion else { return nil }
    func exons(_ edit: SequenceEdit) -> ClosedRange<Int> {
      model.transcript.exonIndex(
        containingTranscriptOffset: edit.range.lowerBound)...model.transcript.exonIndex(
          containingTranscriptOffset: edit.range.upperBound - 1)
    }
    var place: SequenceEdit? = edit
    while let moved = place {
      if exons(moved).count == 1 { return nil }
      place = moved.moved(toEndBy: moved.range.upperBound - 1, on: model.spliced)
    }
    return exons(edit)
  }

  /// Fewer bases of an intron may stand there by chance.
  private static let leastExon = 15

  private func splicing(_ edit: SequenceEdit, _ model: TranscriptModel) -> TranscriptOutcome.Splicing? {
    let starts = model.exonStarts
    let lastExon = model.exons.count - 1
    if edit.kind == .deletion {
      let (low, high) = (starts.firstIndex(of: edit.range.lowerBound), starts.firstIndex(of: edit.range.upperBound))
      if let low, let high, low > 0, high <= lastExon { return .exonSkip(low...high - 1) }
      // What reaches into another exon is no matter of one site.
      if let low, low > 0, edit.range.upperBound < starts[low + 1] {
        return .crypticAcceptor(exon: low, distance: edit.range.count)
      }
      if let high, high > 0, high <= lastExon, edit.range.lowerBound > starts[high - 1] {
        return .crypticDonor(exon: high - 1, distance: -edit.range.count)
      }
      return nil
    }
    if edit.kind == .duplication, let low = starts.firstIndex(of: edit.range.lowerBound),
      let high = starts.firstIndex(of: edit.range.upperBound), low < high
    {
      return .exonDuplication(low...high - 1)
    }
    let place = edit.replacedRange.lowerBound
    let bases = edit.replacement(on: model.spliced)
    guard let exon = starts.firstIndex(of: place), exon > 0, exon <= lastExon else { return nil }
    let intron = model.exons[exon - 1].upperBound..<model.exons[exon].lowerBound
    guard bases.count <= intron.count else { return nil }
    if bases.count == intron.count, model.record[intron].elementsEqual(bases) {
      return .intronRetention(exon - 1...exon - 1)
    }
    if model.record[intron].starts(with: bases) { return .crypticDonor(exon: exon - 1, distance: bases.count) }
    if model.record[intron].suffix(bases.count).elementsEqual(bases) {
      return .crypticAcceptor(exon: exon, distance: -bases.count)
    }
    let inner = Array(model.record[intron])
    let isWithin =
      bases.count >= VariantNamer.leastExon
      && inner.indices.contains { start in
        inner[start...].starts(with: bases)
      }
    return isWithin ? .crypticExon(intron: exon - 1) : nil
  }
}
