// A change of several bases that a VCF lists a second time by its parts, as callers with and without haplotypes do.

import Reporting

extension RepeatedCalls {
  /// The calls that are parts of a longer change of the same file, which is counted, with a sentence for each of those.
  ///
  /// A part has the zygosity of the longer change, and no phase puts the two on different chromosomes.
  static func partsOfLongerChanges(
    _ calls: [Call], lines: [Int]
  ) -> (indices: Set<Int>, remarks: [String]) {
    let changes = calls.map { $0.isPass ? $0.substitutions : nil }
    var found: Set<Int> = []
    var remarks: [String] = []
    for (index, own) in changes.enumerated() {
      guard let own, own.count > 1, !found.contains(index) else { continue }
      let parts = calls.indices.filter { other in
        guard let its = changes[other], its.count < own.count, lines[other] != lines[index] else { return false }
        return its.isSubset(of: own) && calls[other].gene == calls[index].gene
          && calls[other].zygosity == calls[index].zygosity && !calls[other].isOpposite(calls[index])
      }
      guard !parts.isEmpty else { continue }
      found.formUnion(parts)
      let numbers = parts.map { String(lines[$0]) }.joined(separator: ", ")
      remarks.append(
        "\(parts.count == 1 ? "line" : "lines") \(numbers): part of the change of line \(lines[index]), which is counted alone; "
          + "if a part lies on the other chromosome, give the file without line \(lines[index])")
    }
    return (found, remarks)
  }
}

extension Call {
  /// A base that is replaced.
  fileprivate struct Substitution: Hashable {
    let position: Int
    let base: UInt8
  }

  /// The bases that a change without gain or loss replaces; `nil` for other changes.
  fileprivate var substitutions: Set<Substitution>? {
    guard symbolic == nil, ref.utf8.count == alt.utf8.count, ref != alt else { return nil }
    let bases = zip(ref.utf8, alt.utf8).enumerated()
    return Set(
      bases.compactMap {
        $0.element.0 == $0.element.1 ? nil : Substitution(position: pos + $0.offset, base: $0.element.1)
      })
  }

  /// Whether the phase puts two heterozygous calls on different chromosomes.
  fileprivate func isOpposite(_ other: Call) -> Bool {
    guard let set = phaseSet, set == other.phaseSet else { return false }
    return Set([genotype, other.genotype]) == ["0|1", "1|0"]
  }
}
