// The steps of a plate's evaluation one by one: which function, which limits, which flags, which verdict.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct PlateEvaluationTests {
  static func signal(_ x: Double) -> Double { 3 + (0.06 - 3) / (1 + pow(x / 120, 1.1)) }

  static func well(
    _ index: Int, _ role: WellRole, _ sample: String, _ signal: WellSignal, nominal: Double? = nil,
    dilution: Double = 1, isIncluded: Bool = true
  ) throws -> PlateWell {
    PlateWell(
      plate: "P", position: try #require(WellPosition(row: index % 8, column: index / 8)), line: index + 2, role: role,
      sample: sample, nominal: nominal, dilution: dilution, signal: signal, isIncluded: isIncluded)
  }

  /// Duplicates of each level, 1 % apart, and whatever else.
  static func record(
    _ levels: [Double], blanks: [Double] = [], others: [(role: WellRole, sample: String, signal: WellSignal)] = [],
    signal: (Double) -> Double = signal
  ) throws -> PlateRecord {
    var wells: [PlateWell] = []
    for level in levels {
      for factor in [0.995, 1.005] {
        wells.append(
          try well(wells.count, .standard, "S\(level)", .value(signal(level) * factor, decimals: 17), nominal: level))
      }
    }
    for blank in blanks { wells.append(try well(wells.count, .blank, "B", .value(blank, decimals: 17), nominal: 0)) }
    for item in others { wells.append(try well(wells.count, item.role, item.sample, item.signal)) }
    return PlateRecord(file: "p.csv", format: TidyPlateReader().format, name: "P", unit: "ng/mL", wells: wells)
  }

  static func evaluate(_ record: PlateRecord, _ options: CurveOptions = CurveOptions()) throws -> PlateEvaluation {
    try PlateEvaluation.evaluate(record, options: options)
  }

  private static let eight: [Double] = [5, 10, 20, 40, 80, 160, 320, 640]

  /// A straight line up to four levels, 4PL from five, 5PL only where its AICc is lower by 4.
  @Test func choiceOfFunction() throws {
    let few = try Self.evaluate(Self.record([10, 20, 40, 80]))
    #expect(few.curve.model == .linear && few.choice.contains("4 levels") && few.alternative == nil)
    let five = try Self.evaluate(Self.record([5, 20, 80, 320, 640]))
    #expect(five.curve.model == .fourPL && five.choice.contains("six levels"))
    let eight = try Self.evaluate(Self.record(Self.eight, blanks: [0.06, 0.061]))
    #expect(eight.curve.model == .fourPL && eight.alternative?.model == .fivePL)
    let bent = { (x: Double) in 3 + (0.06 - 3) / pow(1 + pow(x / 300, 2.2), 0.35) }
    let skewed = try Self.evaluate(Self.record(Self.eight, blanks: [0.06, 0.061], signal: bent))
    #expect(skewed.curve.model == .fivePL && skewed.choice.hasPrefix("5PL: its AICc is lower by"))
    var options = CurveOptions()
    options.model = .linear
    #expect(try Self.evaluate(Self.record(Self.eight), options).choice == "asked for")
    options.model = .fivePL
    #expect(throws: InputFaults.self) { try Self.evaluate(Self.record([10, 20, 40]), options) }
  }

  /// Blanks are zero standards, are subtracted, hold the start, or are left out; without blanks two of these are refused.
  @Test func usesOfBlanks() throws {
    let record = try Self.record(Self.eight, blanks: [0.058, 0.062])
    func curve(_ use: CurveOptions.BlankUse) throws -> StandardCurve {
      try Self.evaluate(record, CurveOptions(model: .fourPL, blanks: use)).curve
    }
    #expect(try curve(.zeroStandard).calibrators.count == 18)
    #expect(try curve(.ignore).calibrators.count == 16)
    #expect(abs(try curve(.constrain).parameters[0] - 0.06) < 1e-12)
    let shift = try zip(curve(.ignore).calibrators, curve(.subtract).calibrators).map { $0.signal - $1.signal }
    #expect(shift.allSatisfy { abs($0 - 0.06) < 1e-12 })
    for use in [CurveOptions.BlankUse.subtract, .constrain] {
      let error = #expect(throws: InputFaults.self) {
        try Self.evaluate(Self.record(Self.eight), CurveOptions(blanks: use))
      }
      #expect(error?.code == .notEvaluable && error?.message.hasPrefix("no blanks") == true)
    }
    #expect(throws: InputFaults.self) { try Self.evaluate(Self.record([])) }
  }

  /// Tokens and places beyond the limits become flags and never numbers in means.
  @Test func flagsOfWells() throws {
    let record = try Self.record(
      Self.eight, blanks: [0.058, 0.062],
      others: [
        (.unknown, "fine", .value(Self.signal(100), decimals: 4)), (.unknown, "sat", .overflow),
        (.unknown, "masked", .masked), (.unknown, "none", .missing), (.unknown, "high", .value(2.99, decimals: 4)),
        (.unknown, "over", .value(9, decimals: 4)), (.unknown, "low", .value(0.0601, decimals: 4)),
        (.unknown, "under", .value(0.01, decimals: 4)),
      ])
    let result = try Self.evaluate(record)
    func flags(_ sample: String) -> Set<QualityFlag> { result.wells.first { $0.well.sample == sample }?.flags ?? [] }
    #expect(flags("fine").isEmpty)
    #expect(flags("sat") == [.saturated] && flags("masked") == [.masked] && flags("none") == [.notRead])
    #expect(flags("high") == [.aboveULOQ] && flags("over") == [.aboveULOQ])
    #expect(flags("low").contains(.belowLLOQ) && flags("under").contains(.belowLLOQ))
    for item in result.wells where item.well.role == .unknown {
      #expect(item.isUsable == (item.well.sample == "fine"), "\(item.well.sample)")
    }
    #expect(abs((result.wells.first { $0.well.sample == "fine" }?.reading?.concentration ?? 0) - 100) < 2)
    #expect(result.limits.lower > 0 && result.limits.upper <= 640 && result.limits.blank < result.limits.detection)
  }

  /// Levels: hand-made means, CVs and limits; the ends are allowed 25 %.
  @Test func levels() throws {
    let result = try Self.evaluate(Self.record(Self.eight, blanks: [0.058, 0.062]))
    #expect(result.levels.map(\.nominal) == [0] + Self.eight && result.levels.allSatisfy { $0.count == 2 })
    #expect(result.levels[0].passes == nil && result.levels.dropFirst().allSatisfy { $0.passes == true })
    let cv = 100 * 0.01 / 2.0.squareRoot()
    #expect(result.levels.dropFirst().allSatisfy { abs($0.signalCV - cv) < 1e-9 })
    #expect(result.verdict.isAccepted && result.verdict.criteria.count == 5)
    #expect(result.verdict.criteria[2].isMet == nil, "no quality control was on the plate")
  }

  /// Flags of the plate, each from a plate that has this one fault.
  @Test func flagsOfPlates() throws {
    func flags(_ record: PlateRecord) throws -> Set<QualityFlag> { try Self.evaluate(record).flags }
    #expect(try flags(Self.record(Self.eight, blanks: [0.06, 0.061])).isEmpty)
    #expect(try flags(Self.record([5, 20, 80, 320, 640], blanks: [0.06, 0.061])).contains(.standardCount))
    let short = try flags(Self.record([1, 2, 4, 8, 16, 32], blanks: [0.06, 0.061]))
    #expect(short.contains(.noUpperPlateau))
    let hooked = { (x: Double) in x > 500 ? 2.0 : Self.signal(x) }
    #expect(
      try flags(Self.record(Self.eight, blanks: [0.06, 0.061], signal: hooked)).isSuperset(of: [.hook, .nonMonotone]))
    #expect(try flags(Self.record(Self.eight, blanks: [0.135, 0.14])).contains(.blankHigh))
    let kinked = { (x: Double) in Self.signal(x) * (x == 40 ? 1.5 : 1) }
    #expect(try flags(Self.record(Self.eight, blanks: [0.06, 0.061], signal: kinked)).contains(.standardError))
  }

  /// The lack-of-fit test needs replicates and spare levels; on a kink it is small, on the right function it is not.
  @Test func lackOfFit() throws {
    let right = try Self.evaluate(Self.record(Self.eight)).curve
    #expect(try #require(PlateEvaluation.lackOfFit(right)) > 0.05)
    let kinked = { (x: Double) in Self.signal(x) * (x == 40 ? 1.5 : 1) }
    let wrong = try Self.evaluate(Self.record(Self.eight, signal: kinked)).curve
    #expect(try #require(PlateEvaluation.lackOfFit(wrong)) < 0.01)
    let single = Self.eight.map { Calibrator(concentration: $0, signal: Self.signal($0)) }
    let bare = try #require(StandardCurve.fit(single, model: .fourPL, weighting: .none))
    #expect(PlateEvaluation.lackOfFit(bare) == nil)
  }
}

