// All 27 nonlinear problems of NIST StRD from both starts, in agreeing digits.

import Numerics
import Testing

@Suite struct NISTTests {
  @Test func nonlinearProblems() throws {
    for name in NISTProblem.names {
      let text = String(decoding: try Fixture.bytes("nist/NIST_\(name).dat"), as: UTF8.self)
      let problem = NISTProblem(name, text: text)
      // The benchmark runs every problem from both starts with all dampings. Here the large ones run from one start,
      // and several dampings are tried only where the first one leads astray.
      let isLarge = problem.y.count > 150
      for start in isLarge ? [1] : [0, 1] {
        let isHard = start == 0 && ["MGH10", "BoxBOD", "MGH09", "MGH17"].contains(name)
        let fit = problem.fit(from: start, robustly: isHard)
        let errors = fit.standardErrors(count: problem.y.count)
        let p = zip(fit.parameters, problem.certified).map { NISTProblem.digits($0, $1) }.min() ?? 0
        let s = zip(errors, problem.certifiedErrors).map { NISTProblem.digits($0, $1) }.min() ?? 0
        #expect(p >= (start == 0 && problem.level == "Higher" ? 7 : 9), "\(name) start \(start + 1): \(p) digits")
        #expect(s >= (name == "Lanczos1" ? 3 : 8), "\(name) start \(start + 1): \(s) digits in the errors")
      }
    }
  }
}

/// A one-way ANOVA set of NIST, its treatments with all printed digits.
struct NISTVarianceSet {
  let groups: [[DoubleDouble]]
  let f: Double
  let between: Double
  let within: Double
  let rSquared: Double
  let deviation: Double

  init(text: String) {
    var certified: [Double] = []
    var groups: [[DoubleDouble]] = []
    var key = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split { $0 == " " || $0 == "\r" }.map(String.init)
      if index < 58 {
        if words.contains("Between") || words.contains("Within") || line.contains("R-Squared")
          || line.contains("Deviation")
        {
          certified += words.compactMap { $0.contains(".") ? Double($0) : nil }
        }
        continue
      }
      guard words.count == 2, let value = DoubleDouble(decimal: words[1]) else { continue }
      if words[0] != key {
        key = words[0]
        groups.append([])
      }
      groups[groups.count - 1].append(value)
    }
    self.groups = groups
    between = certified[0]
    f = certified[2]
    within = certified[3]
    rSquared = certified[5]
    deviation = certified.count > 6 ? certified[6] : .nan
  }

  /// The sets with 2,001 replicates, whose pattern is that of the smaller ones.
  init(patternOf small: NISTVarianceSet, replicates: Int, f: Double, between: Double, within: Double) {
    groups = small.groups.map { group in
      [group[0]] + (1..<replicates).map { group[$0 % 2 == 1 ? 1 : 2] }
    }
    self.f = f
    self.between = between
    self.within = within
    rSquared = .nan
    deviation = 0.1
  }
}

@Suite struct VarianceTests {
  @Test func certifiedAnalyses() throws {
    var sets: [(String, NISTVarianceSet)] = []
    for name in ["SiRstv", "AtmWtAg", "SmLs01", "SmLs02", "SmLs04", "SmLs05", "SmLs07", "SmLs08"] {
      let set = NISTVarianceSet(text: String(decoding: try Fixture.bytes("nist/\(name).dat"), as: UTF8.self))
      sets.append((name, set))
      if name == "SmLs02" || name == "SmLs05" || name == "SmLs08" {
        let large = NISTVarianceSet(patternOf: set, replicates: 2001, f: 2001, between: 160.08, within: 180)
        sets.append((name + "x10", large))
        #expect(set.groups.allSatisfy { $0.count == 201 })
      }
    }
    for (name, set) in sets {
      let result = try #require(AnalysisOfVariance(exact: set.groups))
      for (value, certified) in [(result.f, set.f), (result.between, set.between), (result.within, set.within)] {
        let digits = NISTProblem.digits(value, certified, most: 15)
        #expect(digits >= 13, "\(name): \(value) against \(certified)")
      }
    }
  }

  @Test func norris() throws {
    let text = String(decoding: try Fixture.bytes("nist/Norris.dat"), as: UTF8.self)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(60).map {
      $0.split { $0 == " " || $0 == "\r" }.compactMap { Double(String($0)) }
    }.filter { $0.count == 2 }
    let line = try #require(StraightLine(x: rows.map { $0[1] }, y: rows.map { $0[0] }))
    for (value, certified) in [
      (line.intercept, -0.262323073774029), (line.slope, 1.00211681802045), (line.interceptError, 0.232818234301152),
      (line.slopeError, 0.429796848199937e-03), (line.residualDeviation, 0.884796396144373),
      (line.rSquared, 0.999993745883712),
    ] {
      #expect(NISTProblem.digits(value, certified, most: 15) >= 13, "\(value) against \(certified)")
    }
  }
}
