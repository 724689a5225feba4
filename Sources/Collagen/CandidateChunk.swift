// Reads that may be ours, copied out of their batches so that these can go back to the reader.

import Alignment
import BioSequence
import SequenceIO

/// Some templates in a row, in flat arrays.
struct CandidateChunk: Sendable {
  /// One template with one or two reads: where their bases and qualities lie.
  struct Template: Sendable {
    let number: Int
    let first: Range<Int>
    let second: Range<Int>?
    /// The molecule's identifier, if it was asked for.
    var identifier: MolecularIdentifier?
  }

  /// ASCII bases, then as many quality characters, read by read.
  private(set) var bases: [UInt8] = []
  private(set) var qualities: [UInt8] = []
  private(set) var templates: [Template] = []
  /// Templates without the identifier that was asked for, which are not in the list, and their single reads.
  private(set) var anonymous = (templates: 0, reads: 0)
  /// Templates without base qualities (FASTA).
  private(set) var sequences = 0
  private(set) var names: [(template: Int, name: String)] = []

  /// Quality character given to FASTA, which has none: Phred 30.
  private static let assumedQuality: UInt8 = 33 + 30

  /// Bases of a chunk that is worth a thread's while.
  private static let fullCount = 600_000

  /// Whether it is time to hand the chunk over.
  var isFull: Bool { bases.count >= CandidateChunk.fullCount }

  /// A chunk that never moves as it fills.
  init() {
    bases.reserveCapacity(CandidateChunk.fullCount + 4096)
    qualities.reserveCapacity(CandidateChunk.fullCount + 4096)
  }

  mutating func append(_ slice: ReadSlice, _ index: Int, keepsName: Bool, identifiers: IdentifierSource? = nil) {
    let number = slice.firstTemplate + index
    var identifier: MolecularIdentifier?
    if let identifiers {
      identifier = identifiers.identifier(in: slice.first.title(slice.firstIndex(index)))
      guard identifier != nil else {
        anonymous.templates += 1
        anonymous.reads += slice.second == nil ? 1 : 2
        return
      }
    }
    if !slice.first.hasQualities { sequences += 1 }
    let first = copy(slice.first, slice.firstIndex(index))
    let second = slice.second.map { copy($0, slice.secondIndex(index)) }
    templates.append(Template(number: number, first: first, second: second, identifier: identifier))
    if keepsName {
      names.append((number, CandidateChunk.name(slice.first.title(slice.firstIndex(index)))))
    }
  }

  private mutating func copy(_ batch: RecordBatch, _ index: Int) -> Range<Int> {
    let start = bases.count
    batch.withSequence(index) { span in
      unsafe span.withUnsafeBufferPointer { unsafe bases.append(contentsOf: $0) }
    }
    if batch.hasQualities {
      batch.withQualities(index) { span in
        unsafe span.withUnsafeBufferPointer { unsafe qualities.append(contentsOf: $0) }
      }
    } else {
      // A letter of two bases becomes an unknown base whose quality tells the letter.
      for index in start..<bases.count {
        qualities.append(AmbiguityLetter(ascii: bases[index]).map { 33 + $0.score } ?? CandidateChunk.assumedQuality)
      }
    }
    return start..<bases.count
  }

  /// The title up to its first blank, without `/1`; SAM allows 254 printable characters other than `@` at the start.
  private static func name(_ title: [UInt8]) -> String {
    var name = title.prefix { $0 > 32 && $0 < 127 }
    if name.suffix(2) == [47, 49] { name = name.dropLast(2) }
    let text = String(decoding: name.prefix(254), as: UTF8.self)
    return text.isEmpty || text.hasPrefix("@") ? "*" : text
  }
}
