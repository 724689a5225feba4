// Least values of functions whose minima are known.

import Foundation

import Testing

@testable import ExportAssay

@Suite struct MinimumTests {
  @Test func knownMinima() {
    let cases: [(name: String, range: ClosedRange<Double>, place: Double, f: (Double) -> Double)] = [
      ("parabola", -3...7, 2, { ($0 - 2) * ($0 - 2) + 1 }), ("edge", 0...1, 0, { $0 }),
      ("other edge", 0...1, 1, { -$0 }),
      ("corner", -1...2, 0.3, { Swift.abs($0 - 0.3) }), ("flat", -2...2, 0, { $0 * $0 * $0 * $0 }),
      ("x ln x", 0.01...3, 1 / M_E, { $0 * log($0) }), ("wall", -4...4, 1, { $0 < 1 ? .nan : $0 }),
    ]
    for item in cases {
      let found = Minimum.find(item.range, tolerance: 1e-6, item.f)
      let reach = item.name == "flat" ? 0.01 : 1e-5
      #expect(abs(found.place - item.place) < reach, "\(item.name): \(found)")
      #expect(found.value == item.f(found.place), "\(item.name)")
    }
  }

  /// Smooth functions take few steps.
  @Test func fewSteps() {
    var count = 0
    _ = Minimum.find(-12...11.5, tolerance: 1e-5) { x in
      count += 1
      return log(1 + exp(x)) - 0.3 * x
    }
    #expect(count < 25, "\(count)")
  }
}
