// Gives every base of a record its verdict.

import BioSequence

extension ReferenceCoverage {
  /// Depths and verdicts of one record.
  ///
  /// A base is reference if enough fragments show it and no other base, or an indel, has a fraction of them that a
  /// variant on one haplotype could have; variant if a passing call changes it.
  ///
  /// - Parameters:
  ///   - broken: where fragments break off and no call tells why.
  ///   - breakpoints: calls of some of these places.
  ///   - undone: windows that were left undone.
  ///   - molecules: counts of all fragments, where the pileup has only some of them.
  ///   - doubtful: where something differs without a call.
  init(
    pileup: Pileup, record: CallReference, calls: [VariantCall], options: CallOptions, errorRate: Double,
    broken: [Range<Int>] = [], breakpoints: [BreakpointCall] = [], undone: [Range<Int>] = [],
    doubtful: [Range<Int>] = [], molecules: Pileup? = nil
  ) {
    let length = record.sequence.count
    let evidence = AmbiguityMask(pileup: pileup, length: length)
    var verdicts: [CoverageVerdict] = []
    verdicts.reserveCapacity(length)
    for offset in 0..<length {
      let primers = pileup.primers(offset)
      let usable = Int(pileup.usableDepth(offset)) - primers.unsure
      if usable >= options.minDepth {
        verdicts.append(evidence.isAmbiguous[offset] ? .noCall(.ambiguous) : .reference)
      } else if primers.left + primers.unsure > 0, usable + primers.left + primers.unsure >= options.minDepth {
        verdicts.append(.noCall(.primer))
      } else if pileup.rawDepth[offset] == 0 {
        verdicts.append(.noCall(.noReads))
      } else if Int(pileup.rawDepth[offset]) < options.minDepth {
        verdicts.append(.noCall(.lowDepth))
      } else if Int(pileup.mappedDepth[offset]) < options.minDepth {
        verdicts.append(.noCall(.lowMappingQuality))
      } else {
        verdicts.append(.noCall(.lowBaseQuality))
      }
    }
    for call in calls where call.isPass {
      // Wherever an indel may be written it changes the sample's sequence there.
      let span = call.variant.shiftRange(on: record.sequence)
      let affected = call.variant.range.isEmpty ? max(0, span.lowerBound - 1)..<min(length, span.upperBound + 1) : span
      for offset in affected { verdicts[offset] = .variant }
    }
    for call in breakpoints {
      for offset in max(0, call.range.lowerBound - 1)..<min(length, call.range.upperBound + 1) {
        verdicts[offset] = .variant
      }
    }
    for call in calls where !call.isPass && call.quality >= 20 {
      let range = call.variant.range
      let touched = range.isEmpty ? max(0, range.lowerBound - 1)..<min(length, range.upperBound + 1) : range
      for offset in touched where verdicts[offset] == .reference { verdicts[offset] = .noCall(.ambiguous) }
    }
    for call in calls where call.isPass {
      for offset in AmbiguityMask.besideEvent(call.variant, pileup: pileup, length: length)
      where verdicts[offset] == .reference {
        verdicts[offset] = .noCall(.ambiguous)
      }
    }
    for offset in doubtful.joined() where verdicts[offset] == .reference { verdicts[offset] = .noCall(.ambiguous) }
    for offset in broken.joined() where verdicts[offset] == .reference { verdicts[offset] = .noCall(.brokenFragments) }
    for offset in undone.joined() where offset < length && verdicts[offset] == .reference {
      verdicts[offset] = .noCall(.tooComplex)
    }
    self.init(
      targets: record.targets, depths: (molecules ?? pileup).usableDepths(of: length),
      verdicts: verdicts,
      detection: DetectionModel(
        minVAF: options.minVAF,
        errorRate: molecules?.measuredErrorRate(in: record.targets) ?? errorRate))
  }
}

/// Where the reads support a variant that a heterozygous sample could have.
struct AmbiguityMask: Sendable {
  private(set) var isAmbiguous: [Bool]

  /// Events of so many bases clip the reads over them, and with those their differences beside the ends.
  private static let clipping = 40
  private static let besideClip = 40

  /// Bases beside the ends of a long event at which three fragments and a twelfth of all show another base: those of the event's
  /// own molecule end before it, or are clipped, so that a difference on it shows in few.
  static func besideEvent(_ variant: Variant, pileup: Pileup, length: Int) -> [Int] {
    guard max(variant.range.count, variant.replacement.count) >= clipping else { return [] }
    let (low, high) = (variant.range.lowerBound, variant.range.upperBound)
    return [max(0, low - besideClip)..<low, high..<min(length, high + besideClip)].joined().filter { offset in
      (0..<4).contains {
        let count = pileup.mismatches[4 * offset + $0]
        return count >= 3 && count * 12 >= pileup.usableDepth(offset)
      }
    }
  }

  /// Of fewer fragments each may be right.
  private static let few: Int32 = 15

  /// A base is ambiguous if one other base, or indels at one position, have at least a fifth of the fragments and at
  /// least three of them, or any number of fewer than 15: a heterozygous variant falls below a fifth of 20 fragments once in
  /// 150 samples, and where few fragments were asked for each may be right.
  init(pileup: Pileup, length: Int) {
    isAmbiguous = [Bool](repeating: false, count: length)
    for offset in 0..<length {
      let depth = pileup.usableDepth(offset)
      for base in 0..<4 {
        let count = pileup.mismatches[4 * offset + base]
        if count >= 3 || depth < AmbiguityMask.few && count > 0, count * 5 >= depth { isAmbiguous[offset] = true }
      }
    }
    var index = 0
    while index < pileup.indels.count {
      var end = index
      while end < pileup.indels.count, pileup.indels[end].position == pileup.indels[index].position { end += 1 }
      let offset = Int(pileup.indels[index].position)
      let count = Int32(end - index)
      let isEnough = count >= 3 || pileup.rawDepth[min(offset, length)] < AmbiguityMask.few
      if offset < length, isEnough, count * 5 >= pileup.rawDepth[offset] {
        let lengthChange = Int(pileup.indels[index].lengthChange)
        for position in offset..<min(length, offset + max(1, -lengthChange)) { isAmbiguous[position] = true }
      }
      index = end
    }
  }
}
