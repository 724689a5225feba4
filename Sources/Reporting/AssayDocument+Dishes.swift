// The dishes as assay.json holds them: read back to see that their figures follow from the amounts.

package import Documents
import Numerics

extension AssayDocument {
  /// One culture dish.
  package struct Dish: Codable, Sendable, Hashable, ValidatedDocument {
    /// Its cell line.
    package var line: String?
    /// Its quality flags.
    package var flags: [String]?
    /// Collagen in the medium, in the unit of the curve times mL; what is below the limit of quantification stands as the limit.
    package var medium: Double?
    /// Collagen in the cell layer, likewise.
    package var cellLayer: Double?
    /// 100 M / (M + C).
    package var secretionPercent: Double?
    /// ln(M / C).
    package var logitSecretion: Double?
    /// sqrt(CV_M^2 + CV_C^2).
    package var logitSecretionError: Double?
    /// Relative standard error of `medium`.
    package var mediumRelativeError: Double?
    /// Relative standard error of `cellLayer`.
    package var cellLayerRelativeError: Double?
    /// Per hour and normaliser.
    package var synthesis: [String: Double?]?

    package func validate() throws(InvalidValue) {
      func agrees(_ one: Double?, _ other: Double) -> Bool {
        guard let one, other.isFinite else { return true }
        return abs(one - other) <= 1e-6 * max(abs(one), abs(other)) + 1e-9
      }
      for (key, amount) in synthesis ?? [:] {
        if let amount { try require(amount >= 0, "synthesis.\(key)", "below 0") }
      }
      if let mediumRelativeError, let cellLayerRelativeError {
        try require(
          agrees(
            logitSecretionError,
            (mediumRelativeError * mediumRelativeError + cellLayerRelativeError * cellLayerRelativeError).squareRoot()),
          "logit_secretion_error", "does not follow from the errors of medium and cell layer")
      }
      guard let medium, let cellLayer else { return }
      try require(medium >= 0, "medium", "below 0")
      try require(cellLayer >= 0, "cell_layer", "below 0")
      guard medium > 0, cellLayer > 0 else { return }
      try require(
        agrees(secretionPercent, 100 * medium / (medium + cellLayer)), "secretion_percent",
        "not what medium and cell layer give")
      try require(
        agrees(logitSecretion, Elementary.log(medium / cellLayer)), "logit_secretion",
        "not what medium and cell layer give")
    }
  }
}
