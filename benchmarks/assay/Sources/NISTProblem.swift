// The NIST StRD reference problems: reading their files, their models with exact derivatives, agreeing digits.

import Foundation

import Numerics

/// A number with its derivatives with respect to the parameters (forward differentiation).
struct Dual {
  var v: Double
  var d: [Double]

  init(_ v: Double, _ n: Int) {
    self.v = v
    d = [Double](repeating: 0, count: n)
  }
  init(v: Double, d: [Double]) {
    self.v = v
    self.d = d
  }
  static func chain(_ a: Dual, _ v: Double, _ slope: Double) -> Dual { Dual(v: v, d: a.d.map { $0 * slope }) }
  static func + (a: Dual, b: Dual) -> Dual { Dual(v: a.v + b.v, d: zip(a.d, b.d).map { $0 + $1 }) }
  static func - (a: Dual, b: Dual) -> Dual { Dual(v: a.v - b.v, d: zip(a.d, b.d).map { $0 - $1 }) }
  static func * (a: Dual, b: Dual) -> Dual {
    Dual(v: a.v * b.v, d: zip(a.d, b.d).map { $0 * b.v + $1 * a.v })
  }
  static func / (a: Dual, b: Dual) -> Dual {
    let q = a.v / b.v
    return Dual(v: q, d: zip(a.d, b.d).map { ($0 - q * $1) / b.v })
  }
  static func + (a: Dual, b: Double) -> Dual { Dual(v: a.v + b, d: a.d) }
  static func + (a: Double, b: Dual) -> Dual { b + a }
  static func - (a: Double, b: Dual) -> Dual { chain(b, a - b.v, -1) }
  static func * (a: Dual, b: Double) -> Dual { chain(a, a.v * b, b) }
  static func * (a: Double, b: Dual) -> Dual { b * a }
  static func exp(_ a: Dual) -> Dual {
    let e = Elementary.exp(a.v)
    return chain(a, e, e)
  }
  static func sin(_ a: Dual) -> Dual { chain(a, Elementary.sin(a.v), Elementary.cos(a.v)) }
  static func cos(_ a: Dual) -> Dual { chain(a, Elementary.cos(a.v), -Elementary.sin(a.v)) }
  static func atan(_ a: Dual) -> Dual { chain(a, Foundation.atan(a.v), 1 / (1 + a.v * a.v)) }
  static func pow(_ a: Dual, _ b: Dual) -> Dual {
    let p = Elementary.pow(a.v, b.v)
    let l = Elementary.log(a.v)
    return Dual(v: p, d: zip(a.d, b.d).map { $0 * b.v * p / a.v + $1 * p * l })
  }
}

/// One nonlinear problem.
struct NISTProblem {
  let name: String
  let starts: [[Double]]
  let certified: [Double]
  let certifiedErrors: [Double]
  let certifiedSum: Double
  let y: [Double]
  let exactY: [DoubleDouble]
  let x: [[Double]]
  let level: String

  static let names = [
    "Bennett5", "BoxBOD", "Chwirut1", "Chwirut2", "DanWood", "ENSO", "Eckerle4", "Gauss1", "Gauss2", "Gauss3", "Hahn1",
    "Kirby2", "Lanczos1", "Lanczos2", "Lanczos3", "MGH09", "MGH10", "MGH17", "Misra1a", "Misra1b", "Misra1c", "Misra1d",
    "Nelson", "Rat42", "Rat43", "Roszman1", "Thurber",
  ]

  init(_ name: String, text: String) {
    self.name = name
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    var starts: [[Double]] = [[], []]
    var certified: [Double] = []
    var errors: [Double] = []
    var sum = 0.0
    var level = ""
    for line in lines.prefix(60) {
      let words = line.split { $0 == " " || $0 == "\r" }.map(String.init)
      if words.count >= 7 || words.count == 6, words.count > 2, words[0].hasPrefix("b"), words[1] == "=" {
        let numbers = words.dropFirst(2).compactMap(Double.init)
        starts[0].append(numbers[0])
        starts[1].append(numbers[1])
        certified.append(numbers[2])
        errors.append(numbers[3])
      }
      if line.contains("Residual Sum of Squares:") { sum = Double(words.last ?? "") ?? .nan }
      if line.contains("Level of Difficulty") { level = words.first ?? "" }
    }
    var y: [Double] = []
    var x: [[Double]] = []
    var exactY: [DoubleDouble] = []
    for line in lines.dropFirst(60) {
      let numbers = line.split { $0 == " " || $0 == "\r" }.compactMap { Double(String($0)) }
      if numbers.count >= 2 {
        y.append(name == "Nelson" ? Elementary.log(numbers[0]) : numbers[0])
        x.append(Array(numbers.dropFirst()))
        let words = line.split { $0 == " " || $0 == "\r" }
        exactY.append(DoubleDouble(decimal: String(words[0])) ?? DoubleDouble(numbers[0]))
      }
    }
    self.starts = starts
    self.certified = certified
    certifiedErrors = errors
    certifiedSum = sum
    self.level = level
    self.y = y
    self.x = x
    self.exactY = exactY
  }

