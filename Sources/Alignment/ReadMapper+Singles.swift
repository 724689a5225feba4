// Maps one read by itself: a read without a mate, or one whose mate is of no use.

import BioSequence

extension ReadMapper {
  /// Maps a read without a mate.
  ///
  /// - Parameters:
  ///   - template: the number of the template in input order.
  ///   - store: receives the read if it is used.
  package func mapSingle(
    bases: Span<UInt8>, qualities: Span<UInt8>, template: Int, into store: inout AlignedReadStore,
    scratch: inout MapperScratch
  ) -> TemplateOutcome {
    if let reason = lengthProblem(bases.count) { return TemplateOutcome(first: .filtered(reason)) }
    return TemplateOutcome(
      first: mapSingle(
        bases: bases, qualities: qualities, template: template, isSecond: false, into: &store, scratch: &scratch))
  }

  /// Maps a read of a length that fits, whose mate, if any, is not looked at.
  func mapSingle(
    bases: Span<UInt8>, qualities: Span<UInt8>, template: Int, isSecond: Bool, into store: inout AlignedReadStore,
    scratch: inout MapperScratch
  ) -> ReadOutcome {
    scratch.first.load(bases, qualities)
    var operations = scratch.firstOperations
    var candidate = alignUngapped(scratch.first, operations: &operations, mismatches: scratch.mismatches)
    if !candidate.isAligned {
      if let start = AdapterTrimming.adapterStart(scratch.first) { scratch.first.trim(to: start) }
      candidate = alignAnywhere(scratch.first, operations: &operations, scratch: &scratch)
    }
    guard candidate.isAligned else { return .unmapped }
    var evidence = evidence(of: candidate, mate: scratch.first, operations: operations)
    let split = split(of: candidate, mate: scratch.first, scratch: scratch)
    evidence.explain(split, candidate)
    let verdict = judgeSingle(candidate, evidence)
    if case .kept(let quality) = verdict {
      append(
        candidate, split, mate: scratch.first, operations: operations, quality: quality, template: template,
        isSecond: isSecond, isProper: false, to: &store)
    }
    return verdict.outcome
  }
}
