// Which lines of a VCF can matter: a file of known variants or of a whole genome is far larger than a few genes.

/// Tells the lines of VCF text that lie in regions, one line after the other.
///
/// The header is kept whole, and what is no record, so that the reader can tell it. Of a text that does not begin as a
/// VCF only the beginning of the first line is kept: enough to be refused.
package struct VCFRegionFilter {
  /// Places on one chromosome.
  package struct Region: Sendable, Hashable {
    /// The chromosome's names, as they may stand in CHROM.
    package let names: [String]
    /// 1-based positions.
    package let positions: [ClosedRange<Int>]

    /// Places on one chromosome.
    package init(names: [String], positions: [ClosedRange<Int>]) {
      self.names = names
      self.positions = positions
    }
  }

  private let regions: [(name: [UInt8], positions: [ClosedRange<Int>])]
  private let initials: Set<UInt8>
  private var isVCF: Bool?

  /// A filter for one text.
  package init(_ regions: [Region]) {
    let named = regions.flatMap { region in region.names.map { ($0, region.positions) } }
    self.regions = Dictionary(named, uniquingKeysWith: +).map { (Array($0.key.utf8), $0.value) }
    initials = Set(self.regions.compactMap(\.name.first))
  }

  /// Whether a line is to be read.
  package mutating func keeps(_ line: ArraySlice<UInt8>) -> Bool {
    guard let isVCF else {
      let text = line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
      self.isVCF = text.starts(with: VCFDocument.magic)
      return self.isVCF == true
    }
    guard isVCF else { return false }
    guard let initial = line.first else { return false }
    if initial == UInt8(ascii: "#") { return true }
    if !initials.contains(initial) { return line.firstIndex(of: VCFRegionFilter.tab) == nil }
    guard let first = line.firstIndex(of: VCFRegionFilter.tab) else { return true }
    let chromosome = line[..<first]
    guard let region = regions.first(where: { $0.name.elementsEqual(chromosome) }) else { return false }
    var position = 0
    var place = first + 1
    while place < line.endIndex, line[place] != VCFRegionFilter.tab {
      guard line[place] >= 0x30, line[place] <= 0x39, position < 1 << 40 else { return true }
      position = position * 10 + Int(line[place] - 0x30)
      place += 1
    }
    guard place < line.endIndex else { return true }
    if region.positions.contains(where: { $0.contains(position) }) { return true }
    guard region.positions.contains(where: { position < $0.lowerBound }) else { return false }
    // A record that begins before a region may reach into it.
    let end = VCFRegionFilter.end(of: line[(place + 1)...], from: position)
    return region.positions.contains { position < $0.lowerBound && end >= $0.lowerBound }
  }

  private static let tab = UInt8(ascii: "\t")
  private static let endKey = Array("END=".utf8)
  private static let lengthKey = Array("SVLEN=".utf8)

  /// The last position of a record by its REF, and of a symbolic allele by END or SVLEN.
  ///
  /// - Parameter fields: the line from ID on.
  private static func end(of fields: ArraySlice<UInt8>, from position: Int) -> Int {
    let parts = fields.split(separator: tab, maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count > 5 else { return position }
    var end = position + parts[1].count - 1
    guard parts[2].contains(UInt8(ascii: "<")) else { return end }
    for item in parts[5].prefix(while: { $0 != tab }).split(separator: UInt8(ascii: ";")) {
      if item.starts(with: endKey) { end = max(end, number(item.dropFirst(endKey.count))) }
      if item.starts(with: lengthKey) { end = max(end, position + number(item.dropFirst(lengthKey.count))) }
    }
    return end
  }

  /// The size of a number, its sign aside.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    var value = 0
    for digit in digits.first == UInt8(ascii: "-") ? digits.dropFirst() : digits {
      guard digit >= 0x30, digit <= 0x39, value < 1 << 40 else { break }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }
}
