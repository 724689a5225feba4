// Hook, edge, drift and spike recovery on plates whose truth is known.

import Numerics
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

/// A plate written well by well from a known 4PL.
private struct MadePlate {
  var text = "plate_id,well,role,sample_id,tech_rep,fraction,nominal_conc,dilution_factor,signal\n"
  private var next = 0
  private var random = RandomSource(seed: 77)
  /// Whether the signal falls with the concentration, as in a competitive assay.
  private let isFalling: Bool

  init(isFalling: Bool = false) {
    self.isFalling = isFalling
    for level in 0..<8 {
      for rep in 1...2 { add("standard", "S\(level)", rep, 640 / Elementary.pow(2, Double(level)), dilution: 1) }
    }
  }

  static func signal(_ x: Double) -> Double { 3 + (0.05 - 3) / (1 + Elementary.pow(x / 150, 1.1)) }

  mutating func add(
    _ role: String, _ sample: String, _ rep: Int, _ inWell: Double, dilution: Double, nominal: Double? = nil,
    at place: WellPosition? = nil, factor: Double = 1
  ) {
    let position = place ?? WellPosition(row: next % 8, column: next / 8)
    if place == nil { next += 1 }
    let noise = 1 + 0.002 * random.normal()
    let signal = isFalling ? 3.1 - Self.signal(inWell * factor) : Self.signal(inWell * factor)
    let level = role == "standard" ? NumberText.significant(inWell, 12) : nominal.map { NumberText.significant($0, 6) }
    text +=
      "P1,\(position?.description ?? ""),\(role),\(sample),\(rep),\(role == "standard" ? "" : "medium"),\(level ?? ""),"
      + "\(NumberText.significant(dilution)),\(NumberText.fixed(signal * noise, 5))\n"
  }

  /// A dilution series; `seen` is the fraction of the truth that each dilution shows.
  mutating func series(_ name: String, _ conc: Double, _ dilutions: [Double], seen: [Double]) {
    for (d, fraction) in zip(dilutions, seen) {
      for rep in 1...2 { add("unknown", name, rep, conc / d * fraction, dilution: d) }
    }
  }

  func evaluate() throws -> PlateEvaluation {
    try #require(try AssayRun.run(inputs: [("plate.csv", Array(text.utf8))]).plates.first)
  }
}

@Suite struct HookTests {
  /// A rise of more than 30 % from the neat sample on is HOOK, and what counts is the plateau.
  @Test func riseFromNeat() throws {
    var plate = MadePlate()
    plate.series("even", 400, [2, 4, 8, 16], seen: [1, 1, 1, 1])
    plate.series("hook", 400, [2, 4, 8, 16], seen: [0.4, 1, 1, 1])
    plate.series("long", 400, [2, 4, 8, 16], seen: [0.3, 0.6, 1, 1])
    plate.series("slight", 400, [2, 4, 8, 16], seen: [0.8, 1, 1, 1])
    plate.series("two", 400, [2, 8], seen: [0.4, 1])
    let result = try plate.evaluate()
    func hooked(_ name: String) -> [Double] {
      Set(result.wells.filter { $0.well.sample == name && $0.flags.contains(.hook) }.map(\.well.dilution)).sorted()
    }
    #expect(hooked("even").isEmpty)
    #expect(hooked("hook") == [2])
    #expect(hooked("long") == [2, 4])
    #expect(hooked("slight").isEmpty)
    #expect(hooked("two") == [2])
    for item in result.wells where item.well.sample == "hook" && item.isUsable {
      #expect(abs((item.sampleConcentration ?? 0) / 400 - 1) < 0.05)
    }
    // One step cannot show a plateau: the second dilution stays, with a flag.
    let second = result.wells.filter { $0.well.sample == "two" && $0.well.dilution == 8 }
    #expect(second.allSatisfy { $0.isUsable && $0.flags.contains(.dilutionDiscordant) })
    let check = try #require(result.checks.first { $0.kind == .hook && $0.subject == "hook" })
    #expect(abs(check.value - 150) < 15 && !check.passes && check.count == 4)
  }

