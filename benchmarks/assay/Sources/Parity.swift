// Vendor parity and speed.

import AssayReport
import ExportAssay
import Foundation

enum Parity {
  static let exports = [
    "softmax_MD_SMP_absorbance_endpoint_example01.txt",
    "softmax_MD_SMP_absorbance_endpoint_partial_plate_example01.txt",
    "softmax_softmaxpro_example_reduced.txt", "softmax_elisatools_assay_2.txt",
    "gen5_Fluorescamine_Protein_Quantitation_no_results_matrix.txt", "gen5_endpoint_stdcurve_singleplate.txt",
  ]

  static func table() throws -> String {
    var text = "## Vendor parity: every printed concentration\n\n"
    text +=
      "| export | function | weights | points | reading | printed | to the digit | within the rounding of the signal | not | largest difference / allowance |\n|---|---|---|---|---|---|---|---|---|---|\n"
    for name in exports {
      let result = try AssayRun.run(inputs: [(name, try Files.bytes("vendor/" + name))])
      for plate in result.plates {
        guard let parity = plate.parity else { continue }
        let worst = parity.comparisons.filter { $0.agreement == .signalRounding }
          .map { abs($0.computed - $0.printed.value) / $0.allowance }.max()
        text +=
          "| \(name) | \(parity.curve.model.rawValue) | \(parity.curve.weighting.rawValue) | \(parity.usesLevelMeans ? "level means" : "wells") | \(parity.reading) | \(parity.comparisons.count) | \(parity.count(.digit)) | \(parity.count(.signalRounding)) | \(parity.count(.no)) | \(worst.map { fixed($0, 2) } ?? "-") |\n"
      }
    }
    return text
  }

  static func speed() throws -> String {
    var text = "## Speed, one thread, files in memory to the four files in memory\n\n| input | ms |\n|---|---|\n"
    var cases: [(String, [(name: String, bytes: [UInt8])])] = try exports.map {
      ($0, [($0, try Files.bytes("vendor/" + $0))])
    }
    let plate = try Files.text("study/plate.csv").split(separator: "\n").filter { !$0.hasPrefix("P2") }.joined(
      separator: "\n")
    cases.append(("study/plate.csv, one 96-well plate, 4PL and 5PL", [("plate.csv", Array(plate.utf8))]))
    for (name, inputs) in cases {
      var best = Double.infinity
      for _ in 0..<5 {
        let start = ContinuousClock.now
        let files = try AssayReport.files(try AssayRun.run(inputs: inputs))
        let elapsed = ContinuousClock.now - start
        if files.count == 4 {
          best = min(best, Double(elapsed.components.attoseconds) / 1e15 + Double(elapsed.components.seconds) * 1000)
        }
      }
      text += "| \(name) | \(fixed(best, 1)) |\n"
    }
    return text
  }
}
