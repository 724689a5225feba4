// Which lines of a VCF can matter: a file of known variants or of a whole genome is far larger than a few genes.

/// Tells the lines of VCF text that lie in regions, one line after the other.
///
/// The header is kept whole, and what is no record, so that the reader can tell it; of every chromosome of the regions also
/// the first record, which shows that the file has it. Kept are lines that reach into a region: by REF, by END, SVLEN and
/// their intervals, by a junction with a place in it or beyond it, by CHR2. Of a text that does not begin as a VCF only the beginning
/// of the first line is kept: enough to be refused.
package struct VCFRegionFilter {
  /// Places on one chromosome.
  package struct Region: Sendable, Hashable {
    /// The chromosome's names, as they may stand in CHROM.
    package let names: [String]
    /// 1-based positions; without any the first record alone is kept, whatever version the name has in CHROM.
    package let positions: [ClosedRange<Int>]

    /// Places on one chromosome.
    package init(names: [String], positions: [ClosedRange<Int>]) {
      self.names = names
      self.positions = positions
    }
  }

  private let regions: RegionNames
  private var seen: Set<Int> = []
  private var isVCF: Bool?
  private var headerLines = 0
  /// The chromosome of the line before, which that of most lines is, with its region.
  private var last: (name: [UInt8], region: Int?) = ([], nil)
  /// The names of the contig lines as they are written, and names of records that none of them has.
  private var declared: Set<[UInt8]> = []
  private var undeclared: Set<[UInt8]> = []

  /// The most names without a contig line of which a record is kept; more say nothing new.
  private static let mostUndeclared = 20

  /// A filter for one text.
  package init(_ regions: [Region]) { self.regions = RegionNames(regions) }

  /// Whether a line is to be read.
  package mutating func keeps(_ line: ArraySlice<UInt8>) -> Bool {
    guard let isVCF else {
      let text = line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
      self.isVCF = text.starts(with: VCFDocument.magic)
      return self.isVCF == true
    }
    guard isVCF else { return false }
    guard !line.isEmpty else { return false }
    if line.first == UInt8(ascii: "#") {
      headerLines += 1
      if line.starts(with: VCFRegionFilter.contigLine), headerLines <= VCFRegionFilter.mostHeaderLines {
        declared.insert(
          Array(line.dropFirst(VCFRegionFilter.contigLine.count).prefix { $0 != 0x2C && $0 != UInt8(ascii: ">") }))
      }
      return headerLines <= VCFRegionFilter.mostHeaderLines || !line.starts(with: Array("##".utf8))
    }
    guard let first = line.firstIndex(of: VCFRegionFilter.tab) else { return true }
    let chromosome = line[..<first]
    if !last.name.elementsEqual(chromosome) {
      last = (Array(chromosome), regions.region(named: chromosome))
      if !declared.isEmpty, !declared.contains(last.name), undeclared.count < VCFRegionFilter.mostUndeclared,
        undeclared.insert(last.name).inserted
      {
        if let own = last.region { seen.insert(own) }
        return true
      }
    }
    guard let own = last.region else { return joinsRegion(line[(first + 1)...], from: nil) }
    if seen.insert(own).inserted { return true }
    let positions = regions.positions[own]
    var position = 0
    var place = first + 1
    while place < line.endIndex, line[place] != VCFRegionFilter.tab {
      guard line[place] >= 0x30, line[place] <= 0x39, position < 1 << 40 else { return true }
      position = position * 10 + Int(line[place] - 0x30)
      place += 1
    }
    guard place < line.endIndex else { return true }
    if positions.contains(where: { $0.contains(position) }) { return true }
    let reach = VCFRegionFilter.reach(of: line[(place + 1)...], from: position)
    if positions.contains(where: { $0.overlaps(reach) }) { return true }
    return joinsRegion(line[(first + 1)...], from: (own, position))
  }

  /// Lines of the header that are kept; those of the largest real ones, with a contig a line, are tens of thousands.
  private static let mostHeaderLines = 200_000
  private static let tab = UInt8(ascii: "\t")
  private static let contigLine = Array("##contig=<ID=".utf8)

  /// Whether ALT joins the record to a place in a region, or to one beyond a region of the same chromosome.
  ///
  /// - Parameter fields: the line from POS on.
  private func joinsRegion(_ fields: ArraySlice<UInt8>, from own: (region: Int, position: Int)?) -> Bool {
    // POS, ID and REF, then ALT.
    var start = fields.startIndex
    for _ in 0..<3 {
      guard let next = fields[start...].firstIndex(of: VCFRegionFilter.tab) else { return false }
      start = next + 1
    }
    let alternates = fields[start...].prefix { $0 != VCFRegionFilter.tab }
    guard alternates.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }) else {
      return namesRegion(alternates, fields[alternates.endIndex...])
    }
    return alternates.split(separator: UInt8(ascii: ",")).contains { allele in
      guard let mate = VCFBreakend(String(decoding: allele, as: UTF8.self)), let contig = mate.contig else {
        return false
      }
      guard let index = regions.region(named: contig.utf8) else { return false }
      let start = own?.region == index ? own?.position ?? mate.position : mate.position
      let reach = min(start, mate.position)...max(start, mate.position)
      return regions.positions[index].contains { $0.overlaps(reach) }
    }
  }

  /// Whether a symbolic allele has its other place on a chromosome of a region, by CHR2 in INFO.
  ///
  /// - Parameter fields: the line from the tab before QUAL on.
  private func namesRegion(_ alternates: ArraySlice<UInt8>, _ fields: ArraySlice<UInt8>) -> Bool {
    guard alternates.first == UInt8(ascii: "<"),
      !VCFRegionFilter.blocks.contains(where: { alternates.elementsEqual($0) })
    else { return false }
    let parts = fields.dropFirst().split(separator: VCFRegionFilter.tab, maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count > 2 else { return false }
    return parts[2].split(separator: UInt8(ascii: ";")).contains { item in
      guard item.starts(with: VCFRegionFilter.otherChromosome) else { return false }
      let name = item.dropFirst(VCFRegionFilter.otherChromosome.count)
      return regions.region(named: name) != nil
    }
  }

  private static let blocks = ["<NON_REF>", "<*>", "<X>"].map { Array($0.utf8) }
  private static let otherChromosome = Array("CHR2=".utf8)

  /// The length of a block that FORMAT tells (LEN, VCF 4.5), the longest of all samples; `nil` if it tells none.
  ///
  /// - Parameter fields: the line from FORMAT on.
  private static func blockLength(_ fields: ArraySlice<UInt8>) -> Int? {
    let parts = fields.split(separator: tab, omittingEmptySubsequences: false)
    let keys = parts.first?.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) ?? []
    guard let place = keys.firstIndex(where: { $0.elementsEqual("LEN".utf8) }) else { return nil }
    return parts.dropFirst().compactMap { sample in
      let values = sample.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      return place < values.count ? number(values[place]) : nil
    }.max()
  }

  /// What a record may reach: by its REF, and by the END, SVLEN and intervals of a symbolic allele.
  ///
  /// - Parameter fields: the line from ID on.
  private static func reach(of fields: ArraySlice<UInt8>, from position: Int) -> ClosedRange<Int> {
    let parts = fields.split(separator: tab, maxSplits: 6, omittingEmptySubsequences: false)
    guard parts.count > 5 else { return position...position }
    var (start, end) = (position, position + max(parts[1].count, 1) - 1)
    var (leads, isBehind, length) = (false, false, 0)
    for item in parts[5].prefix(while: { $0 != tab }).split(separator: UInt8(ascii: ";")) {
      guard let equals = item.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let numbers = item[(equals + 1)...].split(separator: UInt8(ascii: ",")).map(number)
      switch String(decoding: item[..<equals], as: UTF8.self) {
      case "END", "End", "end":
        let value = numbers.first ?? 0
        (start, end) = (min(start, value), max(end, value))
        (leads, isBehind) = (leads || value != position, isBehind || value < position)
      case "SVLEN":
        length = numbers.max() ?? 0
        end = max(end, position + length)
        leads = leads || length > 0
      case "CIPOS":
        start = max(0, start - (numbers.max() ?? 0))
        end += numbers.max() ?? 0
      case "CIEND": end += numbers.max() ?? 0
      default: continue
      }
    }
    if parts.count > 6, blocks.contains(where: { parts[2].elementsEqual($0) }), let length = blockLength(parts[6]) {
      end = max(end, position + length - 1)
    }
    // An event whose ends are not told, or lie before POS, may be anywhere.
    if isBehind { start = max(0, min(start, position - length)) }
    if !leads || (isBehind && length == 0), parts[2].split(separator: UInt8(ascii: ",")).contains(where: hasLength) {
      return 0...Int.max
    }
    return start...max(start, end)
  }

  private static func hasLength(_ alternate: ArraySlice<UInt8>) -> Bool {
    guard alternate.count > 2, alternate.count < 40 else { return false }
    return VCFRecord.hasLength(String(decoding: alternate, as: UTF8.self))
  }

  /// The size of a number, its sign aside.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    var value = 0
    for digit in digits where digit != UInt8(ascii: "-") && digit != UInt8(ascii: "(") {
      guard digit >= 0x30, digit <= 0x39, value < 1 << 40 else { break }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }
}

