// Reads the inputs side by side, singly or as pairs, and prints what it cost.
import Alignment
import SequenceIO
import TypeICollagen

#if canImport(Glibc)
  import Glibc
#endif

/// What the command line asks for.
struct Request {
  var options = StreamOptions()
  var paths: [String] = []
  var joinsPairs = false
  var screens = false

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--pairs": joinsPairs = true
      case "--screen": screens = true
      case "--handover": options.handOverSize = rest.popFirst().flatMap { Int($0) } ?? options.handOverSize
      case "--chunk": options.chunkSize = rest.popFirst().flatMap { Int($0) } ?? options.chunkSize
      case "--block": options.blockSize = rest.popFirst().flatMap { Int($0) } ?? options.blockSize
      case "--digest": options.digest = rest.popFirst().flatMap { .init(rawValue: $0) } ?? options.digest
      case "--threads": options.decodingThreads = rest.popFirst().flatMap { Int($0) } ?? 1
      default: paths.append(argument)
      }
    }
  }
}

/// Reads all inputs singly, a batch of each in turn; gives the number of bases.
func readSingly(_ request: Request) throws(ParseError) -> Int {
  var open: [RecordStream] = []
  for path in request.paths { open.append(try RecordStream(InputSource(path: path), options: request.options)) }
  var bases = 0
  while !open.isEmpty {
    var left: [RecordStream] = []
    for stream in open {
      guard let batch = try stream.next() else {
        if let summary = stream.summary { print(describe(summary)) }
        continue
      }
      for index in 0..<batch.count { bases += Int(batch[index].sequenceCount) }
      left.append(stream)
    }
    open = left
  }
  return bases
}

/// Reads two inputs as mates, names compared; gives the number of bases.
func readPairs(_ request: Request) throws(ParseError) -> Int {
  let sources = request.paths.map { InputSource(path: $0) }
  var screen: (@Sendable () -> BatchScreen)?
  if request.screens {
    let kernel = makeScreen()
    screen = { flag(kernel) }
  }
  let reader = try SampleReader([.paired(sources[0], sources[1])], options: request.options, screen: screen)
  var bases = 0
  var candidates = 0
  while let slice = try reader.next() {
    for index in 0..<slice.count {
      if slice.flags(index) != 0 { candidates += 1 }
      bases += Int(slice.first[slice.firstIndex(index)].sequenceCount)
      if let second = slice.second { bases += Int(second[slice.secondIndex(index)].sequenceCount) }
    }
  }
  for summary in reader.summaries { print(describe(summary)) }
  if request.screens { print("candidates \(candidates)") }
  return bases
}

/// The screen of the two records; says how long the index took.
func makeScreen() -> ReadScreen {
  let genes = GeneCatalog.embedded.genes
  let start = now()
  let index = KMerIndex(references: genes.map(\.record.sequence), repeats: genes.map(\.repeats))
  print("index_s \(now() - start)")
  return ReadScreen(index: index)
}

/// Marks the reads of a batch that share a telling k-mer with the records.
func flag(_ screen: ReadScreen) -> BatchScreen {
  { batch in
    batch.withUnsafeRecords { base, entries in
      for index in entries.indices {
        let text = UnsafeBufferPointer(
          start: base + Int(entries[index].sequenceStart), count: Int(entries[index].sequenceCount))
        if screen.isCandidate(text) { entries[index].flags = 1 }
      }
    }
  }
}

func describe(_ summary: InputSummary) -> String {
  "\(summary.name) \(summary.container) \(summary.completeness) records \(summary.recordCount) "
    + "bytes \(summary.byteCount) text \(summary.textByteCount) digest \(summary.sha256?.prefix(12) ?? "not SHA-256")"
}

func seconds(_ value: timeval) -> Double { Double(value.tv_sec) + Double(value.tv_usec) / 1e6 }

func now() -> Double {
  var clock = timespec()
  clock_gettime(CLOCK_MONOTONIC, &clock)
  return Double(clock.tv_sec) + Double(clock.tv_nsec) / 1e9
}

let request = Request(Array(CommandLine.arguments.dropFirst()))
let start = now()
do {
  let bases = try request.joinsPairs ? readPairs(request) : readSingly(request)
  let wall = now() - start
  var usage = rusage()
  getrusage(0, &usage)
  let cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime)
  print("bases \(bases) wall_s \(wall) cpu_s \(cpu) rss_kb \(usage.ru_maxrss)")
} catch {
  print(error)
  exit(error.exitStatus)
}
