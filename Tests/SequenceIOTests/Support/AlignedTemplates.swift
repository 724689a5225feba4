// Alignment files made from a seed: the templates they hold, as SAM and as BAM.

import Numerics

@testable import SequenceIO

/// One line of an alignment file.
struct AlignedLine {
  var name: String
  var flags: Int
  var reference = -1
  var position = -1
  var cigar: [(Int, String)] = []
  var mateReference = -1
  var matePosition = -1
  /// As the line holds them, so turned where the read is.
  var bases: String
  var qualities: [UInt8]
  /// Where the whole read of a part is: its reference, position and bases covered.
  var whole: (Int, Int, Int)?

  static let letters = Array("=ACMGRSVTWYHKDBN")

  var sam: String {
    let cigar = cigar.isEmpty ? "*" : cigar.map { "\($0)\($1)" }.joined()
    func place(_ reference: Int, _ position: Int) -> String {
      reference < 0 ? "*\t0" : "r\(reference)\t\(position + 1)"
    }
    let (own, mate) = (place(reference, position), place(mateReference, matePosition))
    let scores = qualities.isEmpty ? "*" : String(decoding: qualities.map { $0 + 33 }, as: UTF8.self)
    return "\(name)\t\(flags)\t\(own)\t60\t\(cigar)\t\(mate)\t0\t\(bases.isEmpty ? "*" : bases)\t\(scores)\tNM:i:0\n"
  }

  /// The record of BAM, its size first.
  var bam: [UInt8] {
    func word(_ value: Int) -> [UInt8] { Packing.word(UInt32(truncatingIfNeeded: value)) }
    var body = word(reference) + word(position) + [UInt8(name.utf8.count + 1), 60, 0, 0]
    body += [UInt8(cigar.count), 0, UInt8(flags & 255), UInt8(flags >> 8)] + word(bases.count)
    body += word(mateReference) + word(matePosition) + word(0) + Array(name.utf8) + [0]
    let kinds = Array("MIDNSHP=X").map(String.init)
    for (count, kind) in cigar { body += word(count << 4 | (kinds.firstIndex(of: kind) ?? 0)) }
    let codes = bases.map { UInt8(AlignedLine.letters.firstIndex(of: $0) ?? 15) }
    for index in stride(from: 0, to: codes.count, by: 2) {
      body.append(codes[index] << 4 | (index + 1 < codes.count ? codes[index + 1] : 0))
    }
    body += qualities.isEmpty ? [UInt8](repeating: 255, count: bases.count) : qualities
    body += Array("NMC".utf8) + [0]
    if let whole { body += Array("SAZr\(whole.0),\(whole.1 + 1),+,\(whole.2)M,60,0;".utf8) + [0] }
    return word(body.count) + body
  }
}

/// Templates and the lines of a file that holds them.
struct AlignedTemplates {
  /// Name, then bases and qualities of each read in sequencing direction, joined by blanks.
  var expected: [String] = []
  var lines: [AlignedLine] = []
  /// Reads that are left out.
  var failed = 0

  static let references = [("r0", 100_000), ("r1", 50_000), ("r2", 70_000)]

  private static func complement(_ bases: String) -> String {
    let pairs: [Character: Character] = ["A": "T", "C": "G", "G": "C", "T": "A", "N": "N", "R": "Y", "Y": "R"]
    return String(bases.reversed().map { pairs[$0] ?? "N" })
  }

  /// Pairs, single reads, second places, further parts, failed reads, reads without qualities, in an order of the seed.
  init(count: Int, seed: UInt64, sorted: Bool = false) {
    var random = RandomSource(seed: seed)
    for number in 0..<count {
      let name = "t\(number)"
      let isPair = random.below(8) > 0
      var told = name
      let isFailed = random.below(15) == 0
      let firstLine = lines.count
      for mate in 0..<(isPair ? 2 : 1) {
        let length = 1 + random.below(160)
        let bases = String((0..<length).map { _ in Array("ACGTACGTACGTACGTNRY")[random.below(19)] })
        let qualities = (0..<length).map { _ in UInt8(random.below(94)) }
        told += " \(bases) \(String(decoding: qualities.map { $0 + 33 }, as: UTF8.self))"
        add(name, bases, qualities, isPair ? 1 | 0x40 << mate : 0, isFailed, &random)
        if isFailed { failed += 1 }
      }
      setMates(from: firstLine)
      if !isFailed { expected.append(told) }
    }
    if sorted {
      lines.sort {
        ($0.reference < 0 ? 9 : $0.reference, $0.position) < ($1.reference < 0 ? 9 : $1.reference, $1.position)
      }
    } else {
      lines = lines.map { ($0, random.next()) }.sorted { $0.1 < $1.1 }.map(\.0)
    }
    expected.sort()
  }

  /// Tells the reads of a template where the other one is; one that is not aligned lies beside its mate.
  private mutating func setMates(from first: Int) {
    let primary = (first..<lines.count).filter { lines[$0].flags & 0x900 == 0 }
    guard primary.count == 2 else { return }
    for (own, other) in zip(primary, primary.reversed()) where lines[own].reference < 0 {
      (lines[own].reference, lines[own].position) = (lines[other].reference, lines[other].position)
    }
    for (own, other) in zip(primary, primary.reversed()) {
      (lines[own].mateReference, lines[own].matePosition) = (lines[other].reference, lines[other].position)
    }
  }

