// Coding names with an exon's number or a second reference beside them, splice sites spelled as OMIM spells them, and several in one text.

import BioSequence

extension VariantNamer {
  /// `COL1A1 exon 8 c.589G>T`, `COL1A1 c.642+1G>A (intron 8)`: the number must be that of the change.
  func withPartNumber(_ text: String) throws(HGVSError) -> TranslatedForm? {
    let reference, word, number, coding: Substring
    if let match = text.wholeMatch(
      of: /(?i)(\S+?)[\s:,]+\(?(exon|ex|intron|int|IVS)\.?\s*(\d+)\)?[\s:,]+(c\.[^\s,;()]+)/)
    {
      (reference, word, number, coding) = (match.1, match.2, match.3, match.4)
    } else if let match = text.wholeMatch(
      of: /(?i)(\S+?)[\s:]+(c\.[^\s,;()]+)[\s,;]+(?:in\s+)?\(?(?:in\s+)?(exon|ex|intron|int|IVS)\.?\s*(\d+)\)?/)
    {
      (reference, coding, word, number) = (match.1, match.2, match.3, match.4)
    } else {
      return nil
    }
    let written = "\(reference) \(coding)"
    let (gene, variant) = try variant(for: written)
    let isIntron = "int ivs".contains(word.lowercased().prefix(3))
    let own = genes[gene]
    let exons = own.transcripts[0].exons
    // An insertion stands between two bases.
    let empty = variant.range.isEmpty
    let place = variant.range.lowerBound - (empty ? 1 : 0)..<variant.range.upperBound + (empty ? 1 : 0)
    let part: Int? =
      isIntron
      ? exons.indices.dropLast().first {
        place.overlaps(exons[$0].upperBound..<exons[$0 + 1].lowerBound)
      } : exons.indices.first { place.overlaps(exons[$0]) }
    guard let part else {
      throw HGVSError(
        .contradiction,
        "\(coding) lies in \(isIntron ? "no intron" : "no exon"), and \(word) \(number) is named beside it")
    }
    try agree(number, number, with: part...part, own, isIntron ? "intron" : "exon")
    return TranslatedForm(
      text: written,
      correction: "the number of the \(isIntron ? "intron" : "exon") stands beside the coding name and agrees")
  }

  /// `COL1A1 (NM_000088.4): c.589G>T`, `NM_000088.4 (COL1A1) c.589G>T`, `COL1A1 NM_000088.4 c.589G>T`.
  func twoReferences(_ text: String) -> TranslatedForm? {
    let symbol, accession, change: Substring
    if let match = text.wholeMatch(of: /([A-Za-z]\w+)[\s:,]+\(?((?:NM_|ENST|LRG_)[\w.]+)\)?\s*[:,]?\s*(c\..+)/) {
      (symbol, accession, change) = (match.1, match.2, match.3)
    } else if let match = text.wholeMatch(of: /((?:NM_|ENST)[\w.]+)[\s:,]+\(?([A-Za-z]\w+)\)?\s*[:,]?\s*(c\..+)/) {
      (symbol, accession, change) = (match.2, match.1, match.3)
    } else {
      return nil
    }
    return TranslatedForm(
      text: "\(accession)(\(symbol)):\(change)", correction: "the gene stands in brackets behind the transcript")
  }

  /// `COL1A1, IVS14DS, G-A, +5` and `COL1A1 IVS8DS+1G>A`: the donor site of an intron counts up from it, the acceptor site down
  /// to it.
  func spelledSite(_ text: String) throws(HGVSError) -> TranslatedForm? {
    let reference, number, site, place: Substring
    let change: String
    if let match = text.wholeMatch(
      of: /(?i)(\S+?)[\s:,]+IVS\s*(\d+)\s*(DS|AS)\s*,\s*([ACGT])\s*[->]+\s*([ACGT])\s*,\s*([+-]\d+)/)
    {
      (reference, number, site, place) = (match.1, match.2, match.3, match.6)
      change = "\(match.4.uppercased())>\(match.5.uppercased())"
    } else if let match = text.wholeMatch(of: /(?i)(\S+?)[\s:,]+IVS\s*(\d+)\s*(DS|AS)\s*([+-]\d+)\s*(.+)/) {
      (reference, number, site, place) = (match.1, match.2, match.3, match.4)
      change = String(match.5)
    } else {
      return nil
    }
    guard (site.uppercased() == "DS") == place.hasPrefix("+") else {
      throw HGVSError(
        .contradiction,
        "a donor site (DS) counts up, such as +1, an acceptor site (AS) down, such as -1: \(site)\(place)")
    }
    return try intervening("\(reference) IVS\(number)\(place)\(change)")
  }

  /// Several transcripts, chromosomes or molecules in one text.
  func refuseSeveral(_ text: String) throws(HGVSError) {
    func several(_ what: String) -> HGVSError { HGVSError(.unsupported, column: 1, what) }
    if let match = text.wholeMatch(of: /(.*?r\.)\[([^\]]*,[^\]]*)\]/) {
      let changed = match.2.split { $0 == "," }.filter { $0 != "=" }.map { "\(match.1)\($0)" }
      throw several("several transcripts of one allele: write \(changed.joined(separator: " and by itself "))")
    }
    if text.contains(/\bc\.\S+[\s,;]+\(?r\.\S/) {
      throw several("a c. and an r. description in one text: give each by itself")
    }
    if let match = text.wholeMatch(of: /(\S+?:c\.)(\[[^\]]+\]);(\[[^\]]+\])/) {
      if match.3 == "[0]" {
        throw several(
          "a lost second chromosome is an event of its own: write \(match.1)\(match.2.dropFirst().dropLast()) here")
      }
      guard match.2.contains(";") || match.3.contains(";") else { return }
      let others = [match.2, match.3].filter { $0 != "[=]" }.map { other in
        "\(match.1)\(other.contains(";") ? String(other) : String(other.dropFirst().dropLast()))"
      }
      throw several("several changes on one of two chromosomes: write \(others.joined(separator: " and by itself "))")
    }
    if let match = text.wholeMatch(of: /(?i)(?:chr)?(\d+|X|Y):([\d,]+)-([\d,]+)\s*(del|dup|loss|gain)?\w*/) {
      let isGain = ["dup", "gain"].contains((match.4 ?? "").lowercased())
      let accession = try accession(String(match.1), assembly)
      throw several(
        "a stretch does not say how sure its ends are: write \(accession):g.\(match.2)_\(match.3)\(isGain ? "dup" : "del"), or where the "
          + "ends are not known arr[\(assembly.rawValue)] \(match.1)q(\(match.2)_\(match.3))x\(isGain ? 3 : 1)")
    }
  }
}
