// One line against the control lines: by hand on line means, and within batches.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct ControlComparisonTests {
  static func values(
    _ controls: [Double], own: [Double], batches: [String] = [""], shift: [String: Double] = [:]
  ) -> [DishValue] {
    func dishes(_ line: String, _ role: CellLineRole, _ value: Double) -> [DishValue] {
      batches.map { DishValue(line: line, role: role, batch: $0, value: value + (shift[$0] ?? 0)) }
    }
    return controls.enumerated().flatMap { dishes("c\($0.offset)", .control, $0.element) }
      + own.flatMap { dishes("case", .case, $0) }
  }

  /// Controls -0.2, -0.1, 0, 0.1, 0.2 (s^2 = 0.025): t = -0.5 / (s sqrt 1.2) with 4 degrees of freedom.
  @Test func crawfordHowell() throws {
    let found = try #require(
      ControlComparison.compare("case", Self.values([-0.2, -0.1, 0, 0.1, 0.2], own: [-0.5])))
    let deviation = 0.025.squareRoot()
    #expect(found.method == .crawfordHowell && found.controlCount == 5 && found.degreesOfFreedom == 4)
    #expect(abs(found.difference + 0.5) < 1e-12 && abs(found.controlMean) < 1e-12)
    #expect(abs(found.lineDeviation - deviation) < 1e-12)
    #expect(abs(found.standardError - deviation * 1.2.squareRoot()) < 1e-12)
    #expect(abs(found.t + 0.5 / (deviation * 1.2.squareRoot())) < 1e-12)
    #expect(abs(found.pLow + found.pHigh - 1) < 1e-12 && abs(found.p - 2 * found.pLow) < 1e-12)
    let interval = found.interval()
    #expect(abs(interval.high - found.difference - 2.776_445_105_197_799 * found.standardError) < 1e-9)
    #expect(abs(interval.low + interval.high - 2 * found.difference) < 1e-12)
  }

  /// The line is the unit: five dishes of one value are one value, and a line's dishes are averaged first.
  @Test func dishesAreNoLines() throws {
    let once = try #require(ControlComparison.compare("case", Self.values([-0.1, 0, 0.1], own: [-0.4])))
    let often = try #require(
      ControlComparison.compare("case", Self.values([-0.1, 0, 0.1], own: [-0.4, -0.4, -0.5, -0.3])))
    #expect(once.t == often.t && often.controlCount == 3)
  }

  /// A control is compared with the others, never with itself; fewer than two others compare nothing.
  @Test func controlsAgainstOthers() throws {
    let values = Self.values([1, -0.1, 0, 0.1], own: [0])
    let found = try #require(ControlComparison.compare("c0", values))
    #expect(found.controlCount == 3 && abs(found.difference - 1) < 1e-12)
    #expect(ControlComparison.compare("c0", Self.values([1, 0], own: [0])) == nil)
    #expect(ControlComparison.compare("absent", values) == nil)
    #expect(ControlComparison.compare("case", Self.values([0, 0, 0], own: [1])) == nil)
  }

  /// What a whole batch is off by cancels: the same difference as without it, by the mixed model.
  @Test func batches() throws {
    let controls = [-0.21, -0.1, 0.02, 0.1, 0.19]
    let batches = ["P1", "P2", "P3"]
    func compare(_ shift: [String: Double]) throws -> ControlComparison {
      var values = Self.values(controls, own: [-0.5], batches: batches, shift: shift)
      // A little spread between dishes, the same in both runs.
      values = values.enumerated().map { k, item in
        DishValue(
          line: item.line, role: item.role, batch: item.batch, value: item.value + [0.01, -0.012, 0.004, -0.003][k % 4])
      }
      return try #require(ControlComparison.compare("case", values))
    }
    let plain = try compare([:])
    let shifted = try compare(["P1": 0.8, "P3": -1.1])
    #expect(plain.method == .mixedModel && shifted.method == .mixedModel)
    #expect(
      abs(plain.difference - shifted.difference) < 1e-6 && abs(plain.standardError - shifted.standardError) < 1e-6)
    #expect(abs(plain.difference + 0.5) < 0.02 && plain.degreesOfFreedom <= 4)
  }

  /// Power: certain for a huge effect, the error of the first kind for none; more for a larger effect.
  @Test func power() throws {
    let found = try #require(
      ControlComparison.compare("case", Self.values([-0.2, -0.1, 0, 0.1, 0.2], own: [0])))
    #expect(found.power(100) > 0.999_999)
    #expect(abs(found.power(1e-9) - 0.025) < 1e-3)
    #expect(found.power(0.5) < found.power(0.7) && found.power(-0.7) == found.power(0.7))
    #expect(abs(found.exclusionPower(1e-9, level: 0.015) - 0.015) < 1e-3)
    #expect(found.exclusionPower(0.7, level: 0.015, spread: 0.3) < found.exclusionPower(0.7, level: 0.015))
  }
}
