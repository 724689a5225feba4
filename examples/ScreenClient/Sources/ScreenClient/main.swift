// Opens FASTQ files, screens them for variants of COL1A1 and COL1A2, and prints the calls.
//
//   swift run ScreenClient sample_R1.fastq.gz [sample_R2.fastq.gz]

import Collagen

let files = CommandLine.arguments.dropFirst().map(InputSource.init(path:))
let lanes: [ReadLane] = files.count == 2 ? [.paired(files[0], files[1])] : files.map { .single($0) }

do {
  var options = ScreenOptions(sample: "example")
  options.threads = 2
  let report = try ScreenPipeline.run(lanes: lanes, options: options).report
  for call in report.passed {
    print(call.hgvsC, call.hgvsP, call.consequence, call.zygosity, "\(call.altDepth)/\(call.depth)", separator: "\t")
  }
  print("\(report.bases(verdict: "no_call")) of \(report.targetBases) target bases have no call")
} catch {
  // What is wrong, where, and what to do: file:line:record:offset: CODE: text.
  print("cannot screen: \(error)")
}
