// Sine and cosine from IEEE 754 basic operations alone.

extension Elementary {
  /// The largest angle in radians that sine and cosine take.
  package static let largestAngle = 1e6

  /// The sine of an angle in radians; NaN beyond ``largestAngle``.
  package static func sin(_ x: Double) -> Double {
    guard let turn = quarterTurns(x) else { return .nan }
    switch turn.quarter {
    case 0: return sine(turn.high, turn.low)
    case 1: return cosine(turn.high, turn.low)
    case 2: return -sine(turn.high, turn.low)
    default: return -cosine(turn.high, turn.low)
    }
  }

  /// The cosine of an angle in radians; NaN beyond ``largestAngle``.
  package static func cos(_ x: Double) -> Double {
    guard let turn = quarterTurns(x) else { return .nan }
    switch turn.quarter {
    case 0: return cosine(turn.high, turn.low)
    case 1: return -sine(turn.high, turn.low)
    case 2: return -cosine(turn.high, turn.low)
    default: return sine(turn.high, turn.low)
    }
  }

  /// x less the nearest multiple of pi/2, in two parts, and that multiple's number modulo 4 (Cody and Waite: pi/2 in three
  /// parts whose multiples are exact).
  private static func quarterTurns(_ x: Double) -> (quarter: Int, high: Double, low: Double)? {
    guard x.magnitude <= largestAngle else { return nil }
    guard x.magnitude > 0.7853981633974483 else { return (0, x, 0) }
    let turns = nearest(x * 6.36619772367581382433e-01)
    let first = x - turns.value * 1.57079632673412561417
    var part = turns.value * 6.07710050630396597660e-11
    let second = first - part
    part = turns.value * 2.02226624871116645580e-21 - ((first - second) - part)
    let third = second - part
    part = turns.value * 8.47842766036889956997e-32 - ((second - third) - part)
    let high = third - part
    return (turns.integer & 3, high, (third - high) - part)
  }

  private static func sine(_ x: Double, _ low: Double) -> Double {
    let z = x * x
    let w = z * z
    let r =
      8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * 2.75573137070700676789e-06) + z * w
      * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)
    let v = z * x
    return x - ((z * (0.5 * low - v * r) - low) - v * -1.66666666666666324348e-01)
  }

  private static func cosine(_ x: Double, _ low: Double) -> Double {
    let z = x * x
    let w = z * z
    let r =
      z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * 2.48015872894767294178e-05)) + w * w
      * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))
    let half = 0.5 * z
    let whole = 1 - half
    return whole + (((1 - whole) - half) + (z * r - x * low))
  }
}
