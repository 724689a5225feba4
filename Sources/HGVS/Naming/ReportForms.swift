// Forms of reports and of their software: the assembly in brackets, gene or exon beside the name, exons in a list, whole genes.

import BioSequence

extension VariantNamer {
  /// `Chr17(GRCh38):g.50198002C>A` (Alamut), `NC_000017.11:g.50198002C>A (GRCh38)`, `17-50198002-C-A (GRCh38)`.
  func besideAssembly(_ text: String) throws(HGVSError) -> TranslatedForm? {
    if let match = text.wholeMatch(of: /(?i)(?:chr)?(\w+?)\s*[(\[](GRCh3[78]|hg19|hg38)(?:\.p\d+)?[)\]]\s*:\s*(g\..+)/),
      let named = VariantNamer.assembly(match.2)
    {
      return TranslatedForm(text: try accession(String(match.1), named) + ":\(match.3)", assembly: named)
    }
    guard let match = text.wholeMatch(of: /(?i)(\S+)\s*[(\[](GRCh3[78]|hg19|hg38)(?:\.p\d+)?[)\]]/),
      let named = VariantNamer.assembly(match.2)
    else { return nil }
    let name = String(match.1)
    if let parts = name.wholeMatch(of: /(?i)(?:chr)?(\d+|X|Y):(g\..+)/) {
      return TranslatedForm(text: try accession(String(parts.1), named) + ":\(parts.2)", assembly: named)
    }
    if let parts = name.wholeMatch(of: /(NC_[\d.]+):.+/),
      case .chromosome(let own, _) = try catalog.resolve(String(parts.1)),
      own != named
    {
      throw HGVSError(.contradiction, "\(parts.1) is \(own.rawValue), and \(match.2) is named beside it")
    }
    return TranslatedForm(text: name, assembly: named)
  }

  /// Names with the gene behind them, with the exon or the protein name beside them, and exons in a list.
  func ofReports(_ text: String) throws(HGVSError) -> TranslatedForm? {
    if let match = text.wholeMatch(of: /([cp]\.[^\s()]+)\s*[(\[](\w+)[)\]]/),
      catalog.gene(named: String(match.2)) != nil
    {
      return TranslatedForm(text: "\(match.2):\(match.1)", correction: "the gene stands before the name")
    }
    // `COL1A1:exon8:NM_000088.4:c.589G>T:p.(Gly197Cys)`
    if let match = text.wholeMatch(of: /(?i)([A-Z0-9]+):exon(\d+):((?:NM_|ENST)[\d.]+):c\.([^:]+?)(?::p\.(\S+))?/) {
      let protein = match.5.map { ":p." + $0.filter { $0 != "(" && $0 != ")" } } ?? ""
      return try annovar("\(match.1):\(match.3):exon\(match.2):c.\(match.4)\(protein)")
    }
    // `COL1A1 c.589G>T, exon 8, p.Gly197Cys`
    if let match = text.wholeMatch(
      of: /(?i)(\S+[\s:]+c\.[^\s,;()]+)[\s,;]+\(?((?:exon|ex|intron|int|IVS)\.?\s*\d+)\)?[\s,;]+(\(?p\.\S+)/),
      let part = try withPartNumber("\(match.1) \(match.2)"), var form = withProtein("\(match.1) \(match.3)")
    {
      form.correction = [part.correction, form.correction].compactMap { $0 }.joined(separator: "; ")
      return form
    }
    // `COL1A1 p.Gly197Cys/c.589G>T`
    if let match = text.wholeMatch(of: /(\S+?)[\s:,]+(p\.[^\s\/]+)\s*\/\s*(c\.[^\s\/]+)/) {
      return withProtein("\(match.1) \(match.2) \(match.3)")
    }
    if let match = text.wholeMatch(of: /(\S+?)[\s:,]+(c\.[^\s\/]+)\s*\/\s*(p\.[^\s\/]+)/) {
      return withProtein("\(match.1) \(match.2) \(match.3)")
    }
    if let form = try listedExons(text) { return form }
    if let form = try wholeGene(text) { return form }
    return try olderExon(text)
  }

  /// `COL1A1 exons 8, 9 and 10 del`; an inverted exon is no loss of it.
  private func listedExons(_ text: String) throws(HGVSError) -> TranslatedForm? {
    if let match = text.wholeMatch(of: /(?i)(\S+?)[\s:,]+(?:exons|exon|ex)\.?\s*([\d\s,-]+)\s*inv(?:ersion|erted)?/),
      catalog.gene(named: String(match.1)) != nil
    {
      throw HGVSError(
        .unsupported, column: 1,
        "an inversion is named by its first and last base, in the introns beside the exon: write \(match.1):c.first_lastinv"
      )
    }
    guard
      let match = text.wholeMatch(
        of:
          /(?i)(\S+?)[\s:,]+(?:exons|exon|ex)\.?\s*(\d+(?:\s*(?:,\s*and|,\s*&|,|and|&|\+)\s*\d+){2,})\s*((?:del|dup)\w*)/
      )
    else { return nil }
    let numbers = match.2.split { !$0.isNumber }.compactMap { Int($0) }
    guard let first = numbers.first, let last = numbers.last else { return nil }
    guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < Int.max && $1 == $0 + 1 }) else {
      throw HGVSError(.unsupported, column: 1, "the exons are not neighbours: write each run of exons by itself")
    }
    return try wholeExons("\(match.1) exon \(first)-\(last) \(match.3)")
  }

  /// `COL1A1 whole gene deletion`, `COL1A1 gene deletion`: all exons, the ends anywhere beyond them.
  private func wholeGene(_ text: String) throws(HGVSError) -> TranslatedForm? {
    guard
      let match = text.wholeMatch(
        of:
          /(?i)(\S+?)[\s:,]+(?:(?:whole|entire|complete|full)[\s-]*)?gene[\s-]+(del|dup)(?:etion|lication|eted|licated)?/
      ),
      let gene = catalog.gene(named: String(match.1))
    else { return nil }
    let exons = genes[gene].transcripts[0].exons.count
    var form = try wholeExons("\(match.1) exon 1-\(exons) \(match.2)")
    form?.correction = "the whole gene written by its exons, the ends beyond them"
    return form
  }

  /// `COL1A1 exon 34 del (legacy)`: an exon as the older literature counts it.
  private func olderExon(_ text: String) throws(HGVSError) -> TranslatedForm? {
    guard
      let match = text.wholeMatch(
        of:
          /(?i)(\S+?)[\s:,]+(?:legacy\s+)?(?:exon|ex)\.?\s*(\d+)\s*((?:del|dup|skip)\w*)?\s*\(?\s*(?:legacy|old|older|historical|traditional)(?:\s+(?:numbering|nomenclature|name|literature))?\s*\)?\s*((?:del|dup|skip)\w*)?/
      ),
      let gene = catalog.gene(named: String(match.1)), let word = match.3 ?? match.4
    else { return nil }
    let names = genes[gene].record.legacyExonNames
    guard let exon = names.firstIndex(where: { $0.split(separator: "/").contains { $0 == match.2 } }) else {
      throw HGVSError(.outOfRange, column: 1, "the older literature has no exon \(match.2) of \(genes[gene].symbol)")
    }
    var form = try wholeExons("\(match.1) exon \(exon + 1) \(word)")
    form?.notes.insert("exon \(match.2) of the older literature is exon \(exon + 1)", at: 0)
    return form
  }
}
