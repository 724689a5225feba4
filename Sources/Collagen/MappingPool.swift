// Maps candidate templates on several threads and puts the results together in input order.

import Alignment
import SequenceIO
import Synchronization
import TranscriptAnalysis
import VariantCalling

/// Maps chunks on `threads` threads. The result is the same for every number of threads: chunks are joined in the order in
/// which they were submitted, and what is left out for want of room is decided by template number alone.
///
/// Call ``submit(_:)`` and ``finish()`` from one thread.
final class MappingPool {
  /// Working memory that no thread is using.
  private final class ScratchShelf<Scratch: ~Copyable>: Sendable {
    /// Sendable because a box is on the shelf or in one thread's hands, never both.
    final class Box: @unchecked Sendable {
      var scratch: Scratch

      init(_ scratch: consuming Scratch) { self.scratch = scratch }
    }

    private let idle = Mutex<[Box]>([])
    private let make: @Sendable () -> Scratch

    init(_ make: @escaping @Sendable () -> Scratch) { self.make = make }

    /// Runs a body with memory of its own.
    func withScratch<Result: Sendable>(_ body: (inout Scratch) -> Result) -> Result {
      let box = idle.withLock { $0.popLast() } ?? Box(make())
      let result = body(&box.scratch)
      idle.withLock { $0.append(box) }
      return result
    }
  }

  /// Bases of fragments with identifiers from which on they are joined: their lists take memory too.
  private static let familyBases = 44_000_000

  /// More threads would only take memory: two inputs do not unpack fast enough for them.
  private static let maximumThreads = 8

  /// One chunk on its way.
  // Sendable because the pool hands it from thread to thread and never to two at once.
  private final class Job: PoolJob, @unchecked Sendable {
    private let map: @Sendable () -> MappedReads
    private(set) var mapped = MappedReads()

    init(_ map: @escaping @Sendable () -> MappedReads) { self.map = map }

    func run() { mapped = map() }
  }

  private let mapper: ReadMapper
  private let longMapper: LongReadMapper
  private let transcriptMapper: TranscriptMapper?
  private let shelf = ScratchShelf { MapperScratch() }
  private let transcriptShelf = ScratchShelf { TranscriptMapperScratch() }
  private let pool: OrderedPool<Job>
  /// Chunks that were handed over and not joined yet, oldest first.
  private var pending: [Job] = []
  private var mapped = MappedReads()
  private var depthCap = DepthCap()
  private var sites: SiteReads
  /// Counts all fragments from the moment on at which not all of them are kept; `nil` where they are not to be counted.
  private var molecules: MoleculeCounts?
  /// The same for bases that copies of a molecule agree on; `nil` where reads have no identifiers.
  private var agreed: MoleculeCounts?
  /// Joins copies of one molecule; `nil` where reads have no identifiers.
  private var families: MoleculeFamilies?

  /// - Parameters:
  ///   - mapper: shared by all threads.
  ///   - transcripts: maps the reads of RNA instead; `nil` for DNA.
  ///   - sites: takes all reads over places of which every fragment counts.
  ///   - joinsFamilies: whether copies of a molecule are joined by its identifier.
  ///   - counted: counts of no fragment yet, which takes those of deep samples.
  ///   - threads: at least one.
  init(
    mapper: ReadMapper, transcriptMapper: TranscriptMapper? = nil, sites: SiteReads = SiteReads([]),
    joinsFamilies: Bool = false, counted: MoleculeCounts? = nil, threads: Int
  ) {
    molecules = joinsFamilies ? nil : counted
    agreed = joinsFamilies ? counted : nil
    families = joinsFamilies ? MoleculeFamilies() : nil
    self.sites = sites
    self.mapper = mapper
    longMapper = LongReadMapper(index: mapper.index)
    self.transcriptMapper = transcriptMapper
    pool = OrderedPool(threads: min(max(1, threads), MappingPool.maximumThreads))
  }

