// What a benchmark judges: samples as molecule counts, made from reads or taken from a file of an earlier run.

import BioSequence
import Foundation
import Numerics
import ReadSimulation
import VariantCalling

/// One sample as the judge needs it.
struct CountedSample {
  let basis: CopyNumberInput
  /// What was planted; `nil`: nothing.
  let truth: DosageTruth?
  /// Sequence-resolved calls; of those that pass a file keeps what deletes or adds 20 bases or more.
  let calls: [VariantCall]
  /// Whether one of those that pass is the planted event.
  let isResolved: Bool
  /// Number of the others that pass.
  let callCount: Int

  init(basis: CopyNumberInput, truth: DosageTruth?, calls: [VariantCall], isResolved: Bool, callCount: Int) {
    self.basis = basis
    self.truth = truth
    self.calls = calls
    self.isResolved = isResolved
    self.callCount = callCount
  }

  init(basis: CopyNumberInput, truth: DosageTruth?, calls: [VariantCall]) {
    let passing = calls.filter(\.isPass)
    let own = passing.filter { call in
      guard let truth, call.reference == truth.gene else { return false }
      let change = call.variant.lengthChange
      return abs(abs(change) - truth.range.count) < 10 && (change < 0) == truth.isDeletion
    }
    self.init(
      basis: basis, truth: truth, calls: calls, isResolved: !own.isEmpty, callCount: passing.count - min(1, own.count))
  }
}

/// Samples of one batch with their controls.
struct CountedBatch {
  var settings: BatchSettings
  var controls: [[ExonFragmentCounts]] = []
  var samples: [CountedSample] = []

  /// The same with samples whose exons are captured less evenly than those of the controls: each one by a further factor of
  /// this standard deviation of its logarithm.
  func scattered(by deviation: Double, seed: Int) -> CountedBatch {
    guard deviation > 0 else { return self }
    var random = RandomSource(seed: UInt64(seed) &+ 606_000)
    var batch = self
    batch.samples = samples.map { sample in
      let counts = sample.basis.counts.map { record in
        let factors = (0..<record.exonCount).map { _ in exp(deviation * random.boundedNormal()) }
        return ExonFragmentCounts(
          exonCount: record.exonCount,
          groups: record.groups.map { group in
            let mean = factors[group.first...group.last].reduce(0, +) / Double(group.last - group.first + 1)
            let count = Int((Double(group.count) * mean + random.uniform()).rounded(.down))
            return ExonGroup(first: group.first, last: group.last, count: count)
          })
      }
      return CountedSample(
        basis: CopyNumberInput(counts: counts, uniform: sample.basis.uniform, ampliconLike: sample.basis.ampliconLike),
        truth: sample.truth, calls: sample.calls, isResolved: sample.isResolved, callCount: sample.callCount)
    }
    return batch
  }
}

/// Batches as lines of text: `batch`, `control COUNTS`, `sample TRUTH RESOLVED CALLS AMPLICON COUNTS LARGE`.
///
/// What a sample without controls is compared to is not kept: only sets with controls can be stored.
enum SampleStore {
  static func write(_ batches: [CountedBatch], to path: String) throws {
    var text = ""
    for batch in batches {
      text += "batch\n"
      for control in batch.controls { text += "control \(line(control))\n" }
      for sample in batch.samples {
        let truth = sample.truth.map {
          "\($0.gene),\($0.exons.lowerBound),\($0.exons.upperBound),\($0.copyNumber),\($0.range.lowerBound),"
            + "\($0.range.upperBound)"
        }
        text +=
          "sample \(truth ?? "none") \(sample.isResolved ? 1 : 0) \(sample.callCount) \(sample.basis.ampliconLike ? 1 : 0) "
        text += "\(line(sample.basis.counts)) \(line(sample.calls))\n"
      }
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  static func read(_ path: String, settings: BatchSettings) -> [CountedBatch]? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    var batches: [CountedBatch] = []
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      switch fields.first {
      case "batch": batches.append(CountedBatch(settings: settings))
      case "control" where fields.count == 2: batches[batches.count - 1].controls.append(counts(fields[1]))
      case "sample" where fields.count == 7:
        let numbers = fields[1].split(separator: ",").compactMap { Int($0) }
        let truth =
          numbers.count == 6
          ? DosageTruth(
            gene: numbers[0], exons: numbers[1]...numbers[2], copyNumber: numbers[3], range: numbers[4]..<numbers[5])
          : nil
        let basis = CopyNumberInput(
          counts: counts(fields[5]), uniform: .fails(.captured), ampliconLike: fields[4] == "1")
        batches[batches.count - 1].samples.append(
          CountedSample(
            basis: basis, truth: truth, calls: calls(fields[6]), isResolved: fields[2] == "1",
            callCount: Int(fields[3]) ?? 0))
      default: return nil
      }
    }
    return batches
  }

  private static func line(_ counts: [ExonFragmentCounts]) -> String {
    counts.map { record in
      ([record.exonCount] + record.groups.flatMap { [$0.first, $0.last, $0.count] }).map(String.init)
        .joined(separator: ",")
    }.joined(separator: ";")
  }

  /// `REFERENCE:LOWER:UPPER:BASES`, with commas; `-` for none.
  private static func line(_ calls: [VariantCall]) -> String {
    let large = calls.filter { $0.isPass && abs($0.variant.lengthChange) >= 20 }
    guard !large.isEmpty else { return "-" }
    return large.map {
      let range = $0.variant.range
      return "\($0.reference):\(range.lowerBound):\(range.upperBound):\($0.variant.replacement)"
    }.joined(separator: ",")
  }

  private static func calls(_ text: Substring) -> [VariantCall] {
    guard text != "-" else { return [] }
    return text.split(separator: ",").compactMap { one in
      let fields = one.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count == 4, let reference = Int(fields[0]), let lower = Int(fields[1]), let upper = Int(fields[2]),
        let bases = DNASequence(text: fields[3])
      else { return nil }
      return VariantCall(
        reference: reference, variant: Variant(range: lower..<upper, replacement: bases),
        genotype: Genotype(first: 0, second: 1, isPhased: false), zygosity: .heterozygous, phaseSet: nil, quality: 99,
        genotypeQuality: 99, depth: 0, referenceDepth: 0, alternateForwardDepth: 0, alternateReverseDepth: 0,
        filters: [])
    }
  }

  private static func counts(_ text: Substring) -> [ExonFragmentCounts] {
    text.split(separator: ";").map { record in
      let numbers = record.split(separator: ",").compactMap { Int($0) }
      return ExonFragmentCounts(
        exonCount: numbers[0],
        groups: stride(from: 1, to: numbers.count - 2, by: 3).map {
          ExonGroup(first: numbers[$0], last: numbers[$0 + 1], count: numbers[$0 + 2])
        })
    }
  }
}
