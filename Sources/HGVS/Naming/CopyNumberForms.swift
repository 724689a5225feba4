// Copy-number names of ClinVar and of ISCN: which are read as an event with uncertain ends, and how the others are to be written.

import BioSequence

extension VariantNamer {
  /// ClinVar's `GRCh38/hg38 17q21.33(chr17:50183775-50201648)x1` and ISCN's `arr[GRCh38] 17q21.33(50183775_50201648)x1`.
  func copyNumber(_ text: String) throws(HGVSError) -> TranslatedForm? {
    let named: Substring?
    let chromosome, first, last, copies: Substring
    if let match = text.wholeMatch(
      of:
        /(?i)(?:(GRCh3[78]|hg19|hg38)(?:\/(\w+))?\s+)?(?:((?:\d+|X|Y)[pq]\S*?|\S+?))?\(?chr(\w+):([\d,]+)[-_]([\d,]+)\)?\s*x\s*(\d)/
    ) {
      (named, chromosome, first, last, copies) = (match.1, match.4, match.5, match.6, match.7)
      try VariantNamer.agree(named, match.2, band: match.3, chromosome)
    } else if let match = text.wholeMatch(
      of:
        /(?i)(?:(?:arr|seq|sseq|ogm)\s*)?(?:\[(GRCh3[78]|hg19|hg38)\])?\s*(\d+|X|Y)[pq][\dpqter.]*\s*\(([\d,]+)[_-]([\d,]+)\)\s*x\s*(\d)/
    ) {
      (named, chromosome, first, last, copies) = (match.1, match.2, match.3, match.4, match.5)
    } else {
      return nil
    }
    guard let assembly = named.flatMap({ VariantNamer.assembly($0) }) else {
      throw HGVSError(
        .unsupported, column: 1, "no assembly is named: write arr[GRCh38] 17q21.33(first_last)x1 or NC_...:g.")
    }
    func number(_ text: Substring) throws(HGVSError) -> Int {
      guard let value = Int(text.replacing(",", with: "")), value > 0, value < 1_000_000_000 else {
        throw HGVSError(.outOfRange, column: 1, "the positions are no positions of a chromosome")
      }
      return value
    }
    let (start, end) = (try number(first), try number(last))
    guard start <= end else { throw HGVSError(.wrongOrder, column: 1, "the start lies after the end") }
    let name = String(chromosome)
    let accession = try accession(name, assembly)
    let mappings = genes.compactMap { $0.placement(on: assembly)?.mapping }
    guard let mapping = mappings.first(where: { $0.chromosome == name && $0.range.overlaps(start - 1..<end) }) else {
      throw HGVSError(.outOfRange, column: 1, "positions \(start) to \(end) hold no base of \(catalog.list)")
    }
    guard copies != "2" else { throw HGVSError(.unsupported, column: 1, "two copies are the normal number") }
    let low = max(start, mapping.range.lowerBound + 1)
    let high = min(end, mapping.range.upperBound)
    let keyword = copies == "0" || copies == "1" ? "del" : "dup"
    var notes = ["\(copies) \(copies == "1" ? "copy" : "copies") of \(assembly.rawValue) \(start) to \(end) at least"]
    if (low, high) != (start, end) { notes.append(VariantNamer.reachesFurther) }
    return TranslatedForm(text: "\(accession):g.(?_\(low))_(\(high)_?)\(keyword)", assembly: assembly, notes: notes)
  }

  /// ClinVar's copy-number names say the assembly twice, and the chromosome in the band and before the positions.
  private static func agree(
    _ assembly: Substring?, _ alias: Substring?, band: Substring?, _ chromosome: Substring
  ) throws(HGVSError) {
    if let assembly, let alias, VariantNamer.assembly(assembly) != VariantNamer.assembly(alias) {
      throw HGVSError(.contradiction, "\(assembly) and \(alias) are not one assembly")
    }
    guard let named = band?.prefixMatch(of: /(?i)(\d+|X|Y)[pq]/)?.1 else { return }
    if named.lowercased() != chromosome.lowercased() {
      throw HGVSError(.contradiction, "the band lies on chromosome \(named), the positions on \(chromosome)")
    }
  }

  /// Copy numbers on assemblies, in numbers and in lists that are not read.
  func refuseCopyNumber(_ text: String) throws(HGVSError) {
    let example = "arr[GRCh38] 17q21.33(first_last)x1"
    if let match = text.firstMatch(of: /(?i)\b(NCBI3\d|hg1[678]|T2T|CHM13|hs1|GRCm\d+|mm\d+)\b/) {
      throw HGVSError(
        .unsupported, column: 1,
        "positions of \(match.1) are not read: bring them to GRCh38 (UCSC LiftOver, CrossMap) and write \(example)")
    }
    guard text.contains(/\(?(?:chr)?[\w:]*\(?[\d,?]+[-_][\d,?]+\)?\s*x\s*\d/) else { return }
    if text.matches(of: /\)\s*x\s*\d/).count > 1 {
      throw HGVSError(.unsupported, column: 1, "several events in one text: give each by itself, such as \(example)")
    }
    throw HGVSError(
      .unsupported, column: 1,
      "copy numbers are read as one number from 0 to 9 and known positions: write \(example), and say mosaics elsewhere"
    )
  }
}
