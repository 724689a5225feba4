// A laboratory's own panel, read from BED.

package import BioSequence
package import TypeICollagen

/// What is wrong with a BED file.
package struct BEDError: Error, Sendable, Hashable, CustomStringConvertible {
  /// File name as shown to people.
  package let file: String
  /// 1-based line, or `nil` if the whole file is meant.
  package let line: Int?
  /// What is wrong and what to do.
  package let reason: String

  /// `file:line: reason`.
  package var description: String { line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)" }
}

extension TargetRegions {
  /// Reads BED (0-based, half-open; columns chrom, start, end and optionally a name) in the coordinates of `assembly`.
  ///
  /// Chromosomes may be written with or without `chr`. Lines off both gene records are counted, not refused: panels
  /// hold other genes too. Lines that begin with `#`, `track` or `browser` are skipped.
  ///
  /// - Returns: the target, and the number of lines that lie on neither gene record.
  /// - Throws: ``BEDError`` naming the line, or if no line touches the genes.
  package static func bed(
    _ text: String, file: String, assembly: Assembly, genes: GeneCatalog = .embedded
  ) throws(BEDError) -> (target: TargetRegions, elsewhere: Int) {
    var regions: [TargetRegion] = []
    var elsewhere = 0
    // CR LF is one character in Swift, so this splits files of all systems.
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") || line.hasPrefix("track") || line.hasPrefix("browser")
      {
        continue
      }
      func failure(_ reason: String) -> BEDError { BEDError(file: file, line: index + 1, reason: reason) }
      let columns = line.split { $0 == "\t" || $0 == " " }
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
      throw BEDError(file: file, line: nil, reason: "holds no region")
    }
    guard !target.isEmpty else {
      throw BEDError(
        file: file, line: nil,
        reason: "no line lies on \(genes.list) in \(assembly.rawValue); check the assembly (--assembly)")
    }
    return (target, elsewhere)
  }

  /// The part of a chromosome range that lies on a gene record.
  private static func place(
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
