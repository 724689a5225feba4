// Templates out of the lines of an alignment file: mates are found by name, in whatever order the lines are.

/// Puts mates together. Where batches were screened, only templates with a marked read are given out; the others are
/// counted. Memory is bounded: of reads that were not marked, the oldest whose mates have not come are forgotten, and if one
/// of them is missed at the end, the file is read once more.
final class TemplateReader: LaneReader {
  private let stream: any BatchStream
  private let isScreened: Bool
  /// Reads the same input again, without a screen; nil for what cannot be read twice.
  private let reopen: (() throws(ParseError) -> RecordStream)?
  private var mates: WaitingMates
  private var isDone = false
  private var ready: [ReadSlice] = []
  private var unmatedCount = 0
  /// Reads that were looked at and not given out.
  private(set) var screenedOut = 0
  /// The longest of them.
  private(set) var longestScreenedOut = 0

  /// - Parameters:
  ///   - stream: begins with lines of an alignment file.
  ///   - isScreened: whether its batches are marked.
  ///   - waitingBytes: what reads that are not marked may take while they wait.
  init(
    _ stream: any BatchStream, isScreened: Bool, waitingBytes: Int, reopen: (() throws(ParseError) -> RecordStream)?
  ) {
    mates = WaitingMates(budget: waitingBytes)
    self.stream = stream
    self.isScreened = isScreened
    self.reopen = reopen
  }

  var summaries: [InputSummary] { stream.summary.map { [$0] } ?? [] }
  var bytesRead: Int { stream.bytesRead }

  var diagnostics: [InputDiagnostic] {
    var messages: [String] = []
    if unmatedCount > 0 {
      messages.append("\(unmatedCount) reads of pairs were read without their mates, which are not in the file")
    }
    return messages.map { InputDiagnostic(code: .alignedReads, file: stream.name, message: $0) }
  }

  /// The next templates; a slice may be empty where nothing was marked.
  func next() throws(ParseError) -> ReadSlice? {
    if !ready.isEmpty { return ready.removeFirst() }
    guard !isDone else { return nil }
    var output = TemplateOutput()
    if let batch = try stream.next() {
      sort(batch, into: &output)
    } else {
      isDone = true
      try finish(into: &output)
    }
    ready = output.slices()
    return ready.removeFirst()
  }

  /// Gives out what is complete; lets the rest wait.
  private func sort(_ batch: RecordBatch, into output: inout TemplateOutput) {
    for index in 0..<batch.count {
      let isMarked = !isScreened || batch[index].flags != 0
      let mark = batch.marks[index]
      guard mark.isPaired else {
        if isMarked { output.addSingle(WaitingRead(batch, index)) } else { leaveOut(Int(batch[index].sequenceCount)) }
        continue
      }
      let read = WaitingRead(batch, index)
      switch mates.match(read, isMarked: isMarked) {
      case .waits: break
      case .mates(let mate, let isMateMarked):
        if isMarked || isMateMarked {
          output.addPair(mate, read)
        } else {
          leaveOut(mate.bases.count)
          leaveOut(read.bases.count)
        }
      case .replaces(let other, let wasMarked): giveSingle(other, wasMarked, into: &output)
      }
    }
    for count in mates.shrink() { leaveOut(count) }
  }

  private func leaveOut(_ count: Int) {
    screenedOut += 1
    longestScreenedOut = max(longestScreenedOut, count)
  }

  private func giveSingle(_ read: WaitingRead, _ isMarked: Bool, into output: inout TemplateOutput) {
    guard isMarked else { return leaveOut(read.bases.count) }
    unmatedCount += 1
    output.addSingle(read)
  }

  /// Finds mates that were forgotten, and gives out what has none.
  private func finish(into output: inout TemplateOutput) throws(ParseError) {
    var lone: [ReadName: WaitingRead] = [:]
    for (read, isMarked) in mates.takeAll() {
      if isMarked { lone[read.name] = read } else { leaveOut(read.bases.count) }
    }
    if mates.hasForgotten, !lone.isEmpty, let reopen {
      let again = try reopen()
      while !lone.isEmpty, let batch = try again.next() {
        for index in 0..<batch.count where batch.marks[index].isPaired {
          let name = ReadName(bytes: batch.title(index))
          guard let read = lone[name] else { continue }
          let mate = WaitingRead(batch, index)
          guard mate.isMate(of: read) else { continue }
          lone[name] = nil
          screenedOut -= 1
          output.addPair(read, mate)
        }
      }
    }
    unmatedCount += lone.count
    for read in lone.values.sorted(by: { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }) {
      output.addSingle(read)
    }
  }
}

/// One read of a pair, copied out of its batch.
struct WaitingRead {
  let name: ReadName
  let bases: [UInt8]
  let qualities: [UInt8]
  let mark: AlignmentMark

