// Opens FASTQ files, screens them for variants of COL1A1 and COL1A2, and prints the calls.
//
//   swift run ScreenClient sample_R1.fastq.gz sample_R2.fastq.gz

import Collagen

let files = CommandLine.arguments.dropFirst().map(InputSource.init(path:))
let lanes: [ReadLane]
switch files.count {
case 1: lanes = [.single(files[0])]
case 2: lanes = [.paired(files[0], files[1])]
default: fatalError("usage: ScreenClient READS1 [READS2]")
}

do {
  var options = ScreenOptions(sample: "example")
  options.threads = 2
  let result = try ScreenPipeline.run(lanes: lanes, options: options)
  for call in result.report.passed {
    print(call.hgvsC, call.hgvsP, call.consequence, call.zygosity, "\(call.altDepth)/\(call.depth)", separator: "\t")
  }
  let report = result.report
  print("\(report.bases(verdict: "no_call")) of \(report.targetBases) target bases have no call")
} catch {
  // What is wrong, where, and what to do: file:line:record:offset: CODE: text.
  print("cannot screen: \(error)")
}
