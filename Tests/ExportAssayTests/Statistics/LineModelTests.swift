// The model of lines against the dense mixed model, its deletion of a control line against a fit without it, and its cost.

import Numerics
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct LineModelTests {
  /// Control lines and a case over batches, with gaps.
  static func study(_ seed: UInt64, batches: Int, controls: Int, dishes: Int, gaps: Double) -> [DishValue] {
    var random = RandomSource(seed: seed)
    let shifts = (0..<batches).map { _ in 0.2 * random.normal() }
    var values: [DishValue] = []
    for line in 0...controls {
      let own = 0.2 * random.normal()
      for batch in 0..<batches where line < 2 || batch == 0 || random.uniform() > gaps {
        for _ in 0..<dishes {
          values.append(
            DishValue(
              line: "L\(line)", role: line == controls ? .case : .control, batch: "B\(batch)",
              value: 5 + own + shifts[batch] + 0.1 * random.normal()))
        }
      }
    }
    return values
  }

  /// Fixed batches below five and drawn ones from five on: the contrast, its error and the variances of the dense model.
  @Test(arguments: 1...24) func denseModel(_ seed: UInt64) throws {
    let batches = [2, 3, 4, 5, 7][Int(seed % 5)]
    let controls = 3 + Int(seed % 4)
    let values = Self.study(seed, batches: batches, controls: controls, dishes: 1 + Int(seed % 2), gaps: 0.3)
    let own = "L\(controls)"
    let names = Set(values.filter { $0.role == .control }.map(\.line))
    let model = try #require(LineModel(values, controls: names))
    let found = try #require(model.contrast(own))
    let lines = Set(values.map(\.line)).sorted()
    let runs = Set(values.map(\.batch)).sorted()
    var columns = [values.map { _ in 1.0 }, values.map { $0.line == own ? 1.0 : 0 }]
    var factors = [values.map { item in lines.firstIndex(of: item.line) ?? 0 }]
    let batch = values.map { item in runs.firstIndex(of: item.batch) ?? 0 }
    if batches < 5 {
      for b in 1..<batches { columns.append(batch.map { $0 == b ? 1 : 0 }) }
    } else {
      factors.append(batch)
    }
    let dense = try #require(MixedModel(y: values.map(\.value), x: columns, factors: factors))
    let contrast = dense.contrast([0, 1] + [Double](repeating: 0, count: columns.count - 2))
    #expect(abs(found.difference - contrast.estimate) < 1e-4, "seed \(seed)")
    #expect(abs(found.variance.squareRoot() / contrast.error - 1) < 2e-3, "seed \(seed)")
    #expect(abs(model.variances.error / (dense.variances.last ?? 0) - 1) < 5e-3, "seed \(seed)")
    #expect(abs(model.variances.line - dense.variances[0]) < 1e-3 * (dense.variances[0] + 0.01), "seed \(seed)")
    if contrast.degreesOfFreedom < 100 {
      #expect(abs(found.freedom / contrast.degreesOfFreedom - 1) < 0.35, "seed \(seed): \(found.freedom)")
    }
  }

  /// A control line left out by a change of one rank is the control line fitted as a case at the same variances.
  @Test(arguments: 1...6) func deletion(_ seed: UInt64) throws {
    let values = Self.study(seed, batches: seed % 2 == 0 ? 3 : 6, controls: 6, dishes: 2, gaps: 0.2)
    let names = Set(values.filter { $0.role == .control }.map(\.line))
    let design = try #require(LineDesign(values, controls: names, drawsBatches: nil))
    let without = try #require(LineDesign(values, controls: names.subtracting(["L1"]), drawsBatches: nil))
    let ratios = LineRatios(line: 1.7, batch: design.drawsBatches ? 0.6 : 0)
    let index = try #require(design.lineNames.firstIndex(of: "L1"))
    let deleted = try #require(LineSolution(design, ratios, errorVariance: 0.01)?.contrast(index))
    let fitted = try #require(LineSolution(without, ratios, errorVariance: 0.01)?.contrast(index))
    #expect(abs(deleted.difference - fitted.difference) < 1e-9 && abs(deleted.variance / fitted.variance - 1) < 1e-9)
  }

  /// Plates with control lines of their own are blocks: a case on a plate without a control is not compared.
  @Test func blocks() throws {
    var values = (0..<3).flatMap { plate in
      Self.study(UInt64(plate) + 40, batches: 1, controls: 4, dishes: 2, gaps: 0).map {
        DishValue(line: "\(plate)\($0.line)", role: $0.role, batch: "P\(plate)", value: $0.value)
      }
    }
    values.append(DishValue(line: "lone", role: .case, batch: "P9", value: 5))
    let names = Set(values.filter { $0.role == .control }.map(\.line))
    let design = try #require(LineDesign(values, controls: names, drawsBatches: nil))
    #expect(design.blocks.map(\.count) == [1, 1, 1] && design.valueCount == values.count - 1)
    let panel = ControlPanel(values)
    let found = try #require(panel.compare("1L4"))
    #expect(found.method == .mixedModel && found.controlCount == 12 && found.degreesOfFreedom > 4)
  }

  /// The interval of a line in per cent of control is narrower than that of a further line, and both hold the estimate.
  @Test func ownInterval() throws {
    for seed in 1...10 {
      let values = Self.study(UInt64(seed), batches: 1 + seed % 3, controls: 5, dishes: 3, gaps: 0)
      let found = try #require(ControlPanel(values).compare("L5"))
      #expect(found.ownError < found.standardError, "seed \(seed)")
      #expect(found.ownInterval.low < found.difference && found.difference < found.ownInterval.high)
    }
    #expect(ControlPanel([]).compare("L0") == nil)
  }
}
