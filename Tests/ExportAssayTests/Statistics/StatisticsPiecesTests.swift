// Outlier tests and the mixed model on cases worked out by hand.

import Foundation
import Testing

@testable import ExportAssay

@Suite struct OutlierPiecesTests {
  /// Dixon: gap over range of (1, 2, 3, 10) is 7 / 9 = 0.778 < 0.829; with 30 it is 27 / 29 = 0.931.
  @Test func dixon() {
    #expect(OutlierTests.dixon([1, 2, 3, 10]) == nil && OutlierTests.dixon([1, 30, 2, 3]) == 1)
    #expect(OutlierTests.dixon([-40, 1, 2, 3]) == 0 && OutlierTests.dixon([1, 1, 1]) == nil)
    #expect(OutlierTests.dixon([1, 2]) == nil && OutlierTests.dixon((1...8).map(Double.init)) == nil)
  }

  /// The test by the number of lines finds the one that is off, and none in even values.
  @Test func byNumber() {
    for count in [4, 6, 12, 24, 30] {
      let even = (0..<count).map { 10 + 0.1 * Double($0 % 5) }
      #expect(OutlierTests.controlLines(even).isEmpty, "\(count)")
      #expect(OutlierTests.controlLines([40] + even.dropFirst()) == [0], "\(count)")
    }
    #expect(OutlierTests.controlLines([1, 90]).isEmpty)
  }

  /// Rules on the other side, at the run where they break, and not one run earlier.
  @Test func westgard() {
    #expect(LeveyJennings.violations([0, -3.1, 0]) == [.init(rule: "1-3s", run: 1)])
    #expect(LeveyJennings.violations([-2.1, -2.2]).map(\.run) == [1])
    #expect(LeveyJennings.violations([2.1, 1.9, 2.1]).isEmpty && LeveyJennings.violations([1.1, 1.2, 1.3]).isEmpty)
    #expect(LeveyJennings.violations([Double](repeating: -0.2, count: 12)).map(\.run) == [9, 10, 11])
    #expect(LeveyJennings.violations([]).isEmpty)
  }
}

@Suite struct MixedModelPiecesTests {
  /// Balanced one-way data by hand: groups 1, 3 and 5, 7 and 9, 11: MSW 2, MSB 32, between (32 - 2) / 2 = 15.
  @Test func balanced() throws {
    let model = try #require(
      MixedModel(y: [1, 3, 5, 7, 9, 11], x: [[1, 1, 1, 1, 1, 1]], factors: [[0, 0, 1, 1, 2, 2]]))
    #expect(abs(model.variances[0] - 15) < 1e-6 && abs(model.variances[1] - 2) < 1e-6 && model.converged)
    let mean = model.contrast([1])
    #expect(abs(mean.estimate - 6) < 1e-9 && abs(mean.error - (32.0 / 6).squareRoot()) < 1e-6)
    #expect(abs(mean.degreesOfFreedom - 2) < 1e-6)
  }

  /// Groups that differ by less than chance have no variance of their own.
  @Test func noVariance() throws {
    let model = try #require(
      MixedModel(y: [1, 3, 3, 1, 1, 3], x: [[1, 1, 1, 1, 1, 1]], factors: [[0, 0, 1, 1, 2, 2]]))
    #expect(model.variances[0] < 1e-9 && abs(model.contrast([1]).estimate - 2) < 1e-9)
  }

  @Test func refusals() {
    #expect(MixedModel(y: [1, 1, 1], x: [[1, 1, 1]], factors: [[0, 0, 1]]) == nil)
    #expect(MixedModel(y: [1, 2], x: [[1, 1], [0, 1]], factors: [[0, 1]]) == nil)
    #expect(MixedModel(y: [1, 2, 3], x: [[1, 1]], factors: []) == nil)
  }
}
