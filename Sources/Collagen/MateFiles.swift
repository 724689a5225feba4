// What the names of read files say of mates: which file is whose, and whether they were given in the order in which they are read.

import Reporting

/// Read files as pairs, by their names.
package enum MateFiles {
  /// Which mate a file's name says it is, and the name of the other one.
  struct Mate: Hashable {
    let number: Int
    let other: String
  }

  /// Words that some name the mates by, in the writings that occur.
  private static let words = [
    ("forward", "reverse"), ("Forward", "Reverse"), ("FORWARD", "REVERSE"), ("fwd", "rev"), ("Fwd", "Rev"),
    ("FWD", "REV"), ("F", "R"), ("read1", "read2"), ("Read1", "Read2"), ("pair1", "pair2"), ("Pair1", "Pair2"),
    ("mate1", "mate2"), ("1P", "2P"),
  ]

  /// What trimmers write behind the mate's number: `P07_R1_val_1.fq`, `P07_1_trimmed.fq`.
  private static let trimmed = [("_val_1", "_val_2")]

  /// The other forms in which a file may be kept.
  private static let endings = ["", ".gz", ".bgz", ".bz2", ".zst", ".xz"]

  /// `P07_R1_001.fastq.gz`, `P07_1.fq`, `R1.fastq.gz` or `P07_forward.fq`: the mate's number with the path of the other;
  /// `nil` for other names.
  static func mate(_ path: String) -> Mate? { trimmedMate(path) ?? numberedMate(path) ?? namedMate(path) }

  /// `P07_R1_val_1.fq.gz`, where both numbers are the mate's.
  private static func trimmedMate(_ path: String) -> Mate? {
    for (first, second) in trimmed {
      for (mark, other, number) in [(first, second, 1), (second, first, 2)] {
        guard let range = path.ranges(of: mark).last, let own = numberedMate(String(path[..<range.lowerBound]) + ".fq"),
          own.number == number
        else { continue }
        return Mate(number: number, other: own.other.dropLast(3) + other + path[range.upperBound...])
      }
    }
    return nil
  }

  /// `P07_forward.fq`, by the last such word of the name.
  private static func namedMate(_ path: String) -> Mate? {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    func isSeparator(_ character: Character) -> Bool { "_.-".contains(character) }
    for part in path[start...].split(whereSeparator: isSeparator).reversed() {
      for (first, second) in words where part == first || part == second {
        let other = part == first ? second : first
        return Mate(number: part == first ? 1 : 2, other: path[..<part.startIndex] + other + path[part.endIndex...])
      }
    }
    return nil
  }

  private static func numberedMate(_ path: String) -> Mate? {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let bytes = Array(path[start...].utf8)
    func isBorder(_ index: Int) -> Bool {
      !bytes.indices.contains(index)
        || [UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-")].contains(bytes[index])
    }
    func isDigit(_ index: Int) -> Bool { bytes[index] == UInt8(ascii: "1") || bytes[index] == UInt8(ascii: "2") }
    /// Whether nothing but a part number and the ending follows: `R1_sample.fq` may be of a sample called R1.
    func isAlone(_ index: Int) -> Bool {
      let rest = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: ".") }
      return rest.isEmpty || rest.first == UInt8(ascii: "_") && rest.count > 1 && rest.dropFirst().allSatisfy(isFigure)
    }
    func isFigure(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    func isMark(_ index: Int) -> Bool {
      guard isDigit(index), isBorder(index + 1), index > 0 else { return false }
      if bytes[index - 1] | 0x20 == UInt8(ascii: "r") { return isBorder(index - 2) && (index > 1 || isAlone(index)) }
      // A lone digit counts only before the ending.
      return isSeparator(bytes[index - 1]) && isEnding(index + 1)
    }
    func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") }
    /// Whether `.fastq`, `.fq`, `.fasta` or `.fa` stands there.
    func isEnding(_ index: Int) -> Bool {
      [".fastq", ".fq", ".fasta", ".fa", ".bam"].contains { bytes.dropFirst(index).starts(with: $0.utf8) }
    }
    guard let index = bytes.indices.last(where: isMark) else { return nil }
    var other = bytes
    other[index] = bytes[index] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
    return Mate(
      number: Int(bytes[index] - 48), other: path[..<start] + String(decoding: other, as: UTF8.self))
  }

  /// Why files cannot be pairs in the order given, with what to do; `nil` if their names allow it.
  ///
  /// - Parameters:
  ///   - paths: an even number of files, of which each second one is taken for the mate of the one before.
  ///   - exists: whether there is a file of a path; asks the disk if it is not given.
  package static func fault(
    inOrder paths: [String], exists: ((String) -> Bool)? = nil
  ) -> String? {
    let exists = exists ?? FileBytes.isRegular
    for index in stride(from: 0, to: paths.count - 1, by: 2) {
      let (first, second) = (paths[index], paths[index + 1])
      guard first != second, let left = mate(first), let right = mate(second), left.number == right.number
      else { continue }
      let names = "\(baseName(first)) and \(baseName(second))"
      let what = "\(names) are no pair: by their names both are R\(left.number)"
      let firsts = paths.filter { mate($0)?.number == left.number }
      let others = firsts.compactMap { mate($0)?.other }
      guard others.allSatisfy({ paths.contains($0) || exists($0) }) else {
        return what + "; give each R1 file with its R2 file, or single reads of several lanes as one stream: "
          + "cat \(baseName(first)) \(baseName(second)) | collagen screen --sample NAME -"
      }
      let ordered = zip(firsts, others).flatMap { left.number == 1 ? [$0, $1] : [$1, $0] }.map(baseName)
      return what + "; mates stand in turn: " + ordered.joined(separator: " ")
    }
    return nil
  }

  /// What to say when a file is given alone though its mate lies beside it.
  package static func remark(
    onSingle path: String, exists: ((String) -> Bool)? = nil
  ) -> String? {
    let exists = exists ?? FileBytes.isRegular
    guard path != "-", let other = others(path).first(where: exists) else { return nil }
    return "\(baseName(path)) \(ScreenWarning.withoutMates), though \(baseName(other)) lies beside it: "
      + "give both files to screen pairs"
  }

  /// The names that the mates' file may have: in the form of this one, compressed or not; of `1.fq` that is `2.fq`.
  private static func others(_ path: String) -> [String] {
    let name = baseName(path)
    let alone = name.hasPrefix("1.") ? [String(path.dropLast(name.count)) + "2" + name.dropFirst()] : []
    return ([mate(path)?.other].compactMap(\.self) + alone).flatMap { other in
      let plain = endings.first { !$0.isEmpty && other.hasSuffix($0) }.map { String(other.dropLast($0.count)) } ?? other
      let stems =
        [plain]
        + [("fastq", "fq"), ("fq", "fastq")].filter { plain.hasSuffix("." + $0.0) }.map {
          plain.dropLast($0.0.count) + $0.1
        }
      return [other] + stems.flatMap { stem in endings.map { stem + $0 } }
    }
  }

  private static func baseName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
