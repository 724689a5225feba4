// The forms that laboratories, older papers and other tools write, each turned into the HGVS description that it means.

import BioSequence

extension VariantNamer {
  /// The HGVS description that a text in another form means; `nil` if it is in none of the forms.
  ///
  /// - Throws: ``HGVSError`` with the right way to write it, for forms that are understood but cannot be named.
  func translated(_ description: String) throws(HGVSError) -> TranslatedForm? {
    // None of the forms is long, and patterns take their time on long texts.
    guard description.utf8.count <= 300 else { return nil }
    let text = VariantNamer.plain(description)
    if let form = try withAssembly(text) { return form }
    if let form = try besideAssembly(text) { return form }
    if let form = try ofReports(text) { return form }
    if let form = try copyNumber(text) { return form }
    if let form = try spdi(text) { return form }
    if let form = try annovar(text) { return form }
    if let form = try withIntronName(text) { return form }
    if let form = twoReferences(text) { return form }
    if let form = try spelledSite(text) { return form }
    if let form = try unknownOffsets(text) { return form }
    if let form = try withPartNumber(text) { return form }
    if let form = try intervening(text) { return form }
    if let form = try wholeExons(text) { return form }
    if let form = withProtein(text) { return form }
    try refuse(text)
    return nil
  }

  /// Typeset dashes and arrows as ASCII, spaces at the ends removed.
  private static func plain(_ text: String) -> String {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2010...0x2015, 0x2212: bytes.append(UInt8(ascii: "-"))
      case 0x2192: bytes.append(UInt8(ascii: ">"))
      case 0xD7: bytes.append(UInt8(ascii: "x"))
      case 0xA0, 9: bytes.append(32)
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    var trimmed = bytes[...]
    while trimmed.first == 32 || trimmed.first == 34 || trimmed.first == 39 { trimmed.removeFirst() }
    while trimmed.last == 32 || trimmed.last == 34 || trimmed.last == 39 { trimmed.removeLast() }
    return String(decoding: trimmed, as: UTF8.self)
  }

  static func assembly(_ name: some StringProtocol) -> Assembly? {
    switch name.lowercased() {
    case "grch38", "hg38", "b38": .grch38
    case "grch37", "hg19", "b37": .grch37
    default: nil
    }
  }

  // MARK: assemblies and coordinates

  /// `GRCh38:17-50198002-C-A`, `hg19:chr17:g.48275363C>A`.
  private func withAssembly(_ text: String) throws(HGVSError) -> TranslatedForm? {
    guard let match = text.wholeMatch(of: /(?i)(GRCh3[78]|hg19|hg38|b3[78])(?:\.p\d+)?[:\s]\s*(chr)?(\w+)([:\s-])(.+)/),
      let assembly = VariantNamer.assembly(match.1)
    else { return nil }
    let (chromosome, rest) = (String(match.3), String(match.5))
    if rest.lowercased().hasPrefix("g.") {
      return TranslatedForm(text: try accession(chromosome, assembly) + ":" + rest, assembly: assembly)
    }
    guard rest.first?.isNumber == true else { return nil }
    return TranslatedForm(text: chromosome + "-" + rest, assembly: assembly)
  }

  func accession(_ chromosome: String, _ assembly: Assembly) throws(HGVSError) -> String {
    let mappings = genes.flatMap { $0.placements.map(\.mapping) }
    guard let found = mappings.first(where: { $0.assembly == assembly && $0.chromosome == chromosome }) else {
      throw HGVSError(.unknownReference, column: 1, "the chromosome does not hold \(catalog.list)")
    }
    return found.accession
  }

  /// `NC_000017.11:50198001:C:A`; the deleted part may be a length.
  private func spdi(_ text: String) throws(HGVSError) -> TranslatedForm? {
    guard let match = text.wholeMatch(of: /([A-Za-z]+_\d+(?:\.\d+)?):(\d+):([ACGTNacgtn]*|\d+):([ACGTNacgtn]*)/),
      let place = Int(match.2), place < 1_000_000_000
    else { return nil }
    let stated = match.3.first?.isNumber == true ? "" : match.3.uppercased()
    let count = match.3.first?.isNumber == true ? Int(match.3) ?? 0 : stated.count
    let inserted = match.4.uppercased()
    guard count < 200_000, count > 0 || !inserted.isEmpty else { return nil }
    let type = match.1.uppercased().hasPrefix("NM_") ? "n" : "g"
    let head = "\(match.1.uppercased()):\(type)."
    if count == 0 { return TranslatedForm(text: head + "\(place)_\(place + 1)ins\(inserted)", notes: ["read as SPDI"]) }
    let range = count == 1 ? "\(place + 1)" : "\(place + 1)_\(place + count)"
    if count == 1, inserted.count == 1, !stated.isEmpty {
      return TranslatedForm(
        text: head + range + stated + (stated == inserted ? "=" : ">" + inserted), notes: ["read as SPDI"])
    }
    let change = inserted.isEmpty ? "del\(stated)" : stated == inserted ? "=" : "del\(stated)ins\(inserted)"
    return TranslatedForm(text: head + range + change, notes: ["read as SPDI"])
  }

