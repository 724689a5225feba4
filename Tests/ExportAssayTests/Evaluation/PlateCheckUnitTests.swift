// Checks of a plate, one by one, on wells whose concentrations are stated.

import Documents
import Foundation
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct PlateCheckUnitTests {
  /// A straight line, signal = concentration.
  private static func curve() throws -> StandardCurve {
    let points = [0.0, 50, 100, 200, 400].flatMap { x in
      [-0.5, 0.5].map { Calibrator(concentration: x, signal: x + $0) }
    }
    return try #require(StandardCurve.fit(points, model: .linear, weighting: .none))
  }

  private static let limits = CurveLimits(blank: 1, detection: 2, lower: 10, upper: 400, blankCount: 2)

  /// Wells of a sample at one dilution, by their concentrations in the well.
  private static func wells(
    _ sample: String, _ values: [Double], role: WellRole = .unknown, dilution: Double = 1, nominal: Double? = nil,
    from index: Int = 0
  ) throws -> [WellResult] {
    try values.enumerated().map { k, x in
      let well = try PlateEvaluationTests.well(
        index + k, role, sample, .value(x, decimals: 3), nominal: nominal, dilution: dilution)
      return WellResult(
        well: well, signal: .value(x, decimals: 3),
        reading: CurveReading(concentration: x, low: x - 1, high: x + 1, relativeError: 0.01), usesVendorCurve: false,
        replicateCV: .nan, flags: [])
    }
  }

  private static func run(_ wells: [WellResult]) throws -> (
    wells: [WellResult], checks: [PlateCheck], flags: Set<QualityFlag>
  ) {
    var (wells, checks, flags) = (wells, [PlateCheck](), Set<QualityFlag>())
    PlateChecks.markReplicates(&wells)
    PlateChecks.run(&wells, try curve(), limits, &checks, &flags)
    return (wells, checks, flags)
  }

  /// CV of 90 and 110: 14.14 %; of 80 and 120: 28.28 %, flagged and failed. Standards are never flagged.
  @Test func replicates() throws {
    let found = try Self.run(
      Self.wells("a", [90, 110]) + Self.wells("b", [80, 120], from: 2)
        + Self.wells("S", [80, 120], role: .standard, from: 4))
    let cvs = found.wells.map(\.replicateCV)
    #expect(abs(cvs[0] - 100 * 0.2 / 2.0.squareRoot()) < 1e-9 && abs(cvs[2] - 100 * 0.4 / 2.0.squareRoot()) < 1e-9)
    #expect(found.wells.map { $0.flags.contains(.replicateCV) } == [false, false, true, true, false, false])
    #expect(
      found.checks.filter { $0.kind == .replicates }.map(\.subject) == ["b A1, B1".replacing("A1, B1", with: "C1, D1")])
  }

  /// Near LLOQ replicates may differ by 25 %.
  @Test func replicatesNearTheLimit() throws {
    let found = try Self.run(Self.wells("low", [10, 13.5]) + Self.wells("high", [100, 135], from: 2))
    #expect(found.checks.filter { $0.kind == .replicates }.map { $0.subject.prefix(4) } == ["high"])
  }

  /// 119 of 100 holds, 121 does not; wells without a nominal value are no controls.
  @Test func qualityControls() throws {
    let found = try Self.run(
      Self.wells("Q", [119, 121, 79], role: .qc, nominal: 100) + Self.wells("Q0", [50], role: .qc, from: 3))
    let checks = found.checks.filter { $0.kind == .qualityControl }
    #expect(checks.map(\.passes) == [true, false, false] && checks.map(\.subject) == ["Q A1", "Q B1", "Q C1"])
    #expect(abs(checks[0].value - 19) < 1e-9 && found.flags.contains(.qcFail))
    #expect(found.wells.map { $0.flags.contains(.qcFail) } == [false, true, true, false])
  }

  /// Recovery = 100 (150 - 60) / 100 = 90 %; with 30 only 30 %. A spike of no unknown says nothing.
  @Test func spikes() throws {
    let found = try Self.run(
      Self.wells("s", [60]) + Self.wells("s", [150], role: .spike, nominal: 100, from: 1)
        + Self.wells("t", [60], from: 2) + Self.wells("t", [90], role: .spike, nominal: 100, from: 3)
        + Self.wells("u", [90], role: .spike, nominal: 100, from: 4))
    let checks = found.checks.filter { $0.kind == .spike }
    #expect(checks.map(\.subject) == ["s", "t"] && checks.map(\.passes) == [true, false])
    #expect(abs(checks[0].value - 90) < 1e-9 && abs(checks[1].value - 30) < 1e-9)
    #expect(found.wells.map { $0.flags.contains(.spikeOut) } == [false, false, false, true, false])
  }

  /// Dilutions 1, 2, 4 of 200: agreement, then one that is off by more than 20 %.
  @Test func dilutions() throws {
    func series(_ values: [Double]) throws -> [WellResult] {
      try zip(values, [1.0, 2, 4]).enumerated().flatMap { k, item in
        try Self.wells("s", [item.0, item.0], dilution: item.1, from: 2 * k)
      }
    }
    let even = try Self.run(series([200, 100, 50]))
    let linear = try #require(even.checks.first { $0.kind == .dilutionLinearity })
    #expect(linear.passes && abs(linear.value) < 1e-9 && linear.count == 3)
    #expect(even.wells.allSatisfy { $0.flags.isEmpty })
    let falling = try Self.run(series([200, 80, 30]))
    let failed = try #require(falling.checks.first { $0.kind == .dilutionLinearity })
    // 200, 160, 120: the mean is 160, the worst 25 % off.
    #expect(!failed.passes && abs(abs(failed.value) - 25) < 1e-9)
    #expect(falling.wells.allSatisfy { $0.flags.contains(.dilutionDiscordant) })
    let rising = try Self.run(series([100, 100, 50]))
    #expect(rising.checks.contains { $0.kind == .hook && !$0.passes && abs($0.value - 100) < 1e-9 })
    #expect(rising.wells.map { $0.flags.contains(.hook) } == [true, true, false, false, false, false])
  }

  /// Fewer than eight wells tell nothing of places.
  @Test func places() throws {
    let few = try Self.run(Self.wells("a", [100, 101]))
    #expect(!few.checks.contains { $0.kind == .edge || $0.kind == .drift } && few.flags.isEmpty)
  }
}