  /// Hands one chunk over; works on chunks itself while all threads are busy.
  func submit(_ chunk: CandidateChunk) {
    if chunk.anonymous.reads > 0 {
      mapped.anonymousTemplates += chunk.anonymous.templates
      _ = mapped.leaveOut(["no_identifier": chunk.anonymous.reads])
    }
    guard !chunk.templates.isEmpty else { return }
    mapped.sequences += chunk.sequences
    mapped.templates += chunk.templates.count
    let job = Job { [mapper, longMapper, transcriptMapper, shelf, transcriptShelf] in
      transcriptMapper.map { mapper in
        transcriptShelf.withScratch { MappingPool.map(chunk, with: mapper, scratch: &$0) }
      }
        ?? shelf.withScratch { MappingPool.map(chunk, with: mapper, longMapper, scratch: &$0) }
    }
    pool.submit(job)
    pending.append(job)
    while let oldest = pending.first, pending.count > pool.threadCount || pool.isDone(oldest) { joinOldest() }
  }

  /// Waits until no thread is at work.
  func wait() { pool.close() }

  /// Waits for all chunks and gives everything that was aligned.
  ///
  /// - Parameter keepsSingletons: whether fragments that are the only ones of their molecule stay.
  func finish(keepsSingletons: Bool = true) -> MappedReads {
    while !pending.isEmpty { joinOldest() }
    if families != nil {
      finishFamilies(keepsSingletons: keepsSingletons)
      return mapped
    }
    // Also where nothing is thinned, fragments may be so many that equal ends are no copies.
    if !sites.isEmpty, depthCap.isActive || CoincidingEnds(in: sites.store).areExpected { mapped.sites = sites }
    if depthCap.isActive { noteThinning() }
    return mapped
  }

  /// Says what rests on all fragments of a deep sample, and what on those that were kept.
  private func noteThinning() {
    // A long read is a fragment of its own kind; its pieces are not counted as such.
    if mapped.longReads.isEmpty { mapped.molecules = molecules }
    let kept = "1 in \(depthCap.step) fragments was kept"
    guard let molecules = mapped.molecules else {
      mapped.warnings.append("more reads of the two genes than memory is held for: \(kept)")
      return
    }
    mapped.warnings.append(
      molecules.areCopies
        ? "more reads of the two genes than memory is held for: \(kept); many fragments are copies of others, so that all calls "
          + "rest on the kept ones (--umi counts molecules where reads have identifiers)"
        : "more reads of the two genes than memory is held for: \(kept) for haplotypes, insertions and deletions; mosaic "
          + "substitutions, depths and substitutions to confirm rest on all fragments")
  }

  /// Joins the result that is next in line, as soon as it is there.
  private func joinOldest() {
    let job = pending.removeFirst()
    pool.finish(job)
    join(job.mapped)
  }

  private func join(_ next: MappedReads) {
    mapped.candidates += next.candidates
    mapped.unmapped += next.unmapped
    mapped.longReads += next.longReads
    mapped.filtered.merge(next.filtered, uniquingKeysWith: +)
    mapped.names.merge(next.names) { first, _ in first }
    if families != nil { return joinFamilies(with: next) }
    mapped.identifiedTemplates += next.identifiers.count
    mapped.identifiers += next.identifiers.lazy.filter { [depthCap] in depthCap.keeps(template: $0.template) }
    sites.add(next.store)
    if depthCap.isActive {
      molecules?.add(next.store)
      let left = mapped.store.append(contentsOf: next.store) { depthCap.keeps(template: $0) }
      count(left + mapped.unspliced.append(contentsOf: next.unspliced) { depthCap.keeps(template: $0) })
    } else {
      mapped.store.append(contentsOf: next.store)
      mapped.unspliced.append(contentsOf: next.unspliced)
    }
    // Reads over given variants are kept twice: their room is taken from that of the others.
    while mapped.store.bases.count + mapped.unspliced.bases.count
      > DepthCap.maximumBases - 2 * sites.store.bases.count
    {
      // So far all fragments are in the store.
      if !depthCap.isActive, molecules != nil {
        molecules?.add(mapped.store)
        sites.leaveSubstitutions(all: mapped.store)
      }
      depthCap.tighten()
      count(mapped.store.removeTemplates { !depthCap.keeps(template: $0) })
      count(mapped.unspliced.removeTemplates { !depthCap.keeps(template: $0) })
      mapped.identifiers.removeAll { !depthCap.keeps(template: $0.template) }
    }
  }

