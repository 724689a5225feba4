// The ends of a profile-likelihood interval.

/// Walks a profile of the deviance outwards from its minimum and finds where it crosses a limit.
struct ProfileInterval {
  /// Which parameter is profiled.
  let index: Int
  /// The parameters at the minimum.
  let parameters: [Double]
  /// The deviance there.
  let deviance: Double
  /// The deviance at the ends of the interval.
  let limit: Double
  /// Minimises over all other parameters from a start whose profiled parameter stays as it is.
  let minimize: (_ start: [Double]) -> (deviance: Double, parameters: [Double])

  /// The end in one direction; `nil` if the profile stays below the limit as far as `reach`.
  ///
  /// The signed root of the rise is nearly straight, so false position on it needs few steps.
  func end(_ sign: Double, firstStep: Double, reach: Double) -> Double? {
    let goal = (limit - deviance).squareRoot()
    guard goal > 0 else { return parameters[index] }
    func root(_ found: Double) -> Double { Swift.max(0, found - deviance).squareRoot() - goal }
    func profile(_ value: Double, _ from: [Double]) -> (deviance: Double, parameters: [Double]) {
      var start = from
      start[index] = value
      return minimize(start)
    }
    var inside = parameters[index]
    var insideRoot = -goal
    var from = parameters
    var step = firstStep
    while true {
      let next = inside + sign * step
      if Swift.abs(next - parameters[index]) > reach { return nil }
      let found = profile(next, from)
      let value = root(found.deviance)
      if value > 0 { return crossing((inside, insideRoot), (next, value), from, root, profile) }
      // As far as the straight root suggests, but not more than fourfold.
      let slope = (value - insideRoot) / step
      step = slope > 0 ? Swift.min(Swift.max(-value / slope * 1.1, step * 0.2), step * 4) : step * 2
      (inside, insideRoot, from) = (next, value, found.parameters)
    }
  }

  /// False position with the Illinois rule between a point inside and one outside.
  private func crossing(
    _ inside: (at: Double, value: Double), _ outside: (at: Double, value: Double), _ from: [Double],
    _ root: (Double) -> Double, _ profile: (Double, [Double]) -> (deviance: Double, parameters: [Double])
  ) -> Double {
    var (a, b, from) = (inside, outside, from)
    var lastSide = 0
    for _ in 0..<40 {
      let width = Swift.abs(b.at - a.at)
      if width <= 1e-7 * (1 + Swift.abs(a.at)) { break }
      let middle = (a.at * b.value - b.at * a.value) / (b.value - a.value)
      let found = profile(middle, from)
      let value = root(found.deviance)
      if Swift.abs(value) <= 1e-7 * (limit - deviance).squareRoot() { return middle }
      if value > 0 {
        b = (middle, value)
        if lastSide == 1 { a.value /= 2 }
        lastSide = 1
      } else {
        a = (middle, value)
        from = found.parameters
        if lastSide == -1 { b.value /= 2 }
        lastSide = -1
      }
    }
    return (a.at + b.at) / 2
  }
}
