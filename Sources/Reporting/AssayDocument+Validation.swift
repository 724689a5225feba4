// What a readout of an assay's document may hold: finite numbers on the scales of analysis, probabilities from 0 to 1.

package import Documents

extension AssayDocument.Reading: ValidatedDocument {
  package func validate() throws(InvalidValue) {
    for (key, value) in [("control_mean", controlMean), ("difference", difference)] {
      try check(key, value, in: -1e9...1e9)
    }
    for (key, value) in [
      ("control_deviation", controlDeviation), ("standard_error", standardError),
      ("degrees_of_freedom", degreesOfFreedom),
    ] {
      try check(key, value, in: 0...1e9)
    }
    try check("control_lines", controlLines, in: 0...1_000_000)
    try check("p_two_sided", pTwoSided, in: DocumentRange.fraction)
    try check("power", power, in: DocumentRange.fraction)
  }
}
