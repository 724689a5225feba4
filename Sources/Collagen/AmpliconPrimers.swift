// Pairs of primers, read from BED or BEDPE.

package import BioSequence
package import Documents
package import TypeICollagen
package import VariantCalling

/// The amplicons of a panel.
package enum AmpliconPrimers {
  /// One primer of a BED file.
  private struct Primer {
    let gene: Int
    let range: Range<Int>
    let line: Int
    let name: String
  }

  /// Longest amplicon, in bases.
  private static let longest = 30_000
  /// Ends of a primer's name that tell its side.
  private static let sides = [
    "left", "right", "forward", "reverse", "fwd", "rev", "fw", "rv", "f", "r", "l", "for", "plus", "minus",
  ]

  /// Reads pairs of primers in the coordinates of `assembly`.
  ///
  /// - BED: one primer a line (chrom, start, end, name); two or more primers whose names differ in their ends only (`_LEFT`, `_RIGHT`,
  ///   `_F`, `_R`, with `_alt1` or a number behind) are those of one amplicon.
  /// - BEDPE: one pair a line (chrom, start, end, chrom, start, end, name).
  ///
  /// Pairs off all gene records are counted, not refused.
  ///
  /// - Returns: the amplicons in order, and the number of lines that lie on no gene record.
  /// - Throws: ``InputFaults`` naming the line: primers without a partner, primers of a pair that overlap or lie on two records,
  ///   no pair on the genes.
  package static func bed(
    _ text: String, file: String, assembly: Assembly, genes: GeneCatalog
  ) throws(InputFaults) -> (amplicons: [Amplicon], elsewhere: Int) {
    var groups: [String: [Primer]] = [:]
    var pairs: [(Primer, Primer)] = []
    var elsewhere = 0
    for (index, line) in try DecodedText(file: file, bytes: Array(text.utf8)).lines.enumerated() {
      let columns = DelimitedText.words(line).map { String($0) }
      guard let first = columns.first, !first.hasPrefix("#"), first != "track", first != "browser" else { continue }
      func primer(_ column: Int, name: String) throws(InputFaults) -> Primer? {
        guard let start = Int(columns[column + 1]), let end = Int(columns[column + 2]), start >= 0, start < end else {
          throw InputFaults(
            .syntax, file: file, line: index + 1, reason: "start and end must be numbers with 0 <= start < end")
        }
        return TargetRegions.place(chrom: columns[column], range: start..<end, assembly: assembly, genes: genes).map {
          Primer(gene: $0.gene, range: $0.range, line: index + 1, name: name)
        }
      }
      if columns.count >= 6, Int(columns[5]) != nil, Int(columns[3]) == nil {
        let name = columns.count > 6 ? columns[6] : "line \(index + 1)"
        if let one = try primer(0, name: name), let two = try primer(3, name: name) {
          pairs.append((one, two))
        } else {
          elsewhere += 1
        }
        continue
      }
      guard columns.count >= 4 else {
        throw InputFaults(
          .syntax, file: file, line: index + 1,
          reason:
            "a primer needs chrom, start, end and name; or give pairs as BEDPE (chrom start end chrom start end name)")
      }
      if let one = try primer(0, name: columns[3]) {
        groups[stem(of: columns[3]), default: []].append(one)
      } else {
        elsewhere += 1
      }
    }
    for group in groups.values { pairs += try paired(group, file: file) }
    guard !pairs.isEmpty else {
      throw InputFaults(
        .missing, file: file,
        reason: "no pair of primers lies on \(genes.list) in \(assembly.rawValue); check the assembly (--assembly)")
    }
    var amplicons: [Amplicon] = []
    for pair in pairs { amplicons.append(try amplicon(pair.0, pair.1, file: file)) }
    return (
      Set(amplicons).sorted {
        ($0.reference, $0.range.lowerBound, $0.range.upperBound, $0.insert.lowerBound, $0.insert.upperBound)
          < ($1.reference, $1.range.lowerBound, $1.range.upperBound, $1.insert.lowerBound, $1.insert.upperBound)
      }, elsewhere
    )
  }

  /// All pairs of primers of one name that face each other: those that end before the other ones begin.
  private static func paired(_ group: [Primer], file: String) throws(InputFaults) -> [(Primer, Primer)] {
    let sorted = group.sorted { ($0.range.lowerBound, $0.line) < ($1.range.lowerBound, $1.line) }
    guard let first = sorted.first, let last = sorted.last else { return [] }
    let middle = (first.range.lowerBound + last.range.upperBound) / 2
    let lefts = sorted.filter { $0.range.upperBound <= middle }
    let rights = sorted.filter { $0.range.lowerBound >= middle }
    guard !lefts.isEmpty, !rights.isEmpty, lefts.count + rights.count == sorted.count else {
      throw InputFaults(
        .missing, file: file, line: first.line,
        reason: "the primer '\(first.name)' has no partner: names of a pair differ in their ends only, such as "
          + "EX5_LEFT and EX5_RIGHT, or both stand on one line as BEDPE")
    }
    return lefts.flatMap { left in rights.map { (left, $0) } }
  }

  private static func amplicon(_ one: Primer, _ two: Primer, file: String) throws(InputFaults) -> Amplicon {
    let (left, right) = one.range.lowerBound <= two.range.lowerBound ? (one, two) : (two, one)
    let range = left.range.lowerBound..<max(right.range.upperBound, left.range.lowerBound)
    guard left.gene == right.gene, left.range.upperBound < right.range.lowerBound, range.count <= longest else {
      throw InputFaults(
        .syntax, file: file, line: one.line,
        reason:
          "the primers '\(one.name)' and '\(two.name)' do not make an amplicon of at most \(longest) bases on one gene")
    }
    return Amplicon(
      reference: left.gene, range: range, insert: left.range.upperBound..<right.range.lowerBound)
  }

  /// A primer's name without what tells its side.
  private static func stem(of name: String) -> String {
    var parts = name.lowercased().split(omittingEmptySubsequences: true) { "_-.:/".contains($0) }.map(String.init)
    func isMarked(_ part: String) -> Bool {
      sides.contains(part) || part.hasPrefix("alt")
        || sides.contains { part.hasPrefix($0) && Int(part.dropFirst($0.count)) != nil }
    }
    // `EX5_LEFT_2`: a number behind the side is that of a further primer.
    if parts.count > 2, let last = parts.last, Int(last) != nil, isMarked(parts[parts.count - 2]) { parts.removeLast() }
    while parts.count > 1, let last = parts.last, isMarked(last) { parts.removeLast() }
    return parts.joined(separator: "_")
  }
}