  /// `COL1A1:NM_000088.4:exon8:c.G589T:p.G197C`, and a line of ANNOVAR's input, `17 50198002 50198002 C A`.
  func annovar(_ text: String) throws(HGVSError) -> TranslatedForm? {
    if let match = text.wholeMatch(of: /(?i)(?:chr)?(\d+|X|Y)\s+(\d+)\s+(\d+)\s+([ACGTN]+|-)\s+([ACGTN]+|-)/),
      let start = Int(match.2), let end = Int(match.3)
    {
      let head = try accession(String(match.1), assembly) + ":g."
      let (old, new) = (match.4.uppercased(), match.5.uppercased())
      let note = "read as ANNOVAR input on \(assembly.rawValue)"
      if old == "-" { return TranslatedForm(text: head + "\(start)_\(start + 1)ins\(new)", notes: [note]) }
      let range = start == end ? "\(start)" : "\(start)_\(end)"
      if old.count == 1, new.count == 1, new != "-" {
        return TranslatedForm(text: head + range + old + ">" + new, notes: [note])
      }
      return TranslatedForm(text: head + range + "del\(old)" + (new == "-" ? "" : "ins\(new)"), notes: [note])
    }
    guard
      let match = text.wholeMatch(
        of: /(?i)([A-Z0-9]+):((?:NM_|ENST)\d+(?:\.\d+)?)(?::exon(\d+))?:c\.([^:,\s]+)(?::p\.([^:,\s]+))?(?:,(.*))?/)
    else { return nil }
    var reference = String(match.2)
    var notes: [String] = []
    if !reference.contains(".") {
      let accessions = genes.flatMap { $0.transcripts.map(\.transcript.accession) }
      guard let known = accessions.first(where: { $0.uppercased().hasPrefix(reference.uppercased() + ".") }) else {
        return nil
      }
      reference = known
      notes.append("without a version: read on \(known)")
    }
    try refuseFurther(match.6)
    var change = String(match.4)
    if let parts = change.wholeMatch(of: /([ACGT])([-*]?\d+(?:[+-]\d+)?)([ACGT])/) {
      change = "\(parts.2)\(parts.1)>\(parts.3)"
    }
    let protein = match.5.map { " (p.\($0))" } ?? ""
    if let exon = match.3 { try agree(exon, with: "\(reference):c.\(change)") }
    return TranslatedForm(
      text: "\(reference)(\(match.1)):c.\(change)\(protein)", correction: "ANNOVAR's form written by HGVS", notes: notes
    )
  }

  /// The exon that ANNOVAR names must be the one in or beside which the change lies.
  private func agree(_ exon: Substring, with coding: String) throws(HGVSError) {
    // What cannot be read is told where the description itself is read.
    guard let (gene, variant) = try? variant(for: coding) else { return }
    let exons = genes[gene].transcripts[0].exons
    let places = exons.indices.sorted { distance(exons[$0], variant.range) < distance(exons[$1], variant.range) }
    guard let nearest = places.first else { return }
    try agree(exon, exon, with: nearest...nearest, genes[gene])
  }

  /// Bases between two ranges; 0 where they touch or overlap.
  private func distance(_ exon: Range<Int>, _ range: Range<Int>) -> Int {
    max(0, range.lowerBound - exon.upperBound, exon.lowerBound - range.upperBound)
  }

  /// What ANNOVAR lists behind a comma is the same variant on other transcripts, unless it is one of ours.
  private func refuseFurther(_ rest: Substring?) throws(HGVSError) {
    let accessions = genes.flatMap { $0.transcripts.map(\.transcript.accession) }
    for accession in (rest ?? "").matches(of: /(?:NM_|ENST)\d+/).map(\.output)
    where accessions.contains(where: { $0.prefix { $0 != "." } == accession }) {
      throw HGVSError(
        .unsupported, column: 1, "\(accession) stands in the same text behind a comma: give each description by itself")
    }
  }

