// One dish's value of a quantity, with its line and batch.

package import TypeICollagen

/// One dish's value of a quantity on the scale that is analysed (ln or logit).
package struct DishValue: Sendable, Equatable {
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The batch.
  package let batch: String
  /// The value.
  package let value: Double

  /// A value.
  package init(line: String, role: CellLineRole, batch: String, value: Double) {
    self.line = line
    self.role = role
    self.batch = batch
    self.value = value
  }
}
