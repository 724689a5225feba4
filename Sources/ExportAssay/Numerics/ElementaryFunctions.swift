// The elementary functions of the C mathematics library, under names of our own, imported in this one file.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The elementary functions the module needs. All take and return `Double`; domain errors give NaN as in C.
package enum Elementary {
  /// e to the power `x`.
  package static func exp(_ x: Double) -> Double { _exp(x) }
  /// The natural logarithm.
  package static func log(_ x: Double) -> Double { _log(x) }
  /// The logarithm to base 10.
  package static func log10(_ x: Double) -> Double { _log10(x) }
  /// ln(1 + x), exact for small `x`.
  package static func log1p(_ x: Double) -> Double { _log1p(x) }
  /// exp(x) - 1, exact for small `x`.
  package static func expm1(_ x: Double) -> Double { _expm1(x) }
  /// `x` to the power `y`.
  package static func pow(_ x: Double, _ y: Double) -> Double { _pow(x, y) }
  /// The sine of an angle in radians.
  package static func sin(_ x: Double) -> Double { _sin(x) }
  /// The cosine of an angle in radians.
  package static func cos(_ x: Double) -> Double { _cos(x) }
  /// The angle whose tangent is `x`, in radians.
  package static func atan(_ x: Double) -> Double { _atan(x) }
  /// The complementary error function.
  package static func erfc(_ x: Double) -> Double { _erfc(x) }
}

private func _exp(_ x: Double) -> Double { exp(x) }
private func _log(_ x: Double) -> Double { log(x) }
private func _log10(_ x: Double) -> Double { log10(x) }
private func _log1p(_ x: Double) -> Double { log1p(x) }
private func _expm1(_ x: Double) -> Double { expm1(x) }
private func _pow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
private func _sin(_ x: Double) -> Double { sin(x) }
private func _cos(_ x: Double) -> Double { cos(x) }
private func _atan(_ x: Double) -> Double { atan(x) }
private func _erfc(_ x: Double) -> Double { erfc(x) }
