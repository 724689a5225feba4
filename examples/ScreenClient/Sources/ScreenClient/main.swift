// Opens FASTQ files, screens them for variants of COL1A1 and COL1A2, and prints the calls.
//
//   swift run ScreenClient sample_R1.fastq.gz [sample_R2.fastq.gz]

import Collagen

let files = CommandLine.arguments.dropFirst().map(InputSource.init(path:))
let lanes: [ReadLane] = files.count == 2 ? [.paired(files[0], files[1])] : files.map { .single($0) }

var options = ScreeningOptions(sample: "example")
options.threadCount = 2

do {
  let result = try await Screening(of: lanes, options: options).result
  for call in result.calls {
    print(
      call.codingName, call.proteinName, call.consequence, call.zygosity, "\(call.alternateDepth)/\(call.depth)",
      separator: "\t")
  }
  print("\(result.noCallBaseCount) of \(result.targetBaseCount) target bases have no call")
} catch {
  // What is wrong, where, and what to do: file:line:record:offset: CODE: text.
  print("cannot screen: \(error)")
}