  // MARK: introns and exons by number

  /// The transcript that a gene's name or an accession means.
  func transcript(_ name: Substring?, _ form: String) throws(HGVSError) -> (
    gene: GeneModel, model: TranscriptModel, accession: String
  ) {
    guard let name, !name.isEmpty else {
      throw HGVSError(
        .unknownReference, column: 1, "no gene or transcript is named: write \(genes.first?.symbol ?? "GENE") \(form)")
    }
    if let gene = catalog.gene(named: String(name)) {
      return (genes[gene], genes[gene].transcripts[0], genes[gene].transcripts[0].transcript.accession)
    }
    guard case .transcript(let gene, let version, let accession) = try catalog.resolve(String(name)) else {
      throw HGVSError(.wrongCoordinateType, column: 1, "exons and introns are those of a transcript or gene")
    }
    return (genes[gene], genes[gene].transcripts[version], accession)
  }

  /// The remark that the older literature counts an exon otherwise; `nil` where it does not.
  func legacyNote(_ exons: [Int], _ gene: GeneModel, _ word: String) -> String? {
    let names = gene.record.legacyExonNames
    guard exons.contains(where: { names.indices.contains($0) && names[$0] != String($0 + 1) }) else { return nil }
    let shown = exons.filter(names.indices.contains).map { "\($0 + 1) is \(names[$0])" }
    return
      "\(word) counted by \(gene.transcripts[0].transcript.accession); in the older literature \(shown.joined(separator: ", "))"
  }

  /// `COL1A1 IVS8+1G>A`, `IVS8-2A-G`, `IVS8+1_+4delGTGA`.
  func intervening(_ written: String) throws(HGVSError) -> TranslatedForm? {
    // `IVS8nt+1`, `IVS8(+1)`.
    let text = written.replacing(/(?i)(IVS\s*\d+)\s*(?:nt)?\s*\(?\s*([+-])\s*(\d+)\s*\)?/) { "\($0.1)\($0.2)\($0.3)" }
    guard
      let match = text.wholeMatch(
        of:
          /(?i)(?:(.+?)[\s:,]+)?(?:c\.)?(?:IVS|intron|int)\s*(\d+)\s*([+-])\s*(\d+)\s*(?:_\s*(?:(?:IVS|intron|int)\s*(\d+))?\s*([+-])\s*(\d+))?\s*(.+)/
      )
    else { return nil }
    let (gene, model, accession) = try transcript(
      match.1, "IVS\(match.2)\(match.3)\(match.4)\(match.8.prefix { $0 != " " })")
    guard let number = Int(match.2), let other = Int(match.5 ?? match.2),
      [number, other].allSatisfy((1..<model.exons.count).contains)
    else {
      throw HGVSError(.outOfRange, column: 1, "\(gene.symbol) has introns 1 to \(model.exons.count - 1)")
    }
    func position(_ number: Int, _ sign: Substring, _ offset: Substring) -> String {
      let place = sign == "+" ? model.exonStarts[number] - 1 : model.exonStarts[number]
      return "\(model.position(ofTranscriptOffset: place, intronOffset: 0))\(sign)\(offset)"
    }
    var written = position(number, match.3, match.4)
    if let sign = match.6, let offset = match.7 { written += "_" + position(other, sign, offset) }
    var change = String(match.8).replacing(" ", with: "")
    if let parts = change.wholeMatch(of: /(?i)([ACGT])(?:>|-+>?|to)([ACGT])/) {
      change = "\(parts.1.uppercased())>\(parts.2.uppercased())"
    }
    if let parts = change.wholeMatch(of: /(?i)ins([ACGT]+)/), match.6 == nil {
      throw HGVSError(
        .wrongOrder, column: 1,
        "an insertion names the two bases between which it stands: write \(accession):c.\(written)_...ins\(parts.1)")
    }
    return TranslatedForm(
      text: "\(accession):c.\(written)\(change)",
      correction: (other == number ? "IVS\(number)" : "IVS\(number) and IVS\(other)")
        + " written by \(other == number ? "its" : "their") nearest exon base\(other == number ? "" : "s")",
      notes: [legacyNote([number - 1, number] + (other == number ? [] : [other]), gene, "exons")].compactMap { $0 })
  }

  // MARK: a protein name beside the coding name

