// Maps candidate templates on several threads and puts the results together in input order.

import Alignment
import Dispatch
import Synchronization
import TranscriptAnalysis

/// What came out of mapping.
struct PlacedReads: Sendable {
  /// The placed reads in input order.
  var store = AlignedReadStore()
  /// RNA only: reads that lie on the records, not on the messages.
  var unspliced = AlignedReadStore()
  /// Single reads that were looked at.
  var candidates = 0
  /// Of these, reads that lie on neither record.
  var unmapped = 0
  /// Of these, reads put aside, by reason.
  var filtered: [String: Int] = [:]
  /// Read names by template number, if they were kept.
  var names: [Int: String] = [:]
  /// What a reader of the result should know.
  var warnings: [String] = []
}

/// Maps chunks on `threads` threads. The result is the same for every number of threads: chunks are joined in the order in
/// which they were submitted, and what is left out for want of room is decided by template number alone.
///
/// Call ``submit(_:)`` and ``finish()`` from one thread.
final class MappingPool {
  private final class Inbox: Sendable {
    let chunks = Mutex<[Int: PlacedReads]>([:])
  }

  /// Working memory that no thread is using.
  private final class ScratchShelf: Sendable {
    /// Sendable because a box is on the shelf or in one thread's hands, never both.
    final class Box: @unchecked Sendable {
      var scratch = MapperScratch()
    }

    private let idle = Mutex<[Box]>([])

    /// Runs a body with memory of its own.
    func withScratch<Result: Sendable>(_ body: (inout MapperScratch) -> Result) -> Result {
      let box = idle.withLock { $0.popLast() } ?? Box()
      let result = body(&box.scratch)
      idle.withLock { $0.append(box) }
      return result
    }
  }

  /// More threads would only take memory: two inputs do not unpack fast enough for them.
  private static let maximumThreads = 8

  private let mapper: ReadMapper
  private let messages: MessageMapper?
  private let room: DispatchSemaphore
  private let inbox = Inbox()
  private let shelf = ScratchShelf()
  private let queue = DispatchQueue(label: "collagen.mapping", attributes: .concurrent)
  private let group = DispatchGroup()
  private var submitted = 0
  private var joined = 0
  private var placed = PlacedReads()
  private var sampling = TemplateSampling()

  /// - Parameters:
  ///   - mapper: shared by all threads.
  ///   - messages: maps the reads of RNA instead; `nil` for DNA.
  ///   - threads: at least one.
  init(mapper: ReadMapper, messages: MessageMapper? = nil, threads: Int) {
    self.mapper = mapper
    self.messages = messages
    room = DispatchSemaphore(value: min(max(1, threads), MappingPool.maximumThreads))
  }

  /// Hands one chunk over; waits while all threads are busy.
  func submit(_ chunk: CandidateChunk) {
    guard !chunk.templates.isEmpty else { return }
    room.wait()
    let number = submitted
    submitted += 1
    queue.async(group: group) { [mapper, messages, inbox, shelf, room] in
      let result =
        messages.map { MappingPool.map(chunk, with: $0) }
        ?? shelf.withScratch { MappingPool.map(chunk, with: mapper, scratch: &$0) }
      inbox.chunks.withLock { $0[number] = result }
      room.signal()
    }
    joinReady()
  }

  /// Waits for all chunks and gives everything that was placed.
  func finish() -> PlacedReads {
    group.wait()
    joinReady()
    if sampling.isThinned {
      placed.warnings.append(
        "more reads of the two genes than memory is kept for: 1 in \(sampling.step) fragments was used")
    }
    return placed
  }

  /// Joins results that are next in line.
  private func joinReady() {
    while let next = inbox.chunks.withLock({ $0.removeValue(forKey: joined) }) {
      joined += 1
      placed.candidates += next.candidates
      placed.unmapped += next.unmapped
      placed.filtered.merge(next.filtered, uniquingKeysWith: +)
      placed.names.merge(next.names) { first, _ in first }
      if sampling.isThinned {
        let left = placed.store.append(contentsOf: next.store) { sampling.keeps(template: $0) }
        count(left + placed.unspliced.append(contentsOf: next.unspliced) { sampling.keeps(template: $0) })
      } else {
        placed.store.append(contentsOf: next.store)
        placed.unspliced.append(contentsOf: next.unspliced)
      }
      while placed.store.bases.count > TemplateSampling.maximumBases {
        sampling.thin()
        count(placed.store.removeTemplates { !sampling.keeps(template: $0) })
        count(placed.unspliced.removeTemplates { !sampling.keeps(template: $0) })
      }
    }
  }

  private func count(_ leftOut: Int) {
    if leftOut > 0 { placed.filtered["depth_cap", default: 0] += leftOut }
  }

  private static func map(
    _ chunk: CandidateChunk, with mapper: ReadMapper, scratch: inout MapperScratch
  ) -> PlacedReads {
    var placed = PlacedReads()
    placed.store.reserveSpace(forBases: chunk.bases.count, reads: 2 * chunk.templates.count)
    let bases = chunk.bases.span
    let qualities = chunk.qualities.span
    for template in chunk.templates {
      let first = template.first
      let outcome =
        if let second = template.second {
          mapper.mapPair(
            firstBases: bases.extracting(first), firstQualities: qualities.extracting(first),
            secondBases: bases.extracting(second), secondQualities: qualities.extracting(second),
            template: template.number, into: &placed.store, scratch: &scratch)
        } else {
          mapper.mapSingle(
            bases: bases.extracting(first), qualities: qualities.extracting(first), template: template.number,
            into: &placed.store, scratch: &scratch)
        }
      placed.count(outcome.first)
      if let second = outcome.second { placed.count(second) }
    }
    for (template, name) in chunk.names { placed.names[template] = name }
    return placed
  }
}

extension PlacedReads {
  mutating func count(_ outcome: ReadOutcome) {
    candidates += 1
    switch outcome {
    case .used: break
    case .unmapped: unmapped += 1
    case .filtered(let reason): filtered[reason.rawValue, default: 0] += 1
    }
  }
}

/// Which templates are kept when there are more than memory is meant to hold: by a hash of their number, so that the choice
/// depends on nothing else.
struct TemplateSampling {
  /// Most bases that are kept: 1000x over both records, and 2000x over the exons of both genes.
  static let maximumBases = 72_000_000

  /// One template in `step` is kept.
  private(set) var step = 1

  /// Whether any template is left out.
  var isThinned: Bool { step > 1 }

  /// Keeps half of what was kept.
  mutating func thin() { step *= 2 }

  /// Whether a template is kept; what is kept at a larger step is a part of what is kept at a smaller one.
  func keeps(template: Int) -> Bool {
    guard step > 1 else { return true }
    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
    var hash = UInt64(truncatingIfNeeded: template) &+ 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 31
    return hash & UInt64(step - 1) == 0
  }
}
