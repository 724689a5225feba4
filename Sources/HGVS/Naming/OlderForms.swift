// Forms of older reports that the nomenclature has left behind: exons by number, unknown intron offsets, intron names.

import BioSequence

extension VariantNamer {
  /// `COL1A1 exon 17 del`, `E17del`, `EX22DEL`, `exon 17-20 dup`, `deletion of exons 17-20`, `exons 3,4 del`, `exon 8 skipping`.
  func wholeExons(_ text: String) throws(HGVSError) -> TranslatedForm? {
    let reference, first, word: Substring
    let last, joint: Substring?
    if let match = text.wholeMatch(
      of:
        /(?i)(?:(.+?)[\s:,]+)?(?:c\.|g\.)?(?:exons|exon|ex|e)\.?\s*(\d+)(?:\s*(-|_|to|,|and|&|\+)\s*(?:exon|ex|e)?\.?\s*(\d+))?\s*[-_]?\s*((?:del|dup|skip|trip).*)/
    ) {
      (reference, first, joint, last, word) = (match.1 ?? "", match.2, match.3, match.4, match.5)
    } else if let match = text.wholeMatch(
      of:
        /(?i)(?:(.+?)[\s:,]+)?((?:del|dup|skip|trip)\w*)\s*(?:of\s+)?(?:exons|exon|ex|e)\.?\s*(\d+)(?:\s*(-|_|to|,|and|&|\+)\s*(?:exon|ex|e)?\.?\s*(\d+))?/
    ) {
      (reference, word, first, joint, last) = (match.1 ?? "", match.2, match.3, match.4, match.5)
    } else {
      return nil
    }
    let keyword = try VariantNamer.wholeExonKeyword(word, reference: reference, first: first, joint: joint, last: last)
    let (gene, model, accession) = try transcript(reference.isEmpty ? nil : reference, "exon \(first) \(keyword)")
    let count = model.exons.count
    guard let low = Int(first), let high = Int(last ?? first), low >= 1, high <= count else {
      // `E353del` may mean the residue.
      let isLetter = text.contains(/(?i)(?:^|[\s:,])E\d/)
      throw HGVSError(
        .outOfRange, column: 1,
        "\(gene.symbol) has exons 1 to \(count)"
          + (isLetter ? "; for the residue write \(gene.symbol):p.Glu\(first)\(keyword)" : ""))
    }
    guard low <= high else { throw HGVSError(.wrongOrder, column: 1, "the first exon lies after the last") }
    if high > low + 1, let joint, !["-", "_", "to"].contains(joint.lowercased()) {
      throw HGVSError(
        .unsupported, column: 1,
        "exons \(low) and \(high) are not neighbours: write each by itself, or \(low)-\(high) for all between")
    }
    let notes = [legacyNote(low == high ? [low - 1] : [low - 1, high - 1], gene, "exons")].compactMap { $0 }
    func position(_ place: Int, _ offset: Int) -> String {
      "\(model.position(ofTranscriptOffset: place, intronOffset: offset))"
    }
    let (start, end) = (model.exonStarts[low - 1], model.exonStarts[high])
    if keyword == "skip" {
      return TranslatedForm(
        text: "\(accession):r.\(position(start, 0))_\(position(end - 1, 0))del",
        correction: "the skip of an exon is written as the transcript that was seen", notes: notes)
    }
    return TranslatedForm(
      text: "\(accession):c." + model.uncertainEnds(low - 1...high - 1) + keyword,
      correction: "exons written by the introns in which the ends lie", notes: notes)
  }

  /// What happens to whole exons: `del`, `dup` or `skip`.
  ///
  /// `exon 17 delG` and `exon 17 del 5 bp` are changes somewhere in the exon, and no loss of it.
  /// - Throws: ``HGVSError`` with the right way to write it, for every word but the few that mean the exon as a whole.
  private static func wholeExonKeyword(
    _ word: Substring, reference: Substring, first: Substring, joint: Substring?, last: Substring?
  ) throws(HGVSError) -> String {
    let (gene, range) = (reference.isEmpty ? "" : "\(reference) ", first + (joint ?? "") + (last ?? ""))
    if let match = word.wholeMatch(of: /(?i)(del|dup|skip)(?:s|eted|etions?|l|licated|lications?|ped|ping)?[.;]?/) {
      return match.1.lowercased()
    }
    if word.lowercased().hasPrefix("trip") {
      throw HGVSError(
        .unsupported, column: 1, "a third copy is named by its copy number: write arr[GRCh38] 17q21.33(first_last)x4")
    }
    let kind = word.prefix(word.lowercased().hasPrefix("skip") ? 4 : 3).lowercased()
    throw HGVSError(
      .unsupported, column: 1,
      "'\(word)' is a change within the exon and says not where: write \(gene)c.first_last\(kind == "dup" ? "dup" : "del"), "
        + "or for the whole exon \(gene)exon \(range) \(kind)")
  }

