// A laboratory's own panel, read from BED.

package import BioSequence
package import Documents
package import TypeICollagen

extension TargetRegions {
  /// Reads BED (0-based, half-open; columns chrom, start, end and optionally a name) in the coordinates of `assembly`.
  ///
  /// Chromosomes may be written with or without `chr`. Lines off both gene records are counted, not refused: panels
  /// hold other genes too. Lines that begin with `#`, `track` or `browser` are skipped.
  ///
  /// - Returns: the target, and the number of lines that lie on neither gene record.
  /// - Throws: ``InputFaults`` naming the line, or if no line touches the genes.
  package static func bed(
    _ text: String, file: String, assembly: Assembly, genes: GeneCatalog = .embedded
  ) throws(InputFaults) -> (target: TargetRegions, elsewhere: Int) {
    var regions: [TargetRegion] = []
    var elsewhere = 0
    let lines = try DecodedText(file: file, bytes: Array(text.utf8)).lines
    for (index, line) in lines.enumerated() {
      let columns = DelimitedText.words(line)
      guard let first = columns.first, !first.hasPrefix("#"), first != "track", first != "browser" else { continue }
      func failure(_ reason: String) -> InputFaults {
        InputFaults(.syntax, file: file, line: index + 1, reason: reason)
      }
      guard columns.count >= 3 else {
        throw failure("a BED line needs chrom, start and end, separated by tabs")
      }
      guard let start = Int(columns[1]), let end = Int(columns[2]), start >= 0, start < end else {
        throw failure("start and end must be numbers with 0 <= start < end")
      }
      let found = place(chrom: String(columns[0]), range: start..<end, assembly: assembly, genes: genes)
      guard let (gene, range) = found else {
        elsewhere += 1
        continue
      }
      let name = columns.count > 3 ? String(columns[3]) : "region_\(index + 1)"
      regions.append(TargetRegion(gene: gene, range: range, name: name))
    }
    let target = TargetRegions(regions)
    guard !regions.isEmpty || elsewhere > 0 else {
      throw InputFaults(.missing, file: file, reason: "holds no region")
    }
    guard !target.isEmpty else {
      throw InputFaults(
        .missing, file: file,
        reason: "no line lies on \(genes.list) in \(assembly.rawValue); check the assembly (--assembly)")
    }
    return (target, elsewhere)
  }

  /// The part of a chromosome range that lies on a gene record.
  static func place(
    chrom: String, range: Range<Int>, assembly: Assembly, genes: GeneCatalog
  ) -> (gene: Int, range: Range<Int>)? {
    let name = chrom.lowercased().hasPrefix("chr") ? String(chrom.dropFirst(3)) : chrom
    for (index, gene) in genes.genes.enumerated() {
      guard let mapping = gene.record.mapping(on: assembly), mapping.isNamed(name) else { continue }
      let inside = range.clamped(to: mapping.range)
      if !inside.isEmpty { return (index, mapping.recordRange(ofChromosomeRange: inside)) }
    }
    return nil
  }
}