@Suite struct PlateVerdictTests {
  private static func level(_ nominal: Double, _ passes: Bool?) -> CalibratorLevel {
    CalibratorLevel(
      nominal: nominal, count: 2, meanSignal: 1, signalCV: 1, backCalculated: nominal, relativeError: 0, passes: passes)
  }

  private static func control(_ subject: String, _ passes: Bool) -> PlateCheck {
    PlateCheck(
      kind: .qualityControl, subject: subject, value: 0, count: 1, passes: passes, detail: "")
  }

  /// Levels that pass, controls that pass, and which of the five criteria are met ("?" is not tested).
  @Test func criteria() {
    let limits = CurveLimits(blank: 1, detection: 2, lower: 3, upper: 300, blankCount: 2)
    let none = CurveLimits(blank: .nan, detection: .nan, lower: .nan, upper: .nan, blankCount: 0)
    let rows: [(levels: [Bool?], controls: [(String, Bool)], limits: CurveLimits, met: String)] = [
      ([nil, true, true, true, true, true, true], [], limits, "yy??y"),
      ([true, true, true, true, true], [], limits, "ny??y"),
      ([true, true, true, true, false, false], [], limits, "yn??y"),
      ([true, true, true, true, true, true, false, false], [], limits, "yy??y"),
      ([true, true, true, true, true, true], [("Q A1", true), ("Q A2", true), ("Q A3", false)], limits, "yyyyy"),
      (
        [true, true, true, true, true, true], [("L A1", true), ("L A2", true), ("H A3", false), ("H A4", false)],
        limits, "yynny"
      ),
      ([true, true, true, true, true, true], [], none, "yy??n"),
    ]
    for row in rows {
      let levels = row.levels.enumerated().map { Self.level($0.element == nil ? 0 : Double($0.offset + 1), $0.element) }
      let verdict = PlateChecks.verdict(levels, row.controls.map { Self.control($0.0, $0.1) }, [], row.limits)
      let met = verdict.criteria.map { $0.isMet.map { $0 ? "y" : "n" } ?? "?" }.joined()
      #expect(met == row.met && verdict.isAccepted == !row.met.contains("n"))
    }
  }
}