  /// `c.1300-?_1461+?del`: from somewhere in the intron before the exon that begins with c.1300 to somewhere in the intron
  /// behind the one that ends with c.1461.
  func unknownOffsets(_ text: String) throws(HGVSError) -> TranslatedForm? {
    guard
      let match = text.wholeMatch(
        of:
          /(?i)(.+?)[\s:,]+c\.\(?([-*]?\d+)-\?_([-*]?\d+)\+\?\)?\s*(del|dup)\s*(?:\(?exons?\s*(\d+)(?:\s*-\s*(\d+))?\)?)?/
      )
    else { return nil }
    let (gene, model, accession) = try transcript(match.1, "c.\(match.2)-?_\(match.3)+?\(match.4)")
    let starts = model.exonStarts.map { "\(model.position(ofTranscriptOffset: $0, intronOffset: 0))" }
    let ends = model.exonStarts.dropFirst().map { "\(model.position(ofTranscriptOffset: $0 - 1, intronOffset: 0))" }
    guard let low = starts.dropLast().firstIndex(of: String(match.2)) else {
      throw HGVSError(
        .outOfRange, column: 1,
        "an intron of unknown length stands before the first base of an exon, which c.\(match.2) is not: write the bases that are lost"
      )
    }
    guard let high = ends.firstIndex(of: String(match.3)) else {
      throw HGVSError(
        .outOfRange, column: 1,
        "an intron of unknown length stands behind the last base of an exon, which c.\(match.3) is not: write the bases that are lost"
      )
    }
    guard low <= high else { throw HGVSError(.wrongOrder, column: 1, "the start lies after the end") }
    if let named = match.5 { try agree(named, match.6 ?? named, with: low...high, gene) }
    return TranslatedForm(
      text: "\(accession):c." + model.uncertainEnds(low...high) + match.4.lowercased(),
      correction: "offsets that are not known written by the introns in which the ends lie")
  }

  /// Exons named beside positions must be theirs, as the transcript or the older literature counts them.
  func agree(
    _ first: some StringProtocol, _ last: some StringProtocol, with exons: ClosedRange<Int>, _ gene: GeneModel,
    _ part: String = "exon"
  ) throws(HGVSError) {
    let older = gene.record.legacyExonNames
    func isName(_ text: String, _ exon: Int) -> Bool {
      Int(text) == exon + 1
        || (older.indices.contains(exon) && older[exon].split(separator: "/").contains { $0 == text })
    }
    guard isName(String(first), exons.lowerBound), isName(String(last), exons.upperBound) else {
      let (low, high) = (exons.lowerBound + 1, exons.upperBound + 1)
      throw HGVSError(
        .contradiction,
        "the positions are those of \(part) \(low == high ? "\(low)" : "\(low)-\(high)"), "
          + "and \(part) \(first == last ? "\(first)" : "\(first)-\(last)") is named beside them")
    }
  }

  /// `COL1A1 c.642+1G>A (IVS8+1G>A)`: both must name the same change.
  func withIntronName(_ text: String) throws(HGVSError) -> TranslatedForm? {
    let reference, coding, intron: Substring
    if let match = text.wholeMatch(of: /(?i)(.+?)[\s:,]+(c\.[^\s,;()]+)\s*[,;=\/]?\s*\(?\s*(IVS\s*\d+[^()]*?)\s*\)?/) {
      (reference, coding, intron) = (match.1, match.2, match.3)
    } else if let match = text.wholeMatch(
      of: /(?i)(.+?)[\s:,]+(IVS\s*\d+[^()]*?)\s*[,;=\/]?\s*\(?\s*(c\.[^\s,;()]+)\s*\)?/)
    {
      (reference, coding, intron) = (match.1, match.3, match.2)
    } else {
      return nil
    }
    let written = "\(reference) \(coding)"
    guard let older = try intervening("\(reference) \(intron)") else { return nil }
    let (first, second) = (try variant(for: written), try variant(for: older.text))
    guard first.gene == second.gene,
      genes[first.gene].names(of: first.variant).edit == genes[second.gene].names(of: second.variant).edit
    else {
      throw HGVSError(
        .contradiction, "\(coding) and \(intron) are not the same change: \(intron) is \(older.text)")
    }
    return TranslatedForm(
      text: written, correction: "the intron's name stands beside the coding name and says the same", notes: older.notes
    )
  }
}

extension TranscriptModel {
  /// `(1299+1_1300-1)_(1461+1_1462-1)`: whole exons, the ends anywhere in the introns beside them.
  func uncertainEnds(_ exons: ClosedRange<Int>) -> String {
    func position(_ place: Int, _ offset: Int) -> String {
      "\(self.position(ofTranscriptOffset: place, intronOffset: offset))"
    }
    let (start, end) = (exonStarts[exons.lowerBound], exonStarts[exons.upperBound + 1])
    let left =
      exons.lowerBound == 0 ? "(?_\(position(0, 0)))" : "(\(position(start - 1, 1))_\(position(start, -1)))"
    let isLast = exons.upperBound == self.exons.count - 1
    let right = isLast ? "(\(position(end - 1, 0))_?)" : "(\(position(end - 1, 1))_\(position(end, -1)))"
    return left + "_" + right
  }
}
