// The code of the articles "From reads to a report" and "Reading an assay".

import Collagen

func screen() async throws {
  var options = ScreeningOptions(sample: "P07")
  options.threadCount = 2
  let screening = Screening(
    of: [.paired(InputSource(path: "P07_R1.fastq.gz"), InputSource(path: "P07_R2.fastq.gz"))], options: options)
  for await progress in screening.progress {
    print(progress.readCount, "reads")
  }
  let result = try await screening.result

  for call in result.calls {
    print(call.codingName, call.proteinName, call.zygosity, call.alleleFraction)
  }
  print(
    result.noCallBaseCount, "of", result.targetBaseCount, "target bases have no call: a variant there would be missed")
  try result.write(to: "P07.collagen")
}

func report() throws {
  var files = CaseFiles(record: "P07.yaml")
  files.screening = "P07.collagen/P07.json"
  files.assay = "assay.collagen/assay.json"
  let report = try CaseEvaluation(files)
  print(report.text)
  try report.write(to: "P07.report")
}

func assay() throws {
  let assay = try AssayEvaluation(files: ["cultures.csv", "plate.csv"])
  for line in assay.lines {
    print(line.id, line.verdict, line.synthesis.value, line.secretion.value)
  }
  for warning in assay.warnings {
    print("warning:", warning)
  }
  try assay.write(to: "assay.collagen")
}