  /// Fits from a start, by the plain minimiser or by the one that tries several dampings.
  func fit(from start: Int, robustly: Bool) -> LeastSquaresFit {
    if robustly {
      return LevenbergMarquardt.minimizeRobustly(start: starts[start], residualCount: y.count, evaluate: evaluate)
    }
    return LevenbergMarquardt.minimize(start: starts[start], residualCount: y.count, evaluate: evaluate)
  }

  private func evaluate(_ p: [Double], _ r: inout [Double], _ j: inout [Double]) {
    let n = certified.count
    let b = p.enumerated().map { item in
      var dual = Dual(item.element, n)
      dual.d[item.offset] = 1
      return dual
    }
    for i in y.indices {
      let f = model(b, x[i])
      r[i] = name.hasPrefix("Lanczos") ? sharpResidual(p, i) : f.v - y[i]
      for k in 0..<n { j[i * n + k] = f.d[k] }
    }
  }

  /// The residuals of the Lanczos sets are at the round-off of doubles: evaluated with twice the digits.
  private func sharpResidual(_ p: [Double], _ i: Int) -> Double {
    var total = -exactY[i]
    for k in stride(from: 0, to: 6, by: 2) {
      total += DoubleDouble(p[k]) * DoubleDouble.exp(-(DoubleDouble(p[k + 1]) * DoubleDouble(x[i][0])))
    }
    return total.value
  }

  func model(_ b: [Dual], _ xs: [Double]) -> Dual {
    let x = xs[0]
    switch name {
    case "Bennett5": return b[0] * Dual.pow(b[1] + x, Dual(-1, b.count) / b[2])
    case "BoxBOD", "Misra1a": return b[0] * (1 - Dual.exp(b[1] * -x))
    case "Chwirut1", "Chwirut2": return Dual.exp(b[0] * -x) / (b[1] + b[2] * x)
    case "DanWood": return b[0] * Dual.exp(b[1] * Elementary.log(x))
    case "ENSO":
      let w = 2 * Double.pi * x
      let a = Dual(w, b.count) / b[3]
      let c = Dual(w, b.count) / b[6]
      return b[0] + b[1] * Elementary.cos(w / 12) + b[2] * Elementary.sin(w / 12) + b[4] * Dual.cos(a)
        + b[5] * Dual.sin(a) + b[7] * Dual.cos(c) + b[8] * Dual.sin(c)
    case "Eckerle4":
      let z = (x - b[2]) / b[1]
      return b[0] / b[1] * Dual.exp(-0.5 * (z * z))
    case "Gauss1", "Gauss2", "Gauss3":
      let z1 = (x - b[3]) / b[4]
      let z2 = (x - b[6]) / b[7]
      return b[0] * Dual.exp(b[1] * -x) + b[2] * Dual.exp(-1 * (z1 * z1)) + b[5] * Dual.exp(-1 * (z2 * z2))
    case "Hahn1", "Thurber":
      return (b[0] + b[1] * x + b[2] * (x * x) + b[3] * (x * x * x))
        / (1 + b[4] * x + b[5] * (x * x) + b[6] * (x * x * x))
    case "Kirby2": return (b[0] + b[1] * x + b[2] * (x * x)) / (1 + b[3] * x + b[4] * (x * x))
    case "Lanczos1", "Lanczos2", "Lanczos3":
      return b[0] * Dual.exp(b[1] * -x) + b[2] * Dual.exp(b[3] * -x) + b[4] * Dual.exp(b[5] * -x)
    case "MGH09": return b[0] * (x * x + x * b[1]) / (x * x + x * b[2] + b[3])
    case "MGH10": return b[0] * Dual.exp(b[1] / (x + b[2]))
    case "MGH17": return b[0] + b[1] * Dual.exp(b[3] * -x) + b[2] * Dual.exp(b[4] * -x)
    case "Misra1b":
      let u = 1 + b[1] * (x / 2)
      return b[0] * (1 - Dual(1, b.count) / (u * u))
    case "Misra1c": return b[0] * (1 - Dual.pow(1 + b[1] * (2 * x), Dual(-0.5, b.count)))
    case "Misra1d": return b[0] * b[1] * x / (1 + b[1] * x)
    case "Nelson": return b[0] - b[1] * x * Dual.exp(b[2] * -xs[1])
    case "Rat42": return b[0] / (1 + Dual.exp(b[1] - b[2] * x))
    case "Rat43": return b[0] / Dual.pow(1 + Dual.exp(b[1] - b[2] * x), Dual(1, b.count) / b[3])
    case "Roszman1": return b[0] - b[1] * x - Dual.atan(b[2] / (-1 * (x - b[3]) * -1)) * (1 / Double.pi)
    default: return b[0]
    }
  }

  /// Agreeing digits: -log10 of the relative difference, at most 11 (the certified digits), at least 0.
  static func digits(_ value: Double, _ certified: Double, most: Double = 11) -> Double {
    guard value.isFinite else { return 0 }
    if value == certified { return most }
    let error = certified == 0 ? abs(value) : abs(value - certified) / abs(certified)
    return min(most, max(0, -Elementary.log10(error)))
  }
}
