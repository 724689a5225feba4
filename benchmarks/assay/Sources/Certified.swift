// Agreeing digits with the certified values of NIST StRD.

import ExportAssay
import Foundation
import Numerics

enum Certified {
  static func nonlinear() throws -> String {
    var text = "## NIST StRD nonlinear regression: agreeing digits (log relative errors)\n\n"
    text += "The certified values have 11 digits, so 11 is the most there is. Smallest over the parameters.\n\n"
    text +=
      "| set | level | parameters, start 1 | start 2 | deviations, start 1 | start 2 | sum of squares, start 1 | start 2 |\n|---|---|---|---|---|---|---|---|\n"
    var worst = [11.0, 11.0]
    for name in NISTProblem.names {
      let problem = NISTProblem(name, text: try Files.text("../numerics/nist/NIST_\(name).dat"))
      var p: [Double] = []
      var s: [Double] = []
      var r: [Double] = []
      for start in 0..<2 {
        let fit = problem.fit(from: start, robustly: true)
        p.append(zip(fit.parameters, problem.certified).map { NISTProblem.digits($0, $1) }.min() ?? 0)
        let errors = fit.standardErrors(count: problem.y.count)
        s.append(zip(errors, problem.certifiedErrors).map { NISTProblem.digits($0, $1) }.min() ?? 0)
        r.append(NISTProblem.digits(fit.residualSumOfSquares, problem.certifiedSum))
      }
      worst[0] = min(worst[0], p.min() ?? 0)
      if name != "Lanczos1" { worst[1] = min(worst[1], s.min() ?? 0) }
      text += "| \(name) | \(problem.level) | " + (p + s + r).map { fixed($0, 1) }.joined(separator: " | ") + " |\n"
    }
    return text
      + "\nSmallest: parameters \(fixed(worst[0], 1)), deviations \(fixed(worst[1], 1)) (without Lanczos1, whose residuals are round-off).\n"
  }

  static func variance() throws -> String {
    var text =
      "## NIST StRD analysis of variance and Norris: agreeing digits of 15\n\n| set | F | between | within |\n|---|---|---|---|\n"
    for name in ["SiRstv", "AtmWtAg", "SmLs01", "SmLs02", "SmLs04", "SmLs05", "SmLs07", "SmLs08"] {
      let lines = try Files.text("../numerics/nist/\(name).dat").split(
        separator: "\n", omittingEmptySubsequences: false)
      var groups: [[DoubleDouble]] = []
      var key = ""
      var certified: [Double] = []
      for (index, line) in lines.enumerated() {
        let words = line.split { $0 == " " || $0 == "\r" }.map(String.init)
        if index < 58, words.contains("Between") || words.contains("Within") {
          certified += words.compactMap { $0.contains(".") ? Double($0) : nil }
        }
        guard index >= 58, words.count == 2, let value = DoubleDouble(decimal: words[1]) else { continue }
        if words[0] != key {
          key = words[0]
          groups.append([])
        }
        groups[groups.count - 1].append(value)
      }
      var sets = [(name, groups, [certified[2], certified[0], certified[3]])]
      if ["SmLs02", "SmLs05", "SmLs08"].contains(name) {
        // The sets with 2,001 replicates repeat the pattern of those with 201.
        let large = groups.map { g in [g[0]] + (1..<2001).map { g[$0 % 2 == 1 ? 1 : 2] } }
        sets.append(("SmLs0\(Int(name.suffix(1))! + 1)", large, [2001, 160.08, 180]))
      }
      for (label, data, truth) in sets {
        guard let result = AnalysisOfVariance(exact: data) else { continue }
        let digits = zip([result.f, result.between, result.within], truth).map { NISTProblem.digits($0, $1, most: 15) }
        text += "| \(label) | " + digits.map { fixed($0, 1) }.joined(separator: " | ") + " |\n"
      }
    }
    let rows = try Files.text("../numerics/nist/Norris.dat").split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst(60)
      .map { $0.split { $0 == " " || $0 == "\r" }.compactMap { Double(String($0)) } }.filter { $0.count == 2 }
    if let line = StraightLine(x: rows.map { $0[1] }, y: rows.map { $0[0] }) {
      let pairs = [
        (line.intercept, -0.262323073774029), (line.slope, 1.00211681802045), (line.interceptError, 0.232818234301152),
        (line.slopeError, 0.429796848199937e-03), (line.residualDeviation, 0.884796396144373),
        (line.rSquared, 0.999993745883712),
      ]
      let digits = pairs.map { NISTProblem.digits($0.0, $0.1, most: 15) }
      text +=
        "\nNorris, smallest over intercept, slope, their errors, residual deviation and R2: \(fixed(digits.min() ?? 0, 1)).\n"
    }
    return text
  }
}
