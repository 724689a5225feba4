// Reads the inputs side by side, as pairs are read, and prints what it cost.
import SequenceIO

#if canImport(Glibc)
  import Glibc
#endif

func seconds(_ value: timeval) -> Double { Double(value.tv_sec) + Double(value.tv_usec) / 1e6 }

var options = StreamOptions()
var paths: [String] = []
var arguments = Array(CommandLine.arguments.dropFirst())
while let argument = arguments.first {
  arguments.removeFirst()
  switch argument {
  case "--chunk": options.chunkSize = Int(arguments.removeFirst()) ?? options.chunkSize
  case "--block": options.blockSize = Int(arguments.removeFirst()) ?? options.blockSize
  case "--threads": options.decodingThreads = Int(arguments.removeFirst()) ?? 1
  default: paths.append(argument)
  }
}

var clock = timespec()
clock_gettime(CLOCK_MONOTONIC, &clock)
let start = Double(clock.tv_sec) + Double(clock.tv_nsec) / 1e9
do {
  var streams: [RecordStream] = []
  for path in paths { streams.append(try RecordStream(InputSource(path: path), options: options)) }
  var bases = 0
  var open = streams
  while !open.isEmpty {
    var left: [RecordStream] = []
    for stream in open {
      guard let batch = try stream.next() else { continue }
      for index in 0..<batch.count { bases += Int(batch[index].sequenceCount) }
      left.append(stream)
    }
    open = left
  }
  for stream in streams {
    if let summary = stream.summary {
      print(
        summary.name, summary.container, summary.recordCount, summary.byteCount, summary.textByteCount,
        summary.completeness, summary.sha256.prefix(12))
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &clock)
  let wall = Double(clock.tv_sec) + Double(clock.tv_nsec) / 1e9 - start
  var usage = rusage()
  getrusage(RUSAGE_SELF, &usage)
  print(
    "bases \(bases) wall \(wall) user \(seconds(usage.ru_utime)) system \(seconds(usage.ru_stime)) rss_kb \(usage.ru_maxrss)"
  )
} catch {
  print(error)
  exit(error.exitStatus)
}
