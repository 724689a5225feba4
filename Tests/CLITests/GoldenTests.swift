// The same inputs give the same bytes with any number of threads, in any locale and time zone (the long run is
// benchmarks/evidence/check-golden).

import Foundation
import Testing

@Suite struct GoldenTests {
  private static func fixture(_ path: String) -> String {
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures/cases/" + path
  }

  @Test func assayReportAndCohortAreTheSameEverywhere() throws {
    let scratch = try ScratchFolder()
    let glycine = GoldenTests.fixture("glycine/")
    let record = try #require(FileManager.default.contents(atPath: glycine + "case.yaml"))
    _ = try scratch.write("case.yaml", String(decoding: record, as: UTF8.self))
    let cohort = try scratch.write("cohort.csv", "case_id,clinical\nglycine,case.yaml\n")
    var first: [String: Data] = [:]
    let settings = [("1", "C", "UTC"), ("4", "de_DE.UTF-8", "Pacific/Auckland"), ("8", "tr_TR.UTF-8", "Asia/Tokyo")]
    for (threads, locale, zone) in settings {
      let out = "t" + threads
      let environment = ["LC_ALL": locale, "LANG": locale, "TZ": zone]
      func run(_ arguments: [String]) throws {
        let run = try CommandRun(
          arguments + ["--quiet", "--threads", threads], folder: scratch.url, environment: environment)
        #expect(run.status == 0, "\(arguments): \(run.errors)")
      }
      try run([
        "assay", "-o", out + "/assay", glycine + "assay/glycine.cultures.csv", glycine + "assay/glycine.plate.csv",
      ])
      try run([
        "report", "-o", out + "/report", "--case", glycine + "case.yaml", "--screen", glycine + "glycine.screen.json",
        "--assay", scratch.path(out + "/assay/assay.json"), "--known", glycine + "known.vcf", "--scores",
        glycine + "scores.tsv", "--validation", glycine + "validation.tsv",
      ])
      try run(["cohort", "-o", out + "/cohort", cohort])
      var files: [String: Data] = [:]
      for folder in ["assay", "report", "cohort"] {
        for name in scratch.names("\(out)/\(folder)") {
          let path = scratch.path("\(out)/\(folder)/\(name)")
          if let data = FileManager.default.contents(atPath: path), !data.isEmpty { files["\(folder)/\(name)"] = data }
        }
      }
      #expect(files.count > 10, "\(files.keys.sorted())")
      if first.isEmpty { first = files }
      #expect(files.keys.sorted() == first.keys.sorted())
      for (name, data) in files { #expect(data == first[name], "\(name) with \(threads) threads, \(locale), \(zone)") }
    }
  }
}
