// A loss or gain of bases that a VCF states by its ends.

/// A loss or gain of bases.
struct VCFEvent {
  let isDeletion: Bool
  /// First base lost or gained, 1-based on the chromosome.
  let first: Int
  /// Last base lost or gained.
  let last: Int
  /// Whether the ends are stated as exact.
  var isExact: Bool
  /// Whether the gained bases are known to follow on their original.
  var isTandem = false
  /// Interval around the base before the first one.
  var firstInterval: ClosedRange<Int>?
  /// Interval around the last base.
  var lastInterval: ClosedRange<Int>?
  /// Copies that the sample has.
  var copies: Int?
  /// Copies that are told and are no whole number: of a mosaic, of a mixture, or not well measured.
  var brokenCopies: Double?
  /// Whether the record writes the bases out, so that the call gets a symbol of its own.
  var isRewritten = false
  /// The length by SVLEN, or by a second END, where END says another one.
  var otherLength: Int?
  /// Who says ``otherLength``, in words.
  var otherKey = "SVLEN"
  /// Whether both ends are taken for those of exons whose depths were compared.
  var isOfExons = false
  /// The positions that it may reach, its intervals included.
  var reach: ClosedRange<Int> {
    let start = first + min(0, firstInterval?.lowerBound ?? 0)
    return start...max(start, last + max(0, lastInterval?.upperBound ?? 0))
  }

  /// What a reader should know of the event.
  var remark: String? {
    let parts = [
      brokenCopies.map {
        "CN says \($0.copiesText), which is no whole number: which fraction of the cells has the \(word) is not known"
      }, endsRemark,
    ]
    let text = parts.compactMap(\.self).joined(separator: "; ")
    return text.isEmpty ? nil : text
  }

  private var endsRemark: String? {
    if let otherLength {
      return
        "END says that the \(word) has \(last - first + 1) bases, \(otherKey) \(otherLength): END was taken, as not exact"
    }
    if isOfExons {
      return "both ends of the \(word) are those of exons, as callers by depth write them: they were taken as not exact"
    }
    guard !isExact, firstInterval != nil || lastInterval != nil else { return nil }
    return "the ends of the \(word) are known within their intervals only (CIPOS, CIEND)"
  }

  init(isDeletion: Bool, first: Int, last: Int, isExact: Bool) {
    self.isDeletion = isDeletion
    self.first = first
    self.last = last
    self.isExact = isExact
  }

  /// Where the genotype and the number of copies contradict each other, in a sentence; the copies count.
  func copiesDoubt(_ genotype: VCFGenotype, of allele: Int) -> String? {
    guard isDeletion, let copies, !genotype.isPartial, genotype.alleles.count == 2 else { return nil }
    let lost = genotype.count(of: allele)
    guard lost == 2 && copies == 1 || lost == 1 && copies == 0 && genotype.alleles.contains(0) else { return nil }
    return
      "the genotype is \(genotype.text), yet CN says \(copies == 1 ? "1 copy" : "\(copies) copies"), which was taken"
  }

  var word: String { isDeletion ? "deletion" : "duplication" }
  var keyword: String { isDeletion ? "del" : "dup" }
}

extension Double {
  /// A number of copies as a file states it: `1 copy`, `1.4 copies`.
  var copiesText: String { self == 1 ? "1 copy" : self == rounded() ? "\(Int(self)) copies" : "\(self) copies" }
}