  /// A series that rises throughout shows no plateau: HOOK, nothing of it counts, and its slope is not the standards'.
  @Test func riseThroughout() throws {
    var plate = MadePlate()
    plate.series("rising", 400, [2, 4, 8, 16], seen: [0.25, 0.4, 0.64, 1])
    plate.series("falling", 400, [2, 4, 8], seen: [1, 0.7, 0.5])
    let result = try plate.evaluate()
    let rising = result.wells.filter { $0.well.sample == "rising" }
    #expect(rising.allSatisfy { $0.flags.isSuperset(of: [.hook, .notParallel]) && !$0.isUsable })
    #expect(result.checks.contains { $0.kind == .hook && $0.detail.contains("no plateau") })
    #expect(result.checks.contains { $0.kind == .parallelSlope && $0.subject == "rising" && !$0.passes })
    let falling = result.wells.filter { $0.well.sample == "falling" }
    #expect(falling.allSatisfy { !$0.flags.contains(.hook) && $0.flags.contains(.notParallel) })
  }

  /// A competitive assay's signal rises on every dilution: no hook, unless it falls or the corrected result rises.
  @Test func fallingCurve() throws {
    var plate = MadePlate(isFalling: true)
    plate.series("even", 400, [2, 4, 8, 16], seen: [1, 1, 1, 1])
    plate.series("hook", 400, [2, 4, 8, 16], seen: [0.4, 1, 1, 1])
    plate.series("late", 4000, [10, 20, 60, 120], seen: [0.2, 0.2, 1, 1])
    let result = try plate.evaluate()
    let flagged = { (name: String) in
      Set(result.wells.filter { $0.well.sample == name && $0.flags.contains(.hook) }.map(\.well.dilution)).sorted()
    }
    #expect(flagged("even").isEmpty)
    #expect(flagged("hook") == [2])
    #expect(flagged("late") == [10, 20])
    #expect(result.checks.contains { $0.kind == .hook && $0.detail.contains("falls on dilution") })
    #expect(!result.checks.contains { $0.kind == .hook && $0.subject == "even" })
  }

  /// The signal itself rises on dilution, also where that begins late.
  @Test func brighterOnDilution() throws {
    var plate = MadePlate()
    plate.series("dark", 4000, [10, 40, 160], seen: [0.05, 0.5, 1])
    plate.series("late", 4000, [10, 20, 80, 160], seen: [0.2, 0.2, 1, 1])
    let result = try plate.evaluate()
    let flagged = { (name: String) in
      Set(result.wells.filter { $0.well.sample == name && $0.flags.contains(.hook) }.map(\.well.dilution)).sorted()
    }
    #expect(flagged("dark") == [10, 40, 160])
    #expect(flagged("late") == [10, 20])
  }
}

@Suite struct PlaceTests {
  /// 12 % more at the rim is found as 12 %, though most pairs of replicates stand both inside or both at the rim.
  @Test func rim() throws {
    for (effect, isSeen) in [(1.12, true), (1.0, false)] {
      var plate = MadePlate()
      // Six pairs at the rim, three inside, five across.
      let pairs =
        (2..<8).map { ((0, $0), (7, $0)) } + (2..<5).map { ((2, $0), (3, $0)) }
        + (8..<12).map { ((0, $0), (4, $0 - 6)) }
        + [((7, 9), (4, 7))]
      for (k, pair) in pairs.enumerated() {
        for (rep, cell) in [pair.0, pair.1].enumerated() {
          let place = try #require(WellPosition(row: cell.0, column: cell.1))
          let isRim = place.row == 0 || place.row == 7 || place.column == 11
          plate.add(
            "unknown", "s\(k)", rep + 1, 60 + 5 * Double(k), dilution: 1, at: place, factor: isRim ? effect : 1)
        }
      }
      let result = try plate.evaluate()
      let check = try #require(result.checks.first { $0.kind == .edge })
      #expect(abs(check.value - 100 * (effect - 1)) < 2.5, "\(check.value)")
      #expect(check.passes != isSeen && result.flags.contains(.edgeEffect) == isSeen)
    }
  }

