// A slow, simple aligner for tests: places simulated pairs so that the caller can be tested without the mapper.

import Alignment
import BioSequence
import ReadSimulation

/// Places reads by unique 21-mers and aligns them with affine gaps; unplaced reads are dropped.
struct PlainAligner {
  let records: [[UInt8]]
  /// Places of each 21-mer: record, offset; negative record if it occurs more than once.
  private var index: [UInt64: (record: Int, offset: Int)] = [:]
  static let k = 21

  init(records: [DNASequence]) {
    self.records = records.map(\.codes)
    for (record, codes) in self.records.enumerated() {
      for (offset, word) in PlainAligner.words(of: codes) {
        index[word] = index[word] == nil ? (record, offset) : (-1, 0)
      }
    }
  }

  private static func words(of codes: [UInt8]) -> [(Int, UInt64)] {
    var word: UInt64 = 0
    var length = 0
    var found: [(Int, UInt64)] = []
    for (offset, code) in codes.enumerated() {
      length = code < 4 ? length + 1 : 0
      word = (word << 2 | UInt64(code & 3)) & (1 << UInt64(2 * k) - 1)
      if length >= k { found.append((offset - k + 1, word)) }
    }
    return found
  }

  struct CandidateAlignment {
    let record: Int
    let start: Int
    let strand: Strand
    let cigar: [CIGAROperation]
    let bases: [UInt8]
    let qualities: [UInt8]
  }

  /// Places both reads of a pair and adds them to the store.
  func add(_ pair: SimulatedPair, to store: inout AlignedReadStore) {
    let first = place(pair.firstBases, pair.firstQualities)
    let second = place(pair.secondBases, pair.secondQualities)
    let isProper = first != nil && second != nil && first?.record == second?.record && first?.strand != second?.strand
    for (placement, isSecond) in [(first, false), (second, true)] {
      guard let placement else { continue }
      store.append(
        reference: placement.record, start: placement.start, strand: placement.strand, mappingQuality: 60,
        template: pair.index, isSecond: isSecond, isProperPair: isProper, bases: placement.bases,
        qualities: placement.qualities, cigar: placement.cigar)
    }
  }

  func place(_ bases: [UInt8], _ qualities: [UInt8]) -> CandidateAlignment? {
    let reverse: [UInt8] = bases.reversed().map { $0 < 4 ? 3 - $0 : 4 }
    for (codes, scores, strand) in [(bases, qualities, Strand.forward), (reverse, qualities.reversed(), .reverse)] {
      var diagonals: [Int] = []
      var record = -1
      for (offset, word) in PlainAligner.words(of: codes) where offset % 5 == 0 {
        guard let hit = index[word], hit.record >= 0 else { continue }
        if record < 0 { record = hit.record }
        if hit.record == record { diagonals.append(hit.offset - offset) }
      }
      guard record >= 0 else { continue }
      diagonals.sort()
      let middle = diagonals[diagonals.count / 2]
      let near = diagonals.filter { abs($0 - middle) <= 80 }
      let reference = records[record]
      if near.first == near.last, middle >= 0, middle + codes.count <= reference.count {
        let mismatches = codes.indices.count { codes[$0] != reference[middle + $0] }
        if mismatches <= 3 {
          return CandidateAlignment(
            record: record, start: middle, strand: strand, cigar: [CIGAROperation(.match, codes.count)],
            bases: codes, qualities: scores)
        }
      }
      let window = max(0, (near.first ?? middle) - 15)..<min(reference.count, (near.last ?? middle) + codes.count + 15)
      guard let found = align(codes, to: Array(reference[window])) else { continue }
      return CandidateAlignment(
        record: record, start: window.lowerBound + found.start, strand: strand, cigar: found.cigar, bases: codes,
        qualities: scores)
    }
    return nil
  }

  /// Local affine-gap alignment: match 1, mismatch -4, gap open -6, extend -1, a bonus of 5 for reaching an end.
  private func align(_ read: [UInt8], to reference: [UInt8]) -> (start: Int, cigar: [CIGAROperation])? {
    let columns = reference.count + 1
    let low: Int32 = -1 << 20
    var m = [Int32](repeating: low, count: (read.count + 1) * columns)
    var x = m
    var y = m
    for i in 1...read.count {
      for j in 1..<columns {
        let here = i * columns + j
        let score: Int32 = read[i - 1] == reference[j - 1] ? 1 : -4
        let before = here - columns - 1
        let fresh: Int32 = i == 1 ? 5 : 0
        m[here] = max(fresh, m[before], x[before], y[before]) + score
        x[here] = max(m[here - columns] - 7, x[here - columns] - 1)
        y[here] = max(m[here - 1] - 7, y[here - 1] - 1)
      }
    }
    var best: (score: Int32, i: Int, j: Int) = (low, 0, 0)
    for i in 1...read.count {
      for j in 1..<columns where m[i * columns + j] + (i == read.count ? 5 : 0) > best.score {
        best = (m[i * columns + j] + (i == read.count ? 5 : 0), i, j)
      }
    }
    guard best.score >= 30 else { return nil }
    return trace(read, reference, from: (best.i, best.j), m: m, x: x, y: y)
  }

  private func trace(
    _ read: [UInt8], _ reference: [UInt8], from end: (Int, Int), m: [Int32], x: [Int32], y: [Int32]
  ) -> (start: Int, cigar: [CIGAROperation]) {
    let columns = reference.count + 1
    var (i, j) = end
    var kinds: [CIGAROperation.Kind] = [CIGAROperation.Kind](repeating: .softClip, count: read.count - i)
    var state = 0
    while true {
      let here = i * columns + j
      if state == 0 {
        kinds.append(.match)
        let score: Int32 = read[i - 1] == reference[j - 1] ? 1 : -4
        let fresh: Int32 = i == 1 ? 5 : 0
        let before = here - columns - 1
        let rest = m[here] - score
        i -= 1
        j -= 1
        if rest == m[before] { continue }
        if rest == x[before] { state = 1 } else if rest == y[before] { state = 2 } else if rest == fresh { break }
      } else if state == 1 {
        kinds.append(.insertion)
        state = x[here] == m[here - columns] - 7 ? 0 : 1
        i -= 1
      } else {
        kinds.append(.deletion)
        state = y[here] == m[here - 1] - 7 ? 0 : 2
        j -= 1
      }
    }
    kinds += [CIGAROperation.Kind](repeating: .softClip, count: i)
    kinds.reverse()
    var cigar: [CIGAROperation] = []
    var start = 0
    while start < kinds.count {
      var stop = start
      while stop < kinds.count, kinds[stop] == kinds[start] { stop += 1 }
      cigar.append(CIGAROperation(kinds[start], stop - start))
      start = stop
    }
    return (j, cigar)
  }
}
