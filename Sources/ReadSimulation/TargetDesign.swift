// Panels and primers: what is captured or amplified, and how well each piece.

import BioSequence
import Numerics

/// Targets with an efficiency each.
///
///     let exons = genes.map { gene in gene.exons.map { $0.lowerBound - 20..<$0.upperBound + 20 } }
///     plan.design = .panel(TargetDesign(targets: exons, batchSeed: 5, spread: 0.3, seed: plan.seed, noise: 0.03))
package struct TargetDesign: Sendable, Hashable {
  /// Record ranges, 0-based half-open, one list a gene.
  package let targets: [[Range<Int>]]
  /// Factors on the depth, in the same order; 1 is ordinary.
  package let efficiencies: [[Double]]

  /// Bases at either end of an amplicon that are its primers', whatever the sample has there; 0 if amplicons are as the
  /// sample's DNA is.
  package var primerLength = 0

  /// Targets that all work equally well.
  package init(targets: [[Range<Int>]]) {
    self.init(targets: targets, batchSeed: 0, spread: 0, seed: 0, noise: 0)
  }

  /// Targets with drawn efficiencies.
  ///
  /// - Parameters:
  ///   - batchSeed: decides the part of the efficiencies that all samples of a batch share.
  ///   - spread: standard deviation of that part.
  ///   - seed: decides the sample's own part.
  ///   - noise: standard deviation of the sample's own part.
  package init(targets: [[Range<Int>]], batchSeed: UInt64, spread: Double, seed: UInt64, noise: Double) {
    var batch = RandomSource(seed: batchSeed ^ 0x6261_7463_6820_6f66)
    var sample = RandomSource(seed: seed ^ 0x7361_6d70_6c65_2773)
    self.targets = targets
    efficiencies = targets.map { ranges in
      ranges.map { _ in
        let shared = min(max(1 + spread * batch.boundedNormal(), 0.1), 3)
        return shared * min(max(1 + noise * sample.boundedNormal(), 0.1), 3)
      }
    }
  }

  /// Amplicons of `length` bases that overlap by `overlap` and cover the ranges with their primers outside.
  ///
  /// - Parameters:
  ///   - ranges: record ranges to cover.
  ///   - recordLength: amplicons stay on the record.
  ///   - primer: bases at each end of an amplicon that are not counted as covered.
  package static func amplicons(
    over ranges: [Range<Int>], recordLength: Int, length: Int = 250, overlap: Int = 30, primer: Int = 20
  ) -> [Range<Int>] {
    let inner = length - 2 * primer
    let step = inner - overlap
    guard step > 0, length <= recordLength else { return [] }
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound - last.upperBound < overlap {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged.flatMap { range -> [Range<Int>] in
      let count = range.count <= inner ? 1 : 1 + (range.count - inner + step - 1) / step
      let covered = inner + (count - 1) * step
      let first = range.lowerBound - (covered - range.count) / 2 - primer
      return (0..<count).map { index in
        let start = min(max(first + index * step, 0), recordLength - length)
        return start..<start + length
      }
    }
  }
}

/// Where stretches of a record occur in a molecule made from it; tandem copies count twice.
struct MoleculeMap {
  private var segments: [(record: Range<Int>, molecule: Int)] = []

  init(_ molecule: EditedSequence) {
    let record = molecule.record
    var recordOffset = 0
    var offset = 0
    var segmentStart = 0
    for edit in molecule.edits {
      // A few substituted bases neither stop a bait nor a primer.
      if edit.lengthChange == 0, edit.range.count <= 5 { continue }
      offset += edit.range.lowerBound - recordOffset
      add(segmentStart..<edit.range.lowerBound, at: offset - (edit.range.lowerBound - segmentStart))
      let bases = edit.replacement.codes
      for start in [edit.range.lowerBound - bases.count, edit.range.upperBound]
      where edit.range.isEmpty && bases.count >= 20 && start >= 0 && start + bases.count <= record.count {
        if record[start..<start + bases.count] == bases[...] {
          add(start..<start + bases.count, at: offset)
          break
        }
      }
      offset += bases.count
      recordOffset = edit.range.upperBound
      segmentStart = recordOffset
    }
    add(segmentStart..<record.count, at: offset)
  }

  private mutating func add(_ range: Range<Int>, at molecule: Int) {
    if !range.isEmpty { segments.append((range, molecule)) }
  }

  /// The pieces of a record range that the molecule has, in its own offsets.
  func pieces(of range: Range<Int>) -> [Range<Int>] {
    segments.compactMap { segment in
      let part = segment.record.clamped(to: range)
      guard !part.isEmpty else { return nil }
      let start = segment.molecule + part.lowerBound - segment.record.lowerBound
      return start..<start + part.count
    }
  }

  /// What a pair of primers at the ends of a record range amplifies: from each position of the first to the next place of
  /// the second, if that is not more than 400 bases longer.
  func products(of range: Range<Int>, primer: Int = 20) -> [Range<Int>] {
    let width = min(primer, range.count / 2)
    let firsts = pieces(of: range.lowerBound..<range.lowerBound + width).filter { $0.count == width }
    let seconds = pieces(of: range.upperBound - width..<range.upperBound).filter { $0.count == width }
    return firsts.compactMap { first in
      let ends = seconds.filter { $0.lowerBound >= first.upperBound }.map(\.upperBound)
      guard let end = ends.min(), end - first.lowerBound <= range.count + 400 else { return nil }
      return first.lowerBound..<end
    }
  }
}
