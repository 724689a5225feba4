// A sample's name: given, or read off the name of its first file.

/// Rules for sample names.
package enum SampleName {
  /// Longest name in UTF-8 bytes: it becomes part of file names.
  package static let maximumCount = 200

  /// The name that a file stands for: its base name up to `_S1`, `_L001`, `_R1`, `_1` or the extension.
  ///
  ///     SampleName.derived(fromFile: "run/P07_S3_L001_R1_001.fastq.gz")  // "P07"
  ///
  /// - Parameter path: a path, or `-` for standard input, which gives `stdin`.
  package static func derived(fromFile path: String) -> String {
    guard path != "-" else { return "stdin" }
    let base = path.split(separator: "/").last.map(String.init) ?? path
    let parts = stem(of: base).split(separator: "_", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated().dropFirst() where isRunTag(part, isLast: index == parts.count - 1) {
      let name = parts[..<index].joined(separator: "_")
      if !name.isEmpty { return name }
    }
    return stem(of: base)
  }

  /// Why a name cannot be used, or `nil` if it can.
  package static func fault(in name: String) -> String? {
    if name.isEmpty { return "a sample name cannot be empty" }
    if name.utf8.count > maximumCount { return "a sample name has at most \(maximumCount) bytes" }
    if name.hasPrefix(".") { return "a sample name cannot begin with a point" }
    for scalar in name.unicodeScalars {
      if scalar == "/" { return "a sample name cannot hold '/'" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        return "a sample name cannot hold control or invisible characters"
      default: continue
      }
    }
    return nil
  }

  private static func stem(of base: String) -> String {
    var stem = base[...]
    for endings in [
      [".gz", ".bgz", ".bz2", ".bgzf"], [".fastq", ".fq", ".fasta", ".fa", ".fna", ".txt", ".bam", ".cram", ".sam"],
    ] {
      let lower = stem.lowercased()
      if let ending = endings.first(where: { lower.hasSuffix($0) }), stem.count > ending.count {
        stem = stem.dropLast(ending.count)
      }
    }
    return String(stem)
  }

  /// `S1`, `L001`, `R1`, `R2`; a lone `1` or `2` only at the end.
  private static func isRunTag(_ part: Substring, isLast: Bool) -> Bool {
    let number = part.dropFirst()
    let isNumber = !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
    switch part.first {
    case "S": return isNumber
    case "L": return isNumber && number.count == 3
    case "R": return number == "1" || number == "2"
    case "1", "2": return isLast && part.count == 1
    default: return false
    }
  }
}
