// The least value of a function of one variable.

/// Brent's method: parabolas through the three best points, golden sections where they do not help (Brent 1973, Algorithms for
/// Minimization without Derivatives, chapter 5).
enum Minimum {
  /// The place and value of the least value in a range; that of one of the minima where there are several.
  ///
  /// - Parameters:
  ///   - range: where it is sought.
  ///   - tolerance: how near the place is to the minimum, in the unit of the variable.
  ///   - function: the function; values that are not finite count as large.
  static func find(
    _ range: ClosedRange<Double>, tolerance: Double, _ function: (Double) -> Double
  ) -> (place: Double, value: Double) {
    let golden = (3 - 5.0.squareRoot()) / 2
    func value(_ x: Double) -> Double {
      let y = function(x)
      return y.isFinite ? y : .greatestFiniteMagnitude
    }
    var (a, b) = (range.lowerBound, range.upperBound)
    var x = a + golden * (b - a)
    var (second, third) = (x, x)
    var fx = value(x)
    var (f2, f3) = (fx, fx)
    var (step, last) = (0.0, 0.0)
    for _ in 0..<200 {
      let middle = (a + b) / 2
      if Swift.abs(x - middle) <= 2 * tolerance - (b - a) / 2 { break }
      var isParabola = false
      if Swift.abs(last) > tolerance {
        // The parabola through x, the second and the third.
        let r = (x - second) * (fx - f3)
        var q = (x - third) * (fx - f2)
        var p = (x - third) * q - (x - second) * r
        q = 2 * (q - r)
        if q > 0 { p = -p }
        q = Swift.abs(q)
        let before = last
        last = step
        if Swift.abs(p) < Swift.abs(q * before / 2), p > q * (a - x), p < q * (b - x) {
          step = p / q
          isParabola = true
          if x + step - a < 2 * tolerance || b - x - step < 2 * tolerance { step = x < middle ? tolerance : -tolerance }
        }
      }
      if !isParabola {
        last = x < middle ? b - x : a - x
        step = golden * last
      }
      let next = Swift.abs(step) >= tolerance ? x + step : x + (step > 0 ? tolerance : -tolerance)
      let f = value(next)
      if f <= fx {
        if next < x { b = x } else { a = x }
        (third, f3, second, f2, x, fx) = (second, f2, x, fx, next, f)
      } else {
        if next < x { a = next } else { b = next }
        if f <= f2 || second == x {
          (third, f3, second, f2) = (second, f2, next, f)
        } else if f <= f3 || third == x || third == second {
          (third, f3) = (next, f)
        }
      }
    }
    return (x, fx)
  }
}