  /// `NM_000088.4:c.589G>T p.Gly197Cys`, `COL1A1 c.589G>T, p.(G197C)`, `COL1A1 p.Gly197Cys (c.589G>T)`.
  func withProtein(_ text: String) -> TranslatedForm? {
    let reference, coding, protein: Substring
    if let match = text.wholeMatch(of: /(.+?)\s*[:\s]\s*(c\.[^\s,;:]+)\s*[,;:\s]\s*\(?(?:NP_[\d.]+:)?p\.(\S+?)/) {
      (reference, coding, protein) = (match.1, match.2, match.3)
    } else if let match = text.wholeMatch(of: /(.+?)\s*[:\s]\s*\(?p\.([^\s,;:]+?)\s*[,;:\s]\s*\(?(c\.[^\s,;:)]+)\)?/) {
      (reference, coding, protein) = (match.1, match.3, match.2)
    } else {
      return nil
    }
    let residues = protein.filter { $0 != "(" && $0 != ")" }
    return TranslatedForm(
      text: "\(reference):\(coding) (p.\(residues))",
      correction: "the protein name stands in brackets behind the c. name")
  }

  /// Forms that are understood but name no single change.
  private func refuse(_ text: String) throws(HGVSError) {
    let example = (genes.first?.transcripts.first?.transcript.accession ?? "NM_...") + ":c."
    if text.wholeMatch(of: /(?i)(rs|VCV|RCV|SCV|COSV|COSM|CA)\d+(\.\d+)?/) != nil {
      throw HGVSError(
        .unsupported, column: 1, "numbers of databases are not looked up: write \(example)... or 17-position-ref-alt")
    }
    if let match = text.wholeMatch(of: /(.+?)\/{1,2}=|(.+?)\[?=\/{1,2}([^\]]+)\]?/) {
      let variant = match.1.map { String($0) } ?? "\(match.2 ?? "")\(match.3 ?? "")"
      throw HGVSError(
        .unsupported, column: 1,
        "a mosaic is named like any other finding, and how much there is beside it: write \(variant)")
    }
    try refuseCopyNumber(text)
    try refuseSeveral(text)
    try refuseWholeGene(text)
    if text.contains(/(?i)(?:^|[\s,])(?:del|dup|der|t|inv)\(\d+/)
      || text.wholeMatch(of: /(?i)(?:\S+\s+)?(del|dup)?\s*\d+[pq][\d.]+\s*(del|dup)?\w*/) != nil
    {
      throw HGVSError(
        .unsupported, column: 1, "a band has no positions: write arr[GRCh38] 17q21.33(first_last)x1 or x3")
    }
    if text.matches(of: /\bc\.\S/).count > 1 {
      throw HGVSError(
        .unsupported, column: 1,
        "several changes in one text: write \(example)[a;b] for one chromosome, \(example)[a];[b] for both, "
          + "\(example)a(;)b if that is not known")
    }
  }

  /// `COL1A1 whole gene deletion`, `COL1A1 del`, `COL1A1 null`, and exons by a name that two of them share.
  private func refuseWholeGene(_ text: String) throws(HGVSError) {
    if let match = text.wholeMatch(of: /(?i)(\S+)[\s:,]+(?:exons|exon|ex)\.?\s*(\d+)\/(\d+)\s*(\w*)/),
      let gene = catalog.gene(named: String(match.1)),
      let exon = genes[gene].record.legacyExonNames.firstIndex(of: "\(match.2)/\(match.3)")
    {
      throw HGVSError(
        .unsupported, column: 1,
        "exon \(match.2)/\(match.3) of the older literature is exon \(exon + 1): write "
          + "\(genes[gene].symbol) exon \(exon + 1) \(match.4)")
    }
    guard
      let match = text.wholeMatch(
        of:
          /(?i)(\S+?)[\s:,]+(?:(?:whole|entire|complete|full)[\s-]*(?:gene)?\s*)?(del|dup|null|haploinsuff)\w*(?:\s+of\s+\w+)*/
      ),
      let gene = catalog.gene(named: String(match.1)), let mapping = genes[gene].placements.first?.mapping
    else { return }
    let isGain = match.2.lowercased() == "dup"
    throw HGVSError(
      .unsupported, column: 1,
      "no position is given: for the whole gene write \(mapping.accession):g.(?_first)_(last_?)\(isGain ? "dup" : "del") or "
        + "arr[\(mapping.assembly.rawValue)] \(mapping.chromosome)q(first_last)x\(isGain ? 3 : 1), else the c. name")
  }
}