/// Regions by the names of their chromosomes, in whatever form a file writes them (``ContigName``).
package struct RegionNames {
  /// The positions of each region.
  package let positions: [[ClosedRange<Int>]]
  private let byName: [[UInt8]: Int]
  /// Regions without positions, whatever version their name has.
  private let byStem: [[UInt8]: Int]

  /// The names of regions; those of one name are one.
  package init(_ regions: [VCFRegionFilter.Region]) {
    let named = regions.flatMap { region in region.names.map { (ContigName.plain($0.utf8), region.positions) } }
    let merged = Dictionary(named, uniquingKeysWith: +).sorted { $0.key.lexicographicallyPrecedes($1.key) }
    positions = merged.map(\.value)
    let places = merged.enumerated().map { (name: $0.element.key, index: $0.offset, isStem: $0.element.value.isEmpty) }
    byName = Dictionary(uniqueKeysWithValues: places.filter { !$0.isStem }.map { ($0.name, $0.index) })
    byStem = Dictionary(uniqueKeysWithValues: places.filter(\.isStem).map { ($0.name, $0.index) })
  }

  /// The region of a chromosome; `nil` if it is of none.
  package func region(named name: some Sequence<UInt8>) -> Int? {
    let plain = ContigName.plain(name)
    return byName[plain] ?? byStem[Array(plain.prefix { $0 != UInt8(ascii: ".") })]
  }
}