  /// Takes reads with identifiers; where there is no more room, the families so far are joined, and only then thinned, so that
  /// a family is kept or left out as a whole.
  private func joinFamilies(with next: MappedReads) {
    let room = MappingPool.familyBases
    for (template, identifier) in next.identifiers { families?.note(identifier, of: template) }
    let key = { [families] template in families?.key(of: template) ?? template }
    count(mapped.store.append(contentsOf: next.store) { [depthCap] in depthCap.keeps(template: key($0)) })
    guard mapped.store.bases.count > room else { return }
    joined(families?.join(in: &mapped.store) ?? 0)
    // A store that is full again at once would be joined for every chunk.
    while mapped.store.bases.count > room * 3 / 4 {
      depthCap.tighten()
      let cap = depthCap
      let key = { [families] template in families?.key(of: template) ?? template }
      count(mapped.store.removeTemplates { !cap.keeps(template: key($0)) })
    }
  }

  private func finishFamilies(keepsSingletons: Bool) {
    guard let (counts, together, dropped) = families?.finish(in: &mapped.store, keepsSingletons: keepsSingletons) else {
      return
    }
    joined(together)
    if dropped > 0 { mapped.filtered["singleton", default: 0] += dropped }
    mapped.families = counts
    // A singleton has the errors of its one read: mosaics are also looked for where copies agree.
    if var agreed = agreed {
      agreed.add(mapped.store)
      mapped.molecules = agreed
    }
    if depthCap.isActive {
      mapped.warnings.append(
        "more families of the two genes than memory is kept for: 1 in \(depthCap.step) was used, as a whole")
    }
  }

  private func joined(_ reads: Int) {
    if reads > 0 { mapped.filtered["joined_in_family", default: 0] += reads }
  }

  private func count(_ leftOut: Int) {
    if leftOut > 0 { mapped.filtered["depth_cap", default: 0] += leftOut }
  }

  private static func map(
    _ chunk: CandidateChunk, with mapper: ReadMapper, _ longMapper: LongReadMapper, scratch: inout MapperScratch
  ) -> MappedReads {
    var mapped = MappedReads()
    mapped.store.reserveSpace(forBases: chunk.bases.count, reads: 2 * chunk.templates.count)
    let bases = chunk.bases.span
    let qualities = chunk.qualities.span
    for template in chunk.templates {
      let first = template.first
      let outcome: TemplateOutcome
      if let second = template.second {
        outcome = mapper.mapPair(
          firstBases: bases.extracting(first), firstQualities: qualities.extracting(first),
          secondBases: bases.extracting(second), secondQualities: qualities.extracting(second),
          template: template.number, into: &mapped.store, scratch: &scratch)
      } else if first.count > ReadMapper.longestRead {
        outcome = longMapper.map(
          bases: bases.extracting(first), qualities: qualities.extracting(first), template: template.number,
          into: &mapped.store)
        if outcome.first == .used { mapped.longReads.append(first.count) }
      } else {
        outcome = mapper.mapSingle(
          bases: bases.extracting(first), qualities: qualities.extracting(first), template: template.number,
          into: &mapped.store, scratch: &scratch)
      }
      mapped.count(outcome.first)
      if let second = outcome.second { mapped.count(second) }
    }
    for template in chunk.templates {
      if let identifier = template.identifier { mapped.identifiers.append((template.number, identifier)) }
    }
    for (template, name) in chunk.names { mapped.names[template] = name }
    return mapped
  }
}