  /// A trend down the rows is seen as one across the columns is.
  @Test func rows() throws {
    for direction in 0..<2 {
      var plate = MadePlate()
      for k in 0..<20 {
        for rep in 0..<2 {
          let place = try #require(WellPosition(row: (k * 3 + rep * 5) % 8, column: 2 + (k / 2 + rep * 4) % 10))
          guard !plate.text.contains("P1,\(place.description),") else { continue }
          let fraction = direction == 0 ? Double(place.column) / 11 : Double(place.row) / 7
          plate.add(
            "unknown", "s\(k)", rep + 1, 60 + 5 * Double(k), dilution: 1, at: place,
            factor: Elementary.exp(0.2 * fraction))
        }
      }
      let result = try plate.evaluate()
      let drifts = result.checks.filter { $0.kind == .drift }
      #expect(drifts.count == 2)
      #expect(abs(drifts[direction].value - 100 * Elementary.expm1(0.2)) < 3, "\(drifts[direction].value)")
      #expect(!drifts[direction].passes && drifts[1 - direction].passes)
      #expect(result.flags.contains(.plateDrift))
    }
  }
}

@Suite struct SpikeTests {
  /// The sample's own is subtracted: 100 (145 - 50) / 100 is 95 %, not 145 %. Diluted, the same recovery.
  @Test func endogenousSubtraction() throws {
    var plate = MadePlate()
    for (name, dilution) in [("neat", 1.0), ("diluted", 4)] {
      for rep in 1...2 {
        plate.add("unknown", name, rep, 50, dilution: dilution)
        plate.add("spike", name, rep, 145, dilution: dilution, nominal: 100 * dilution)
      }
    }
    for rep in 1...2 {
      plate.add("unknown", "lost", rep, 50, dilution: 1)
      plate.add("spike", "lost", rep, 110, dilution: 1, nominal: 100)
    }
    let result = try plate.evaluate()
    for name in ["neat", "diluted"] {
      let check = try #require(result.checks.first { $0.kind == .spike && $0.subject == name })
      #expect(abs(check.value - 95) < 3 && check.passes && check.count == 4 && check.detail.contains("95 % interval"))
    }
    let lost = try #require(result.checks.first { $0.kind == .spike && $0.subject == "lost" })
    #expect(abs(lost.value - 60) < 3 && !lost.passes)
    #expect(result.wells.filter { $0.flags.contains(.spikeOut) }.map(\.well.sample) == ["lost", "lost"])
  }
}

@Suite struct ReplicateTests {
  /// CV of duplicates = 100 |a - b| / (sqrt 2 mean): 10.9 % is fine, 16.6 % is flagged, 28.3 % fails a check too.
  @Test func duplicates() throws {
    var plate = MadePlate()
    for (name, other) in [("fine", 70.0), ("wide", 76), ("torn", 90)] {
      plate.add("unknown", name, 1, 60, dilution: 1)
      plate.add("unknown", name, 2, other, dilution: 1)
    }
    let result = try plate.evaluate()
    func flagged(_ name: String) -> Bool {
      result.wells.filter { $0.well.sample == name }.allSatisfy { $0.flags.contains(.replicateCV) }
    }
    #expect(!flagged("fine") && flagged("wide") && flagged("torn"))
    let failed = result.checks.filter { $0.kind == .replicates }
    #expect(failed.count == 1 && failed[0].subject.hasPrefix("torn ") && failed[0].count == 2)
    #expect(abs(failed[0].value - 100 * 30 / (2.0.squareRoot() * 75)) < 1.5)
  }
}