  init(_ batch: RecordBatch, _ index: Int) {
    name = ReadName(bytes: batch.title(index))
    bases = batch.sequence(index)
    qualities = batch.qualities(index)
    mark = batch.marks[index]
  }

  /// Memory that it takes, about.
  var cost: Int { name.bytes.count + 2 * bases.count + 240 }

  /// Whether two reads of one name are first and second; where the flags do not tell, they are by order.
  func isMate(of other: WaitingRead) -> Bool {
    let both = AlignmentFlag.first | AlignmentFlag.second
    let (own, others) = (mark.flags & both, other.mark.flags & both)
    return own != others || own == 0 || own == both
  }
}

/// Reads that wait for their mates.
struct WaitingMates {
  enum Match {
    case waits
    /// The mate, and whether it was marked.
    case mates(WaitingRead, Bool)
    /// A read of the same name that is no mate; the new one waits in its place.
    case replaces(WaitingRead, Bool)
  }

  /// Bytes that unmarked reads may take.
  let budget: Int

  private var waiting: [ReadName: (read: WaitingRead, isMarked: Bool, order: Int)] = [:]
  /// The last read, which most often is the mate of the next.
  private var last: (read: WaitingRead, isMarked: Bool)?
  private var cost = 0
  private var order = 0
  /// Whether unmarked reads were forgotten.
  private(set) var hasForgotten = false

  init(budget: Int) { self.budget = budget }

  mutating func match(_ read: WaitingRead, isMarked: Bool) -> Match {
    if let previous = last {
      if previous.read.name == read.name, read.isMate(of: previous.read) {
        last = nil
        return .mates(previous.read, previous.isMarked)
      }
      last = nil
      let result = insert(previous.read, previous.isMarked)
      if case .waits = result {
      } else {
        last = (read, isMarked)
        return result
      }
    }
    guard let found = waiting.removeValue(forKey: read.name) else {
      last = (read, isMarked)
      return .waits
    }
    if !found.isMarked { cost -= found.read.cost }
    if read.isMate(of: found.read) { return .mates(found.read, found.isMarked) }
    last = (read, isMarked)
    return .replaces(found.read, found.isMarked)
  }

  private mutating func insert(_ read: WaitingRead, _ isMarked: Bool) -> Match {
    order += 1
    if !isMarked { cost += read.cost }
    guard let old = waiting.updateValue((read, isMarked, order), forKey: read.name) else { return .waits }
    if !old.isMarked { cost -= old.read.cost }
    return .replaces(old.read, old.isMarked)
  }

  /// Forgets the older half of the unmarked reads once they take more than their budget.
  ///
  /// - Returns: the lengths of the reads forgotten.
  mutating func shrink() -> [Int] {
    guard cost > budget else { return [] }
    hasForgotten = true
    let orders = waiting.values.filter { !$0.isMarked }.map(\.order).sorted()
    let limit = orders[orders.count / 2]
    var lengths: [Int] = []
    for (name, entry) in waiting where !entry.isMarked && entry.order <= limit {
      cost -= entry.read.cost
      lengths.append(entry.read.bases.count)
      waiting[name] = nil
    }
    return lengths
  }

  /// Everything that still waits.
  mutating func takeAll() -> [(WaitingRead, Bool)] {
    let rest = waiting.values.map { ($0.read, $0.isMarked) } + (last.map { [($0.read, $0.isMarked)] } ?? [])
    waiting = [:]
    last = nil
    return rest
  }
}

/// Templates on their way out.
struct TemplateOutput: ~Copyable {
  private var pairs = AlignmentBatchWriter(AlignmentSummary(.bam))
  private var singles = AlignmentBatchWriter(AlignmentSummary(.bam))

  mutating func addPair(_ one: WaitingRead, _ other: WaitingRead) {
    let isSwapped = one.mark.isSecond && !other.mark.isSecond
    for read in isSwapped ? [other, one] : [one, other] {
      pairs.add(title: read.name.bytes, bases: read.bases, qualities: read.qualities, flags: 1)
    }
  }

  mutating func addSingle(_ read: WaitingRead) {
    singles.add(title: read.name.bytes, bases: read.bases, qualities: read.qualities, flags: 1)
  }

  /// Everything as slices, at least one, which may be empty.
  consuming func slices() -> [ReadSlice] {
    let pairBatch = pairs.take(first: 0)
    let singleBatch = singles.take(first: 0)
    let paired = ReadSlice(
      first: pairBatch, second: pairBatch, firstStart: 0, secondStart: 1, stride: 2, count: pairBatch.count / 2)
    let single = ReadSlice(
      first: singleBatch, second: nil, firstStart: 0, secondStart: 0, stride: 1, count: singleBatch.count)
    let full = [paired, single].filter { $0.count > 0 }
    return full.isEmpty ? [single] : full
  }
}