@Suite struct DilutionSeriesTests {
  /// One level off an even series is found; choices, rounding and short series are left alone.
  @Test func oddLevels() throws {
    let even: [Double] = [640, 320, 160, 80, 40, 20, 10, 5]
    #expect(DilutionSeries.oddLevel(even) == nil)
    for (index, wrong) in [(3, 82.0), (4, 41), (2, 150)] {
      var levels = even
      levels[index] = wrong
      let found = try #require(DilutionSeries.oddLevel(levels), "\(wrong)")
      #expect(found.level == wrong && abs(found.expected / even[index] - 1) < 0.02)
    }
    let others: [[Double]] = [
      [640, 320, 160, 80, 40, 10, 5], [640, 320, 160, 80, 41], [500, 166.7, 55.56, 18.52, 6.173, 2.058, 0.6859],
      [1, 2, 3, 4, 5, 6, 7], [640, 320, 160, 100, 40, 20, 10, 5], [],
    ]
    for levels in others { #expect(DilutionSeries.oddLevel(levels) == nil, "\(levels)") }
    #expect(DilutionSeries.oddLevel(even + even.reversed() + [0]) == nil)
  }

  @Test func warning() throws {
    let record = try PlateEvaluationTests.record([640, 320, 160, 82, 40, 20, 10, 5])
    let warning = try #require(record.seriesWarning)
    #expect(warning.message.contains("standard 82") && warning.line == record.wells[6].line)
    #expect(try PlateEvaluationTests.record([640, 320, 160, 80, 40, 20, 10, 5]).seriesWarning == nil)
  }
}

@Suite struct QualityFlagTests {
  /// Every flag has its own code, a meaning of its own and a place in the order; those without a number leave means.
  @Test func meanings() {
    let flags = QualityFlag.allCases
    #expect(Set(flags.map(\.rawValue)).count == flags.count && Set(flags.map(\.meaning)).count == flags.count)
    for flag in flags { #expect(flag.meaning != flag.rawValue, "\(flag)") }
    #expect(flags.shuffled().sorted() == flags)
    #expect(
      Set(flags.filter(\.excludesFromMeans)) == [
        .saturated, .masked, .notRead, .belowLLOQ, .belowLoD, .aboveULOQ, .hook,
      ])
  }
}
