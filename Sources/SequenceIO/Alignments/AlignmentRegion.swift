// The regions of an alignment file in which reads are looked for.

/// A place of interest as an assembly has it.
package struct AlignmentRegion: Hashable, Sendable {
  /// Names by which files may call the chromosome.
  package let names: [String]
  /// Length of the chromosome.
  package let contigLength: Int
  /// 0-based half-open range on it.
  package let range: Range<Int>

  /// A place from its parts.
  package init(names: [String], contigLength: Int, range: Range<Int>) {
    self.names = names
    self.contigLength = contigLength
    self.range = range
  }
}

/// A region with the index of its reference in a file.
struct PlacedRegion: Hashable {
  let reference: Int
  let range: Range<Int>

  /// Whether a line covers bases of the region, or stands beside a mate that may.
  func holds(_ line: AlignmentLine) -> Bool {
    line.reference == reference && line.position < range.upperBound && line.position + line.span > range.lowerBound
  }

  /// The regions of the first assembly whose chromosomes a header has, by name and length.
  static func placed(_ assemblies: [[AlignmentRegion]], in header: AlignmentHeader) -> [PlacedRegion]? {
    for regions in assemblies {
      let placed = regions.compactMap { region in
        let own = header.references.filter { region.contigLength == $0.length && region.names.contains($0.name) }
        return own.count == 1 ? PlacedRegion(reference: own[0].index, range: region.range) : nil
      }
      if placed.count == regions.count, !placed.isEmpty {
        return placed.sorted { ($0.reference, $0.range.lowerBound) < ($1.reference, $1.range.lowerBound) }
      }
    }
    return nil
  }
}

/// A line that is missing: a mate, or the whole read of a part that was found.
struct LineRequest: Hashable {
  let name: ReadName
  let reference: Int
  let position: Int
  /// The flags of first and second read that it has; mates may lie at one place.
  let mate: UInt16

  var place: AlignmentPlace { AlignmentPlace(reference, position) }

  /// The flags of first and second read.
  static let mates = AlignmentFlag.first | AlignmentFlag.second
}

/// A line of the text `SA`: where the other parts of a split read are.
enum SplitPlace {
  /// Name of the reference, 0-based position and bases covered of the first part that SA names, which is the whole read's.
  static func first(of line: AlignmentLine) -> (reference: String, position: Int, span: Int)? {
    guard let text = unsafe AlignmentTags.text("SA", in: line.tags) else { return nil }
    let first = text.utf8.prefix { $0 != UInt8(ascii: ";") }
    let columns = first.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    guard columns.count == 6, let position = Int(columns[1]), position >= 1 else { return nil }
    var (span, length) = (0, 0)
    for letter in columns[3].utf8 {
      if (48...57).contains(letter) {
        length = min(length * 10 + Int(letter) - 48, 1 << 28)
      } else {
        if [UInt8(ascii: "M"), UInt8(ascii: "D"), UInt8(ascii: "N")].contains(letter) { span += length }
        length = 0
      }
    }
    return (columns[0], position - 1, max(span, 1))
  }
}

/// The optional fields of a line (SAM specification, section 4.2.4).
enum AlignmentTags {
  /// The text of a field of type Z; nil if it is not there or the fields make no sense.
  static func text(_ tag: String, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let wanted = Array(tag.utf8)
    var index = 0
    while index + 3 <= bytes.count {
      let kind = unsafe bytes[index + 2]
      let start = index + 3
      guard let count = unsafe size(kind, unsafe UnsafeBufferPointer(rebasing: bytes[start...])) else { return nil }
      if unsafe bytes[index] == wanted[0] && bytes[index + 1] == wanted[1] {
        guard kind == UInt8(ascii: "Z"), count > 0 else { return nil }
        return unsafe String(decoding: bytes[start..<start + count - 1], as: UTF8.self)
      }
      index = start + count
    }
    return nil
  }

  /// Bytes of a value; nil if they are not all there.
  private static func size(_ kind: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let count: Int?
    switch kind {
    case UInt8(ascii: "Z"), UInt8(ascii: "H"): count = unsafe bytes.firstIndex(of: 0).map { $0 + 1 }
    case UInt8(ascii: "B"):
      guard bytes.count >= 5, let base = bytes.baseAddress, let element = fixedSize(unsafe bytes[0]) else { return nil }
      count = unsafe 5 + element * Int(LittleEndian.word(base + 1))
    default: count = fixedSize(kind)
    }
    return count.flatMap { $0 <= bytes.count ? $0 : nil }
  }

  private static func fixedSize(_ kind: UInt8) -> Int? {
    switch kind {
    case UInt8(ascii: "A"), UInt8(ascii: "c"), UInt8(ascii: "C"): 1
    case UInt8(ascii: "s"), UInt8(ascii: "S"): 2
    case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "f"): 4
    default: nil
    }
  }
}
