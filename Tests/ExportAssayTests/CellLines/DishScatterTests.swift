// A case whose dishes vary twice as much, and a line whose dishes contradict each other.

import Numerics
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct DishScatterTests {
  /// The interval of a case covers although its dishes vary twice as much as those of the controls: at one plate and at four.
  @Test(arguments: [1, 4]) func unequalVariances(_ plates: Int) throws {
    var random = RandomSource(seed: UInt64(70 + plates))
    var covered = 0
    let trials = 300
    for _ in 0..<trials {
      var values: [DishValue] = []
      var truth = 0.0
      let shifts = (0..<plates).map { _ in 0.1 * random.normal() }
      for line in 0...8 {
        let own = 0.15 * random.normal()
        if line == 8 { truth = own }
        for dish in 0..<4 {
          let value = own + shifts[dish % plates] + 0.1 * (line == 8 ? 2 : 1) * random.normal()
          values.append(
            DishValue(
              line: "L\(line)", role: line == 8 ? .case : .control, batch: "B\(dish % plates)", value: value))
        }
      }
      let found = try #require(ControlPanel(values).compare("L8"))
      if found.ownInterval.low <= truth, truth <= found.ownInterval.high { covered += 1 }
    }
    // 95 % within four standard errors of 300 trials; the pooled variance gave 85.
    #expect(Double(covered) / Double(trials) > 0.90, "\(covered) of \(trials)")
  }

  @Test func spread() {
    let pooled = (variance: 4.0, freedom: 20.0)
    let none = DishSpread(own: nil, pooled: pooled)
    #expect(none.variance == 4 && none.freedom == 20)
    let two = DishSpread(own: (8, 1), pooled: pooled)
    #expect(two.variance == 6 && two.freedom == 2)
    let three = DishSpread(own: (8, 2), pooled: pooled)
    #expect(three.variance == 8 && three.freedom == 2)
    let sum = VarianceSum([(2, 4), (3, 9)])
    #expect(sum.variance == 5 && abs(sum.freedom - 25 / (4.0 / 4 + 9.0 / 9)) < 1e-12)
  }

  /// Few lines that join many batches: by way of the lines, the same solution as the dense equations.
  @Test(arguments: 1...8) func batchEquations(_ seed: UInt64) throws {
    let values = LineModelTests.study(seed, batches: 12, controls: 3, dishes: 1, gaps: 0.3)
    let names = Set(values.filter { $0.role == .control }.map(\.line))
    let design = try #require(LineDesign(values, controls: names, drawsBatches: seed % 2 == 0))
    let weights = design.lines.map { 1 / (Double($0.count) + ($0.isDrawn ? 0.7 : 0)) }
    let plain = BatchSystem(design, 0, weights)
    let system = seed % 2 == 0 ? plain.drawn(0.8) : plain
    let found = try #require(BatchEquations(system))
    let k = system.diagonal.count
    var dense = [Double](repeating: 0, count: k * k)
    for i in 0..<k { dense[i * k + i] = system.diagonal[i] }
    for column in system.columns {
      for a in column { for b in column { dense[a.place * k + b.place] -= a.value * b.value } }
    }
    let factor = try #require(CholeskyFactor(dense, k))
    #expect(system.columns.count < k && abs(found.logDeterminant - factor.logDeterminant) < 1e-9)
    for (x, y) in zip(found.solve(system.right), factor.solve(system.right)) { #expect(abs(x - y) < 1e-8) }
  }
}