  /// The templates with a line in a region, as ``expected`` has them.
  func expected(in regions: [(reference: Int, range: Range<Int>)]) -> [String] {
    var names: Set<String> = []
    for line in lines where line.flags & 0x300 == 0 {
      let span = line.cigar.reduce(0) { $0 + ($1.1 == "M" ? $1.0 : 0) }
      let isThere = regions.contains {
        $0.reference == line.reference && line.position < $0.range.upperBound
          && line.position + max(1, span) > $0.range.lowerBound
      }
      if isThere { names.insert(line.name) }
    }
    return expected.filter { names.contains(String($0.prefix { $0 != " " })) }
  }

  private mutating func add(
    _ name: String, _ bases: String, _ qualities: [UInt8], _ flags: Int, _ isFailed: Bool, _ random: inout RandomSource
  ) {
    let isReverse = random.below(2) == 1
    let isMapped = random.below(10) > 0
    var line = AlignedLine(
      name: name,
      flags: flags | (isReverse ? 0x10 : 0) | (isMapped ? 0 : 4) | (isFailed ? 0x200 : 0)
        | (random.below(5) == 0 ? 0x400 : 0),
      bases: isReverse ? AlignedTemplates.complement(bases) : bases,
      qualities: isReverse ? Array(qualities.reversed()) : qualities)
    if isMapped {
      line.reference = random.below(3)
      line.position = random.below(40_000)
      let clip = random.below(bases.count)
      line.cigar = clip > 0 ? [(clip, "S"), (bases.count - clip, "M")] : [(bases.count, "M")]
    }
    lines.append(line)
    guard isMapped, !isFailed else { return }
    for kind in [0x100, 0x800] where random.below(6) == 0 {
      var other = line
      other.flags |= kind
      other.reference = random.below(3)
      other.position = random.below(40_000)
      other.bases = kind == 0x100 ? "" : "ACGTACGTAC"
      other.qualities = kind == 0x100 ? [] : [UInt8](repeating: 30, count: 10)
      other.cigar = kind == 0x100 ? [(10, "M")] : [(5, "H"), (10, "M")]
      if kind == 0x800 {
        other.whole = (line.reference, line.position, line.cigar.reduce(0) { $0 + ($1.1 == "M" ? $1.0 : 0) })
      }
      lines.append(other)
    }
  }

  private static var header: String {
    "@HD\tVN:1.6\n" + references.map { "@SQ\tSN:\($0)\tLN:\($1)\n" }.joined()
  }

  var sam: [UInt8] { Array((AlignedTemplates.header + lines.map(\.sam).joined()).utf8) }

  /// BAM, not packed.
  var plainBAM: [UInt8] {
    let text = Array(AlignedTemplates.header.utf8)
    var bytes = Array("BAM\u{1}".utf8) + Packing.word(UInt32(text.count)) + text
    bytes += Packing.word(UInt32(AlignedTemplates.references.count))
    for (name, length) in AlignedTemplates.references {
      bytes += Packing.word(UInt32(name.utf8.count + 1)) + Array(name.utf8) + [0] + Packing.word(UInt32(length))
    }
    return bytes + lines.flatMap(\.bam)
  }

  static let blockSize = 5000

  var bam: [UInt8] { Packing.bgzf(plainBAM, blockSize: AlignedTemplates.blockSize) }

  /// BAI of ``bam``, for sorted lines: the extent of each reference, and the first line that reaches into each window.
  var bai: [UInt8] {
    let plainBytes = plainBAM
    let packed = Packing.bgzf(plainBytes, blockSize: AlignedTemplates.blockSize)
    var blocks: [Int] = []
    var start = 0
    while start < packed.count {
      blocks.append(start)
      start += Int(packed[start + 16]) + Int(packed[start + 17]) << 8 + 1
    }
    func offset(_ plain: Int) -> UInt64 {
      UInt64(blocks[plain / AlignedTemplates.blockSize]) << 16 | UInt64(plain % AlignedTemplates.blockSize)
    }
    func long(_ value: UInt64) -> [UInt8] {
      Packing.word(UInt32(truncatingIfNeeded: value)) + Packing.word(UInt32(value >> 32))
    }
    var places: [(line: AlignedLine, start: Int, end: Int)] = []
    var plain = plainBytes.count - lines.reduce(0) { $0 + $1.bam.count }
    for line in lines {
      let count = line.bam.count
      places.append((line, plain, plain + count))
      plain += count
    }
    var bytes = Array("BAI\u{1}".utf8) + Packing.word(UInt32(AlignedTemplates.references.count))
    for reference in AlignedTemplates.references.indices {
      let own = places.filter { $0.line.reference == reference }
      guard let first = own.first, let last = own.last else {
        bytes += Packing.word(0) + Packing.word(0)
        continue
      }
      bytes +=
        Packing.word(1) + Packing.word(37_450) + Packing.word(2) + long(offset(first.start)) + long(offset(last.end))
      bytes += long(UInt64(own.count)) + long(0)
      let windows = (last.line.position + 200) >> 14 + 1
      bytes += Packing.word(UInt32(windows))
      for window in 0..<windows {
        bytes += long(own.first { $0.line.position + 160 >= window << 14 }.map { offset($0.start) } ?? 0)
      }
    }
    return bytes
  }
}
